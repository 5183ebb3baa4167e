//! What a server says, by kind.

use serde_json::Value;

/// One message of the server's.
#[derive(Debug)]
pub enum Message {
    /// `id` is `null` where the server could not tell what it answers.
    Response {
        id: Value,
        result: Result<Value, ResponseError>,
    },
    Request {
        id: Value,
        method: String,
        params: Value,
    },
    Notification {
        method: String,
        params: Value,
    },
}

/// The error of a response.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseError {
    pub code: i64,
    pub message: String,
}

impl Message {
    /// Reads a body strictly.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(body: &[u8]) -> Result<Self, String> {
        let mut value: Value = serde_json::from_slice(body).map_err(|error| error.to_string())?;
        if value["jsonrpc"] != "2.0" {
            return Err(format!("no JSON-RPC 2.0: {value}"));
        }
        let (id, params) = (value["id"].take(), value["params"].take());
        if let Some(method) = value["method"].as_str().map(str::to_owned) {
            return Ok(if id.is_null() {
                Self::Notification { method, params }
            } else {
                Self::Request { id, method, params }
            });
        }
        let error = value.get("error").map(|error| ResponseError {
            code: error["code"].as_i64().unwrap_or_default(),
            message: error["message"].as_str().unwrap_or_default().to_owned(),
        });
        let result = value.get_mut("result").map(Value::take);
        match (result, error) {
            (Some(result), None) => Ok(Self::Response { id, result: Ok(result) }),
            (None, Some(error)) => Ok(Self::Response { id, result: Err(error) }),
            _ => Err(format!("neither a result nor an error: {value}")),
        }
    }
}
