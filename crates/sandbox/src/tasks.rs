//! The tasks of a sandbox, which end with it.

use std::future::Future;
use std::sync::Mutex;

use tokio::task::JoinSet;

use crate::lock::lock;

#[derive(Debug, Default)]
pub(crate) struct Tasks(Mutex<JoinSet<()>>);

impl Tasks {
    pub(crate) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let mut tasks = lock(&self.0);
        // Those that have ended are forgotten here, so that the set does not grow.
        while tasks.try_join_next().is_some() {}
        tasks.spawn(task);
    }

    pub(crate) fn abort_all(&self) {
        lock(&self.0).abort_all();
    }

    /// Ends all tasks and waits until they are gone.
    pub(crate) async fn shutdown(&self) {
        let mut tasks = std::mem::take(&mut *lock(&self.0));
        tasks.shutdown().await;
    }
}
