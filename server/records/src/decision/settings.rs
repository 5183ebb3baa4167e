//! Where the tools that write decision records are told to keep them.

use boundstone_model::RepoPath;

use super::yaml::{self, Value};

/// The most of a settings file that is read, in bytes.
const MAX_SETTINGS: usize = 64 * 1024;

/// The folder that the text of an `.adr-dir` file names, relative to the folder of that file. `None` when
/// it names none inside the repository.
pub fn adr_dir(text: &str) -> Option<RepoPath> {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    folder(line)
}

/// The folders that the text of a `.log4brains.yml` file names: that of the project and those of its
/// packages, relative to the folder of that file.
pub fn log4brains(text: &str) -> Vec<RepoPath> {
    let read = if text.len() <= MAX_SETTINGS { yaml::read(text, 0).ok() } else { None };
    let Some(Value::Map(entries)) = read else { return Vec::new() };
    let project = entries.into_iter().find(|entry| entry.key == "project");
    let Some(Value::Map(project)) = project.map(|entry| entry.value) else { return Vec::new() };
    let mut folders = Vec::new();
    for entry in project {
        match (entry.key.as_str(), entry.value) {
            ("adrFolder", value) => folders.extend(folder_of(&value)),
            ("packages", Value::List(packages)) => {
                for package in packages {
                    let Value::Map(package) = package else { continue };
                    let named = package.iter().filter(|entry| entry.key == "adrFolder");
                    folders.extend(named.filter_map(|entry| folder_of(&entry.value)));
                }
            }
            _ => {}
        }
    }
    folders
}

fn folder_of(value: &Value) -> Option<RepoPath> {
    match value {
        Value::Scalar { text, .. } => folder(text),
        _ => None,
    }
}

fn folder(written: &str) -> Option<RepoPath> {
    let path = written.trim().replace('\\', "/");
    RepoPath::root().join(&path).filter(|folder| !folder.is_root())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(folders: &[RepoPath]) -> Vec<&str> {
        folders.iter().map(RepoPath::as_str).collect()
    }

    #[test]
    fn folders_of_other_tools() {
        assert_eq!(adr_dir("./doc/log/\n").as_ref().map(RepoPath::as_str), Some("doc/log"));
        assert_eq!(adr_dir("\n"), None);
        assert_eq!(adr_dir("../elsewhere"), None);
        let text = "project:\n  name: X\n  adrFolder: ./docs/log\n  packages:\n    - name: a\n      path: ./packages/a\n      adrFolder: ./packages/a/log\n";
        assert_eq!(texts(&log4brains(text)), ["docs/log", "packages/a/log"]);
        assert_eq!(texts(&log4brains("project: [")), Vec::<&str>::new());
    }
}
