//! XML on several lines. Text stays as it is: only what is nothing but space between two tags is changed.

use quick_xml::Reader;
use quick_xml::events::Event;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Open,
    Close,
    /// An element without contents, a comment, or what stands before the root.
    Whole,
    Text,
    Space,
}

/// Deeper, nothing is indented more: a text that is nothing but tags must not grow beyond measure.
const DEEPEST: usize = 20;

/// `None` if the text is no XML.
pub(super) fn indented(text: &str) -> Option<String> {
    if !text.trim_start().starts_with('<') {
        return None;
    }
    let tokens = tokens(text)?;
    let mut lines = String::new();
    let mut depth = 0_usize;
    let mut before = None;
    for (index, (kind, token)) in tokens.iter().enumerate() {
        let behind = tokens.get(index + 1).map(|(kind, _)| *kind);
        if *kind == Kind::Space && before != Some(Kind::Text) && behind != Some(Kind::Text) {
            continue;
        }
        if *kind == Kind::Close {
            depth = depth.saturating_sub(1);
        }
        let is_text = |kind| matches!(kind, Some(Kind::Text | Kind::Space));
        let stays = is_text(Some(*kind))
            || is_text(before)
            || (*kind == Kind::Close && before == Some(Kind::Open));
        if !stays && before.is_some() {
            lines.push('\n');
            lines.push_str(&"  ".repeat(depth.min(DEEPEST)));
        }
        lines.push_str(token);
        if *kind == Kind::Open {
            depth += 1;
        }
        before = Some(*kind);
    }
    Some(lines)
}

fn tokens(text: &str) -> Option<Vec<(Kind, &str)>> {
    let mut reader = Reader::from_str(text);
    let mut tokens = Vec::new();
    let mut start = 0;
    loop {
        let event = reader.read_event().ok()?;
        let end = usize::try_from(reader.buffer_position()).ok()?;
        let token = text.get(start..end)?;
        start = end;
        let kind = match event {
            Event::Start(_) => Kind::Open,
            Event::End(_) => Kind::Close,
            Event::Text(_) if token.trim_ascii().is_empty() => Kind::Space,
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => Kind::Text,
            Event::Empty(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => Kind::Whole,
            Event::Eof => break,
        };
        tokens.push((kind, token));
    }
    tokens
        .iter()
        .any(|(kind, _)| *kind != Kind::Text)
        .then_some(tokens)
}
