//! Cuts a stream of bytes into messages, and finds the next one when the stream lies.
//!
//! Valid JSON never holds a raw line break followed by `Content-Length: 5` and a blank line: inside a string the break
//! would be escaped, outside it is no token. So a header block seen where a body should be is always the next frame.

use memchr::memchr;

use super::header::{self, Line};
use super::message::{self, Fault, Message};

/// Bytes that the headers of one message may take together.
pub const HEADER_LIMIT: usize = 64 * 1024;

/// Bytes that one body may take: a file of 100 MB in which every byte needs an escape still fits.
pub const BODY_LIMIT: usize = 256 * 1024 * 1024;

/// What is kept of a line that exceeds [`HEADER_LIMIT`]: a header may still begin in its last bytes.
const LINE_TAIL: usize = 256;

/// Consumed bytes at the front of the buffer that are worth moving the rest for.
const COMPACT_FROM: usize = 64 * 1024;

/// What the stream held next.
#[derive(Debug, PartialEq)]
pub enum Frame {
    Message(Message),
    /// Something that is no message; the error to answer with.
    Fault(Fault),
}

/// The bytes read and not yet understood. Memory: at most one body and one read.
#[derive(Default)]
pub struct Frames {
    buffer: Vec<u8>,
    /// Where the unread bytes begin.
    start: usize,
    /// Unread bytes known to hold no line break, so that a long line is searched once.
    searched: usize,
    headers: Headers,
    body: Option<Body>,
    /// An error was reported for the bytes being skipped; what follows up to the next header belongs to it.
    lost: bool,
}

#[derive(Default)]
struct Headers {
    bytes: usize,
    length: Option<Length>,
    any: bool,
    foreign_charset: bool,
}

#[derive(Clone, Copy)]
enum Length {
    Bytes(usize),
    TooLong,
    Unreadable,
}

struct Body {
    length: usize,
    /// Where the line being searched begins in the body.
    line: usize,
    searched: usize,
    /// The body is in an encoding that nobody here reads.
    foreign: bool,
}

impl Frames {
    /// Adds what was read.
    pub fn feed(&mut self, bytes: &[u8]) {
        if self.start == self.buffer.len() {
            self.buffer.clear();
            self.start = 0;
            self.buffer.shrink_to(COMPACT_FROM.max(bytes.len()));
        } else if self.start >= COMPACT_FROM {
            self.buffer.drain(..self.start);
            self.start = 0;
        }
        self.buffer.extend_from_slice(bytes);
    }

    /// The next message or fault, or `None` until more is fed.
    pub fn next(&mut self) -> Option<Frame> {
        loop {
            let step = if self.body.is_some() { self.read_body() } else { self.read_line() };
            match step {
                Step::Starved => return None,
                Step::Found(frame) => return Some(frame),
                Step::Continue => {}
            }
        }
    }

    fn unread(&self) -> &[u8] {
        self.buffer.get(self.start..).unwrap_or_default()
    }

    fn consume(&mut self, bytes: usize) {
        self.start = (self.start + bytes).min(self.buffer.len());
        self.searched = 0;
    }

    /// Reports that the stream makes no sense here, once until it makes sense again.
    fn lose(&mut self, why: &'static str) -> Step {
        self.headers = Headers::default();
        if std::mem::replace(&mut self.lost, true) {
            return Step::Continue;
        }
        Step::Found(Frame::Fault(Fault::parse(why)))
    }

    fn read_line(&mut self) -> Step {
        let unread = self.unread();
        let Some(newline) = memchr(b'\n', unread.get(self.searched..).unwrap_or_default()) else {
            self.searched = unread.len();
            if self.searched <= HEADER_LIMIT {
                return Step::Starved;
            }
            self.consume(self.searched - LINE_TAIL);
            return self.lose("a header line is too long");
        };
        let end = self.searched + newline;
        let line = header::read_line(unread.get(..end).unwrap_or_default());
        self.consume(end + 1);
        self.headers.bytes += end;
        if self.headers.bytes > HEADER_LIMIT && !matches!(line, Line::Joined(_)) {
            let step = self.lose("the headers are too long");
            // What stood before it may have been garbage that looks like a header.
            if let Line::Length(length) = line {
                self.set_length(length);
            }
            return step;
        }
        match line {
            Line::Blank if self.headers.any => return self.begin_body(),
            // Some clients write a line break after a body.
            Line::Blank => self.headers.bytes = 0,
            Line::Length(length) => self.set_length(length),
            Line::Joined(length) => {
                let step = self.lose("bytes that are no header");
                self.set_length(Some(length));
                return step;
            }
            Line::Type { foreign_charset } => {
                self.headers.any = true;
                self.headers.foreign_charset = foreign_charset;
            }
            Line::Other => self.headers.any = true,
            Line::Garbage => return self.lose("a line that is no header"),
        }
        Step::Continue
    }

    /// `None` is a length that is no number.
    fn set_length(&mut self, length: Option<u64>) {
        self.headers.any = true;
        self.headers.length = Some(match length.map(usize::try_from) {
            None => Length::Unreadable,
            Some(Ok(bytes)) if bytes <= BODY_LIMIT => Length::Bytes(bytes),
            Some(_) => Length::TooLong,
        });
    }

    fn begin_body(&mut self) -> Step {
        let headers = std::mem::take(&mut self.headers);
        let length = match headers.length {
            Some(Length::Bytes(length)) => length,
            Some(Length::TooLong) => return self.lose("the message is too large"),
            Some(Length::Unreadable) => return self.lose("Content-Length is no number"),
            None => return self.lose("no Content-Length"),
        };
        self.lost = false;
        self.body = Some(Body { length, line: 0, searched: 0, foreign: headers.foreign_charset });
        Step::Continue
    }

    fn read_body(&mut self) -> Step {
        let Some(mut body) = self.body.take() else { return Step::Continue };
        let unread = self.buffer.get(self.start..).unwrap_or_default();
        let available = unread.get(..body.length.min(unread.len())).unwrap_or_default();
        if let Some(next_header) = body.find_header(available) {
            return self.end_body(next_header, body.foreign);
        }
        if available.len() == body.length {
            return self.end_body(body.length, body.foreign);
        }
        self.body = Some(body);
        Step::Starved
    }

    fn end_body(&mut self, length: usize, foreign: bool) -> Step {
        let end = self.start + length;
        let mut bytes = if self.start == 0 && end == self.buffer.len() {
            std::mem::take(&mut self.buffer)
        } else {
            let bytes = self.buffer.get(self.start..end).unwrap_or_default().to_vec();
            self.consume(length);
            bytes
        };
        let message::Body { message, is_cut_short, header_tail } = message::read(&mut bytes);
        if header_tail > 0 {
            self.put_back(bytes.split_off(bytes.len() - header_tail));
        }
        // The rest of a body that was longer than its length is no second error.
        self.lost = is_cut_short;
        Step::Found(match message {
            _ if foreign => Frame::Fault(Fault::parse("the charset is not utf-8")),
            Ok(message) => Frame::Message(message),
            Err(fault) => Frame::Fault(fault),
        })
    }

    /// The length of the body reached into the next header.
    fn put_back(&mut self, bytes: Vec<u8>) {
        let rest = self.buffer.split_off(self.start.min(self.buffer.len()));
        self.buffer = bytes;
        self.buffer.extend_from_slice(&rest);
        self.start = 0;
        self.searched = 0;
    }
}

impl Body {
    /// Where a whole header block begins inside the body, which shows that the body is shorter than announced.
    fn find_header(&mut self, available: &[u8]) -> Option<usize> {
        while let Some(newline) = memchr(b'\n', available.get(self.searched..).unwrap_or_default())
        {
            let end = self.searched + newline;
            let line = available.get(self.line..end).unwrap_or_default();
            if matches!(line, b"" | b"\r") {
                let before = available.get(..self.line).unwrap_or_default();
                if let Some(start) = header::last_block(before) {
                    return Some(start);
                }
            }
            self.line = end + 1;
            self.searched = self.line;
        }
        self.searched = available.len();
        None
    }
}

enum Step {
    Starved,
    Found(Frame),
    Continue,
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use serde::Deserialize;
    use tower_lsp::jsonrpc::{Request, Response};

    use super::*;

    /// A message as tower-lsp reads it.
    #[derive(Debug, Deserialize)]
    #[serde(untagged)]
    enum Theirs {
        Response(Response),
        Request(Request),
    }

    fn read_by_theirs(body: &str) -> Option<Message> {
        Some(match serde_json::from_str(body).ok()? {
            Theirs::Response(response) => Message::Response(response),
            // A response that it cannot read it takes for a request without a method.
            Theirs::Request(request) if request.method().is_empty() => return None,
            Theirs::Request(request) => Message::Request(request),
        })
    }

    fn body(id: usize) -> String {
        let text = r"\r\nContent-Length: 5\r\n\r\n{}";
        format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"m","params":["{text}"]}}"#)
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    /// Everything in `stream`, fed in pieces of `sizes`, over and over.
    fn read(stream: &[u8], sizes: &[usize]) -> Vec<Frame> {
        let (mut frames, mut found, mut rest) = (Frames::default(), Vec::new(), stream);
        for size in sizes.iter().cycle() {
            let (piece, later) = rest.split_at((*size).min(rest.len()));
            frames.feed(piece);
            while let Some(frame) = frames.next() {
                found.push(frame);
            }
            rest = later;
            if rest.is_empty() {
                break;
            }
        }
        found
    }

    fn messages(found: Vec<Frame>) -> Vec<Message> {
        let message = |frame| match frame {
            Frame::Message(message) => Some(message),
            Frame::Fault(_) => None,
        };
        found.into_iter().filter_map(message).collect()
    }

    fn expected(bodies: &[String]) -> Vec<Message> {
        bodies.iter().filter_map(|body| read_by_theirs(body)).collect()
    }

    /// What clients write by mistake, and pieces of what they should write.
    fn garbage() -> impl Strategy<Value = Vec<u8>> {
        let fragment = prop_oneof![
            vec(any::<u8>(), 0..20),
            Just(vec![b'x'; HEADER_LIMIT + 1]),
            prop::sample::select(vec![
                "Content-Length: 5",
                "Content-Length: 5\r\n",
                "Content-Length: 5\r\n\r\n",
                "Content-Length: 30\r\n\r\n{\"a\"",
                "Content-Length: 25\r\n\r\n{\"a\"",
                "Content-Length: 1000000\r\n\r\n{\"a\":\"\r\n\r\n",
                "Content-Length: 999999999999999999999\r\n\r\n",
                "Content-Length: abc\r\n\r\n",
                "Content-Type: a/b; charset=utf-16\r\n\r\n",
                "X-Header: ",
                "Content-",
                "\r\n",
                "\n",
                "{}",
                "\"\\ud83d",
                "[[[[",
            ])
            .prop_map(|text| text.as_bytes().to_vec()),
        ];
        vec(fragment, 0..6).prop_map(|fragments| fragments.concat())
    }

    #[test]
    fn a_long_line_that_looks_like_a_header_costs_no_message() {
        let garbage = format!("{}: \r\n", "x".repeat(HEADER_LIMIT - 10));
        let stream = [garbage, framed(&body(0))].concat();
        assert_eq!(messages(read(stream.as_bytes(), &[1])), expected(&[body(0)]));
    }

    proptest! {
        #[test]
        fn good_frames_arrive_however_they_are_split(
            count in 1_usize..8,
            sizes in vec(1_usize..60, 1..8),
        ) {
            let bodies: Vec<_> = (0..count).map(body).collect();
            let stream: String = bodies.iter().map(|body| framed(body)).collect();
            let found = read(stream.as_bytes(), &sizes);
            prop_assert_eq!(found.len(), count);
            prop_assert_eq!(messages(found), expected(&bodies));
        }

        #[test]
        fn good_frames_survive_garbage_between_them(
            noise in vec(garbage(), 1..5),
            sizes in vec(1_usize..5000, 1..8),
        ) {
            let bodies: Vec<_> = (0..noise.len()).map(body).collect();
            let pairs = noise.iter().zip(&bodies);
            let stream: Vec<u8> =
                pairs.flat_map(|(noise, body)| [noise.as_slice(), framed(body).as_bytes()].concat()).collect();
            prop_assert_eq!(messages(read(&stream, &sizes)), expected(&bodies));
        }

        #[test]
        fn wrong_lengths_cost_at_most_their_message(difference in -40_isize..200) {
            let wrong = body(1);
            let length = wrong.len().saturating_add_signed(difference);
            let stream = format!("Content-Length: {length}\r\n\r\n{wrong}{}", framed(&body(2)));
            let found = messages(read(stream.as_bytes(), &[7]));
            let whole: &[String] = if difference < 0 { &[body(2)] } else { &[body(1), body(2)] };
            prop_assert_eq!(found, expected(whole));
        }

        #[test]
        fn a_message_is_read_as_tower_lsp_reads_it(
            id in prop::sample::select(vec!["1", "-1", "\"a\"", "null", "1.0", "9223372036854775808", "{}", "1e2"]),
            fields in prop::sample::subsequence(
                vec![
                    r#""jsonrpc":"2.0""#, r#""method":"m""#, r#""method":1"#, r#""params":[1e308,-0]"#, r#""params":[1e400]"#,
                    r#""result":null"#, r#""error":{"code":1,"message":""}"#, r#""error":null"#, r#""error":{"code":1.5}"#,
                    r#""other":{"a":[true,"\ud83d"]}"#, r#""jsonrpc":"1.0""#, r#""params":{}"#, r#""result":0"#,
                ],
                0..8,
            ),
            with_id in any::<bool>(),
        ) {
            let id = with_id.then(|| format!(r#""id":{id}"#));
            let fields: Vec<_> = fields.into_iter().map(str::to_owned).chain(id).collect();
            let body = format!("{{{}}}", fields.join(","));
            let found = read(framed(&body).as_bytes(), &[1000]);
            prop_assert_eq!(found.len(), 1);
            if let (Some(ours), Some(theirs)) = (messages(found).pop(), read_by_theirs(&body)) {
                prop_assert_eq!(ours, theirs, "{}", body);
            }
        }
    }

    #[test]
    fn memory_is_given_back() {
        let mut frames = Frames::default();
        for _ in 0..1000 {
            frames.feed(framed(&body(1)).repeat(100).as_bytes());
            while frames.next().is_some() {}
        }
        assert!(frames.buffer.capacity() < 4 * COMPACT_FROM, "{}", frames.buffer.capacity());
    }
}
