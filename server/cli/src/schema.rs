//! The JSON Schemas of the answers, generated from the types that write them.

use schemars::{Schema, schema_for};

use crate::boundaries::BoundariesJson;
use crate::check::CheckJson;
use crate::contract::ContractDiffJson;
use crate::contract_init::ContractInitJson;
use crate::crossings::CrossingsJson;
use crate::graph::GraphJson;
use crate::impact::ImpactJson;
use crate::json::{CardJson, DecisionsJson};
use crate::owners::OwnersJson;
use crate::surface::SurfaceJson;

/// The file name in `docs/schemas/` and the schema of each command's answer.
pub fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("boundaries.json", schema_for!(BoundariesJson)),
        ("check.json", schema_for!(CheckJson)),
        ("contract-diff.json", schema_for!(ContractDiffJson)),
        ("contract-init.json", schema_for!(ContractInitJson)),
        ("crossings.json", schema_for!(CrossingsJson)),
        ("decisions.json", schema_for!(DecisionsJson)),
        ("explain.json", schema_for!(CardJson)),
        ("graph.json", schema_for!(GraphJson)),
        ("impact.json", schema_for!(ImpactJson)),
        ("owners.json", schema_for!(OwnersJson)),
        ("surface.json", schema_for!(SurfaceJson)),
    ]
}
