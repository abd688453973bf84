//! On the page of requests: whether a colleague still needs their access, for who is asked that.

use axum::response::Response;
use base::web::components::*;
use base::web::{Form, Path, once};
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::said_at;
use crate::asks::{self, pages::Answered};
use crate::reviews::{self, Asked, Line};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    needed: String,
    once: String,
}

/// `GET /asks`: the page of requests, and above them of whom the reader is asked.
pub async fn page(ctx: Ctx) -> Result<Markup> {
    let cards = cards(&ctx).await?;
    asks::pages::page(&ctx, cards).await
}

/// `POST /asks/{id}/done`
pub async fn done(ctx: Ctx, Path(id): Path<i64>, Form(typed): Form<Answered>) -> Result<Response> {
    let cards = cards(&ctx).await?;
    asks::pages::done(&ctx, id, &typed, cards).await
}

/// `POST /asks/{id}/decline`
pub async fn decline(ctx: Ctx, Path(id): Path<i64>, Form(typed): Form<Answered>) -> Result<Response> {
    let cards = cards(&ctx).await?;
    asks::pages::decline(&ctx, id, &typed, cards).await
}

async fn cards(ctx: &Ctx) -> Result<Markup> {
    let asked = reviews::asked_of(ctx).await?;
    Ok(html! { @for one in asked.iter() { @for line in &one.lines { (one_card(ctx, one, line)) } } })
}

/// `POST /asks/reviews/{id}/{person}`
pub async fn answer(
    ctx: Ctx,
    Path((id, person)): Path<(i64, i64)>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let needed = match typed.needed.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(Error::NotFound),
    };
    let done = once::carry_out(&ctx, &typed.once, async {
        reviews::answer(&ctx, id, person, needed).await?;
        let told = said_at(&ctx, "/asks", Ok(ctx.say.t("reviews-answered")))?;
        Ok(("/asks".to_owned(), told))
    });
    match done.await {
        // The administrators were quicker.
        Err(Error::Conflict(problem)) if problem.key != "error-once" => {
            said_at(&ctx, "/asks", Err(Error::Conflict(problem)))
        }
        other => other,
    }
}

fn one_card(ctx: &Ctx, asked: &Asked, line: &Line) -> Markup {
    let say = &ctx.say;
    let name = asked.names.get(&line.person).map(|name| name.name.as_str()).unwrap_or_default();
    let title = say.with("reviews-question", &[("name", name.into())]);
    let answer =
        line.needed.map(|needed| say.t(if needed { "reviews-needed" } else { "reviews-not-needed" }));
    let content = html! {
        p { (say.t("reviews-question-text")) }
        @if let Some(word) = &line.word { p dir="auto" { (word) } }
        @if let Some(answer) = answer { p { b { (answer) } } }
        form method="post" action={ "/asks/reviews/" (asked.review) "/" (line.person) } {
            (once::field(ctx))
            (buttons(html! {
                (button_value(Press::Main, say.t("reviews-answer-yes"), "needed", "yes"))
                (button_value(Press::Plain, say.t("reviews-answer-no"), "needed", "no"))
            }))
        }
    };
    card(title, content)
}
