//! What a type of TypeScript says of how its parameters vary.

use boundstone_model::Generics;

use super::Found;

impl Found {
    /// `in out T`: no value of the type is taken for one of another `T`. What says `in` or `out` alone is checked against
    /// what its members say. Source: the release notes of TypeScript 4.7, "Optional Variance Annotations".
    pub(super) fn variance(&mut self, what: &str, old: &Generics, new: &Generics) {
        for number in 0..old.parameters.len().min(new.parameters.len()) {
            let (was, is) = (stated(old, number), stated(new, number));
            match (was, is) {
                _ if was == is => {}
                (_, Some("in out")) | (Some("in"), Some("out")) | (Some("out"), Some("in")) => {
                    let is = is.unwrap_or_default();
                    self.text("variance_changed", format!("{what} has `{is} T{number}` now"));
                }
                (Some("in out"), _) => {
                    let reason = format!("{what} no longer has `in out T{number}`");
                    self.wider("variance_changed", reason);
                }
                _ => self.cosmetic("variance_changed"),
            }
        }
    }
}

/// `in`, `out` or `in out` of a parameter.
fn stated(generics: &Generics, number: usize) -> Option<&str> {
    let parameter = format!(" T{number}");
    let mut words = generics.bounds.iter().filter_map(|it| it.strip_suffix(parameter.as_str()));
    words.find(|it| matches!(*it, "in" | "out" | "in out"))
}
