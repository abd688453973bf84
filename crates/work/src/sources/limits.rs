//! How much a form takes: a person sends one message, a program sends thousands. What is too much is refused before
//! anything of it is written, so the rows that anybody outside can make stay few.

use base::{App, Error, Keeping, Result};

use super::store;

/// How far back posts from one address count: 10 minutes, in ms.
const WINDOW_ADDRESS_MS: i64 = 10 * 60_000;
/// So many from one address: a few people behind one router, and their mistakes.
pub const MOST_PER_ADDRESS: usize = 10;
/// How far back posts to one form count: a minute, in ms.
const WINDOW_FORM_MS: i64 = 60_000;
/// So many to one form, from however many addresses: two a second is more than a campaign of a small company brings.
pub const MOST_PER_FORM: usize = 120;

/// What a post counts against.
#[derive(Clone, Debug)]
pub struct Counted {
    pub account: i64,
    pub form: i64,
    /// As `Visitor` has it; empty where the network doesn't tell.
    pub address: String,
}

impl Counted {
    fn limits(&self) -> impl Iterator<Item = (Option<&str>, usize, i64)> {
        let address = (!self.address.is_empty()).then_some(self.address.as_str());
        let by_address = address.map(|address| (Some(address), MOST_PER_ADDRESS, WINDOW_ADDRESS_MS));
        [(None, MOST_PER_FORM, WINDOW_FORM_MS)].into_iter().chain(by_address)
    }
}

/// Counts one more post.
///
/// # Errors
/// 429 when it is one too many; then nothing was written.
pub async fn count(app: &App, counted: &Counted, trapped: Trapped) -> Result<()> {
    let now = app.now();
    let looked = counted.clone();
    // Most of a flood ends here, without a turn in the queue of writers.
    let wait = app.peek(move |tx| {
        let mut wait = 0;
        for (address, most, window) in looked.limits() {
            let times = store::posts(tx, (looked.account, looked.form, address), now - window, limit(most))?;
            wait = wait.max(seconds(&times, most, window, now));
        }
        Ok(wait)
    });
    allow(wait.await?)?;
    let (counted, id) = (counted.clone(), app.new_id()?);
    app.keep(move |tx| {
        let now = tx.now;
        for (address, most, window) in counted.limits() {
            let of = (counted.account, counted.form, address);
            let times = store::posts_kept(tx, of, now - window, limit(most))?;
            allow(seconds(&times, most, window, now))?;
        }
        store::add_post(tx, counted.account, counted.form, id, &counted.address)?;
        if trapped == Trapped::Yes {
            store::add_trapped(tx, counted.account, counted.form)?;
        }
        Ok(())
    })
    .await
}

/// Whether the post was caught in the trap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trapped {
    Yes,
    No,
}

/// Forgets posts of the account that no longer count; for the housekeeping.
pub fn sweep(tx: &mut Keeping<'_>, account: i64) -> Result<()> {
    let since = tx.now - WINDOW_ADDRESS_MS;
    store::sweep_posts(tx, account, since)
}

fn allow(wait: i64) -> Result<()> {
    if wait == 0 { Ok(()) } else { Err(Error::Slow(wait)) }
}

fn limit(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}

/// Seconds until fewer than `most` count; `times` are the newest first, at most `most` of them.
fn seconds(times: &[i64], most: usize, window: i64, now: i64) -> i64 {
    match times.last() {
        Some(oldest) if times.len() >= most => ((oldest + window - now + 999) / 1000).max(1),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_ends_when_the_oldest_no_longer_counts() {
        let times: Vec<i64> = (0..10).map(|n| 1_000_000 - n * 30_000).collect();
        assert_eq!(seconds(&times, 10, WINDOW_ADDRESS_MS, 1_000_000), 330);
        assert_eq!(seconds(&times[..9], 10, WINDOW_ADDRESS_MS, 1_000_000), 0);
    }

    #[test]
    fn an_unknown_address_counts_for_the_form_alone() {
        let counted = |address: &str| Counted { account: 1, form: 2, address: address.into() };
        assert_eq!(counted("").limits().count(), 1);
        assert_eq!(counted("203.0.113.7").limits().count(), 2);
    }
}
