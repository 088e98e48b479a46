//! The commands of the README that need no account are run as they stand there.

mod vendor;

use vendor::{Ran, program};

#[test]
fn the_commands_of_the_readme_work() {
    let home = tempfile::tempdir().unwrap();
    let readme = include_str!("../README.md").replace("\\\n", " ");
    let commands: Vec<Vec<&str>> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("vendor "))
        .map(|line| line.split_whitespace().collect())
        .collect();
    let of = |vendor: &str| {
        commands
            .iter()
            .filter(|command| command[0] == vendor)
            .count()
    };
    let counts = [
        "tour", "doctor", "tickets", "leadbank", "dialler", "iveco", "aim",
    ]
    .map(of);
    // Of AIM not those that need a file, or a return that is scheduled already.
    assert_eq!(
        counts,
        [1, 2, 5, 4, 7, 1, 14],
        "the tour, the doctor, and each operation"
    );
    for arguments in commands {
        Ran::of(&mut program(&home, &arguments)).expect(0);
    }
}
