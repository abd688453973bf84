//! The customer's side: the directory, leaving a search, choosing one of those who offer.

use base::authz::{Actor, Area, Do};
use base::event::{CustomerFact, SearchFact};
use base::letters::{self, Purpose};
use base::partners::{self, Partner};
use base::{App, Ctx, Error, Event, Result, Tx, Writing};

use super::search::{Answer, Reply, Search, Standing, Wanted};
use super::store::searches;
use crate::seats;

/// Every partner on the list.
pub async fn directory(app: &App) -> Result<Vec<Partner>> {
    let all = app.look(partners::all).await?;
    Ok(all.into_iter().filter(Partner::is_listed).collect())
}

/// The regions in which somebody works, in their order.
pub fn regions(partners: &[Partner]) -> Vec<String> {
    let mut regions: Vec<String> = partners.iter().flat_map(|partner| partner.regions.clone()).collect();
    regions.sort();
    regions.dedup();
    regions
}

/// The account's searches, newest first.
///
/// # Errors
/// 403.
pub async fn look(ctx: &Ctx) -> Result<Vec<Search>> {
    ctx.need(Area::Billing)?;
    ctx.read(searches::all).await
}

/// Who looks after the account.
pub(super) async fn partner(ctx: &Ctx) -> Result<Option<Partner>> {
    ctx.read(partners::of_account).await
}

/// The e-mails that whoever looks after the account has registered, twenty at most: whom it may let in.
pub(super) async fn partner_people(ctx: &Ctx) -> Result<Vec<String>> {
    ctx.read(|tx| match partners::of_account(tx)?.filter(Partner::is_listed) {
        Some(partner) => super::store::some_addresses(tx, partner.id),
        None => Ok(Vec::new()),
    })
    .await
}

/// Leaves a search: it reaches every partner of the region.
///
/// # Errors
/// 403; 422 for what is wanted and for a region where nobody works; 409 `search_open`.
pub async fn leave(ctx: &Ctx, wanted: Wanted) -> Result<Search> {
    ctx.need(Area::Billing)?;
    let wanted = wanted.checked()?;
    let id = ctx.app.new_id()?;
    let account = ctx.account.id;
    let reached: Vec<i64> = directory(&ctx.app)
        .await?
        .into_iter()
        .filter(|partner| partner.id != account && partner.regions.contains(&wanted.region))
        .map(|partner| partner.id)
        .collect();
    if reached.is_empty() {
        return Err(Error::field("region", "error-partner-region"));
    }
    let (name, mails) = (ctx.account.name.clone(), letters::are_on(&ctx.app));
    let done = ctx.write(move |mut tx| {
        searches::lock_accounts(&mut tx, &reached)?;
        let mut tx = tx.permit(Do::SeekPartner)?;
        searches::add(&mut tx, id, &wanted)?;
        for partner in &reached {
            searches::add_reply(&mut tx, id, *partner)?;
            tx.beside(*partner, &Actor::nobody(), |tx| {
                let mut tx = tx.permit(Do::HearCustomer)?;
                searches::receive(&mut tx, id, account, &wanted)?;
                if mails {
                    letters::to_administrators(&mut tx, Purpose::PartnerSought)?;
                }
                tx.commit(heard((account, &name), id, CustomerFact::Sought, Some(wanted.text.clone())), ())
            })?;
        }
        let made = searches::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        tx.commit(told(&made, None, SearchFact::Left, Some(wanted.text.clone())), made)
    });
    done.await.map_err(twice)
}

/// Takes the search back: partners who have not been chosen hear that it is over.
///
/// # Errors
/// 403; 404; 409 `search_over`.
pub async fn withdraw(ctx: &Ctx, id: i64) -> Result<()> {
    ctx.need(Area::Billing)?;
    let name = ctx.account.name.clone();
    ctx.write(move |mut tx| {
        let search = hold(&mut tx, id)?;
        let mut tx = tx.permit(Do::SeekPartner)?;
        searches::settle(&mut tx, id, Standing::Withdrawn)?;
        pass(&mut tx, &search, &name, None)?;
        tx.commit(told(&search, None, SearchFact::Withdrawn, None), ())
    })
    .await
}

/// Accepts a partner's offer: they look after the account from now on, and the others hear that it is over.
///
/// # Errors
/// 403; 404; 409 `search_over`, `not_offered`, `partner_gone`.
pub async fn accept(ctx: &Ctx, id: i64, partner: i64) -> Result<()> {
    ctx.need(Area::Billing)?;
    let name = ctx.account.name.clone();
    ctx.write(move |mut tx| {
        let before = partners::of_account(&mut tx)?;
        let search = hold(&mut tx, id)?;
        if partners::of_account(&mut tx)? != before {
            return Err(Error::conflict("error-stale"));
        }
        let chosen =
            search.replies.iter().find(|answer| answer.partner.id == partner).ok_or(Error::NotFound)?;
        if chosen.reply != Reply::Offered {
            return Err(Error::conflict("error-not-offered"));
        }
        if !chosen.partner.is_listed() {
            return Err(Error::conflict("error-partner-gone"));
        }
        let (account, open) = (tx.account(), seats::open_request(&mut tx)?);
        let mut tx = tx.permit(Do::AcceptPartner { offered: true })?;
        searches::settle(&mut tx, id, Standing::Accepted)?;
        searches::settle_reply(&mut tx, id, partner, Reply::Accepted, chosen.word.as_deref())?;
        tx.beside(partner, &Actor::nobody(), |tx| {
            let mut tx = tx.permit(Do::HearCustomer)?;
            searches::settle_lead(&mut tx, id, Reply::Accepted, chosen.word.as_deref())?;
            tx.commit(heard((account, &name), id, CustomerFact::Chose, None), ())
        })?;
        pass(&mut tx, &search, &name, Some(partner))?;
        let mut events = vec![told(&search, Some(&chosen.partner), SearchFact::Accepted, None)];
        events.extend(seats::look_after(
            &mut tx,
            &name,
            (before.as_ref(), Some(&chosen.partner)),
            open.as_ref(),
        )?);
        tx.commit_all(events, ())
    })
    .await
}

/// The search, still open, with every account that it concerns held until the end of the act.
fn hold<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Search> {
    let search = searches::find(tx, id)?.ok_or(Error::NotFound)?;
    let mut held: Vec<i64> = search.replies.iter().map(|answer| answer.partner.id).collect();
    held.extend(partners::of_account(tx)?.map(|partner| partner.id));
    searches::lock_accounts(tx, &held)?;
    let search = searches::find(tx, id)?.ok_or(Error::NotFound)?;
    search.standing.must_be_open()?;
    Ok(search)
}

/// Tells those who have not been chosen that it is over.
fn pass(tx: &mut Tx<'_, Writing>, search: &Search, customer: &str, chosen: Option<i64>) -> Result<()> {
    let (account, id) = (tx.account(), search.id);
    let live = |answer: &&Answer| answer.reply.is_live() && Some(answer.partner.id) != chosen;
    for answer in search.replies.iter().filter(live) {
        let word = answer.word.as_deref();
        searches::settle_reply(tx, id, answer.partner.id, Reply::Passed, word)?;
        tx.beside(answer.partner.id, &Actor::nobody(), |tx| {
            let mut tx = tx.permit(Do::HearCustomer)?;
            searches::settle_lead(&mut tx, id, Reply::Passed, word)?;
            tx.commit(heard((account, customer), id, CustomerFact::SearchOver, None), ())
        })?;
    }
    Ok(())
}

/// What the customer's journal says.
pub(super) fn told(
    search: &Search,
    partner: Option<&Partner>,
    became: SearchFact,
    word: Option<String>,
) -> Event {
    let partner = partner.map(|partner| partner.name.clone());
    Event::Search { search: search.id, region: search.region.clone(), partner, became, word }
}

/// What a partner's journal says.
pub(super) fn heard(
    (customer, name): (i64, &str),
    search: i64,
    became: CustomerFact,
    word: Option<String>,
) -> Event {
    Event::Customer {
        customer,
        name: name.to_owned(),
        request: Some(search),
        seats: None,
        became,
        word,
        changes: Vec::new(),
    }
}

/// The database judges that only one is open.
fn twice(error: Error) -> Error {
    match error {
        Error::Store(::store::Error::Unique { .. }) => Error::conflict("error-search-open"),
        other => other,
    }
}
