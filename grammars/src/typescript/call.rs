//! What becomes of a module that `require()` or `import()` gives as a value, where that is plain to see.

use std::borrow::Cow;

use boundstone_model::{ImportForm, Visibility};
use boundstone_text::TextRange;
use tree_sitter::Node;

use super::import::Draft;
use super::name::{range_of, variable_scope};
use super::part::{Part, Syntax};
use super::place::Step;
use crate::walk::{Field, child};

/// A call whose only argument is the specifier of a module.
pub(super) struct Call<'s, 'a> {
    pub syntax: &'s Syntax,
    pub text: &'a str,
    pub from: Cow<'a, str>,
    /// With its quotes.
    pub specifier: TextRange,
    /// `import()`, whose value is a promise.
    pub is_promise: bool,
    /// Behind `typeof`.
    pub is_type_only: bool,
}

impl<'a> Call<'_, 'a> {
    /// What is imported, from the nodes that hold the word `require` or `import`.
    pub fn drafts(&self, path: &[Step<'a>]) -> Vec<Draft<'a>> {
        self.taken(path).unwrap_or_else(|| vec![self.draft(ImportForm::Whole)])
    }

    fn draft(&self, form: ImportForm) -> Draft<'a> {
        let mut draft = Draft::new(form, self.from.clone(), self.specifier);
        draft.is_type_only = self.is_type_only;
        draft
    }

    /// `None` where nothing more than the module as a whole is named.
    fn taken(&self, path: &[Step<'a>]) -> Option<Vec<Draft<'a>>> {
        let fields = &self.syntax.fields;
        let (mut word, mut around) = path.split_last()?;
        let (mut call, mut outer) = around.split_last()?;
        // The word `import` is a token in a node of its own.
        if call.node.byte_range() == word.node.byte_range() {
            (word, around) = (call, outer);
            (call, outer) = around.split_last()?;
        }
        if self.syntax.part_of(call) != Part::Call || !is(word.field, fields.function) {
            return None;
        }
        around = outer;
        let mut top = *call;
        let mut is_promise = self.is_promise;
        let mut named: Option<Draft<'a>> = None;
        loop {
            let stop = named.clone().map(|draft| vec![draft]);
            let Some((parent, outer)) = around.split_last() else { return stop };
            match self.syntax.part_of(parent) {
                Part::Wrapper if self.wraps(parent.node, top.node) => {}
                Part::Await => is_promise = false,
                Part::TypeQuery => {
                    let mut draft = named.unwrap_or_else(|| self.draft(ImportForm::Whole));
                    draft.is_type_only = true;
                    return Some(vec![draft]);
                }
                Part::Member if is(top.field, fields.object) && named.is_none() => {
                    let property = child(parent.node, fields.property)?;
                    let name = self.slice(property);
                    if is_promise && matches!(name, "then" | "catch" | "finally") {
                        return if name == "then" { self.callback(parent, outer) } else { None };
                    }
                    let mut draft = self.draft(ImportForm::Named);
                    draft.name = name.into();
                    draft.range = range_of(property);
                    // A promise has no such member, but a type of the module may.
                    draft.is_type_only |= is_promise;
                    named = Some(draft);
                }
                Part::Declarator if is(top.field, fields.value) && !is_promise => {
                    let pattern = child(parent.node, fields.name)?;
                    let scope = variable_scope(self.syntax, outer);
                    return self.bound(pattern, scope, named);
                }
                _ if is_promise => return stop,
                _ => return self.exported(&top, around, named.clone()).or(stop),
            }
            top = *parent;
            around = outer;
        }
    }

    /// Whether `outer` has the value of `inner`, and does not stand with it beside a type.
    fn wraps(&self, outer: Node<'_>, inner: Node<'_>) -> bool {
        outer.named_child(0) == Some(inner)
    }

    fn slice(&self, node: Node<'_>) -> &'a str {
        self.text.get(node.byte_range()).unwrap_or_default()
    }

    /// The names that `pattern` binds to the module, or to what is `named` of it.
    fn bound(
        &self,
        pattern: Node<'a>,
        scope: TextRange,
        named: Option<Draft<'a>>,
    ) -> Option<Vec<Draft<'a>>> {
        match (self.syntax.part(pattern), named) {
            (Part::Name, named) => {
                let mut draft = named.unwrap_or_else(|| self.draft(ImportForm::Namespace));
                draft.bound = self.slice(pattern).into();
                draft.known_in = Some(scope);
                draft.bound_at = range_of(pattern);
                Some(vec![draft])
            }
            (_, Some(draft)) => Some(vec![draft]),
            (Part::ObjectPattern, None) => {
                let mut walk = pattern.walk();
                let entries = pattern.named_children(&mut walk);
                let drafts: Vec<_> = entries.filter_map(|entry| self.entry(entry, scope)).collect();
                (!drafts.is_empty()).then_some(drafts)
            }
            _ => None,
        }
    }

    /// One `a`, `a: b` or `a = b` of a pattern.
    fn entry(&self, entry: Node<'a>, scope: TextRange) -> Option<Draft<'a>> {
        let fields = &self.syntax.fields;
        let (key, value) = match self.syntax.part(entry) {
            Part::Name => (entry, Some(entry)),
            Part::DefaultPattern => {
                let name = child(entry, fields.left)?;
                (name, Some(name))
            }
            Part::PairPattern => {
                let key = child(entry, fields.key)?;
                let value = child(entry, fields.value)?;
                let inner = match self.syntax.part(value) {
                    Part::DefaultPattern => child(value, fields.left)?,
                    _ => value,
                };
                (key, Some(inner).filter(|it| self.syntax.part(*it) == Part::Name))
            }
            _ => return None,
        };
        let name = match self.syntax.part(key) {
            Part::Name | Part::PropertyName => self.slice(key),
            Part::Text => self.slice(key).trim_matches(['"', '\'']),
            _ => return None,
        };
        let mut draft = self.draft(ImportForm::Named);
        draft.name = name.into();
        draft.range = range_of(key);
        if let Some(value) = value {
            draft.bound = self.slice(value).into();
            draft.bound_at = range_of(value);
            draft.known_in = Some(scope);
        }
        Some(draft)
    }

    /// `.then(a => …)`: the parameter is the module.
    fn callback(&self, member: &Step<'a>, outer: &[Step<'a>]) -> Option<Vec<Draft<'a>>> {
        let fields = &self.syntax.fields;
        let call = outer.last().filter(|_| is(member.field, fields.function))?;
        let mut walk = call.node.walk();
        let arguments = call
            .node
            .named_children(&mut walk)
            .find(|it| self.syntax.part(*it) == Part::Arguments)?;
        let function = arguments.named_child(0)?;
        if !matches!(self.syntax.part(function), Part::Arrow | Part::FunctionValue) {
            return None;
        }
        let parameter = match child(function, fields.parameter) {
            Some(parameter) => parameter,
            None => child(child(function, fields.parameters)?.named_child(0)?, fields.pattern)?,
        };
        self.bound(parameter, range_of(function), None)
    }

    /// The forms in which CommonJS hands a module on: `module.exports = …`, `exports.a = …`,
    /// `module.exports = { a: …, ...… }`, `__exportStar(…, exports)`.
    fn exported(
        &self,
        top: &Step<'a>,
        around: &[Step<'a>],
        named: Option<Draft<'a>>,
    ) -> Option<Vec<Draft<'a>>> {
        let fields = &self.syntax.fields;
        let (parent, outer) = around.split_last()?;
        let mut draft = named.unwrap_or_else(|| self.draft(ImportForm::Namespace));
        draft.visibility = Visibility::Public;
        match self.syntax.part_of(parent) {
            Part::Assignment if is(top.field, fields.right) => {
                draft.bound = match self.target(around)? {
                    Some(name) => name.into(),
                    None => return Some(vec![self.handed_on(draft)]),
                };
            }
            Part::Pair if is(top.field, fields.value) => {
                self.exported_object(outer)?;
                let key = child(parent.node, fields.key)?;
                draft.bound = self.slice(key).trim_matches(['"', '\'']).into();
            }
            Part::Spread => {
                self.exported_object(outer)?;
                return Some(vec![self.handed_on(draft)]);
            }
            Part::Arguments => {
                let function = child(outer.last()?.node, fields.function)?;
                self.slice(function).ends_with("__exportStar").then_some(())?;
                return Some(vec![self.handed_on(draft)]);
            }
            _ => return None,
        }
        Some(vec![draft])
    }

    /// A module or object all of whose members are exported.
    fn handed_on(&self, mut draft: Draft<'a>) -> Draft<'a> {
        if draft.form == ImportForm::Namespace {
            draft.form = ImportForm::Glob;
        } else {
            draft.bound = super::commonjs::WHOLE.into();
        }
        draft
    }

    fn exported_object(&self, around: &[Step<'a>]) -> Option<()> {
        let (object, outer) = around.split_last()?;
        let is_object = self.syntax.part_of(object) == Part::Object;
        let is_right = is(object.field, self.syntax.fields.right);
        (is_object && is_right && self.target(outer)?.is_none()).then_some(())
    }

    /// What the assignments at the end of `around` export: a name, or all.
    fn target(&self, around: &[Step<'a>]) -> Option<Option<&'a str>> {
        around
            .iter()
            .rev()
            .take_while(|step| self.syntax.part_of(step) == Part::Assignment)
            .find_map(|step| {
                let left = child(step.node, self.syntax.fields.left)?;
                super::commonjs::exported(self.slice(left))
            })
    }
}

fn is(field: Field, expected: Field) -> bool {
    field.is_some() && field == expected
}
