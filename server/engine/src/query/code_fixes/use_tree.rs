//! A `use` of Rust with where its parts stand. One with comments in it is not read.

use boundstone_text::TextRange;

/// So far before a name its `use` is looked for, in bytes.
const FARTHEST: usize = 4096;

/// Braces within braces; people write two or three.
const DEEPEST: usize = 32;

pub(super) struct UseTree {
    /// Where the statement starts: its `pub`, where it has one.
    pub(super) start: u32,
    /// Behind its semicolon.
    pub(super) end: u32,
    root: Node,
}

/// A path, and what stands in braces behind it.
#[derive(Debug)]
pub(super) struct Node {
    /// All of it, with braces or a name behind `as`.
    pub(super) range: TextRange,
    pub(super) segments: Vec<TextRange>,
    pub(super) children: Vec<Node>,
}

impl Node {
    /// Where the last name of the path ends.
    pub(super) fn path_end(&self) -> Option<u32> {
        self.segments.last().map(|it| it.end())
    }
}

/// A name, with the way to it from the root.
pub(super) struct Leaf<'t> {
    pub(super) way: Vec<&'t Node>,
}

impl Leaf<'_> {
    /// The names that stand before the node at this depth.
    pub(super) fn before<'t>(&self, text: &'t str, depth: usize) -> Vec<&'t str> {
        let nodes = self.way.iter().take(depth);
        nodes.flat_map(|node| &node.segments).map(|it| it.slice(text)).collect()
    }

    /// The depth from which on the nodes hold nothing else.
    pub(super) fn alone(&self) -> usize {
        let several = self.way.iter().rposition(|node| node.children.len() > 1);
        several.map_or(0, |depth| depth + 1)
    }
}

impl UseTree {
    /// The statement that `range` lies in.
    pub(super) fn around(text: &str, range: TextRange) -> Option<Self> {
        let end = range.start() as usize;
        let mut from = end.saturating_sub(FARTHEST);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let before = text.get(from..end)?;
        let mut words = before.rmatch_indices("use").map(|(at, _)| from + at);
        words.find_map(|at| Self::at(text, at)).filter(|it| it.end >= range.end())
    }

    /// The statement whose `use` stands there.
    fn at(text: &str, at: usize) -> Option<Self> {
        let before = text.get(..at)?.chars().next_back();
        if before.is_some_and(|ch| ch.is_alphanumeric() || ch == '_' || ch == '#') {
            return None;
        }
        let mut reader = Reader { text, at: at + "use".len() };
        if !reader.rest().starts_with(|ch: char| ch.is_whitespace() || ch == ':') {
            return None;
        }
        let root = reader.node(0)?;
        reader.space();
        reader.eat(";").then_some(())?;
        let line = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
        let head = text.get(line..at)?;
        let start = at - head.trim_start().len();
        Some(Self { start: start as u32, end: reader.at as u32, root })
    }

    pub(super) fn leaf(&self, name: TextRange) -> Option<Leaf<'_>> {
        let mut way = vec![&self.root];
        while let Some(inner) = way
            .last()?
            .children
            .iter()
            .find(|it| it.range.start() <= name.start() && name.end() <= it.range.end())
        {
            way.push(inner);
        }
        let own = way.last()?;
        let is_it = own.children.is_empty() && own.segments.last() == Some(&name);
        is_it.then_some(Leaf { way })
    }

    /// What another statement like it begins with: `pub(crate) use `. `None` where an attribute or anything else stands
    /// before it, which would have to count for both.
    pub(super) fn head<'t>(&self, text: &'t str) -> Option<&'t str> {
        let start = self.start as usize;
        let head = text.get(start..self.root.range.start() as usize)?;
        let visibility = head.trim_end().strip_suffix("use")?.trim_end();
        let is_visibility = visibility.is_empty() || visibility.starts_with("pub");
        let before = text.get(..start)?.trim_end();
        let is_free = before.is_empty() || before.ends_with([';', '}', '{']) || {
            let line = before.rsplit('\n').next().unwrap_or_default().trim_start();
            line.starts_with("//")
        };
        (is_visibility && is_free).then_some(head)
    }

    pub(super) fn indent<'t>(&self, text: &'t str) -> &'t str {
        let before = text.get(..self.start as usize).unwrap_or_default();
        before.get(before.rfind('\n').map_or(0, |end| end + 1)..).unwrap_or_default()
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn eat(&mut self, token: &str) -> bool {
        let is_there = self.rest().starts_with(token);
        if is_there {
            self.at += token.len();
        }
        is_there
    }

    fn name(&mut self) -> Option<TextRange> {
        let start = self.at;
        self.eat("r#");
        let is_part = |ch: char| ch.is_alphanumeric() || ch == '_';
        let length = self.rest().find(|ch| !is_part(ch)).unwrap_or(self.rest().len());
        self.at += length;
        (length > 0).then(|| TextRange::of(start..self.at))
    }

    /// A path, with what follows it up to a comma, a closing brace or the semicolon.
    fn node(&mut self, depth: usize) -> Option<Node> {
        if depth > DEEPEST {
            return None;
        }
        self.space();
        let start = self.at;
        let (mut segments, mut children) = (Vec::new(), Vec::new());
        self.eat("::");
        loop {
            self.space();
            if self.eat("{") {
                children = self.children(depth)?;
                break;
            }
            if self.eat("*") {
                break;
            }
            segments.push(self.name()?);
            let end = self.at;
            self.space();
            if !self.eat("::") {
                self.at = end;
                break;
            }
        }
        let end = self.at;
        self.space();
        if !(self.rest().starts_with("as ") && self.eat("as")) {
            self.at = end;
            return Some(Node { range: TextRange::of(start..end), segments, children });
        }
        self.space();
        self.name()?;
        Some(Node { range: TextRange::of(start..self.at), segments, children })
    }

    fn children(&mut self, depth: usize) -> Option<Vec<Node>> {
        let mut children = Vec::new();
        loop {
            self.space();
            if self.eat("}") {
                return Some(children);
            }
            children.push(self.node(depth + 1)?);
            self.space();
            if !self.eat(",") && !self.rest().starts_with('}') {
                return None;
            }
        }
    }
}
