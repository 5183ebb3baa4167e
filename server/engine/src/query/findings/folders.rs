//! Folders that the root file names and that are not there.

use boundstone_model::{RepoPath, Rule};

use super::{Findings, NewFinding};
use crate::change::Record;

/// Of `exclude` nothing is said: what it names need not be there, such as what a build makes.
pub(super) fn check(found: &mut Findings<'_>) {
    let world = found.world;
    let Some(Record::Config(config)) = world.record(found.path) else { return };
    for folder in &config.decision_paths {
        let Some(path) = RepoPath::root().join(&folder.value) else { continue };
        if world.file(&path).is_some() || world.files_below(&path).next().is_some() {
            continue;
        }
        let message = format!("There is nothing in {}", folder.value);
        let help = "Name a folder with decision records as seen from the root, or remove the entry";
        found.add(NewFinding::new(Rule::ConfigUnknownName, folder.range, message, help));
    }
}
