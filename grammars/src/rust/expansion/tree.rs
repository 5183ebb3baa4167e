//! The tokens of files as trees, as macros are matched against them and made of them.

use std::rc::Rc;
use std::sync::Arc;

use boundstone_text::TextRange;
use ra_ap_rustc_lexer::{DocStyle, FrontmatterAllowed, TokenKind};
use ra_ap_rustc_lexer::{strip_shebang, tokenize};

/// Brackets that are nested deeper than this stand in no file that people write.
pub(super) const DEEPEST: u16 = 200;

/// A file, or the text of what stands in none, by its position among [`Sources`].
pub(super) type SourceNumber = u16;

/// A token that is no bracket. A sign is one character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaf {
    pub kind: Kind,
    pub source: SourceNumber,
    /// Comes from the body of a macro, and stands nowhere in the file that it is part of now.
    pub is_made: bool,
    /// Another sign follows without a gap.
    pub is_joint: bool,
    pub range: TextRange,
    /// Its position among the tokens of its file, brackets included.
    pub number: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Word,
    Lifetime,
    Literal,
    Sign(u8),
    /// One of the ends of a group.
    Bracket,
}

#[derive(Clone, Debug)]
pub(super) enum Tree {
    Leaf(Leaf),
    Group(Rc<Group>),
}

#[derive(Clone, Debug)]
pub(super) struct Group {
    pub delimiter: Delimiter,
    pub open: Leaf,
    pub close: Leaf,
    pub inner: Vec<Tree>,
    depth: u16,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Delimiter {
    Parenthesis,
    Bracket,
    Brace,
    /// The brackets of an attribute that is written as a doc comment.
    Doc,
    /// What was taken for a type, a pattern or a path, and is one token to the next macro.
    Type,
    /// The same of an expression.
    Expression,
    /// What the call of this position makes.
    Call(u32),
}

impl Group {
    /// `None` where it would be nested too deep.
    pub fn tree(delimiter: Delimiter, ends: (Leaf, Leaf), inner: Vec<Tree>) -> Option<Tree> {
        let depth = inner.iter().map(Tree::depth).max().unwrap_or(0) + 1;
        let group = Self { delimiter, open: ends.0, close: ends.1, inner, depth };
        (depth <= DEEPEST).then(|| Tree::Group(Rc::new(group)))
    }

    /// The same brackets around something else.
    pub fn around(&self, inner: Vec<Tree>) -> Option<Tree> {
        Self::tree(self.delimiter, (self.open, self.close), inner)
    }

    /// Whether a program writes its brackets.
    pub fn is_written(&self) -> bool {
        use Delimiter::{Brace, Bracket, Doc, Parenthesis};
        matches!(self.delimiter, Parenthesis | Bracket | Brace | Doc)
    }

    /// Whether a program sees the same brackets around it.
    pub fn is_within(&self, other: Delimiter) -> bool {
        self.delimiter == other
            || matches!((self.delimiter, other), (Delimiter::Doc, Delimiter::Bracket))
    }
}

impl Tree {
    fn depth(&self) -> u16 {
        match self {
            Self::Leaf(_) => 0,
            Self::Group(group) => group.depth,
        }
    }

    pub fn leaf(&self) -> Option<Leaf> {
        match self {
            Self::Leaf(leaf) => Some(*leaf),
            Self::Group(_) => None,
        }
    }

    pub fn group(&self) -> Option<&Rc<Group>> {
        match self {
            Self::Leaf(_) => None,
            Self::Group(group) => Some(group),
        }
    }

    /// The group within these brackets, if it is one.
    pub fn within(&self, delimiter: Delimiter) -> Option<&Rc<Group>> {
        self.group().filter(|group| group.is_within(delimiter))
    }

    pub fn is_sign(&self, sign: u8) -> bool {
        self.leaf().is_some_and(|leaf| leaf.kind == Kind::Sign(sign))
    }

    pub fn is_word(&self) -> bool {
        self.leaf().is_some_and(|leaf| leaf.kind == Kind::Word)
    }
}

/// How many signs the operator has that `trees` begin with; 1 where it begins with none.
/// Source: The Rust Reference, "Tokens: Punctuation".
pub(super) fn operator(trees: &[Tree]) -> usize {
    let mut signs = [0; 3];
    let mut count = 0;
    for (place, tree) in signs.iter_mut().zip(trees) {
        let Some(Leaf { kind: Kind::Sign(sign), is_joint, .. }) = tree.leaf() else { break };
        *place = sign;
        count += 1;
        if !is_joint {
            break;
        }
    }
    match (count, &signs) {
        (3, b"<<=" | b">>=" | b"..." | b"..=") => 3,
        (2.., [b'<', b'=' | b'<' | b'-', _] | [b'=', b'=' | b'>', _]) => 2,
        (2.., [b'!' | b'+' | b'*' | b'/' | b'%' | b'^', b'=', _]) => 2,
        (2.., [b'>', b'=' | b'>', _] | [b'&', b'&' | b'=', _] | [b'|', b'|' | b'=', _]) => 2,
        (2.., [b'.', b'.', _] | [b':', b':', _] | [b'-', b'>' | b'=', _]) => 2,
        _ => 1,
    }
}

/// Whether `trees` begin with this operator, and with no longer one.
pub(super) fn begins_with(trees: &[Tree], signs: &[u8]) -> bool {
    trees.len() >= signs.len()
        && operator(trees) == signs.len()
        && signs.iter().zip(trees).all(|(sign, tree)| tree.is_sign(*sign))
}

/// The texts that tokens stand in.
pub(super) struct Sources {
    files: Vec<Arc<str>>,
    /// What stands in no file, by [`OF_NO_FILE`] first.
    made: String,
}

/// What stands in no file: the path that `$crate` becomes, and what a doc comment is an attribute of.
const OF_NO_FILE: &str = "crate doc = \"\" [ ] cfg";
const CRATE: (Kind, u32, u32) = (Kind::Word, 0, 5);
const DOC: [(Kind, u32, u32); 3] =
    [(Kind::Word, 6, 9), (Kind::Sign(b'='), 10, 11), (Kind::Literal, 12, 14)];
const CFG: (Kind, u32, u32) = (Kind::Word, 19, 22);
const DOC_ENDS: [(Kind, u32, u32); 2] = [(Kind::Bracket, 15, 16), (Kind::Bracket, 17, 18)];

fn of_no_file((kind, start, end): (Kind, u32, u32)) -> Leaf {
    let range = TextRange::new(start, end);
    Leaf { kind, source: 0, is_made: true, is_joint: false, range, number: 0 }
}

impl Sources {
    pub fn new() -> Self {
        Self { files: Vec::new(), made: OF_NO_FILE.to_owned() }
    }

    /// `None` where there are too many.
    pub fn add(&mut self, text: Arc<str>) -> Option<SourceNumber> {
        self.files.push(text);
        SourceNumber::try_from(self.files.len()).ok()
    }

    /// A token that stands in no file. `None` where there are too many.
    pub fn made(&mut self, kind: Kind, text: &str) -> Option<Leaf> {
        let start = u32::try_from(self.made.len()).ok()?;
        self.made.push_str(text);
        let end = u32::try_from(self.made.len()).ok()?;
        Some(of_no_file((kind, start, end)))
    }

    pub fn of(&self, number: SourceNumber) -> &str {
        match number.checked_sub(1) {
            None => &self.made,
            Some(file) => self.files.get(usize::from(file)).map_or("", |text| text),
        }
    }

    pub fn text(&self, leaf: Leaf) -> &str {
        leaf.range.slice(self.of(leaf.source))
    }

    /// The word that a tree is, without `r#`; empty where it is none.
    pub fn word(&self, tree: Option<&Tree>) -> &str {
        let word = tree.and_then(Tree::leaf).filter(|leaf| leaf.kind == Kind::Word);
        word.map_or("", |leaf| boundstone_model::bare(self.text(leaf)))
    }
}

/// What `$crate` becomes.
pub(super) fn own_crate() -> Leaf {
    of_no_file(CRATE)
}

/// `#[cfg(…)]` of the condition that an attribute `#[cfg_attr(…)]` has, whose list is given.
pub(super) fn attribute_of_condition(
    attribute: &[Tree; 2],
    list: &Group,
    asked: &[Tree],
) -> Option<Vec<Tree>> {
    let [sign, Tree::Group(group)] = attribute else { return None };
    let word = Tree::Leaf(of_no_file(CFG));
    let condition = list.around(asked.to_vec())?;
    Some(vec![sign.clone(), group.around(vec![word, condition])?])
}

/// The tokens of a file. Where its brackets do not match, as while something is typed, what is not closed ends with what is
/// around it. `None` where they are nested too deep.
pub(super) fn read(source: SourceNumber, text: &str) -> Option<Vec<Tree>> {
    let begin = strip_shebang(text).unwrap_or(0);
    let [open, close] = DOC_ENDS.map(of_no_file);
    let inner = DOC.map(of_no_file).map(Tree::Leaf).to_vec();
    let doc = Group::tree(Delimiter::Doc, (open, close), inner)?;
    let mut reading = Reading { source, number: 0, trees: Vec::new(), open: Vec::new(), doc };
    let mut start = begin as u32;
    for token in tokenize(text.get(begin..)?, FrontmatterAllowed::Yes) {
        let range = TextRange::new(start, start + token.len);
        start += token.len;
        reading.take(token.kind, range)?;
    }
    while !reading.open.is_empty() {
        reading.close_unclosed(start)?;
    }
    Some(reading.trees)
}

struct Reading {
    source: SourceNumber,
    number: u32,
    /// What stands inside of all that is open, one behind the other.
    trees: Vec<Tree>,
    /// Where the inside of each bracket begins that is open, and the bracket.
    open: Vec<(usize, Delimiter, Leaf)>,
    /// The brackets behind the `#` of a doc comment.
    doc: Tree,
}

impl Reading {
    fn take(&mut self, kind: TokenKind, range: TextRange) -> Option<()> {
        match kind {
            TokenKind::LineComment { doc_style: Some(DocStyle::Outer) }
            | TokenKind::BlockComment { doc_style: Some(DocStyle::Outer), .. } => {
                let sign = self.leaf(Kind::Sign(b'#'), range);
                self.trees.extend([Tree::Leaf(sign), self.doc.clone()]);
            }
            TokenKind::OpenParen => self.open(Delimiter::Parenthesis, range)?,
            TokenKind::OpenBracket => self.open(Delimiter::Bracket, range)?,
            TokenKind::OpenBrace => self.open(Delimiter::Brace, range)?,
            TokenKind::CloseParen => self.close(Delimiter::Parenthesis, range)?,
            TokenKind::CloseBracket => self.close(Delimiter::Bracket, range)?,
            TokenKind::CloseBrace => self.close(Delimiter::Brace, range)?,
            kind => {
                let Some(kind) = leaf_kind(kind) else { return Some(()) };
                if let (Kind::Sign(_), Some(Tree::Leaf(last))) = (kind, self.trees.last_mut()) {
                    last.is_joint =
                        matches!(last.kind, Kind::Sign(_)) && last.range.end() == range.start();
                }
                let leaf = self.leaf(kind, range);
                self.trees.push(Tree::Leaf(leaf));
            }
        }
        Some(())
    }

    fn leaf(&mut self, kind: Kind, range: TextRange) -> Leaf {
        self.number += 1;
        let (source, number) = (self.source, self.number);
        Leaf { kind, source, is_made: false, is_joint: false, range, number }
    }

    fn open(&mut self, delimiter: Delimiter, range: TextRange) -> Option<()> {
        let leaf = self.leaf(Kind::Bracket, range);
        self.open.push((self.trees.len(), delimiter, leaf));
        (self.open.len() <= DEEPEST as usize).then_some(())
    }

    /// A bracket closes the last of its kind with all that is open inside of that; one that closes nothing stands by itself.
    fn close(&mut self, delimiter: Delimiter, range: TextRange) -> Option<()> {
        let is_open = self.open.iter().any(|(_, opened, _)| *opened == delimiter);
        if !is_open {
            let close = self.leaf(Kind::Bracket, range);
            self.trees.push(Tree::Leaf(close));
            return Some(());
        }
        while self.open.last().is_some_and(|(_, opened, _)| *opened != delimiter) {
            self.close_unclosed(range.start())?;
        }
        let close = self.leaf(Kind::Bracket, range);
        self.close_last(close)
    }

    /// Closes the last bracket where nothing does.
    fn close_unclosed(&mut self, at: u32) -> Option<()> {
        let (source, number) = (self.source, self.number);
        let range = TextRange::empty(at);
        let kind = Kind::Bracket;
        self.close_last(Leaf { kind, source, is_made: false, is_joint: false, range, number })
    }

    fn close_last(&mut self, close: Leaf) -> Option<()> {
        let (begin, delimiter, open) = self.open.pop()?;
        let inner = self.trees.split_off(begin);
        self.trees.push(Group::tree(delimiter, (open, close), inner)?);
        Some(())
    }
}

fn leaf_kind(kind: TokenKind) -> Option<Kind> {
    Some(match kind {
        TokenKind::Whitespace
        | TokenKind::LineComment { .. }
        | TokenKind::BlockComment { .. }
        | TokenKind::Frontmatter { .. }
        | TokenKind::Eof => return None,
        TokenKind::Ident | TokenKind::RawIdent => Kind::Word,
        TokenKind::Lifetime { .. } | TokenKind::RawLifetime => Kind::Lifetime,
        TokenKind::Semi => Kind::Sign(b';'),
        TokenKind::Comma => Kind::Sign(b','),
        TokenKind::Dot => Kind::Sign(b'.'),
        TokenKind::At => Kind::Sign(b'@'),
        TokenKind::Pound => Kind::Sign(b'#'),
        TokenKind::Tilde => Kind::Sign(b'~'),
        TokenKind::Question => Kind::Sign(b'?'),
        TokenKind::Colon => Kind::Sign(b':'),
        TokenKind::Dollar => Kind::Sign(b'$'),
        TokenKind::Eq => Kind::Sign(b'='),
        TokenKind::Bang => Kind::Sign(b'!'),
        TokenKind::Lt => Kind::Sign(b'<'),
        TokenKind::Gt => Kind::Sign(b'>'),
        TokenKind::Minus => Kind::Sign(b'-'),
        TokenKind::And => Kind::Sign(b'&'),
        TokenKind::Or => Kind::Sign(b'|'),
        TokenKind::Plus => Kind::Sign(b'+'),
        TokenKind::Star => Kind::Sign(b'*'),
        TokenKind::Slash => Kind::Sign(b'/'),
        TokenKind::Caret => Kind::Sign(b'^'),
        TokenKind::Percent => Kind::Sign(b'%'),
        _ => Kind::Literal,
    })
}
