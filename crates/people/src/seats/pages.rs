//! The page of seats: what there is, and asking for more.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::Area;
use base::partners::Partner;
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Wrong, once, see_other, show};
use base::words::Say;
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Request, Seats, State, Wish, asking, look};

const PAGE: &str = "/settings/seats";

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub seats: String,
    pub reason: String,
    pub once: String,
}

/// `GET /settings/seats`
pub async fn page(ctx: Ctx) -> Result<Markup> {
    let typed = Typed { seats: "1".into(), ..Typed::default() };
    whole(&ctx, &typed, &Wrong::default(), None).await
}

/// `POST /settings/seats/request` (A12)
pub async fn ask(ctx: Ctx, Form(typed): Form<Typed>) -> Result<Response> {
    let done = once::carry_out(&ctx, &typed.once, async {
        // One press elsewhere sends no number: it asks for one.
        let seats = if typed.seats.trim().is_empty() { Some(1) } else { typed.seats.trim().parse().ok() };
        let wish = Wish { seats: seats.unwrap_or_default(), reason: Some(typed.reason.clone()) };
        let request = super::ask(&ctx, wish).await?;
        let text = ctx.say.with("seats-was-asked", &[("name", request.name.into())]);
        Ok((PAGE.to_owned(), see_other(PAGE, Some(Notice::good(text)))))
    });
    match done.await {
        Err(error @ (Error::Invalid(_) | Error::Conflict(_))) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            let refusal = matches!(error, Error::Conflict(_)).then(|| error.sentence(&ctx.say));
            let page = whole(&ctx, &typed, &Wrong::of(&ctx.say, &error), refusal).await?;
            Ok((status, page).into_response())
        }
        other => other,
    }
}

/// `POST /settings/seats/requests/{id}/withdraw`
pub async fn take_back(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    let notice = match super::withdraw(&ctx, id).await {
        Ok(()) => Notice::good(ctx.say.t("seats-taken-back")),
        Err(Error::Conflict(problem)) => Notice { tone: Tone::Bad, text: problem.sentence(&ctx.say) },
        Err(other) => return Err(other),
    };
    Ok(see_other(PAGE, Some(notice)))
}

/// The two ways out when every seat is taken: free one, or ask for one.
pub fn ways_out(say: &Say, sentence: &str) -> Markup {
    notice_with(
        Tone::Bad,
        sentence,
        html! {
            (link_button(Press::Plain, say.t("seats-way-free"), "/people?status=active"))
            (post_button(Press::Plain, say.t("seats-way-ask"), "/settings/seats/request"))
        },
    )
}

async fn whole(ctx: &Ctx, typed: &Typed, wrong: &Wrong, refusal: Option<String>) -> Result<Markup> {
    let seats = look(ctx).await?;
    let (partner, requests) = (asking::partner(ctx).await?, asking::requests(ctx).await?);
    let say = &ctx.say;
    let title = say.t("seats-title");
    let settings = say.t("nav-settings");
    let crumbs = [Crumb { label: &settings, href: "/settings" }];
    let crumbs = if ctx.actor.has(Area::Settings) { &crumbs[..] } else { &[] };
    let asking = html! {
        (more(ctx, &seats, partner.as_ref(), &requests, (typed, wrong)))
        (asked(ctx, &requests))
    };
    let content = html! {
        (head(Head { crumbs, acts: to_journal(ctx), ..Head::new(&title) }))
        @if let Some(refusal) = refusal { (notice(Tone::Bad, refusal)) }
        (numbers(ctx, &seats))
        (words(ctx, &seats))
        @if asking.0.is_empty() { (rules(say)) } @else { (columns(asking, rules(say))) }
    };
    Ok(show(ctx, Nav::Settings, &title, content))
}

/// Who looks after the account, and what can be asked of them.
fn more(
    ctx: &Ctx,
    seats: &Seats,
    partner: Option<&Partner>,
    requests: &[Request],
    (typed, wrong): (&Typed, &Wrong),
) -> Markup {
    let say = &ctx.say;
    let Some(partner) = partner else {
        let limited = seats.bought.is_some();
        return html! {
            @if limited {
                (card(say.t("seats-more"), html! {
                    p { (say.t("seats-nobody-to-ask")) }
                    @if ctx.actor.has(Area::Billing) {
                        (buttons(link_button(Press::Plain, say.t("seats-find-partner"), "/settings/partners")))
                    }
                }))
            }
        };
    };
    let waiting = requests.iter().find(|request| request.state == State::Waiting);
    let text = |text: &str| html! { (text) };
    let who = card(
        say.t("seats-partner"),
        html! {
            (facts(&[
                (say.t("seats-partner-name").as_str(), text(&partner.name)),
                (say.t("seats-partner-contact").as_str(), text(&partner.contact)),
            ]))
            @if !partner.is_listed() { (notice(Tone::Warn, say.t("seats-partner-struck"))) }
        },
    );
    if !partner.is_listed() || (waiting.is_none() && seats.bought.is_none()) {
        return who;
    }
    let asking = card(
        say.t("seats-more"),
        html! {
            @if let Some(request) = waiting {
                (notice_with(
                    Tone::Quiet,
                    say.with("seats-waits", &[("n", request.seats.into()), ("at", ctx.moment(request.asked_at).into())]),
                    html! {
                        @if !ctx.actor.rests {
                            (post_button(Press::Plain, say.t("seats-take-back"), &format!("{PAGE}/requests/{}/withdraw", request.id)))
                        }
                    },
                ))
            } @else if !ctx.actor.rests {
                (edit_form("/settings/seats/request", html! {
                    (once::field(ctx))
                    (Input::number("seats", say.t("seats-how-many")).value(&typed.seats).between("1", "1000").required()
                        .error(wrong.at("seats")))
                    (TextArea::new("reason", say.t("seats-reason")).value(&typed.reason).hint(say.t("seats-reason-hint"))
                        .error(wrong.at("reason")))
                    (buttons(button(Press::Main, say.t("seats-ask"))))
                }))
            }
        },
    );
    html! { (who) (asking) }
}

/// What was asked and what became of it.
fn asked(ctx: &Ctx, requests: &[Request]) -> Markup {
    let say = &ctx.say;
    let ended: Vec<&Request> = requests.iter().filter(|request| request.state != State::Waiting).collect();
    if ended.is_empty() {
        return html! {};
    }
    let title = say.t("seats-asked-title");
    let lines = ended.iter().map(|request| {
        let cells = vec![
            html! { (ctx.day(request.asked_at)) },
            html! { (request.granted.unwrap_or(request.seats)) },
            state(say, request),
            html! { (request.word.as_deref().unwrap_or_default()) },
        ];
        Line::new(request.id, request.name.clone(), cells)
    });
    let columns = vec![
        Column::new(say.t("seats-asked-at")),
        Column::new(say.t("seats-asked-seats")).numbers(),
        Column::new(say.t("seats-asked-state")),
        Column::new(say.t("seats-asked-word")),
    ];
    card(&title, html! { (Table::new(&title, columns, lines.collect())) })
}

/// Where a request stands, as a badge.
pub(crate) fn state(say: &Say, request: &Request) -> Markup {
    let tone = match request.state {
        State::Granted => Tone::Good,
        State::Declined => Tone::Bad,
        State::Waiting => Tone::Warn,
        State::Withdrawn => Tone::Quiet,
    };
    status_badge(tone, say.t(&format!("seats-state-{}", request.state.code())))
}

/// The other page of the settings for who has both areas and not the settings themselves.
fn to_journal(ctx: &Ctx) -> Markup {
    let both = ctx.actor.has(Area::Journal) && !ctx.actor.has(Area::Settings);
    html! { @if both { (link_button(Press::Plain, ctx.say.t("accounts-journal"), "/settings/journal")) } }
}

fn numbers(ctx: &Ctx, seats: &Seats) -> Markup {
    let say = &ctx.say;
    let unlimited = say.t("seats-unlimited");
    let or_unlimited = |n: Option<i64>| match n {
        Some(n) => (n.to_string(), ""),
        None => ("∞".to_owned(), unlimited.as_str()),
    };
    let (bought, free) = (or_unlimited(seats.bought), or_unlimited(seats.free()));
    let apart = say.n("seats-technical-apart", seats.technical);
    stats(html! {
        (stat(bought.0, &say.t("seats-bought"), bought.1))
        (stat(seats.used, &say.t("seats-used"), &apart))
        (stat(free.0, &say.t("seats-free"), free.1))
        (stat(paid(ctx, seats), &say.t("seats-paid-until"), ""))
    })
}

fn paid(ctx: &Ctx, seats: &Seats) -> String {
    seats.paid_until.map_or_else(|| ctx.say.t("seats-no-date"), |at| ctx.company_day(at))
}

/// The same in sentences: what to do when nothing is left, or less than nothing.
fn words(ctx: &Ctx, seats: &Seats) -> Markup {
    let say = &ctx.say;
    let to_people = html! { @if ctx.actor.has(Area::People) { (link_button(Press::Plain, say.t("seats-to-people"), "/people")) } };
    let late = seats.paid_until.is_some_and(|until| until < ctx.app.now());
    html! {
        @if seats.over() > 0 {
            (notice_with(Tone::Warn, say.n("seats-over", seats.over()), to_people))
        } @else if !seats.has_room() {
            (notice_with(Tone::Warn, say.t("seats-none-left"), to_people))
        } @else if seats.bought.is_none() {
            (notice(Tone::Quiet, say.t("seats-no-limit")))
        }
        @if late { (notice(Tone::Warn, say.t("seats-late"))) }
    }
}

fn rules(say: &Say) -> Markup {
    card(
        say.t("seats-how"),
        html! {
            p { (say.t("seats-how-people")) }
            p { (say.t("seats-how-technical")) }
            p { (say.t("seats-how-departed")) }
        },
    )
}
