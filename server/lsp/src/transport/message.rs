//! One body: the message that it is, or which error says why it is none.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};

use super::{header, surrogate};

/// What a client sends.
#[derive(Debug, PartialEq)]
pub enum Message {
    /// A request or a notification.
    Request(Request),
    /// The answer to a request of ours.
    Response(Response),
}

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

/// What [`read`] found.
pub struct Body {
    pub message: Result<Message, Fault>,
    /// The body stops in the middle of a value, as one does whose announced length is too short.
    pub is_cut_short: bool,
    /// How many bytes at the end of the body are the beginning of the next header.
    pub header_tail: usize,
}

/// Reads one body. Repairs lone surrogate escapes in place.
pub fn read(body: &mut [u8]) -> Body {
    let fault = |why: String, is_cut_short, header_tail| Body {
        message: Err(Fault::parse(why)),
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
    Body { message: shape.message(), is_cut_short: false, header_tail }
}

/// A JSON value, as far as it may be a message.
enum Shape {
    Object(Box<Envelope>),
    Batch,
    Scalar,
}

#[derive(Default)]
struct Envelope {
    version: Option<Value>,
    method: Option<Value>,
    id: Option<Value>,
    params: Option<Value>,
    result: Option<Value>,
    error: Option<Value>,
    has_twice: bool,
}

impl Shape {
    fn message(self) -> Result<Message, Fault> {
        match self {
            Self::Object(envelope) => envelope.message(),
            Self::Batch => Err(Fault::invalid("batches are not part of the protocol", Id::Null)),
            Self::Scalar => Err(Fault::invalid("a message is an object", Id::Null)),
        }
    }
}

impl Envelope {
    fn message(self) -> Result<Message, Fault> {
        let is_answer = self.result.is_some() || self.error.is_some();
        let is_response = self.method.is_none() && is_answer;
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
            (Some(Value::String(_)), _) if is_answer => {
                Err(Fault::invalid("a request with a result", known))
            }
            (Some(Value::String(method)), id) => {
                Ok(Message::Request(request(method, id, self.params)))
            }
            (Some(_), _) => Err(Fault::invalid("`method` is no string", known)),
            (None, Some(id)) if is_answer => {
                Ok(Message::Response(response(id, self.result, self.error)))
            }
            (None, _) => Err(Fault::invalid("neither a request nor a response", known)),
        }
    }

    fn set(&mut self, key: &str, value: Value) {
        let field = match key {
            "jsonrpc" => &mut self.version,
            "method" => &mut self.method,
            "id" => &mut self.id,
            "params" => &mut self.params,
            "result" => &mut self.result,
            "error" => &mut self.error,
            _ => return,
        };
        self.has_twice |= field.replace(value).is_some();
    }
}

/// A request; a notification without an `id`.
pub fn request(
    method: impl Into<Cow<'static, str>>,
    id: Option<Id>,
    params: Option<Value>,
) -> Request {
    let request = Request::build(method);
    let request = id.into_iter().fold(request, |request, id| request.id(id));
    params.into_iter().fold(request, |request, params| request.params(params)).finish()
}

/// An error that cannot be read is one all the same, or our request would wait for ever.
fn response(id: Id, result: Option<Value>, error: Option<Value>) -> Response {
    if let Some(result) = result {
        return Response::from_ok(id, result);
    }
    let error = error.unwrap_or_default();
    let read = Error::deserialize(&error).unwrap_or_else(|_| {
        let message = error.get("message").and_then(Value::as_str).map(str::to_owned);
        let message = message.unwrap_or_else(|| error.to_string()).into();
        Error { code: ErrorCode::InternalError, message, data: None }
    });
    Response::from_error(id, read)
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

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ShapeVisitor)
    }
}

struct ShapeVisitor;

impl<'de> Visitor<'de> for ShapeVisitor {
    type Value = Shape;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Shape, E> {
        Ok(Shape::Scalar)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Shape, E> {
        Ok(Shape::Scalar)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Shape, E> {
        Ok(Shape::Scalar)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Shape, E> {
        Ok(Shape::Scalar)
    }

    fn visit_str<E>(self, _: &str) -> Result<Shape, E> {
        Ok(Shape::Scalar)
    }

    fn visit_unit<E>(self) -> Result<Shape, E> {
        Ok(Shape::Scalar)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Shape, A::Error> {
        while items.next_element::<Value>()?.is_some() {}
        Ok(Shape::Batch)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Shape, A::Error> {
        let mut envelope = Envelope::default();
        while let Some((key, value)) = entries.next_entry::<Cow<str>, Value>()? {
            envelope.set(&key, value);
        }
        Ok(Shape::Object(Box::new(envelope)))
    }
}
