//! The reviews there were, the next one, and whom reviews leave out.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Wrong, once, see_other, show, timeline};
use base::{Ctx, Error, Result, org};
use kit::date;
use maud::{Markup, html};
use serde::Deserialize;

use super::{PAGE, said_at};
use crate::reviews::{self, Exempt, Overview, Review};

/// How long the form offers: thirty days, in ms.
const OFFERED_MS: i64 = 30 * 86_400_000;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    due_at: String,
    person_id: String,
    why: String,
    once: String,
}

/// `GET /settings/reviews`
pub async fn page(ctx: Ctx) -> Result<Markup> {
    drawn(&ctx, &Typed::default(), &Wrong::default()).await
}

/// `POST /settings/reviews`
pub async fn begin(ctx: Ctx, Form(typed): Form<Typed>) -> Result<Response> {
    let done = once::carry_out(&ctx, &typed.once, async {
        let wrong = || Error::field("due_at", "error-review-due");
        // The whole last day still counts.
        let due = date::end_of_day(typed.due_at.trim(), &ctx.company_zone()).map_err(|_| wrong())?;
        let id = reviews::begin(&ctx, due).await?;
        let to = format!("{PAGE}/{id}");
        Ok((to.clone(), see_other(&to, Some(Notice::good(ctx.say.t("reviews-begun"))))))
    });
    again(&ctx, done.await, &typed).await
}

/// `POST /settings/reviews/exempt`
pub async fn exempt(ctx: Ctx, Form(typed): Form<Typed>) -> Result<Response> {
    let done = once::carry_out(&ctx, &typed.once, async {
        let person =
            typed.person_id.trim().parse().map_err(|_| Error::field("person_id", "error-required"))?;
        reviews::leave_out(&ctx, person, &typed.why).await?;
        Ok((PAGE.to_owned(), see_other(PAGE, Some(Notice::good(ctx.say.t("reviews-left-out"))))))
    });
    again(&ctx, done.await, &typed).await
}

/// `POST /settings/reviews/exempt/{person}/remove`
pub async fn include(ctx: Ctx, Path(person): Path<i64>) -> Result<Response> {
    let done = reviews::include(&ctx, person).await;
    said_at(&ctx, PAGE, done.map(|()| ctx.say.t("reviews-included")))
}

async fn again(ctx: &Ctx, done: Result<Response>, typed: &Typed) -> Result<Response> {
    match done {
        Err(error @ Error::Invalid(_)) => {
            let page = drawn(ctx, typed, &Wrong::of(&ctx.say, &error)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(Error::Conflict(problem)) if problem.key != "error-once" => {
            said_at(ctx, PAGE, Err(Error::Conflict(problem)))
        }
        other => other,
    }
}

async fn drawn(ctx: &Ctx, typed: &Typed, wrong: &Wrong) -> Result<Markup> {
    let overview = reviews::list(ctx).await?;
    let say = &ctx.say;
    let title = say.t("reviews-title");
    let crumbs = [Crumb { label: &say.t("nav-settings"), href: "/settings" }];
    let open = overview.reviews.iter().find(|review| review.ended_at.is_none());
    let content = html! {
        (head(Head { crumbs: &crumbs, lead: &say.t("reviews-lead"), ..Head::new(&title) }))
        (wrong.summary(say))
        @if let Some(open) = open {
            (notice_with(Tone::Warn, say.with("reviews-open", &[("day", ctx.company_day(open.due_at - 1).into())]),
                link_button(Press::Main, say.t("reviews-go-on"), &format!("{PAGE}/{}", open.id))))
        } @else {
            @if overview.suggested {
                (notice(Tone::Quiet, say.t("reviews-suggested")))
            }
            (card(say.t("reviews-begin"), beginning(ctx, &overview, typed, wrong)))
        }
        @if overview.reviews.is_empty() {
            (empty_state(say.t("reviews-none"), say.t("reviews-none-text"), html! {}))
        } @else {
            (card(say.t("reviews-all"), all(ctx, &overview)))
        }
        (card(say.t("reviews-exempt"), exempted(ctx, typed, wrong).await?))
    };
    Ok(show(ctx, Nav::Settings, &title, content))
}

fn beginning(ctx: &Ctx, overview: &Overview, typed: &Typed, wrong: &Wrong) -> Markup {
    let say = &ctx.say;
    let offered = date::input_value(ctx.app.now() + OFFERED_MS, &ctx.company_zone());
    let due = if typed.due_at.is_empty() { &offered } else { &typed.due_at };
    html! {
        p { (say.t("reviews-begin-text")) }
        @if overview.idle > 0 {
            p { a href="/people?idle=yes" { (say.with("reviews-idle", &[("n", overview.idle.into())])) } }
        }
        (edit_form(PAGE, html! {
            (once::field(ctx))
            (Input::date("due_at", say.t("reviews-due")).value(due).required().error(wrong.at("due_at")))
            @if !ctx.actor.rests { (buttons(button(Press::Main, say.t("reviews-begin-now")))) }
        }))
    }
}

fn all(ctx: &Ctx, overview: &Overview) -> Markup {
    let say = &ctx.say;
    let name = |id: Option<i64>| match id.and_then(|id| overview.names.get(&id)) {
        Some(name) => person_chip(timeline::who(name)),
        None => html! {},
    };
    let line = |review: &Review| {
        let began = ctx.day(review.begun_at);
        let standing = match review.ended_at {
            Some(_) => status_badge(Tone::Good, say.t("reviews-ended")),
            None if review.due_at <= ctx.app.now() => status_badge(Tone::Bad, say.t("reviews-late")),
            None => status_badge(Tone::Warn, say.t("reviews-running")),
        };
        let cells = vec![
            html! { a href={ (PAGE) "/" (review.id) } { (began) } },
            standing,
            html! { (ctx.company_day(review.due_at - 1)) },
            html! { (review.ended_at.map(|at| ctx.day(at)).unwrap_or_default()) },
            name(review.ended_by.or(review.begun_by)),
        ];
        Line::new(review.id, began, cells)
    };
    let columns = vec![
        Column::new(say.t("reviews-began")),
        Column::new(say.t("reviews-state")),
        Column::new(say.t("reviews-due")),
        Column::new(say.t("reviews-ended-at")),
        Column::new(say.t("reviews-by")),
    ];
    html! { (Table::new(say.t("reviews-all"), columns, overview.reviews.iter().map(line).collect())) }
}

async fn exempted(ctx: &Ctx, typed: &Typed, wrong: &Wrong) -> Result<Markup> {
    let say = &ctx.say;
    let (left_out, names) = reviews::exempt(ctx).await?;
    let people = ctx.read(org::active).await?;
    let offered = people.iter().filter(|person| left_out.iter().all(|one| one.person != person.id));
    let choices = offered.map(|person| Choice::new(person.id.to_string(), person.name.as_str()));
    let line = |one: &Exempt| {
        let who = names.get(&one.person);
        let label = who.map(|name| name.name.clone()).unwrap_or_default();
        let cells = vec![
            html! { @if let Some(name) = who { (person_chip(timeline::who(name))) } },
            html! { span dir="auto" { (one.why) } },
            html! { (ctx.day(one.added_at)) },
            html! {
                @if !ctx.actor.rests {
                    (post_button(
                        Press::Quiet,
                        say.t("reviews-include"),
                        &format!("{PAGE}/exempt/{}/remove", one.person),
                    ))
                }
            },
        ];
        Line::new(one.person, label, cells)
    };
    let columns = vec![
        Column::new(say.t("people-name")),
        Column::new(say.t("reviews-why")),
        Column::new(say.t("reviews-since")),
        Column::new(say.t("reviews-acts")),
    ];
    Ok(html! {
        p { (say.t("reviews-exempt-text")) }
        @if !left_out.is_empty() {
            (Table::new(say.t("reviews-exempt"), columns, left_out.iter().map(line).collect()))
        }
        (edit_form(format!("{PAGE}/exempt"), html! {
            (once::field(ctx))
            (Select::new("person_id", say.t("people-name"), choices.collect()).none(say.t("reviews-choose"))
                .selected(&typed.person_id).error(wrong.at("person_id")))
            (Input::text("why", say.t("reviews-why")).value(&typed.why).error(wrong.at("why")))
            @if !ctx.actor.rests { (buttons(button(Press::Plain, say.t("reviews-leave-out")))) }
        }))
    })
}
