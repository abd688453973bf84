//! "My hand-overs": what somebody received and gave, for themselves and read only.

use base::web::components::*;
use base::web::faults::form_encoded;
use base::web::{Nav, Path, Query, show};
use base::{Ctx, Kind, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::drawn::{kind_name, loads_line, what_name, who};
use super::handing::{urgent, whole};
use super::report::{sums, title};
use crate::handovers::Names;
use crate::handovers::report::{self, Got, Own, Part};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ReceivedQuery {
    cursor: Option<String>,
}

/// `GET /received`
pub async fn received(ctx: Ctx, Query(query): Query<ReceivedQuery>) -> Result<Markup> {
    let (all, names, next) = report::mine(&ctx, query.cursor.as_deref()).await?;
    let say = &ctx.say;
    let heading = say.t("received-title");
    let crumbs = [Crumb { label: &say.t("web-me"), href: "/me" }];
    let content = html! {
        (head(Head { crumbs: &crumbs, lead: &say.t("received-lead"), ..Head::new(&heading) }))
        @if all.is_empty() {
            (empty_state(say.t("received-empty"), say.t("received-empty-text"), html! {}))
        } @else {
            (table(&ctx, &all, &names))
        }
        @if let Some(next) = next {
            (link_button(Press::Plain, say.t("handovers-older"), &format!("/received?cursor={}", form_encoded(&next))))
        }
    };
    Ok(show(&ctx, Nav::None, &heading, content))
}

fn table(ctx: &Ctx, all: &[Own], names: &Names) -> Markup {
    let say = &ctx.say;
    let me = ctx.person_id().unwrap_or_default();
    let lines = all.iter().map(|own| {
        let fact = &own.fact;
        let number = say.with("handovers-no", &[("number", fact.number.into())]);
        let loads = |mine: fn(&Part, i64) -> bool| {
            let parts = own.parts.iter().filter(|part| mine(part, me));
            let loads: Vec<(Kind, i64)> = parts.map(|part| (part.kind, part.count)).collect();
            if loads.is_empty() { "—".to_owned() } else { loads_line(say, &loads) }
        };
        let cells = vec![
            html! { a href={ "/received/" (fact.id) } { (number) } },
            html! { (what_name(say, fact.what)) },
            person(names, fact.person),
            html! { (loads(|part, me| part.to == me)) },
            html! { (loads(|part, me| part.from == me)) },
            html! { (ctx.moment(fact.at)) },
        ];
        Line { faded: fact.undone_at.is_some(), ..Line::new(fact.id, number, cells) }
    });
    let keys = [
        "handovers-number",
        "handovers-what",
        "handovers-person",
        "received-got",
        "received-gave",
        "handovers-when",
    ];
    let columns = keys.map(|key| Column::new(say.t(key))).into();
    html! { (Table::new(say.t("received-title"), columns, lines.collect())) }
}

/// `GET /received/{id}`: one's own part in it; for who received, first what the one before tells and what presses.
pub async fn received_one(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    let Got { own, note, urgent: pressed, names } = report::own(&ctx, id).await?;
    let me = ctx.person_id().unwrap_or_default();
    let say = &ctx.say;
    let heading = title(say, own.fact.what, own.fact.number);
    let crumbs = [
        Crumb { label: &say.t("web-me"), href: "/me" },
        Crumb { label: &say.t("received-title"), href: "/received" },
    ];
    let content = html! {
        (head(Head { crumbs: &crumbs, ..Head::new(&heading) }))
        @if let Some(at) = own.fact.undone_at {
            (notice(Tone::Warn, say.with("received-undone", &[("at", ctx.moment(at).into())])))
        }
        (columns(
            html! {
                (whole(&ctx, note.as_ref(), &names))
                @if own.is_received(me) {
                    (urgent(&ctx, &pressed, &names, &format!("handover_id={id}&responsible_id={me}")))
                }
                (card(say.t("handovers-moved"), parts(&ctx, &own, &names)))
            },
            card(say.t("handovers-facts"), about(&ctx, &own, &names)),
        ))
    };
    Ok(show(&ctx, Nav::None, &heading, content))
}

fn parts(ctx: &Ctx, own: &Own, names: &Names) -> Markup {
    let say = &ctx.say;
    let lines = own.parts.iter().map(|part| {
        let kind = kind_name(say, part.kind);
        let all = match part.kind {
            of if !of.is_record() => html! { (part.count) },
            of => html! { a href={ (of.path()) "?handover_id=" (own.fact.id) } { (part.count) } },
        };
        let cells = vec![
            html! { (kind) },
            all,
            html! { (sums(say, part)) },
            person(names, part.from),
            person(names, part.to),
        ];
        Line::new(0, kind, cells)
    });
    let columns = vec![
        Column::new(say.t("handovers-kind")),
        Column::new(say.t("handovers-all")).numbers(),
        Column::new(say.t("plans-sum")).numbers(),
        Column::new(say.t("handovers-from")),
        Column::new(say.t("handovers-to")),
    ];
    html! {
        (Table::new(say.t("handovers-moved"), columns, lines.collect()))
        p { small { (say.t("reports-moved-note")) } }
    }
}

fn about(ctx: &Ctx, own: &Own, names: &Names) -> Markup {
    let (say, fact) = (&ctx.say, &own.fact);
    let by = match fact.by_person {
        Some(id) => person(names, id),
        None => html! { (say.t("event-who-operator")) },
    };
    facts(&[
        (&say.t("handovers-person"), person(names, fact.person)),
        (&say.t("handovers-when"), html! { (ctx.moment(fact.at)) }),
        (&say.t("handovers-by"), by),
    ])
}

/// By name, without a link: cards of people are for who manages them.
fn person(names: &Names, id: i64) -> Markup {
    match names.get(&id) {
        Some(name) => person_chip(who(name)),
        None => html! { "—" },
    }
}
