//! `boundstone rules`: the pages of `docs/rules/`, built into the binary.

use std::io::Write;

use anyhow::{Result, bail};
use boundstone_model::{Rule, Severity, nearest_name};

use crate::EXIT_CLEAN;
use crate::arguments::RulesArguments;
use crate::output::{FAINT, STRONG, stdout, styled};

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
            write!(out, "{}", rule.page())?;
        }
        None => {
            let width = Rule::ALL.iter().map(|rule| rule.id().len()).max().unwrap_or(0);
            for rule in Rule::ALL {
                let severity = rule.default_severity().map_or("off", Severity::name);
                let id = styled(format!("{:width$}", rule.id()), STRONG);
                writeln!(out, "{id}  {severity:7}  {}", styled(rule.summary(), FAINT))?;
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
            let page = rule.page();
            assert!(page.starts_with(&format!("# {}\n", rule.id())), "{rule}");
            let severity = rule.default_severity().map_or("off", Severity::name);
            assert!(page.contains(&format!("Default severity: **{severity}**")), "{rule}");
        }
    }
}
