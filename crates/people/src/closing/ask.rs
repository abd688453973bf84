//! An administrator closes the company, or any administrator calls that back.

use base::authz::{self, Actor, Do};
use base::credentials::AccessKind;
use base::event::CustomerFact;
use base::letters::{self, Purpose};
use base::partners::{self, Partner};
use base::{Ctx, Error, Event, Result, Status, Tx, Writing, org};

use super::{rules, store};
use crate::seats;

/// What is typed for it.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// The company's name.
    pub name: String,
    pub reason: String,
}

const LONGEST: usize = 1_000;

/// The company closes at the moment that is answered (ms UTC): from now on it is open to administrators alone.
///
/// # Errors
/// 403, also for who is no administrator any more; 422 at `name` where another name is typed, at `reason`; 409
/// `closing_session` for an API token, `closing_waits` when it closes already, `closing_partner` for a partner on the list.
pub async fn begin(ctx: &Ctx, wish: Wish) -> Result<i64> {
    authz::decide(&ctx.actor, &Do::CloseCompany)?;
    check_session(ctx)?;
    let closes_at = rules::day(ctx.app.now(), &ctx.company_zone())?;
    let reason = Some(wish.reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    if reason.as_ref().is_some_and(|reason| reason.chars().count() > LONGEST) {
        return Err(Error::field("reason", "error-too-long"));
    }
    let mails = letters::are_on(&ctx.app);
    let done = ctx.write(move |mut tx| {
        let (account, partner) = (tx.account(), hold(&mut tx)?);
        check_still_administrator(&mut tx)?;
        if store::standing(&mut tx)?.is_some() {
            return Err(Error::conflict("error-closing-waits"));
        }
        if partners::find(&mut tx, account)?.is_some_and(|partner| partner.is_listed()) {
            return Err(Error::conflict("error-closing-partner"));
        }
        let name = store::name(&mut tx)?;
        if !rules::is_named(&name, &wish.name) {
            return Err(Error::field("name", "error-closing-name"));
        }
        let mut tx = tx.permit(Do::CloseCompany)?;
        store::begin(&mut tx, closes_at, reason.as_deref())?;
        letters::withdraw_all_of(&mut tx, Purpose::ClosingOff)?;
        if mails {
            write_to_them(&mut tx, Purpose::Closing)?;
        }
        if let Some(partner) = partner {
            tell_partner(&mut tx, &partner, (account, &name), CustomerFact::Closing, mails)?;
        }
        tx.commit(
            Event::CompanyClosing { account, until: closes_at, reason: reason.clone() },
            (closes_at, name),
        )
    });
    let (closes_at, name) = done.await?;
    let at = kit::date::to_rfc3339(closes_at);
    tracing::warn!(account = ctx.account.id, name, at, "a company closes");
    Ok(closes_at)
}

/// Everything is as before: whoever had access has it, and what was running out meanwhile has as long to go as it had.
///
/// # Errors
/// 403; 409 `not_closing`, and `closing_over` once the day has come.
pub async fn call_back(ctx: &Ctx) -> Result<()> {
    let mails = letters::are_on(&ctx.app);
    ctx.write(move |mut tx| {
        let (account, partner) = (tx.account(), hold(&mut tx)?);
        authz::decide(tx.actor(), &Do::KeepCompany)?;
        let closes_at = store::closes_at(&mut tx)?.ok_or(Error::conflict("error-not-closing-company"))?;
        let over = Error::conflict("error-closing-over");
        let Some(standing) = store::standing(&mut tx)? else { return Err(over) };
        if !rules::can_be_kept(closes_at, standing.begun, tx.now()) {
            return Err(over);
        }
        let name = store::name(&mut tx)?;
        let mut tx = tx.permit(Do::KeepCompany)?;
        store::give_time_back(&mut tx, standing.at)?;
        store::keep(&mut tx)?;
        for purpose in [Purpose::Closing, Purpose::ClosingReminder] {
            letters::withdraw_all_of(&mut tx, purpose)?;
        }
        if mails {
            write_to_them(&mut tx, Purpose::ClosingOff)?;
        }
        if let Some(partner) = partner {
            tell_partner(&mut tx, &partner, (account, &name), CustomerFact::Stayed, mails)?;
        }
        tx.commit(Event::CompanyKept { account }, ())
    })
    .await
}

/// A token can't show that it is them, and a program is nobody who means it.
fn check_session(ctx: &Ctx) -> Result<()> {
    let session = ctx.signed.as_ref().is_some_and(|signed| signed.access == AccessKind::Session);
    if session { Ok(()) } else { Err(Error::conflict("error-closing-session")) }
}

/// A letter to the administrators, and to the integrators who have a time here.
fn write_to_them(tx: &mut Tx<'_, Writing>, purpose: Purpose) -> Result<()> {
    letters::to_administrators(tx, purpose)?;
    for helper in store::integrators(tx)? {
        letters::to_person(tx, helper, purpose)?;
    }
    Ok(())
}

/// The account's row and its partner's, the smaller id first, until the end of the act; who the partner is.
fn hold<S>(tx: &mut Tx<'_, S>) -> Result<Option<Partner>> {
    let before = partners::of_account(tx)?.map(|partner| partner.id);
    let account = tx.account();
    store::lock_accounts(tx, &[account, before.unwrap_or(account)])?;
    let partner = partners::of_account(tx)?;
    if partner.as_ref().map(|partner| partner.id) != before {
        return Err(Error::conflict("error-stale"));
    }
    Ok(partner)
}

/// Somebody may have blocked them, or made them somebody else, since the request came in.
fn check_still_administrator<S>(tx: &mut Tx<'_, S>) -> Result<()> {
    let me = tx.actor().person_id();
    let person = me.map(|id| org::find_locked(tx, id)).transpose()?.flatten();
    match person {
        Some(person) if person.status == Status::Active && person.is_administrator() => Ok(()),
        _ => Err(Error::Denied(Do::CloseCompany.name())),
    }
}

/// The partner's own journal has it, too, and its administrators a letter: of both, so that nobody works with the first one
/// alone. A letter names no customer, so the first one is taken back only where it was of this one.
fn tell_partner(
    tx: &mut Tx<'_, Writing>,
    partner: &Partner,
    (customer, name): (i64, &str),
    became: CustomerFact,
    mails: bool,
) -> Result<()> {
    tx.beside(partner.id, &Actor::nobody(), |tx| {
        let mut tx = tx.permit(Do::HearCustomer)?;
        let stays = became == CustomerFact::Stayed;
        if stays && !store::another_closes(&mut tx, customer)? {
            letters::withdraw_all_of(&mut tx, Purpose::CustomerCloses)?;
        }
        if mails {
            let purpose = if stays { Purpose::CustomerStays } else { Purpose::CustomerCloses };
            letters::to_administrators(&mut tx, purpose)?;
        }
        tx.commit(seats::of_customer(customer, name, became), ())
    })
}
