//! Which globs of records are compiled at all.

/// Bytes of a glob. Compiling one takes the square of its length, and no path that anyone means is longer.
const MOST_BYTES: usize = 1024;

/// Alternations inside of alternations. `globset` panics on what nests deeper than a regular expression may.
const MOST_NESTED: usize = 16;

/// Whether a glob that anyone may have written can be handed to `globset`.
///
/// # Errors
/// Why not, as the end of a sentence.
pub fn check(glob: &str) -> Result<(), &'static str> {
    if glob.len() > MOST_BYTES {
        return Err("it is longer than 1024 bytes");
    }
    let mut depth = 0_usize;
    for byte in glob.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MOST_NESTED {
            return Err("its braces nest deeper than 16");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_explode_is_refused() {
        assert_eq!(check("src/{a,b/{c,d}}/**/*.rs"), Ok(()));
        assert_eq!(check(&"{a,b}".repeat(100)), Ok(()));
        assert!(check(&"a".repeat(2_000)).is_err());
        assert!(check(&format!("{}{}", "{a,".repeat(200), "}".repeat(200))).is_err());
    }
}
