//! What Boundstone is held against, each as small as it can be.

pub mod ast_grep;
pub mod globset;
pub mod server;
pub mod syntax;
