//! Source text to facts: items, comments, mentions, from syntax trees.
