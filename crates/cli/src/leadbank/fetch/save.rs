//! Leads that are saved in a file, or counted, or both.

use leadbank::{Client, RawJson};
use serde::Serialize;

use super::charts::{self, Bars};
use super::failed;
use super::lead_file::LeadFile;
use super::summary::Summary;
use crate::bulk::Progress;
use crate::failure::Failure;
use crate::leadbank::format::Format;
use crate::look::Look;
use crate::new_file::Place;
use crate::output::Output;

pub(super) struct Saving {
    pub(super) file: Option<(Place, Format)>,
    pub(super) is_summed_up: bool,
}

/// What came of it, in the order of its members here.
#[derive(Serialize)]
struct Saved {
    leads: u64,
    file: Option<String>,
    summary: Option<Summary>,
}

impl Saving {
    pub(super) async fn run(
        self,
        parameter: i32,
        client: &Client,
        output: &Output,
    ) -> Result<(), Failure> {
        let path = self.file.as_ref();
        let path = path.map(|(place, _)| place.path().display().to_string());
        let begin = |(place, format)| LeadFile::begin(place, format);
        let mut file = self.file.map(begin).transpose()?;
        let mut summary = self.is_summed_up.then(Summary::new);
        let mut leads = 0;
        let mut progress = Progress::of("leads", None, output);
        let call = client.fetch_leads(parameter);
        let mut answer = call.stream_as::<RawJson>().await.map_err(failed)?;
        while let Some(lead) = answer.next().await {
            let lead = lead.map_err(failed)?;
            leads += 1;
            if let Some(file) = &mut file {
                file.add(&lead)?;
            }
            if let Some(summary) = &mut summary {
                summary.add(lead.decode().ok().as_ref());
            }
            progress.one_more();
        }
        let formulas = match file {
            Some(file) => file.finish().await?,
            None => 0,
        };
        progress.end();
        let saved = Saved {
            leads,
            file: path,
            summary,
        };
        output.result(&saved, Saved::describe)?;
        if formulas > 0 {
            let cells = if formulas == 1 {
                "cell begins"
            } else {
                "cells begin"
            };
            output.note(&format!(
                "warning: {formulas} {cells} with = + - or @, which spreadsheets take for formulas or numbers: have the \
                 columns read as text"
            ));
        }
        if leads > 0 {
            output.note(&saved.next());
        }
        Ok(())
    }
}

impl Saved {
    fn describe(&self) -> String {
        let leads = match self.leads {
            0 => "no leads".to_owned(),
            1 => "1 lead".to_owned(),
            leads => format!("{leads} leads"),
        };
        let line = match &self.file {
            Some(file) => format!("{leads} in {file}"),
            None => leads,
        };
        match &self.summary {
            Some(summary) if self.leads > 0 => {
                format!("{}\n{line}", charts::text(summary, Bars::of_stdout()))
            }
            _ => line,
        }
    }

    /// How to confirm what is safe.
    fn next(&self) -> String {
        let Some(file) = &self.file else {
            return "nothing confirmed: the next fetch gives the same leads".to_owned();
        };
        let confirm = Look::of("vendor leadbank confirm --from=", "FILE", file.clone()).to_paste();
        format!(
            "nothing confirmed: the next fetch gives the same leads. To confirm those that are in the file, and no \
             others:\n  {confirm}"
        )
    }
}
