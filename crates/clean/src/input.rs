//! One input, gzipped or not, as the documents in it: a page, a text, an object, lines or an array of objects.

use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};
use std::sync::Arc;

use flate2::bufread::MultiGzDecoder;
use selon_model::Article;

use crate::article::{of_document, of_json};
use crate::encoding::decode;
use crate::error::{Error, Kind, Position};
use crate::hints::Hints;
use crate::text::Boilerplate;

/// No single document may be longer, decompressed.
pub(crate) const MAX_DOCUMENT: usize = 64_000_000;
/// Bytes that are looked at to tell one object from lines or an array of them.
const HEAD: u64 = 4096;

/// The articles of one input, read as they are asked for; see [`crate::Cleaner::stream`].
pub struct Articles<R: Read> {
    input: BufReader<Chain<Cursor<Vec<u8>>, Unpacked<R>>>,
    gzip: bool,
    hints: Hints,
    known: Arc<Boilerplate>,
    state: State,
    /// Bytes read so far, decompressed.
    offset: u64,
    /// Lines, or elements of an array, read so far.
    count: u64,
}

enum State {
    Start(Opening),
    /// The first bytes could not be read.
    Failed(io::Error),
    /// JSONL; a first line that was read already.
    Lines(Option<Vec<u8>>),
    /// Inside the brackets of an array.
    Array,
    Done,
}

type Peeked<R> = Chain<Cursor<Vec<u8>>, R>;

/// A reader that undoes gzip where the first bytes announce it.
enum Unpacked<R: Read> {
    Plain(Peeked<R>),
    Gzip(Box<MultiGzDecoder<BufReader<Peeked<R>>>>),
    Failed(Option<io::Error>),
}

impl<R: Read> Unpacked<R> {
    fn new(mut reader: R) -> Unpacked<R> {
        let mut head = Vec::new();
        if let Err(error) = reader.by_ref().take(2).read_to_end(&mut head) {
            return Unpacked::Failed(Some(error));
        }
        let gzip = head == [0x1F, 0x8B];
        let whole = Cursor::new(head).chain(reader);
        if gzip {
            Unpacked::Gzip(Box::new(MultiGzDecoder::new(BufReader::new(whole))))
        } else {
            Unpacked::Plain(whole)
        }
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Unpacked::Plain(reader) => reader.read(buffer),
            Unpacked::Gzip(reader) => reader.read(buffer),
            Unpacked::Failed(error) => error.take().map_or(Ok(0), Err),
        }
    }
}

impl<R: Read> Articles<R> {
    pub(crate) fn new(reader: R, hints: Hints, known: Arc<Boilerplate>) -> Articles<R> {
        let mut unpacked = Unpacked::new(reader);
        let gzip = matches!(unpacked, Unpacked::Gzip(_));
        let mut head = Vec::new();
        let state = match unpacked.by_ref().take(HEAD).read_to_end(&mut head) {
            Ok(_) => State::Start(opening(&head)),
            Err(error) => State::Failed(error),
        };
        let input = BufReader::with_capacity(64 << 10, Cursor::new(head).chain(unpacked));
        Articles { input, gzip, hints, known, state, offset: 0, count: 0 }
    }

    /// What a failure to read means: the errors of gzip are the input's, the others the system's.
    fn reading(&self, error: io::Error) -> Error {
        match error.kind() {
            io::ErrorKind::UnexpectedEof if self.gzip => Kind::TruncatedGzip.into(),
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData if self.gzip => Kind::DamagedGzip.into(),
            _ => error.into(),
        }
    }

    /// Reads up to and with the next line feed; `None` at the end. A line beyond the limit is passed over.
    fn line(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let mut line = Vec::new();
        let mut limited = self.input.by_ref().take(MAX_DOCUMENT as u64 + 1);
        let read = limited.read_until(b'\n', &mut line);
        let len = read.map_err(|e| self.reading(e))?;
        self.offset += len as u64;
        if len > MAX_DOCUMENT {
            self.skip_line()?;
            return Err(Kind::TooLarge(MAX_DOCUMENT).into());
        }
        Ok((len > 0).then_some(line))
    }

    fn skip_line(&mut self) -> Result<(), Error> {
        loop {
            let buffer = self.input.fill_buf();
            let (len, end) = match buffer {
                Ok(bytes) => match bytes.iter().position(|b| *b == b'\n') {
                    Some(at) => (at + 1, true),
                    None => (bytes.len(), bytes.is_empty()),
                },
                Err(error) => return Err(self.reading(error)),
            };
            self.input.consume(len);
            self.offset += len as u64;
            if end {
                return Ok(());
            }
        }
    }

    /// Reads all that is left behind what was read already, up to the limit.
    fn rest(&mut self, mut read: Vec<u8>) -> Result<Vec<u8>, Error> {
        let room = (MAX_DOCUMENT + 1).saturating_sub(read.len()) as u64;
        let result = self.input.by_ref().take(room).read_to_end(&mut read);
        result.map_err(|e| self.reading(e))?;
        if read.len() > MAX_DOCUMENT { Err(Kind::TooLarge(MAX_DOCUMENT).into()) } else { Ok(read) }
    }

    /// Reads the first document, whose first bytes were looked at.
    fn start(&mut self, opening: Opening) -> Option<Result<Article, Error>> {
        match opening {
            Opening::Object => self.first_object(),
            Opening::Array(len) => {
                let mut bracket = vec![0; len];
                if let Err(error) = self.input.read_exact(&mut bracket) {
                    return Some(Err(self.reading(error)));
                }
                self.offset += len as u64;
                self.state = State::Array;
                self.element()
            }
            Opening::Other => Some(self.rest(Vec::new()).and_then(|bytes| self.document(bytes))),
        }
    }

    /// A page, a text, or JSON in an encoding that hides its first bytes.
    fn document(&mut self, bytes: Vec<u8>) -> Result<Article, Error> {
        let decoded = decode(&bytes, self.hints.content_type.as_deref())?;
        if matches!(opening(decoded.text.as_bytes()), Opening::Object) {
            return of_json(bytes, 0, self.hints.id.clone(), &self.hints, &self.known);
        }
        Ok(of_document(decoded, bytes, &self.hints, &self.known))
    }

    /// Decides by the first two lines between JSONL and one object written over many lines.
    fn first_object(&mut self) -> Option<Result<Article, Error>> {
        let first = match self.line() {
            Ok(line) => line.unwrap_or_default(),
            Err(error) => return self.failed_line(error),
        };
        if serde_json::from_slice::<serde::de::IgnoredAny>(&first).is_ok() {
            self.state = State::Lines(None);
            return Some(self.object_line(first, 0));
        }
        let second_at = self.offset;
        let second = match self.line() {
            Ok(line) => line.unwrap_or_default(),
            Err(error) => return self.failed_line(error),
        };
        if second.trim_ascii_start().starts_with(b"{") {
            self.offset = second_at + second.len() as u64;
            self.state = State::Lines(Some(second));
            return Some(self.object_line(first, 0));
        }
        let whole = self.rest([first, second].concat());
        Some(whole.and_then(|bytes| of_json(bytes, 0, self.hints.id.clone(), &self.hints, &self.known)))
    }

    fn failed_line(&mut self, error: Error) -> Option<Result<Article, Error>> {
        self.count += 1;
        // Nothing can be read behind a broken stream; behind a line that is too long there may be others.
        self.state = if error.is_of_document() { State::Lines(None) } else { State::Done };
        Some(Err(error.at(Position::Line(self.count))))
    }

    fn object_line(&mut self, mut line: Vec<u8>, offset: u64) -> Result<Article, Error> {
        self.count += 1;
        if self.count == 1 && line.starts_with(b"\xEF\xBB\xBF") {
            line.drain(..3);
        }
        let id =
            if self.count == 1 { self.hints.id.clone() } else { format!("{}:{}", self.hints.id, self.count) };
        of_json(line, offset, id, &self.hints, &self.known).map_err(|e| e.at(Position::Line(self.count)))
    }

    fn next_line(&mut self, first: Option<Vec<u8>>) -> Option<Result<Article, Error>> {
        let mut held = first;
        loop {
            let line = match held.take() {
                Some(line) => line,
                None => match self.line() {
                    Ok(line) => line?,
                    Err(error) => return self.failed_line(error),
                },
            };
            if !line.trim_ascii().is_empty() {
                self.state = State::Lines(None);
                let offset = self.offset - line.len() as u64;
                return Some(self.object_line(line, offset));
            }
            self.count += 1;
        }
    }

    /// The next element of an array of objects.
    fn element(&mut self) -> Option<Result<Article, Error>> {
        self.count += 1;
        let position = Position::Element(self.count);
        match self.element_bytes() {
            Ok(Some((bytes, offset))) => {
                self.state = State::Array;
                let id = format!("{}:{}", self.hints.id, self.count);
                Some(of_json(bytes, offset, id, &self.hints, &self.known).map_err(|e| e.at(position)))
            }
            Ok(None) => None,
            Err(error) => Some(Err(error.at(position))),
        }
    }

    /// The bytes of the next element, and where they begin; `None` after the closing bracket.
    fn element_bytes(&mut self) -> Result<Option<(Vec<u8>, u64)>, Error> {
        let mut element = Element::default();
        loop {
            let buffer = self.input.fill_buf();
            let (len, end) = match buffer {
                Ok([]) if element.bytes.is_empty() => return Ok(None),
                Ok([]) => return Err(Kind::Array("the array ends within an object").into()),
                Ok(bytes) => element.take(bytes),
                Err(error) => return Err(self.reading(error)),
            };
            self.input.consume(len);
            self.offset += len as u64;
            if element.bytes.len() > MAX_DOCUMENT {
                return Err(Kind::TooLarge(MAX_DOCUMENT).into());
            }
            match end {
                Some(End::Array) => return Ok(None),
                Some(End::Element) => {
                    let start = self.offset - element.bytes.len() as u64;
                    return Ok(Some((element.bytes, start)));
                }
                Some(End::Wrong) => {
                    return Err(Kind::Array("the array holds something else than objects").into());
                }
                None => {}
            }
        }
    }
}

impl<R: Read> std::fmt::Debug for Articles<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Articles")
            .field("hints", &self.hints)
            .field("offset", &self.offset)
            .finish_non_exhaustive()
    }
}

impl<R: Read> Iterator for Articles<R> {
    type Item = Result<Article, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match std::mem::replace(&mut self.state, State::Done) {
            State::Start(opening) => self.start(opening),
            State::Failed(error) => Some(Err(self.reading(error))),
            State::Lines(first) => self.next_line(first),
            State::Array => self.element(),
            State::Done => None,
        }
    }
}

/// What the first bytes of an input open.
#[derive(Debug)]
enum Opening {
    Object,
    /// An array of objects; the bytes up to and with its bracket.
    Array(usize),
    Other,
}

fn opening(head: &[u8]) -> Opening {
    let mark = if head.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let mut bytes = head.iter().enumerate().skip(mark).filter(|(_, b)| !b.is_ascii_whitespace());
    match (bytes.next(), bytes.next().map(|(_, b)| *b)) {
        (Some((_, b'{')), Some(b'"' | b'}')) => Opening::Object,
        (Some((at, b'[')), Some(b'{')) => Opening::Array(at + 1),
        _ => Opening::Other,
    }
}

enum End {
    Element,
    Array,
    Wrong,
}

/// An object of an array, taken byte by byte: only strings and braces matter to find its end.
#[derive(Debug, Default)]
struct Element {
    bytes: Vec<u8>,
    depth: u32,
    string: bool,
    escaped: bool,
}

impl Element {
    /// Takes bytes up to the end of the object; returns how many, and what ended there.
    fn take(&mut self, bytes: &[u8]) -> (usize, Option<End>) {
        for (at, &b) in bytes.iter().enumerate() {
            if self.depth == 0 {
                match b {
                    b'{' => {}
                    b']' => return (at + 1, Some(End::Array)),
                    b',' => continue,
                    _ if b.is_ascii_whitespace() => continue,
                    _ => return (at + 1, Some(End::Wrong)),
                }
            }
            self.bytes.push(b);
            self.step(b);
            if self.depth == 0 {
                return (at + 1, Some(End::Element));
            }
        }
        (bytes.len(), None)
    }

    fn step(&mut self, b: u8) {
        if std::mem::take(&mut self.escaped) {
            return;
        }
        match b {
            b'\\' if self.string => self.escaped = true,
            b'"' => self.string = !self.string,
            b'{' if !self.string => self.depth += 1,
            b'}' if !self.string => self.depth -= 1,
            _ => {}
        }
    }
}
