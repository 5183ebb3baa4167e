use super::*;

#[test]
fn the_code_of_a_report_of_api_extractor() {
    let text = "## API Report File for \"@acme/pay\"\n\n> Do not edit.\n\n```ts\n\n// @public\nexport function f(): void;\n\n```\n";
    let report = api_extractor(text).unwrap().unwrap();
    assert_eq!(&*report.package, "@acme/pay");
    assert_eq!(&*report.code, "\n// @public\nexport function f(): void;\n\n");
    let at = report.code.find("f()").unwrap() as u32;
    assert!(text[report.place(at).start() as usize..].starts_with("f()"));
}

#[test]
fn other_pages_are_no_reports_and_broken_ones_say_why() {
    assert!(api_extractor("# The API\n\n```ts\nexport const a = 1;\n```\n").is_none());
    let broken = |rest: &str| {
        api_extractor(&format!("## API Report File for \"a\"\n{rest}")).unwrap().unwrap_err()
    };
    assert_eq!(broken(""), "it has no code between ```ts and ```");
    assert_eq!(broken("```ts\nexport const a = 1;\n"), "its code between ```ts and ``` has no end");
    assert!(cargo_public_api("fn a::b()\n").is_none());
    assert!(cargo_public_api("pub mod a b\n").unwrap().is_err());
}

#[test]
fn lines_of_cargo_public_api_are_items_of_rust() {
    let text = "\
pub mod pay
pub enum pay::Kind
pub pay::Kind::Cash(u8)
pub struct pay::Money<T>
impl<T> pay::Money<T>
pub const fn pay::Money<T>::add<'a, U: Fn(u8, T) -> T>(&'a mut self, (u8, T), U) -> pay::Money<T>
pub unsafe extern \"C\" fn pay::raw(name: u8, ...)
pub const pay::MOST: usize
pub fn pay::Iter<fn(u8) -> T>::next(self: alloc::boxed::Box<Self>) where T: Clone
pub use pay::other
";
    let report = cargo_public_api(text).unwrap().unwrap();
    let lines: Vec<&str> = report.code.lines().collect();
    assert_eq!(
        lines,
        [
            "mod pay { pub enum Kind {} }",
            "mod pay { pub struct Money {} }",
            "mod pay { mod Money { pub const fn add<'a, U: Fn(u8, T) -> T>(&'a mut self, _: (u8, T), _: U) -> pay::Money<T>; } }",
            "mod pay { pub unsafe extern \"C\" fn raw(name: u8, ...); }",
            "mod pay { pub const MOST: () = (); }",
            "mod pay { mod Iter { pub fn next(self: alloc::boxed::Box<Self>) where T: Clone; } }",
        ]
    );
    let at = report.code.find("raw").unwrap() as u32;
    assert!(text[report.place(at).start() as usize..].starts_with("pub unsafe extern"));
}
