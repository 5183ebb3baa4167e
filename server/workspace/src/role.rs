//! What a file is to Boundstone, by its path.

use boundstone_model::{Dialect, Language, RepoPath, is_readable_as_record, may_be_record};

use crate::settings::Settings;

/// What is read from a file. A function of its path and the settings alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Role {
    pub(crate) format: Option<Format>,
    pub(crate) language: Option<Language>,
}

/// The formats that are known by the name or the place of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Format {
    Ownership,
    Contract,
    Config,
    Decision,
    Cargo,
    Npm,
    Pnpm,
    TsConfig,
    ApiExtractorConfig,
    AdrDir,
    Log4brains,
    Scip,
    /// What API Extractor writes.
    ApiExtractor,
    /// What `cargo public-api` writes.
    PublicApi,
}

const CONFIG_FILE: &str = "boundstone.toml";
/// What a compiler or language server knows of the code.
pub(crate) const INDEX_FILE: &str = "index.scip";

impl Role {
    pub(crate) fn of(path: &RepoPath, settings: &Settings) -> Self {
        let format = Format::of_name(path);
        if settings.excludes(path) {
            return Self { format: format.filter(|it| it.is_never_excluded()), language: None };
        }
        let format = format.or_else(|| {
            may_be_record(path, &settings.decision_folders).then_some(Format::Decision)
        });
        Self { format, language: Language::of(path) }
    }

    /// Whether the content of a file may matter under some settings.
    pub(crate) fn may_be_read(path: &RepoPath) -> bool {
        Format::of_name(path).is_some()
            || Language::of(path).is_some()
            || is_readable_as_record(path)
    }

    /// Whether the content of the file matters, or only its path.
    pub(crate) fn is_read(self) -> bool {
        self.format.is_some() || self.language.is_some()
    }
}

impl Format {
    pub(crate) fn of_name(path: &RepoPath) -> Option<Self> {
        match path.name() {
            "CODEOWNERS" => {
                let places = [Dialect::GitHub, Dialect::GitLab].map(Dialect::locations);
                let is_place = places.iter().flatten().any(|place| *place == path.as_str());
                is_place.then_some(Self::Ownership)
            }
            CONFIG_FILE => (path.as_str() == CONFIG_FILE).then_some(Self::Config),
            "boundary.toml" => Some(Self::Contract),
            "Cargo.toml" => Some(Self::Cargo),
            "package.json" => Some(Self::Npm),
            INDEX_FILE => Some(Self::Scip),
            "pnpm-workspace.yaml" => Some(Self::Pnpm),
            ".adr-dir" => Some(Self::AdrDir),
            ".log4brains.yml" => Some(Self::Log4brains),
            name if name.ends_with(".api.md") => Some(Self::ApiExtractor),
            name if name.starts_with("api-extractor") && name.ends_with(".json") => {
                Some(Self::ApiExtractorConfig)
            }
            _ if is_public_api(path) => Some(Self::PublicApi),
            _ => is_tsconfig(path).then_some(Self::TsConfig),
        }
    }

    /// Whether what the file says decides how other files are read.
    pub(crate) fn is_setting(self) -> bool {
        matches!(self, Self::Config | Self::AdrDir | Self::Log4brains)
    }

    /// `exclude` is about code and its records; whether the forge's own file or the settings count is
    /// not for it to say.
    fn is_never_excluded(self) -> bool {
        self.is_setting() || self == Self::Ownership
    }
}

/// Whether a file is called as teams call the output of `cargo public-api`: `public-api.txt`, or any text in a folder
/// `public-api`.
fn is_public_api(path: &RepoPath) -> bool {
    let Some(stem) = path.name().strip_suffix(".txt") else { return false };
    let folder = path.segments().rev().nth(1).unwrap_or_default();
    [stem, folder].iter().any(|name| matches!(*name, "public-api" | "public_api"))
}

/// Whether a file may say how TypeScript resolves imports: `tsconfig.json`, and what projects call the
/// files that it extends. A file that is extended under any other name is not read.
fn is_tsconfig(path: &RepoPath) -> bool {
    const NAMES: [&str; 2] = ["tsconfig", "jsconfig"];
    const FOLDERS: [&str; 4] = ["tsconfig", "tsconfigs", "ts-config", "typescript-config"];
    let Some(stem) = path.name().strip_suffix(".json") else { return false };
    let folder = path.segments().rev().nth(1).unwrap_or_default();
    NAMES.iter().any(|name| stem.contains(name))
        || FOLDERS.iter().any(|name| folder.ends_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(path: &str) -> Role {
        Role::of(&RepoPath::new(path).unwrap(), &Settings::default())
    }

    #[test]
    fn names_and_places_of_records() {
        assert_eq!(role(".gitlab/CODEOWNERS").format, Some(Format::Ownership));
        assert_eq!(role("sub/CODEOWNERS").format, None);
        assert_eq!(role("boundstone.toml").format, Some(Format::Config));
        assert_eq!(role("sub/boundstone.toml").format, None);
        assert_eq!(role("a/api-extractor-base.json").format, Some(Format::ApiExtractorConfig));
        assert_eq!(role("sub/boundary.toml").format, Some(Format::Contract));
        let record = role("docs/adr/0001-x.md");
        assert_eq!(
            (record.format, record.language),
            (Some(Format::Decision), Some(Language::Markdown))
        );
        for name in [
            "tsconfig.json",
            "a/tsconfig.build.json",
            "a/jsconfig.json",
            "_tsconfig-base.json",
            "packages/tsconfig/base.json",
            "packages/acme-typescript-config/nextjs.json",
        ] {
            assert_eq!(role(name).format, Some(Format::TsConfig), "{name}");
        }
        for name in ["a/tsconfig.tsbuildinfo", "tsconfig/a/b.json", "jsconfig.js", "config.json"] {
            assert_eq!(role(name).format, None, "{name}");
        }
        assert_eq!(role("packages/tsconfig/package.json").format, Some(Format::Npm));
        assert!(!role("logo.svg").is_read());
    }
}
