//! One body: is it a message that tower-lsp can read, and which error says why not.
//!
//! tower-lsp's codec ends the session at the first body that it cannot read, so what passes here must be exactly what
//! passes there: the whole body is read by the same parser, under the same limits of depth and number.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Response};

use super::{header, surrogate};

/// A bad message's answer.
#[derive(Debug, PartialEq)]
pub struct Fault {
    code: ErrorCode,
    why: Cow<'static, str>,
    id: Id,
}

impl Fault {
    /// -32700, for what could not even be read.
    pub fn parse(why: impl Into<Cow<'static, str>>) -> Self {
        Self { code: ErrorCode::ParseError, why: why.into(), id: Id::Null }
    }

    /// -32600, for JSON that is no message; `id` where the message has a good one.
    pub fn invalid(why: &'static str, id: Id) -> Self {
        Self { code: ErrorCode::InvalidRequest, why: why.into(), id }
    }

    /// The response that tells the client.
    pub fn into_response(self) -> Response {
        let message = format!("{}: {}", self.code.description(), self.why).into();
        Response::from_error(self.id, Error { code: self.code, message, data: None })
    }
}

/// What [`check`] found.
pub struct Checked {
    /// `Some` replaces the body.
    pub verdict: Result<Option<Vec<u8>>, Fault>,
    /// The body stops in the middle of a value, as one does whose announced length is too short.
    pub is_cut_short: bool,
    /// How many bytes at the end of the body are the beginning of the next header.
    pub header_tail: usize,
}

/// Reads one body. Repairs lone surrogate escapes in place.
pub fn check(body: &mut [u8]) -> Checked {
    let fault = |why: String, is_cut_short, header_tail| Checked {
        verdict: Err(Fault::parse(why)),
        is_cut_short,
        header_tail,
    };
    surrogate::repair(body);
    let text = match std::str::from_utf8(body) {
        Ok(text) => text,
        Err(error) => {
            return fault(error.to_string(), error.error_len().is_none(), header::tail(body));
        }
    };
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Shape>();
    let shape = match values.next() {
        Some(Ok(shape)) => shape,
        Some(Err(error)) => return fault(error.to_string(), error.is_eof(), header::tail(body)),
        None => return fault("the body is empty".to_owned(), true, 0),
    };
    let rest = body.get(values.byte_offset()..).unwrap_or_default().trim_ascii();
    let header_tail = if rest.is_empty() { 0 } else { header::tail(body) };
    if rest.len() > header_tail {
        return fault("characters after the message".to_owned(), false, header_tail);
    }
    Checked { verdict: shape.verdict(), is_cut_short: false, header_tail }
}

/// The outline of a JSON value: whether it is a message, without its contents.
enum Shape {
    Message(Box<Envelope>),
    Batch,
    Scalar,
}

#[derive(Default)]
struct Envelope {
    version: Option<Value>,
    method: Option<Value>,
    id: Option<Value>,
    error: Option<Value>,
    has_params: bool,
    has_result: bool,
    has_twice: bool,
}

impl Shape {
    fn verdict(self) -> Result<Option<Vec<u8>>, Fault> {
        match self {
            Self::Message(envelope) => envelope.verdict(),
            Self::Batch => Err(Fault::invalid("batches are not part of the protocol", Id::Null)),
            Self::Scalar => Err(Fault::invalid("a message is an object", Id::Null)),
        }
    }
}

impl Envelope {
    fn verdict(self) -> Result<Option<Vec<u8>>, Fault> {
        let is_response = self.method.is_none() && (self.has_result || self.error.is_some());
        let id = self.id.as_ref().map(|id| read_id(id, is_response));
        // A response's id is one of ours: an error with it would look like the answer to a request of the client's.
        let known = id.clone().flatten().filter(|_| !is_response).unwrap_or_default();
        if self.has_twice {
            return Err(Fault::invalid("a field is given twice", Id::Null));
        }
        if self.version.as_ref().and_then(Value::as_str) != Some("2.0") {
            return Err(Fault::invalid("`jsonrpc` is not \"2.0\"", known));
        }
        if matches!(id, Some(None)) {
            return Err(Fault::invalid("`id` is neither an integer nor a string", Id::Null));
        }
        match (self.method, id.flatten()) {
            (Some(Value::String(_)), _) if self.has_result || self.error.is_some() => {
                Err(Fault::invalid("a request with a result", known))
            }
            (Some(Value::String(_)), _) => Ok(None),
            (Some(_), _) => Err(Fault::invalid("`method` is no string", known)),
            (None, Some(id)) if self.has_result => Ok(readable(self.error, &id, true)),
            (None, Some(id)) if self.error.is_some() => Ok(readable(self.error, &id, false)),
            (None, _) => Err(Fault::invalid("neither a request nor a response", known)),
        }
    }

    /// The value of a field whose contents nobody here looks at is [`Value::Null`].
    fn set(&mut self, key: &str, value: Value) {
        let twice = match key {
            "jsonrpc" => self.version.replace(value).is_some(),
            "method" => self.method.replace(value).is_some(),
            "id" => self.id.replace(value).is_some(),
            "error" => self.error.replace(value).is_some(),
            "params" => std::mem::replace(&mut self.has_params, true),
            "result" => std::mem::replace(&mut self.has_result, true),
            _ => false,
        };
        self.has_twice |= twice;
    }
}

/// A request's id is an integer or a string; a response to a message without an id has `null`.
fn read_id(id: &Value, is_response: bool) -> Option<Id> {
    match id {
        Value::Number(number) => number.as_i64().map(Id::Number),
        Value::String(text) => Some(Id::String(text.clone())),
        Value::Null if is_response => Some(Id::Null),
        _ => None,
    }
}

/// A response whose error tower-lsp cannot read would be taken for a request and leave our own waiting for ever.
fn readable(error: Option<Value>, id: &Id, has_result: bool) -> Option<Vec<u8>> {
    let error = error.filter(|_| !has_result)?;
    if Error::deserialize(&error).is_ok() {
        return None;
    }
    let message = error.get("message").and_then(Value::as_str).map(str::to_owned);
    let error = Error {
        code: ErrorCode::InternalError,
        message: message.unwrap_or_else(|| error.to_string()).into(),
        data: None,
    };
    serde_json::to_vec(&Response::from_error(id.clone(), error)).ok()
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ShapeVisitor)
    }
}

struct ShapeVisitor;

macro_rules! visit_scalars {
    ($value:expr) => {
        fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok($value)
        }
    };
}

impl<'de> Visitor<'de> for ShapeVisitor {
    type Value = Shape;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    visit_scalars!(Shape::Scalar);

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Shape, A::Error> {
        while items.next_element::<Skipped>()?.is_some() {}
        Ok(Shape::Batch)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Shape, A::Error> {
        let mut envelope = Envelope::default();
        while let Some(key) = entries.next_key::<Cow<str>>()? {
            let value = match key.as_ref() {
                "jsonrpc" | "method" | "id" | "error" => entries.next_value()?,
                _ => entries.next_value::<Skipped>().map(|_| Value::Null)?,
            };
            envelope.set(&key, value);
        }
        Ok(Shape::Message(Box::new(envelope)))
    }
}

/// A value that is read to its end and forgotten. `IgnoredAny` would let pass what is too deep or too great to keep.
struct Skipped;

impl<'de> Deserialize<'de> for Skipped {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SkippedVisitor)
    }
}

struct SkippedVisitor;

impl<'de> Visitor<'de> for SkippedVisitor {
    type Value = Skipped;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    visit_scalars!(Skipped);

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Skipped, A::Error> {
        while items.next_element::<Skipped>()?.is_some() {}
        Ok(Skipped)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Skipped, A::Error> {
        while entries.next_entry::<Skipped, Skipped>()?.is_some() {}
        Ok(Skipped)
    }
}
