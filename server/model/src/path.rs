use std::fmt;
use std::sync::Arc;

/// A path inside the repository: relative to the root, `/` between segments, no empty, `.` or `..`
/// segment. The root itself is the empty path. Cheap to clone.
///
/// Ordered by segments, so that a folder's content stands together: `a/b` before `a.b`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct RepoPath(Arc<str>);

/// Bytes that a processor compares at once.
const WORD: usize = 8;

impl RepoPath {
    pub fn root() -> Self {
        Self(Arc::from(""))
    }

    /// `None` for a path that is absolute, climbs, or has an empty segment.
    pub fn new(path: &str) -> Option<Self> {
        (path.is_empty() || is_plain(path)).then(|| Self(Arc::from(path)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The last segment; empty for the root.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The name without its last extension: `0007-x` of `docs/0007-x.md`.
    pub fn stem(&self) -> &str {
        let name = self.name();
        match name.rfind('.') {
            Some(dot) if dot > 0 => name.get(..dot).unwrap_or(name),
            _ => name,
        }
    }

    /// The extension of the name, without the dot.
    pub fn extension(&self) -> Option<&str> {
        let name = self.name();
        name.rfind('.').filter(|&dot| dot > 0).and_then(|dot| name.get(dot + 1..))
    }

    /// The folder that holds this path; `None` for the root.
    pub fn parent(&self) -> Option<Self> {
        if self.is_root() {
            return None;
        }
        let end = self.0.rfind('/').unwrap_or(0);
        Some(Self(Arc::from(self.0.get(..end).unwrap_or_default())))
    }

    /// This folder, the one above it, and so on up to the root.
    pub fn ancestors(&self) -> impl Iterator<Item = Self> + use<> {
        std::iter::successors(Some(self.clone()), Self::parent)
    }

    /// The way to this path from a folder: `0007-x.md`, `../web/0007-x.md`.
    pub fn seen_from(&self, folder: &Self) -> String {
        let common = folder.segments().zip(self.segments()).take_while(|(a, b)| a == b).count();
        let up = folder.segments().skip(common).map(|_| "..");
        let down = self.segments().skip(common);
        up.chain(down).collect::<Vec<_>>().join("/")
    }

    pub fn segments(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('/').filter(|segment| !segment.is_empty())
    }

    /// Whether this path is `folder` or lies below it.
    pub fn starts_with(&self, folder: &Self) -> bool {
        folder.is_root()
            || self
                .0
                .strip_prefix(folder.as_str())
                .is_some_and(|r| r.is_empty() || r.starts_with('/'))
    }

    /// The path relative to `folder`; `None` when it does not lie below it.
    pub fn strip_prefix(&self, folder: &Self) -> Option<&str> {
        if folder.is_root() {
            return Some(&self.0);
        }
        let rest = self.0.strip_prefix(folder.as_str())?;
        if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
    }

    /// `relative` seen from this folder. `.` and `..` are resolved; `None` when it is absolute or
    /// climbs out of the repository.
    pub fn join(&self, relative: &str) -> Option<Self> {
        if relative.starts_with('/') {
            return None;
        }
        if is_plain(relative) && !self.is_root() {
            return Some(Self([self.as_str(), "/", relative].concat().into()));
        }
        let mut segments: Vec<&str> = self.segments().collect();
        for segment in relative.split('/') {
            match segment {
                "" | "." => {}
                ".." => {
                    segments.pop()?;
                }
                name => segments.push(name),
            }
        }
        Self::new(&segments.join("/"))
    }
}

/// Whether a path says each of its segments, and nothing else.
fn is_plain(path: &str) -> bool {
    path.split('/').all(|segment| !matches!(segment, "" | "." | "..")) && !path.contains('\0')
}

impl PartialOrd for RepoPath {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for RepoPath {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let (a, b) = (self.0.as_bytes(), other.0.as_bytes());
        let at = equal_bytes(a, b);
        // The end comes before everything, then a `/`.
        let key = |byte: Option<&u8>| byte.map(|&byte| if byte == b'/' { 0 } else { byte });
        key(a.get(at)).cmp(&key(b.get(at)))
    }
}

/// How many bytes `a` and `b` begin with in common. Paths that are compared share long beginnings,
/// which are passed over a word at a time.
fn equal_bytes(a: &[u8], b: &[u8]) -> usize {
    let words = a.as_chunks::<WORD>().0.iter().zip(b.as_chunks::<WORD>().0);
    let mut equal = 0;
    for (a, b) in words {
        let difference = u64::from_le_bytes(*a) ^ u64::from_le_bytes(*b);
        if difference != 0 {
            return equal + (difference.trailing_zeros() / u8::BITS) as usize;
        }
        equal += WORD;
    }
    let rest = a.iter().zip(b).skip(equal);
    equal + rest.take_while(|(a, b)| a == b).count()
}

impl fmt::Display for RepoPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for RepoPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cannot_be_absolute_or_climb() {
        for bad in ["/a", "a//b", "a/../b", "./a", "a/", "a\0b"] {
            assert!(RepoPath::new(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn joins_like_a_link_in_a_folder() {
        let folder = RepoPath::new("docs/adr").unwrap();
        let joined = |relative| folder.join(relative).map(|path| path.to_string());
        assert_eq!(joined("../x.md").as_deref(), Some("docs/x.md"));
        assert_eq!(joined("./0001.md").as_deref(), Some("docs/adr/0001.md"));
        assert_eq!(joined("../../../x"), None);
        assert_eq!(joined("/etc/passwd"), None);
    }

    #[test]
    fn the_way_from_a_folder_leads_back() {
        let path = |path: &str| RepoPath::new(path).unwrap();
        for (folder, file, way) in [
            ("docs/adr", "docs/adr/1-a.md", "1-a.md"),
            ("docs/adr/web", "docs/adr/1-a.md", "../1-a.md"),
            ("docs/adr", "web/adr/1-a.md", "../../web/adr/1-a.md"),
            ("", "adr/1-a.md", "adr/1-a.md"),
        ] {
            assert_eq!(path(file).seen_from(&path(folder)), way);
            assert_eq!(path(folder).join(way), Some(path(file)));
        }
    }

    #[test]
    fn a_folder_stands_together() {
        let mut paths: Vec<_> =
            ["a.b", "a/c", "a", "a-b"].iter().filter_map(|path| RepoPath::new(path)).collect();
        paths.sort();
        let sorted: Vec<_> = paths.iter().map(RepoPath::as_str).collect();
        assert_eq!(sorted, ["a", "a/c", "a-b", "a.b"]);
        let long = |path: &str| RepoPath::new(&format!("crates/orders/{path}")).unwrap();
        assert!(long("src/a") < long("src-b/a") && long("src") < long("src/a"));
        assert!(long("src/orders/b") > long("src/orders/a/c"));
    }

    proptest! {
        #[test]
        fn the_order_is_that_of_the_segments(
            paths in proptest::collection::vec("[ab.é-]{1,9}(/[ab.é-]{1,9}){0,3}", 2),
        ) {
            let paths: Vec<_> = paths.iter().filter_map(|path| RepoPath::new(path)).collect();
            if let [a, b] = paths.as_slice() {
                prop_assert_eq!(a.cmp(b), a.segments().cmp(b.segments()));
            }
        }
    }
}
