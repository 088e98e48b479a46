//! Where rows are from: a file that can be read more than once.

use std::fs::File;
use std::io::{self, Read, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use encoding_rs::{CoderResult, Encoding};
use tempfile::NamedTempFile;

use super::lines::Lines;
use super::unusable::Unusable;

/// The file, with what was in it when it was opened: what is added later is not looked at.
#[derive(Debug)]
pub(super) struct Source {
    file: File,
    length: u64,
}

impl Source {
    /// What can be read once only, such as stdin, is copied first.
    pub(super) fn open(path: &Path) -> Result<Self, Unusable> {
        if path == Path::new("-") {
            return Self::copy_of(io::stdin().lock());
        }
        let file = File::open(path)?;
        match file.metadata()?.file_type() {
            kind if kind.is_dir() => {
                let kind = io::ErrorKind::IsADirectory;
                Err(io::Error::new(kind, "it is a directory").into())
            }
            kind if kind.is_file() => Ok(Self::of(file)?),
            _ => Self::copy_of(file),
        }
    }

    /// The same in UTF-8. A byte order mark is no part of it.
    pub(super) fn decoded(&self, encoding: &'static Encoding) -> Result<Self, Unusable> {
        let mut copy = unnamed()?;
        let mut decoder = encoding.new_decoder_with_bom_removal();
        let mut source = self.rewound()?;
        let mut bytes = vec![0; 16 * 1024];
        // As much as becomes of them.
        let mut text = String::with_capacity(64 * 1024);
        loop {
            let count = source.read(&mut bytes)?;
            let mut rest = &bytes[..count];
            loop {
                let (result, read, is_replaced) =
                    decoder.decode_to_string(rest, &mut text, count == 0);
                if is_replaced {
                    let rule = format!("is not {} all through: save it as UTF-8", encoding.name());
                    return Err(Unusable::wrong("", rule));
                }
                copy.write_all(text.as_bytes())?;
                text.clear();
                rest = &rest[read..];
                if result == CoderResult::InputEmpty {
                    break;
                }
            }
            if count == 0 {
                return Ok(Self::of(copy)?);
            }
        }
    }

    /// From the first one on.
    pub(super) fn lines(&self) -> io::Result<Lines<'_>> {
        self.rewound()?;
        Ok(Lines::of(&self.file, self.length))
    }

    pub(super) fn first_bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.rewound()?.take(4).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn of(file: File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        Ok(Self { file, length })
    }

    fn copy_of(mut source: impl Read) -> Result<Self, Unusable> {
        let mut copy = unnamed()?;
        io::copy(&mut source, &mut copy)?;
        Ok(Self::of(copy)?)
    }

    fn rewound(&self) -> io::Result<io::Take<&File>> {
        let mut file = &self.file;
        file.seek(SeekFrom::Start(0))?;
        Ok(file.take(self.length))
    }
}

/// A file that nobody else can read, and that has lost its name before anything is in it: it is gone with the process,
/// however that ends.
fn unnamed() -> Result<File, Unusable> {
    let copy = NamedTempFile::new().map_err(Unusable::NoCopy)?;
    Ok(copy.into_file())
}
