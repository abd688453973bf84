//! The month in words: whoever is away today first. On a phone it is all there is.

use base::Ctx;
use base::org::Name;
use base::portfolios::covers::Cover;
use base::web::components::*;
use base::web::timeline::who;
use maud::{Markup, html};

use crate::absences::panel::days as said;
use crate::absences::{Calendar, Coverage, Seen, When, days_of, when_between};

struct Entry<'a> {
    when: When,
    first: String,
    name: &'a Name,
    cells: Vec<Markup>,
}

/// A line for every absence of the page, and for covers that go with none.
pub(super) fn list(ctx: &Ctx, calendar: &Calendar) -> Markup {
    let say = &ctx.say;
    let mut entries = entries(ctx, calendar);
    if entries.is_empty() {
        return notice(Tone::Quiet, say.t("absences-none"));
    }
    entries.sort_by(|a, b| (a.when, &a.first).cmp(&(b.when, &b.first)));
    let lines = entries.into_iter().map(|entry| Line {
        group: Some(say.t(heading(entry.when)).into()),
        ..Line::new(entry.name.id, entry.name.name.as_str(), entry.cells)
    });
    let columns = ["people-name", "absences-when", "absences-reason", "covers-stand-in", "covers-act"];
    let columns = columns.map(|key| Column::new(say.t(key)));
    html! { (Table::new(say.t("absences-listed"), columns.into(), lines.collect())) }
}

fn heading(when: When) -> &'static str {
    match when {
        When::Today => "absences-group-today",
        When::ThisWeek => "absences-group-week",
        When::ThisMonth | When::NotAway => "absences-group-month",
    }
}

fn entries<'a>(ctx: &Ctx, calendar: &'a Calendar) -> Vec<Entry<'a>> {
    let zone = ctx.company_zone();
    let mut all = Vec::new();
    for row in &calendar.rows {
        let chip = || person_chip(who(&row.name));
        for seen in &row.absences {
            let absence = &seen.absence;
            all.push(Entry {
                when: when_between(&absence.first, &absence.last, &calendar.today),
                first: absence.first.clone(),
                name: &row.name,
                cells: vec![
                    chip(),
                    html! { (said(ctx, &absence.first, &absence.last)) },
                    reason(ctx, seen),
                    stand_ins(ctx, calendar, seen),
                    act(ctx, seen),
                ],
            });
        }
        let alone = |cover: &&Cover| {
            let (first, last) = days_of(cover, &zone);
            !row.absences.iter().any(|seen| seen.absence.touches(&first, &last))
        };
        for cover in row.covered.iter().filter(alone) {
            all.push(of_cover(ctx, calendar, (&row.name, cover), stands_in(calendar, cover.stand_in)));
        }
        // Of whoever is on this page the line above says it.
        let elsewhere = |cover: &&Cover| calendar.rows.iter().all(|other| other.name.id != cover.person);
        for cover in row.stands_in.iter().filter(elsewhere) {
            let name = calendar.names.get(&cover.person).map(|name| name.name.as_str()).unwrap_or_default();
            let text = html! { (ctx.say.with("absences-for", &[("name", name.into())])) };
            all.push(of_cover(ctx, calendar, (&row.name, cover), text));
        }
    }
    all
}

fn of_cover<'a>(
    ctx: &Ctx,
    calendar: &Calendar,
    (name, cover): (&'a Name, &Cover),
    text: Markup,
) -> Entry<'a> {
    let (first, last) = days_of(cover, &ctx.company_zone());
    Entry {
        when: when_between(&first, &last, &calendar.today),
        first: first.clone(),
        name,
        cells: vec![person_chip(who(name)), html! { (said(ctx, &first, &last)) }, html! {}, text, html! {}],
    }
}

/// Only for who may know it.
fn reason(ctx: &Ctx, seen: &Seen) -> Markup {
    html! {
        @if seen.may { (ctx.say.t(&format!("absence-reason-{}", seen.absence.reason.code()))) }
    }
}

fn stand_ins(ctx: &Ctx, calendar: &Calendar, seen: &Seen) -> Markup {
    html! {
        @for (at, cover) in seen.covers.iter().enumerate() {
            @if at > 0 { br; }
            (stands_in(calendar, cover.stand_in))
        }
        @if seen.may && matches!(seen.coverage, Coverage::Nobody | Coverage::Gaps) {
            " " (badge(Tone::Warn, ctx.say.t(&format!("coverage-{}", seen.coverage.code()))))
        }
    }
}

fn stands_in(calendar: &Calendar, id: i64) -> Markup {
    html! { @if let Some(name) = calendar.names.get(&id) { (person_chip(who(name))) } }
}

fn act(ctx: &Ctx, seen: &Seen) -> Markup {
    let key = if seen.coverage.is_lacking() { "absences-who" } else { "absences-open" };
    html! { @if seen.may { (link_button(Press::Quiet, ctx.say.t(key), &format!("/absences/{}", seen.absence.id))) } }
}
