//! The one list of credentials: everything by which a person gets in. Sessions, API tokens and one-time links.
//!
//! Each carries the person's epoch; a change of status or of the right to sign in raises it, and from that commit
//! on every credential is dead on every node, whatever its row says. A session also carries the identity's epoch
//! (password). Nothing here is cached: each request reads the rows.

pub mod requirement;
pub mod store;

pub use crate::ctx::Signed;
pub use crate::kind::AccessKind;
pub use requirement::{Of, Requirement};
pub use store::{
    Access, Counts, Link, account, end_one, factor_due, look_at_link, note_seen, of_person, pass_token_on,
    requirement,
};

use kit::token::{self, Made};

use crate::authz::{Actor, PROOF_MS};
use crate::kind::Status;
use crate::org::Person;
use crate::{Account, App, Ctx, Error, Result, Tx, Writing, letters};

/// How long a session lasts: 30 days, in ms.
pub const SESSION_MS: i64 = 30 * 24 * 3_600_000;
/// How long a one-time link works: 3 days, in ms.
pub const LINK_MS: i64 = 3 * 24 * 3_600_000;

/// How long a link for a forgotten password works: an hour, in ms.
pub const RESET_MS: i64 = 3_600_000;

/// The act of whoever holds this secret (a session's or an API token's).
///
/// # Errors
/// 401 for anything that doesn't open a door at this moment; 403 `company_closing` for who is no administrator of a company
/// that closes.
pub async fn enter(app: &App, secret: &str) -> Result<Ctx> {
    let read = token::read(secret).ok_or(Error::SignedOut)?;
    let now = app.now();
    let (account, signed) =
        app.peek(move |tx| store::enter(tx, &read, now)).await?.ok_or(Error::SignedOut)?;
    let person = &signed.person;
    let proven = signed.access == AccessKind::Token || signed.proven_at > now - PROOF_MS;
    let actor = Actor { proven, ..Actor::person(person.id, person.category, person.rights.clone()) };
    let mut ctx = app.ctx(account, actor).told_to(person);
    ctx.signed = Some(std::sync::Arc::new(signed));
    Ok(ctx)
}

/// Whether the person may be inside at this moment.
pub fn may_be_inside(person: &Person, now: i64) -> bool {
    person.status == Status::Active && !person.is_over(now)
}

/// Opens a session; the secret is shown once.
pub fn open_session(
    tx: &mut Tx<'_, Writing>,
    person: &Person,
    identity_epoch: i64,
    agent: Option<&str>,
) -> Result<(i64, Made)> {
    let made = token::make(token::Kind::Session, tx.account());
    let id = tx.new_id()?;
    store::add_session(tx, id, person, identity_epoch, &made.hash, agent)?;
    Ok((id, made))
}

/// Makes an API token; the secret is shown once.
pub fn make_token(tx: &mut Tx<'_, Writing>, person: &Person, name: &str) -> Result<(i64, Made)> {
    let made = token::make(token::Kind::Api, tx.account());
    let id = tx.new_id()?;
    store::add_token(tx, id, person, name, &made.hash)?;
    Ok((id, made))
}

/// Makes a one-time link that sets a password. Links made before for the person are withdrawn, and so is a letter that
/// was to bring one.
pub fn make_link(tx: &mut Tx<'_, Writing>, person: &Person) -> Result<(i64, Made)> {
    letters::withdraw(tx, person.id)?;
    make_link_for_letter(tx, person)
}

/// As `make_link`, for the letter that is about to bring it.
pub fn make_link_for_letter(tx: &mut Tx<'_, Writing>, person: &Person) -> Result<(i64, Made)> {
    let made = token::make(token::Kind::Link, tx.account());
    let id = tx.new_id()?;
    store::end_kind(tx, AccessKind::Link, person.id, "replaced")?;
    store::add_link(tx, id, person, &made.hash, (LINK_MS, None))?;
    Ok((id, made))
}

/// Makes a one-time link for who forgot the password that their identity has at this epoch; it dies with that password.
/// Of such links the person has one at most; a link that somebody made for them stays.
pub fn make_reset(tx: &mut Tx<'_, Writing>, person: &Person, identity_epoch: i64) -> Result<(i64, Made)> {
    let made = token::make(token::Kind::Link, tx.account());
    let id = tx.new_id()?;
    store::end_resets(tx, person.id, "replaced")?;
    store::add_link(tx, id, person, &made.hash, (RESET_MS, Some(identity_epoch)))?;
    Ok((id, made))
}

/// Ends what a forgotten password brought about: the link, and the letter that was to bring one.
pub fn end_resets(tx: &mut Tx<'_, Writing>, person: i64, why: &str) -> Result<()> {
    letters::withdraw_reset(tx, person)?;
    store::end_resets(tx, person, why)
}

/// Ends the person's one-time links, and the letters that were to bring one; how many links there were.
pub fn end_links(tx: &mut Tx<'_, Writing>, person: i64, why: &str) -> Result<i64> {
    letters::withdraw(tx, person)?;
    letters::withdraw_reset(tx, person)?;
    store::end_kind(tx, AccessKind::Link, person, why)
}

/// Ends every credential of the person and raises their epoch: nothing made before opens the door again. Letters to them
/// that wait are withdrawn.
pub fn end_all(tx: &mut Tx<'_, Writing>, person: i64, why: &str) -> Result<Counts> {
    letters::withdraw_all(tx, person)?;
    store::end_all(tx, person, why)
}

/// A one-time link that works at this moment; its row stays locked until the end of the act.
///
/// # Errors
/// 422 `link_dead` when it was used, withdrawn, is too old or died with a change of status.
pub fn find_link<S>(tx: &mut Tx<'_, S>, hash: &[u8]) -> Result<Link> {
    store::find_link(tx, hash)?.ok_or(Error::invalid("error-link-dead"))
}

/// The account a secret names, if there is one.
pub async fn account_of(app: &App, account: i64) -> Result<Option<Account>> {
    app.look(move |tx| store::account(tx, account)).await
}
