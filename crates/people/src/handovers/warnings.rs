//! What to mind before a hand-over is done. Nothing here forbids it: an administrator knows more than the product does.

use std::collections::BTreeSet;

use base::absences::{Away, AwayNow, away_at};
use base::authz::{Area, Deed, Scope};
use base::credentials::{self, AccessKind};
use base::org::{self, Person};
use base::portfolios::sharing::Facet;
use base::portfolios::{self, Holdable};
use base::{Ctx, Kind, Reading, Result, Tx};

use super::fact::What;
use super::plan::Plan;
use super::tokens::Fate;
use crate::people::last_seen;

/// Who was here within this time, in ms, is taken to be at work: being here is noted once a minute.
const HERE_MS: i64 = 3 * 60_000;

/// One thing to mind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// A receiver is away; who stands in for them, if anybody does.
    Away { name: String, away: Away },
    /// A receiver is to leave, too.
    Leaving { name: String, at: i64 },
    /// A receiver's own access ends by itself.
    AccessEnds { name: String, at: i64 },
    /// A receiver's role hides deals at these stages, at which there are some.
    Unseen { name: String, stages: String },
    /// A receiver's role lets them see these, and not change them.
    Unchangeable { name: String, stages: String },
    /// A token ends, and with it what some program does.
    Token { token: String },
    /// The leaver is at work at this moment.
    AtWork { name: String },
}

impl Warning {
    /// The word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Warning::Away { .. } => "away",
            Warning::Leaving { .. } => "leaving",
            Warning::AccessEnds { .. } => "access_ends",
            Warning::Unseen { .. } => "unseen",
            Warning::Unchangeable { .. } => "unchangeable",
            Warning::Token { .. } => "token",
            Warning::AtWork { .. } => "at_work",
        }
    }

    /// One sentence for a person.
    pub fn sentence(&self, ctx: &Ctx) -> String {
        let say = &ctx.say;
        let who = |name: &String| ("name", name.as_str().into());
        match self {
            Warning::Away { name, away } if away.stand_ins.is_empty() => {
                say.with("warning-away-alone", &[who(name), ("until", away.until(ctx).into())])
            }
            Warning::Away { name, away } => {
                let by = away.stand_ins.join(", ");
                let values = [who(name), ("until", away.until(ctx).into()), ("by", by.into())];
                say.with("warning-away", &values)
            }
            Warning::Leaving { name, at } => {
                say.with("warning-leaving", &[who(name), ("at", ctx.moment(*at).into())])
            }
            Warning::AccessEnds { name, at } => {
                say.with("warning-access-ends", &[who(name), ("at", ctx.moment(*at).into())])
            }
            Warning::Unseen { name, stages } => {
                say.with("warning-unseen", &[who(name), ("stages", stages.as_str().into())])
            }
            Warning::Unchangeable { name, stages } => {
                say.with("warning-unchangeable", &[who(name), ("stages", stages.as_str().into())])
            }
            Warning::Token { token } => say.with("warning-token", &[("token", token.as_str().into())]),
            Warning::AtWork { name } => say.with("warning-at-work", &[who(name)]),
        }
    }
}

/// What to mind about handing over this person's work by this plan, whole or not; `at` a moment to come, or now.
///
/// # Errors
/// 403 for who doesn't manage people.
pub async fn warnings(
    ctx: &Ctx,
    what: What,
    person: i64,
    plan: &Plan,
    at: Option<i64>,
) -> Result<Vec<Warning>> {
    ctx.need(Area::People)?;
    let (plan, holdables) = (plan.clone(), ctx.app.holdables.clone());
    let moment = at.unwrap_or_else(|| ctx.app.now());
    let day = kit::date::input_value(moment, &ctx.company_zone());
    ctx.read(move |tx| {
        let Some(leaver) = org::find(tx, person)? else { return Ok(Vec::new()) };
        let mut all = Vec::new();
        let away = away_at(tx, &day, moment)?;
        for receiver in plan.receivers().copied().collect::<BTreeSet<i64>>() {
            if let Some(receiver) = org::find(tx, receiver)? {
                all.extend(of_receiver(&receiver, &away));
                if plan.receives(Kind::Deal, receiver.id) {
                    all.extend(of_stages(tx, &holdables, &leaver, &receiver)?);
                }
            }
        }
        if what == What::Departure {
            all.extend(of_tokens(tx, &leaver, &plan)?);
            if at.is_none() {
                all.extend(at_work(tx, &leaver)?);
            }
        }
        Ok(all)
    })
    .await
}

fn of_receiver(receiver: &Person, away: &AwayNow) -> Vec<Warning> {
    let name = receiver.name.clone();
    let mut all = Vec::new();
    if let Some(away) = away.of(receiver.id) {
        all.push(Warning::Away { name: name.clone(), away: away.clone() });
    }
    if let Some(at) = receiver.leaving_at {
        all.push(Warning::Leaving { name: name.clone(), at });
    }
    if let Some(at) = receiver.valid_until {
        all.push(Warning::AccessEnds { name, at });
    }
    all
}

/// Deals that the receiver would hold and not see, or not change.
fn of_stages(
    tx: &mut Tx<'_, Reading>,
    holdables: &[Holdable],
    leaver: &Person,
    receiver: &Person,
) -> Result<Vec<Warning>> {
    let actor = receiver.actor();
    if actor.rights.stages.is_empty() {
        return Ok(Vec::new());
    }
    let Some(deals) = holdables.iter().find(|one| one.kind == Kind::Deal) else { return Ok(Vec::new()) };
    let there = portfolios::store::buckets(tx, leaver.id, Kind::Deal)?;
    let (mut unseen, mut unchangeable) = (Vec::new(), Vec::new());
    for choice in (deals.sharing.choices)(tx)? {
        if choice.facet != Facet::Stage || !there.contains(&choice.id) {
            continue;
        }
        let may = |deed| actor.scope_at(Kind::Deal, deed, choice.id) != Scope::None;
        match (may(Deed::See), may(Deed::Edit)) {
            (false, _) => unseen.push(choice.name),
            (true, false) => unchangeable.push(choice.name),
            (true, true) => {}
        }
    }
    let name = || receiver.name.clone();
    let mut all = Vec::new();
    if !unseen.is_empty() {
        all.push(Warning::Unseen { name: name(), stages: unseen.join(", ") });
    }
    if !unchangeable.is_empty() {
        all.push(Warning::Unchangeable { name: name(), stages: unchangeable.join(", ") });
    }
    Ok(all)
}

/// Programs that stop with the leaver's access.
fn of_tokens(tx: &mut Tx<'_, Reading>, leaver: &Person, plan: &Plan) -> Result<Vec<Warning>> {
    let ends = |id: i64| plan.access.get(&id).is_none_or(|fate| *fate == Fate::End);
    let access = credentials::of_person(tx, leaver.id)?.into_iter();
    let tokens = access.filter(|one| one.kind == AccessKind::Token && ends(one.id));
    Ok(tokens.map(|one| Warning::Token { token: one.name }).collect())
}

/// Whether the leaver's pages are open at this moment.
fn at_work(tx: &mut Tx<'_, Reading>, leaver: &Person) -> Result<Option<Warning>> {
    let seen = last_seen(tx, leaver.id)?.is_some_and(|at| tx.now() - at < HERE_MS);
    let access = credentials::of_person(tx, leaver.id)?;
    let here = seen && access.iter().any(|one| one.kind == AccessKind::Session);
    Ok(here.then(|| Warning::AtWork { name: leaver.name.clone() }))
}
