//! `cargo xtask prove release`: that the gates of a release see what they are for.
//!
//! A check that cannot fail is worth nothing. So one break at a time is planted in a clone of HEAD, and the gate that
//! should see it is run: it has to be green without the plant, and to fail with it and say why.

mod edit;
mod plants;
mod site;
mod verdict;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use comfy_table::Table;
use comfy_table::presets::ASCII_MARKDOWN;

use self::plants::{Gate, PLANTS, Plant};
use self::site::Site;
use self::verdict::{Run, State, Verdict};
use crate::release::git::Git;

/// All plants, or those with these names.
pub(super) fn run(root: &Path, names: &[String]) -> Result<ExitCode, Box<dyn Error>> {
    let plants = selected(names)?;
    if !Git::at(root).uncommitted()?.is_empty() {
        println!("what is not committed is not part of the clone");
    }
    let site = Site::create(root)?;
    println!("the output of each run: {}", site.logs().display());
    let results = prove(&site, &plants)?;
    println!("\n{}", table(&results));
    let count =
        |is: fn(&Verdict) -> bool| results.iter().filter(|result| is(&result.verdict)).count();
    let missed = count(|verdict| matches!(verdict, Verdict::Missed(_)));
    println!(
        "{} caught, {missed} not caught, {} skipped",
        count(|verdict| matches!(verdict, Verdict::Caught(_))),
        count(|verdict| matches!(verdict, Verdict::Skipped(_))),
    );
    Ok(if missed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn selected(names: &[String]) -> Result<Vec<&'static Plant>, Box<dyn Error>> {
    if let Some(unknown) = names
        .iter()
        .find(|&name| PLANTS.iter().all(|plant| plant.name != name))
    {
        let known: Vec<&str> = PLANTS.iter().map(|plant| plant.name).collect();
        return Err(format!("no plant \"{unknown}\": there are {}", known.join(", ")).into());
    }
    let wanted = |plant: &&Plant| names.is_empty() || names.iter().any(|name| name == plant.name);
    Ok(PLANTS.iter().filter(wanted).collect())
}

/// What a gate has said of a plant.
#[derive(Debug)]
struct Finding {
    plant: &'static Plant,
    gate: &'static Gate,
    verdict: Verdict,
    unplanted: Duration,
    planted: Duration,
}

fn prove(site: &Site, plants: &[&'static Plant]) -> Result<Vec<Finding>, Box<dyn Error>> {
    let mut unplanted: Vec<(&Gate, State, Duration)> = Vec::new();
    for seen in plants.iter().flat_map(|plant| plant.seen) {
        if unplanted.iter().all(|(gate, ..)| *gate != seen.by) {
            let (run, elapsed) = timed(|| site.run(seen.by, None))?;
            let state = State::of(&run);
            println!(
                "{} without a plant: {state:?}, {:.1} s",
                seen.by.name,
                elapsed.as_secs_f64()
            );
            unplanted.push((seen.by, state, elapsed));
        }
    }
    let mut findings = Vec::new();
    for &plant in plants {
        println!("\n{}: {}", plant.name, plant.what);
        site.restore()?;
        site.plant(plant)?;
        for seen in plant.seen {
            let mut known = unplanted.iter().filter(|(gate, ..)| *gate == seen.by);
            let (gate, state, before) = known.next().ok_or("each gate has been run")?;
            let (run, planted) = timed(|| site.run(gate, Some(plant)))?;
            let verdict = Verdict::of(state, &run, seen.text);
            println!("{}: {verdict} ({:.1} s)", gate.name, planted.as_secs_f64());
            findings.push(Finding {
                plant,
                gate: seen.by,
                verdict,
                unplanted: *before,
                planted,
            });
        }
    }
    site.restore()?;
    Ok(findings)
}

fn timed(
    run: impl FnOnce() -> Result<Run, Box<dyn Error>>,
) -> Result<(Run, Duration), Box<dyn Error>> {
    let started = now();
    let run = run()?;
    Ok((run, started.elapsed()))
}

fn table(findings: &[Finding]) -> Table {
    let mut table = Table::new();
    table.load_style(ASCII_MARKDOWN);
    table.set_header([
        "plant",
        "gate",
        "what is seen",
        "without it, s",
        "with it, s",
    ]);
    for finding in findings {
        table.add_row([
            finding.plant.name.to_owned(),
            finding.gate.name.to_owned(),
            finding.verdict.to_string(),
            format!("{:.1}", finding.unplanted.as_secs_f64()),
            format!("{:.1}", finding.planted.as_secs_f64()),
        ]);
    }
    table
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long a gate takes is a real time"
)]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::{PLANTS, selected};

    #[test]
    fn all_plants_are_proved_unless_some_are_named() {
        assert_eq!(selected(&[]).unwrap().len(), PLANTS.len());
        let [first, last] = [PLANTS[0].name, PLANTS[PLANTS.len() - 1].name];
        let plants = selected(&[last.to_owned(), first.to_owned()]).unwrap();
        let names: Vec<&str> = plants.iter().map(|plant| plant.name).collect();
        assert_eq!(names, [first, last]);
    }

    #[test]
    fn an_unknown_plant_is_refused_with_the_known_ones() {
        let error = selected(&["api-brake".to_owned()]).unwrap_err().to_string();
        assert!(
            error.starts_with("no plant \"api-brake\": there are "),
            "{error}"
        );
        assert!(error.contains("api-break"), "{error}");
    }

    #[test]
    fn each_plant_has_a_name_of_its_own_and_a_gate_that_sees_it() {
        for (number, plant) in PLANTS.iter().enumerate() {
            assert!(
                !plant.edits.is_empty() && !plant.seen.is_empty(),
                "{}",
                plant.name
            );
            let others = &PLANTS[number + 1..];
            assert!(
                others.iter().all(|other| other.name != plant.name),
                "{}",
                plant.name
            );
        }
    }
}
