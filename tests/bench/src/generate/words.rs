//! Names and sentences, from a seeded source of chance.

use fastrand::Rng;

pub const GROUPS: [&str; 24] = [
    "billing",
    "search",
    "catalog",
    "shipping",
    "identity",
    "ledger",
    "notify",
    "reports",
    "media",
    "gateway",
    "pricing",
    "orders",
    "storage",
    "sync",
    "audit",
    "insights",
    "editor",
    "planning",
    "support",
    "contracts",
    "routing",
    "payroll",
    "devices",
    "campaigns",
];

pub const NOUNS: [&str; 64] = [
    "account",
    "address",
    "amount",
    "archive",
    "batch",
    "bucket",
    "budget",
    "buffer",
    "cache",
    "channel",
    "charge",
    "client",
    "cluster",
    "column",
    "cursor",
    "customer",
    "delivery",
    "device",
    "digest",
    "document",
    "entry",
    "event",
    "estimate",
    "fee",
    "filter",
    "folder",
    "frame",
    "handle",
    "header",
    "inventory",
    "index",
    "invoice",
    "item",
    "journal",
    "label",
    "layout",
    "limit",
    "line",
    "locale",
    "manifest",
    "message",
    "metric",
    "note",
    "order",
    "page",
    "parcel",
    "payload",
    "policy",
    "price",
    "profile",
    "query",
    "queue",
    "record",
    "region",
    "report",
    "request",
    "schedule",
    "segment",
    "session",
    "shard",
    "snapshot",
    "tenant",
    "token",
    "voucher",
];

pub const ROLES: [&str; 24] = [
    "reader", "writer", "store", "builder", "parser", "view", "mapper", "router", "loader",
    "planner", "resolver", "tracker", "pool", "guard", "codec", "table", "tree", "stream",
    "matcher", "registry", "printer", "scanner", "merger", "sorter",
];

const VERBS: [&str; 32] = [
    "apply",
    "attach",
    "collect",
    "compare",
    "compute",
    "convert",
    "count",
    "create",
    "decode",
    "drain",
    "encode",
    "fetch",
    "find",
    "flush",
    "group",
    "insert",
    "load",
    "merge",
    "normalize",
    "parse",
    "prepare",
    "publish",
    "remove",
    "render",
    "resolve",
    "select",
    "settle",
    "split",
    "store",
    "update",
    "validate",
    "write",
];

const PROSE: [&str; 64] = [
    "the", "a", "each", "when", "before", "after", "only", "first", "last", "caller", "value",
    "order", "result", "may", "must", "is", "was", "kept", "read", "written", "once", "again",
    "never", "because", "empty", "whole", "part", "of", "to", "from", "with", "without", "and",
    "or", "so", "that", "it", "this", "list", "number", "name", "time", "limit", "state", "open",
    "closed", "page", "row", "client", "server", "work", "done", "cost", "small", "large", "same",
    "other", "next", "given", "asked", "returned", "ignored", "counted", "shared",
];

pub fn pick<'a>(rng: &mut Rng, words: &[&'a str]) -> &'a str {
    let at = rng.usize(..words.len().max(1));
    words.get(at).copied().unwrap_or_default()
}

/// True once in `n` times.
pub fn once_in(rng: &mut Rng, n: u32) -> bool {
    rng.u32(..n.max(1)) == 0
}

pub fn noun(rng: &mut Rng) -> &'static str {
    pick(rng, &NOUNS)
}

pub fn verb(rng: &mut Rng) -> &'static str {
    pick(rng, &VERBS)
}

pub fn role(rng: &mut Rng) -> &'static str {
    pick(rng, &ROLES)
}

/// A sentence of four to sixteen words.
pub fn sentence(rng: &mut Rng) -> String {
    let mut text = String::new();
    for at in 0..rng.usize(4..=16) {
        let word = pick(rng, &PROSE);
        if at == 0 {
            text.push_str(&capitalized(word));
        } else {
            text.push(' ');
            text.push_str(word);
        }
    }
    text.push('.');
    text
}

/// `ledgerEntry` as `LedgerEntry`.
pub fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

/// `ledger_entry` or `ledger-entry` as `LedgerEntry`.
pub fn pascal(words: &str) -> String {
    words.split(['_', '-']).map(capitalized).collect()
}

/// `ledger_entry` as `ledgerEntry`.
pub fn camel(words: &str) -> String {
    let (first, rest) = words.split_once('_').unwrap_or((words, ""));
    format!("{first}{}", pascal(rest))
}

/// A number from a log-normal distribution: file sizes and folder sizes of real repositories have
/// many small ones and a long tail.
pub fn log_normal(rng: &mut Rng, median: f64, sigma: f64) -> f64 {
    // Twelve uniform numbers stand for one normal number; their tails end at six sigma.
    let normal: f64 = (0..12).map(|_| rng.f64()).sum::<f64>() - 6.0;
    median * (normal * sigma).exp()
}
