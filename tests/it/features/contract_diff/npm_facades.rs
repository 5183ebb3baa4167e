//! A package of npm that hands on what another one of its workspace exports.

use super::paths::said;
use crate::repository::Repository;

const CORE: &str = "export class Box { open(): void {} }\nexport const size = 1;\nexport interface Lid { a: string }\n";

/// What is said of a facade with these texts, before and now, over such a core.
fn between(old: (&str, &str), new: (&str, &str)) -> Vec<String> {
    let manifest = |name: &str, needs: &str| {
        format!(
            "{{ \"name\": \"{name}\", \"version\": \"1.0.0\", \"main\": \"./src/index.ts\", \"dependencies\": {{ {needs} }} }}\n"
        )
    };
    let (core, facade) =
        (manifest("@w/core", ""), manifest("facade", "\"@w/core\": \"workspace:*\""));
    let repository = Repository::of(&format!(
        "//- package.json\n{{ \"name\": \"root\", \"private\": true, \"workspaces\": [\"packages/*\"] }}\n\
         //- packages/core/package.json\n{core}//- packages/core/src/index.ts\n{}\n\
         //- packages/facade/package.json\n{facade}//- packages/facade/src/index.ts\n{}\n",
        old.0, old.1
    ));
    repository.write("packages/core/src/index.ts", new.0);
    repository.write("packages/facade/src/index.ts", new.1);
    said(&repository)
}

const ALL: &str = "export * from '@w/core';\n";
const NAMED: &str = "export { Box, size, type Lid } from '@w/core';\n";

#[test]
fn all_of_a_package_is_what_it_exports() {
    assert_eq!(between((CORE, ALL), (CORE, NAMED)), [""; 0]);
    assert_eq!(between((CORE, NAMED), (CORE, ALL)), [""; 0]);
    let some = "export { Box as default, size } from '@w/core';\n";
    assert_eq!(
        between((CORE, ALL), (CORE, some)),
        [
            "Box: breaking item_removed: no longer handed on from `@w/core`",
            "Lid: breaking item_removed: no longer handed on from `@w/core`",
            "default: additive item_added: handed on from `@w/core`",
        ]
    );
    assert_eq!(
        between((CORE, "export { size } from '@w/core';\n"), (CORE, ALL)),
        [
            "Box: additive item_added: handed on from `@w/core`",
            "Lid: additive item_added: handed on from `@w/core`",
        ]
    );
    // What the package exports itself comes first.
    let own = "export const size = 1;\n";
    assert_eq!(
        between(
            (CORE, &format!("{ALL}{own}")),
            (CORE, &format!("{NAMED}{own}").replace("size, ", ""))
        ),
        [""; 0]
    );
}

#[test]
fn one_more_package_of_which_all_is_handed_on_adds() {
    let two = format!("{ALL}export * from 'rxjs';\n");
    let said = |old: &str, new: &str| between((CORE, old), (CORE, new));
    assert_eq!(said(ALL, &two), ["*: additive item_added: handed on from `rxjs`"]);
    assert_eq!(said(&two, ALL), ["*: breaking item_removed: no longer handed on from `rxjs`"]);
    assert_eq!(
        said(&two, &format!("{ALL}export * from 'most';\n")),
        ["*: unknown handed_on_from_elsewhere: is `*` of `most` now, and was `*` of `rxjs`"]
    );
}

#[test]
fn what_moves_to_another_package_is_compared() {
    let oven = "export class Oven { heat(by: number): void {} }\nexport declare function bake(it: Oven): void;\n";
    let bake =
        "import type { Oven } from '@w/core';\nexport declare function bake(it: Oven): void;\n";
    let with = |oven: &str| format!("{CORE}{oven}\n");
    let class = "export class Oven { heat(by: number): void {} }";
    let by_name = format!("{bake}export {{ Oven }} from '@w/core';\n");
    let with_all = format!("{bake}{ALL}");
    assert_eq!(
        between((CORE, oven), (&with(class), &by_name)),
        ["Oven: additive item_added: added"]
    );
    assert_eq!(
        between((CORE, &format!("{ALL}{oven}")), (&with(class), &with_all)),
        ["Oven: additive item_added: added"]
    );
    let other = "export class Oven { heat(by: number, to: number): void {} }";
    assert_eq!(
        between((CORE, oven), (&with(other), &by_name)),
        [
            "Oven: additive item_added: added",
            "Oven: breaking parameter_required: `heat` needs 2 parameters, and needed 1 parameter",
        ]
    );
    // And back.
    assert_eq!(
        between((&with(class), &by_name), (CORE, oven)),
        ["Oven: breaking item_removed: removed"]
    );
}
