//! Short questions about one person: block, come back, and the proof that nothing is left.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::{Form, Nav, Path, show};
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::{Proof, What, Work};
use super::drawn::{access_line, access_name, card_of, kind_name, loads_line, to_card};
use crate::handovers as room;
use crate::seats;

/// `GET /people/{id}/block`: what a block ends, before it does.
pub async fn block_ask(ctx: Ctx, Path(person): Path<i64>) -> Result<Markup> {
    let preview = room::look(&ctx, What::Departure, person).await?;
    let say = &ctx.say;
    let name = [("name", preview.person.name.as_str().into())];
    let title = say.with("handovers-block-title", &name);
    let ended = access_line(say, base::credentials::Counts::of(&preview.access));
    let loads: Vec<_> =
        preview.holdings.iter().filter(|(_, h)| h.count > 0).map(|(k, h)| (*k, h.count)).collect();
    let content = html! {
        @for key in &preview.blockers { (notice(Tone::Bad, say.t(key))) }
        (facts(&[
            (&say.t("handovers-access-ends"), html! { (ended) }),
            (&say.t("handovers-block-keeps"), html! {
                @if loads.is_empty() { (say.t("handovers-moved-nothing")) } @else { (loads_line(say, &loads)) }
            }),
        ]))
        @if preview.blockers.is_empty() {
            (confirm(Confirm {
                action: &format!("/people/{person}/block"),
                text: &say.t("handovers-block-text"),
                yes: &say.t("handovers-do-block"),
                press: Press::Danger,
                no: &say.t("handovers-cancel"),
                back: &card_of(person),
                content: html! {},
            }))
        }
    };
    Ok(window(&ctx, person, &title, content))
}

/// `POST /people/{id}/block` (K15)
pub async fn block(ctx: Ctx, Path(person): Path<i64>) -> Result<Response> {
    room::block(&ctx, person).await?;
    Ok(to_card(person, ctx.say.t("handovers-blocked")))
}

/// `POST /people/{id}/unblock`
pub async fn unblock(ctx: Ctx, Path(person): Path<i64>) -> Result<Response> {
    room::unblock(&ctx, person).await?;
    Ok(to_card(person, ctx.say.t("handovers-unblocked")))
}

/// `GET /people/{id}/reactivate`: with the work, or without it?
pub async fn reactivate_ask(ctx: Ctx, Path(person): Path<i64>) -> Result<Markup> {
    reactivate_page(&ctx, person, html! {}).await
}

/// `above`: why it could not be, and the ways out.
async fn reactivate_page(ctx: &Ctx, person: i64, above: Markup) -> Result<Markup> {
    let (found, moved) = room::look_back(ctx, person).await?;
    let say = &ctx.say;
    let title = say.with("handovers-reactivate-title", &[("name", found.name.as_str().into())]);
    let loads: Vec<_> = moved.iter().map(|m| (m.kind, m.count)).collect();
    let would = say.with("handovers-work-back-text", &[("what", loads_line(say, &loads).into())]);
    let choice = html! {
        @if loads.is_empty() {
            p { (say.t("handovers-work-none")) }
        } @else {
            (RadioCards::new("work", say.t("handovers-work"), vec![
                RadioCard::new("back", say.t("handovers-work-back"), would),
                RadioCard::new("stays", say.t("handovers-work-stays"), say.t("handovers-work-stays-text")),
            ]).selected("back"))
        }
    };
    let content = confirm(Confirm {
        action: &format!("/people/{person}/reactivate"),
        text: &say.t("handovers-reactivate-text"),
        yes: &say.t("handovers-do-reactivate"),
        press: Press::Main,
        no: &say.t("handovers-cancel"),
        back: &card_of(person),
        content: choice,
    });
    Ok(window(ctx, person, &title, html! { (above) (content) }))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ReactivateForm {
    work: String,
}

/// `POST /people/{id}/reactivate` (K17)
pub async fn reactivate(
    ctx: Ctx,
    Path(person): Path<i64>,
    Form(form): Form<ReactivateForm>,
) -> Result<Response> {
    let work = if form.work == "back" { Work::Back } else { Work::Stays };
    let returned = match room::reactivate(&ctx, person, work).await {
        Err(Error::Conflict(problem)) if problem.key == "error-no-seat" => {
            let above = seats::pages::ways_out(&ctx.say, &problem.sentence(&ctx.say));
            let page = reactivate_page(&ctx, person, above).await?;
            return Ok((StatusCode::CONFLICT, page).into_response());
        }
        returned => returned?,
    };
    let text = match returned.fact {
        Some(_) => ctx.say.t("handovers-reactivated-back"),
        None => ctx.say.t("handovers-reactivated"),
    };
    Ok(to_card(person, text))
}

/// `GET /people/{id}/proof` (K16)
pub async fn proof(ctx: Ctx, Path(person): Path<i64>) -> Result<Markup> {
    let proof = room::prove(&ctx, person).await?;
    let say = &ctx.say;
    let title = say.with("handovers-proof-title", &[("name", proof.person.name.as_str().into())]);
    let crumbs = [
        Crumb { label: &say.t("nav-people"), href: "/people" },
        Crumb { label: &proof.person.name, href: &card_of(person) },
    ];
    let content = html! {
        (head(Head { crumbs: &crumbs, lead: &say.t("handovers-proof-lead"), ..Head::new(&title) }))
        (proof_card(&ctx, &proof))
    };
    Ok(show(&ctx, Nav::People, &title, content))
}

/// Kind by kind and way in by way in: what is left at this moment.
pub(super) fn proof_card(ctx: &Ctx, proof: &Proof) -> Markup {
    let say = &ctx.say;
    let kinds = proof.kinds.iter().map(|(kind, left)| (kind_name(say, *kind), *left));
    let access = proof.access.each().into_iter().map(|(kind, left)| (access_name(say, kind), left));
    let rows = [
        ("handovers-proof-rows", proof.rows),
        ("handovers-technical", proof.technical),
        ("handovers-proof-posts", proof.posts),
        ("handovers-proof-covers", proof.covers),
        ("handovers-scheduled", proof.jobs),
    ];
    let rows = rows.map(|(key, left)| (say.t(key), left));
    let lines: Vec<(String, i64, String)> = kinds
        .chain(rows)
        .chain(access)
        .map(|(label, left)| (label, left, say.n("handovers-proof-left", left)))
        .collect();
    let list: Vec<_> = lines
        .iter()
        .map(|(label, left, says)| base::web::components::Proof { label, left: *left, says })
        .collect();
    let heading =
        if proof.is_clean() { say.t("handovers-proof-clean") } else { say.t("handovers-proof-some") };
    card(
        heading,
        html! {
            (proof_list(&list))
            p { small { (say.with("handovers-proof-at", &[("at", ctx.moment(proof.at).into())])) } }
        },
    )
}

fn window(ctx: &Ctx, person: i64, title: &str, content: Markup) -> Markup {
    let back = card_of(person);
    let close = ctx.say.t("handovers-close");
    let window = dialog(Dialog { id: "person-act", title, close: &close, back: &back, content });
    show(ctx, Nav::People, title, window)
}
