//! What wakes those who do jobs: rung after the commit that wrote one down.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

/// Cheap to clone; all clones are one bell.
#[derive(Clone, Debug, Default)]
pub struct Bell(Arc<Notify>);

impl Bell {
    /// Wakes one who waits, or the next who comes to wait.
    pub fn ring(&self) {
        self.0.notify_one();
    }

    /// Until the bell rings, at most so long.
    pub async fn wait(&self, most: Duration) {
        // Whether it rang or the time is up is one to who looks again anyway.
        let _ = tokio::time::timeout(most, self.0.notified()).await;
    }
}
