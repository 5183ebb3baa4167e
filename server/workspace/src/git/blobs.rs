//! The contents that git keeps.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;

use super::{GitError, git};
use crate::content::SIZE_BUDGET;
use crate::root::Root;

/// What git keeps under one name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Blob {
    Bytes(Vec<u8>),
    TooLarge(u64),
    /// As in a clone that left contents out.
    Missing,
}

/// The contents of `objects`, in their order. Each is as git keeps it, without what filters would make
/// of it.
pub(crate) fn blobs(root: &Root, objects: &[&str]) -> Result<Vec<Blob>, GitError> {
    if objects.is_empty() {
        return Ok(Vec::new());
    }
    let mut command = git(root);
    command.args(["cat-file", "--batch", "--buffer"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let failed = |error: std::io::Error| GitError(format!("git gives no contents: {error}"));
    let mut child = command.spawn().map_err(failed)?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let names: String = objects.iter().flat_map(|name| [name, "\n"]).collect();
    let read = std::thread::scope(|scope| {
        // Beside the reading: git waits for nobody when neither side reads.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(names.as_bytes())));
        let mut reader = BufReader::new(stdout?);
        objects.iter().map(|_| next(&mut reader)).collect::<Option<Vec<Blob>>>()
    });
    // Where the answer was cut, git may still be writing.
    let _ = child.kill();
    child.wait().map_err(failed)?;
    read.ok_or_else(|| GitError("git gives no contents; try `git fsck`".to_owned()))
}

/// Reads `OBJECT TYPE SIZE`, a line break, the content and another line break; or `OBJECT missing`.
fn next(reader: &mut impl BufRead) -> Option<Blob> {
    let mut head = String::new();
    reader.read_line(&mut head).ok()?;
    let parts: Vec<&str> = head.split_whitespace().collect();
    let [_, _, size] = parts.as_slice() else {
        return (parts.last() == Some(&"missing")).then_some(Blob::Missing);
    };
    let size: u64 = size.parse().ok()?;
    if size > SIZE_BUDGET {
        std::io::copy(&mut reader.take(size + 1), &mut std::io::sink()).ok()?;
        return Some(Blob::TooLarge(size));
    }
    let mut bytes = vec![0; size as usize];
    reader.read_exact(&mut bytes).ok()?;
    reader.read_exact(&mut [0]).ok()?;
    Some(Blob::Bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_one_after_the_other() {
        let mut answer: &[u8] = b"1 blob 2\na\n\n2 missing\n3 blob 0\n\n4 blob 9\ncut";
        assert_eq!(next(&mut answer), Some(Blob::Bytes(b"a\n".to_vec())));
        assert_eq!(next(&mut answer), Some(Blob::Missing));
        assert_eq!(next(&mut answer), Some(Blob::Bytes(Vec::new())));
        assert_eq!(next(&mut answer), None);
    }
}
