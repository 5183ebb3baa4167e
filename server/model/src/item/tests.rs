use proptest::collection::vec;
use proptest::prelude::*;

use super::packed::PackedItems;
use super::*;

/// What one item is made of: numbers of kind, visibility and marks, whether it is exported, gap before it, lengths of the whole and of
/// its lead, place of the name in it, distance of its parent, and the name.
type Parts = ((usize, usize, u8, bool), (u32, u32), (u32, u32), u32, String);

fn items(parts: &[Parts]) -> Vec<Item<'_>> {
    let mut start = 0_u32;
    let mut items = Vec::new();
    for (number, parts) in (0_u32..).zip(parts) {
        let ((kind, visibility, marks, is_exported), (gap, len), (lead, name_at), distance, name) =
            parts;
        start += gap;
        let name_start = start + name_at;
        items.push(Item {
            range: TextRange::new(start, start + len),
            lead_start: start.saturating_sub(*lead),
            name_range: TextRange::new(name_start, name_start + name.len() as u32),
            parent: number.checked_sub(*distance).filter(|parent| *parent < number),
            kind: ItemKind::ALL[*kind],
            visibility: Visibility::ALL[*visibility],
            marks: Marks::of_number(*marks),
            is_exported: *is_exported,
            written: name.as_bytes(),
        });
    }
    items
}

proptest! {
    #[test]
    fn unpacked_is_what_was_packed(
        parts in vec(
            (
                (0..ItemKind::ALL.len(), 0..Visibility::ALL.len(), 0..Marks::COUNT, any::<bool>()),
                (0..70_000_u32, 0..3_000_000_u32),
                (0..500_u32, 0..20_000_u32),
                0..200_u32,
                "\\PC{0,300}",
            ),
            0..300,
        ),
    ) {
        let items = items(&parts);
        let packed = PackedItems::new(items.iter().copied());
        for (number, item) in (0..).zip(&items) {
            prop_assert_eq!(packed.get(number), Some(*item));
        }
        prop_assert_eq!(packed.get(items.len() as u32), None);
        prop_assert_eq!(packed.iter().collect::<Vec<_>>(), items);
    }
}

#[test]
fn each_kind_and_visibility_is_found_by_its_number() {
    for (number, kind) in ItemKind::ALL.into_iter().enumerate() {
        assert_eq!(kind as usize, number);
    }
    for number in 0..Marks::COUNT {
        assert_eq!(Marks::of_number(number).number(), number);
    }
    for (number, visibility) in Visibility::ALL.into_iter().enumerate() {
        assert_eq!(visibility as usize, number);
    }
    // A kind that is missing from the list would be the end of every file that has one.
    assert_eq!(ItemKind::Property as usize + 1, ItemKind::ALL.len());
}

#[test]
fn places_are_no_part_of_the_shape() {
    let name = "ledger".to_owned();
    let at = |gap: u32| vec![((1, 0, 0, true), (gap, 40), (0, 3), 0, name.clone())];
    let [near, far] = [at(1), at(5_000)];
    let shape = |parts: &[Parts]| PackedItems::new(items(parts).into_iter()).shape().to_vec();
    assert_eq!(shape(&near), shape(&far));
    let mut other = near.clone();
    other[0].0.1 = 2;
    assert_ne!(shape(&near), shape(&other));
}
