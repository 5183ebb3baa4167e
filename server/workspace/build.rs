//! A hash of the code that says what a file says: what a cache of one program holds, another may use when
//! theirs are equal.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// What facts follow from, seen from this crate. Absent where the crate is built from a registry; there the
/// version tells.
const SOURCES: [&str; 5] =
    ["../../grammars/src", "../model/src", "../text/src", "src/content.rs", "../../Cargo.lock"];

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    env::var_os("CARGO_PKG_VERSION").hash(&mut hasher);
    for source in SOURCES.map(Path::new).into_iter().filter(|path| path.exists()) {
        println!("cargo:rerun-if-changed={}", source.display());
        for file in files(source)? {
            (&file, fs::read(&file)?).hash(&mut hasher);
        }
    }
    println!("cargo:rustc-env=BOUNDSTONE_FACTS={:016x}", hasher.finish());
    Ok(())
}

/// The files at `path` and below it, in order.
fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut entries: Vec<_> = fs::read_dir(path)?.collect::<io::Result<_>>()?;
    entries.sort_by_key(fs::DirEntry::path);
    let below: io::Result<Vec<_>> = entries.iter().map(|entry| files(&entry.path())).collect();
    Ok(below?.concat())
}
