//! What `#[wasm_bindgen]` makes of `extern "C" { … }` and of an enum of texts: types, functions of them, and handles of
//! statics, where the block says how the other language has them.
//! Sources: the guide of `wasm-bindgen`, and `cargo public-api` of crates that use it.

use super::super::derives::{given, parameters_length, split};
use super::super::item::{self, Item};
use super::super::tree::{Delimiter, Group, Kind, Leaf, Sources, Tree};
use super::{Expander, Outcome, Place};

pub(super) const WASM_BINDGEN: &str = "wasm_bindgen";

/// As people are told of it.
const SAID: &str = "#[wasm_bindgen]";

/// The macros that make one item each.
const TYPE: &str = "__wasm_type";
const FUNCTION: &str = "__wasm_function";
const STATIC: &str = "__wasm_static";
const ENUM: &str = "__wasm_enum";

const NOT_READ: &str = "what it makes of the block is not known";

/// What a macro is given for one item.
type Made = (&'static str, Vec<Tree>);

/// What the attribute says of a block or an item in it.
struct Stated<'t> {
    /// Parted by commas.
    options: Vec<&'t [Tree]>,
    /// The other attributes.
    attributes: Vec<Tree>,
}

impl Stated<'_> {
    fn has(&self, sources: &Sources, name: &str) -> bool {
        self.options.iter().any(|option| sources.word(option.first()) == name)
    }

    /// What stands behind `name =`.
    fn value(&self, sources: &Sources, name: &str) -> Option<&[Tree]> {
        let option = self.options.iter().find(|option| sources.word(option.first()) == name);
        option?.get(2..)
    }
}

impl Expander<'_> {
    /// Makes it in the place of the item; `Some(false)` where the item is no such block or enum and stays.
    /// `None` where it would be nested too deep.
    pub(super) fn foreign(
        &mut self,
        item: &Item<'_>,
        place: &Place,
        around: &[Tree],
        outcome: &mut Outcome,
        made: &mut Vec<Tree>,
    ) -> Option<bool> {
        let Some(name) = attribute(&self.sources, item.attributes) else { return Some(false) };
        let all = match self.parts(item, (name, name)) {
            Some(Some(all)) => all,
            Some(None) => {
                outcome.not_followed.push((SAID.into(), NOT_READ));
                return Some(false);
            }
            None => return Some(false),
        };
        let own = super::conditions(&self.sources, item.attributes);
        let around = [around, &own].concat();
        let mark = outcome.not_followed.len();
        for (rules, given) in all {
            let Some(rules) = self.others.of_name(&mut self.sources, rules) else { continue };
            self.behind((&rules, name, given), place, &around, outcome, made)?;
        }
        outcome.say_of(SAID, mark);
        Some(true)
    }

    /// What is made of a block, item by item, or of an enum. `Some(None)` where one of them is not understood.
    fn parts(&mut self, item: &Item<'_>, ends: (Leaf, Leaf)) -> Option<Option<Vec<Made>>> {
        let start = item::visibility(&self.sources, item.code);
        if self.sources.word(item.code.get(start)) == "enum" {
            return Some(Some(vec![(ENUM, self.texts(item, start, ends)?)]));
        }
        let words = item.code.iter().take_while(|tree| tree.within(Delimiter::Brace).is_none());
        let is_block = words.clone().all(|tree| {
            matches!(self.sources.word(Some(tree)), "unsafe" | "extern") || is_literal(tree)
        });
        let block = item.code.get(words.count())?.within(Delimiter::Brace).filter(|_| is_block)?;
        let around = stated(&self.sources, item.attributes)?;
        let types = types(&self.sources, &block.inner);
        let mut all = Vec::new();
        let mut rest = block.inner.as_slice();
        while let Some((item, behind)) = item::first(&self.sources, rest) {
            rest = behind;
            let Some(part) = self.part(&item, &around, &types, ends) else { return Some(None) };
            all.push(part);
        }
        Some(Some(all))
    }

    /// What is given for an enum whose variants are texts: they become numbers. `None` where they are not.
    fn texts(&mut self, item: &Item<'_>, start: usize, ends: (Leaf, Leaf)) -> Option<Vec<Tree>> {
        let Tree::Group(body) = item.code.last()? else { return None };
        let stated = stated(&self.sources, item.attributes)?;
        let (visibility, name) = (item.code.get(..start)?, item.code.get(start + 1)?.clone());
        let (mut variants, mut number) = (Vec::new(), 0);
        for tree in &body.inner {
            let is_text = tree.leaf().is_some_and(|it| self.sources.text(it).starts_with('"'));
            if is_text {
                variants.push(Tree::Leaf(self.sources.made(Kind::Literal, &number.to_string())?));
                number += 1;
            } else {
                variants.push(tree.clone());
            }
        }
        let list = |trees| Group::tree(Delimiter::Bracket, ends, trees);
        let given = [list(stated.attributes)?, list(visibility.to_vec())?, name];
        (number > 0).then(|| Some([&given[..], &[body.around(variants)?]].concat()))?
    }

    /// What is made of an item in a block.
    fn part(
        &mut self,
        item: &Item<'_>,
        around: &Stated<'_>,
        types: &[String],
        ends: (Leaf, Leaf),
    ) -> Option<Made> {
        let stated = stated(&self.sources, item.attributes)?;
        let start = item::visibility(&self.sources, item.code);
        let (visibility, code) = item.code.split_at_checked(start)?;
        let code = match code {
            [code @ .., end] if end.is_sign(b';') => code,
            code => code,
        };
        let list = |trees: &[Tree]| Group::tree(Delimiter::Bracket, ends, trees.to_vec());
        let lists = [list(&stated.attributes)?, list(visibility)?];
        let behind = code.get(2..)?;
        match self.sources.word(code.first()) {
            "type" => {
                let parameters = list(behind.get(..parameters_length(behind))?)?;
                let given = given(&self.sources, code, 0)?;
                Some((TYPE, [&lists[..], &[parameters], &given].concat()))
            }
            "static" => {
                let given = behind.split(|it| it.is_sign(b'=')).next()?.get(1..)?;
                let is = |name: &str| stated.has(&self.sources, name);
                let of = match (is("static_string"), is("thread_local_v2"), is("thread_local")) {
                    (true, _, _) => "text",
                    (_, true, _) => "handle",
                    (_, _, true) => "key",
                    _ => "old",
                };
                let of = Tree::Leaf(self.sources.made(Kind::Word, of)?);
                Some((STATIC, [&lists[..], &[of, code.get(1)?.clone(), list(given)?]].concat()))
            }
            _ => {
                let (class, code) = self.function(code, &stated, around, types)?;
                Some((FUNCTION, [&lists[..], &[list(&class)?, list(&code)?]].concat()))
            }
        }
    }

    /// The head of the `impl` around a function of a type, and its code without the receiver that is written as an
    /// argument. Parameters that the type is given are those of the `impl`.
    fn function(
        &mut self,
        code: &[Tree],
        stated: &Stated<'_>,
        around: &Stated<'_>,
        types: &[String],
    ) -> Option<(Vec<Tree>, Vec<Tree>)> {
        let at = code.iter().position(|tree| self.sources.word(Some(tree)) == "fn")? + 2;
        let (head, behind) = code.split_at_checked(at)?;
        let (parameters, behind) = behind.split_at_checked(parameters_length(behind))?;
        let (given, returned) = behind.split_first()?;
        let given = given.within(Delimiter::Parenthesis)?;
        let mut arguments: Vec<Vec<Tree>> =
            split(&given.inner, b',').into_iter().map(<[Tree]>::to_vec).collect();
        arguments.retain(|argument| !argument.is_empty());
        let sources = &self.sources;
        let class = if stated.has(sources, "method") {
            let first = arguments.first_mut()?;
            let (receiver, class) = receiver(sources, first)?;
            let word = Tree::Leaf(self.sources.made(Kind::Word, "self")?);
            *first = [receiver, vec![word]].concat();
            class
        } else if let Some(class) = stated.value(sources, "static_method_of") {
            match class {
                [Tree::Leaf(text)] if text.kind == Kind::Literal => {
                    let name = sources.text(*text).trim_matches('"').to_owned();
                    vec![Tree::Leaf(self.sources.made(Kind::Word, &name)?)]
                }
                class => class.to_vec(),
            }
        } else if stated.has(sources, "constructor") {
            constructed(sources, returned, stated.has(sources, "catch"))?
        } else {
            let inside = stated.value(sources, "js_namespace");
            let inside = inside.or_else(|| around.value(sources, "js_namespace"));
            let of = last_name(sources, inside.unwrap_or_default());
            let is_type = types.contains(&of);
            let name = is_type.then(|| self.sources.made(Kind::Word, &of)).flatten();
            name.map(Tree::Leaf).into_iter().collect()
        };
        let arguments = given.around(self.arguments(given, &arguments)?)?;
        let returned = self.with_demands(parameters, returned)?;
        let (of_class, own) = self.parted(parameters, &class);
        let code = [head, &own, &[arguments], &returned].concat();
        Some(([of_class, class].concat(), code))
    }

    /// The parameters of a function that its type is given, and the others, each list in its `<…>`.
    fn parted(&self, parameters: &[Tree], class: &[Tree]) -> (Vec<Tree>, Vec<Tree>) {
        let [open, inside @ .., close] = parameters else { return (Vec::new(), Vec::new()) };
        let text = |tree: &Tree| tree.leaf().map(|leaf| self.sources.text(leaf));
        let is_of_class = |parameter: &&[Tree]| {
            let name = parameter.first().and_then(text);
            name.is_some() && class.iter().skip(1).any(|tree| text(tree) == name)
        };
        let (of_class, own): (Vec<_>, Vec<_>) =
            split(inside, b',').into_iter().partition(is_of_class);
        let list = |all: Vec<&[Tree]>| {
            let comma = inside.iter().find(|tree| tree.is_sign(b','));
            let each = all.into_iter().filter(|it| !it.is_empty());
            let each = each.flat_map(|it| it.iter().chain(comma)).cloned();
            let list: Vec<Tree> = each.collect();
            if list.is_empty() {
                list
            } else {
                let (open, close) = (std::slice::from_ref(open), std::slice::from_ref(close));
                [open, &list, close].concat()
            }
        };
        (list(of_class), list(own))
    }

    /// What stands behind the arguments: of a parameter for types more is asked than is written, which depends on the version.
    fn with_demands(&mut self, parameters: &[Tree], returned: &[Tree]) -> Option<Vec<Tree>> {
        if !split(parameters, b',').iter().any(|it| it.iter().any(Tree::is_word)) {
            return Some(returned.to_vec());
        }
        let is_where = |tree: &Tree| self.sources.word(Some(tree)) == "where";
        let at = returned.iter().position(is_where).unwrap_or(returned.len());
        let (of, demands) = returned.split_at_checked(at)?;
        let ends = parameters.first().and_then(Tree::leaf)?;
        let asked = [
            Tree::Leaf(self.sources.made(Kind::Word, "where")?),
            Tree::Leaf(self.sources.made(Kind::Word, "__unknown")?),
            Tree::Leaf(self.sources.made(Kind::Sign(b'!'), "!")?),
            Group::tree(Delimiter::Parenthesis, (ends, ends), Vec::new())?,
            Tree::Leaf(self.sources.made(Kind::Sign(b':'), ":")?),
            Tree::Leaf(self.sources.made(Kind::Sign(b','), ",")?),
        ];
        Some([of, &asked, demands.get(1..).unwrap_or_default()].concat())
    }

    /// Arguments with what a function that is imported takes in the place of `&mut dyn FnMut(…)`: it depends on the
    /// version.
    fn arguments(&mut self, given: &Group, all: &[Vec<Tree>]) -> Option<Vec<Tree>> {
        let comma = given.inner.iter().find(|tree| tree.is_sign(b',')).cloned();
        let mut made = Vec::new();
        for argument in all {
            let at = argument.iter().position(|tree| tree.is_sign(b':')).map_or(0, |at| at + 1);
            let (name, of) = argument.split_at_checked(at)?;
            if is_function(&self.sources, of) {
                made.extend_from_slice(name);
                made.push(Tree::Leaf(self.sources.made(Kind::Word, "__unknown")?));
                made.push(Tree::Leaf(self.sources.made(Kind::Sign(b'!'), "!")?));
                made.push(Group::tree(Delimiter::Parenthesis, (given.open, given.close), vec![])?);
            } else {
                made.extend_from_slice(argument);
            }
            made.extend(comma.clone());
        }
        Some(made)
    }
}

/// The word of the attribute, if one of these is it: no other has that name.
fn attribute(sources: &Sources, attributes: &[Tree]) -> Option<Leaf> {
    let mut groups = attributes.iter().filter_map(|tree| tree.within(Delimiter::Bracket));
    groups.find_map(|group| Some(options(sources, group)?.0))
}

/// The word of the attribute, and what it is given.
fn options<'t>(sources: &Sources, group: &'t Group) -> Option<(Leaf, Vec<&'t [Tree]>)> {
    let (path, given) = match group.inner.as_slice() {
        [path @ .., Tree::Group(given)] => {
            (path, given.inner.split(|it| it.is_sign(b',')).collect())
        }
        path => (path, Vec::new()),
    };
    let is_path = path.iter().all(|tree| tree.is_word() || tree.is_sign(b':'));
    let name = path.last().filter(|name| is_path && sources.word(Some(name)) == WASM_BINDGEN)?;
    Some((name.leaf()?, given))
}

/// `None` where it says something under a condition of its own.
fn stated<'t>(sources: &Sources, attributes: &'t [Tree]) -> Option<Stated<'t>> {
    let mut stated = Stated { options: Vec::new(), attributes: Vec::new() };
    for pair in attributes.as_chunks::<2>().0 {
        let group = pair.last()?.within(Delimiter::Bracket)?;
        match options(sources, group) {
            Some((_, options)) => stated.options.extend(options),
            None if sources.word(group.inner.first()) == "cfg_attr" && names_it(sources, group) => {
                return None;
            }
            None => stated.attributes.extend_from_slice(pair),
        }
    }
    Some(stated)
}

fn names_it(sources: &Sources, group: &Group) -> bool {
    group.inner.iter().any(|tree| match tree {
        Tree::Group(inner) => names_it(sources, inner),
        Tree::Leaf(_) => sources.word(Some(tree)) == WASM_BINDGEN,
    })
}

/// The names of the types in a block.
fn types(sources: &Sources, trees: &[Tree]) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = trees;
    while let Some((item, behind)) = item::first(sources, rest) {
        rest = behind;
        let code = item.code.get(item::visibility(sources, item.code)..).unwrap_or_default();
        if sources.word(code.first()) == "type" {
            found.push(sources.word(code.get(1)).to_owned());
        }
    }
    found
}

/// `&'a` and `Shop<T>` of the argument `this: &'a Shop<T>`.
fn receiver(sources: &Sources, argument: &[Tree]) -> Option<(Vec<Tree>, Vec<Tree>)> {
    let colon = argument.iter().position(|tree| tree.is_sign(b':'))?;
    let of = argument.get(colon + 1..)?;
    let of = match of {
        [Tree::Group(group)] if !group.is_within(Delimiter::Bracket) => &group.inner,
        of => of,
    };
    let has_lifetime =
        of.get(1).and_then(Tree::leaf).is_some_and(|leaf| leaf.kind == Kind::Lifetime);
    let (receiver, class) = of.split_at_checked(if has_lifetime { 2 } else { 1 })?;
    let is_path = !sources.word(class.first()).is_empty() || class.first()?.is_sign(b':');
    (receiver.first()?.is_sign(b'&') && is_path).then(|| (receiver.to_vec(), class.to_vec()))
}

/// `Shop` of `-> Shop`, and where it may fail of `-> Result<Shop, JsValue>`.
fn constructed(sources: &Sources, returned: &[Tree], catches: bool) -> Option<Vec<Tree>> {
    let [dash, greater, of @ ..] = returned else { return None };
    if !dash.is_sign(b'-') || !greater.is_sign(b'>') {
        return None;
    }
    let of = of.split(|tree| sources.word(Some(tree)) == "where").next()?;
    if !catches {
        return Some(of.to_vec());
    }
    let open = of.iter().position(|tree| tree.is_sign(b'<'))?;
    let length = parameters_length(of.get(open..)?);
    let inside = of.get(open + 1..(open + length).checked_sub(1)?)?;
    Some(split(inside, b',').first()?.to_vec())
}

/// `C` of `C`, `a.b.C`, `"C"` and `["a", "C"]`.
fn last_name(sources: &Sources, trees: &[Tree]) -> String {
    match trees.last() {
        Some(Tree::Group(group)) => last_name(sources, &group.inner),
        Some(Tree::Leaf(leaf)) => sources.text(*leaf).trim_matches('"').to_owned(),
        None => String::new(),
    }
}

/// Whether a type is a reference to a function: `&mut dyn FnMut(u8)`.
fn is_function(sources: &Sources, of: &[Tree]) -> bool {
    let [reference, behind @ ..] = of else { return false };
    let is_mutable = usize::from(sources.word(behind.first()) == "mut");
    reference.is_sign(b'&') && sources.word(behind.get(is_mutable)) == "dyn"
}

fn is_literal(tree: &Tree) -> bool {
    tree.leaf().is_some_and(|leaf| leaf.kind == Kind::Literal)
}
