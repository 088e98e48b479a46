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
    assert_eq!(commands.len(), 6, "the tour, and each operation");
    for arguments in commands {
        Ran::of(&mut program(&home, &arguments)).expect(0);
    }
}
