//! What a file of rows is encoded in.

use crate::csv::{mistakes, run};
use crate::import::Import;
use crate::vendor::Ran;

const ARGUMENTS: &[&str] = &["--campaign-id=538"];

/// A row in Windows-1252, with a character that Latin-1 does not have.
const WINDOWS: &[u8] = b"Name,PhoneNumber1\r\nM\xfcller \x80,+493023125009\r\n";

const NAME: &str = "Müller €";

#[track_caller]
fn read_as(file: impl AsRef<[u8]>, arguments: &[&str]) -> String {
    let import = Import::new();
    let ran = run(&import, file, &[ARGUMENTS, arguments].concat()).expect(0);
    assert_eq!(import.arrived(), [NAME]);
    ran.stderr
}

fn utf16(mark: &[u8], of: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    let text = format!("Name\tPhoneNumber1\r\n{NAME}\t+493023125009\r\n");
    let bytes = text.encode_utf16().flat_map(of);
    mark.iter().copied().chain(bytes).collect()
}

#[test]
fn is_utf8_without_a_word() {
    let text = format!("Name,PhoneNumber1\n{NAME},+493023125009\n");
    for file in [text.clone(), format!("\u{feff}{text}")] {
        assert!(!read_as(file, &[]).contains("read as"));
    }
}

#[test]
fn is_windows_1252_if_it_can_be_nothing_else_and_that_is_pointed_out() {
    let told = read_as(WINDOWS, &[]);
    assert!(
        told.contains("contacts.csv is not UTF-8: read as Windows-1252\n"),
        "{told}"
    );
}

#[test]
fn is_utf16_by_its_mark() {
    for (mark, of, name) in [
        (
            b"\xff\xfe",
            u16::to_le_bytes as fn(u16) -> [u8; 2],
            "UTF-16LE",
        ),
        (b"\xfe\xff", u16::to_be_bytes, "UTF-16BE"),
    ] {
        let told = read_as(utf16(mark, of), &[]);
        assert!(
            told.contains(&format!("is not UTF-8: read as {name}\n")),
            "{told}"
        );
    }
    let mut half = utf16(b"\xff\xfe", u16::to_le_bytes);
    half.pop();
    assert_eq!(
        mistakes(half, &[]),
        ["is not UTF-16LE all through: save it as UTF-8"]
    );
    let found = mistakes(utf16(b"", u16::to_le_bytes), &[]);
    assert!(
        found[0].starts_with("line 1 has a NUL, which no text has: "),
        "{found:?}"
    );
}

#[test]
fn is_what_is_said() {
    let told = read_as(WINDOWS, &["--encoding=windows-1252"]);
    assert!(!told.contains("read as"), "{told}");
    let found = mistakes(WINDOWS, &["--encoding=utf-8"]);
    let text = "line 2 is not a text in UTF-8: save the file as CSV in UTF-8, or say --encoding windows-1252 if it is \
                that";
    assert_eq!(found, [text]);
}

#[test]
fn is_not_guessed_if_there_is_utf8_too() {
    let file = [WINDOWS, "Ü,+49\n".as_bytes(), &b"\xfc\n".repeat(4)].concat();
    let text = "lines 2, 4, 5 and 2 more are not a text in UTF-8, yet there is UTF-8 in line 3: save the file as CSV in \
                UTF-8, or say --encoding windows-1252 if it is that";
    assert_eq!(mistakes(file, &[]), [text]);
}

#[test]
fn is_not_windows_1252_with_characters_that_it_does_not_have() {
    for byte in [b"\x81", b"\x07"] {
        let file = [WINDOWS, b"\xfc", byte, b",+49\n"].concat();
        let text = "lines 2, 3 are not a text in UTF-8, nor in Windows-1252: save the file as CSV in UTF-8";
        assert_eq!(mistakes(file, &[]), [text]);
    }
}

#[test]
fn is_none_in_the_file_of_a_spreadsheet_program() {
    let text = "begins as a spreadsheet program's own file does: save it as \"CSV UTF-8\" there, and give that file";
    assert_eq!(mistakes(b"PK\x03\x04\x14\0\x06\0", &[]), [text]);
    let import = Import::new();
    for name in ["contacts.xlsx", "contacts.ods"] {
        let ran = Ran::of(&mut import.bare(&[name])).expect(2);
        assert!(ran.stderr.contains("save it as \"CSV UTF-8\""), "{ran:#?}");
    }
}

#[test]
fn of_json_lines_is_utf8_unless_something_else_is_said() {
    let import = Import::new();
    let line = b"{\"DiallerCampaignsID\": 538, \"Name\": \"M\xfcller \x80\", \"PhoneNumber1\": \"+493023125009\"}\n";
    let file = import.file("contacts.jsonl", line);
    let ran = Ran::of(import.bare(&["--no-journal"]).arg(&file)).expect(2);
    assert!(
        ran.stderr.contains("line 1 is not a text in UTF-8"),
        "{ran:#?}"
    );
    let mut command = import.bare(&["--no-journal", "--encoding=windows-1252"]);
    Ran::of(command.arg(&file)).expect(0);
    assert_eq!(import.arrived(), [NAME]);
}
