//! Code blocks of a text in Markdown.

/// A code block of a text in Markdown.
#[derive(Debug)]
pub(crate) struct Block {
    /// What stands after the fence: the language, and whether it is run.
    info: String,
    lines: Vec<String>,
    /// The line above it.
    above: String,
}

impl Block {
    /// As rustdoc has it: Rust where nothing else is said.
    fn is_run(&self) -> bool {
        matches!(self.info.as_str(), "" | "rust")
    }

    pub(crate) fn code(&self) -> String {
        self.lines.join("\n")
    }

    pub(crate) fn is_skipped(&self) -> bool {
        let mut words = self.info.split([',', ' ']);
        words.any(|word| word.starts_with("ignore") || word == "no_run")
    }

    /// By a comment above it, which no reader of the page sees.
    pub(crate) fn says_why(&self) -> bool {
        self.above.trim().starts_with("<!-- not run: ")
    }

    /// The hidden lines that start the sandbox and make a client.
    pub(crate) fn beginning(&self) -> Option<Vec<String>> {
        let mut lines = self.lines.iter().map(|line| line.trim());
        let from = lines.position(|line| line.starts_with("# #[tokio::main"))?;
        let to = self
            .lines
            .iter()
            .position(|line| line.trim().starts_with("# let client = "))?;
        self.lines.get(from..=to).map(<[String]>::to_vec)
    }

    fn shows(&self, text: &str) -> bool {
        let mut lines = self.lines.iter();
        lines.any(|line| !line.trim_start().starts_with("# ") && line.contains(text))
    }

    /// Whether it calls this method, against the sandbox, and says something of what comes back.
    pub(crate) fn is_example_of(&self, method: &str) -> bool {
        self.is_run()
            && [".", "::"]
                .iter()
                .any(|dot| self.shows(&format!("{dot}{method}(")))
            && self
                .lines
                .iter()
                .any(|line| line.contains("vendor_sandbox::"))
            && self.shows("assert")
    }
}

pub(crate) fn blocks<'a>(lines: impl IntoIterator<Item = &'a str>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    let mut above = "";
    for line in lines {
        match (&mut open, line.trim().strip_prefix("```")) {
            (Some(_), Some("")) => blocks.extend(open.take()),
            (Some(block), _) => block.lines.push(line.to_owned()),
            (None, Some(info)) => {
                open = Some(Block {
                    info: info.trim().to_owned(),
                    lines: Vec::new(),
                    above: above.to_owned(),
                });
            }
            (None, None) => {}
        }
        above = line;
    }
    assert!(open.is_none(), "a code block has no end: {open:?}");
    blocks
}

mod rules {
    use super::{Block, blocks};

    const EXAMPLE: [&str; 5] = [
        "# let sandbox = vendor_sandbox::Sandbox::start().await?;",
        "let ticket = client.get_ticket(1).await?;",
        "assert!(ticket.vin.is_null());",
        "# Ok(()) }",
        "",
    ];

    fn block(info: &str, without: &str) -> Block {
        let lines = EXAMPLE
            .iter()
            .filter(|line| without.is_empty() || !line.contains(without));
        Block {
            info: info.to_owned(),
            lines: lines.map(ToString::to_string).collect(),
            above: String::new(),
        }
    }

    #[test]
    fn an_example_calls_the_operation_against_the_sandbox_and_says_what_comes_back() {
        assert!(block("", "").is_example_of("get_ticket"));
        assert!(block("rust", "").is_example_of("get_ticket"));
        for without in ["vendor_sandbox", "get_ticket", "assert"] {
            assert!(!block("", without).is_example_of("get_ticket"), "{without}");
        }
        for other in ["get", "ticket", "get_tickets", "sandbox"] {
            assert!(!block("", "").is_example_of(other), "{other}");
        }
    }

    #[test]
    fn what_is_not_run_is_no_example() {
        for info in [
            "ignore",
            "no_run",
            "rust,no_run",
            "text",
            "compile_fail",
            "ignore-windows",
        ] {
            assert!(!block(info, "").is_example_of("get_ticket"), "{info}");
        }
        for info in [
            "ignore",
            "no_run",
            "rust,no_run",
            "rust, ignore",
            "ignore-windows",
        ] {
            assert!(block(info, "").is_skipped(), "{info}");
        }
        assert!(!block("rust", "").is_skipped());
    }

    #[test]
    fn a_block_knows_what_stands_above_it() {
        let text = "Text.\n<!-- not run: it would wait -->\n```no_run\nwait();\n```\n";
        let blocks = blocks(text.lines());
        assert_eq!(blocks.len(), 1);
        assert!(blocks[0].is_skipped() && blocks[0].says_why());
        assert_eq!(blocks[0].lines, ["wait();"]);
    }
}
