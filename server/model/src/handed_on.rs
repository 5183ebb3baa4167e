//! What well-known crates hand on of others.

/// Modules that hand on names, the names, and the module that defines them: `futures_util::Stream` is
/// `futures_core::stream::Stream`. Source: the `pub use` of each crate, in the versions that others depend on; what such a
/// module has of its own is not here, as `futures_util::io::Sink`.
const HANDED_ON: [(&[&str], &[&str], &str); 12] = [
    (
        &["futures", "futures::stream", "futures_util", "futures_util::stream", "tokio_stream"],
        &["Stream"],
        "futures_core::stream",
    ),
    (
        &["futures", "futures::stream", "futures_util", "futures_util::stream"],
        &["TryStream"],
        "futures_core::stream",
    ),
    (
        &["futures::stream", "futures_util::stream"],
        &["BoxStream", "FusedStream", "LocalBoxStream"],
        "futures_core::stream",
    ),
    (
        &["futures::future", "futures_util::future"],
        &["BoxFuture", "FusedFuture", "LocalBoxFuture", "TryFuture"],
        "futures_core::future",
    ),
    (
        &["futures", "futures::sink", "futures_util", "futures_util::sink"],
        &["Sink"],
        "futures_sink",
    ),
    (
        &["futures", "futures::io", "futures_util", "futures_util::io"],
        &["AsyncBufRead", "AsyncRead", "AsyncSeek", "AsyncWrite"],
        "futures_io",
    ),
    (
        &["libc"],
        &[
            "c_char",
            "c_double",
            "c_float",
            "c_int",
            "c_long",
            "c_longlong",
            "c_schar",
            "c_short",
            "c_uchar",
            "c_uint",
            "c_ulong",
            "c_ulonglong",
            "c_ushort",
            "c_void",
        ],
        "std::ffi",
    ),
    (&["tower", "tower::layer"], &["Layer"], "tower_layer"),
    (&["tower"], &["Service"], "tower_service"),
    (&["rand"], &["CryptoRng", "RngCore", "SeedableRng"], "rand_core"),
    (&["axum::extract"], &["FromRef", "FromRequest", "FromRequestParts"], "axum_core::extract"),
    (&["axum::response"], &["IntoResponse", "IntoResponseParts"], "axum_core::response"),
];

/// Crates that hand on whole modules of another under the same names.
const MODULES: [(&str, &str); 4] = [
    ("serde::de", "serde_core::de"),
    ("serde::ser", "serde_core::ser"),
    ("axum::http", "http"),
    ("hyper::http", "http"),
];

/// The path of what a crate hands on, in the crate that defines it.
pub fn handed_on(path: &str) -> Option<String> {
    let (module, name) = path.rsplit_once("::")?;
    let is_named = |(modules, names, _): &&(&[&str], &[&str], _)| {
        modules.contains(&module) && names.contains(&name)
    };
    if let Some((.., defining)) = HANDED_ON.iter().find(is_named) {
        return Some(format!("{defining}::{name}"));
    }
    let of_module = |(from, to): &(&str, &str)| {
        let rest = module.strip_prefix(from)?;
        (rest.is_empty() || rest.starts_with("::")).then(|| format!("{to}{rest}::{name}"))
    };
    MODULES.iter().find_map(of_module)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_modules_lead_to_the_crate_that_defines() {
        let path = |of: &str| handed_on(of).unwrap_or_default();
        assert_eq!(path("serde::de::DeserializeOwned"), "serde_core::de::DeserializeOwned");
        assert_eq!(
            path("serde::de::value::MapDeserializer"),
            "serde_core::de::value::MapDeserializer"
        );
        assert_eq!(path("futures_util::stream::Stream"), "futures_core::stream::Stream");
        assert_eq!(path("futures::Stream"), "futures_core::stream::Stream");
        assert_eq!(path("axum::http::request::Parts"), "http::request::Parts");
        for other in [
            "serde::devices::A",
            "serde_json::Value",
            "futures::channel::oneshot::Sender",
            "futures_util::io::Sink",
            "Stream",
        ] {
            assert_eq!(handed_on(other), None, "{other}");
        }
    }
}
