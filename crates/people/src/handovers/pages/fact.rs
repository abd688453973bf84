//! One hand-over: what moved, the proof that nothing is left, and the way back.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::{Nav, Notice, Path, see_other, show};
use base::{Ctx, Error, Result};
use maud::{Markup, html};

use super::super::{Left, Names, Proof, Told, What, Why};
use super::drawn::{access_line, card_of, drawing, kind_name, link, loads_line, receivers, what_name, who};
use super::passing;
use super::person::proof_card;
use crate::handovers as room;

/// `GET /handovers/{id}`
pub async fn fact(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    page(&ctx, id, None).await
}

/// `POST /handovers/{id}/undo`
pub async fn undo(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    let undone = match room::undo(&ctx, id).await {
        Ok(undone) => undone,
        Err(error @ Error::Conflict(_)) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::CONFLICT);
            return Ok((status, page(&ctx, id, Some(&error)).await?).into_response());
        }
        Err(error) => return Err(error),
    };
    let text = if undone.left.is_empty() {
        ctx.say.t("handovers-undone-all")
    } else {
        ctx.say.t("handovers-undone-partly")
    };
    Ok(see_other(&format!("/handovers/{id}"), Some(Notice::good(text))))
}

async fn page(ctx: &Ctx, id: i64, refusal: Option<&Error>) -> Result<Markup> {
    let (told, names) = room::told(ctx, id).await?;
    let proof = room::prove(ctx, told.fact.person).await?;
    let plan = room::splits::of_handover(ctx, id).await?;
    let passed = passing::passed(ctx, &told.fact).await?;
    let say = &ctx.say;
    let title = say.with(
        "handovers-numbered",
        &[("what", what_name(say, told.fact.what).into()), ("number", told.fact.number.into())],
    );
    let crumbs = [Crumb { label: &say.t("nav-handovers"), href: "/handovers" }];
    let content = html! {
        (head(Head { crumbs: &crumbs, ..Head::new(&title) }))
        @if let Some(refusal) = refusal { (notice(Tone::Bad, refusal.sentence(say))) }
        (picture(ctx, &told, &names))
        (columns(
            html! {
                (card(say.t("handovers-moved"), moved(ctx, &told, &names)))
                (passed)
                @if !told.left.is_empty() { (card(say.t("handovers-left"), left(ctx, &told.left))) }
                @if told.fact.what == What::Departure && told.fact.undone_at.is_none() { (proven(ctx, &proof)) }
            },
            html! {
                (card(say.t("handovers-facts"), about(ctx, &told, &names)))
                @if let Some(plan) = plan {
                    (link_button(Press::Quiet, say.t("plans-open"), &format!("/plans/{plan}")))
                }
                (way_back(ctx, &told))
            },
        ))
    };
    Ok(show(ctx, Nav::Handovers, &title, content))
}

fn picture(ctx: &Ctx, told: &Told, names: &Names) -> Markup {
    let find = |id| names.get(&id).map(who);
    // Work that came back came from several; the drawing is of one giver.
    let (Some(person), false) = (names.get(&told.fact.person), told.moved.is_empty()) else {
        return html! {};
    };
    if told.fact.what.can_be_undone() {
        return drawing(&ctx.say, who(person), &ctx.day(told.fact.at), &receivers(&told.moved, find));
    }
    html! {}
}

/// What moved, kind by kind.
fn moved(ctx: &Ctx, told: &Told, names: &Names) -> Markup {
    let say = &ctx.say;
    if told.moved.is_empty() {
        return html! { p { (say.t("handovers-moved-nothing")) } };
    }
    let lines = told.moved.iter().map(|m| {
        let kind = kind_name(say, m.kind);
        let (from, to) = (link(names.get(&m.from)), link(names.get(&m.to)));
        let cells = vec![html! { (kind) }, html! { (m.count) }, html! { (m.open) }, from, to];
        Line::new(0, kind.clone(), cells)
    });
    let columns = vec![
        Column::new(say.t("handovers-kind")),
        Column::new(say.t("handovers-all")).numbers(),
        Column::new(say.t("handovers-open")).numbers(),
        Column::new(say.t("handovers-from")),
        Column::new(say.t("handovers-to")),
    ];
    html! { (Table::new(say.t("handovers-moved"), columns, lines.collect())) }
}

fn about(ctx: &Ctx, told: &Told, names: &Names) -> Markup {
    let (say, fact) = (&ctx.say, &told.fact);
    let by = match fact.by_person {
        Some(person) => link(names.get(&person)),
        None => html! { (say.t("event-who-operator")) },
    };
    let labels =
        ["handovers-person", "handovers-when", "handovers-by", "handovers-ended", "handovers-reason"]
            .map(|key| say.t(key));
    let [person, when, who, ended, reason] = &labels;
    let mut list: Vec<(&str, Markup)> =
        vec![(person, link(names.get(&fact.person))), (when, html! { (ctx.moment(fact.at)) }), (who, by)];
    if fact.what == What::Departure {
        list.push((ended, html! { (access_line(say, fact.ended)) }));
    }
    if let Some(text) = &fact.reason {
        list.push((reason, html! { (text) }));
    }
    let undoes = say.t("handovers-undoes");
    if let Some((id, number)) = told.undoes {
        list.push((&undoes, numbered(ctx, id, number)));
    }
    facts(&list)
}

fn numbered(ctx: &Ctx, id: i64, number: i64) -> Markup {
    html! { a href={ "/handovers/" (id) } { (ctx.say.with("handovers-no", &[("number", number.into())])) } }
}

/// The undo while it is open; what became of it afterwards.
fn way_back(ctx: &Ctx, told: &Told) -> Markup {
    let (say, fact) = (&ctx.say, &told.fact);
    if !fact.what.can_be_undone() {
        return html! {};
    }
    let heading = say.t("handovers-undo");
    if let (Some(at), Some((id, number))) = (fact.undone_at, told.undone_by) {
        let text = say.with("handovers-undone-at", &[("at", ctx.moment(at).into())]);
        return card(heading, html! { p { (text) " " (numbered(ctx, id, number)) } });
    }
    match fact.undo_until {
        Some(until) if ctx.app.now() <= until => card(
            heading,
            html! {
                p { (say.with("handovers-undo-until", &[("until", ctx.day(until).into())])) }
                (post_button(Press::Plain, say.t("handovers-do-undo"), &format!("/handovers/{}/undo", fact.id)))
            },
        ),
        _ => card(
            heading,
            html! {
                p { (say.t("handovers-undo-over")) }
                (link_button(Press::Plain, say.t("handovers-to-person"), &card_of(fact.person)))
            },
        ),
    }
}

fn proven(ctx: &Ctx, proof: &Proof) -> Markup {
    let address = format!("/people/{}/proof", proof.person.id);
    html! {
        (proof_card(ctx, proof))
        (link_button(Press::Quiet, ctx.say.t("handovers-to-proof"), &address))
    }
}

/// What an undo did not give back, and why.
fn left(ctx: &Ctx, all: &[Left]) -> Markup {
    let say = &ctx.say;
    let lines = all.iter().map(|left| {
        let why = match left.why {
            Why::MovedOn => say.t("handovers-moved-on"),
            Why::Reassigned => say.t("handovers-reassigned"),
        };
        let why = html! {
            (why)
            @if let Some(id) = left.handover { " " a href={ "/handovers/" (id) } { (say.t("handovers-which-one")) } }
        };
        let sample = html! {
            @for id in left.sample.iter().take(5) { a href={ (left.kind.path()) "/" (id) } { (id) } " " }
        };
        let load = loads_line(say, &[(left.kind, left.count)]);
        Line::new(0, load.clone(), vec![html! { (load) }, why, sample])
    });
    let columns = vec![
        Column::new(say.t("handovers-kind")),
        Column::new(say.t("handovers-why")),
        Column::new(say.t("handovers-sample")),
    ];
    html! {
        p { (say.t("handovers-left-text")) }
        (Table::new(say.t("handovers-left"), columns, lines.collect()))
    }
}
