//! The two smallest servers: one that echoes, one that knows nothing. Both block on stdin.

use std::io;

use anyhow::Result;
use serde::Deserialize;
use serde_json::json;

use crate::frame;

/// Sends every frame back as it came.
pub fn echo() -> Result<()> {
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let mut body = Vec::new();
    while frame::read(&mut input, &mut body)? {
        frame::write(&mut output, &body)?;
    }
    Ok(())
}

#[derive(Deserialize)]
struct Message {
    id: Option<serde_json::Value>,
    method: Option<String>,
}

/// Answers `initialize` with no capability and every other request with `null`.
pub fn empty() -> Result<()> {
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let mut body = Vec::new();
    while frame::read(&mut input, &mut body)? {
        let message: Message = serde_json::from_slice(&body)?;
        let method = message.method.as_deref().unwrap_or_default();
        if method == "exit" {
            break;
        }
        let Some(id) = message.id else { continue };
        let result = if method == "initialize" { json!({"capabilities": {}}) } else { json!(null) };
        let answer = json!({"jsonrpc": "2.0", "id": id, "result": result});
        frame::write(&mut output, answer.to_string().as_bytes())?;
    }
    Ok(())
}
