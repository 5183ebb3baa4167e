//! What it means that an item is compiled under another condition.

use std::sync::Arc;

use boundstone_model::{ChangeClass, Confidence, SignatureChange};

/// Whether one condition holds wherever another did, nobody can tell.
pub(crate) fn cfg_changed(old: &Option<Arc<str>>, new: &Option<Arc<str>>) -> SignatureChange {
    let said = |cfg: &Option<Arc<str>>| match cfg {
        Some(cfg) => format!("`cfg({cfg})`"),
        None => "always".to_owned(),
    };
    let class = match (old, new) {
        (_, None) => ChangeClass::Additive,
        (None, _) => ChangeClass::Breaking,
        _ => ChangeClass::Unknown,
    };
    let reason = format!("compiled {}, and was {}", said(new), said(old)).into();
    SignatureChange { class, confidence: Confidence::Likely, rule: "cfg_changed", reason }
}
