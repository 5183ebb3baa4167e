//! The hazards of `9-tower-lsp` and `6-reliability`, each tried on a real process whose handlers misbehave.

// Without `cfg(test)`, clippy does not see that functions beside a `#[test]` are tests too.
#[cfg(test)]
use it::client;

/// The client and the scenarios that the real server has to pass too.
#[cfg(test)]
#[path = "../../it"]
#[allow(
    dead_code,
    reason = "the client serves other tests too, and what only they use is not dead"
)]
mod it {
    pub mod client;
    pub mod transport;
}

#[cfg(test)]
fn server() -> std::process::Command {
    std::process::Command::new(env!("CARGO_BIN_EXE_hazards"))
}

#[cfg(test)]
fn initialized() -> client::Client {
    let mut client = client::Client::start(server());
    client.initialize(serde_json::json!({}));
    client
}

/// The hover's text: which version of the document the server saw.
#[cfg(test)]
fn version_seen(hover: &serde_json::Value) -> i32 {
    hover["contents"].as_str().unwrap().parse().unwrap()
}

#[cfg(test)]
mod order;
#[cfg(test)]
mod panic;
#[cfg(test)]
mod pending;
#[cfg(test)]
mod pressure;
