//! What manifests say of boundaries, and of how a name in code finds the boundary that it comes from.
//!
//! Names and paths stand as they are written: relative to the folder of their manifest, and not yet
//! looked up.

mod api_extractor;
mod cargo;
mod npm;
mod typescript;

pub use api_extractor::ApiExtractorConfig;
pub use cargo::{
    AutoTargets, BuildScript, CargoDependency, CargoDependencyKind, CargoFeature, CargoLibrary,
    CargoManifest, CargoPatch, CargoTarget, CargoTargetKind, DependencySource, Edition, Publish,
    WorkspaceDependency,
};
pub use npm::{
    CatalogEntry, NpmDependency, NpmDependencyKind, NpmManifest, NpmTarget, PnpmWorkspace,
    TypesVersion,
};
pub use typescript::{TsConfig, TsPaths};
