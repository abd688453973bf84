//! Ticked deals of the list put at another stage: the question, and what its answer does.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::Deed;
use base::error::Fields;
use base::web::components::*;
use base::web::{Form, Notice, Query, once, see_other, show};
use base::{Ctx, Error, Kind, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::list::stage_choices;
use crate::deals::{ROOM, moving};
use crate::pipelines;
use crate::records::ask::{Titled, titled, what};
use crate::records::form::Wrong;
use crate::records::typed;

/// The act of the bar under the list; nothing for who may change no deals.
pub fn act(ctx: &Ctx) -> Markup {
    if !ctx.actor.offers_on(Kind::Deal, Deed::Edit) {
        return html! {};
    }
    button_to(Press::Plain, ctx.say.t("deals-move"), "/deals/move")
}

/// What comes with the question and with its answer.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Picked {
    id: Vec<String>,
    stage_id: String,
    /// Absent: the question hasn't been asked yet.
    sure: Option<String>,
    once: String,
}

/// `GET /deals/move`
pub async fn ask(ctx: Ctx, Query(picked): Query<Picked>) -> Result<Markup> {
    let titled = titled(&ctx, &ROOM, &picked.id).await?;
    question(&ctx, &titled, "", &Wrong::default()).await
}

/// `POST /deals/move`
pub async fn carry_out(ctx: Ctx, Form(picked): Form<Picked>) -> Result<Response> {
    let titled = titled(&ctx, &ROOM, &picked.id).await?;
    if picked.sure.is_none() {
        return Ok(question(&ctx, &titled, "", &Wrong::default()).await?.into_response());
    }
    let mut wrong = Fields::default();
    let stage = typed::id(&mut wrong, "stage_id", &picked.stage_id);
    if stage.is_none() && wrong.is_empty() {
        wrong.add("stage_id", "error-required");
    }
    let moved = match (wrong.check(), stage) {
        (Ok(()), Some(stage)) => {
            once::carry_out(&ctx, &picked.once, async {
                let ids = titled.iter().map(|titled| titled.id).collect();
                let moved = moving::move_all(&ctx, ids, stage).await?;
                let said = ctx.say.n("deals-moved-many", i64::try_from(moved).unwrap_or_default());
                Ok(("/deals".to_owned(), see_other("/deals", Some(Notice::good(said)))))
            })
            .await
        }
        (refused, _) => refused.and(Err(Error::NotFound)),
    };
    match moved {
        Err(error @ Error::Invalid(_)) => {
            let wrong = Wrong::of(&ctx.say, &error);
            let page = question(&ctx, &titled, &picked.stage_id, &wrong).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        other => other,
    }
}

async fn question(ctx: &Ctx, titled: &[Titled], stage: &str, wrong: &Wrong) -> Result<Markup> {
    let say = &ctx.say;
    let pipelines = pipelines::all(ctx).await?;
    let title = say.t("deals-move");
    let content = dialog(Dialog {
        id: "move",
        title: &title,
        close: &say.t("records-cancel"),
        back: "/deals",
        content: html! {
            (what(ctx, titled))
            form method="post" action="/deals/move" {
                (once::field(ctx))
                (hidden("sure", "yes"))
                @for titled in titled { (hidden("id", titled.id)) }
                (Select::new("stage_id", say.t("deals-stage"), stage_choices(&pipelines))
                    .none(say.t("records-not-chosen"))
                    .selected(stage.to_owned())
                    .error(wrong.at("stage_id")))
                (buttons(html! {
                    (button(Press::Main, say.t("deals-move-do")))
                    (link_button(Press::Quiet, say.t("records-cancel"), "/deals"))
                }))
            }
        },
    });
    Ok(show(ctx, ROOM.nav, &title, content))
}
