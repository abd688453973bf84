//! A line that names filters: only the kinds that have them are asked, each as its own list would be.

use base::authz::{Deed, Scope};
use base::web::Query;
use base::{Ctx, Kind, Result};

use super::find::{Group, Hit, Of, SHOWN, group};
use crate::records::Room;
use crate::records::ways::Ways;
use crate::records::words::{self, Address, Ask, Heard};
use crate::{companies, contacts, deals, tasks};

/// What a line asks that may name filters.
pub enum Narrowed {
    /// It names none.
    Not,
    /// The lists that have all of them.
    Lists(Vec<List>),
    /// Which one was meant? Answers lead to the list at this address.
    Asks(&'static str, Ask),
}

/// One list with the filters set, and its first few.
pub struct List {
    pub group: Group,
    /// Where all of them are.
    pub all: String,
    /// What the filters are called.
    pub called: Vec<String>,
    /// The words that are no filter.
    pub q: String,
}

/// The rooms whose lists the actor may see.
pub fn rooms(ctx: &Ctx) -> Vec<&'static Room> {
    let all: [&'static Room; 4] = [&deals::ROOM, &contacts::ROOM, &companies::ROOM, &tasks::ROOM];
    all.into_iter().filter(|room| ctx.actor.scope(room.kind, Deed::See) != Scope::None).collect()
}

/// Reads the line; where some kinds know more of its words than others, those few are meant.
pub async fn narrowed(ctx: &Ctx, q: &str) -> Result<Narrowed> {
    let rooms = rooms(ctx).into_iter().map(|room| (words::known_in(ctx, room, q), room));
    let rooms: Vec<(usize, &'static Room)> = rooms.collect();
    let most = rooms.iter().map(|(known, _)| *known).max().unwrap_or_default();
    if most == 0 {
        return Ok(Narrowed::Not);
    }
    let address = vec![("q".to_owned(), q.to_owned())];
    let (mut lists, mut asks) = (Vec::new(), None);
    for (_, room) in rooms.into_iter().filter(|(known, _)| *known == most) {
        match words::hear(ctx, room, &address).await? {
            Heard::Filters { address, called } => lists.push(list(ctx, room.kind, &address, called).await?),
            Heard::Asks(ask) => asks = asks.or(Some(Narrowed::Asks(room.kind.path(), ask))),
            Heard::Plain => {}
        }
    }
    Ok(match asks {
        Some(asks) if lists.is_empty() => asks,
        _ => Narrowed::Lists(lists),
    })
}

async fn list(ctx: &Ctx, kind: Kind, address: &Address, called: Vec<String>) -> Result<List> {
    let all = words::href(kind.path(), address);
    let limited: Address =
        address.iter().cloned().chain([("limit".to_owned(), (SHOWN + 1).to_string())]).collect();
    let (hits, partial) = hits(ctx, kind, &words::href(kind.path(), &limited)).await?;
    let q = address.iter().find(|(field, _)| field == "q").map(|(_, q)| q.clone()).unwrap_or_default();
    Ok(List { group: group(Of::Records(kind), hits, partial), all, called, q })
}

/// The first of the list at this address, and whether not everything was looked through.
async fn hits(ctx: &Ctx, kind: Kind, address: &str) -> Result<(Vec<Hit>, bool)> {
    let named = |id, title| Hit { id, title, phones: Vec::new(), emails: Vec::new() };
    let reached = |id, title, ways: Ways| Hit { id, title, phones: ways.phones, emails: ways.emails };
    Ok(match kind {
        Kind::Contact => {
            let slice = contacts::pages::listed(ctx, &Query::at(address)?).await?.slice;
            let hits = slice.items.into_iter().map(|one| reached(one.id, one.draft.name, one.draft.ways));
            (hits.collect(), slice.partial)
        }
        Kind::Company => {
            let slice = companies::pages::listed(ctx, &Query::at(address)?).await?.slice;
            let hits = slice.items.into_iter().map(|one| reached(one.id, one.draft.name, one.draft.ways));
            (hits.collect(), slice.partial)
        }
        Kind::Task => {
            let slice = tasks::pages::listed(ctx, &Query::at(address)?).await?.slice;
            (slice.items.into_iter().map(|one| named(one.id, one.draft.title)).collect(), slice.partial)
        }
        _ => {
            let query: deals::list::DealQuery = Query::at(address)?;
            let (slice, _) = deals::list::briefs(ctx, query.read()?).await?;
            (slice.items.into_iter().map(|one| named(one.id, one.title)).collect(), slice.partial)
        }
    })
}
