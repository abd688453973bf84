//! One hand-over: its report, the proof that nothing is left, and the way back; on paper, too.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::Area;
use base::web::components::*;
use base::web::{Nav, Notice, Path, see_other, show, show_printed};
use base::words::Say;
use base::{Ctx, Error, Result};
use maud::{Markup, html};

use super::super::planned::Replaced;
use super::super::report::{self, Report};
use super::super::{Proof, What};
use super::drawn::{card_of, drawing, receivers, who};
use super::handing::whole;
use super::passing;
use super::person::proof_card;
use super::report as sections;
use crate::handovers as room;
use crate::seats;

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
    let text = match undone.planned {
        Some(planned) => format!("{text} {}", replaced(&ctx, planned)),
        None => text,
    };
    Ok(see_other(&format!("/handovers/{id}"), Some(Notice::good(text))))
}

/// What has become of the planned departure in whose place the undone one was.
fn replaced(ctx: &Ctx, planned: Replaced) -> String {
    let key = if planned.again { "planned-stands-again" } else { "planned-passed-by" };
    ctx.say.with(key, &[("at", ctx.moment(planned.at).into())])
}

/// `GET /handovers/{id}/print`: the report alone, for paper.
pub async fn print(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    let report = report::report(&ctx, id).await?;
    let say = &ctx.say;
    let title = sections::title(say, report.told.fact.what, report.told.fact.number);
    let content = html! {
        h1 { (title) }
        (card(say.t("handovers-facts"), sections::about(&ctx, &report)))
        @if let Some(undone) = sections::undone(&ctx, &report) { (card(say.t("handovers-undo"), undone)) }
        (middle(&ctx, &report))
        p { small { (say.with("reports-printed", &[("at", ctx.moment(ctx.app.now()).into())])) } }
    };
    Ok(show_printed(&ctx, &title, &format!("/handovers/{id}"), content))
}

fn refused(say: &Say, refusal: &Error) -> Markup {
    match refusal {
        Error::Conflict(problem) if problem.key == "error-no-seat" => {
            seats::pages::ways_out(say, &problem.sentence(say))
        }
        other => notice(Tone::Bad, other.sentence(say)),
    }
}

async fn page(ctx: &Ctx, id: i64, refusal: Option<&Error>) -> Result<Markup> {
    let report = report::report(ctx, id).await?;
    let fact = &report.told.fact;
    let proof = room::prove(ctx, fact.person).await?;
    let say = &ctx.say;
    let title = sections::title(say, fact.what, fact.number);
    let crumbs = [Crumb { label: &say.t("nav-handovers"), href: "/handovers" }];
    let helper = helper(ctx, &report);
    let content = html! {
        (head(Head { crumbs: &crumbs, acts: acts(ctx, id), ..Head::new(&title) }))
        @if let Some(refusal) = refusal { (refused(say, refusal)) }
        (picture(ctx, &report))
        (columns(
            html! {
                (middle(ctx, &report))
                @if fact.what == What::Departure && fact.undone_at.is_none() { (proven(ctx, &proof)) }
            },
            html! {
                (card(say.t("handovers-facts"), sections::about(ctx, &report)))
                @if let Some(helper) = helper {
                    (link_button(Press::Quiet, say.t("made-title"), &format!("{}/made", card_of(helper))))
                }
                @if let Some(plan) = report.plan {
                    (link_button(Press::Quiet, say.t("plans-open"), &format!("/plans/{plan}")))
                }
                (way_back(ctx, &report))
            },
        ))
    };
    Ok(show(ctx, Nav::Handovers, &title, content))
}

/// The integrator who left, for those who read what they did and built.
fn helper(ctx: &Ctx, report: &Report) -> Option<i64> {
    let leaver = report.names.get(&report.told.fact.person)?;
    let told = report.told.fact.what == What::Departure && leaver.integrator && ctx.actor.has(Area::People);
    told.then_some(leaver.id)
}

/// On paper, and as files.
fn acts(ctx: &Ctx, id: i64) -> Markup {
    let say = &ctx.say;
    html! {
        (link_button(Press::Plain, say.t("web-print"), &format!("/handovers/{id}/print")))
        (menu(&say.t("reports-files"), html! {
            (menu_link(say.t("reports-csv"), &format!("/handovers/{id}/report.csv")))
            (menu_link(say.t("reports-records-csv"), &format!("/handovers/{id}/records.csv")))
        }))
    }
}

/// What moved, by which rules, and what an undo left.
fn middle(ctx: &Ctx, report: &Report) -> Markup {
    let say = &ctx.say;
    html! {
        (card(say.t("handovers-moved"), sections::moved(ctx, report)))
        (passing::lines(
            ctx,
            "handovers-passed",
            (&report.told.fact.posts, &report.told.fact.kept),
            &report.names,
            &report.called.departments,
        ))
        (whole(ctx, report.note.as_ref(), &report.names))
        @if !report.rules.is_empty() { (card(say.t("reports-rules"), sections::rules(ctx, report))) }
        @if !report.told.left.is_empty() { (card(say.t("handovers-left"), sections::left(ctx, &report.told.left))) }
    }
}

fn picture(ctx: &Ctx, report: &Report) -> Markup {
    let (told, names) = (&report.told, &report.names);
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

/// The undo while it is open; what became of it afterwards.
fn way_back(ctx: &Ctx, report: &Report) -> Markup {
    let (say, fact) = (&ctx.say, &report.told.fact);
    if !fact.what.can_be_undone() {
        return html! {};
    }
    let heading = say.t("handovers-undo");
    if let Some(undone) = sections::undone(ctx, report) {
        return card(heading, undone);
    }
    match fact.undo_until {
        Some(until) if ctx.app.now() <= until => card(
            heading,
            html! {
                p { (say.with("handovers-undo-until", &[("until", ctx.day(until).into())])) }
                @if !ctx.actor.rests {
                    (post_button(Press::Plain, say.t("handovers-do-undo"), &format!("/handovers/{}/undo", fact.id)))
                }
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
