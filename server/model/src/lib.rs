//! Plain types and ids: the facts that are read from a repository, and the answers that are given.
//!
//! What it is: the vocabulary of Boundstone as types, shared by those who read facts (`records`,
//! `grammars`), the one who joins them (`engine`) and those who show the answers (the faces).
//! What it is not: it parses nothing, computes no answer and knows no protocol.
//!
//! Facts carry byte ranges of their own file. Answers carry [`Place`]s and [`Because`].

mod answer;
mod auto_trait;
mod body;
mod change;
mod completion;
mod config;
mod contract;
mod contract_edit;
mod crates;
mod decision;
mod decision_folder;
mod decision_name;
mod decision_style;
mod edit;
mod facts;
mod file_change;
mod finding;
mod fix;
mod handed_on;
mod hidden;
mod impact;
mod integer;
mod item;
mod language;
mod lifetime;
mod manifest;
mod origin;
mod outline;
mod ownership;
mod path;
mod place;
mod reference;
mod report;
mod scip;
mod signature;
mod slot;
mod standard;
mod suggestion;
mod surface;
mod surface_change;
mod usage;
pub mod varint;

pub use answer::{
    Boundary, BoundaryEdge, Card, Crossed, Crossing, CrossingKind, Decision, DecisionLink,
    DecisionReach, DecisionSummary, Governed, Governing, GoverningHow, Hover, HoverContent,
    InterfaceAnswer, LayerAnswer, Lens, LensAbout, LensTitle, LevelAnswer, MatchedRule,
    NamedAnswer, NamedKind, NamedPlace, OwnerAnswer, Owners, Ownership, OwnershipState, Promised,
    RuleAnswer, SymbolAnswer,
};
pub use auto_trait::{Held, Lost, StandardAlone};
pub use body::{BodyReference, BodyTarget};
pub use change::{ChangeClass, Confidence, SignatureChange};
pub use completion::{Choice, ChoiceAbout, Completion};
pub use config::{ConfigFile, RuleLevel};
pub use contract::{Accepted, ContractFile, InterfaceEntry, Stability, Use};
pub use contract_edit::{ContractEdit, NameList, NewAccepted, Replacement};
pub use crates::{DefinedByCrate, defined_by_crate};
pub use decision::{
    Constraint, Date, DecisionFile, Demand, GovernsEntry, GovernsTarget, LinkKind, LinkTarget,
    StatedLink, Status,
};
pub use decision_folder::{
    RecordPath, is_readable_as_record, is_template_of_records, may_be_record, records_among,
};
pub use decision_name::DecisionName;
pub use decision_style::{NewName, RecordNames};
pub use edit::{FileEdit, Refusal};
pub use facts::{
    AllowComment, Binding, CandidateMention, DraftItem, FactsBuilder, FileFacts, MentionKey,
    NewItem, NotChecked, OwnerComment,
};
pub use file_change::{FileChange, FileKind};
pub use finding::{Finding, Problem, Related, Rule, Severity};
pub use fix::{Fix, FixKind};
pub use handed_on::handed_on;
pub use hidden::is_hidden_by_crate;
pub use impact::{
    ApplyingDecision, AskedOwner, ChangedDecision, Impact, OwnedConsumer, OwnedFile, OwnerSource,
    Reach, ReachingCrossing, RequiredReview, Side, SymbolChange, TouchedBoundary, TouchedFile,
    TouchedItem, TouchedPromise, TouchedSymbol,
};
pub use integer::integer;
pub use item::{Item, ItemKind, ItemNumber, Items, Marks, Visibility, bare, names_to};
pub use language::Language;
pub use lifetime::renumbered;
pub use manifest::{
    ApiExtractorConfig, AutoTargets, BuildScript, CargoDependency, CargoDependencyKind,
    CargoFeature, CargoLibrary, CargoManifest, CargoPatch, CargoTarget, CargoTargetKind,
    CatalogEntry, DependencySource, Edition, NpmDependency, NpmDependencyKind, NpmManifest,
    NpmTarget, PnpmWorkspace, Publish, TsConfig, TsPaths, TypesVersion, WorkspaceDependency,
};
pub use origin::{Call, LeftCall, Origins, OriginsBuilder};
pub use outline::{OutlineEntry, OutlineKind};
pub use ownership::{
    Dialect, Owner, OwnershipFile, OwnershipRule, OwnershipSource, Pattern, Section, SectionId,
    Segment,
};
pub use path::RepoPath;
pub use place::{Because, How, Place, Spanned};
pub use reference::{
    Import, ImportForm, Reference, ReferenceKind, References, Scope, ScopeKind, ScopeNumber,
};
pub use report::ApiReport;
pub use scip::{ScipDefiner, ScipIndex, ScipUse};
pub use signature::{
    Alias, Callable, Enumeration, FileSignatures, Form, Generic, GenericKind, Generics,
    Implementation, ItemSignature, LeadsTo, Member, Parameter, Record, Signature, Spelled,
    StdImport, Value, union_parts,
};
pub use slot::{ContractSlot, FileKey, KeyChoice, Quotes, Slot, SlotKind, TomlQuotes, YamlQuotes};
pub use standard::{defined_at, is_definition, shortest_of_std};
pub use suggestion::nearest_name;
pub use surface::{
    HandedOnName, ImplementedTrait, NO_ENTRY, Surface, SurfaceItem, is_without_name, path_around,
};
pub use surface_change::{
    BoundaryChange, BrokenPromise, ChangedKind, SurfaceChange, VersionPart, may_break,
};
pub use usage::{BoundaryUses, ImportOwner, Reached, Usage, UsageInWords, UseCount};
