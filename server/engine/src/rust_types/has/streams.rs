//! What is read from, written to and extended. Source: the documentation of `std::io`, `std::fmt::Write` and `Extend`.

/// Whether a trait is one of these. Of other types than those below, whether they have it is not known here.
pub(super) fn is_one(name: &str) -> bool {
    matches!(
        name,
        "std::io::Read"
            | "std::io::BufRead"
            | "std::io::Write"
            | "std::io::Seek"
            | "std::fmt::Write"
            | "Extend"
    )
}

pub(super) fn has(ty: &str, name: &str, given: &str) -> bool {
    let ty = ty.strip_prefix("std::").unwrap_or(ty);
    // What is shared may be read and written as well.
    let shared = ty.strip_prefix('&').map(|it| it.strip_prefix("std::").unwrap_or(it));
    let is_shared =
        matches!(shared, Some("fs::File" | "net::TcpStream" | "os::unix::net::UnixStream"));
    let is_both =
        is_shared || matches!(ty, "fs::File" | "net::TcpStream" | "os::unix::net::UnixStream");
    let is_in_memory = matches!(ty, "io::Cursor<Vec<u8>>");
    let is_lent = ty == "io::Cursor<&[u8]>";
    let is_buffered = |word: &str| {
        let inner = ty.strip_prefix(word).and_then(|it| it.strip_prefix('<')?.strip_suffix('>'));
        inner.is_some_and(|it| matches!(it, "std::fs::File" | "std::net::TcpStream"))
    };
    match name {
        "std::io::Read" => {
            is_both
                || is_in_memory
                || is_lent
                || is_buffered("io::BufReader")
                || matches!(
                    ty,
                    "&[u8]" | "io::Stdin" | "process::ChildStdout" | "process::ChildStderr"
                )
                || ty.starts_with("io::StdinLock")
        }
        "std::io::BufRead" => {
            is_in_memory
                || is_lent
                || is_buffered("io::BufReader")
                || ty == "&[u8]"
                || ty.starts_with("io::StdinLock")
        }
        "std::io::Write" => {
            is_both
                || is_in_memory
                || is_buffered("io::BufWriter")
                || matches!(ty, "Vec<u8>" | "io::Stdout" | "io::Stderr" | "process::ChildStdin")
                || ["io::StdoutLock", "io::StderrLock"].iter().any(|it| ty.starts_with(it))
        }
        "std::io::Seek" => is_in_memory || is_lent || matches!(ty, "fs::File" | "&std::fs::File"),
        "std::fmt::Write" => ty == "String",
        _ => {
            let is_list =
                ty.strip_prefix("Vec<").and_then(|it| it.strip_suffix('>')) == Some(given);
            is_list || ty == "String" && matches!(given, "char" | "&str" | "String")
        }
    }
}
