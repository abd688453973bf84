//! What happened, in words: the journal's entries as every card shows them.
//!
//! A sentence is the word `event-KIND`; all sentences get the same values and use what they need. Before and after
//! stand below it, hand-overs kind by kind.

mod changes;
mod moves;
mod tones;

use std::collections::HashMap;

use maud::{Markup, html};

use self::changes::{change, readable};
use self::moves::moves;
use self::tones::tone;
use super::components::{self as parts, Picture, Standing, Tone, Who};
use crate::Ctx;
use crate::journal::{Entry, Event};
use crate::kind::Status;
use crate::org::{Name, Person};
use crate::words::{Say, Value};

/// The entries as a timeline, in the order given. `names` come from `journal::names`.
pub fn entries(ctx: &Ctx, entries: &[Entry], names: &HashMap<i64, Name>) -> Markup {
    let lines: Vec<Line<'_>> = entries.iter().map(|entry| line(ctx, entry, names)).collect();
    let shown: Vec<parts::Entry<'_>> = lines.iter().map(Line::shown).collect();
    parts::timeline(&shown)
}

/// What happened without an entry of its own in this journal, such as a hand-over that touched no record.
pub struct Beside {
    /// ms UTC.
    pub at: i64,
    pub text: Markup,
}

/// The entries, newest first, and what happened beside them in its place in time. `said` stands below the sentence of the
/// entry with this `seq`: words that the journal does not keep.
pub fn entries_with(
    ctx: &Ctx,
    entries: &[Entry],
    names: &HashMap<i64, Name>,
    said: &HashMap<i64, Markup>,
    beside: &[Beside],
) -> Markup {
    let line = |entry| {
        let line = line(ctx, entry, names);
        Line { detail: said.get(&entry.seq).cloned().unwrap_or(line.detail), ..line }
    };
    let mut lines: Vec<(i64, Line<'_>)> = entries.iter().map(|entry| (entry.at, line(entry))).collect();
    lines.extend(beside.iter().map(|one| (one.at, line_beside(ctx, one))));
    lines.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let shown: Vec<parts::Entry<'_>> = lines.iter().map(|(_, line)| line.shown()).collect();
    parts::timeline(&shown)
}

/// One entry as a sentence: the journal's list and the command line say the same as the cards.
pub fn sentence(say: &Say, entry: &Entry, names: &HashMap<i64, Name>) -> String {
    let event = known(entry, names);
    let key = match event {
        Some(event) => format!("event-{}", event.kind().replace('_', "-")),
        None => "event-erased".to_owned(),
    };
    let key = if say.has(&key) { key } else { "event-other".to_owned() };
    let mut values = vec![("who", Value::from(who_says(say, entry, names)))];
    if let Some(event) = event {
        values.extend(facts(say, event, (actor(entry), names)));
    }
    say.with(&key, &values)
}

/// What may be read of it: of who is erased only numbers, though the round that erases them is late.
pub fn known<'a>(entry: &'a Entry, names: &HashMap<i64, Name>) -> Option<&'a Event> {
    let erased = |event: &Event| {
        let subject = event.subject();
        subject.kind == "person" && names.get(&subject.id).is_some_and(|name| name.status == Status::Erased)
    };
    entry.event.as_ref().filter(|event| !event.is_personal() || !erased(event))
}

struct Line<'a> {
    who: Option<&'a Name>,
    text: Markup,
    at: String,
    when: String,
    tone: Tone,
    detail: Markup,
}

impl Line<'_> {
    fn shown(&self) -> parts::Entry<'_> {
        parts::Entry {
            who: self.who.map(who),
            text: self.text.clone(),
            at: &self.at,
            when: &self.when,
            tone: self.tone,
            detail: self.detail.clone(),
        }
    }
}

/// Somebody by name, as components want it.
pub fn who(name: &Name) -> Who<'_> {
    Who::new(name.id, &name.name).standing(standing(name.status)).picture(name.picture.map(Picture::Small))
}

/// A person, as components want it.
pub fn who_is(person: &Person) -> Who<'_> {
    Who::new(person.id, &person.name)
        .standing(standing(person.status))
        .picture(person.picture.map(Picture::Small))
}

/// Whether somebody with this status is here or greyed.
pub fn standing(status: Status) -> Standing {
    if status == Status::Active { Standing::Here } else { Standing::Away }
}

fn line<'a>(ctx: &Ctx, entry: &Entry, names: &'a HashMap<i64, Name>) -> Line<'a> {
    Line {
        who: actor(entry).and_then(|id| names.get(&id)),
        text: html! { (sentence(&ctx.say, entry, names)) },
        at: kit::date::to_rfc3339(entry.at),
        when: ctx.moment(entry.at),
        tone: known(entry, names).map_or(Tone::Quiet, tone),
        detail: known(entry, names).map_or_else(|| html! {}, |event| detail(ctx, event, names)),
    }
}

fn line_beside<'a>(ctx: &Ctx, one: &Beside) -> Line<'a> {
    Line {
        who: None,
        text: one.text.clone(),
        at: kit::date::to_rfc3339(one.at),
        when: ctx.moment(one.at),
        tone: Tone::Quiet,
        detail: html! {},
    }
}

/// Who did it. What was done with a secret alone (signing in, a one-time link) its person did.
fn actor(entry: &Entry) -> Option<i64> {
    let by_secret = || {
        let subject = entry.event.as_ref().map(Event::subject)?;
        // What arrives with the newcomer is not done by whoever gives.
        if matches!(entry.event, Some(Event::TakenOver { .. })) {
            return None;
        }
        (entry.actor == "nobody" && subject.kind == "person").then_some(subject.id)
    };
    entry.actor_person.or_else(by_secret)
}

fn who_says(say: &Say, entry: &Entry, names: &HashMap<i64, Name>) -> String {
    match actor(entry) {
        Some(id) => doer(say, id, names),
        None if entry.actor == "operator" => say.t("event-who-operator"),
        None if entry.actor == "partner" => partner_says(say, entry.event.as_ref()),
        None => say.t("event-who-nobody"),
    }
}

/// The partner by name, as far as the event knows it.
fn partner_says(say: &Say, event: Option<&Event>) -> String {
    match event {
        Some(
            Event::Seats { partner: name, .. }
            | Event::PlanChanged { by: Some(name), .. }
            | Event::Search { partner: Some(name), .. },
        ) => name.clone(),
        _ => say.t("event-who-partner"),
    }
}

/// Whoever did something, by name: marked, where they help from outside.
pub fn called(say: &Say, name: &Name) -> String {
    match name.integrator {
        true => say.with("event-who-integrator", &[("name", name.name.as_str().into())]),
        false => name.name.clone(),
    }
}

fn doer(say: &Say, id: i64, names: &HashMap<i64, Name>) -> String {
    names.get(&id).map_or_else(|| name_of(id, names), |name| called(say, name))
}

fn name_of(id: i64, names: &HashMap<i64, Name>) -> String {
    names.get(&id).map_or_else(|| format!("#{id}"), |name| name.name.clone())
}

/// The values that sentences may use; `by` did it.
fn facts(
    say: &Say,
    event: &Event,
    (by, names): (Option<i64>, &HashMap<i64, Name>),
) -> Vec<(&'static str, Value)> {
    let mut values = Vec::new();
    let subject = event.subject();
    if subject.kind == "person" {
        let own = by == Some(subject.id);
        let person = if own { doer(say, subject.id, names) } else { name_of(subject.id, names) };
        values.push(("person", Value::from(person)));
    }
    match event {
        Event::Seats { partner, seats, .. } => {
            values.extend([("name", partner.into()), ("n", (*seats).into())]);
        }
        Event::Search { region, partner, .. } => {
            values.extend([("region", region.into()), ("name", partner.clone().unwrap_or_default().into())]);
        }
        Event::Customer { name, seats, .. } => {
            values.extend([("name", name.into()), ("n", seats.unwrap_or_default().into())]);
        }
        Event::AccountCreated { name, .. }
        | Event::PartnerListed { name, .. }
        | Event::SampleRemoved { name, .. }
        | Event::DepartmentAdded { name, .. }
        | Event::DepartmentRemoved { name, .. }
        | Event::PipelineAdded { name, .. }
        | Event::ProductAdded { name, .. }
        | Event::FormAdded { name, .. }
        | Event::CameByForm { name, .. }
        | Event::TriggerAdded { name, .. }
        | Event::TriggerRemoved { name, .. }
        | Event::TokenMade { name, .. } => values.push(("name", name.into())),
        Event::RoleAdded { name, .. }
        | Event::RoleChanged { name, .. }
        | Event::RoleRemoved { name, .. }
        | Event::RoleMadeDefault { name, .. } => values.push(("name", readable(say, "role", name).into())),
        Event::AccessEnded { access, count, .. } => {
            values.push(("access", say.t(&format!("access-{access}")).into()));
            values.push(("n", (*count).into()));
        }
        Event::Ask { asks, page, .. } => {
            let what = say.t(&format!("asks-of-{asks}"));
            let what = page.as_ref().map_or_else(|| what.clone(), |page| format!("{what} {page}"));
            values.push(("name", what.into()));
        }
        Event::PersonBlocked { sessions, tokens, links, .. } => {
            values.push(("n", (sessions + tokens + links).into()))
        }
        Event::PersonDeparted { number, moved, .. }
        | Event::HandedOver { number, moved, .. }
        | Event::HandoverUndone { number, restored: moved, .. } => {
            values.push(("number", number.to_string().into()));
            values.push(("n", moved.iter().map(|moved| moved.count).sum::<i64>().into()));
        }
        Event::RecordCreated { responsible, .. } => values.push(("to", name_of(*responsible, names).into())),
        Event::RecordAssigned { from, to, .. } | Event::AnswerableChanged { from, to, .. } => {
            values.push(("from", name_of(*from, names).into()));
            values.push(("to", name_of(*to, names).into()));
        }
        Event::TokenPassedOn { from, name, .. } => {
            values.extend([("name", name.into()), ("from", name_of(*from, names).into())]);
        }
        Event::PostPassedOn { post, from, to, .. } => {
            let who = |id: &Option<i64>| id.map_or_else(|| "—".to_owned(), |id| name_of(id, names));
            values.push(("post", say.t(&format!("post-{}", post.code())).into()));
            values.extend([("from", who(from).into()), ("to", who(to).into())]);
        }
        Event::StageRemoved { name, deals, .. } | Event::PipelineRemoved { name, deals, .. } => {
            values.extend([("name", name.into()), ("n", (*deals).into())]);
            if let Event::StageRemoved { to, .. } = event {
                values.push(("to", to.into()));
            }
        }
        Event::ReviewBegun { people: n, .. } | Event::ReviewEnded { people: n, .. } => {
            values.push(("n", (*n).into()))
        }
        Event::RecoveryCodeUsed { left, .. } => values.push(("n", (*left).into())),
        Event::PlanStarted { total, .. } => values.push(("n", (*total).into())),
        Event::ScheduledPassedOn { to, count, .. } => {
            values.extend([("n", (*count).into()), ("to", name_of(*to, names).into())]);
        }
        Event::BinEmptied { count, .. }
        | Event::EntriesForgotten { count }
        | Event::PlanStaged { count, .. }
        | Event::PlanUnstaged { count, .. } => values.push(("n", (*count).into())),
        Event::CoverBegun { stand_in, .. }
        | Event::CoverEnded { stand_in, .. }
        | Event::CoverDeclined { stand_in, .. }
        | Event::CoverChanged { stand_in, .. }
        | Event::CoverResumed { stand_in, .. } => values.push(("to", name_of(*stand_in, names).into())),
        Event::QueueAdded { name, holder, .. } => {
            values.extend([("name", name.into()), ("to", name_of(*holder, names).into())]);
        }
        Event::TakeoverPlanned { portfolios, .. } => {
            values.push(("n", i64::try_from(portfolios.len()).unwrap_or(i64::MAX).into()))
        }
        Event::TakenOver { to, number, moved, .. } => values.extend([
            ("to", name_of(*to, names).into()),
            ("number", number.to_string().into()),
            ("n", moved.iter().map(|moved| moved.count).sum::<i64>().into()),
        ]),
        Event::FormWaits { why, .. } => values.push(("why", say.t(&format!("obstacle-{why}")).into())),
        Event::TriggerRan { name, task, to, .. } => {
            let did = if task.is_some() { "event-trigger-task" } else { "event-trigger-deal" };
            let to = name_of(*to, names);
            values.extend([("name", name.into()), ("did", say.t(did).into()), ("to", to.into())]);
        }
        Event::TriggerSkipped { name, to, why, .. } => {
            let why = say.t(&format!("obstacle-{why}"));
            let to = name_of(*to, names);
            values.extend([("name", name.into()), ("to", to.into()), ("why", why.into())]);
        }
        Event::TakeoverFailed { why, .. } => {
            values.push(("why", say.t(&format!("takeover-why-{why}")).into()));
        }
        Event::ImportBegun { name, rows, .. } => {
            values.extend([("name", name.into()), ("n", (*rows).into())])
        }
        Event::Imported { source, created, updated, refused, .. } => values.extend([
            ("name", source.into()),
            ("created", (*created).into()),
            ("updated", (*updated).into()),
            ("refused", (*refused).into()),
        ]),
        _ => {}
    }
    values
}

/// What stands below the sentence.
fn detail(ctx: &Ctx, event: &Event, names: &HashMap<i64, Name>) -> Markup {
    let say = &ctx.say;
    match event {
        Event::CoverBegun { kinds, from, until, reason, .. } => {
            let time =
                [("from", ctx.company_day(*from).into()), ("until", ctx.company_day(*until - 1).into())];
            let kinds: Vec<String> =
                kinds.iter().flatten().map(|kind| say.t(&format!("kind-{}", kind.code()))).collect();
            html! {
                p { (say.with("event-cover-time", &time)) @if !kinds.is_empty() { ": " (kinds.join(", ")) } }
                @if let Some(reason) = reason { p { (say.with("event-reason", &[("reason", reason.into())])) } }
            }
        }
        Event::Seats { word: Some(word), .. } | Event::Search { word: Some(word), .. } => {
            html! { p { (say.with("event-reason", &[("reason", word.into())])) } }
        }
        Event::Customer { changes, word, .. } => html! {
            @if !changes.is_empty() { ul { @for c in changes { li { (change(say, c)) } } } }
            @if let Some(word) = word { p { (say.with("event-reason", &[("reason", word.into())])) } }
        },
        Event::AccountChanged { changes, .. }
        | Event::PartnerChanged { changes, .. }
        | Event::PlanChanged { changes, .. }
        | Event::PersonChanged { changes, .. }
        | Event::Absence { changes, .. }
        | Event::CoverChanged { changes, .. }
        | Event::DepartmentChanged { changes, .. }
        | Event::QueueRenamed { changes, .. }
        | Event::PipelineChanged { changes, .. }
        | Event::PipelineRemoved { changes, .. }
        | Event::RoleAdded { changes, .. }
        | Event::RoleChanged { changes, .. }
        | Event::ProductChanged { changes, .. }
        | Event::RecordChanged { changes, .. } => {
            html! { ul { @for c in changes { li { (change(say, c)) } } } }
        }
        Event::FormChanged { changes, receiver, .. } | Event::TriggerChanged { changes, receiver, .. } => {
            html! {
                ul { @for c in changes { li { (change(say, c)) } } }
                @if let Some(to) = receiver { p { (say.with("event-receiver", &[("to", name_of(*to, names).into())])) } }
            }
        }
        Event::PersonDeparted { handover, moved, reason, .. }
        | Event::HandedOver { handover, moved, reason, .. } => {
            html! {
                (moves(say, moved, names))
                @if let Some(reason) = reason { p { (say.with("event-reason", &[("reason", reason.into())])) } }
                (handover_link(say, *handover))
            }
        }
        Event::HandoverUndone { handover, restored, .. }
        | Event::TakenOver { handover, moved: restored, .. } => {
            html! { (moves(say, restored, names)) (handover_link(say, *handover)) }
        }
        Event::PersonClosing { until, .. } => html! {
            p { (say.with("event-erase-at", &[("at", ctx.moment(*until).into())])) }
        },
        Event::CompanyClosing { until, reason, .. } => html! {
            p { (say.with("event-closing-after", &[("day", ctx.company_day(*until - 1).into())])) }
            @if let Some(reason) = reason { p { (say.with("event-reason", &[("reason", reason.into())])) } }
        },
        Event::DeparturePlanned { at, planned, .. } => html! {
            p { a href={ "/planned/" (planned) } { (ctx.moment(*at)) } }
        },
        Event::CommentRemoved { of: Some(of), .. } => {
            html! { p { (say.with("event-comment-of", &[("name", name_of(*of, names).into())])) } }
        }
        Event::PersonReactivated { handover: Some(handover), .. } => handover_link(say, *handover),
        _ => html! {},
    }
}

fn handover_link(say: &Say, handover: i64) -> Markup {
    html! { p { a href={ "/handovers/" (handover) } { (say.t("event-to-handover")) } } }
}
