//! A sandbox, and a browser that looks at it.

use crate::browser::Browser;
use crate::sandbox::Sandbox;

pub(crate) struct Stage {
    pub(crate) browser: Browser,
    pub(crate) sandbox: Sandbox,
}

/// Every kind of page, once [`Stage::fill`] has been there.
pub(crate) const PAGES: [&str; 14] = [
    "",
    "?vendor=dialler&operation=dialler.importContact",
    "calls/1",
    "calls/2",
    "calls/4",
    "calls/1000000",
    "data",
    "data/partner",
    "data/leadbank",
    "data/dialler",
    "data/aim",
    "data/iveco",
    "faults",
    "connect",
];

impl Stage {
    pub(crate) fn open() -> Self {
        Self::with(Browser::open())
    }

    pub(crate) fn with(browser: Browser) -> Self {
        let sandbox = Sandbox::start();
        Self { browser, sandbox }
    }

    pub(crate) fn goto(&self, page: &str) {
        self.browser.goto(&self.sandbox.page(page));
    }

    /// Some of everything: calls that went well, met a fault or broke the contract, data of all vendors, and faults to
    /// come.
    pub(crate) fn fill(&self) {
        self.inject("importContact", "drop-after-acting", 1);
        // Calls 1 and 2.
        self.import("ORDER-17");
        // Call 3.
        self.sandbox
            .run_well(&["leadbank", "fetch", "--parameter", "1"]);
        // Call 4.
        self.sandbox.break_the_contract();
        self.sandbox.run_well(&["tickets", "list"]);
        let activation = [
            "iveco",
            "activate",
            "--dossier-number",
            "D-17",
            "--reason-code",
            "4",
        ];
        self.sandbox.run_well(&activation);
        self.sandbox.run_well(&["aim", "details", "W1001"]);
        self.inject("listContacts", "refuse", 3);
    }

    /// Has the next calls of an operation fail, as a person does.
    pub(crate) fn inject(&self, operation: &str, kind: &str, calls: u32) {
        self.goto("faults");
        self.browser.choose("Operation", operation);
        self.browser.choose("Kind of fault", kind);
        self.browser.fill("How many calls", calls);
        self.browser.press("Inject");
        self.browser.find("//*[@role='status']");
    }

    /// A contact that may be imported again.
    pub(crate) fn import(&self, user_data: &str) {
        self.sandbox.run_well(&[
            "dialler",
            "import",
            "--campaign-id=538",
            "--name=Beispiel",
            "--phone-number-1=+493023125017",
            "--overwrite-duplicates",
            "--user-data",
            user_data,
        ]);
    }
}
