//! `boundstone rules`: the pages of `docs/rules/`, built into the binary.

use std::io::Write;

use anyhow::{Result, bail};
use boundstone_model::{Rule, Severity, nearest_name};

use crate::EXIT_CLEAN;
use crate::arguments::RulesArguments;
use crate::output::{FAINT, STRONG, stdout, styled};

macro_rules! pages {
    ($($variant:ident $path:literal;)*) => {
        /// The page of a rule, as Markdown.
        pub fn page(rule: Rule) -> &'static str {
            match rule {
                $(Rule::$variant => include_str!(concat!("../../../docs/rules/", $path, ".md")),)*
            }
        }
    };
}

pages! {
    AllowNoReason "allow/no-reason";
    AllowUnused "allow/unused";
    BoundaryCycle "boundary/cycle";
    BoundaryForbiddenUse "boundary/forbidden-use";
    BoundaryLayer "boundary/layer";
    BoundaryPrivateUse "boundary/private-use";
    BoundaryUndeclared "boundary/undeclared";
    ConfigMalformed "config/malformed";
    ConfigUnknownKey "config/unknown-key";
    ConfigUnknownName "config/unknown-name";
    ContractDeprecatedUse "contract/deprecated-use";
    ContractDisagreement "contract/disagreement";
    ContractDrift "contract/drift";
    ContractExpired "contract/expired";
    ContractMissingItem "contract/missing-item";
    ContractStabilityLeak "contract/stability-leak";
    ContractUndeclaredItem "contract/undeclared-item";
    DecisionAmbiguous "decision/ambiguous";
    DecisionBrokenLink "decision/broken-link";
    DecisionConstraint "decision/constraint";
    DecisionDuplicateId "decision/duplicate-id";
    DecisionMalformed "decision/malformed";
    DecisionStaleGoverns "decision/stale-governs";
    DecisionSuperseded "decision/superseded";
    DecisionUnknown "decision/unknown";
    OwnershipConflict "ownership/conflict";
    OwnershipDeadRule "ownership/dead-rule";
    OwnershipMalformed "ownership/malformed";
    OwnershipShadowedRule "ownership/shadowed-rule";
    OwnershipUnowned "ownership/unowned";
}

pub(crate) fn run(arguments: &RulesArguments) -> Result<u8> {
    let mut out = stdout();
    match &arguments.rule {
        Some(id) => {
            let Some(rule) = Rule::from_id(id) else {
                let near = nearest_name(id, Rule::ALL.iter().map(|rule| rule.id()));
                match near {
                    Some(near) => bail!("no rule is called {id}; did you mean {near}?"),
                    None => bail!("no rule is called {id}; `boundstone rules` lists them"),
                }
            };
            write!(out, "{}", page(rule))?;
        }
        None => {
            let width = Rule::ALL.iter().map(|rule| rule.id().len()).max().unwrap_or(0);
            for rule in Rule::ALL {
                let severity = rule.default_severity().map_or("off", Severity::name);
                let id = styled(format!("{:width$}", rule.id()), STRONG);
                let summary = page(*rule).lines().skip(1).find(|line| !line.trim().is_empty());
                writeln!(
                    out,
                    "{id}  {severity:7}  {}",
                    styled(summary.unwrap_or_default(), FAINT)
                )?;
            }
        }
    }
    out.flush()?;
    Ok(EXIT_CLEAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_states_its_own_rule_and_severity() {
        for rule in Rule::ALL {
            let page = page(*rule);
            assert!(page.starts_with(&format!("# {}\n", rule.id())), "{rule}");
            let severity = rule.default_severity().map_or("off", Severity::name);
            assert!(page.contains(&format!("Default severity: **{severity}**")), "{rule}");
        }
    }
}
