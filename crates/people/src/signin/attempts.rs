//! Guessing is slow: so many wrong passwords for a name, or from an address, then wait.

use base::{App, Keeping, Result};

use super::store;

/// How far back wrong passwords count: 15 minutes, in ms.
pub const WINDOW_MS: i64 = 15 * 60_000;
/// So many for one name.
pub const MOST_PER_NAME: usize = 10;
/// So many from one address: an office shares one.
pub const MOST_PER_ADDRESS: usize = 100;

/// What a try at the door counts against.
#[derive(Clone, Debug)]
pub struct Counted {
    name: (String, usize),
    /// Empty where the network doesn't tell.
    address: (String, usize),
}

impl Counted {
    /// A login is another's in another account: where one is named, tries there count by themselves.
    pub fn new(name: &str, account: Option<i64>, address: &str) -> Counted {
        let most = (MOST_PER_NAME, MOST_PER_ADDRESS);
        match account.filter(|_| !name.contains('@')) {
            Some(account) => {
                Counted::under(["login", "address"], &format!("{account}:{name}"), address, most)
            }
            None => Counted::under(["name", "address"], name, address, most),
        }
    }

    /// An ask for a letter: counted by itself, so that nobody keeps another from signing in by asking.
    pub fn asking(name: &str, address: &str, most: (usize, usize)) -> Counted {
        Counted::under(["ask", "ask-address"], name, address, most)
    }

    /// Somebody who comes by an open link: counted by itself, too.
    pub fn joining(email: &str, address: &str, most: (usize, usize)) -> Counted {
        Counted::under(["join", "join-address"], email, address, most)
    }

    /// A code of the second factor.
    pub fn coding(identity: i64, address: &str, most: usize) -> Counted {
        Counted::under(["code", "address"], &identity.to_string(), address, (most, MOST_PER_ADDRESS))
    }

    /// A passkey that opens nothing: nobody said a name.
    pub fn passkey(address: &str) -> Counted {
        let name = (format!("passkey:{address}"), MOST_PER_ADDRESS);
        Counted { name, address: (String::new(), MOST_PER_ADDRESS) }
    }

    fn under([by_name, by_address]: [&str; 2], name: &str, address: &str, most: (usize, usize)) -> Counted {
        let name: String = name.chars().take(254).collect();
        let address = if address.is_empty() { String::new() } else { format!("{by_address}:{address}") };
        Counted { name: (format!("{by_name}:{name}"), most.0), address: (address, most.1) }
    }

    fn limits(&self) -> impl Iterator<Item = (&str, usize)> {
        let limits = [&self.name, &self.address];
        limits.into_iter().map(|(key, most)| (key.as_str(), *most)).filter(|(key, _)| !key.is_empty())
    }
}

/// How the tries so far stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Seconds to wait before the next one; 0: none.
    pub wait: i64,
    /// Whether wrong passwords for this name are on record.
    pub marked: bool,
}

pub(crate) fn standing(tx: &mut ::store::Tx<'_>, counted: &Counted, now: i64) -> Result<Standing> {
    let mut standing = Standing::default();
    for (key, most) in counted.limits() {
        let times = store::attempts(tx, key, now - WINDOW_MS, most)?;
        standing.wait = standing.wait.max(wait(&times, most, now));
        standing.marked |= key == counted.name.0 && !times.is_empty();
    }
    Ok(standing)
}

/// Notes a wrong password.
pub(crate) async fn note(app: &App, counted: &Counted) -> Result<()> {
    let ids = [app.new_id()?, app.new_id()?];
    let counted = counted.clone();
    app.keep(move |tx| add(tx, &counted, ids)).await
}

/// Notes one more of what is counted.
pub(crate) fn add(tx: &mut Keeping<'_>, counted: &Counted, ids: [i64; 2]) -> Result<()> {
    let since = tx.now - WINDOW_MS;
    for ((key, _), id) in counted.limits().zip(ids) {
        store::add_attempt(tx, key, id, since)?;
    }
    Ok(())
}

/// A right password wipes the name's slate; the address keeps its own.
pub(super) async fn forget(app: &App, counted: &Counted) -> Result<()> {
    let name = counted.name.0.clone();
    app.keep(move |tx| store::forget_attempts(tx, &name)).await
}

/// Forgets what no longer counts; for the installation's housekeeping.
pub fn sweep(tx: &mut Keeping<'_>) -> Result<()> {
    let since = tx.now - WINDOW_MS;
    store::sweep_attempts(tx, since)
}

/// Seconds until fewer than `most` count; `times` are the newest first, at most `most` of them.
fn wait(times: &[i64], most: usize, now: i64) -> i64 {
    match times.last() {
        Some(oldest) if times.len() >= most => ((oldest + WINDOW_MS - now + 999) / 1000).max(1),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_ends_when_the_oldest_of_the_last_tries_no_longer_counts() {
        let now = 10_000_000;
        let times: Vec<i64> = (0..10).map(|n| now - n * 60_000).collect();
        assert_eq!(wait(&times, 10, now), 6 * 60);
        assert_eq!(wait(&times[..9], 10, now), 0);
        assert_eq!(wait(&[], 10, now), 0);
    }

    #[test]
    fn an_unknown_address_is_not_counted() {
        assert_eq!(Counted::new("anna", None, "").limits().count(), 1);
        assert_eq!(Counted::new("anna", None, "10.0.0.1").limits().count(), 2);
    }

    #[test]
    fn a_login_counts_in_the_account_it_is_tried_in_and_an_email_everywhere() {
        let key = |name: &str, account| Counted::new(name, account, "").name.0;
        assert_ne!(key("kasa", Some(7)), key("kasa", Some(8)));
        assert_ne!(key("kasa", Some(7)), key("kasa", None));
        assert_eq!(key("a@b.example", Some(7)), key("a@b.example", None));
    }
}
