//! Every question that a face can ask of a World. Pure: the same World gives the same answer.

mod aligned;
mod body;
mod boundary;
mod card;
mod code;
mod code_fixes;
mod completion;
mod contract_diff;
mod contract_fixes;
mod contract_name;
mod crossings;
mod decision;
mod decision_filter;
mod definition;
mod findings;
mod first_contract;
mod fixes;
mod freeze;
mod governed;
mod hover;
mod impact;
mod implied;
mod item_change;
mod kept_back;
mod lens;
mod lost_features;
mod lost_traits;
mod made_from;
mod named;
mod new_decision;
mod new_findings;
mod owner_fixes;
mod owners;
mod ownership;
mod package_name;
mod promised_signature;
mod public_path;
mod reached;
mod references;
mod requirement;
mod sealed;
mod signature_names;
mod stands_for;
mod statement;
mod surface;
mod symbol;
mod then;
mod usage;
mod writable;
mod writable_names;

pub use body::body_references;
pub use boundary::{boundaries, boundary, boundary_named};
pub use card::{card_of_boundary, card_of_file, card_of_item};
pub use code::{
    Broken, CodeReader, CodeState, ExpandedFile, NoCode, RecordedItems, SignatureReader,
};
pub use code_fixes::{CodeFix, Expected, UsedItem, code_fixes, names_leading_to, used_item};
pub use completion::completion;
pub use contract_diff::{contract_diff, promised_diff};
pub use contract_fixes::{ContractFix, acceptance, contract_fixes};
pub use crossings::{
    CrossingFilter, Uses, boundary_edges, crossings, crossings_of, file_imports, unresolved, uses,
    uses_of_file,
};
pub use decision::{decision_at, decision_named, decisions};
pub use decision_filter::{DecisionFilter, DecisionState, decisions_of};
pub use definition::{definition, links};
pub use findings::{
    BySurfaces, all_findings, by_surfaces, compared_with_the_past, findings, not_checked,
    not_enforced,
};
pub use first_contract::{FirstContract, FirstEntry, PrivateUse, first_contract};
pub use fixes::{Texts, fixes};
pub use freeze::{has_promises, is_frozen_by_decision};
pub use governed::{decision_reach, decisions_by_globs, violations};
pub use hover::hover;
pub use impact::{SourceText, State, impact};
pub use lens::{lens_title, lenses};
pub use named::{items_named, named_places};
pub use new_decision::{NewDecision, new_decision};
pub use new_findings::{FindingsOf, contracts_touched, new_findings, reached};
pub use owner_fixes::{OwnerFix, owner_fixes, turns_only};
pub use owners::owners_below;
pub use ownership::{ownership, ownership_of_all};
pub use promised_signature::{FrozenItem, entry_at, frozen_item, frozen_items};
pub use reached::import_owners;
pub use references::{crossings_into_boundary, crossings_into_item, references};
pub use requirement::least_version;
pub use surface::surface;
pub use symbol::symbol_around;
pub use usage::{dependents, dependents_in_words, usage, usage_in_words};
