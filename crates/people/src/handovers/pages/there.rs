//! What is there before a hand-over: the work that the person holds, and every way in.

use base::authz::{Deed, Scope};
use base::credentials::AccessKind;
use base::web::components::*;
use base::words::Say;
use base::{Ctx, Kind};
use maud::{Markup, html};

use super::super::{Preview, What};
use super::drawn::{access_name, kind_name};
use crate::signin::device;

/// What the person holds, open and closed apart (A05).
pub fn held(ctx: &Ctx, preview: &Preview) -> Markup {
    let say = &ctx.say;
    let mut lines: Vec<(String, Markup)> = Vec::new();
    for (kind, held) in &preview.holdings {
        let apart = [("open", held.open.into()), ("closed", (held.count - held.open).into())];
        let value = match (held.count, kind) {
            (0, _) => html! { (0) },
            (all, Kind::Deal | Kind::Task) => {
                html! { (opening(ctx, preview.person.id, *kind, all)) br; small { (say.with("handovers-open-closed", &apart)) } }
            }
            (all, _) => opening(ctx, preview.person.id, *kind, all),
        };
        lines.push((kind_name(say, *kind), value));
    }
    for (name, count) in &preview.queues {
        lines.push((say.with("records-queue", &[("name", name.as_str().into())]), html! { (count) }));
    }
    if preview.technical > 0 {
        lines.push((say.t("handovers-technical"), html! { strong { (preview.technical) } }));
    }
    if !preview.jobs.is_empty() {
        lines.push((say.t("handovers-scheduled"), scheduled(say, preview)));
    }
    card(say.t("handovers-held"), html! { (facts(&lent(&lines))) })
}

/// What goes on for whoever takes the person out, kind by kind.
pub fn scheduled(say: &Say, preview: &Preview) -> Markup {
    let kinds: Vec<String> =
        preview.jobs.iter().map(|(kind, n)| format!("{}: {n}", say.t(&format!("job-{kind}")))).collect();
    html! { (kinds.join(" · ")) br; small { (say.t("handovers-scheduled-text")) } }
}

/// A number that opens into what it counts, beside this page, for who sees all of it.
fn opening(ctx: &Ctx, person: i64, kind: Kind, count: i64) -> Markup {
    let opens = Kind::RECORDS.contains(&kind) && ctx.actor.scope(kind, Deed::See) == Scope::All;
    html! {
        @if opens {
            a href={ (kind.path()) "?responsible_id=" (person) } target="_blank" rel="noopener"
                aria-label=(ctx.say.with("handovers-open-list", &[("kind", kind_name(&ctx.say, kind).into()), ("n", count.into())])) {
                strong { (count) }
            }
        } @else { strong { (count) } }
    }
}

/// Every way in, which will end or, in a hand-over, stays.
pub fn ends(ctx: &Ctx, preview: &Preview, what: What) -> Markup {
    let say = &ctx.say;
    if what == What::Handover {
        return card(say.t("handovers-access"), html! { p { (say.t("handovers-access-stays")) } });
    }
    let mut lines: Vec<(String, Markup)> = Vec::new();
    for access in &preview.access {
        let since = say.with("handovers-since", &[("day", ctx.day(access.created_at).into())]);
        let called = match access.kind {
            AccessKind::Session => device::describe(&access.name),
            AccessKind::Token | AccessKind::Link => access.name.clone(),
        };
        lines.push((
            access_name(say, access.kind),
            html! { @if !called.is_empty() { (called) br; } small { (since) } },
        ));
    }
    card_with(
        say.t("handovers-access-ends"),
        count(preview.access.len() + preview.covers.seen.len()),
        html! {
            @if !lines.is_empty() { (facts(&lent(&lines))) }
            @else if preview.covers.open().next().is_none() { p { (say.t("handovers-no-access")) } }
            @for seen in preview.covers.open() {
                p { (crate::covers::panel::sentence(ctx, &preview.covers, &seen.cover, preview.person.id)) }
            }
            @if preview.person.takes_seat() { p { (say.t("handovers-seat-free")) } }
        },
    )
}

fn lent(lines: &[(String, Markup)]) -> Vec<(&str, Markup)> {
    lines.iter().map(|(label, value)| (label.as_str(), value.clone())).collect()
}
