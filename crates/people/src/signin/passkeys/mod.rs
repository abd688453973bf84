//! Passkeys: a key that stays in a phone, a computer or a security key, unlocked there by a finger, a face or a PIN. It stands for
//! the password and the second factor together, or for the second factor alone after a password, and it shows again that it is
//! them.
//!
//! They belong to the identity, as the password does, and nobody adds one for somebody else. What a browser is asked to sign is
//! a row that works once, for minutes, for what it was made for and in the session it was made in (`challenges`); any server
//! takes the answer. The library checks signature, origin and count. Whoever has one has a second factor (`factor`), so
//! the last is not removed where one is required, and adding the first gives recovery codes.
//!
//! Start with `place` (where passkeys can work at all), `own` (adding, renaming, removing), `show` (signing in by one).

mod challenges;
mod own;
mod place;
mod show;
mod store;

pub use challenges::{ask_proof, ask_sign_in, sweep};
pub use own::{Added, add, add_sent, begin, list, may_begin, of, remove_own, rename};
pub use place::{Place, Why, place, usual};
pub use show::{Answer, sign_in};
pub(super) use show::{by_proof, by_second_factor};
pub(super) use store::is_alive;
pub(crate) use store::{count, forget};

/// A passkey as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    pub id: i64,
    pub name: String,
    /// ms UTC.
    pub created_at: i64,
    pub used_at: Option<i64>,
    /// Since when it opens nothing, because there seems to be a copy.
    pub stopped_at: Option<i64>,
}

/// The most that one may have.
pub const MOST: i64 = 20;
/// How long a browser may take, in ms; as long as the library tells it.
pub const OPEN_MS: i64 = 5 * 60_000;
