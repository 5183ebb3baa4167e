//! What versions of other crates a crate is built with, where it matters for what their macros make.

/// A version as far as its minor one.
pub type LeastVersion = (u32, u32);

/// The packages of which it matters.
pub const VERSIONED: [&str; 9] = [
    "ark-serialize",
    "bitflags",
    "borsh",
    "der",
    "rkyv",
    "strum",
    "strum_macros",
    "wasm-bindgen",
    "writeable",
];

/// What is known of the versions of other packages.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct BuiltWith(pub Vec<BuiltVersion>);

/// What is known of the version of one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BuiltVersion {
    pub package: &'static str,
    /// The one that the manifest asks for at least.
    pub asked: LeastVersion,
    /// The only one of the lock file that fulfils it.
    pub locked: Option<LeastVersion>,
    /// The rest of that one.
    pub patch: u32,
}

impl BuiltWith {
    /// The version that the lock file says; else the one that is asked for at least.
    pub(super) fn version(&self, package: &str) -> Option<LeastVersion> {
        self.locked(package).or_else(|| self.asked(package))
    }

    pub(super) fn asked(&self, package: &str) -> Option<LeastVersion> {
        self.of(package).map(|it| it.asked)
    }

    pub(super) fn locked(&self, package: &str) -> Option<LeastVersion> {
        self.of(package)?.locked
    }

    /// Whether the lock file says that it is an earlier one.
    pub(super) fn is_before(&self, package: &str, (major, minor, patch): (u32, u32, u32)) -> bool {
        let of = self.of(package);
        let locked = of.and_then(|it| Some((it.locked?, it.patch)));
        locked.is_some_and(|locked| locked < ((major, minor), patch))
    }

    fn of(&self, package: &str) -> Option<&BuiltVersion> {
        self.0.iter().find(|it| it.package == package)
    }
}
