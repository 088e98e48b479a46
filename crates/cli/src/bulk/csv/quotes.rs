//! Quotation marks that RFC 4180 does not know. The parser takes them for something that nobody may have meant.

/// Where in a record its reader is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum At {
    #[default]
    Start,
    /// Only white space was in the cell.
    Indented,
    Plain,
    Quoted,
    /// After a quotation mark that ends the cell, unless another one follows.
    Quote,
    /// A quotation mark was in the wrong place.
    Lost,
}

impl At {
    /// After the next characters.
    pub(super) fn after(self, bytes: &[u8], delimiter: u8) -> Self {
        bytes
            .iter()
            .fold(self, |at, byte| at.next(*byte, delimiter))
    }

    fn next(self, byte: u8, delimiter: u8) -> Self {
        match self {
            Self::Lost => Self::Lost,
            Self::Quoted if byte == b'"' => Self::Quote,
            Self::Quoted => Self::Quoted,
            Self::Start | Self::Quote if byte == b'"' => Self::Quoted,
            _ if byte == delimiter || matches!(byte, b'\r' | b'\n') => Self::Start,
            Self::Start | Self::Indented if byte == b' ' => Self::Indented,
            Self::Indented if byte == b'"' => Self::Lost,
            Self::Start | Self::Indented | Self::Plain => Self::Plain,
            Self::Quote if byte == b' ' => Self::Quote,
            Self::Quote => Self::Lost,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stand_around_a_cell_or_are_doubled_in_it() {
        for line in [
            "a,\"b\"",
            "\"a\"\"b\" ,c\n",
            "\"a,\nb\"\r\n",
            "5\" pipe,",
            "\"\"",
            " a",
        ] {
            assert_ne!(At::Start.after(line.as_bytes(), b','), At::Lost, "{line}");
        }
        for line in ["\"a\"b", "\"a\" b", " \"a\"", "a, \"b\""] {
            assert_eq!(At::Start.after(line.as_bytes(), b','), At::Lost, "{line}");
        }
    }

    #[test]
    fn may_be_open_at_the_end_of_a_line() {
        let at = At::Start.after(b"a,\"b\n", b',');
        assert_eq!(at, At::Quoted);
        assert_eq!(at.after(b"\"\n", b','), At::Start);
    }
}
