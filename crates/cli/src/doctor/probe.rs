//! Whether an operation that changes something is there, without carrying it out.

use vendor_core::bytes::Bytes;
use vendor_core::{ClientBuilder, Error, Operation, Pipeline, Request, Response};

use super::check::Subject;
use super::{Examination, blame};
use crate::access::Access;
use crate::exit::Exit;
use crate::failure::CallFailure;
use crate::settings::Found;

/// How a server with the operation answers to another method.
const EXPECTED: u16 = 405;

impl Examination<'_> {
    /// Asks by GET for what is done by POST. What the credentials are worth is told by 401 and 403 only; `unproven` says
    /// why else it is not.
    pub(crate) async fn probe(
        &mut self,
        base_url: &Found,
        access: &Access,
        probe: &'static Operation,
        unproven: &str,
    ) {
        let builder = ClientBuilder::<Pipeline>::new("vendor-core", &base_url.value);
        let builder = access.apply_to(builder);
        let pipeline = self.client(base_url, builder, |error| access.unusable(base_url, error));
        let Some(pipeline) = pipeline else { return };
        let answer = pipeline.send(Request::new(probe), |body| Ok(body.clone()));
        match answer.await {
            Ok(answer) => self.page_or_other_api(probe, &answer),
            Err(error) => self.refused_or_failed(probe, error),
        }
        if !self.has_a_problem() {
            self.skipped(Subject::Credentials, worth(access, unproven));
        }
    }

    fn page_or_other_api(&mut self, probe: &Operation, answer: &Response<Bytes>) {
        self.answered();
        if blame::is_html(answer.headers()) {
            let status = answer.status();
            let finding = format!("a page for people in place of the API ({status})");
            self.add(
                self.new_problem(Subject::Api, Exit::Unknown, finding)
                    .advice("Check the base URL, and whether a proxy or a portal has answered."),
            );
        } else {
            self.unexpected(probe, answer.status().as_u16());
        }
    }

    fn refused_or_failed(&mut self, probe: &'static Operation, error: Error) {
        let status = error.status().map_or(0, |status| status.as_u16());
        match (blame::of(&error), status) {
            (Subject::Api, EXPECTED) => {
                self.answered();
                self.ok(Subject::Api, format!("{} is there", probe.path()));
            }
            // It is not known what the vendor makes of such a request, but for these.
            (Subject::Api, 400..=499) if !matches!(status, 404 | 410 | 429) => {
                self.answered();
                self.unexpected(probe, status);
            }
            (blamed, _) => self.call_failed(blamed, CallFailure::new(probe, error)),
        }
    }

    fn unexpected(&mut self, probe: &Operation, status: u16) {
        let path = probe.path();
        let finding =
            format!("GET {path} is answered with {status}, where {EXPECTED} was to be expected");
        self.warned(
            Subject::Api,
            finding,
            "Check the base URL: perhaps another API is there.",
        );
    }
}

fn worth(access: &Access, unproven: &str) -> String {
    if access.is_nobody() {
        "none are set, and the vendor documents none".to_owned()
    } else if access.asks_for_a_token() {
        format!("they gave a token; {unproven}")
    } else {
        unproven.to_owned()
    }
}
