//! The paths under which an item is found, and what is declared of names that are not the package's own.

use serde_json::Value;

use crate::repository::Repository;

const PACKAGE: &str = "
//- package.json
{ \"name\": \"lib\", \"version\": \"1.0.0\", \"exports\": { \".\": \"./src/index.ts\", \"./legacy\": \"./src/legacy.ts\", \"./*\": \"./src/parts/*.ts\" } }
//- src/index.ts
export function a(): void {}
//- src/legacy.ts
export { a } from \"./index\";
//- src/parts/one.ts
export const one = 1;
//- src/more.ts
export {};
";

fn changed(files: &[(&str, &str)]) -> Vec<String> {
    let repository = Repository::of(PACKAGE);
    for (path, text) in files {
        repository.write(path, text);
    }
    said(&repository)
}

pub(super) fn said(repository: &Repository) -> Vec<String> {
    let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
    let boundaries = answer["boundaries"].as_array().unwrap();
    let changes = boundaries.iter().flat_map(|it| it["changes"].as_array().unwrap());
    let row = |change: &Value| -> Vec<String> {
        let reasons = change["reasons"].as_array().unwrap().iter();
        let word = |it: &Value, key: &str| it[key].as_str().unwrap().to_owned();
        reasons
            .map(|it| {
                let (symbol, class) = (word(change, "symbol"), word(it, "class"));
                format!("{symbol}: {class} {}: {}", word(it, "rule"), word(it, "reason"))
            })
            .collect()
    };
    changes.flat_map(row).collect()
}

#[test]
fn an_item_that_became_two_is_compared_with_both() {
    let index = ("src/index.ts", "export function a(n: number): void {}\n");
    let kept = ("src/legacy.ts", "export function a(): void {}\n");
    assert_eq!(
        changed(&[index, kept]),
        ["a: breaking parameter_required: needs 1 parameter, and needed no parameter"]
    );
    // The other one is another one, too.
    let both = ("src/legacy.ts", "export function a(n: string): void {}\n");
    assert_eq!(changed(&[index, both]).len(), 2);
}

#[test]
fn a_path_that_came_adds_to_what_is_offered() {
    let index = ("src/index.ts", "export function a(): void {}\nexport { a as b };\n");
    assert_eq!(changed(&[index]), ["a: additive path_added: is also called `b` now"]);
}

#[test]
fn exports_close_what_they_say_to_be_null_and_patterns_lead_nowhere_else() {
    let closed = PACKAGE.split_once("json\n").unwrap().1.split_once("\n//-").unwrap().0;
    let closed = closed.replace("\"./*\"", "\"./one\": null, \"./*\"");
    assert_eq!(changed(&[("package.json", &closed)]), ["one/one: breaking item_removed: removed"]);
}

#[test]
fn a_subpath_may_have_dots_of_its_own() {
    let files = "
//- package.json
{ \"name\": \"lib\", \"exports\": { \"./util.js\": \"./src/util.ts\" } }
//- src/util.ts
export function read(): void {}
export class Kind { code(): void {} }
";
    let repository = Repository::of(files);
    let text = repository.read("src/util.ts");
    repository.write("src/util.ts", &text.replace("read", "write").replace("code", "name"));
    assert_eq!(
        said(&repository),
        [
            "util.js/Kind: breaking member_removed: `code` removed",
            "util.js/Kind: additive member_added: `name` added",
            "util.js/read: breaking item_removed: removed",
            "util.js/write: additive item_added: added"
        ]
    );
}

fn classes(files: &[(&str, &str)]) -> Vec<String> {
    let said = changed(files).into_iter();
    said.map(|it| {
        let (symbol, rest) = it.split_once(": ").unwrap();
        format!("{} {symbol}", rest.split(' ').next().unwrap())
    })
    .collect()
}

#[test]
fn what_is_declared_for_all_is_told() {
    let global = "declare global { interface Window { shop: string } var VERSION: string }\n";
    let module = "declare module \"express\" { interface Request { user: string } }\n";
    let with = |text: &str| format!("{text}export function a(): void {{}}\n");
    let repository = |text: &str| {
        let repository = Repository::of(
            &PACKAGE.replace("export function a(): void {}\n", &with(&format!("{global}{module}"))),
        );
        repository.write("src/index.ts", &with(text));
        let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
        let changes = answer["boundaries"][0]["changes"].as_array().cloned().unwrap_or_default();
        let said = changes.iter().map(|it| {
            format!("{} {}", it["class"].as_str().unwrap(), it["symbol"].as_str().unwrap())
        });
        said.collect::<Vec<String>>()
    };
    assert_eq!(repository(&format!("{module}{global}")), [""; 0]);
    assert_eq!(repository(global), ["breaking \"express\".Request"]);
    // In a file that nobody loads it is nobody's; in one that is loaded it is where it was.
    let tests = classes(&[("src/more.test.ts", &format!("{global}export {{}};\n"))]);
    assert_eq!(tests, [""; 0]);
    let loaded = classes(&[
        ("src/parts/globals.ts", &format!("{global}export {{}};\n")),
        ("src/index.ts", "import \"./parts/globals\";\nexport { a } from \"./parts/a\";\n"),
        ("src/parts/a.ts", "export function a(): void {}\n"),
    ]);
    assert_eq!(loaded, ["additive a", "additive global.VERSION", "additive global.Window"]);
    assert_eq!(
        repository(&format!("{module}{}", global.replace("shop: string", "shop: number"))),
        ["breaking global.Window"]
    );
}

#[test]
fn who_can_no_longer_come_in_is_told() {
    let manifest = |ways: &str| format!("{{ \"name\": \"lib\", \"version\": \"1.0.0\"{ways} }}");
    let changed = |old: &str, new: &str| {
        let (old, new) = (manifest(old), manifest(new));
        let files = format!("//- package.json\n{old}\n//- src/index.ts\nexport const a = 1;\n");
        let repository = Repository::of(&files);
        repository.write("package.json", &new);
        let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
        let changes = answer["boundaries"][0]["changes"].as_array().cloned().unwrap_or_default();
        let reason = |it: &Value| {
            let reason = it["reasons"][0]["reason"].as_str().unwrap();
            format!("{} {}: {reason}", it["kind"].as_str().unwrap(), it["symbol"].as_str().unwrap())
        };
        changes.iter().map(reason).collect::<Vec<String>>()
    };
    let main = ", \"main\": \"./src/index.ts\"";
    let exports = ", \"exports\": { \".\": \"./src/index.ts\" }";
    let open = ", \"exports\": { \".\": \"./src/index.ts\", \"./*\": \"./*\" }";
    let closed =
        "manifest exports: `exports` is new: files that it does not name can no longer be imported";
    assert_eq!(changed(main, exports), [closed]);
    assert_eq!(changed(main, &format!("{exports}, \"private\": true")), [""; 0]);
    assert!(!changed(main, open).contains(&closed.to_owned()));
    let both = ", \"exports\": { \".\": { \"types\": \"./src/index.ts\", \"require\": \"./src/index.ts\", \"import\": \"./src/index.ts\" } }";
    let modules = ", \"exports\": { \".\": { \"types\": \"./src/index.ts\", \"import\": \"./src/index.ts\" } }";
    assert_eq!(changed(both, modules), ["manifest exports: `.` is no longer there for `require`"]);
    assert_eq!(changed(both, exports), [""; 0]);
}

/// As zod 3 has it: a declaration beside the manifest hands on what a build makes of the sources.
#[test]
fn the_output_of_a_build_is_its_source() {
    let repository = Repository::of(
        "//- package.json\n{ \"name\": \"lib\", \"exports\": { \".\": { \"types\": \"./index.d.ts\", \"import\": \"./lib/index.mjs\" } } }\n\
         //- index.d.ts\nexport * from \"./lib\";\n\
         //- src/index.ts\nexport { pay, Coin } from \"./pay\";\n\
         //- src/pay.ts\nexport interface Coin { worth: number }\nexport function pay(coin: Coin): void {}\n\
         //- deno/lib/pay.ts\nexport interface Coin { worth: number }\n",
    );
    let text = repository.read("src/pay.ts").replace("worth: number", "worth: string");
    repository.write("src/pay.ts", &text);
    // A copy that nobody imports is told of nothing.
    repository.write("deno/lib/pay.ts", "export interface Coin { worth: string }\n");
    let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
    let changes = answer["boundaries"][0]["changes"].as_array().unwrap();
    let symbols: Vec<&Value> = changes.iter().map(|it| &it["symbol"]).collect();
    assert_eq!(symbols, ["Coin"]);
}

#[test]
fn what_is_handed_on_from_nowhere_is_said_with_each_change() {
    let repository = Repository::of(
        "//- package.json\n{ \"name\": \"lib\", \"exports\": \"./index.ts\" }\n\
         //- index.ts\nexport * from \"./made\";\n\
         //- make.ts\nexport const template = 1;\n",
    );
    repository.write("make.ts", "export const template = 2;\n");
    let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
    let unread = answer["not_checked"].as_array().unwrap();
    let unread: Vec<&Value> = unread.iter().map(|it| &it["reason"]).collect();
    assert_eq!(unread, ["`./made` leads to no file of the repository"]);
    assert_eq!(answer["boundaries"][0]["class"], "unknown");
}

fn of_crate(old: &str, new: &str) -> Vec<String> {
    let manifest =
        "//- Cargo.toml\npackage = { name = \"lib\", version = \"1.0.0\", edition = \"2024\" }\n";
    let repository = Repository::of(&format!("{manifest}//- src/lib.rs\n{old}\n"));
    repository.write("src/lib.rs", &format!("{new}\n"));
    said(&repository)
}

#[test]
fn all_that_a_package_has_is_handed_on_with_the_rest() {
    let gone = |new: &str| {
        let repository = Repository::of(
            "//- Cargo.toml\npackage = { name = \"lib\", version = \"1.0.0\", edition = \"2024\" }\n\
             dependencies = { base = { path = \"base\" }, other = \"1\" }\n\
             //- src/lib.rs\npub use base::{join, Scope as Around};\n\
             //- base/Cargo.toml\npackage = { name = \"base\", version = \"1.0.0\", edition = \"2024\" }\n\
             //- base/src/lib.rs\npub fn join() {}\npub struct Scope;\n",
        );
        repository.write("src/lib.rs", new);
        let said = said(&repository);
        said.into_iter().filter(|it| it.contains(": breaking")).collect::<Vec<String>>()
    };
    assert_eq!(gone("pub use base::*;\npub use base::Scope as Around;\n"), [""; 0]);
    // Under another name, or of another package, nothing comes with it.
    let lost =
        |name: &str| format!("{name}: breaking item_removed: no longer handed on from `base`");
    assert_eq!(gone("pub use base::*;\n"), [lost("Around")]);
    assert_eq!(gone("pub use other::*;\n"), [lost("Around"), lost("join")]);
}

#[test]
fn what_is_gone_says_how() {
    let own = "mod own { pub struct A; impl A { pub fn new() -> A { A } } }";
    let with = |rest: &str| format!("{own} pub use own::A; {rest}");
    // What went with all that stood around it is told of that.
    assert_eq!(
        of_crate(
            &with("pub mod inner { pub mod deep { pub use crate::own::A; } }"),
            &with("#[doc(hidden)] pub mod inner { pub mod deep { pub use crate::own::A; } }"),
        ),
        ["inner: breaking item_hidden: hidden from the documentation now"]
    );
    // What is deprecated in an `impl` that is hidden is kept for those who use it.
    assert_eq!(
        of_crate(
            "pub struct A; impl A { pub fn a(&self) {} pub fn b(&self) {} }",
            "pub struct A; #[doc(hidden)] impl A { pub fn a(&self) {} #[deprecated] pub fn b(&self) {} }",
        ),
        [
            "A::a: breaking item_hidden: hidden from the documentation now",
            "A::b: additive deprecated: is now deprecated"
        ]
    );
    assert_eq!(
        of_crate(
            "pub struct A; #[doc(hidden)] impl A { pub fn a(&self) {} #[deprecated] pub fn b(&self) {} }",
            "pub struct A; #[doc(hidden)] impl A { pub fn a(&self, x: u8) {} }",
        ),
        ["A::b: breaking item_removed: removed"]
    );
    assert_eq!(
        of_crate(
            "pub struct A { pub a: u8, pub b: u8 }",
            "pub struct A { pub a: u8, #[doc(hidden)] pub b: u8 }"
        ),
        [
            "A: breaking item_hidden: `b` hidden from the documentation now",
            "A: breaking private_field_added: has a private field now, so that others can no longer make one",
        ]
    );
    assert_eq!(
        of_crate(&with("pub use own::A as B;"), &with("")),
        ["A: breaking path_removed: no longer called `B`"]
    );
    assert_eq!(
        of_crate(
            "pub mod a { pub fn f(x: u8) {} } pub mod b {}",
            "pub mod a {} pub mod b { pub fn f(x: u8) {} }"
        ),
        [
            "a::f: breaking item_removed: removed: `b::f` is written alike",
            "b::f: additive item_added: added",
        ]
    );
}

#[test]
fn implementations_that_went_did_not_become_the_one_that_came() {
    let of = |name: &str| {
        format!(
            "pub struct {name}; impl From<{name}> for u16 {{ fn from(x: {name}) -> u16 {{ 0 }} }} "
        )
    };
    let old = ["A", "B"].map(of).concat() + "pub struct C;";
    let new = format!("pub struct A; pub struct B; {}", of("C"));
    assert_eq!(
        of_crate(&old, &new),
        [
            "u16::from: breaking item_removed: removed with the implementation of `From<A>`",
            "u16::from: breaking item_removed: removed with the implementation of `From<B>`",
            "u16::from: additive item_added: added",
        ]
    );
    // Nor did those of several that say the same in other words.
    let of = |name: &str| {
        format!(
            "pub type Other = std::time::Duration; pub struct A; impl std::ops::Add<{name}> for A {{ type Output = A; fn add(self, x: {name}) -> A {{ A }} }} impl std::ops::Add<u8> for A {{ type Output = A; fn add(self, x: u8) -> A {{ A }} }}"
        )
    };
    assert_eq!(of_crate(&of("std::time::Duration"), &of("Other")), [""; 0]);
    // The members of a trait of the crate itself may change.
    let of = |take: &str| {
        format!(
            "pub trait Put {{ fn put(&self, x: {take}); }} pub struct A<T>(T); impl Put for A<u8> {{ fn put(&self, x: {take}) {{}} }} impl Put for A<u16> {{ fn put(&self, x: {take}) {{}} }}"
        )
    };
    let told = of_crate(&of("u8"), &of("u32"));
    assert!(told.iter().all(|it| it.contains("parameter_type_changed")), "{told:?}");
}

/// In the edition of 2015 the path of an import begins with the root, also of what an `impl` demands.
#[test]
fn an_edition_is_no_change_of_what_an_impl_demands() {
    let all = |import: &str| {
        format!(
            "use {import};\npub struct All<S>(S);\nimpl<S: Id> All<S> {{ pub fn find(&self) {{}} }}\n"
        )
    };
    let repository = Repository::of(&format!(
        "//- Cargo.toml\npackage.name = \"lib\"\n//- src/lib.rs\npub mod id;\npub mod all;\n\
         //- src/id.rs\npub trait Id {{}}\n//- src/all.rs\n{}",
        all("id::Id")
    ));
    repository.write("Cargo.toml", "package = { name = \"lib\", edition = \"2018\" }\n");
    repository.write("src/all.rs", &all("crate::id::Id"));
    let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
    assert_eq!(answer["boundaries"].as_array().unwrap().len(), 0, "{answer}");
}

#[test]
fn what_another_file_adds_to_an_interface_is_told_of_it() {
    let own = |members: &str| format!("export interface Ctx {{ {members} }}\n");
    let more = |members: &str| {
        format!("declare module \"./index\" {{ interface Ctx {{ {members} }} }}\nexport {{}};\n")
    };
    let said = |extra: &str, index: &str| {
        let repository = Repository::of(&format!(
            "//- package.json\n{{\"name\": \"lib\", \"exports\": \"./src/index.ts\"}}\n\
             //- src/index.ts\nimport \"./extra\";\n{}//- src/extra.ts\n{}",
            own("a: string"),
            more("b: string"),
        ));
        repository.write("src/extra.ts", extra);
        repository.write("src/index.ts", &format!("import \"./extra\";\n{index}"));
        let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
        let changes = answer["boundaries"][0]["changes"].as_array().cloned().unwrap_or_default();
        let rule = |it: &serde_json::Value| {
            format!("{} {}", it["symbol"].as_str().unwrap(), it["reasons"][0]["rule"])
        };
        changes.iter().map(rule).collect::<Vec<String>>()
    };
    assert_eq!(said("export {};\n", &own("a: string; b: string")), [""; 0]);
    let gone = ["Ctx \"member_removed\""];
    assert_eq!(said("export {};\n", &own("a: string")), gone);
    assert_eq!(said(&more("c?: string"), &own("a: string; b: string")), ["Ctx \"member_added\""]);
}

/// A value that one of several names has now is a name more for it.
#[test]
fn a_name_that_has_a_value_now_is_additive_whatever_other_names_had_it() {
    let files = "//- package.json\n{\"name\": \"lib\", \"exports\": {\".\": \"./a.ts\", \"./b\": \"./b.ts\"}}\n\
                 //- b.ts\nexport class A {}\n//- a.ts\nexport type { A } from \"./b\";\n";
    let said = super::changes(files, "a.ts", "export { A } from \"./b\";\n");
    assert_eq!(said, ["additive A: type_only"]);
}

/// A derive that documentation hides has the name of a trait, and is another item.
#[test]
fn a_hidden_derive_hides_no_trait_of_its_name() {
    let files = "//- Cargo.toml\n[workspace]\nmembers = [\"lib\", \"derive\"]\n\
                 //- derive/Cargo.toml\n[package]\nname = \"derive\"\n[lib]\nproc-macro = true\n\
                 //- derive/src/lib.rs\n#[proc_macro_derive(Money)]\npub fn money(it: TokenStream) -> TokenStream { it }\n\
                 //- lib/Cargo.toml\n[package]\nname = \"lib\"\n[dependencies]\nderive = { path = \"../derive\" }\n\
                 //- lib/src/lib.rs\n#[doc(hidden)]\npub use derive::Money;\npub trait Money {}\n";
    let repository = Repository::of(files);
    let code = repository.read("lib/src/lib.rs").replace("pub trait", "trait");
    repository.write("lib/src/lib.rs", &code);
    let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
    let change = &answer["boundaries"][0]["changes"][0];
    assert_eq!(
        (&change["symbol"], &change["reasons"][0]["rule"]),
        (&"Money".into(), &"item_removed".into())
    );
}

/// What older compilers are given instead is nothing that the newest sees.
#[test]
fn the_types_of_a_package_are_those_of_the_newest_compiler() {
    let exports = |types: &str| {
        format!(
            "{{ \"name\": \"lib\", \"exports\": {{ \".\": {{ {types}, \"default\": \"./index.js\" }} }} }}\n"
        )
    };
    let files = format!(
        "//- package.json\n{}//- index.d.ts\nexport declare const a: number;\n\
         //- old.d.ts\nexport declare const old: 'too old';\n//- new.d.ts\nexport declare const b: number;\n",
        exports("\"types\": \"./index.d.ts\"")
    );
    let repository = Repository::of(&files);
    for older in ["types@<5.4", "types@<=5.3 || <5", "types@5.0"] {
        let both = format!("\"{older}\": \"./old.d.ts\", \"types\": \"./index.d.ts\"");
        repository.write("package.json", &exports(&both));
        assert_eq!(said(&repository), [""; 0], "{older}");
    }
    let both = "\"types@>=5.4\": \"./new.d.ts\", \"types\": \"./index.d.ts\"";
    repository.write("package.json", &exports(both));
    assert!(said(&repository).iter().any(|it| it.starts_with("a: breaking")));
}
