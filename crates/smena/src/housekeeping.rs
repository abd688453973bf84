//! What a running server does by itself every hour: empties the bin of what is thirty days old, forgets used words,
//! jobs that ended long ago, old letters, old attempts to sign in, posts to forms that no longer count and what came by forms
//! and was kept long enough, erases whose day has come, lets integrators go whose time is over, reminds of a review of access, and
//! removes companies whose day has come.

use std::time::Duration;

use base::web::once;
use base::{App, Result, jobs, letters};

const HOUR: Duration = Duration::from_secs(3600);

/// Begins the hourly round, for as long as the process lives.
pub fn begin(app: &App) {
    let app = app.clone();
    tokio::spawn(async move {
        let mut tick = tokio::time::interval(HOUR);
        loop {
            tick.tick().await;
            if let Err(error) = round(&app).await {
                tracing::error!(%error, "the hourly round failed; the next one tries again");
            }
        }
    });
}

/// One round over every account.
pub async fn round(app: &App) -> Result<()> {
    app.keep(people::signin::attempts::sweep).await?;
    app.keep(people::signin::passkeys::sweep).await?;
    app.keep(people::forgotten::sweep).await?;
    for account in crate::verify::accounts(app).await? {
        let id = account.id;
        app.keep(move |tx| once::sweep(tx, id)).await?;
        app.keep(move |tx| jobs::sweep(tx, id)).await?;
        app.keep(move |tx| letters::sweep(tx, id)).await?;
        app.keep(move |tx| work::sources::sweep(tx, id)).await?;
        app.keep(move |tx| crate::imports::upload::sweep(tx, id)).await?;
        let closes = account.closes_at.is_some();
        let operator = app.operator(account).as_job();
        if closes {
            // Nothing is deleted and nothing ends by itself before the day, and on the day all of it goes.
            if let Err(error) = people::closing::round(&operator).await {
                tracing::error!(%error, account = id, "closing a company failed; the next round goes on");
            }
            continue;
        }
        work::bin::purge(&operator).await?;
        work::sources::forget(&operator).await?;
        people::erasure::erase_due(&operator).await?;
        people::integrators::end_over(&operator).await?;
        people::open_links::forget(&operator).await?;
        people::reviews::remind(&operator).await?;
    }
    Ok(())
}
