//! The name that was probably meant.

/// The one of `known` that is nearest to `typed`, when it is near enough to be worth a question: at
/// most a third of its letters differ, case aside. Of equals the first in the alphabet.
pub fn nearest_name<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// Names beyond this length are not typed by hand, and distances cost its square.
    const LONGEST_COMPARED: usize = 200;
    if typed.len() > LONGEST_COMPARED {
        return None;
    }
    let typed = typed.to_lowercase();
    known
        .into_iter()
        .filter(|name| name.len() <= LONGEST_COMPARED)
        // A distance is no less than the difference of the lengths, and costs much more.
        .filter(|name| {
            let length = name.chars().count();
            length.abs_diff(typed.chars().count()) <= length.div_ceil(3)
        })
        .map(|name| (strsim::damerau_levenshtein(&typed, &name.to_lowercase()), name))
        .filter(|&(distance, name)| distance <= name.chars().count().div_ceil(3))
        .filter(|&(distance, name)| distance < name.chars().count())
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_what_is_near_and_nothing_else() {
        let keys = ["name", "owner", "uses", "used-by"];
        assert_eq!(nearest_name("used_by", keys), Some("used-by"));
        assert_eq!(nearest_name("Owners", keys), Some("owner"));
        assert_eq!(nearest_name("nmae", keys), Some("name"));
        assert_eq!(nearest_name("colour", keys), None);
        assert_eq!(nearest_name("", keys), None);
        assert_eq!(nearest_name("x", ["y"]), None, "one letter is not near another");
    }
}
