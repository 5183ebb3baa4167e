//! npm: the ways into a package, besides the names that are found there.

use super::paths::said;
use crate::repository::Repository;

/// What is said where a manifest says this besides its name, before and now, of these files.
fn after(files: &str, old: &str, new: &str) -> Vec<String> {
    let manifest =
        |more: &str| format!("{{ \"name\": \"lib\", \"version\": \"1.0.0\", {more} }}\n");
    let repository = Repository::of(&format!("//- package.json\n{}{files}", manifest(old)));
    repository.write("package.json", &manifest(new));
    said(&repository)
}

const MAIN: &str = "\".\": \"./src/index.ts\"";

/// The same of `exports`.
fn exports(old: &str, new: &str) -> Vec<String> {
    let files = "//- src/index.ts\nexport const a = 1;\n//- src/parts/b.ts\nexport const b = 1;\n//- style.css\na {}\n";
    let all = |more: &str| format!("\"exports\": {{ {MAIN}{more} }}");
    after(files, &all(old), &all(new))
}

#[test]
fn a_key_that_leads_to_no_code_is_told() {
    let (manifest, style) =
        (", \"./package.json\": \"./package.json\"", ", \"./style.css\": \"./style.css\"");
    assert_eq!(
        exports(manifest, ""),
        ["exports: breaking key_removed: `./package.json` can no longer be imported"]
    );
    assert_eq!(
        exports(manifest, ", \"./*.json\": \"./*.json\""),
        ["exports: additive key_added: `./*.json` can be imported"]
    );
    assert_eq!(exports("", style), ["exports: additive key_added: `./style.css` can be imported"]);
    assert_eq!(exports(style, ", \"./style.css\": \"./dist/style.css\""), [""; 0]);
    assert_eq!(
        exports(style, ", \"./style.css\": null"),
        ["exports: breaking key_removed: `./style.css` can no longer be imported"]
    );
}

#[test]
fn a_pattern_and_a_condition_that_came_add() {
    let parts = ", \"./parts/*\": \"./src/parts/*.ts\"";
    assert_eq!(
        exports(parts, &format!("{parts}, \"./parts/*.js\": \"./src/parts/*.ts\"")),
        ["exports: additive key_added: `./parts/*.js` can be imported"]
    );
    let import = "\"./b\": { \"import\": \"./src/parts/b.ts\" ";
    assert_eq!(
        exports(
            &format!(", {import} }}"),
            &format!(", {import}, \"require\": \"./src/parts/b.ts\" }}")
        ),
        ["exports: additive condition_added: `./b` is there for `require`"]
    );
}

#[test]
fn what_another_condition_leads_to_is_compared() {
    let manifest = "{ \"name\": \"lib\", \"version\": \"1.0.0\", \"exports\": { \".\": { \"import\": { \"types\": \"./dist/index.d.mts\", \
        \"default\": \"./dist/index.mjs\" }, \"require\": { \"types\": \"./dist/index.d.cts\", \"default\": \"./dist/index.cjs\" } } } }";
    let both = "export const a = 1;\nexport const b = 1;\n";
    let one = "export const a = 1;\n";
    let files = |import: &str, require: &str| {
        Repository::of(&format!(
            "//- package.json\n{manifest}\n//- src/index.mts\n{import}//- src/index.cts\n{require}"
        ))
    };
    let told = |(import, require): (&str, &str), (imports, requires): (&str, &str)| {
        let repository = files(import, require);
        repository.write("src/index.mts", imports);
        repository.write("src/index.cts", requires);
        said(&repository)
    };
    assert_eq!(
        told((both, both), (both, one)),
        ["exports: breaking name_removed: `b` of `.` is no longer there for `require`"]
    );
    assert_eq!(told((both, both), (one, one)), ["b: breaking item_removed: removed"]);
    assert_eq!(
        told((one, both), (one, one)),
        ["exports: breaking name_removed: `b` of `.` is no longer there for `require`"]
    );
    assert_eq!(told((both, one), (both, both)), [""; 0]);
    // What only the repository itself asks for is none.
    let own = manifest.replace("\"require\"", "\"@lib/source\"");
    let repository = files(both, both);
    repository.write("package.json", &own);
    repository.git(&["commit", "-qam", "own condition"]);
    repository.write("src/index.cts", one);
    assert_eq!(said(&repository), [""; 0]);
}

#[test]
fn a_module_that_is_published_beside_the_entry_can_be_imported() {
    let manifest = "{ \"name\": \"lib\", \"version\": \"1.0.0\", \"main\": \"./lib/index.js\", \"files\": [\"lib\", \"plugins\"] }";
    let module = "export declare const a: number;\n";
    let without = |path: &str, manifest: &str| {
        let repository = Repository::of(&format!(
            "//- package.json\n{manifest}\n//- lib/index.js\nmodule.exports = {{}};\n//- lib/index.d.ts\n{module}\
             //- lib/inner.d.ts\n{module}//- plugins/b.d.ts\n{module}//- plugins/b.js\nexports.a = 1;\n//- test/c.d.ts\n{module}"
        ));
        std::fs::remove_file(repository.path().join(path)).unwrap();
        said(&repository)
    };
    assert_eq!(
        without("plugins/b.d.ts", manifest),
        ["files: breaking file_removed: `plugins/b` can no longer be imported"]
    );
    // What stands beside the entry is for that; what is not published, for nobody.
    assert_eq!(without("lib/inner.d.ts", manifest), [""; 0]);
    assert_eq!(without("test/c.d.ts", manifest), [""; 0]);
    let closed = manifest.replace("\"main\"", "\"exports\"");
    assert_eq!(without("plugins/b.d.ts", &closed), [""; 0]);
    let shorter = manifest.replace(", \"plugins\"", "");
    let repository = Repository::of(&format!(
        "//- package.json\n{manifest}\n//- lib/index.d.ts\n{module}//- plugins/b.d.ts\n{module}"
    ));
    repository.write("package.json", &shorter);
    assert_eq!(
        said(&repository),
        ["files: breaking file_removed: `plugins/b` can no longer be imported"]
    );
}
