//! What well-known crates hand on of others, whichever of their modules it is named through.

/// `serde::de::DeserializeOwned` is `serde_core::de::DeserializeOwned`: names of one crate, those of the crates that hand
/// them on, and the module that has them. Source: the documentation of each, in the versions that others depend on.
const HANDED_ON: [(&[&str], &[&str], &str); 12] = [
    (&["futures", "futures_util", "tokio_stream"], &["Stream"], "futures_core::stream"),
    (
        &["futures", "futures_util"],
        &["BoxStream", "FusedStream", "LocalBoxStream", "TryStream"],
        "futures_core::stream",
    ),
    (
        &["futures", "futures_util"],
        &["BoxFuture", "FusedFuture", "LocalBoxFuture", "TryFuture"],
        "futures_core::future",
    ),
    (&["futures", "futures_util"], &["Sink"], "futures_sink"),
    (
        &["futures", "futures_util"],
        &["AsyncBufRead", "AsyncRead", "AsyncSeek", "AsyncWrite"],
        "futures_io",
    ),
    (&["tower"], &["Layer"], "tower_layer"),
    (&["tower"], &["Service"], "tower_service"),
    (&["rand"], &["CryptoRng", "RngCore", "SeedableRng"], "rand_core"),
    (&["axum"], &["FromRef", "FromRequest", "FromRequestParts"], "axum_core::extract"),
    (&["axum"], &["IntoResponse", "IntoResponseParts"], "axum_core::response"),
    (&["http_body_util"], &["Body"], "http_body"),
    (&["hyper"], &["HeaderMap", "Method", "Request", "Response", "StatusCode", "Uri"], "http"),
];

/// Crates that hand on whole modules of another under the same names.
const MODULES: [(&str, &str); 3] =
    [("serde::de", "serde_core::de"), ("serde::ser", "serde_core::ser"), ("axum::http", "http")];

/// The path of what a crate hands on, in the crate that defines it.
pub fn handed_on(path: &str) -> Option<String> {
    let (module, name) = path.rsplit_once("::")?;
    let of_crate = path.split("::").next()?;
    let is_named = |(crates, names, _): &&(&[&str], &[&str], _)| {
        crates.contains(&of_crate) && names.contains(&name)
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
            "Stream",
        ] {
            assert_eq!(handed_on(other), None, "{other}");
        }
    }
}
