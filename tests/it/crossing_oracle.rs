//! The oracle of crossings: whatever changes, in whatever order, the crossings that were kept up to date
//! file by file are those of a World made from scratch.

mod macros;

use std::collections::BTreeMap;
use std::sync::Arc;

use boundstone_engine::{Change, Details, FileInput, InTurn, Record, World, query};
use boundstone_grammars::{extract, parse};
use boundstone_model::{Language, RepoPath, ScipDefiner, ScipIndex, ScipUse};
use boundstone_records::manifest;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestCaseResult;

/// A path with the texts that its file may have; the first is the one it starts with.
type Texts = (&'static str, &'static [&'static str]);

const FILES: &[Texts] = &[
    (
        "Cargo.toml",
        &[
            "[workspace]\nmembers = [\"a\", \"b\", \"c\"]\n[workspace.dependencies]\nbee = { path = \"b\", package = \"b\" }\n",
            "[workspace]\nmembers = [\"a\", \"b\"]\n",
        ],
    ),
    (
        "a/Cargo.toml",
        &[
            "[package]\nname = \"a\"\nedition = \"2021\"\n[dependencies]\nb = { path = \"../b\" }\nc = { path = \"../c\" }\n",
            "[package]\nname = \"a\"\nedition = \"2021\"\n[dependencies]\nbee.workspace = true\n",
            "[package]\nname = \"a\"\n[dependencies]\nb = { path = \"../b\" }\n",
        ],
    ),
    (
        "b/Cargo.toml",
        &[
            "[package]\nname = \"b\"\nedition = \"2021\"\n[dependencies]\nc = { path = \"../c\" }\n",
            "[package]\nname = \"b\"\nedition = \"2021\"\n[lib]\nname = \"bib\"\n[dependencies]\nc = { path = \"../c\" }\n",
        ],
    ),
    (
        "c/Cargo.toml",
        &[
            "[package]\nname = \"c\"\nedition = \"2021\"\n",
            "[package]\nname = \"c\"\nedition = \"2021\"\n[lib]\npath = \"src/other.rs\"\n",
        ],
    ),
    (
        "a/src/lib.rs",
        &[
            "use b::Thing;\nuse c::*;\nmod inner;\nfn f(x: Thing, y: &b::inner::Other) -> Deep { b::make(); b::inner::Other::new(); x.size(y.pay()); crate::inner::go() }\n",
            "mod inner;\npub use b::prelude::*;\nfn f() { Thing::new(); help!(); }\n",
            "#[macro_use] extern crate c;\n#[path = \"odd.rs\"] mod inner;\nfn f() { help!(); bee::make(); }\n",
            "use b::Renamed;\nfn f(x: Renamed) {}\n",
        ],
    ),
    (
        "a/src/inner.rs",
        &["use super::*;\npub fn go() -> Thing { Thing }\n", "pub fn go() { b::make() }\n"],
    ),
    ("a/src/odd.rs", &["use b::Thing;\nfn odd() { Thing }\n"]),
    ("a/tests/t.rs", &["mod common;\nuse a::inner;\nuse b::Thing;\n", "use b::prelude::Thing;\n"]),
    ("a/tests/common/mod.rs", &["pub use c::Deep;\n"]),
    (
        "b/src/lib.rs",
        &[
            "pub struct Thing;\nimpl Thing { pub fn new() {} pub fn size(&self) {} }\npub fn make() {}\npub mod inner;\npub mod prelude { pub use crate::Thing; pub use c::*; }\n",
            "pub use inner::Thing;\npub mod inner;\npub mod prelude { pub use super::inner::*; }\npub use inner::Thing as Renamed;\n",
            "pub use c::{Deep as Thing, make};\npub mod prelude { pub use super::*; pub use c::prelude::*; }\n",
            "wrapped! { pub struct Thing; pub fn make() {} }\n",
        ],
    ),
    (
        "b/src/inner.rs",
        &[
            "pub struct Other;\npub struct Thing { size: u8 }\nimpl Other { pub fn new() {} pub fn pay(&self) {} }\n",
            "pub struct Other { pub pay: u8 }\n",
            "pub use c::Deep as Thing;\npub use c::deep::*;\n",
            "pub enum Other { new }\n",
        ],
    ),
    ("b/src/inner/mod.rs", &["pub struct Other;\n"]),
    (
        "c/src/lib.rs",
        &[
            "pub mod deep;\npub use deep::Deep;\npub fn make() {}\n",
            "pub mod deep;\npub use b::*;\npub mod prelude { pub use super::deep::*; pub use super::prelude::*; }\n",
            "mod deep;\npub use deep::*;\n",
        ],
    ),
    (
        "c/src/deep.rs",
        &[
            "pub struct Deep;\npub struct Thing;\n",
            "#[macro_export]\nmacro_rules! help { () => {} }\npub struct Deep;\n",
            "pub(crate) struct Deep;\n",
        ],
    ),
    ("c/src/other.rs", &["pub struct Deep;\n"]),
    ("a/boundary.toml", &["owner = \"@x\"\n", "layer = \"1\"\n"]),
    ("c/src/boundary.toml", &["name = \"core\"\n"]),
    ("package.json", &["{\"workspaces\": [\"web/*\"]}", "{\"workspaces\": [\"web/x\"]}"]),
    (
        "web/x/package.json",
        &[
            "{\"name\": \"@w/x\", \"dependencies\": {\"@w/y\": \"*\"}}",
            "{\"name\": \"@w/x\", \"dependencies\": {\"@w/y\": \"link:../z\"}}",
        ],
    ),
    (
        "web/y/package.json",
        &[
            "{\"name\": \"@w/y\", \"main\": \"dist/index.js\"}",
            "{\"name\": \"@w/y\", \"exports\": {\".\": \"./dist/main.js\", \"./*\": \"./dist/*.js\"}}",
            "{\"name\": \"@w/why\"}",
        ],
    ),
    (
        "web/x/index.ts",
        &[
            "import { one, two } from '@w/y';\nimport * as y from '@w/y';\nexport { one };\none(); two; y.one(); y.two.three;\n",
            "import d from '@w/y/one';\nimport { one } from '@/one';\nd(); one();\n",
            "import { one } from '../y/src/one.js';\nrequire('@w/y'); one();\n",
        ],
    ),
    (
        "web/x/tsconfig.json",
        &[
            "{\"compilerOptions\": {\"paths\": {\"@/*\": [\"../y/src/*\"]}}}",
            "{\"extends\": \"../tsconfig.json\"}",
        ],
    ),
    (
        "web/y/src/index.ts",
        &[
            "export * from './one';\nexport { two as two } from './two';\n",
            "export { one as two } from './one';\nexport * from './two';\nexport * from '.';\n",
            "export const one = 1, two = 2;\n",
        ],
    ),
    (
        "web/y/src/one.ts",
        &[
            "export function one() {}\nexport default one;\n",
            "export * from './index';\nexport default class One {}\n",
            "export const other = 1;\n",
        ],
    ),
];

/// Paths that may come to be, besides.
const MORE: &[(&str, &str)] = &[
    ("index.scip", "two three"),
    ("web/y/src/two.ts", "export const two = { three: 1 };\n"),
    ("web/y/src/one/index.ts", "export const one = 1;\n"),
    ("web/y/src/main.ts", "export const one = 1, two = 2;\n"),
];

fn input(path: &RepoPath, text: &str) -> FileInput {
    let language = Language::of(path).filter(|language| language.is_code());
    let source = language.map(|language| {
        let tree = parse(language, text, None);
        Arc::new(extract(language, text, tree.as_ref()).0)
    });
    let record = match path.name() {
        "Cargo.toml" => Some(Record::Cargo(Arc::new(manifest::cargo(text).0))),
        "package.json" => Some(Record::Npm(Arc::new(manifest::npm(text).0))),
        "tsconfig.json" => Some(Record::TsConfig(Arc::new(manifest::tsconfig(text).0))),
        "boundary.toml" => {
            Some(Record::Contract(Arc::new(boundstone_records::contract::read(text).0)))
        }
        "index.scip" => Some(Record::Scip(Arc::new(index(text)))),
        _ => None,
    };
    FileInput::new(source, Details { record, ..Details::default() })
}

/// An index that knows these names of `@w/y` in `@w/x`.
fn index(names: &str) -> ScipIndex {
    let path = |text: &str| RepoPath::new(text).unwrap();
    let mut uses: Vec<_> = names
        .split(' ')
        .map(|name| ScipUse {
            name: name.into(),
            holder: "".into(),
            definer: ScipDefiner::File(path("web/y/src/index.ts")),
        })
        .collect();
    uses.sort();
    let uses = BTreeMap::from([(path("web/x/index.ts"), uses.into())]);
    ScipIndex { uses, ..ScipIndex::default() }
}

type Files = BTreeMap<RepoPath, Arc<FileInput>>;

fn from_scratch(files: &Files) -> World {
    World::from_scratch(files.iter().map(|(path, input)| (path.clone(), input.clone())), &InTurn)
}

/// The files that are there at first, and those that may come.
type Repository = (&'static [Texts], &'static [(&'static str, &'static str)]);

/// What a path may come to hold; `None`: it goes.
fn choice(
    (files, more): Repository,
    (at, text): (Index, Index),
) -> (RepoPath, Option<&'static str>) {
    let number = at.index(files.len() + more.len());
    let (path, texts): (&str, Vec<&'static str>) = match files.get(number) {
        Some((path, texts)) => (path, texts.to_vec()),
        None => {
            let (path, text) = more[number - files.len()];
            (path, vec![text])
        }
    };
    let number = text.index(texts.len() + 1);
    (RepoPath::new(path).unwrap(), texts.get(number).copied())
}

fn shown(world: &World) -> String {
    let (crossings, not_checked) = query::crossings(world, &query::CrossingFilter::default());
    let mut shown = String::new();
    for it in crossings {
        let likely = if it.is_likely { " likely" } else { "" };
        let facade = it.to.facade.map(|facade| format!(" through {facade}")).unwrap_or_default();
        let test = if it.is_test { " in a test" } else { "" };
        shown.push_str(&format!(
            "{}:{} {}#{} in {} {}{likely}{facade}{test}\n",
            it.place.path,
            it.place.range.start(),
            it.to.boundary,
            it.to.symbol,
            it.to.path,
            it.kind.name()
        ));
    }
    for (place, reason) in not_checked {
        shown.push_str(&format!("{}: {reason}\n", place.path));
    }
    shown
}

/// A file, what it comes to hold, and whether the next one changes with it.
type Step = (Index, Index, bool);

fn steps() -> impl Strategy<Value = Vec<Step>> {
    proptest::collection::vec((any::<Index>(), any::<Index>(), any::<bool>()), 1..14)
}

fn stays_what_it_is_from_scratch(repository: Repository, steps: Vec<Step>) -> TestCaseResult {
    let mut files: Files = repository
        .0
        .iter()
        .map(|(path, texts)| {
            let path = RepoPath::new(path).unwrap();
            let input = Arc::new(input(&path, texts[0]));
            (path, input)
        })
        .collect();
    let mut world = from_scratch(&files);
    let mut change = Change::default();
    let mut log = String::new();
    for (at, text, with_next) in steps {
        let (path, text) = choice(repository, (at, text));
        let input = text.map(|text| Arc::new(input(&path, text)));
        match &input {
            Some(input) => files.insert(path.clone(), input.clone()),
            None => files.remove(&path),
        };
        log.push_str(&format!("{path}: {text:?}\n"));
        change.files.push((path, input));
        if with_next {
            continue;
        }
        world = world.apply(std::mem::take(&mut change), &InTurn);
        let scratch = from_scratch(&files);
        prop_assert_eq!(shown(&world), shown(&scratch), "after\n{}", log);
        prop_assert!(world.is_same(&scratch), "the tables differ after\n{}", log);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn crossings_kept_up_to_date_are_those_from_scratch(steps in steps()) {
        stays_what_it_is_from_scratch((FILES, MORE), steps)?;
    }

    #[test]
    fn so_are_those_of_crates_that_macros_build(steps in steps()) {
        stays_what_it_is_from_scratch((macros::FILES, macros::MORE), steps)?;
    }
}

#[test]
fn an_index_that_comes_confirms_and_one_that_goes_does_not() {
    let files = FILES.iter().map(|(path, texts)| (RepoPath::new(path).unwrap(), texts[0]));
    let files = files.map(|(path, text)| (path.clone(), Arc::new(input(&path, text))));
    let without = from_scratch(&files.collect());
    let path = RepoPath::new("index.scip").unwrap();
    let change = |input| Change { files: vec![(path.clone(), input)] };
    let with = without.apply(change(Some(Arc::new(input(&path, "two three")))), &InTurn);
    let is_confirmable = |line: &&str| line.contains(" @w/y#") && line.ends_with(" likely");
    let likely = |world: &World| shown(world).lines().filter(is_confirmable).count();
    assert_eq!((likely(&without), likely(&with)), (4, 0));
    assert_eq!(shown(&with.apply(change(None), &InTurn)), shown(&without));
}

#[test]
fn the_repository_it_starts_with_has_crossings_of_both_languages() {
    let files = FILES.iter().map(|(path, texts)| {
        let path = RepoPath::new(path).unwrap();
        let input = input(&path, texts[0]);
        (path, input)
    });
    insta::assert_snapshot!(shown(&World::from_scratch(files, &InTurn)), @"
    a/src/inner.rs:29 b#Thing in b/src/lib.rs type
    a/src/inner.rs:37 b#Thing in b/src/lib.rs type
    a/src/lib.rs:7 b#Thing in b/src/lib.rs import
    a/src/lib.rs:18 core#* in c/src/lib.rs import
    a/src/lib.rs:43 b#Thing in b/src/lib.rs type
    a/src/lib.rs:57 b#inner in b/src/inner.rs path
    a/src/lib.rs:64 b#inner::Other in b/src/inner.rs type
    a/src/lib.rs:74 core#Deep in c/src/deep.rs type
    a/src/lib.rs:84 b#make in b/src/lib.rs call
    a/src/lib.rs:95 b#inner in b/src/inner.rs path
    a/src/lib.rs:102 b#inner::Other in b/src/inner.rs type
    a/src/lib.rs:109 b#inner::Other::new in b/src/inner.rs member
    a/src/lib.rs:118 b#Thing::size in b/src/lib.rs member likely
    a/src/lib.rs:125 b#inner::Other::pay in b/src/inner.rs member likely
    a/src/odd.rs:7 b#Thing in b/src/lib.rs import
    a/src/odd.rs:25 b#Thing in b/src/lib.rs type
    a/tests/common/mod.rs:11 core#Deep in c/src/deep.rs import in a test
    a/tests/t.rs:33 b#Thing in b/src/lib.rs import in a test
    b/src/lib.rs:151 core#* in c/src/lib.rs import
    web/x/index.ts:9 @w/y#one in web/y/src/one.ts import
    web/x/index.ts:14 @w/y#two in web/y/src/index.ts import likely
    web/x/index.ts:40 @w/y#* in web/y/src/index.ts import
    web/x/index.ts:76 @w/y#one in web/y/src/one.ts call
    web/x/index.ts:83 @w/y#two in web/y/src/index.ts path likely
    web/x/index.ts:90 @w/y#one in web/y/src/one.ts call
    web/x/index.ts:99 @w/y#two in web/y/src/index.ts path likely
    web/x/index.ts:103 @w/y#two.three in web/y/src/index.ts member likely
    web/x/index.ts: `@w/y.two` is not found there: no file that was read exports it
    ");
}
