//! The limit of open files, which a thousand connections reach.

/// Raises it as far as the system lets.
#[cfg(unix)]
pub fn allow_many() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    let all = Rlimit {
        current: maximum,
        maximum,
    };
    // Where it is not let, a connection that fails says so.
    let _ = setrlimit(Resource::Nofile, all);
}

/// There is no such limit.
#[cfg(not(unix))]
pub fn allow_many() {}
