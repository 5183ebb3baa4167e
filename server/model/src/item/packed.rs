use boundstone_text::TextRange;
use serde::{Deserialize, Serialize};

use super::{Item, ItemKind, ItemNumber, Marks, Visibility};
use crate::varint::{push, take};

/// The items of one file as bytes, about 18 for each with its name: a repository of 100,000 files holds
/// a million items, and they stay in memory.
///
/// First comes what the answers of other files may depend on, kind, visibility, parent and name of each
/// item, and behind it where each stands. Numbers are relative to the item or the one before it, seven
/// bits a byte.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(crate) struct PackedItems {
    #[serde(with = "serde_bytes")]
    bytes: Box<[u8]>,
    places_at: u32,
    /// One behind each [`STRIDE`] items; most files have none.
    steps: Box<[Step]>,
}

/// From where on items are unpacked, if not from the first.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Step {
    shape: u32,
    place: u32,
    /// Where the item before starts.
    start: u32,
}

/// So many items are passed over at most before the one that is asked for.
const STRIDE: u32 = 64;

/// Bytes that one item mostly has, without its name.
const USUAL_BYTES: usize = 8;

impl PackedItems {
    /// Packs items that are ordered by their start.
    pub(crate) fn new<'a>(items: impl ExactSizeIterator<Item = Item<'a>> + Clone) -> Self {
        let names: usize = items.clone().map(|item| item.written.len()).sum();
        let mut bytes = Vec::with_capacity(names + items.len() * USUAL_BYTES);
        let mut steps = Vec::with_capacity(items.len() / STRIDE as usize);
        for (number, item) in (0_u32..).zip(items.clone()) {
            if number > 0 && number % STRIDE == 0 {
                steps.push(Step { shape: bytes.len() as u32, place: 0, start: 0 });
            }
            push(&mut bytes, form_of(&item));
            // No item encloses itself, so 0 is free.
            push(&mut bytes, item.parent.map_or(0, |parent| number.wrapping_sub(parent)));
            push(&mut bytes, item.written.len() as u32);
            bytes.extend(item.written);
        }
        let places_at = bytes.len() as u32;
        let mut start_before = 0;
        let mut open = steps.iter_mut();
        for (number, item) in (0_u32..).zip(items) {
            if number > 0
                && number % STRIDE == 0
                && let Some(step) = open.next()
            {
                (step.place, step.start) = (bytes.len() as u32 - places_at, start_before);
            }
            let start = item.range.start();
            push(&mut bytes, start.wrapping_sub(start_before));
            push(&mut bytes, item.range.len());
            push(&mut bytes, start.wrapping_sub(item.lead_start));
            push(&mut bytes, item.name_range.start().wrapping_sub(start));
            start_before = start;
        }
        Self { bytes: bytes.into_boxed_slice(), places_at, steps: steps.into_boxed_slice() }
    }

    pub(crate) fn iter(&self) -> Items<'_> {
        let (shapes, places) =
            self.bytes.split_at_checked(self.places_at as usize).unwrap_or_default();
        Items { shapes, places, number: 0, start: 0 }
    }

    pub(crate) fn get(&self, number: ItemNumber) -> Option<Item<'_>> {
        let mut items = self.iter();
        let step = (number / STRIDE).checked_sub(1).and_then(|at| self.steps.get(at as usize));
        if let Some(step) = step {
            items.shapes = items.shapes.get(step.shape as usize..)?;
            items.places = items.places.get(step.place as usize..)?;
            (items.number, items.start) = (number - number % STRIDE, step.start);
        }
        let behind = number - items.number;
        items.nth(behind as usize)
    }

    /// The part that the answers of other files may depend on. No two sequences of items have the same.
    pub(crate) fn shape(&self) -> &[u8] {
        self.bytes.get(..self.places_at as usize).unwrap_or_default()
    }

    pub(crate) fn heap_size(&self) -> usize {
        self.bytes.len() + std::mem::size_of_val(&*self.steps)
    }
}

/// What an item is, as a number: below 128, which takes one byte, for all without marks.
fn form_of(item: &Item<'_>) -> u32 {
    let said = u32::from(item.marks.number()) * 2 + u32::from(item.is_exported);
    let form = said * Visibility::ALL.len() as u32 + item.visibility as u32;
    form * ItemKind::ALL.len() as u32 + item.kind as u32
}

/// What is left of a number, and the digit to the base of `count` that it ends with.
fn split(number: u32, count: usize) -> (u32, usize) {
    (number / count as u32, number as usize % count)
}

/// The items of a file, in source order.
#[derive(Clone, Debug)]
pub struct Items<'a> {
    shapes: &'a [u8],
    places: &'a [u8],
    number: ItemNumber,
    /// Where the last item starts.
    start: u32,
}

impl<'a> Iterator for Items<'a> {
    type Item = Item<'a>;

    fn next(&mut self) -> Option<Item<'a>> {
        let form = take(&mut self.shapes)?;
        let (form, kind) = split(form, ItemKind::ALL.len());
        let (form, visibility) = split(form, Visibility::ALL.len());
        let kind = *ItemKind::ALL.get(kind)?;
        let visibility = *Visibility::ALL.get(visibility)?;
        let is_exported = form & 1 != 0;
        let marks = Marks::of_number((form >> 1) as u8);
        let parent = match take(&mut self.shapes)? {
            0 => None,
            distance => Some(self.number.wrapping_sub(distance)),
        };
        let name_len = take(&mut self.shapes)?;
        let written = self.shapes.split_off(..name_len as usize)?;
        let start = self.start.wrapping_add(take(&mut self.places)?);
        let range = TextRange::new(start, start.wrapping_add(take(&mut self.places)?));
        let lead_start = start.wrapping_sub(take(&mut self.places)?);
        let name_start = start.wrapping_add(take(&mut self.places)?);
        let name_range = TextRange::new(name_start, name_start.wrapping_add(name_len));
        self.number += 1;
        self.start = start;
        Some(Item {
            range,
            lead_start,
            name_range,
            parent,
            kind,
            visibility,
            marks,
            is_exported,
            written,
        })
    }
}
