//! Who held a record, with names and hand-overs: on its card, in its timeline, for programs.

use ::people::handovers::What;
use base::authz::Area;
use base::org::{self, Name};
use base::portfolios::holders::{self, By};
use base::web::components::*;
use base::web::timeline::Beside;
use base::{Ctx, Error, Reading, Result, Tx};
use kit::date::to_rfc3339;
use maud::{Markup, html};
use serde::Serialize;

use super::{Room, place, shown, store};

pub use base::portfolios::holders::Held;

/// The holders of one record, newest first, and all that their times name.
pub struct Holders {
    pub held: Vec<Held>,
    names: std::collections::HashMap<i64, Name>,
    by: Vec<By>,
}

impl Holders {
    pub fn name(&self, person: i64) -> Option<&Name> {
        self.names.get(&person)
    }

    /// The hand-over by which somebody got it.
    pub fn by(&self, held: &Held) -> Option<&By> {
        self.by.iter().find(|by| Some(by.id) == held.by_handover)
    }

    fn said(&self, person: i64) -> String {
        self.name(person).map(|name| name.name.clone()).unwrap_or_default()
    }
}

/// Who held the record.
///
/// # Errors
/// 404 for a record that the actor may not see.
pub async fn holders(ctx: &Ctx, room: &'static Room, id: i64) -> Result<Holders> {
    ctx.read(move |tx| {
        let (portfolio, stage, created_at) = store::born(tx, room, id)?.ok_or(Error::NotFound)?;
        place::see(tx, room.kind, portfolio, stage)?;
        of(tx, room, id, (portfolio, created_at))
    })
    .await
}

fn of(tx: &mut Tx<'_, Reading>, room: &Room, id: i64, (portfolio, at): (i64, i64)) -> Result<Holders> {
    let held = holders::of_record(tx, (room.kind, id), portfolio, at)?;
    let by = holders::named(tx, &held)?;
    let people = held.iter().map(|held| held.person).chain(by.iter().map(|by| by.person));
    let names = org::names(tx, people.collect::<Vec<i64>>())?;
    Ok(Holders { held, names, by })
}

/// The card: since when, until when, who, and by which hand-over.
pub fn card(ctx: &Ctx, holders: &Holders) -> Markup {
    let say = &ctx.say;
    let line = |held: &Held| {
        let since = ctx.day(held.since);
        let time = match held.until.map(|at| ctx.day(at)) {
            Some(until) => {
                say.with("records-held-between", &[("since", since.into()), ("until", until.into())])
            }
            None => say.with("records-held-since", &[("since", since.into())]),
        };
        let who = html! {
            @if let Some(name) = holders.name(held.person) { (shown::person(name)) }
            @if let Some(by) = holders.by(held) { br; small { (came(ctx, holders, by)) } }
        };
        (time, who)
    };
    let lines: Vec<(String, Markup)> = holders.held.iter().map(line).collect();
    let lines: Vec<(&str, Markup)> = lines.iter().map(|(time, who)| (time.as_str(), who.clone())).collect();
    base::web::components::card(say.t("records-holders"), facts(&lines))
}

/// What hand-overs did, for the record's timeline: they touched no record, so its journal says nothing of them.
pub fn entries(ctx: &Ctx, holders: &Holders) -> Vec<Beside> {
    let pairs = holders.held.iter().zip(holders.held.iter().skip(1));
    pairs
        .filter_map(|(held, before)| {
            let by = holders.by(held)?;
            let values =
                [("from", holders.said(before.person).into()), ("to", holders.said(held.person).into())];
            let text = html! { (ctx.say.with("records-passed", &values)) " " (came(ctx, holders, by)) };
            Some(Beside { at: held.since, text })
        })
        .collect()
}

/// "by hand-over No. 12 (Deactivation: Anna Melnyk)"; a link for who manages people.
fn came(ctx: &Ctx, holders: &Holders, by: &By) -> Markup {
    let what = What::parse(&by.what).map(|what| ctx.say.t(what.word())).unwrap_or_default();
    let values =
        [("number", by.number.into()), ("what", what.into()), ("name", holders.said(by.person).into())];
    let text = ctx.say.with("records-by-handover", &values);
    html! {
        @if ctx.actor.has(Area::People) { a href={ "/handovers/" (by.id) } { (text) } }
        @else { (text) }
    }
}

/// Who held a record, newest first.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct HoldersList {
    pub holders: Vec<HolderJson>,
}

/// One person's time with a record.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct HolderJson {
    pub person_id: i64,
    pub name: String,
    /// RFC 3339.
    pub since: String,
    /// RFC 3339; null: until now.
    pub until: Option<String>,
    /// The hand-over by which it came; null: made, assigned or taken one by one.
    pub handover: Option<ByJson>,
}

/// A hand-over as the history of a record names it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ByJson {
    pub id: i64,
    pub number: i64,
    /// departure, handover, giveback or undo.
    pub what: String,
    /// Whose work it was.
    pub person_id: i64,
}

/// The same for programs.
pub async fn listed(ctx: &Ctx, room: &'static Room, id: i64) -> Result<axum::Json<HoldersList>> {
    let found = holders(ctx, room, id).await?;
    let json = |held: &Held| HolderJson {
        person_id: held.person,
        name: found.said(held.person),
        since: to_rfc3339(held.since),
        until: held.until.map(to_rfc3339),
        handover: found.by(held).map(|by| ByJson {
            id: by.id,
            number: by.number,
            what: by.what.clone(),
            person_id: by.person,
        }),
    };
    Ok(axum::Json(HoldersList { holders: found.held.iter().map(json).collect() }))
}
