//! What is done with everybody who is ticked in the list of people.

use axum::response::{IntoResponse, Response};
use base::authz::Area;
use base::org::Name;
use base::web::components::*;
use base::web::{Form, Nav, Notice, once, see_other, show};
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use crate::handovers as room;

const PATH: &str = "/people";

/// What the bar sends: an `id` for each ticked row.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Ticked {
    pub id: Vec<i64>,
    /// That the question was answered.
    pub sure: String,
    pub once: String,
}

/// `POST /people/ticked/departure`: on to the hand-over dialog, or to one for each; nothing changes yet.
pub async fn ticked_departure(ctx: Ctx, Form(ticked): Form<Ticked>) -> Result<Response> {
    ctx.need(Area::People)?;
    Ok(match ticked.id.as_slice() {
        [] => tick_first(&ctx),
        [id] => see_other(&format!("/handovers/new?person={id}"), None),
        several if several.len() > room::MOST_AT_ONCE => too_many(&ctx),
        several => {
            let ids: Vec<String> = several.iter().map(|id| format!("id={id}")).collect();
            see_other(&format!("/handovers/choose?{}", ids.join("&")), None)
        }
    })
}

/// `POST /people/ticked/block`: on to the question; once that is answered, each of several by themselves, and who was
/// refused is named.
pub async fn ticked_block(ctx: Ctx, Form(ticked): Form<Ticked>) -> Result<Response> {
    ctx.need(Area::People)?;
    match ticked.id.as_slice() {
        [] => return Ok(tick_first(&ctx)),
        [id] if ticked.sure.is_empty() => return Ok(see_other(&format!("/people/{id}/block"), None)),
        several if several.len() > room::MOST_AT_ONCE => return Ok(too_many(&ctx)),
        _ => {}
    }
    let people = room::named(&ctx, ticked.id.clone()).await?;
    if ticked.sure.is_empty() {
        return Ok(question(&ctx, &people).into_response());
    }
    once::carry_out(&ctx, &ticked.once, async {
        let mut refused = Vec::new();
        for person in &people {
            match room::block(&ctx, person.id).await {
                Ok(_) => {}
                Err(error @ (Error::Conflict(_) | Error::Denied(_) | Error::NotFound)) => {
                    refused.push(format!("{}: {}", person.name, error.sentence(&ctx.say)));
                }
                Err(other) => return Err(other),
            }
        }
        let notice = match refused.is_empty() {
            true => Notice::good(ctx.say.t("people-blocked-ticked")),
            false => Notice { tone: Tone::Warn, text: refused.join(" ") },
        };
        Ok((PATH.to_owned(), see_other(PATH, Some(notice))))
    })
    .await
}

fn question(ctx: &Ctx, people: &[Name]) -> Markup {
    let say = &ctx.say;
    let title = say.t("people-block-ticked");
    let crumbs = [Crumb { label: &say.t("people-title"), href: PATH }];
    let content = html! {
        (head(Head { crumbs: &crumbs, ..Head::new(&title) }))
        (confirm(Confirm {
            action: "/people/ticked/block",
            text: &say.t("handovers-block-text"),
            yes: &say.t("handovers-do-block"),
            press: Press::Danger,
            no: &say.t("handovers-cancel"),
            back: PATH,
            content: html! {
                (once::field(ctx))
                (hidden("sure", "yes"))
                ul { @for person in people { li { (person.name) (hidden("id", person.id)) } } }
            },
        }))
    };
    show(ctx, Nav::People, &title, content)
}

fn tick_first(ctx: &Ctx) -> Response {
    see_other(PATH, Some(Notice { tone: Tone::Warn, text: ctx.say.t("people-tick-somebody") }))
}

/// More than leave in one transaction.
pub(super) fn too_many(ctx: &Ctx) -> Response {
    let text = ctx.say.with("people-ticked-most", &[("most", room::MOST_AT_ONCE.to_string().into())]);
    see_other(PATH, Some(Notice { tone: Tone::Warn, text }))
}
