//! What the items of a Rust file promise. Their places are known from the tree; what stands there is read token
//! by token: the grammar does not know every form that a type has, and a text that does not parse has its
//! tokens all the same.

mod attribute;
mod bound;
mod callable;
mod condition;
mod constant;
mod context;
mod elision;
mod expression;
mod foreign;
mod implementation;
mod imports;
mod named;
mod path;
mod prelude;
mod reader;
mod record;
mod spelling;
mod token;
mod types;

use std::rc::Rc;
use std::sync::Arc;

use boundstone_model::{
    Alias, FileFacts, FileSignatures, Form, Implementation, Item, ItemKind, ItemNumber,
    ItemSignature, LeadsTo, Lost, Member, Signature, StandardAlone, Value, Visibility,
};

use self::attribute::Attributes;
use self::callable::Foreign;
use self::condition::{all_of, is_of_tests, of_all};
use self::context::Context;
use self::foreign::Blocks;
use self::imports::Imports;
use self::path::Paths;
use self::reader::{File, Reader};
use self::record::{Fields, braced, enumeration, field, record};
use self::token::Tokens;
use super::scan::Scan;
use super::token::{Delimiter, Form as Token, lexed, tokens_of};

/// Shared between signatures.
type Name = Arc<str>;

/// The signatures of a file's items.
pub(crate) fn signatures(text: &str, facts: &FileFacts) -> FileSignatures {
    let lexed = lexed(text);
    let scan = Scan::of_tokens(text, tokens_of(&lexed));
    let file = File { tokens: Tokens::new(text, &lexed), paths: Paths::new(text, &scan, facts) };
    let items = Items::new(&file, facts);
    let mut found: Vec<Option<ItemSignature>> = items.all.iter().map(|_| None).collect();
    // What an item holds stands behind it.
    for number in (0..items.all.len()).rev() {
        let signature = items.signature(number, &found);
        if let Some(place) = found.get_mut(number) {
            *place = signature;
        }
    }
    let imports = Imports::of(&file.tokens);
    FileSignatures {
        items: found.into(),
        is_hidden: items.is_hidden,
        hidden_imports: imports.hidden.into(),
        import_conditions: imports.conditions.into(),
        module_files: imports.files.into(),
        of_std: file.paths.of_std().collect(),
        without_std: items.without_std.map(Name::from),
        is_half_typed: file.tokens.is_half_typed,
    }
}

/// The items of a file, each with what is known where it stands.
struct Items<'f, 'a> {
    file: &'f File<'a>,
    all: Vec<Item<'a>>,
    contexts: Vec<Rc<Context<'a>>>,
    implementations: Vec<Option<Implementation>>,
    children: Vec<Vec<usize>>,
    blocks: Blocks,
    /// The file hides itself from documentation.
    is_hidden: bool,
    without_std: Option<String>,
    /// The parts of the condition of the file.
    conditions: Vec<String>,
}

impl<'f, 'a> Items<'f, 'a> {
    fn new(file: &'f File<'a>, facts: &'a FileFacts) -> Self {
        let outermost = Context::of_module(0);
        let all: Vec<Item<'a>> = facts.items().collect();
        let whole = Reader::new(file, Rc::clone(&outermost), 0, file.tokens.len());
        let of_file = Attributes::inside(&whole, 0);
        let mut items = Self {
            file,
            contexts: Vec::with_capacity(all.len()),
            implementations: Vec::with_capacity(all.len()),
            children: all.iter().map(|_| Vec::new()).collect(),
            all,
            blocks: Blocks::of(&whole),
            is_hidden: of_file.is_hidden,
            without_std: of_file.without_std.clone(),
            conditions: of_all(of_file.conditions()),
        };
        for number in 0..items.all.len() {
            items.add(number, &outermost);
        }
        items
    }

    /// Adds what is known inside an item.
    fn add(&mut self, number: usize, outermost: &Rc<Context<'a>>) {
        let Some(item) = self.all.get(number).copied() else { return };
        let parent = item.parent.map(|parent| parent as usize);
        if let Some(siblings) = parent.and_then(|parent| self.children.get_mut(parent)) {
            siblings.push(number);
        }
        let around = parent.and_then(|parent| self.contexts.get(parent)).unwrap_or(outermost);
        let around = Rc::clone(around);
        let (start, end) = self.range(&item);
        let mut implementation = None;
        let context = match item.kind {
            ItemKind::Module => match self.file.paths.scope_in(number as ItemNumber) {
                Some(scope) => Context::of_module(scope),
                None => around,
            },
            ItemKind::Struct | ItemKind::Enum | ItemKind::Union | ItemKind::Trait => {
                // The parameters of what it may stand in are none of its own.
                let around = Context::of_module(around.scope);
                let mut reader = Reader::new(self.file, Rc::clone(&around), start, end);
                reader.name_behind(word(item.kind));
                let own = reader.parameters();
                let self_type = (item.kind != ItemKind::Trait).then(|| {
                    let known = Context::with(&around, &own);
                    let names = own.iter().filter_map(|it| known.parameter(it.name()));
                    let names: Vec<&str> = names.collect();
                    let given = if names.is_empty() {
                        String::new()
                    } else {
                        format!("<{}>", names.join(", "))
                    };
                    Rc::from(format!("{}{given}", item.name()))
                });
                Rc::new(Context::with(&around, &own).standing_for(self_type))
            }
            ItemKind::Impl => {
                let around = Context::of_module(around.scope);
                let (head, inside) = implementation::implementation(self.file, &around, start, end);
                implementation = Some(head);
                inside
            }
            _ => around,
        };
        self.contexts.push(context);
        self.implementations.push(implementation);
    }

    /// Where an item begins and ends, as tokens.
    fn range(&self, item: &Item<'a>) -> (usize, usize) {
        let position = |offset| self.file.tokens.position(offset);
        (position(item.range.start()), position(item.range.end()))
    }

    /// The signature of an item, whose members have theirs.
    fn signature(&self, number: usize, found: &[Option<ItemSignature>]) -> Option<ItemSignature> {
        let item = self.all.get(number)?;
        let (start, end) = self.range(item);
        let mut reader = Reader::new(self.file, Rc::clone(self.contexts.get(number)?), start, end);
        let block = self.blocks.around(start).filter(|_| !self.is_member(item));
        let lead = self.file.tokens.position(item.lead_start);
        let attributes = Attributes::before(&reader, lead);
        let form = self.form(number, item, &mut reader, found);
        let made_from = self.made_from(number, &reader, found);
        let (form, more, holds) = form.map_or_else(Default::default, |it| (Some(it.0), it.1, it.2));
        let made_from = match &form {
            Some(Form::Value(Value { ty: Some(ty), .. })) if attributes.is_from => vec![ty.clone()],
            _ => made_from,
        };
        let signature = form.map(|form| Signature {
            marks: attributes.marks_of(item.name(), more),
            form,
            is_inferred: reader.is_inferred,
        });
        let has_body = matches!(item.kind, ItemKind::Function | ItemKind::Method)
            && reader.is_open(Delimiter::Brace);
        let body = self.file.tokens.get(reader.at).filter(|_| has_body).map(|it| it.start);
        let mut is_hidden = attributes.is_hidden;
        let mut conditions = attributes.conditions();
        if item.parent.is_none() {
            conditions.extend(self.conditions.iter().cloned());
        }
        conditions.extend(block.into_iter().flat_map(|block| block.conditions.iter().cloned()));
        if item.kind == ItemKind::Module {
            let inside = Attributes::inside(&reader, reader.at);
            is_hidden |= inside.is_hidden;
            conditions.extend(inside.conditions());
        }
        let implementation = self.implementations.get(number).cloned().flatten();
        let cfg = all_of(conditions).map(Name::from);
        let is_constant = item.kind == ItemKind::Constant;
        let number = is_constant.then(|| reader.number()).flatten().map(Name::from);
        Some(ItemSignature {
            signature,
            cfg,
            is_hidden,
            implementation,
            inferred_from: None,
            leads_to: LeadsTo::default(),
            number,
            holds: holds.into(),
            made_from: made_from.into(),
            body,
        })
    }

    /// The types of its fields and those of its variants; `tuple` are those without a name.
    fn holds(
        &self,
        number: usize,
        tuple: Option<&Fields>,
        found: &[Option<ItemSignature>],
    ) -> Vec<Name> {
        let children = self.children.get(number).map(Vec::as_slice).unwrap_or_default();
        let of_children = children.iter().filter_map(|child| found.get(*child)?.as_ref());
        let compiled = of_children.filter(|own| own.cfg.is_none());
        let types = compiled.flat_map(|own| own.signature.iter().flat_map(|it| held(&it.form)));
        tuple.into_iter().flat_map(Fields::types).chain(types).cloned().collect()
    }

    /// The types of fields that bear `#[from]`, of a type or a variant.
    fn made_from(
        &self,
        number: usize,
        reader: &Reader<'f, 'a>,
        found: &[Option<ItemSignature>],
    ) -> Vec<Name> {
        let children = self.children.get(number).map(Vec::as_slice).unwrap_or_default();
        let of_children = children.iter().filter_map(|child| found.get(*child)?.as_ref());
        let own = reader.made_from.iter().map(|ty| Name::from(ty.as_str()));
        own.chain(of_children.flat_map(|it| it.made_from.iter().cloned())).collect()
    }

    /// What a type is not, by what it holds. What the file implements by hand it is all the same.
    fn lost(&self, item: &Item<'_>, holds: &[Name]) -> Vec<String> {
        let is_given = |name: &str| {
            self.implementations.iter().flatten().any(|it| {
                it.of_trait.as_deref().and_then(|it| it.rsplit("::").next()) == Some(name)
                    && it.for_type.as_deref() == Some(item.name())
            })
        };
        let lost = Lost::of_all(holds.iter().map(|it| &**it), &StandardAlone).but_for(is_given);
        lost.names().map(|name| format!("!{name}")).collect()
    }

    fn is_member(&self, item: &Item<'_>) -> bool {
        self.parent(item).is_some_and(|parent| parent.kind != ItemKind::Module)
    }

    fn parent(&self, item: &Item<'_>) -> Option<&Item<'a>> {
        self.all.get(item.parent? as usize)
    }

    /// What an item is, the marks that belong to its form, and what it holds; `None` for an `impl`. The reader ends in the
    /// body of a module.
    fn form(
        &self,
        number: usize,
        item: &Item<'a>,
        reader: &mut Reader<'f, 'a>,
        found: &[Option<ItemSignature>],
    ) -> Option<(Form, Vec<String>, Vec<Name>)> {
        let form = match item.kind {
            ItemKind::Function | ItemKind::Method => self.function(item, reader),
            ItemKind::Struct | ItemKind::Union | ItemKind::Trait => {
                return Some(self.record(number, item, reader, found));
            }
            ItemKind::Enum => {
                reader.name_behind("enum");
                let (head, _) = reader.head();
                let form = Form::Enum(enumeration(head, self.members(number, found, false).0));
                let holds = self.holds(number, None, found);
                return Some((form, self.lost(item, &holds), holds));
            }
            ItemKind::Variant => {
                let (form, more) = reader.variant(self.members(number, found, false).0);
                return Some((form, more.into_iter().collect(), Vec::new()));
            }
            ItemKind::Field => {
                reader.visibility();
                let is_field = reader.word().is_some() && reader.eat(":");
                reader.is_inferred |= !is_field;
                Form::Value(field(reader.ty()))
            }
            ItemKind::TypeAlias => Form::Alias(reader.alias()),
            ItemKind::Constant | ItemKind::Static => {
                let is_member = self.is_member(item);
                Form::Value(reader.value(word(item.kind), is_member))
            }
            ItemKind::Macro => {
                reader.name_behind("!");
                Form::Macro(reader.matchers())
            }
            ItemKind::Module => {
                reader.name_behind("mod");
                reader.at += 1;
                Form::Module
            }
            _ => return None,
        };
        Some((form, Vec::new(), Vec::new()))
    }

    fn function(&self, item: &Item<'a>, reader: &mut Reader<'f, 'a>) -> Form {
        let block = self.blocks.around(reader.at).filter(|_| !self.is_member(item));
        let foreign = block.map(|block| Foreign { abi: &block.abi });
        let mut callable = reader.callable(foreign.as_ref());
        let is_of_trait = self.parent(item).is_some_and(|it| it.kind == ItemKind::Trait);
        callable.is_provided = is_of_trait && reader.is_open(Delimiter::Brace);
        Form::Function([callable].into())
    }

    fn record(
        &self,
        number: usize,
        item: &Item<'a>,
        reader: &mut Reader<'f, 'a>,
        found: &[Option<ItemSignature>],
    ) -> (Form, Vec<String>, Vec<Name>) {
        let is_unsafe = self.is_trait_word(reader, "unsafe");
        let is_auto = self.is_trait_word(reader, "auto");
        let word = word(item.kind);
        reader.name_behind(word);
        let head = reader.head();
        let is_braced = reader.is_open(Delimiter::Brace);
        let is_trait = item.kind == ItemKind::Trait;
        let (mut members, has_hidden) = self.members(number, found, !is_trait);
        if is_trait {
            reader.is_inferred |= is_braced && reader.calls_macro();
            members
                .sort_by_cached_key(|member| (member.name.clone(), member.signature.to_string()));
        }
        let holds = match is_trait {
            true => Vec::new(),
            false => self.holds(number, head.1.as_ref(), found),
        };
        let record = record(word, head, members, has_hidden);
        let more = braced(&record, is_braced).or_else(|| match (is_unsafe, is_auto) {
            (true, true) => Some("unsafe auto".to_owned()),
            (true, false) => Some("unsafe".to_owned()),
            (false, true) => Some("auto".to_owned()),
            (false, false) => None,
        });
        let lost = self.lost(item, &holds);
        (Form::Record(record), more.into_iter().chain(lost).collect(), holds)
    }

    fn is_trait_word(&self, reader: &Reader<'f, 'a>, word: &str) -> bool {
        let words = (reader.at..reader.end).map(|at| self.file.tokens.slice(at));
        let mut before =
            words.take_while(|it| !matches!(*it, "trait" | "struct" | "union")).take(8);
        before.any(|it| it == word)
    }

    /// The members of an item that users can see, and whether there are others. Of a struct, those that are `pub`.
    fn members(
        &self,
        number: usize,
        found: &[Option<ItemSignature>],
        is_struct: bool,
    ) -> (Vec<Member>, bool) {
        let children = self.children.get(number).map(Vec::as_slice).unwrap_or_default();
        let is_seen = |item: &Item<'_>| {
            !is_struct || item.visibility == Visibility::Public && !item.marks.is_hidden
        };
        let of_tests = |child: &usize| {
            let own = found.get(*child).and_then(Option::as_ref);
            own.and_then(|own| own.cfg.as_deref()).is_some_and(is_of_tests)
        };
        let compiled = children.iter().filter(|child| !of_tests(child));
        let all = compiled.filter_map(|child| Some((*child, self.all.get(*child)?)));
        // While a text is typed, whole types may seem to stand in one.
        let all = all.filter(|(_, item)| is_member(item.kind));
        let (seen, hidden): (Vec<_>, Vec<_>) = all.partition(|(_, item)| is_seen(item));
        let member =
            |(child, item): (usize, &Item<'_>)| self.member(item, found.get(child)?.as_ref()?);
        (seen.into_iter().filter_map(member).collect(), !hidden.is_empty())
    }

    fn member(&self, item: &Item<'_>, own: &ItemSignature) -> Option<Member> {
        let mut signature = own.signature.clone()?;
        let condition = own.cfg.as_ref().map(|cfg| format!("cfg({cfg})").into());
        let hidden = item.marks.is_hidden.then(|| "doc(hidden)".into());
        let more: Vec<Name> = condition.into_iter().chain(hidden).collect();
        if !more.is_empty() {
            let mut marks = [signature.marks.to_vec(), more].concat();
            marks.sort_unstable();
            signature.marks = marks.into();
        }
        let is_of_trait = self.parent(item).is_some_and(|it| it.kind == ItemKind::Trait);
        let is_optional = is_of_trait
            && match &signature.form {
                Form::Function(overloads) => overloads.iter().all(|it| it.is_provided),
                Form::Alias(Alias { ty, .. }) => ty.is_some(),
                _ => self.has_value(item),
            };
        Some(Member { name: item.name().into(), is_optional, signature })
    }

    /// Whether a constant of a trait has a value.
    fn has_value(&self, item: &Item<'_>) -> bool {
        let (start, end) = self.range(item);
        let mut at = start;
        while at < end {
            if self.file.tokens.is(at, b'=') {
                return true;
            }
            at = self.file.tokens.closing(at).max(at) + 1;
        }
        false
    }
}

/// The types of what a field or a variant holds.
fn held(form: &Form) -> Vec<&Name> {
    match form {
        Form::Value(Value { ty, .. }) => ty.iter().collect(),
        Form::Record(record) => {
            record.members.iter().flat_map(|it| held(&it.signature.form)).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether it is a part of the type or trait around it.
fn is_member(kind: ItemKind) -> bool {
    use ItemKind::{Constant, Field, Function, Method, TypeAlias, Variant};
    matches!(kind, Constant | Field | Function | Method | TypeAlias | Variant)
}

/// The keyword of an item.
fn word(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Struct => "struct",
        ItemKind::Enum => "enum",
        ItemKind::Union => "union",
        ItemKind::Trait => "trait",
        ItemKind::Constant => "const",
        ItemKind::Static => "static",
        _ => "",
    }
}

impl<'a> Reader<'_, 'a> {
    /// Whether a macro stands among the items of a body that begins here: it may bring others.
    fn calls_macro(&self) -> bool {
        let tokens = &self.file.tokens;
        let (mut at, end) = (self.at + 1, self.closing());
        while at < end {
            if tokens.is(at, b'!') && matches!(tokens.form(at + 1), Some(Token::Open(_))) {
                return true;
            }
            at = tokens.closing(at).max(at) + 1;
        }
        false
    }
}
