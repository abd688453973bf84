//! The report of an integrator: to be read and printed.

use std::collections::BTreeMap;

use base::web::components::*;
use base::web::{Nav, Path, show, timeline};
use base::words::Say;
use base::{Ctx, Result};
use maud::{Markup, html};

use super::{Built, Report, Stands, report};

/// `GET /people/{id}/made`
pub async fn page(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    let report = report(&ctx, id).await?;
    let (say, person) = (&ctx.say, &report.one.person);
    let title = say.t("made-title");
    let card_href = format!("/people/{id}");
    let crumbs = [
        Crumb { label: &say.t("integrators-title"), href: "/settings/integrators" },
        Crumb { label: &person.name, href: &card_href },
    ];
    let partner = say.with("integrators-of-partner", &[("name", report.one.partner.as_str().into())]);
    let content = html! {
        (head(Head { crumbs: &crumbs, lead: &partner, ..Head::new(&title) }))
        @if report.total() == 0 {
            (empty_state(say.t("made-nothing"), say.t("made-nothing-text"), html! {}))
        } @else {
            (card(say.t("made-facts"), facts_of(&ctx, &report)))
            (card(say.t("made-built"), built(&ctx, &report)))
            (card(say.t("made-did"), did(&ctx, &report)))
            (card(say.t("made-last"), timeline::entries(&ctx, &report.last, &report.names)))
        }
    };
    Ok(show(&ctx, Nav::Settings, &title, content))
}

fn facts_of(ctx: &Ctx, report: &Report) -> Markup {
    let (say, person) = (&ctx.say, &report.one.person);
    let moment = |at: Option<i64>| at.map(|at| ctx.moment(at)).unwrap_or_default();
    let last_day = person.valid_until.map(|until| ctx.company_day(until - 1)).unwrap_or_default();
    let answerable = report.one.answerable.as_ref().map(|name| name.name.clone()).unwrap_or_default();
    let lines = [
        (say.t("people-status"), say.t(&format!("status-{}", person.status.code()))),
        (say.t("integrators-last-day"), last_day),
        (say.t("made-left-at"), moment(person.departed_at)),
        (say.t("people-answerable"), answerable),
        (say.t("made-first"), moment(report.span.map(|(first, _)| first))),
        (say.t("made-latest"), moment(report.span.map(|(_, last)| last))),
        (say.t("made-total"), report.total().to_string()),
    ];
    let lines: Vec<(&str, Markup)> = lines
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| (label.as_str(), html! { (value) }))
        .collect();
    facts(&lines)
}

fn built(ctx: &Ctx, report: &Report) -> Markup {
    let say = &ctx.say;
    if report.built.is_empty() {
        return html! { p { (say.t("made-built-nothing")) } };
    }
    let lines = (0..).zip(&report.built).map(|(n, one)| {
        let cells = vec![
            html! { (say.t(&format!("made-kind-{}", one.kind.replace('_', "-")))) },
            html! { (one.name) },
            html! { (ctx.moment(one.at)) },
            with(ctx, report, one),
        ];
        Line::new(n, one.name.clone(), cells)
    });
    let columns = vec![
        Column::new(say.t("made-what")),
        Column::new(say.t("made-name")),
        Column::new(say.t("made-when")),
        Column::new(say.t("made-owner")),
    ];
    html! { (Table::new(say.t("made-built"), columns, lines.collect())) }
}

fn with(ctx: &Ctx, report: &Report, one: &Built) -> Markup {
    match one.stands {
        Stands::With(holder) => match report.names.get(&holder) {
            Some(name) => person_link(timeline::who(name), &format!("/people/{holder}")),
            None => html! { "#" (holder) },
        },
        Stands::Company => html! { (ctx.account.name) },
        Stands::Gone => html! { (badge(Tone::Quiet, ctx.say.t("made-gone"))) },
    }
}

fn did(ctx: &Ctx, report: &Report) -> Markup {
    let say = &ctx.say;
    let mut by_subject: BTreeMap<&str, i64> = BTreeMap::new();
    for did in &report.did {
        *by_subject.entry(&did.subject).or_default() += did.count;
    }
    let mut sums: Vec<(String, i64)> =
        by_subject.into_iter().map(|(subject, count)| (subject_word(say, subject), count)).collect();
    sums.sort_by(|(one, a), (other, b)| b.cmp(a).then_with(|| one.cmp(other)));
    let lines = (0..)
        .zip(sums)
        .map(|(n, (label, count))| Line::new(n, label.clone(), vec![html! { (label) }, html! { (count) }]));
    let columns = vec![Column::new(say.t("made-what")), Column::new(say.t("made-times")).numbers()];
    html! { (Table::new(say.t("made-did"), columns, lines.collect())) }
}

fn subject_word(say: &Say, subject: &str) -> String {
    let key = format!("made-of-{}", subject.replace('_', "-"));
    if say.has(&key) { say.t(&key) } else { say.t("made-of-other") }
}
