//! Changing a deal: what it says, where it stands, who is responsible.

use std::collections::HashMap;

use base::authz::{Deed, decide};
use base::error::Fields;
use base::portfolios::within;
use base::{Ctx, Error, Event, Kind, Result, Tx, Writing};
use kit::date::Zone;

use super::create::{gone_meanwhile, set_off};
use super::deal::{Deal, Draft, Input, Names, changes};
use super::store;
use crate::pipelines::{self, Pipelines};
use crate::products;
use crate::records::{doing, entering, moved, place, see, stale};

/// Changes the deal if it still has this version. Another responsible needs the right to assign, all the rest the
/// right to edit.
pub async fn change(ctx: &Ctx, id: i64, version: i64, input: Input) -> Result<Deal> {
    let zone = ctx.company_zone();
    let changed = ctx.write(move |mut tx| {
        let seen = store::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        see(&mut tx, Kind::Deal, seen.portfolio_id, seen.stage_id)?;
        let target = match input.responsible {
            Some(to) if to != seen.responsible_id && to != seen.portfolio_id => {
                Some(place(&mut tx, Kind::Deal, Some(to))?)
            }
            _ => None,
        };
        let before = store::lock(&mut tx, id)?.ok_or(Error::NotFound)?;
        let target = target.filter(|place| place.differs(before.portfolio_id, before.responsible_id));
        let pipelines = pipelines::read(&mut tx)?;
        let mut wrong = Fields::default();
        let draft = Draft::changed(&mut wrong, &before, &input, &pipelines, tx.now());
        if let Some(draft) = &draft {
            linkable(&mut tx, &mut wrong, Some(&before), draft)?;
        }
        let says_the_same = draft.as_ref() == Some(&Draft::of(&before));
        let mut acts = Vec::new();
        if !says_the_same || target.is_none() {
            acts.push(doing(&mut tx, Kind::Deal, Deed::Edit, before.place())?);
        }
        if target.is_some() {
            acts.push(doing(&mut tx, Kind::Deal, Deed::Assign, before.place())?);
        }
        if let Some(draft) = draft.as_ref().filter(|draft| draft.stage_id != before.stage_id) {
            acts.push(entering(&mut tx, before.portfolio_id, draft.stage_id)?);
        }
        for act in &acts {
            decide(tx.actor(), act)?;
        }
        if before.version != version {
            return Err(stale(before.version));
        }
        let Some(draft) = draft.filter(|_| wrong.is_empty()) else { return Err(wrong.into_error()) };
        if says_the_same && target.is_none() {
            return tx.unchanged(before);
        }
        let mut tx = tx.permit_all(&acts)?;
        let target = target.map(|place| (place.portfolio, place.responsible));
        let events = settle(&mut tx, &before, &draft, target, &pipelines, &zone)?;
        let deal = store::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        tx.commit_all(events, deal)
    });
    changed.await.map_err(gone_meanwhile)
}

/// Writes what differs, with all that another stage sets off; the caller commits the events.
pub(super) fn settle(
    tx: &mut Tx<'_, Writing>,
    before: &Deal,
    draft: &Draft,
    target: Option<(i64, i64)>,
    pipelines: &Pipelines,
    zone: &Zone,
) -> Result<Vec<Event>> {
    let mut events = store_change(tx, before, draft, target, pipelines, zone)?;
    if draft.stage_id != before.stage_id {
        let lies = target.unwrap_or((before.portfolio_id, before.responsible_id));
        events.extend(set_off(tx, before.id, lies, draft)?);
    }
    Ok(events)
}

/// Writes what differs with links and roll-up; the caller commits the events, of which there are none when nothing
/// differs. `target`: the portfolio it goes to and who holds that.
pub fn store_change(
    tx: &mut Tx<'_, Writing>,
    before: &Deal,
    draft: &Draft,
    target: Option<(i64, i64)>,
    pipelines: &Pipelines,
    zone: &Zone,
) -> Result<Vec<Event>> {
    let was = Draft::of(before);
    let (portfolio, responsible) = target.unwrap_or((before.portfolio_id, before.responsible_id));
    let mut events = Vec::new();
    if was != *draft {
        let names = names(tx, &was, draft, pipelines)?;
        let changes = changes(&was, draft, &names, zone);
        events.push(Event::RecordChanged { kind: Kind::Deal, id: before.id, changes });
    }
    if portfolio != before.portfolio_id {
        let (from, to) = ((before.portfolio_id, before.responsible_id), (portfolio, responsible));
        events.push(moved(tx, Kind::Deal, before.id, from, to)?);
    }
    if !events.is_empty() {
        let closed_holder = match (before.open, draft.open) {
            (_, true) => None,
            (true, false) => Some(responsible),
            (false, false) => before.closed_holder_id,
        };
        store::set(tx, before, portfolio, draft, closed_holder)?;
        was.cell().leave(tx, Kind::Deal, before.portfolio_id);
        draft.cell().enter(tx, Kind::Deal, portfolio);
    }
    Ok(events)
}

/// What is newly linked must exist and be visible to the actor; links that are there already may stay.
pub fn linkable<S>(
    tx: &mut Tx<'_, S>,
    wrong: &mut Fields,
    before: Option<&Deal>,
    draft: &Draft,
) -> Result<()> {
    let had = |id: &i64| before.is_some_and(|deal| deal.contact_ids.contains(id));
    let contacts: Vec<i64> = draft.contact_ids.iter().copied().filter(|id| !had(id)).collect();
    if !all_visible(tx, Kind::Contact, &contacts)? {
        wrong.add("contact_ids", "error-deals-contact");
    }
    let company = draft.company_id.filter(|id| before.and_then(|deal| deal.company_id) != Some(*id));
    if !all_visible(tx, Kind::Company, company.as_slice())? {
        wrong.add("company_id", "error-deals-company");
    }
    let product = draft.product_id.filter(|id| before.and_then(|deal| deal.product_id) != Some(*id));
    if let Some(product) = product
        && !products::exists(tx, product)?
    {
        wrong.add("product_id", "error-deals-product");
    }
    Ok(())
}

fn all_visible<S>(tx: &mut Tx<'_, S>, kind: Kind, ids: &[i64]) -> Result<bool> {
    if ids.is_empty() {
        return Ok(true);
    }
    let seen = within(tx, kind, Deed::See)?;
    let lines = store::lines(tx, kind, ids)?;
    Ok(lines.len() == ids.len() && lines.iter().all(|line| seen.covers(line.portfolio_id)))
}

/// The names that the journal needs for what differs.
fn names<'p, S>(
    tx: &mut Tx<'_, S>,
    was: &Draft,
    draft: &Draft,
    pipelines: &'p Pipelines,
) -> Result<Names<'p>> {
    let mut names =
        Names { pipelines, companies: HashMap::new(), contacts: HashMap::new(), products: HashMap::new() };
    if was.company_id != draft.company_id {
        let ids: Vec<i64> = was.company_id.into_iter().chain(draft.company_id).collect();
        names.companies = named(store::lines(tx, Kind::Company, &ids)?);
    }
    if was.contact_ids != draft.contact_ids {
        let ids: Vec<i64> = was.contact_ids.iter().chain(&draft.contact_ids).copied().collect();
        names.contacts = named(store::lines(tx, Kind::Contact, &ids)?);
    }
    if was.product_id != draft.product_id {
        names.products = products::read(tx)?.into_iter().map(|product| (product.id, product.name)).collect();
    }
    Ok(names)
}

fn named(lines: Vec<super::Line>) -> HashMap<i64, String> {
    lines.into_iter().map(|line| (line.id, line.name)).collect()
}
