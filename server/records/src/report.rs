//! Reports of the public items of a package, which tools write and teams commit.

mod cargo;

use std::sync::Arc;

use boundstone_model::{ApiReport, Language};

pub use cargo::read as cargo_public_api;

/// What a report of API Extractor begins with. Source: `ApiReportGenerator.ts` in microsoft/rushstack.
const TITLE: &str = "## API Report File for \"";

const FENCE: &str = "```";

/// Reads an `*.api.md`. `None` for another page of that name; else the report, or why it cannot be read, as a clause.
pub fn api_extractor(text: &str) -> Option<Result<ApiReport, String>> {
    let title = text.lines().find(|line| !line.trim().is_empty())?;
    let (package, _) = title.strip_prefix(TITLE)?.split_once('"')?;
    Some(code(text).map(|(start, code)| ApiReport {
        package: package.into(),
        language: Language::TypeScript,
        code: Arc::from(code),
        parts: [(0, start)].into(),
    }))
}

/// What stands in the fence, and where.
fn code(text: &str) -> Result<(u32, &str), String> {
    let begin = format!("\n{FENCE}ts");
    let at = text.find(&begin).ok_or("it has no code between ```ts and ```")?;
    let rest = text.get(at + begin.len()..).unwrap_or_default();
    let line = rest.find('\n').ok_or("its code ends with its first line")?;
    let start = at + begin.len() + line + 1;
    let code = text.get(start..).unwrap_or_default();
    let end =
        code.find(&format!("\n{FENCE}")).ok_or("its code between ```ts and ``` has no end")?;
    Ok((start as u32, code.get(..end + 1).unwrap_or_default()))
}

#[cfg(test)]
mod tests;
