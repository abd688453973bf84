//! The partner's side of a search: who looks for somebody in their region, and what they say to it.

use base::authz::{self, Actor, Do};
use base::event::{CustomerFact, SearchFact};
use base::letters::{self, Purpose};
use base::partners;
use base::{Ctx, Error, Event, Result};

use super::search::{self, Lead, Reply};
use super::seeking::{heard, told};
use super::store::searches;

/// What reached the partner whose account this is, what waits first.
///
/// # Errors
/// 404 where the account is no partner's; 403 for who is no administrator of it.
pub async fn look(ctx: &Ctx) -> Result<Vec<Lead>> {
    may(ctx).await?;
    ctx.read(searches::leads).await
}

/// Offers to look after the company.
///
/// # Errors
/// As `look`; 404; 409 `search_over`, `request_answered`, `partner_struck`; 422 without a word.
pub async fn offer(ctx: &Ctx, id: i64, word: &str) -> Result<()> {
    reply(ctx, id, Reply::Offered, word).await
}

/// Says that they can't.
///
/// # Errors
/// As `offer`.
pub async fn refuse(ctx: &Ctx, id: i64, word: &str) -> Result<()> {
    reply(ctx, id, Reply::Declined, word).await
}

async fn reply(ctx: &Ctx, id: i64, reply: Reply, word: &str) -> Result<()> {
    may(ctx).await?;
    let word = search::word(word)?;
    let mails = letters::are_on(&ctx.app);
    ctx.write(move |mut tx| {
        let lead = searches::lead(&mut tx, id)?.ok_or(Error::NotFound)?;
        searches::lock_accounts(&mut tx, &[lead.customer])?;
        let lead = searches::lead(&mut tx, id)?.ok_or(Error::NotFound)?;
        let account = tx.account();
        let partner = partners::find(&mut tx, account)?.ok_or(Error::NotFound)?;
        if !partner.is_listed() {
            return Err(Error::conflict("error-partner-struck"));
        }
        lead.reply.must_wait()?;
        let mut tx = tx.permit(Do::AnswerCustomer { theirs: true })?;
        searches::settle_lead(&mut tx, id, reply, Some(&word))?;
        let (here, there) = match reply {
            Reply::Offered => (CustomerFact::Offered, SearchFact::Offered),
            _ => (CustomerFact::Refused, SearchFact::Refused),
        };
        tx.beside(lead.customer, &Actor::partner(account), |mut tx| {
            let search = searches::find(&mut tx, id)?.ok_or(Error::NotFound)?;
            let asked = search.replies.iter().any(|answer| answer.partner.id == account);
            let mut tx = tx.permit(Do::OfferHelp { asked })?;
            searches::settle_reply(&mut tx, id, account, reply, Some(&word))?;
            if let Some(person) = search.asked_by.filter(|_| mails) {
                letters::to_person(&mut tx, person, Purpose::PartnerReplied)?;
            }
            tx.commit(told(&search, Some(&partner), there, Some(word.clone())), ())
        })?;
        let event: Event = heard((lead.customer, &lead.name), id, here, Some(word.clone()));
        tx.commit(event, ())
    })
    .await
}

async fn may(ctx: &Ctx) -> Result<()> {
    ctx.read(|tx| {
        let account = tx.account();
        partners::find(tx, account)?.ok_or(Error::NotFound)
    })
    .await?;
    authz::decide(&ctx.actor, &Do::AnswerCustomer { theirs: true })
}
