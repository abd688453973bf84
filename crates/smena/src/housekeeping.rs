//! What a running server does by itself every hour: empties the bin of what is thirty days old, forgets used words,
//! jobs that ended long ago, old letters, old attempts to sign in, posts to forms that no longer count and what came by forms
//! and was kept long enough, erases whose day has come, lets integrators go whose time is over, reminds of a review of access, and
//! removes companies whose day has come.
//!
//! Each of these is a duty of its own: one that fails keeps neither the next one waiting nor another company.

use std::pin::Pin;
use std::time::Duration;

use base::web::once;
use base::{Account, App, Error, Result, jobs, letters};

const HOUR: Duration = Duration::from_secs(3600);

/// Begins the hourly round, for as long as the process lives.
pub fn begin(app: &App) {
    let app = app.clone();
    tokio::spawn(async move {
        let mut tick = tokio::time::interval(HOUR);
        loop {
            tick.tick().await;
            if let Err(error) = round(&app).await {
                tracing::error!(%error, "not all of the hourly round was done; the next one tries again");
            }
        }
    });
}

/// One round over every account.
///
/// # Errors
/// When something was not done, after all the rest was: the log has what it was, and where.
pub async fn round(app: &App) -> Result<()> {
    let everywhere = vec![
        duty("forgetting attempts to sign in", app.keep(people::signin::attempts::sweep)),
        duty("forgetting what passkeys were asked", app.keep(people::signin::passkeys::sweep)),
        duty("forgetting who forgot a password", app.keep(people::forgotten::sweep)),
    ];
    let mut failed = carry_out(everywhere, 0).await;
    for account in crate::verify::accounts(app).await? {
        failed += of_account(app, account).await;
    }
    match failed {
        0 => Ok(()),
        failed => Err(Error::Broken(format!("duties of the hourly round that failed: {failed}"))),
    }
}

/// All that is to be done in one company; how many duties failed.
async fn of_account(app: &App, account: Account) -> u64 {
    let id = account.id;
    let (closes, over) = (account.closes_at.is_some(), account.is_over(app.now()));
    let operator = app.operator(account).as_job();
    let mut duties = vec![
        duty("forgetting used words", app.keep(move |tx| once::sweep(tx, id))),
        duty("forgetting ended jobs", app.keep(move |tx| jobs::sweep(tx, id))),
        duty("forgetting old letters", app.keep(move |tx| letters::sweep(tx, id))),
        duty("forgetting posts to forms", app.keep(move |tx| work::sources::sweep(tx, id))),
        duty("forgetting import files", app.keep(move |tx| crate::imports::upload::sweep(tx, id))),
    ];
    if !over {
        // Also while the company closes: the people were told the day.
        duties.push(duty("erasing people", people::erasure::erase_due(&operator)));
    }
    if closes {
        // Nothing else is deleted and nothing ends by itself before the day, and on the day all of it goes.
        duties.push(duty("closing the company", people::closing::round(&operator)));
    } else {
        duties.extend([
            duty("emptying the bin", work::bin::purge(&operator)),
            duty("forgetting what came by forms", work::sources::forget(&operator)),
            duty("letting integrators go", people::integrators::end_over(&operator)),
            duty("forgetting open links", people::open_links::forget(&operator)),
            duty("reminding of a review of access", people::reviews::remind(&operator)),
        ]);
    }
    carry_out(duties, id).await
}

/// Something to be done, and what the log calls it.
type Duty<'a> = (&'static str, Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>);

fn duty<'a, T>(name: &'static str, done: impl Future<Output = Result<T>> + Send + 'a) -> Duty<'a> {
    (name, Box::pin(async move { done.await.map(drop) }))
}

/// Does one after the other, whatever became of the one before; how many failed.
async fn carry_out(duties: Vec<Duty<'_>>, account: i64) -> u64 {
    let mut failed = 0;
    for (name, duty) in duties {
        if let Err(error) = duty.await {
            tracing::error!(%error, account, duty = name, "this was not done; the next round tries again");
            failed += 1;
        }
    }
    failed
}
