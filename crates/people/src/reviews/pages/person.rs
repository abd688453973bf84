//! One person in a review: everything there is to know, a word, and the three answers.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::{Form, Nav, Path, Wrong, once, see_other, show};
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::{PAGE, about, held, one, role, said_at, seen, state, ways_in};
use crate::reviews::{self, Decision, Verdict};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    word: String,
    once: String,
}

/// `GET /settings/reviews/{id}/people/{person}`
pub async fn page(ctx: Ctx, Path((id, person)): Path<(i64, i64)>) -> Result<Markup> {
    drawn(&ctx, (id, person), &Typed::default(), &Wrong::default()).await
}

/// `POST /settings/reviews/{id}/people/{person}/{verdict}`
pub async fn decide(
    ctx: Ctx,
    Path((id, person, verdict)): Path<(i64, i64, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let verdict = Verdict::parse(&verdict).ok_or(Error::NotFound)?;
    let back = format!("{PAGE}/{id}");
    let decision = Decision { verdict, word: typed.word.clone() };
    let act = async {
        reviews::decide(&ctx, id, person, decision).await?;
        let told = Some(base::web::Notice::good(done(&ctx, verdict)));
        Ok((back.clone(), see_other(&back, told)))
    };
    // A button of the list alone has no word, and twice the same verdict is once.
    let decided = match typed.once.is_empty() {
        true => act.await.map(|(_, response)| response),
        false => once::carry_out(&ctx, &typed.once, act).await,
    };
    match decided {
        Err(error @ Error::Invalid(_)) => {
            let page = drawn(&ctx, (id, person), &typed, &Wrong::of(&ctx.say, &error)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(Error::Conflict(problem)) if problem.key != "error-once" => {
            said_at(&ctx, &back, Err(Error::Conflict(problem)))
        }
        other => other,
    }
}

/// What is said once it is done.
pub(super) fn done(ctx: &Ctx, verdict: Verdict) -> String {
    ctx.say.t(&format!("reviews-done-{}", verdict.code()))
}

async fn drawn(ctx: &Ctx, (id, person): (i64, i64), typed: &Typed, wrong: &Wrong) -> Result<Markup> {
    let shown = reviews::look(ctx, id).await?;
    let line = shown.lines.iter().find(|line| line.person == person).ok_or(Error::NotFound)?;
    let say = &ctx.say;
    let title = shown.name(person).to_owned();
    let (review, at) = (one::title(ctx, &shown), format!("{PAGE}/{id}/people/{person}"));
    let back = format!("{PAGE}/{id}");
    let crumbs = [
        Crumb { label: &say.t("nav-settings"), href: "/settings" },
        Crumb { label: &say.t("reviews-title"), href: PAGE },
        Crumb { label: &review, href: &back },
    ];
    let can = shown.review.ended_at.is_none() && line.state.waits() && !ctx.actor.rests;
    let content = html! {
        (head(Head { crumbs: &crumbs, ..Head::new(&title) }))
        (wrong.summary(say))
        (card(say.t("reviews-known"), facts(&[
            (&say.t("reviews-state"), html! { (state(say, line.state)) (about(ctx, &shown, line)) }),
            (&say.t("people-last-seen"), seen(ctx, line)),
            (&say.t("people-role"), html! { (role(say, &line.facts)) }),
            (&say.t("reviews-held"), html! { (held(say, &line.facts)) }),
            (&say.t("reviews-ways-in"), html! { (ways_in(say, &line.facts)) }),
        ])))
        @if can {
            (card(say.t("reviews-decide"), edit_form(format!("{at}/keep"), html! {
                (once::field(ctx))
                (TextArea::new("word", say.t("reviews-word")).value(&typed.word).hint(say.t("reviews-word-hint"))
                    .error(wrong.at("word")))
                (buttons(html! {
                    (button(Press::Main, say.t("reviews-keep")))
                    (button_to(Press::Plain, say.t("reviews-ask"), &format!("{at}/ask")))
                    (button_to(Press::Danger, say.t("reviews-block"), &format!("{at}/block")))
                    (link_button(Press::Quiet, say.t("reviews-back"), &back))
                }))
                p { small { (say.t("reviews-block-text")) } }
            })))
        }
    };
    Ok(show(ctx, Nav::Settings, &title, content))
}
