//! A new deal.

use base::error::Fields;
use base::{Ctx, Error, Event, Kind, Result, Tx, Writing};

use super::change::linkable;
use super::deal::{Draft, Input};
use super::{ROOM, store};
use crate::records::{Stub, place};
use crate::{pipelines, triggers};

/// Makes a deal, which goes to whoever is to be responsible; its id.
pub async fn create(ctx: &Ctx, input: Input) -> Result<i64> {
    let currency = ctx.account.currency.clone();
    let created = ctx.write(move |mut tx| {
        let place = place(&mut tx, Kind::Deal, input.responsible)?;
        let pipelines = pipelines::read(&mut tx)?;
        let mut wrong = Fields::default();
        let draft = Draft::new(&mut wrong, &input, &pipelines, &currency, tx.now());
        if let Some(draft) = &draft {
            linkable(&mut tx, &mut wrong, None, draft)?;
        }
        let Some(draft) = draft.filter(|_| wrong.is_empty()) else { return Err(wrong.into_error()) };
        let mut tx = tx.permit(place.creating_at(draft.stage_id))?;
        let (id, events) = arrive(&mut tx, (place.portfolio, place.responsible), &draft)?;
        tx.commit_all(events, id)
    });
    created.await.map_err(gone_meanwhile)
}

/// A new deal begins to live at its stage, with all that the stage sets off; the caller commits the events.
pub fn arrive(
    tx: &mut Tx<'_, Writing>,
    (portfolio, responsible): (i64, i64),
    draft: &Draft,
) -> Result<(i64, Vec<Event>)> {
    let (id, event) = store_draft(tx, portfolio, responsible, draft)?;
    let mut events = vec![event];
    events.extend(set_off(tx, id, (portfolio, responsible), draft)?);
    Ok((id, events))
}

/// What the stage at which the deal is now sets off: the one place where triggers meet deals. Imports pass it by.
pub fn set_off(
    tx: &mut Tx<'_, Writing>,
    id: i64,
    (portfolio, responsible): (i64, i64),
    draft: &Draft,
) -> Result<Vec<Event>> {
    let stub = Stub { id, portfolio, title: draft.title.clone(), version: 0, cell: draft.cell() };
    triggers::fire(tx, &ROOM, stub, responsible)
}

/// Writes a new deal with its links and roll-up; the caller commits the event. `responsible` holds the portfolio.
pub fn store_draft(
    tx: &mut Tx<'_, Writing>,
    portfolio: i64,
    responsible: i64,
    draft: &Draft,
) -> Result<(i64, Event)> {
    let id = tx.new_id()?;
    let closed_holder = (!draft.open).then_some(responsible);
    store::add(tx, id, portfolio, draft, closed_holder)?;
    draft.cell().enter(tx, Kind::Deal, portfolio);
    Ok((id, Event::RecordCreated { kind: Kind::Deal, id, portfolio, responsible }))
}

/// A stage, company, contact or product that went away between the look and the write.
pub fn gone_meanwhile(error: Error) -> Error {
    match error {
        Error::Store(::store::Error::Reference) => Error::invalid("error-deals-gone"),
        other => other,
    }
}
