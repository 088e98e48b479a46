//! What a crate needs of the other published ones, to be built and tested.

use std::error::Error;
use std::fmt;

use semver::{Version, VersionReq};

use super::CORE;
use crate::release::crates::Crate;
use crate::release::package::Packed;

/// Of all that a crate depends on, and that its dependencies depend on.
#[derive(Debug, Default)]
pub(super) struct Needs {
    pub(super) of_core: Vec<Needed>,
    /// All but core.
    pub(super) siblings: Vec<Packed>,
}

/// A dependency, and whose it is.
#[derive(Clone, Debug)]
pub(super) struct Needed {
    /// Name and version of who needs it.
    pub(super) by: String,
    pub(super) name: String,
    pub(super) requirement: VersionReq,
}

impl Needs {
    /// `find` gives the package of a sibling that is to be used.
    pub(super) fn of(
        package: &Crate,
        mut find: impl FnMut(&Needed) -> Result<Packed, Box<dyn Error>>,
    ) -> Result<Self, Box<dyn Error>> {
        let mut needs = Self::default();
        let mut open = needed_by(package, true);
        while let Some(needed) = open.pop() {
            if needed.name == CORE {
                needs.of_core.push(needed);
                continue;
            }
            let sibling = find(&needed)?;
            let known = needs
                .siblings
                .iter()
                .any(|known| known.package.stem() == sibling.package.stem());
            if !known {
                open.extend(needed_by(&sibling.package, false));
                needs.siblings.push(sibling);
            }
        }
        Ok(needs)
    }
}

impl Needs {
    /// Who does not allow this version of core.
    pub(super) fn refusing(&self, core: &Version) -> Option<&Needed> {
        self.of_core.iter().find(|needed| !needed.allows(core))
    }
}

/// Only the tests of the crate itself are run.
fn needed_by(package: &Crate, for_tests: bool) -> Vec<Needed> {
    let dependencies = package.dependencies.iter();
    dependencies
        .filter(|dependency| for_tests || !dependency.for_tests)
        .map(|dependency| Needed {
            by: package.stem(),
            name: dependency.name.clone(),
            requirement: dependency.requirement.clone(),
        })
        .collect()
}

impl Needed {
    pub(super) fn allows(&self, version: &Version) -> bool {
        self.requirement.matches(version)
    }
}

impl fmt::Display for Needed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            by,
            name,
            requirement,
        } = self;
        write!(f, "{by} requires {name} {requirement}")
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use semver::{Version, VersionReq};

    use super::{Needed, Needs};
    use crate::release::crates::Dependency;
    use crate::release::package::Packed;

    fn package(name: &str, needs: &[(&str, &str)], for_tests: &[(&str, &str)]) -> Packed {
        let dependency = |&(name, requirement): &(&str, &str), for_tests| Dependency {
            name: name.to_owned(),
            requirement: VersionReq::parse(requirement).unwrap(),
            for_tests,
        };
        let needs = needs.iter().map(|needed| dependency(needed, false));
        let for_tests = for_tests.iter().map(|needed| dependency(needed, true));
        Packed::imagined(
            name,
            Version::new(0, 1, 0),
            needs.chain(for_tests).collect(),
        )
    }

    fn known() -> Vec<Packed> {
        vec![
            package("vendor-sandbox", &[], &[]),
            package(
                "dialler",
                &[("vendor-core", "^0.1.2")],
                &[("vendor-sandbox", "^0.1.0")],
            ),
            package(
                "vendor-cli",
                &[("vendor-core", "^0.1.0"), ("dialler", "^0.1.0")],
                &[],
            ),
        ]
    }

    fn find(needed: &Needed) -> Result<Packed, Box<dyn Error>> {
        let found = known()
            .into_iter()
            .find(|packed| packed.package.name == needed.name);
        let found = found.filter(|packed| needed.allows(&packed.package.version));
        found.ok_or_else(|| format!("{needed}, which is not there").into())
    }

    fn needs_of(name: &str) -> Result<Needs, Box<dyn Error>> {
        let package = known()
            .into_iter()
            .find(|packed| packed.package.name == name);
        Needs::of(&package.unwrap().package, find)
    }

    fn siblings(needs: &Needs) -> Vec<&str> {
        needs
            .siblings
            .iter()
            .map(|packed| packed.package.name.as_str())
            .collect()
    }

    #[test]
    fn what_its_dependencies_require_of_core_counts_too() {
        let needs = needs_of("vendor-cli").unwrap();
        let refusing = |version| needs.refusing(&version).map(ToString::to_string);
        let expected = "dialler-0.1.0 requires vendor-core ^0.1.2";
        assert_eq!(refusing(Version::new(0, 1, 0)).as_deref(), Some(expected));
        assert_eq!(refusing(Version::new(0, 1, 2)), None);
        assert!(refusing(Version::new(0, 2, 0)).is_some());
    }

    #[test]
    fn its_own_tests_are_run_and_not_those_of_its_dependencies() {
        assert_eq!(siblings(&needs_of("dialler").unwrap()), ["vendor-sandbox"]);
        assert_eq!(siblings(&needs_of("vendor-cli").unwrap()), ["dialler"]);
    }

    #[test]
    fn a_sibling_that_is_not_to_be_had_is_named_with_who_requires_it() {
        let package = package("leadbank", &[], &[("vendor-sandbox", "^0.2.0")]);
        let error = Needs::of(&package.package, find).unwrap_err().to_string();
        assert_eq!(
            error,
            "leadbank-0.1.0 requires vendor-sandbox ^0.2.0, which is not there"
        );
    }
}
