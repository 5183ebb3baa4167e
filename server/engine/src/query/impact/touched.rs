//! Which items of a file differ between two texts of it.

use boundstone_model::{
    FileFacts, Item, ItemKind, ItemNumber, Language, SymbolChange, Visibility, names_to,
};
use boundstone_text::TextRange;
use rustc_hash::FxHashMap;

use super::SourceText;
use super::tokens::{tokens, words};

/// An item that differs, by its numbers on both sides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Touched {
    pub(super) before: Option<ItemNumber>,
    pub(super) now: Option<ItemNumber>,
    /// `None`: its text is the same. In a file that was renamed, it may still be called otherwise.
    pub(super) change: Option<SymbolChange>,
}

/// A file on one side.
pub(super) struct File<'a> {
    pub(super) facts: &'a FileFacts,
    pub(super) source: SourceText,
}

/// The items of a file as texts.
pub(super) struct Parts<'a> {
    pub(super) items: Vec<Item<'a>>,
    language: Language,
    /// The path of each in its file.
    pub(super) paths: Vec<String>,
    text: &'a str,
    bodies: &'a [Option<u32>],
    /// What lies in an item but belongs to items in it.
    inner: Vec<Vec<TextRange>>,
}

impl<'a> Parts<'a> {
    pub(super) fn new(file: &'a File<'a>) -> Self {
        let items: Vec<Item<'a>> = file.facts.items().collect();
        let mut inner = vec![Vec::new(); items.len()];
        for item in &items {
            let parent = item.parent.and_then(|parent| inner.get_mut(parent as usize));
            let whole = TextRange::new(item.lead_start.min(item.range.start()), item.range.end());
            parent.into_iter().for_each(|ranges: &mut Vec<TextRange>| ranges.push(whole));
        }
        let separator = file.facts.language.separator();
        let paths = (0..items.len() as ItemNumber)
            .map(|number| names_to(&items, number).join(separator))
            .collect();
        let language = file.facts.language;
        Self { items, language, paths, text: &file.source.text, bodies: &file.source.bodies, inner }
    }

    fn item(&self, number: ItemNumber) -> Option<&Item<'a>> {
        self.items.get(number as usize)
    }

    /// What stands above an item.
    fn lead(&self, number: ItemNumber) -> &'a str {
        let Some(item) = self.item(number) else { return "" };
        let lead = TextRange::new(item.lead_start.min(item.range.start()), item.range.start());
        lead.slice(self.text)
    }

    /// What of an item's text belongs to no item in it.
    fn own(&self, number: ItemNumber, from: u32, to: u32) -> Vec<&'a str> {
        let mut start = from;
        let mut parts = Vec::new();
        let inner = self.inner.get(number as usize).map(Vec::as_slice).unwrap_or_default();
        for range in inner.iter().filter(|range| range.start() >= from && range.end() <= to) {
            if range.start() >= start {
                parts.push(TextRange::new(start, range.start()).slice(self.text));
                start = range.end();
            }
        }
        parts.push(TextRange::new(start, to.max(start)).slice(self.text));
        parts
    }

    fn whole(&self, number: ItemNumber) -> Vec<&'a str> {
        let range = self.item(number).map(|item| item.range).unwrap_or_default();
        self.own(number, range.start(), range.end())
    }

    /// The parts of an item that its users see, and the rest.
    fn halves(&self, number: ItemNumber) -> (Vec<&'a str>, Vec<&'a str>) {
        let Some(item) = self.item(number) else { return (Vec::new(), Vec::new()) };
        let (start, end) = (item.range.start(), item.range.end());
        let body = self.bodies.get(number as usize).copied().flatten();
        let body = body.filter(|body| hides_its_body(item.kind) && (start..end).contains(body));
        let body = body.unwrap_or(end);
        (tokens(&self.own(number, start, body)), tokens(&self.own(number, body, end)))
    }

    /// All that tells whether an item is the same one under another name or in another file.
    pub(super) fn content(&self, number: ItemNumber) -> Vec<&'a str> {
        let range = self.item(number).map(|item| item.range).unwrap_or_default();
        tokens(&[range.slice(self.text)])
    }
}

/// Whether what stands in the body of an item is the item's own matter. What is in a struct or an
/// interface its users see; items in a module or an impl are looked at by themselves.
fn hides_its_body(kind: ItemKind) -> bool {
    !matches!(
        kind,
        ItemKind::Struct
            | ItemKind::Enum
            | ItemKind::Union
            | ItemKind::Interface
            | ItemKind::TypeAlias
            | ItemKind::Macro
    )
}

/// The items that differ. With `all`, those that do not are among them.
pub(super) fn touched(
    before: Option<&Parts<'_>>,
    now: Option<&Parts<'_>>,
    all: bool,
) -> Vec<Touched> {
    let mut open: FxHashMap<(&str, ItemKind), Vec<ItemNumber>> = FxHashMap::default();
    if let Some(before) = before {
        for number in (0..before.items.len() as ItemNumber).rev() {
            if let Some(key) = key(before, number) {
                open.entry(key).or_default().push(number);
            }
        }
    }
    let mut pairs: Vec<(Option<ItemNumber>, Option<ItemNumber>)> = Vec::new();
    let mut unpaired: Vec<ItemNumber> = Vec::new();
    // An item whose text is the same is the same item; impls and cfg'd twins share their paths.
    for (now, number) in
        now.into_iter().flat_map(|now| (0..now.items.len()).map(move |it| (now, it)))
    {
        let number = number as ItemNumber;
        let twins = key(now, number).and_then(|key| open.get_mut(&key));
        let is_same = |twin: &ItemNumber| {
            before.is_some_and(|before| before.whole(*twin) == now.whole(number))
        };
        let same = twins.and_then(|twins| {
            let at = twins.iter().rposition(is_same)?;
            Some(twins.remove(at))
        });
        match same {
            Some(twin) => pairs.push((Some(twin), Some(number))),
            None => unpaired.push(number),
        }
    }
    for number in unpaired {
        let twin = now
            .and_then(|now| key(now, number))
            .and_then(|key| open.get_mut(&key))
            .and_then(Vec::pop);
        pairs.push((twin, Some(number)));
    }
    pairs.extend(open.into_values().flatten().map(|gone| (Some(gone), None)));
    let change = |(before_number, now_number)| {
        let change = match (before.zip(before_number), now.zip(now_number)) {
            (Some((before, one)), Some((now, other))) => change(before, one, now, other),
            (None, _) => Some(SymbolChange::Added),
            (_, None) => Some(SymbolChange::Removed),
        };
        Touched { before: before_number, now: now_number, change }
    };
    let touched: Vec<Touched> = pairs.into_iter().map(change).collect();
    let mut touched = overloads_are_one(touched, before, now);
    touched.retain(|it| all || it.change.is_some());
    touched.sort_by_key(|it| (it.now.is_none(), it.now, it.before));
    touched
}

/// Makes one of the overloads of TypeScript, which is told as the first of them.
fn overloads_are_one(
    touched: Vec<Touched>,
    before: Option<&Parts<'_>>,
    now: Option<&Parts<'_>>,
) -> Vec<Touched> {
    let sides = before.zip(now).filter(|(_, now)| now.language != Language::Rust);
    let Some((before, now)) = sides else { return touched };
    let [firsts_before, firsts_now] = [before, now].map(first_overloads);
    let mut at: FxHashMap<(ItemNumber, ItemNumber), usize> = FxHashMap::default();
    let mut found: Vec<Touched> = Vec::new();
    for it in touched {
        let of_now = it.now.and_then(|number| overload(now, number));
        let key = of_now.or_else(|| overload(before, it.before?));
        let firsts = key.and_then(|key| firsts_before.get(&key).zip(firsts_now.get(&key)));
        let Some((&one, &other)) = firsts else {
            found.push(it);
            continue;
        };
        let is_on_both = it.before.is_some() && it.now.is_some();
        let change =
            it.change.map(|change| if is_on_both { change } else { SymbolChange::Signature });
        let known = *at.entry((one, other)).or_insert(found.len());
        match found.get_mut(known) {
            Some(known) => known.change = known.change.into_iter().chain(change).min(),
            None => found.push(Touched { before: Some(one), now: Some(other), change }),
        }
    }
    found
}

/// What the overloads of one function have in common.
type Overload<'p> = (&'p str, ItemKind, bool);

fn overload<'p>(parts: &'p Parts<'_>, number: ItemNumber) -> Option<Overload<'p>> {
    let (path, kind) = key(parts, number)?;
    let is_callable = matches!(kind, ItemKind::Function | ItemKind::Method);
    is_callable.then(|| (path, kind, parts.halves(number).0.contains(&"static")))
}

fn first_overloads<'p>(parts: &'p Parts<'_>) -> FxHashMap<Overload<'p>, ItemNumber> {
    let mut firsts = FxHashMap::default();
    for number in 0..parts.items.len() as ItemNumber {
        if let Some(key) = overload(parts, number) {
            firsts.entry(key).or_insert(number);
        }
    }
    firsts
}

fn key<'a>(parts: &'a Parts<'_>, number: ItemNumber) -> Option<(&'a str, ItemKind)> {
    Some((parts.paths.get(number as usize)?.as_str(), parts.item(number)?.kind))
}

/// How one item differs; `None` where it does not.
fn change(
    before: &Parts<'_>,
    one: ItemNumber,
    now: &Parts<'_>,
    other: ItemNumber,
) -> Option<SymbolChange> {
    let (item_before, item_now) = (before.item(one)?, now.item(other)?);
    let same_visibility = item_before.visibility == item_now.visibility;
    let same_marks = item_before.marks == item_now.marks;
    let same_text = before.whole(one) == now.whole(other);
    let same_lead = before.lead(one) == now.lead(other);
    if same_visibility && same_marks && same_text && same_lead {
        return None;
    }
    let (head_before, body_before) = before.halves(one);
    let (head_now, body_now) = now.halves(other);
    let lead = |lead| tokens(&[lead]);
    Some(if !same_visibility || head_before != head_now {
        SymbolChange::Signature
    } else if !same_marks || lead(before.lead(one)) != lead(now.lead(other)) {
        SymbolChange::Attributes
    } else if body_before != body_now {
        SymbolChange::Body
    } else if is_same_but_for_white_space(before, one, now, other) {
        return None;
    } else {
        SymbolChange::Comments
    })
}

/// What was formatted anew, and what only lost or got items that are looked at by themselves.
fn is_same_but_for_white_space(
    before: &Parts<'_>,
    one: ItemNumber,
    now: &Parts<'_>,
    other: ItemNumber,
) -> bool {
    words_of(before, one) == words_of(now, other)
}

/// The words of what stands above an item, and of the item.
fn words_of<'p>(parts: &'p Parts<'_>, number: ItemNumber) -> [Vec<&'p str>; 2] {
    [words(&[parts.lead(number)]), words(&parts.whole(number))]
}

/// Whether a consumer could name the item at all.
pub(super) fn may_be_named(item: &Item<'_>) -> bool {
    item.kind.is_symbol() && item.visibility == Visibility::Public
}
