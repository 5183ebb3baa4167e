use boundstone_model::{Dialect, RepoPath};

/// The dialect of the ownership file at `path`, and why, as a clause.
///
/// Where a file stands weighs more than what is in it: no forge but GitHub reads `.github/`, so a
/// section header there is a mistake in a GitHub file.
pub fn choose_dialect(
    setting: Option<Dialect>,
    path: &RepoPath,
    has_gitlab_syntax: Option<&'static str>,
    has_gitlab_ci_beside_it: bool,
) -> (Dialect, String) {
    let folder = path.parent().unwrap_or(RepoPath::root());
    let why = |why: &str| why.to_owned();
    match (setting, folder.as_str(), has_gitlab_syntax) {
        (Some(dialect), _, _) => (dialect, why("the settings say so")),
        (None, ".gitlab", _) => (Dialect::GitLab, why("it stands in .gitlab/")),
        (None, ".github", _) => (Dialect::GitHub, why("it stands in .github/")),
        (None, _, Some(syntax)) => (Dialect::GitLab, why(syntax)),
        (None, _, None) if has_gitlab_ci_beside_it => {
            (Dialect::GitLab, why("a .gitlab-ci.yml stands beside it"))
        }
        (None, _, None) => (Dialect::GitHub, why("nothing says that it is GitLab's")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_then_place_then_syntax_then_neighbours() {
        let chosen = |setting, path, syntax, ci| {
            choose_dialect(setting, &RepoPath::new(path).unwrap(), syntax, ci).0
        };
        let header = Some("it has a section header");
        assert_eq!(
            chosen(Some(Dialect::GitHub), ".gitlab/CODEOWNERS", header, true),
            Dialect::GitHub
        );
        assert_eq!(chosen(None, ".gitlab/CODEOWNERS", None, false), Dialect::GitLab);
        assert_eq!(chosen(None, ".github/CODEOWNERS", header, true), Dialect::GitHub);
        assert_eq!(chosen(None, "docs/CODEOWNERS", header, false), Dialect::GitLab);
        assert_eq!(chosen(None, "CODEOWNERS", None, true), Dialect::GitLab);
        assert_eq!(chosen(None, "CODEOWNERS", None, false), Dialect::GitHub);
    }
}
