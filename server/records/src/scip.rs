//! Reads `index.scip`, the index of a compiler or language server.
//! Source: <https://github.com/scip-code/scip/blob/main/scip.proto>.

mod symbol;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use boundstone_model::{RepoPath, ScipDefiner, ScipIndex, ScipUse};
use protobuf::{CodedInputStream, rt::WireType, rt::skip_field_for_tag};

use symbol::Symbol;

/// Reads an index whose documents have their paths from `folder`. The error says why it is not one.
pub fn read(folder: &RepoPath, bytes: &[u8]) -> Result<ScipIndex, String> {
    let mut draft = Draft::default();
    draft.index(folder, bytes).map_err(|error| format!("it is no SCIP index: {error}"))?;
    Ok(draft.finish())
}

/// Field numbers of the messages that are read.
const DOCUMENTS: u32 = 2;
const RELATIVE_PATH: u32 = 1;
const OCCURRENCES: u32 = 2;
const SYMBOL: u32 = 2;
const SYMBOL_ROLES: u32 = 3;
/// The role of an occurrence that defines.
const DEFINITION: u32 = 1;

/// The symbol of a document that no other can see.
const LOCAL: &str = "local ";

type SymbolNumber = usize;

#[derive(Default)]
struct Draft {
    numbers: HashMap<String, SymbolNumber>,
    documents: Vec<(RepoPath, BTreeSet<SymbolNumber>)>,
    definers: HashMap<SymbolNumber, RepoPath>,
}

/// Whether a tag begins this field.
fn is_field(tag: u32, number: u32, wire: WireType) -> bool {
    tag == number << 3 | wire as u32
}

impl Draft {
    fn index(&mut self, folder: &RepoPath, bytes: &[u8]) -> protobuf::Result<()> {
        let mut stream = CodedInputStream::from_bytes(bytes);
        while let Some(tag) = stream.read_raw_tag_or_eof()? {
            if is_field(tag, DOCUMENTS, WireType::LengthDelimited) {
                let length = stream.read_raw_varint64()?;
                let outer = stream.push_limit(length)?;
                self.document(folder, &mut stream)?;
                stream.pop_limit(outer);
            } else {
                skip_field_for_tag(tag, &mut stream)?;
            }
        }
        Ok(())
    }

    fn document(
        &mut self,
        folder: &RepoPath,
        stream: &mut CodedInputStream<'_>,
    ) -> protobuf::Result<()> {
        let mut path = None;
        let (mut used, mut defined) = (BTreeSet::new(), Vec::new());
        while let Some(tag) = stream.read_raw_tag_or_eof()? {
            if is_field(tag, RELATIVE_PATH, WireType::LengthDelimited) {
                path = folder.join(&stream.read_string()?);
            } else if is_field(tag, OCCURRENCES, WireType::LengthDelimited) {
                let length = stream.read_raw_varint64()?;
                let outer = stream.push_limit(length)?;
                let occurrence = self.occurrence(stream)?;
                stream.pop_limit(outer);
                match occurrence {
                    Some((symbol, true)) => defined.push(symbol),
                    Some((symbol, false)) => drop(used.insert(symbol)),
                    None => {}
                }
            } else {
                skip_field_for_tag(tag, stream)?;
            }
        }
        // A document outside of the repository.
        let Some(path) = path else { return Ok(()) };
        for symbol in defined {
            used.remove(&symbol);
            self.definers.insert(symbol, path.clone());
        }
        self.documents.push((path, used));
        Ok(())
    }

    /// The symbol of an occurrence, and whether it defines it; `None` for what is local.
    fn occurrence(
        &mut self,
        stream: &mut CodedInputStream<'_>,
    ) -> protobuf::Result<Option<(SymbolNumber, bool)>> {
        let (mut symbol, mut roles) = (String::new(), 0);
        while let Some(tag) = stream.read_raw_tag_or_eof()? {
            if is_field(tag, SYMBOL, WireType::LengthDelimited) {
                stream.read_string_into(&mut symbol)?;
            } else if is_field(tag, SYMBOL_ROLES, WireType::Varint) {
                roles = stream.read_raw_varint32()?;
            } else {
                skip_field_for_tag(tag, stream)?;
            }
        }
        if symbol.is_empty() || symbol.starts_with(LOCAL) {
            return Ok(None);
        }
        let next = self.numbers.len();
        let number = *self.numbers.entry(symbol).or_insert(next);
        Ok(Some((number, roles & DEFINITION != 0)))
    }

    fn finish(self) -> ScipIndex {
        let mut symbols: Vec<Option<Symbol<'_>>> = vec![None; self.numbers.len()];
        for (text, number) in &self.numbers {
            if let Some(place) = symbols.get_mut(*number) {
                *place = Symbol::read(text);
            }
        }
        let symbol = |number: &SymbolNumber| symbols.get(*number)?.as_ref();
        let mut names: BTreeMap<&str, u32> = BTreeMap::new();
        let mut packages = BTreeMap::new();
        for (number, file) in &self.definers {
            let Some(symbol) = symbol(number) else { continue };
            let next = names.len() as u32;
            packages.insert(file.clone(), *names.entry(symbol.package).or_insert(next));
        }
        let mut uses: BTreeMap<RepoPath, BTreeSet<ScipUse>> = BTreeMap::new();
        for (path, used) in &self.documents {
            let use_of = |number: &SymbolNumber| {
                let symbol = symbol(number)?;
                let definer = match self.definers.get(number) {
                    Some(file) => ScipDefiner::File(file.clone()),
                    None => ScipDefiner::Package(*names.get(symbol.package)?),
                };
                (definer != ScipDefiner::File(path.clone())).then(|| ScipUse {
                    name: symbol.name.into(),
                    holder: symbol.holder.into(),
                    definer,
                })
            };
            uses.entry(path.clone()).or_default().extend(used.iter().filter_map(use_of));
        }
        let uses = uses.into_iter().filter(|(_, uses)| !uses.is_empty());
        let uses = uses.map(|(path, uses)| (path, uses.into_iter().collect())).collect();
        ScipIndex { uses, packages }
    }
}

#[cfg(test)]
mod tests;
