//! The same answer for everybody who is ticked: each by themselves, and who was refused is named. A block asks first.

use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, once, see_other, show};
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::{PAGE, one, person};
use crate::reviews::{self, Decision, Shown, Verdict};

/// An `id` for each ticked row.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Ticked {
    id: Vec<i64>,
    /// That the question was answered.
    sure: String,
    once: String,
}

/// `POST /settings/reviews/{id}/ticked/{verdict}`
pub async fn decide(
    ctx: Ctx,
    Path((id, verdict)): Path<(i64, String)>,
    Form(ticked): Form<Ticked>,
) -> Result<Response> {
    let verdict = Verdict::parse(&verdict).ok_or(Error::NotFound)?;
    let shown = reviews::look(&ctx, id).await?;
    let back = format!("{PAGE}/{id}");
    if ticked.id.is_empty() {
        let text = ctx.say.t("people-tick-somebody");
        return Ok(see_other(&back, Some(Notice { tone: Tone::Warn, text })));
    }
    if verdict == Verdict::Block && ticked.sure.is_empty() {
        return Ok(question(&ctx, &shown, &ticked.id).into_response());
    }
    let act = async {
        let mut refused = Vec::new();
        for one in &ticked.id {
            match reviews::decide(&ctx, id, *one, Decision { verdict, word: String::new() }).await {
                Ok(()) => {}
                Err(Error::Conflict(problem)) => {
                    refused.push(format!("{}: {}", shown.name(*one), problem.sentence(&ctx.say)));
                }
                Err(other) => return Err(other),
            }
        }
        let notice = match refused.is_empty() {
            true => Notice::good(person::done(&ctx, verdict)),
            false => Notice { tone: Tone::Warn, text: refused.join(" ") },
        };
        Ok((back.clone(), see_other(&back, Some(notice))))
    };
    match ticked.once.is_empty() {
        true => act.await.map(|(_, response)| response),
        false => once::carry_out(&ctx, &ticked.once, act).await,
    }
}

fn question(ctx: &Ctx, shown: &Shown, people: &[i64]) -> Markup {
    let say = &ctx.say;
    let title = say.t("reviews-block");
    let back = format!("{PAGE}/{}", shown.review.id);
    let crumbs = [
        Crumb { label: &say.t("reviews-title"), href: PAGE },
        Crumb { label: &one::title(ctx, shown), href: &back },
    ];
    let content = html! {
        (head(Head { crumbs: &crumbs, ..Head::new(&title) }))
        (confirm(Confirm {
            action: &format!("{back}/ticked/block"),
            text: &say.t("reviews-block-text"),
            yes: &say.t("reviews-block"),
            press: Press::Danger,
            no: &say.t("reviews-back"),
            back: &back,
            content: html! {
                (once::field(ctx))
                (hidden("sure", "yes"))
                ul { @for id in people { li { (shown.name(*id)) (hidden("id", id)) } } }
            },
        }))
    };
    show(ctx, Nav::Settings, &title, content)
}
