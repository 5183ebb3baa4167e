//! The hazards of `9-tower-lsp` and `6-reliability`, each tried on a real process whose handlers misbehave.

// Without `cfg(test)`, clippy does not see that functions beside a `#[test]` are tests too.
/// The scenarios that the real server has to pass too.
#[cfg(test)]
#[path = "../../it"]
mod it {
    pub mod transport;
}

#[cfg(test)]
fn server() -> std::process::Command {
    std::process::Command::new(env!("CARGO_BIN_EXE_hazards"))
}

#[cfg(test)]
fn initialized() -> boundstone_test_client::Client {
    let mut client = boundstone_test_client::Client::start(server());
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
