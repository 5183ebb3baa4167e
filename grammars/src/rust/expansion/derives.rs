//! Derives of other crates of which is known what they make, because what that is follows from the item alone.
//!
//! Each is a macro that is given the name of the type, its parameters, what it is given by their names, and its `where`,
//! the last three as they are written behind the name, or nothing: `Price [<'a, T: Clone>] [<'a, T>] [where T: Copy]`. A
//! type that does not follow from that is `__unknown!()`, so that the signature says that it is not known.

use super::tree::{Delimiter, Group, Sources, Tree, attribute_of_condition};

/// The crate, the name of the derive, and the macro below.
const KNOWN: [(&str, &str, &str); 8] = [
    ("databake", "Bake", "__derive_bake"),
    ("educe", "Educe", "__derive_educe"),
    ("prost", "Enumeration", "__derive_enumeration"),
    ("prost", "Message", "__derive_message"),
    ("prost", "Oneof", "__derive_oneof"),
    ("ref_cast", "RefCast", "__derive_ref_cast"),
    ("yoke", "Yokeable", "__derive_yokeable"),
    ("zerofrom", "ZeroFrom", "__derive_zero_from"),
];

/// Source: the documentation of each crate, and of the traits that they implement.
pub(super) const RULES: &str = "
macro_rules! __derive_bake { ($n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
    impl $($p)* ::databake::Bake for $n $($a)* $($w)* {
        fn bake(&self, ctx: &::databake::CrateEnv) -> ::databake::TokenStream {}
    }
}; }
macro_rules! __derive_enumeration { ($n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
    impl $n {
        pub fn is_valid(value: i32) -> bool {}
        #[deprecated]
        pub fn from_i32(value: i32) -> ::core::option::Option<$n> {}
    }
    impl ::core::default::Default for $n { fn default() -> $n {} }
    impl ::core::convert::From<$n> for i32 { fn from(value: $n) -> i32 {} }
    impl ::core::convert::TryFrom<i32> for $n {
        type Error = __unknown!();
        fn try_from(value: i32) -> ::core::result::Result<$n, Self::Error> {}
    }
}; }
macro_rules! __derive_message { ($n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
    impl ::prost::Message for $n { fn encoded_len(&self) -> usize {} fn clear(&mut self) {} }
    impl ::core::default::Default for $n { fn default() -> Self {} }
    impl ::core::fmt::Debug for $n { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
}; }
macro_rules! __derive_oneof { ($n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
    impl $n {
        pub fn encode(&self, buf: &mut __unknown!()) {}
        pub fn merge(field: &mut ::core::option::Option<Self>, tag: u32, wire_type: __unknown!(), buf: &mut __unknown!(), ctx: __unknown!()) -> ::core::result::Result<(), ::prost::DecodeError> {}
        pub fn encoded_len(&self) -> usize {}
    }
    impl ::core::fmt::Debug for $n { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
}; }
macro_rules! __derive_ref_cast { ($n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
    impl $($p)* ::ref_cast::RefCast for $n $($a)* $($w)* {
        type From = __unknown!();
        fn ref_cast(from: &Self::From) -> &Self {}
        fn ref_cast_mut(from: &mut Self::From) -> &mut Self {}
    }
}; }
macro_rules! __derive_yokeable { ($n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
    impl $($p)* ::yoke::Yokeable<'_> for $n $($a)* $($w)* {
        type Output = __unknown!();
        fn transform(&self) -> &Self::Output {}
        fn transform_owned(self) -> Self::Output {}
        unsafe fn make(from: Self::Output) -> Self {}
        fn transform_mut<F>(&mut self, f: F) where F: 'static + __unknown!() {}
    }
}; }
macro_rules! __derive_zero_from { ($n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
    impl $($p)* ::zerofrom::ZeroFrom<'_, __unknown!()> for $n $($a)* $($w)* {
        fn zero_from(other: __unknown!()) -> Self {}
    }
}; }
macro_rules! __derive_educe { ($n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] [$($t:ident $(($($o:tt)*))? $(,)?)*]) => {
    __educe! { [$($t)*] $n [$($p)*] [$($a)*] [$($w)*] }
}; }
macro_rules! __educe {
    ([] $($given:tt)*) => {};
    ([$t:ident $($others:ident)*] $($given:tt)*) => {
        __educe! { $t $($given)* }
        __educe! { [$($others)*] $($given)* }
    };
    (Clone $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
        impl $($p)* ::core::clone::Clone for $n $($a)* $($w)* { fn clone(&self) -> Self {} }
    };
    (Default $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
        impl $($p)* ::core::default::Default for $n $($a)* $($w)* { fn default() -> Self {} }
    };
    (Debug $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
        impl $($p)* ::core::fmt::Debug for $n $($a)* $($w)* { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
    };
    (Hash $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
        impl $($p)* ::core::hash::Hash for $n $($a)* $($w)* { fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {} }
    };
    (PartialEq $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
        impl $($p)* ::core::cmp::PartialEq for $n $($a)* $($w)* { fn eq(&self, other: &Self) -> bool {} }
    };
    (PartialOrd $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
        impl $($p)* ::core::cmp::PartialOrd for $n $($a)* $($w)* {
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {}
        }
    };
    (Ord $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
        impl $($p)* ::core::cmp::Ord for $n $($a)* $($w)* { fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {} }
    };
    ($t:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {};
}
";

/// A derive that an item asks for.
pub(super) struct Derive<'t> {
    /// The name of the macro that makes what it makes.
    pub rules: &'static str,
    /// Where it is written.
    pub path: &'t [Tree],
    /// The attribute of its condition, if it has one.
    pub condition: Vec<Tree>,
}

/// The known derives among attributes. `imported` says whether a name alone is one of that crate.
pub(super) fn derives<'t>(
    sources: &Sources,
    attributes: &'t [Tree],
    imported: &dyn Fn(&str, &str) -> bool,
) -> Vec<Derive<'t>> {
    let mut found = Vec::new();
    for pair in attributes.as_chunks::<2>().0 {
        let [_, Tree::Group(group)] = pair else { continue };
        add(sources, (pair, &group.inner), &[], imported, &mut found);
    }
    found
}

/// Those of one attribute, or of one that `cfg_attr` gives.
fn add<'t>(
    sources: &Sources,
    (attribute, inner): (&'t [Tree; 2], &'t [Tree]),
    condition: &[Tree],
    imported: &dyn Fn(&str, &str) -> bool,
    found: &mut Vec<Derive<'t>>,
) {
    let [word, Tree::Group(list)] = inner else { return };
    let mut parts = list.inner.split(|tree| tree.is_sign(b','));
    match sources.word(Some(word)) {
        "derive" => {
            for path in parts {
                let words: Vec<&str> = path
                    .iter()
                    .filter(|tree| tree.is_word())
                    .map(|tree| sources.word(Some(tree)))
                    .collect();
                let known = KNOWN.iter().find(|(of, name, _)| match words.as_slice() {
                    [only] => only == name && imported(of, name),
                    [first, .., last] => first == of && last == name,
                    [] => false,
                });
                if let Some((_, _, rules)) = known {
                    found.push(Derive { rules, path, condition: condition.to_vec() });
                }
            }
        }
        "cfg_attr" if condition.is_empty() => {
            let Some(asked) = parts.next() else { return };
            let Some(condition) = attribute_of_condition(attribute, list, asked) else { return };
            for given in parts {
                add(sources, (attribute, given), &condition, imported, found);
            }
        }
        _ => {}
    }
}

/// What the macro of a derive is given for an item: its name, its parameters, their names, and its `where`. `None` for what
/// is no type.
pub(super) fn given(sources: &Sources, code: &[Tree], start: usize) -> Option<Vec<Tree>> {
    let (keyword, rest) = code.get(start..)?.split_first()?;
    if !matches!(sources.word(Some(keyword)), "struct" | "enum" | "union") {
        return None;
    }
    let (name, rest) = rest.split_first()?;
    let ends = (name.leaf()?, name.leaf()?);
    let length = parameters_length(rest);
    let (written, behind) = rest.split_at_checked(length)?;
    let inside = written.get(1..length.saturating_sub(1)).unwrap_or_default();
    let parameters: Vec<&[Tree]> =
        split(inside, b',').into_iter().filter(|it| !it.is_empty()).collect();
    let list = |each: &dyn Fn(&[Tree]) -> Vec<Tree>| -> Vec<Tree> {
        let (Some(open), Some(close)) = (written.first(), written.last()) else {
            return Vec::new();
        };
        let mut all = vec![open.clone()];
        for parameter in &parameters {
            all.extend(each(parameter));
            all.extend(inside.iter().find(|tree| tree.is_sign(b',')).cloned());
        }
        all.push(close.clone());
        all
    };
    let demands = behind.iter().position(|tree| sources.word(Some(tree)) == "where");
    let demands = demands.and_then(|at| behind.get(at..)).unwrap_or_default();
    let is_end = |tree: &Tree| tree.is_sign(b';') || tree.within(Delimiter::Brace).is_some();
    let end = demands.iter().position(is_end).unwrap_or(demands.len());
    let groups = [
        list(&|parameter| without_default(parameter).to_vec()),
        list(&|parameter| name_of(sources, parameter)),
        demands.get(..end)?.to_vec(),
    ];
    let mut trees = vec![name.clone()];
    for group in groups {
        trees.push(Group::tree(Delimiter::Bracket, ends, group)?);
    }
    Some(trees)
}

/// What `#[educe(…)]` says, where that is the derive.
pub(super) fn stated(sources: &Sources, attributes: &[Tree], name: &str) -> Vec<Tree> {
    let groups = attributes.iter().filter_map(|tree| tree.within(Delimiter::Bracket));
    let of_name = groups.filter(|it| sources.word(it.inner.first()) == name);
    let mut stated = of_name.filter_map(|it| it.inner.get(1).and_then(Tree::group));
    stated.next().map(|list| list.inner.clone()).unwrap_or_default()
}

/// How many tokens `<…>` takes that trees begin with.
fn parameters_length(trees: &[Tree]) -> usize {
    if !trees.first().is_some_and(|tree| tree.is_sign(b'<')) {
        return 0;
    }
    let mut depth = 0_usize;
    for (at, tree) in trees.iter().enumerate() {
        let is_arrow = at > 0 && trees.get(at - 1).is_some_and(|it| it.is_sign(b'-'));
        if tree.is_sign(b'<') {
            depth += 1;
        } else if tree.is_sign(b'>') && !is_arrow {
            depth = depth.saturating_sub(1);
        }
        if depth == 0 {
            return at + 1;
        }
    }
    0
}

/// Parts between signs that stand in no `<…>`.
fn split(trees: &[Tree], sign: u8) -> Vec<&[Tree]> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, tree) in trees.iter().enumerate() {
        if tree.is_sign(b'<') {
            depth += 1;
        } else if tree.is_sign(b'>') {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && tree.is_sign(sign) {
            parts.extend(trees.get(start..at));
            start = at + 1;
        }
    }
    parts.extend(trees.get(start..));
    parts
}

fn without_default(parameter: &[Tree]) -> &[Tree] {
    split(parameter, b'=').first().copied().unwrap_or_default()
}

/// `N` of `const N: usize`, `'a` of `'a: 'b`.
fn name_of(sources: &Sources, parameter: &[Tree]) -> Vec<Tree> {
    let is_const = sources.word(parameter.first()) == "const";
    parameter.get(usize::from(is_const)).cloned().into_iter().collect()
}
