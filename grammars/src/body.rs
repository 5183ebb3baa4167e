//! Where the part of an item begins that its users do not see.

use boundstone_text::TextRange;
use tree_sitter::Node;

use crate::SyntaxTree;

impl SyntaxTree {
    /// Where the body or the value of the item in `item` begins, whose name stands in `name`; `None`
    /// where it has none.
    pub fn body_start(&self, item: TextRange, name: TextRange) -> Option<u32> {
        let (start, end) = (name.start() as usize, name.end() as usize);
        let mut node = self.tree().root_node().descendant_for_byte_range(start, end);
        while let Some(around) = node.filter(|node| !holds_more(*node, item)) {
            if let Some(body) = body_of(around).filter(|body| body.start_byte() >= end) {
                return Some(body.start_byte() as u32);
            }
            node = around.parent();
        }
        None
    }
}

fn holds_more(node: Node<'_>, item: TextRange) -> bool {
    let (start, end) = (item.start() as usize, item.end() as usize);
    // The statement around a declaration ends with a `;` that may not be the item's.
    node.start_byte() < start || node.end_byte() > end + 1
}

/// The body of a declaration, or of the function that is its value; else the value.
fn body_of(node: Node<'_>) -> Option<Node<'_>> {
    if let Some(body) = node.child_by_field_name("body") {
        return Some(body);
    }
    let value = node.child_by_field_name("value")?;
    Some(value.child_by_field_name("body").unwrap_or(value))
}

#[cfg(test)]
mod tests {
    use boundstone_model::Language;

    use crate::{extract, parse};

    #[track_caller]
    fn heads(language: Language, text: &str) -> Vec<&str> {
        let tree = parse(language, text, None).unwrap();
        let (facts, _) = extract(language, text, Some(&tree));
        let head = |item: boundstone_model::Item<'_>| {
            let start = item.range.start() as usize;
            let end = tree.body_start(item.range, item.name_range).unwrap_or(item.range.end());
            text[start..end as usize].trim_end()
        };
        facts.items().map(head).collect()
    }

    #[test]
    fn heads_of_rust() {
        let text = "pub fn f<T: A>(x: T) -> [u8; { 2 }] where T: B { x }\n\
                    trait T { fn g(&self); }\nimpl<T> A for B<T> { fn h() {} }\n\
                    const X: u8 = 1;\nstruct S(u8);\ntype Y = u8;\n";
        assert_eq!(
            heads(Language::Rust, text),
            [
                "pub fn f<T: A>(x: T) -> [u8; { 2 }] where T: B",
                "trait T",
                "fn g(&self);",
                "impl<T> A for B<T>",
                "fn h()",
                "const X: u8 =",
                "struct S",
                "type Y = u8;",
            ]
        );
    }

    #[test]
    fn heads_of_typescript() {
        let text = "export function f(a: { x: number }): { y: string } { return a }\n\
                    export const g = (a: number): number => a + 1;\nexport const h = 1;\n\
                    export class C extends D { m(a = {}): void {} p: string = ''; }\n\
                    export default function () { }\nexport type T = { a: 1 };\n";
        assert_eq!(
            heads(Language::TypeScript, text),
            [
                "export function f(a: { x: number }): { y: string }",
                "export const g = (a: number): number =>",
                "export const h =",
                "export class C extends D",
                "m(a = {}): void",
                "p: string =",
                "export default function ()",
                "export type T =",
                "a: 1",
            ]
        );
    }
}
