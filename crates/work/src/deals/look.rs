//! One deal: for programs as it is, for people with the names of everything around it.

use base::org::{self, Name};
use base::{Ctx, Error, Kind, Result, journal};
use serde::Serialize;

use super::deal::Deal;
use super::find::Line;
use super::store;
use crate::records::see;

/// A deal with the lines of its company and contacts, which are shown to whoever may see the deal.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Card {
    #[serde(flatten)]
    pub deal: Deal,
    pub company: Option<Line>,
    pub contacts: Vec<Line>,
    /// The names of who holds it, who held it when it was closed, who created it; for people only.
    #[serde(skip)]
    pub names: Vec<Name>,
}

impl Card {
    pub fn name(&self, person: Option<i64>) -> Option<&Name> {
        self.names.iter().find(|name| Some(name.id) == person)
    }
}

/// The deal alone, for who has just written it and may not see it.
pub(super) async fn as_written(ctx: &Ctx, id: i64) -> Result<Card> {
    let deal = ctx.read(move |tx| store::find(tx, id)?.ok_or(Error::NotFound)).await?;
    Ok(Card { deal, company: None, contacts: Vec::new(), names: Vec::new() })
}

/// The deal, if the actor may see it.
pub async fn card(ctx: &Ctx, id: i64) -> Result<Card> {
    ctx.read(move |tx| {
        let deal = store::find(tx, id)?.ok_or(Error::NotFound)?;
        see(tx, Kind::Deal, deal.portfolio_id, deal.stage_id)?;
        let company = store::lines(tx, Kind::Company, deal.company_id.as_slice())?.pop();
        let contacts = store::lines(tx, Kind::Contact, &deal.contact_ids)?;
        let people = [Some(deal.responsible_id), deal.closed_holder_id, deal.created_by];
        let names = org::names(tx, people.into_iter().flatten())?.into_values().collect();
        Ok(Card { deal, company, contacts, names })
    })
    .await
}

/// The name of whoever changed a deal last that the reader sees; nobody's, where no person did.
pub async fn changed_by(ctx: &Ctx, id: i64) -> Result<Option<String>> {
    ctx.read(move |tx| {
        let last = journal::timeline(tx, Kind::Deal.code(), id, None, 1)?;
        let mut names = journal::names(tx, &last)?;
        let person = last.first().and_then(|entry| entry.actor_person);
        Ok(person.and_then(|id| names.remove(&id)).map(|name| name.name))
    })
    .await
}
