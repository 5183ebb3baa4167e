//! A language server whose handlers do what handlers must not: panic, park, block, wait for the client.
//!
//! It is no example. It shows that the transport under it holds.

#![expect(clippy::panic, reason = "that its handlers panic is what it is for")]

use std::process::ExitCode;
use std::sync::{Mutex, MutexGuard, PoisonError};

use boundstone_lsp::transport::{self, Sequence};
use serde_json::{Value, json};
use tokio::sync::Notify;
use tokio::task::yield_now;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    ConfigurationItem, DidChangeConfigurationParams, DidChangeTextDocumentParams,
    DidChangeWatchedFilesParams, DidOpenTextDocumentParams, ExecuteCommandParams, Hover,
    HoverContents, HoverParams, InitializeParams, InitializeResult, MarkedString,
};
use tower_lsp::{Client, LanguageServer};

struct Hazards {
    client: Client,
    seen: Mutex<Seen>,
    released: Notify,
}

#[derive(Default)]
struct Seen {
    last: Sequence,
    version: i32,
    units: usize,
    misordered: u32,
    configured: u32,
}

impl Hazards {
    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes note of the running handler's place on the wire.
    fn arrive(&self) -> MutexGuard<'_, Seen> {
        let mut seen = self.seen();
        let place = transport::sequence().unwrap_or_default();
        if place <= seen.last {
            seen.misordered += 1;
        }
        seen.last = place;
        seen
    }

    async fn ask(&self) -> Result<Vec<Value>> {
        let section = Some("hazards".to_owned());
        self.client.configuration(vec![ConfigurationItem { scope_uri: None, section }]).await
    }
}

impl LanguageServer for Hazards {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        match params.initialization_options.as_ref().and_then(Value::as_str) {
            Some("panic") => panic!("initialize"),
            Some("yield") => yield_now().await,
            _ => {}
        }
        Ok(InitializeResult::default())
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let mut seen = self.arrive();
        seen.version = params.text_document.version;
        seen.units = params.text_document.text.encode_utf16().count();
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        {
            let mut seen = self.arrive();
            let version = params.text_document.version;
            if version <= seen.version {
                seen.misordered += 1;
            }
            seen.version = version;
        }
        yield_now().await;
    }

    /// Says which version it saw.
    async fn hover(&self, _: HoverParams) -> Result<Option<Hover>> {
        let version = self.arrive().version;
        yield_now().await;
        let contents = HoverContents::Scalar(MarkedString::String(version.to_string()));
        Ok(Some(Hover { contents, range: None }))
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if params.settings == "panic" {
            panic!("a notification");
        }
        if params.settings == "yield, panic" {
            yield_now().await;
            panic!("a notification, later");
        }
    }

    async fn did_change_watched_files(&self, _: DidChangeWatchedFilesParams) {
        if self.ask().await.is_ok() {
            self.seen().configured += 1;
        }
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        match params.command.as_str() {
            "panic" => panic!("a request"),
            "yield, panic" => {
                yield_now().await;
                panic!("a request, later")
            }
            "park" => self.released.notified().await,
            "release" => self.released.notify_waiters(),
            "block" => loop {
                std::thread::park();
            },
            "ask" => return Ok(self.ask().await?.into_iter().next()),
            "long" => return Ok(Some(Value::String("x".repeat(LONG)))),
            "seen" => {
                let seen = self.seen();
                return Ok(Some(json!({
                    "misordered": seen.misordered,
                    "configured": seen.configured,
                    "units": seen.units,
                })));
            }
            _ => {}
        }
        Ok(None)
    }
}

/// Bytes of the answer that fills pipes.
const LONG: usize = 64 * 1024;

fn main() -> ExitCode {
    transport::serve(|client| Hazards { client, seen: Mutex::default(), released: Notify::new() })
}
