//! Completions and man pages: what a shell and `man` get from us.

#![cfg(unix)]
// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used)]

mod vendor;

use std::fs;
use std::process::Command;

use tempfile::TempDir;
use vendor::{Ran, program};

fn run(arguments: &[&str]) -> Ran {
    let home = tempfile::tempdir().unwrap();
    Ran::of(&mut program(&home, arguments))
}

mod completions {
    use super::*;

    /// What bash offers after these words, the last of which is begun.
    fn offered(directory: &TempDir, words: &[&str]) -> Vec<String> {
        let script = r#"
            source ./vendor.bash
            complete -p vendor > /dev/null || exit
            COMP_WORDS=("$@")
            COMP_CWORD=$(($# - 1))
            _vendor vendor "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            echo "${COMPREPLY[*]}"
        "#;
        let mut bash = Command::new("bash");
        bash.args(["--norc", "-c", script, "bash", "vendor"])
            .args(words)
            .current_dir(directory.path());
        let ran = Ran::of(&mut bash).expect(0);
        ran.stdout.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn bash_offers_commands_options_and_values() {
        let directory = tempfile::tempdir().unwrap();
        let script = run(&["completions", "bash"]).expect(0).stdout;
        fs::write(directory.path().join("vendor.bash"), script).unwrap();

        assert_eq!(offered(&directory, &["ti"]), ["tickets"]);
        let create = ["tickets", "create", "--ve"];
        assert_eq!(offered(&directory, &create), ["--vehicle-model-id"]);
        let vendors = offered(&directory, &["config", "show", "l"]);
        assert_eq!(vendors, ["leadbank"]);
        let files = ["aim", "fulfil", "--from-json", "vend"];
        assert_eq!(offered(&directory, &files), ["vendor.bash"]);
    }

    #[test]
    fn every_shell_has_a_script_of_its_own() {
        for (shell, part) in [
            ("bash", "complete -F _vendor"),
            ("zsh", "#compdef vendor"),
            ("fish", "complete -c vendor"),
            ("powershell", "Register-ArgumentCompleter"),
            ("elvish", "set edit:completion:arg-completer[vendor]"),
        ] {
            let script = run(&["completions", shell]).expect(0).stdout;
            assert!(script.contains(part), "{shell}: {script}");
        }
    }

    #[test]
    fn another_shell_is_refused_with_those_that_there_are() {
        let ran = run(&["completions", "tcsh"]).expect(2);
        assert!(ran.stderr.contains("bash, elvish, fish"), "{ran:#?}");
    }
}

mod man_pages {
    use super::*;

    #[test]
    fn the_first_is_printed() {
        let page = run(&["man"]).expect(0).stdout;
        assert!(page.contains(".TH vendor 1"), "{page}");
        assert!(page.contains(".SH EXAMPLES\n.nf\n"), "{page}");
        assert!(page.contains(".SH \"EXIT CODES\"\n.nf\n"), "{page}");
    }

    #[test]
    fn every_command_has_one_with_an_example() {
        let directory = tempfile::tempdir().unwrap();
        let man1 = directory.path().join("share/man1");
        let ran = run(&["man", "--to", man1.to_str().unwrap(), "--json"]).expect(0);
        let pages: Vec<_> = fs::read_dir(&man1)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        assert_eq!(ran.json()["pages"], pages.len());
        for name in [
            "vendor.1",
            "vendor-tickets.1",
            "vendor-dialler-campaigns-get.1",
        ] {
            assert!(pages.contains(&man1.join(name)), "{name}: {pages:#?}");
        }
        for page in pages {
            let text = fs::read_to_string(&page).unwrap();
            let has_example = text.contains(".SH EXAMPLE");
            assert!(has_example, "{}", page.display());
        }
    }

    #[test]
    fn a_directory_that_cannot_be_made_is_named() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("file");
        fs::write(&file, "").unwrap();
        let below = file.join("man1");
        let ran = run(&["man", "--to", below.to_str().unwrap()]).expect(1);
        assert!(ran.stderr.contains("cannot be written"), "{ran:#?}");
    }
}
