//! Readers of manifests: `Cargo.toml`, `package.json`, `pnpm-workspace.yaml`, which imply boundaries and
//! say what names mean in them, and `tsconfig.json`, which says how imports are resolved.
//!
//! What is wrong in a manifest is for cargo, npm and TypeScript to say. Here it is the reason why the file was "not
//! checked", beside what could be read all the same.

mod api_extractor;
mod cargo;
mod json;
mod npm;
mod pnpm;
mod typescript;

pub use api_extractor::read as api_extractor;
pub use cargo::read as cargo;
pub use npm::read as npm;
pub use pnpm::read as pnpm;
pub use typescript::read as tsconfig;

/// Larger manifests are not written by hand, and are not read.
const MAX_MANIFEST_BYTES: usize = 4 << 20;

/// What some editors put at the start of a file; npm, yarn and pnpm skip it.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Why a text of this size is not read.
fn too_large(text: &str) -> Option<String> {
    (text.len() > MAX_MANIFEST_BYTES).then(|| format!("larger than {MAX_MANIFEST_BYTES} bytes"))
}

#[cfg(test)]
mod tests;
