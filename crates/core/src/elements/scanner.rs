//! Cuts the elements of one array out of a JSON document that arrives in pieces.
//!
//! It knows just enough JSON for that: strings, nesting and commas. The elements and what is around them are
//! checked when they are decoded.

use bytes::Bytes;

use crate::decode::BYTE_ORDER_MARK;

pub(super) struct Scanner {
    member: &'static str,
    cap: usize,
    place: Place,
    nesting: Nesting,
    element: Vec<u8>,
    /// The document without the elements.
    pub(super) envelope: Vec<u8>,
    /// Where the last string at the top level starts in the envelope, and whether nothing has followed it.
    string_start: usize,
    after_string: bool,
    /// The value that comes next is the member's.
    at_member: bool,
    seen_member: bool,
    /// White space that is not kept: since the last element, or since the end of the document.
    blanks: usize,
}

/// What the scanner has come to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Scanned {
    /// The next byte begins an element that is an object. Who finds its end in another way tells by
    /// [`pass_over`](Scanner::pass_over); otherwise its text comes next.
    ObjectAhead,
    /// The text of an element.
    Element(Bytes),
    /// All bytes are taken.
    Nothing,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum ScanError {
    /// An element, or what is around them, is larger than the cap.
    TooLarge,
    /// This is not the document that we expect.
    Unexpected,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In the document, outside the array.
    Envelope,
    /// In the array, before its first element.
    ArrayStart,
    /// In the array, after a comma.
    ArrayNext,
    /// In the array, after an element.
    ArrayRest,
    /// In an element that is an object, an array or a string.
    Element,
    /// In an element that is a number or a word.
    Scalar,
    /// After the document.
    End,
}

/// How deep a text is nested, and whether it is inside a string.
#[derive(Clone, Copy, Default)]
struct Nesting {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Nesting {
    fn step(&mut self, byte: u8) {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
        } else {
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
    }

    /// How many of the next bytes change nothing.
    fn inert(self, bytes: &[u8]) -> usize {
        let matters: fn(&u8) -> bool = match (self.in_string, self.escaped) {
            (true, true) => return 0,
            (true, false) => |byte| matches!(byte, b'"' | b'\\'),
            (false, _) => |byte| matches!(byte, b'"' | b'{' | b'}' | b'[' | b']'),
        };
        bytes.iter().position(matters).unwrap_or(bytes.len())
    }
}

impl Scanner {
    pub(super) fn new(member: &'static str, cap: usize) -> Self {
        Self {
            member,
            cap,
            place: Place::Envelope,
            nesting: Nesting::default(),
            element: Vec::new(),
            envelope: Vec::new(),
            string_start: 0,
            after_string: false,
            at_member: false,
            seen_member: false,
            blanks: 0,
        }
    }

    /// Whether the document is complete.
    pub(super) fn has_ended(&self) -> bool {
        self.place == Place::End
    }

    /// Takes bytes up to the next element.
    pub(super) fn advance(&mut self, bytes: &mut &[u8]) -> Result<Scanned, ScanError> {
        while let Some(&byte) = bytes.first() {
            let taken = match self.place {
                Place::Envelope => self.envelope_byte(byte)?,
                Place::ArrayStart | Place::ArrayNext | Place::ArrayRest => self.array_byte(byte)?,
                Place::Element => self.element_bytes(bytes)?,
                Place::Scalar => self.scalar_byte(byte)?,
                Place::End if is_blank(byte) => self.blank()?,
                Place::End => return Err(ScanError::Unexpected),
            };
            *bytes = &bytes[taken..];
            match self.place {
                Place::Element if taken == 0 && byte == b'{' => return Ok(Scanned::ObjectAhead),
                Place::ArrayRest if !self.element.is_empty() => {
                    let text = std::mem::take(&mut self.element);
                    return Ok(Scanned::Element(text.into()));
                }
                _ => {}
            }
        }
        Ok(Scanned::Nothing)
    }

    /// The object ahead is an element, whose end is known: it goes on after it.
    pub(super) fn pass_over(&mut self) {
        self.end_element();
    }

    fn envelope_byte(&mut self, byte: u8) -> Result<usize, ScanError> {
        let outside = !self.nesting.in_string;
        if outside && self.nesting.depth == 0 && !is_blank(byte) && byte != b'{' {
            let is_bom = BYTE_ORDER_MARK.get(self.envelope.len()) == Some(&byte);
            if !is_bom {
                return Err(ScanError::Unexpected);
            }
        }
        if outside && self.nesting.depth == 1 {
            match byte {
                b'"' if !self.at_member => self.string_start = self.envelope.len(),
                _ if is_blank(byte) => {}
                b':' if self.after_string => self.at_member = self.is_member(),
                b':' => return Err(ScanError::Unexpected),
                b'[' if self.at_member && !self.seen_member => {
                    self.seen_member = true;
                    self.place = Place::ArrayStart;
                }
                // The first letter of null, which is as good as empty; the decoder checks the others.
                b'n' if self.at_member => self.at_member = false,
                _ if self.at_member => return Err(ScanError::Unexpected),
                _ => {}
            }
        }
        if self.envelope.len() >= self.cap {
            return Err(ScanError::TooLarge);
        }
        self.envelope.push(byte);
        if self.place == Place::Envelope {
            self.nesting.step(byte);
            if !is_blank(byte) || !outside {
                let string_ends = !outside && !self.nesting.in_string;
                self.after_string = string_ends && self.nesting.depth == 1;
            }
            if byte == b'}' && outside && self.nesting.depth == 0 {
                self.place = Place::End;
                self.blanks = 0;
            }
        }
        Ok(1)
    }

    /// Whether the last string is the member's name; it may be written with escapes.
    fn is_member(&self) -> bool {
        let string = self.envelope.get(self.string_start..).unwrap_or_default();
        serde_json::from_slice::<String>(string).is_ok_and(|name| name == self.member)
    }

    fn array_byte(&mut self, byte: u8) -> Result<usize, ScanError> {
        match (byte, self.place) {
            (byte, _) if is_blank(byte) => self.blank(),
            (b']', Place::ArrayStart | Place::ArrayRest) => {
                self.envelope.push(byte);
                self.at_member = false;
                self.place = Place::Envelope;
                Ok(1)
            }
            (b',', Place::ArrayRest) => {
                self.place = Place::ArrayNext;
                Ok(1)
            }
            (b',' | b']' | b'}' | b':', _) | (_, Place::ArrayRest) => Err(ScanError::Unexpected),
            (b'{' | b'[' | b'"', _) => {
                // The document's own nesting rests while the element has its own.
                self.nesting = Nesting::default();
                self.place = Place::Element;
                Ok(0)
            }
            _ => {
                self.place = Place::Scalar;
                Ok(0)
            }
        }
    }

    /// White space that is not kept; but an answer must not go on for ever with nothing else.
    fn blank(&mut self) -> Result<usize, ScanError> {
        self.blanks += 1;
        if self.blanks > self.cap {
            Err(ScanError::TooLarge)
        } else {
            Ok(1)
        }
    }

    fn element_bytes(&mut self, bytes: &[u8]) -> Result<usize, ScanError> {
        let inert = self.nesting.inert(bytes);
        // The byte after the inert ones, if it is here already, is taken with them.
        let taken = (inert + 1).min(bytes.len());
        if self.element.len() + taken > self.cap {
            return Err(ScanError::TooLarge);
        }
        self.element.extend_from_slice(&bytes[..taken]);
        if let Some(&byte) = bytes.get(inert) {
            self.nesting.step(byte);
            if self.nesting.depth == 0 && !self.nesting.in_string {
                self.end_element();
            }
        }
        Ok(taken)
    }

    fn scalar_byte(&mut self, byte: u8) -> Result<usize, ScanError> {
        if is_blank(byte) || matches!(byte, b',' | b']') {
            self.end_element();
            return Ok(0);
        }
        if matches!(byte, b'{' | b'}' | b'[' | b':' | b'"') {
            return Err(ScanError::Unexpected);
        }
        if self.element.len() >= self.cap {
            return Err(ScanError::TooLarge);
        }
        self.element.push(byte);
        Ok(1)
    }

    fn end_element(&mut self) {
        self.blanks = 0;
        self.nesting = Nesting {
            depth: 1,
            ..Nesting::default()
        };
        self.place = Place::ArrayRest;
    }
}

/// White space as JSON has it.
fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use super::{ScanError, Scanned, Scanner};

    /// The elements and the envelope, when the document arrives in pieces of the given size.
    fn scan(document: &str, piece: usize) -> Result<(Vec<String>, String, bool), ScanError> {
        let mut scanner = Scanner::new("Leads", 64);
        let mut elements = Vec::new();
        for mut bytes in document.as_bytes().chunks(piece) {
            loop {
                match scanner.advance(&mut bytes)? {
                    Scanned::ObjectAhead => assert_eq!(bytes.first(), Some(&b'{')),
                    Scanned::Element(text) => {
                        elements.push(String::from_utf8_lossy(&text).into_owned());
                    }
                    Scanned::Nothing => break,
                }
            }
            assert!(bytes.is_empty());
        }
        let ended = scanner.has_ended();
        Ok((
            elements,
            String::from_utf8_lossy(&scanner.envelope).into_owned(),
            ended,
        ))
    }

    #[test]
    fn elements_are_cut_out_wherever_the_pieces_end() {
        let document = r#" {"Status":1, "Le\u0061ds" : [ {"a":"]}\"{"}, [1,[2]] ,"x", 12 ,null], "Message":"Leads" } "#;
        for piece in 1..document.len() {
            let (elements, envelope, ended) = scan(document, piece).expect("it is well-formed");
            assert_eq!(
                elements,
                [r#"{"a":"]}\"{"}"#, "[1,[2]]", r#""x""#, "12", "null"]
            );
            assert_eq!(
                envelope,
                r#" {"Status":1, "Le\u0061ds" : [], "Message":"Leads" }"#
            );
            assert!(ended);
        }
    }

    #[test]
    fn a_member_of_that_name_further_inside_is_not_the_array() {
        let (elements, envelope, _) =
            scan(r#"{"x":{"Leads":[1]},"y":["Leads",[2]],"Leads":null}"#, 7).expect("well-formed");
        assert!(elements.is_empty());
        assert_eq!(
            envelope,
            r#"{"x":{"Leads":[1]},"y":["Leads",[2]],"Leads":null}"#
        );
    }

    #[test]
    fn a_cut_document_has_not_ended() {
        let document = r#"{"Leads":[{"a":1},{"b":2}]}"#;
        for end in 1..document.len() {
            let (_, _, ended) = scan(&document[..end], 5).expect("what is there is well-formed");
            assert!(!ended, "{}", &document[..end]);
        }
    }

    #[test]
    fn wrong_documents_are_refused() {
        for document in [
            "[1]",
            "x",
            r#"{"Leads":[1 2]}"#,
            r#"{"Leads":[,1]}"#,
            r#"{"Leads":[1,]}"#,
            r#"{"Leads":[1}"#,
            r#"{"Leads":[1],"Leads":[2]}"#,
            r#"{"Leads":[]} x"#,
            r#"{"Leads":{"a":[1]}}"#,
            r#"{"Leads":"none"}"#,
            r#"{"Leads":5}"#,
            r#"{"Leads"::[1]}"#,
            r"{:[1]}",
        ] {
            assert_eq!(
                scan(document, 3).err(),
                Some(ScanError::Unexpected),
                "{document}"
            );
        }
    }

    #[test]
    fn an_element_and_the_envelope_have_a_cap() {
        let long = "x".repeat(65);
        for document in [
            format!(r#"{{"Leads":["{long}"]}}"#),
            format!(r#"{{"Leads":[{long}]}}"#),
            format!(r#"{{"Message":"{long}"}}"#),
            format!(r#"{{"Leads":[1,{}2]}}"#, long.replace('x', " ")),
            format!(r#"{{"Leads":[1]}}{}"#, long.replace('x', " ")),
        ] {
            assert_eq!(scan(&document, 9).err(), Some(ScanError::TooLarge));
        }
    }
}
