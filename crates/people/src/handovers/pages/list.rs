//! The numbered list of hand-overs, newest first.

use base::web::components::*;
use base::web::faults::form_encoded;
use base::web::{Nav, Query, show};
use base::{Ctx, Kind, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::{Asked, Names, Page, Told, What};
use super::drawn::{link, loads_line, what_name};
use crate::handovers as room;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    what: String,
    person: Option<i64>,
    q: String,
    cursor: Option<String>,
}

/// The element that the search replaces while typing.
const REGION: &str = "list";

/// `GET /handovers`
pub async fn list(ctx: Ctx, Query(query): Query<ListQuery>) -> Result<Markup> {
    let asked = Asked {
        what: What::parse(&query.what),
        person: query.person,
        q: query.q.clone(),
        cursor: query.cursor.clone(),
    };
    let page = room::list(&ctx, &asked).await?;
    let (running, running_for) = room::splits::running(&ctx).await?;
    let (coming, leaving) = room::planned::all(&ctx).await?;
    let say = &ctx.say;
    let title = say.t("nav-handovers");
    let narrowed = asked.what.is_some() || asked.person.is_some() || !asked.q.trim().is_empty();
    let nothing_yet = page.facts.is_empty() && !narrowed && asked.cursor.is_none();
    let content = html! {
        (head(Head { lead: &say.t("handovers-lead"), ..Head::new(&title) }))
        @for run in &running {
            @let name = running_for.get(&run.person).map(|name| name.name.clone()).unwrap_or_default();
            @let open = link_button(Press::Plain, say.t("plans-open"), &format!("/plans/{}", run.id));
            (notice_with(Tone::Quiet, say.with("plans-title", &[("name", name.into())]), open))
        }
        @for (planned, job) in &coming {
            @let name = leaving.get(&planned.person).map(|name| name.name.clone()).unwrap_or_default();
            @let open = link_button(Press::Plain, say.t("planned-open"), &format!("/planned/{}", planned.id));
            @let stuck = job.as_ref().is_some_and(|job| job.is_stuck());
            @let key = if stuck { "planned-line-waits" } else { "planned-line" };
            @let tone = if stuck { Tone::Bad } else { Tone::Quiet };
            (notice_with(tone, say.with(key, &[("name", name.into()), ("at", ctx.moment(planned.at).into())]), open))
        }
        @if nothing_yet {
            (empty_state(
                say.t("handovers-empty"),
                say.t("handovers-empty-text"),
                link_button(Press::Main, say.t("handovers-to-people"), "/people"),
            ))
        } @else {
            (toolbar(search(&ctx, &query)))
            div id=(REGION) {
                (toolbar(filters(&ctx, &query, asked.what)))
                @if page.facts.is_empty() {
                    (empty_state(
                        say.t("handovers-none"),
                        say.t("handovers-none-text"),
                        link_button(Press::Plain, say.t("handovers-show-all"), "/handovers"),
                    ))
                } @else {
                    (table(&ctx, &page))
                }
                (turn(&ctx, &query, &page))
            }
        }
    };
    Ok(show(&ctx, Nav::Handovers, &title, content))
}

fn search(ctx: &Ctx, query: &ListQuery) -> Markup {
    let say = &ctx.say;
    let person = query.person.map(|id| id.to_string());
    let mut keep: Vec<(&str, &str)> = Vec::new();
    if !query.what.is_empty() {
        keep.push(("what", &query.what));
    }
    keep.extend(person.as_deref().map(|id| ("person", id)));
    search_form(Search {
        action: "/handovers",
        value: &query.q,
        label: &say.t("handovers-search"),
        button: &say.t("handovers-do-search"),
        region: REGION,
        keep: &keep,
        offers: &[],
    })
}

fn filters(ctx: &Ctx, query: &ListQuery, current: Option<What>) -> Markup {
    let say = &ctx.say;
    let all = std::iter::once((None, say.t("handovers-every")));
    let each = What::ALL.into_iter().map(|what| (Some(what), what_name(say, what)));
    let chosen: Vec<(Option<What>, String, String)> = all
        .chain(each)
        .map(|(what, label)| {
            let narrowed = ListQuery {
                what: what.map(What::code).unwrap_or_default().into(),
                cursor: None,
                ..query.clone()
            };
            (what, label, address(&narrowed))
        })
        .collect();
    let links: Vec<Filter<'_>> = chosen
        .iter()
        .map(|(what, label, href)| Filter { label, href, count: None, current: *what == current })
        .collect();
    chips(&say.t("handovers-filter"), &links)
}

fn table(ctx: &Ctx, page: &Page) -> Markup {
    let say = &ctx.say;
    let columns = vec![
        Column::new(say.t("handovers-number")),
        Column::new(say.t("handovers-what")),
        Column::new(say.t("handovers-person")),
        Column::new(say.t("handovers-moved")),
        Column::new(say.t("handovers-to")),
        Column::new(say.t("handovers-when")),
        Column::new(say.t("handovers-state")),
    ];
    let lines = page.facts.iter().map(|told| line(ctx, told, &page.names)).collect();
    html! { (Table::new(say.t("nav-handovers"), columns, lines)) }
}

fn line<'a>(ctx: &Ctx, told: &Told, names: &Names) -> Line<'a> {
    let (say, fact) = (&ctx.say, &told.fact);
    let number = say.with("handovers-no", &[("number", fact.number.into())]);
    let mut loads: Vec<(Kind, i64)> = Vec::new();
    let mut to: Vec<i64> = Vec::new();
    for moved in &told.moved {
        match loads.iter_mut().find(|(kind, _)| *kind == moved.kind) {
            Some((_, count)) => *count += moved.count,
            None => loads.push((moved.kind, moved.count)),
        }
        if !to.contains(&moved.to) {
            to.push(moved.to);
        }
    }
    let cells = vec![
        html! { a href={ "/handovers/" (fact.id) } { (number) } },
        html! { (what_name(say, fact.what)) },
        link(names.get(&fact.person)),
        html! { @if loads.is_empty() { "—" } @else { (loads_line(say, &loads)) } },
        html! {
            @if to.is_empty() { "—" }
            @for person in to.iter().take(3) { (link(names.get(person))) " " }
            @if to.len() > 3 { (count(format!("+{}", to.len() - 3))) }
        },
        html! { (ctx.moment(fact.at)) },
        state(ctx, told),
    ];
    Line { faded: fact.undone_at.is_some(), ..Line::new(fact.id, number, cells) }
}

fn state(ctx: &Ctx, told: &Told) -> Markup {
    let say = &ctx.say;
    match told.fact.undo_until {
        _ if told.fact.undone_at.is_some() => badge(Tone::Quiet, say.t("handovers-state-undone")),
        Some(until) if ctx.app.now() <= until => {
            html! { (say.with("handovers-state-open", &[("until", ctx.day(until).into())])) }
        }
        _ => html! { (say.t("handovers-state-final")) },
    }
}

fn turn(ctx: &Ctx, query: &ListQuery, page: &Page) -> Markup {
    let say = &ctx.say;
    let at = |cursor: &Option<String>| {
        cursor.clone().map(|cursor| address(&ListQuery { cursor: Some(cursor), ..query.clone() }))
    };
    let (newer, older) = (at(&page.newer), at(&page.older));
    pager(Pager {
        label: &say.t("handovers-pages"),
        newer: (&say.t("handovers-newer"), newer.as_deref()),
        older: (&say.t("handovers-older"), older.as_deref()),
        total: "",
    })
}

/// The list's address with everything it was asked for.
fn address(query: &ListQuery) -> String {
    let mut parts = Vec::new();
    if !query.what.is_empty() {
        parts.push(format!("what={}", form_encoded(&query.what)));
    }
    if let Some(person) = query.person {
        parts.push(format!("person={person}"));
    }
    if !query.q.is_empty() {
        parts.push(format!("q={}", form_encoded(&query.q)));
    }
    if let Some(cursor) = &query.cursor {
        parts.push(format!("cursor={}", form_encoded(cursor)));
    }
    if parts.is_empty() { "/handovers".to_owned() } else { format!("/handovers?{}", parts.join("&")) }
}
