//! Invitations by e-mail: a pending person gets a letter with the address, their sign-in name and a one-time link.
//!
//! Asking for one writes a row of `base::letters` and a job; nothing else. The job first gets a line to the mail server,
//! then makes the link, in a transaction that looks once more whether the person still waits under that address, then
//! hands the letter over. So no secret lies anywhere at rest, and none is made for a letter that can't go. A server that
//! is away or says "later" is asked again with growing rests for three days; one that refuses has its words shown. A
//! letter is sent at least once: after a crash between the server's "taken" and our note of it there is a second one,
//! with a link that replaces the first. A password is in no letter. Without a mail server nothing is sent, and pages
//! offer the same words to be sent by hand. Start with `ask`, then `run`.

pub mod api;
mod ask;
pub(crate) mod by_hand;
mod letter;
mod look;
pub mod pages;
pub(crate) mod panel;
mod run;

pub(crate) use ask::ask_for;
pub use ask::{send, try_mail, withdraw};
pub use base::letters::are_on;
pub use look::{Page, look, of_person};
pub use run::JOB;
