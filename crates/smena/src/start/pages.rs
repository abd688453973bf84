//! The page of first steps.

use axum::response::Response;
use base::authz::Area;
use base::web::components::*;
use base::web::{Nav, Notice, see_other, show};
use base::{Ctx, Result, beginnings};
use maud::{Markup, html};

use super::{Done, done};

/// `GET /start`
pub async fn page(ctx: Ctx) -> Result<Markup> {
    ctx.need(Area::Settings)?;
    let done = done(&ctx).await?;
    let beginning = beginnings::of(&ctx).await?;
    let mut ctx = ctx;
    if done.all() && ctx.beginning {
        beginnings::done(&ctx).await?;
        ctx.beginning = false;
    }
    let say = &ctx.say;
    let title = say.t("nav-start");
    let content = html! {
        (head(Head { lead: &say.t("start-lead"), ..Head::new(&title) }))
        @if done.all() { (notice(Tone::Good, say.t("start-all-done"))) }
        (card(say.t("start-steps"), list(&ctx, done)))
        @if !done.all() && beginning.is_some() {
            @if ctx.beginning {
                (post_button(Press::Quiet, say.t("start-put-away"), "/start/away"))
            } @else {
                (notice_with(Tone::Quiet, say.t("start-is-away"), post_button(Press::Plain, say.t("start-take-out"), "/start/back")))
            }
        }
    };
    Ok(show(&ctx, Nav::Start, &title, content))
}

/// `POST /start/away`
pub async fn away(ctx: Ctx) -> Result<Response> {
    ctx.need(Area::Settings)?;
    beginnings::put_away(&ctx).await?;
    Ok(see_other("/deals", Some(Notice::good(ctx.say.t("start-put-away-said")))))
}

/// `POST /start/back`
pub async fn back(ctx: Ctx) -> Result<Response> {
    ctx.need(Area::Settings)?;
    beginnings::take_out(&ctx).await?;
    Ok(see_other("/start", None))
}

fn list(ctx: &Ctx, done: Done) -> Markup {
    let say = &ctx.say;
    let people = ctx.actor.has(Area::People);
    let all = [
        ("name", true, "/settings", true),
        ("people", done.people, "/people/new", people),
        ("departments", done.departments, "/settings/departments/new", true),
        ("pipelines", done.pipelines, "/settings/pipelines", true),
        ("records", done.records, "/settings/import", true),
        ("handover", done.handover, "/people?status=active", people),
    ];
    let said = all.map(|(code, ..)| {
        [
            say.t(&format!("start-{code}")),
            say.t(&format!("start-{code}-text")),
            say.t(&format!("start-{code}-go")),
        ]
    });
    let lines: Vec<Step<'_>> = all
        .iter()
        .zip(&said)
        .map(|((_, done, href, open), [title, text, go])| Step {
            title,
            text,
            done: *done,
            way: (*open && !ctx.actor.rests).then_some((go.as_str(), *href)),
        })
        .collect();
    steps(&say.t("start-step-done"), &lines)
}
