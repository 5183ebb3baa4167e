//! Around tower-lsp's service: a panic is an error and no more, and what the protocol leaves to the process is done.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker, ready};

use serde_json::{Value, json};
use tower::Service;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::{Client, ExitedError, LanguageServer, LspService};

use super::client_process;
use super::lifecycle::{Ending, Lifecycle};
use super::message;
use super::panic;
use super::sequence::{SEQUENCE, Sequence};
use super::turn::{Taken, Turn};

/// What there is to say to a request; nothing to a notification.
pub type Reply = Result<Option<Response>, ExitedError>;
type Handler = Pin<Box<dyn Future<Output = Reply> + Send>>;

/// Guards `LspService`.
///
/// A handler runs up to its first `await` inside [`ServiceGuard::call`], hence in the order of the wire, and before the next message is read.
pub struct ServiceGuard<S: LanguageServer> {
    inner: LspService<S>,
    client: Client,
    lifecycle: Lifecycle,
    last: Sequence,
    /// `initialize` must be over before what the client sent after it is looked at.
    initialize: Turn,
    panicked: Panicked,
}

/// Requests whose handler panicked. tower-lsp still counts them as pending, and would refuse their ids.
type Panicked = Arc<Mutex<Vec<Id>>>;

impl<S: LanguageServer> ServiceGuard<S> {
    /// `client` tells the user of the first panic.
    pub fn new(inner: LspService<S>, client: Client, lifecycle: Lifecycle) -> Self {
        Self {
            inner,
            client,
            lifecycle,
            last: Sequence::default(),
            initialize: Turn::default(),
            panicked: Panicked::default(),
        }
    }

    /// What the process has to know of a message, whatever the handlers make of it.
    fn observe(&mut self, request: &Request) {
        match request.method() {
            "initialize" => {
                let process = request.params().and_then(|it| it.get("processId"));
                if let Some(id) = process.and_then(Value::as_i64) {
                    client_process::watch(id, self.lifecycle.clone());
                }
            }
            "shutdown" if request.id().is_some() => self.lifecycle.shut_down(),
            "exit" => self.lifecycle.end(Ending::Exit),
            _ => {}
        }
    }

    fn forget_panicked(&mut self) {
        let ids =
            std::mem::take(&mut *self.panicked.lock().unwrap_or_else(PoisonError::into_inner));
        for id in ids {
            let cancel = Request::build("$/cancelRequest").params(json!({ "id": id })).finish();
            let mut forgetting = self.inner.call(cancel);
            let _ = forgetting.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        }
    }
}

impl<S: LanguageServer> ServiceGuard<S> {
    /// Whether a request may be looked at.
    pub fn poll_ready(&mut self, context: &mut Context) -> Poll<Result<(), ExitedError>> {
        ready!(self.initialize.poll_free(context));
        self.inner.poll_ready(context)
    }

    /// Starts the handler of a request.
    pub fn call(&mut self, request: Request) -> Guarded {
        self.forget_panicked();
        self.observe(&request);
        let sequence = self.last.advance();
        let mut guarded = Guarded {
            id: request.id().cloned(),
            method: request.method().to_owned(),
            handler: None,
            reply: None,
            turn: (request.method() == "initialize").then(|| self.initialize.take()),
            client: self.client.clone(),
            panicked: self.panicked.clone(),
        };
        let request = without_empty_params(request);
        let call = || SEQUENCE.sync_scope(sequence, || self.inner.call(request));
        match catch_unwind(AssertUnwindSafe(call)) {
            Ok(handler) => guarded.start(Box::pin(SEQUENCE.scope(sequence, handler))),
            Err(cause) => guarded.reply = Some(guarded.after_panic(&*cause)),
        }
        guarded
    }
}

/// `shutdown` has no parameters; clients write that as nothing, `null`, `{}` or `[]`, and tower-lsp refuses some of them.
fn without_empty_params(request: Request) -> Request {
    let is_empty = match request.params() {
        Some(Value::Object(fields)) => fields.is_empty(),
        Some(Value::Array(items)) => items.is_empty(),
        _ => false,
    };
    if request.method() != "shutdown" || !is_empty {
        return request;
    }
    let (method, id, _) = request.into_parts();
    message::request(method, id, None)
}

/// A handler at work. It answers each request once, whatever happens.
pub struct Guarded {
    id: Option<Id>,
    method: String,
    handler: Option<Handler>,
    /// The handler was done before it was awaited.
    reply: Option<Reply>,
    turn: Option<Taken>,
    client: Client,
    panicked: Panicked,
}

impl Guarded {
    /// Runs `handler` up to its first `await`.
    ///
    /// Whoever would wake it in the meantime wakes nobody; that does no harm because the future that [`ServiceGuard::call`] returns is polled next.
    fn start(&mut self, handler: Handler) {
        self.handler = Some(handler);
        if let Poll::Ready(reply) = self.run(&mut Context::from_waker(Waker::noop())) {
            self.reply = Some(reply);
        }
    }

    /// The reply of a handler that was done before it was awaited.
    pub fn take_reply(&mut self) -> Option<Reply> {
        self.reply.take()
    }

    fn run(&mut self, context: &mut Context) -> Poll<Reply> {
        let Some(handler) = &mut self.handler else { return Poll::Pending };
        let polled = catch_unwind(AssertUnwindSafe(|| handler.as_mut().poll(context)));
        let reply = match polled {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(reply)) => self.answered(reply),
            Err(cause) => self.after_panic(&*cause),
        };
        let handler = self.handler.take();
        // What a panic left half done may panic again when it is dropped.
        if let Err(cause) = catch_unwind(AssertUnwindSafe(|| drop(handler))) {
            panic::log(&format!("dropping `{}`", self.method), &*cause);
        }
        self.turn = None;
        Poll::Ready(reply)
    }

    /// tower-lsp says nothing to unknown requests that begin with `$/`; the specification asks for an error.
    fn answered(&self, reply: Reply) -> Reply {
        match (reply, &self.id) {
            (Ok(None), Some(id)) if self.method != "exit" => {
                Ok(Some(Response::from_error(id.clone(), Error::method_not_found())))
            }
            (reply, _) => reply,
        }
    }

    fn after_panic(&self, cause: &(dyn std::any::Any + Send)) -> Reply {
        let what = format!("`{}`", self.method);
        if self.turn.is_some() {
            // Nothing may be said to the client before `initialize`, whose error editors show.
            panic::log(&what, cause);
        } else {
            panic::report(&self.client, &what, cause);
        }
        let Some(id) = self.id.clone() else { return Ok(None) };
        self.panicked.lock().unwrap_or_else(PoisonError::into_inner).push(id.clone());
        Ok(Some(Response::from_error(id, Error::internal_error())))
    }
}

impl Future for Guarded {
    type Output = Reply;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context) -> Poll<Reply> {
        match self.reply.take() {
            Some(reply) => Poll::Ready(reply),
            None => self.run(context),
        }
    }
}
