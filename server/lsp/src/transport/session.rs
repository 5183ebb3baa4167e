//! The one loop of a session: messages in, handlers at work, answers and our own messages out.
//!
//! tower-lsp has such a loop, which reads each message twice and hands each answer through three queues.
//! That took longer than a hover.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::task::{Context, Poll};

use futures_util::stream::FuturesUnordered;
use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::io::AsyncRead;
use tower_lsp::jsonrpc::{Request, Response};
use tower_lsp::{ClientSocket, LanguageServer};

use super::input::Input;
use super::message::{self, Message};
use super::output::{self, Output};
use super::service_guard::{Guarded, Reply, ServiceGuard};

/// Requests that are in work, and answers that wait for a client that does not read; with so many
/// nothing more is read. Handlers only park, so they cost a few hundred bytes each; a cancellation or a
/// client's reply must get past all of them.
const CONCURRENCY: usize = 1024;

/// One client, from its first message to the last answer.
pub struct Session<S: LanguageServer, R> {
    input: Input<R>,
    output: Output,
    service: ServiceGuard<S>,
    /// Gives out our own requests and notifications, and takes the client's replies.
    socket: ClientSocket,
    /// A request for which the service is not ready yet.
    next: Option<Request>,
    handlers: FuturesUnordered<Guarded>,
    /// Frames that stdout has no room for yet.
    outgoing: VecDeque<Vec<u8>>,
    /// Nothing more is read.
    is_over: bool,
}

impl<S: LanguageServer, R: AsyncRead + Unpin> Session<S, R> {
    pub fn new(
        input: Input<R>,
        output: Output,
        service: ServiceGuard<S>,
        socket: ClientSocket,
    ) -> Self {
        Self {
            input,
            output,
            service,
            socket,
            next: None,
            handlers: FuturesUnordered::new(),
            outgoing: VecDeque::new(),
            is_over: false,
        }
    }

    /// Serves until the input ends or the client says `exit`, and all that was asked before is answered.
    pub async fn run(mut self) {
        poll_fn(|context| self.poll(context)).await;
    }

    fn poll(&mut self, context: &mut Context) -> Poll<()> {
        loop {
            // Each is asked before the session rests, so that each will wake it.
            let has_written = self.poll_output(context);
            let has_answered = self.poll_handlers(context);
            let has_said = self.poll_socket(context);
            let has_read = self.poll_input(context);
            if self.is_over && self.next.is_none() && self.is_idle() {
                return Poll::Ready(());
            }
            if !(has_written || has_answered || has_said || has_read) {
                return Poll::Pending;
            }
        }
    }

    fn is_idle(&self) -> bool {
        self.handlers.is_empty() && self.outgoing.is_empty()
    }

    fn is_full(&self) -> bool {
        self.handlers.len() + self.outgoing.len() >= CONCURRENCY
    }

    fn poll_output(&mut self, context: &mut Context) -> bool {
        let mut has_moved = false;
        while let Some(frame) = self.outgoing.front() {
            match self.output.poll_send(context, frame) {
                Poll::Ready(Ok(())) => drop(self.outgoing.pop_front()),
                Poll::Ready(Err(_)) => {
                    // The output has told why; there is nobody left to answer.
                    self.outgoing.clear();
                    self.is_over = true;
                }
                Poll::Pending => break,
            }
            has_moved = true;
        }
        has_moved
    }

    fn poll_handlers(&mut self, context: &mut Context) -> bool {
        let mut has_moved = false;
        while let Poll::Ready(Some(reply)) = self.handlers.poll_next_unpin(context) {
            self.answer(reply);
            has_moved = true;
        }
        has_moved
    }

    fn poll_socket(&mut self, context: &mut Context) -> bool {
        if self.outgoing.len() >= CONCURRENCY {
            return false;
        }
        let Poll::Ready(Some(request)) = self.socket.poll_next_unpin(context) else { return false };
        self.outgoing.extend(output::frame(&without_null_params(request)));
        true
    }

    fn poll_input(&mut self, context: &mut Context) -> bool {
        if let Some(request) = self.next.take() {
            return self.poll_service(context, request);
        }
        if self.is_over || self.is_full() {
            return false;
        }
        match self.input.poll_message(context) {
            Poll::Ready(Some(Message::Request(request))) => {
                self.poll_service(context, request);
            }
            Poll::Ready(Some(Message::Response(response))) => self.reply(context, response),
            Poll::Ready(None) => self.is_over = true,
            Poll::Pending => return false,
        }
        true
    }

    /// Hands a request to the service, or keeps it until the service is ready.
    fn poll_service(&mut self, context: &mut Context, request: Request) -> bool {
        match self.service.poll_ready(context) {
            Poll::Ready(Ok(())) => self.call(request),
            Poll::Ready(Err(error)) => {
                tracing::error!("a message after the end: {error}");
                self.is_over = true;
            }
            Poll::Pending => {
                self.next = Some(request);
                return false;
            }
        }
        true
    }

    fn call(&mut self, request: Request) {
        // Some clients do not close stdin afterwards.
        self.is_over |= request.method() == "exit";
        let mut handler = self.service.call(request);
        match handler.take_reply() {
            Some(reply) => self.answer(reply),
            None => self.handlers.push(handler),
        }
    }

    fn answer(&mut self, reply: Reply) {
        match reply {
            Ok(response) => {
                self.outgoing.extend(response.and_then(|response| output::frame(&response)))
            }
            Err(error) => tracing::error!("a request after the end: {error}"),
        }
    }

    /// Hands the client's reply to whoever waits for it.
    fn reply(&mut self, context: &mut Context, response: Response) {
        // It takes all at once, until the client has said `exit`.
        let is_taken = matches!(self.socket.poll_ready_unpin(context), Poll::Ready(Ok(())))
            && self.socket.start_send_unpin(response).is_ok();
        if !is_taken {
            tracing::error!("a reply after the end");
        }
    }
}

/// tower-lsp writes `"params": null` where a method has no parameters, which the protocol does not allow.
fn without_null_params(request: Request) -> Request {
    if request.params() != Some(&Value::Null) {
        return request;
    }
    let (method, id, _) = request.into_parts();
    message::request(method, id, None)
}
