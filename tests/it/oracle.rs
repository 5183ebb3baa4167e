//! The oracle: whatever happens, in whatever order, the World that was kept up to date step by step is
//! the one that is read from scratch.
//!
//! After each step of a random script: the text of each open document is the one that a plain
//! implementation of edits gives; its facts are those of a fresh parse; the World is the one that is
//! read from the disk and the open documents; and so are the findings.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::mpsc::channel;

use boundstone_engine::query;
use boundstone_model::{Language, RepoPath};
use boundstone_text::{Edit, Encoding, Position};
use boundstone_workspace::{Cancel, Event, Options, Root, Snapshot, Workspace};
use proptest::prelude::*;
use proptest::sample::Index;

/// Paths at which something happens: every format, settings that change how others are read, folders
/// that come and go, a name that is not ASCII.
const PATHS: [&str; 19] = [
    "src/lib.rs",
    "src/größe.ts",
    "src/view.tsx",
    "web/app.js",
    "README.md",
    "docs/adr/0001-first.md",
    "docs/adr/0002-second.md",
    "notes/0003-third.md",
    "CODEOWNERS",
    ".gitlab/CODEOWNERS",
    "Cargo.toml",
    "web/package.json",
    "web/tsconfig.json",
    "src/boundary.toml",
    "boundstone.toml",
    ".adr-dir",
    ".gitignore",
    "web/.gitignore",
    ".gitlab-ci.yml",
];

/// Folders that are renamed and removed whole.
const FOLDERS: [&str; 4] = ["src", "web", "docs", "notes"];

/// Where a folder goes.
const ASIDE: &str = "aside";

/// Texts of every format; any of them may come to stand at any path.
const TEXTS: [&str; 26] = [
    "",
    "{\"extends\": \"../tsconfig\", \"compilerOptions\": {\"paths\": {\"@/*\": [\"./src/*\"],},},} // x\n",
    "// ADR-0001\npub fn first() {}\n\nmod inner {\n    /// ADR-2 §3\n    pub struct Größe;\n}\n",
    "export class Invoice {\n  /** @owner @org/x, see docs/adr/0001 */\n  total(): number { return 1 }\n}\r\n",
    "export const View = () => <b>😀</b> // ADR-0001\nfunction f() {}\n",
    "// @owner @org/file\nfn main() { if x { y( }\n",
    "fn a() {}\rfn b() {}\r\nfn c() {}",
    "# 1. First\n\n## Status\n\nAccepted\n\n## Decision\n\nWe do.\n",
    "# 2. Second\n\n## Status\n\nAccepted, supersedes [1](0001-first.md)\n",
    "---\nstatus: accepted\ngoverns:\n  - src/**\n---\n# Third\n\nSee ADR-0001 and ADR-0009, `src/lib.rs`, `inner::Größe` and [it](../web/app.js).\n",
    "---\nstatus: [\n---\n# Broken\n",
    "* @org/all\n/src/ @org/src\ndocs @org/docs # why\n",
    "[Docs][2] @org/docs\ndocs/\n!docs/adr/\n^[Code]\n*.rs @@maintainer\n",
    "[broken\n* \n<<<<<<< HEAD\n",
    "[package]\nname = \"top\"\n\n[workspace]\nmembers = [\"src\"]\n",
    "[package]\nname = \n",
    "{\"name\": \"@org/web\", \"workspaces\": [\"web\"]}",
    "owner = \"@org/x\"\ndecisions = [\"ADR-0001\", \"ADR-0404\"]\nlayer = \"top\"\n",
    "ownr = \"@org/x\"\nuses = [\"nothing\"]\n",
    "exclude = [\"web\"]\nlayers = [\"top\"]\n",
    "exclude = [\"src/*.ts\", \"docs\"]\n[decisions]\npaths = [\"notes\"]\n",
    "[rules]\n\"decision/unknown\" = \"off\"\n[ownership]\ndialect = \"gitlab\"\n",
    "notes\n",
    "web\n*.md\n",
    "!README.md\napp.*\n",
    "---\nstatus: accepted\ngoverns:\n  - src/**\nenforce:\n  - forbid: { call: [y, '.total'] }\n---\n# Fourth\n",
];

#[derive(Clone, Debug)]
enum Step {
    Write {
        at: Index,
        text: Index,
    },
    /// Bytes that are no text.
    Spoil {
        at: Index,
    },
    Remove {
        at: Index,
    },
    RenameFile {
        from: Index,
        to: Index,
    },
    MoveFolderAside {
        folder: Index,
    },
    MoveFolderBack {
        folder: Index,
    },
    /// The watcher tells what happened on disk since the last time.
    Tell,
    Open {
        at: Index,
        text: Option<Index>,
    },
    Edit {
        at: Index,
        edits: Vec<(Index, Index, String)>,
        encoding: Encoding,
    },
    Replace {
        at: Index,
        text: Index,
    },
    Save {
        at: Index,
    },
    Close {
        at: Index,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let index = any::<Index>;
    let inserted = prop::sample::select(vec![
        "",
        "",
        "x",
        "é",
        "😀",
        "\n",
        "\r",
        "\r\n",
        "{",
        "}",
        "(",
        "\"",
        "/*",
        "// ADR-0002\n",
        "fn g() {}\n",
        "@org/y",
        "- ",
        "\u{FEFF}",
        "`",
        "\0",
    ]);
    let edits = prop::collection::vec((index(), index(), inserted.prop_map(str::to_owned)), 1..4);
    let encoding = prop::sample::select(vec![Encoding::Utf8, Encoding::Utf16, Encoding::Utf32]);
    prop_oneof![
        4 => (index(), index()).prop_map(|(at, text)| Step::Write { at, text }),
        1 => index().prop_map(|at| Step::Spoil { at }),
        2 => index().prop_map(|at| Step::Remove { at }),
        1 => (index(), index()).prop_map(|(from, to)| Step::RenameFile { from, to }),
        1 => index().prop_map(|folder| Step::MoveFolderAside { folder }),
        1 => index().prop_map(|folder| Step::MoveFolderBack { folder }),
        4 => Just(Step::Tell),
        5 => (index(), prop::option::of(index())).prop_map(|(at, text)| Step::Open { at, text }),
        12 => (index(), edits, encoding)
            .prop_map(|(at, edits, encoding)| Step::Edit { at, edits, encoding }),
        2 => (index(), index()).prop_map(|(at, text)| Step::Replace { at, text }),
        2 => index().prop_map(|at| Step::Save { at }),
        3 => index().prop_map(|at| Step::Close { at }),
    ]
}

/// The same repository twice: as the workspace keeps it, and as plain texts.
struct Oracle {
    folder: tempfile::TempDir,
    workspace: Workspace,
    open: BTreeMap<RepoPath, String>,
    version: i32,
    /// What happened on disk and was not told yet.
    untold: BTreeSet<RepoPath>,
}

fn path(path: &str) -> RepoPath {
    RepoPath::new(path).unwrap()
}

impl Oracle {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        // Enough of a git repository for its ignore files to count.
        std::fs::create_dir(folder.path().join(".git")).unwrap();
        let root = Root::of(folder.path()).unwrap();
        let workspace = Workspace::start(root, &Options::default(), Box::new(drop)).unwrap();
        Self { folder, workspace, open: BTreeMap::new(), version: 0, untold: BTreeSet::new() }
    }

    fn absolute(&self, path: &RepoPath) -> PathBuf {
        self.folder.path().join(path.as_str())
    }

    fn take(&mut self, step: &Step) {
        match step {
            Step::Write { at, text } => {
                self.write(path(pick(at, &PATHS)), pick(text, &TEXTS).as_bytes())
            }
            Step::Spoil { at } => self.write(path(pick(at, &PATHS)), b"fn x() {}\xFF"),
            Step::Remove { at } => {
                let at = path(pick(at, &PATHS));
                if std::fs::remove_file(self.absolute(&at)).is_ok() {
                    self.untold.insert(at);
                }
            }
            Step::RenameFile { from, to } => self.rename(pick(from, &PATHS), pick(to, &PATHS)),
            Step::MoveFolderAside { folder } => self.rename(pick(folder, &FOLDERS), ASIDE),
            Step::MoveFolderBack { folder } => self.rename(ASIDE, pick(folder, &FOLDERS)),
            Step::Tell => self.tell(),
            Step::Open { at, text } => {
                let at = path(pick(at, &PATHS));
                let on_disk = std::fs::read_to_string(self.absolute(&at)).unwrap_or_default();
                let text = text.as_ref().map_or(on_disk, |text| pick(text, &TEXTS).to_owned());
                self.version += 1;
                self.open.insert(at.clone(), text.clone());
                self.workspace.send(Event::Open { path: at, version: self.version, text });
            }
            Step::Edit { at, edits, encoding } => self.edit(at, edits, *encoding),
            Step::Replace { at, text } => {
                let Some(at) = self.one_open(at) else { return };
                let text = pick(text, &TEXTS).to_owned();
                self.open.insert(at.clone(), text.clone());
                self.change(at, vec![Edit { range: None, text }], Encoding::Utf16);
            }
            Step::Save { at } => {
                let Some(at) = self.one_open(at) else { return };
                let text = self.open[&at].clone();
                self.write(at.clone(), text.as_bytes());
                self.workspace.send(Event::Saved { path: at });
            }
            Step::Close { at } => {
                let Some(at) = self.one_open(at) else { return };
                self.open.remove(&at);
                self.workspace.send(Event::Close { path: at });
            }
        }
    }

    /// Writes, unless a file stands where a folder should, or the other way round.
    fn write(&mut self, at: RepoPath, bytes: &[u8]) {
        let absolute = self.absolute(&at);
        let _ = std::fs::create_dir_all(absolute.parent().unwrap());
        if std::fs::write(absolute, bytes).is_ok() {
            self.untold.insert(at);
        }
    }

    fn rename(&mut self, from: &str, to: &str) {
        let (from, to) = (path(from), path(to));
        if std::fs::rename(self.absolute(&from), self.absolute(&to)).is_ok() {
            self.untold.extend([from, to]);
        }
    }

    fn tell(&mut self) {
        let untold = std::mem::take(&mut self.untold);
        self.workspace.send(Event::Watched(untold.into_iter().collect()));
    }

    fn one_open(&self, at: &Index) -> Option<RepoPath> {
        let open: Vec<&RepoPath> = self.open.keys().collect();
        (!open.is_empty()).then(|| open[at.index(open.len())].clone())
    }

    fn edit(&mut self, at: &Index, edits: &[(Index, Index, String)], encoding: Encoding) {
        let Some(at) = self.one_open(at) else { return };
        let mut sent = Vec::new();
        for (from, to, inserted) in edits {
            let text = self.open.get_mut(&at).unwrap();
            let places = places(text);
            let (from, to) = (from.index(places.len()), to.index(places.len()));
            let (start, end) = (places[from.min(to)], places[from.max(to)]);
            let range = (position(text, start, encoding), position(text, end, encoding));
            sent.push(Edit { range: Some(range), text: inserted.clone() });
            *text = format!("{}{inserted}{}", &text[..start], &text[end..]);
        }
        self.change(at, sent, encoding);
    }

    fn change(&mut self, path: RepoPath, edits: Vec<Edit>, encoding: Encoding) {
        self.version += 1;
        self.workspace.send(Event::Change { path, version: self.version, edits, encoding });
    }

    fn now(&self) -> Snapshot {
        let (sender, receiver) = channel();
        self.workspace.read(Cancel::default(), Box::new(move |it| drop(sender.send(it))));
        receiver.recv().unwrap()
    }

    fn check(&self) {
        if !self.untold.is_empty() {
            // What was not told cannot be known; the buffers must be right all the same.
            return self.check_documents(&self.now());
        }
        self.workspace.settled();
        let now = self.now();
        self.check_documents(&now);
        let buffers = self.open.clone().into_iter().collect();
        let root = self.workspace.root().clone();
        let scratch = Workspace::load_over(root, &Options::default(), buffers).unwrap();
        for (path, input) in now.world.files() {
            assert_eq!(Some(input), scratch.world.file(path), "{path}");
        }
        assert_eq!(now.world.files().count(), scratch.world.files().count());
        assert!(now.world.is_same(&scratch.world), "a table differs");
        assert_eq!(
            query::all_findings(&now.world, &now),
            query::all_findings(&scratch.world, &scratch)
        );
    }

    fn check_documents(&self, now: &Snapshot) {
        for (path, text) in &self.open {
            assert_eq!(now.text(path).as_deref(), Some(text.as_str()), "{path}");
            let kept = now.world.file(path).and_then(|input| input.source.clone());
            let (Some(kept), Some(language)) = (kept, Language::of(path)) else { continue };
            let tree = boundstone_grammars::parse(language, text, None);
            let (fresh, _) = boundstone_grammars::extract(language, text, tree.as_ref());
            assert_eq!(*kept, fresh, "{path}");
        }
    }
}

fn pick(index: &Index, among: &[&'static str]) -> &'static str {
    among[index.index(among.len())]
}

/// The offsets at which an editor can put its cursor: between characters, and not inside `\r\n`.
fn places(text: &str) -> Vec<usize> {
    let is_place = |at: &usize| {
        text.is_char_boundary(*at)
            && !(text[..*at].ends_with('\r') && text[*at..].starts_with('\n'))
    };
    (0..=text.len()).filter(is_place).collect()
}

/// The position of `offset`, counted the slow way.
fn position(text: &str, offset: usize, encoding: Encoding) -> Position {
    let before = text[..offset].replace("\r\n", "\n").replace('\r', "\n");
    let line = before.matches('\n').count() as u32;
    let on_line = before.rsplit('\n').next().unwrap_or_default();
    let column = match encoding {
        Encoding::Utf8 => on_line.len(),
        Encoding::Utf16 => on_line.encode_utf16().count(),
        Encoding::Utf32 => on_line.chars().count(),
    };
    Position { line, column: column as u32 }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, max_shrink_iters: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn step_by_step_is_from_scratch(steps in prop::collection::vec(step(), 1..40)) {
        let mut oracle = Oracle::new();
        for step in &steps {
            oracle.take(step);
            oracle.check();
        }
        oracle.tell();
        oracle.check();
    }
}
