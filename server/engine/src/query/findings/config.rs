//! What the root file names that is not there. Names of layers, rules and folders are checked where it is read.

use boundstone_model::{ConfigFile, Rule};

use super::{Findings, NewFinding};

pub(super) fn check(found: &mut Findings<'_>, config: &ConfigFile) {
    let Some(base) = &config.base else { return };
    if !found.code.is_no_commit(&base.value) {
        return;
    }
    let message = format!("No commit of this repository is called `{}`", base.value);
    let help = "Name a branch or a commit that it has, as `origin/main`, or `git fetch` that one: no promise is \
                compared with what it was";
    found.add(NewFinding::new(Rule::ConfigUnknownName, base.range, message, help));
}
