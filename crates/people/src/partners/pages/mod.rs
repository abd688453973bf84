//! The partner's area: customers, what they ask for, what each of them has.

pub mod addresses;
mod directory;
mod leads;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Wrong, once, see_other, show};
use base::words::Say;
use base::{Ctx, Error, Result};
use kit::date;
use maud::{Markup, html};
use serde::Deserialize;

pub use directory::{accept, directory, leave, withdraw};
pub use leads::{offer, refuse};

use crate::seats::answers::{self, Answer, Area, Closed, Customer};
use crate::seats::pages::state;
use crate::seats::{Plan, Request, paid_through};

const PAGE: &str = "/partner";

/// What an answer sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Answered {
    pub seats: String,
    pub word: String,
    pub once: String,
}

/// What the form of a plan sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub bought: String,
    pub paid_until: String,
    pub once: String,
}

/// `GET /partner`
pub async fn page(ctx: Ctx) -> Result<Markup> {
    whole(&ctx, None).await
}

/// `POST /partner/requests/{id}/grant` (A13)
pub async fn grant(ctx: Ctx, Path(id): Path<i64>, Form(typed): Form<Answered>) -> Result<Response> {
    let done = once::carry_out(&ctx, &typed.once, async {
        let seats = typed.seats.trim();
        let seats = if seats.is_empty() { None } else { Some(seats.parse().unwrap_or_default()) };
        let word = Some(typed.word.clone());
        answers::grant(&ctx, id, Answer { seats, paid_until: None, word }).await?;
        Ok((PAGE.to_owned(), see_other(PAGE, Some(Notice::good(ctx.say.t("partner-granted"))))))
    });
    again(&ctx, done.await, id, &typed).await
}

/// `POST /partner/requests/{id}/decline`
pub async fn decline(ctx: Ctx, Path(id): Path<i64>, Form(typed): Form<Answered>) -> Result<Response> {
    let done = once::carry_out(&ctx, &typed.once, async {
        answers::decline(&ctx, id, &typed.word).await?;
        Ok((PAGE.to_owned(), see_other(PAGE, Some(Notice::good(ctx.say.t("partner-declined"))))))
    });
    again(&ctx, done.await, id, &typed).await
}

async fn again(ctx: &Ctx, done: Result<Response>, id: i64, typed: &Answered) -> Result<Response> {
    match done {
        Err(error @ (Error::Invalid(_) | Error::Conflict(_))) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            let sentence = matches!(error, Error::Conflict(_)).then(|| error.sentence(&ctx.say));
            let refused =
                Refused { of: id, typed: typed.clone(), wrong: Wrong::of(&ctx.say, &error), sentence };
            Ok((status, whole(ctx, Some(refused)).await?).into_response())
        }
        other => other,
    }
}

/// An answer that was refused: to what, what was typed, and what is wrong with it.
struct Refused {
    of: i64,
    typed: Answered,
    wrong: Wrong,
    /// Of the whole.
    sentence: Option<String>,
}

async fn whole(ctx: &Ctx, refused: Option<Refused>) -> Result<Markup> {
    let area = answers::look(ctx).await?;
    let sought = crate::partners::leads::look(ctx).await?;
    let refused = refused.as_ref();
    let say = &ctx.say;
    let title = say.t("partner-title");
    let listed = area.partner.is_listed();
    let answered = area.waiting.is_empty() && area.ended.is_empty() && sought.is_empty();
    let nothing = answered && area.customers.is_empty() && area.closed.is_empty();
    let content = html! {
        (head(Head { lead: &area.partner.name, acts: people_link(say, listed), ..Head::new(&title) }))
        @if let Some(sentence) = refused.and_then(|refused| refused.sentence.as_ref()) { (notice(Tone::Bad, sentence)) }
        @if !listed { (notice(Tone::Warn, say.t("partner-is-struck"))) }
        @if nothing {
            (empty_state(say.t("partner-empty"), say.t("partner-empty-text"), html! {}))
        } @else {
            @if ctx.partner == Some(0) { (notice(Tone::Quiet, say.t("partner-nothing-waits"))) }
            (waiting(ctx, &area, refused))
            (leads::sought(ctx, &sought, listed, refused))
            (customers(ctx, &area))
            (closed(ctx, &area.closed))
            (ended(ctx, &area.ended))
            (leads::said(ctx, &sought))
        }
    };
    Ok(show(ctx, Nav::Partner, &title, content))
}

/// The way to the people whom customers may let in.
fn people_link(say: &Say, listed: bool) -> Markup {
    html! {
        @if listed { (link_button(Press::Plain, say.t("partner-addresses"), "/partner/addresses")) }
    }
}

fn waiting(ctx: &Ctx, area: &Area, refused: Option<&Refused>) -> Markup {
    html! {
        @for request in &area.waiting {
            @let refused = refused.filter(|refused| refused.of == request.id);
            (asks(ctx, request, area.partner.is_listed(), refused))
        }
    }
}

/// A customer's request with both answers.
fn asks(ctx: &Ctx, request: &Request, listed: bool, refused: Option<&Refused>) -> Markup {
    let say = &ctx.say;
    let typed = refused.map(|refused| refused.typed.clone()).unwrap_or_default();
    let wrong = |field: &str| refused.and_then(|refused| refused.wrong.at(field));
    let title =
        say.with("partner-asks", &[("name", request.name.as_str().into()), ("n", request.seats.into())]);
    let seats = if typed.seats.is_empty() { request.seats.to_string() } else { typed.seats.clone() };
    let at = format!("{PAGE}/requests/{}", request.id);
    // Several requests stand on the page: each field has the request in its id.
    let id = |name: &str| format!("f-{name}-{}", request.id);
    card(
        title,
        html! {
            p { (ctx.moment(request.asked_at)) @if let Some(reason) = &request.reason { " · " (reason) } }
            @if listed {
                (edit_form(format!("{at}/grant"), html! {
                    (once::field(ctx))
                    (form_grid(html! {
                        (Input::number("seats", say.t("partner-seats")).id(id("seats")).value(seats).between("1", "1000")
                            .error(wrong("seats")))
                        (Input::text("word", say.t("partner-word")).id(id("word")).value(&typed.word)
                            .hint(say.t("partner-word-hint")).error(wrong("word")))
                    }))
                    (buttons(html! {
                        (button(Press::Main, say.t("partner-grant")))
                        (button_to(Press::Plain, say.t("partner-decline"), &format!("{at}/decline")))
                    }))
                }))
            }
        },
    )
}

fn customers(ctx: &Ctx, area: &Area) -> Markup {
    let say = &ctx.say;
    let title = say.t("partner-customers");
    let none = || "∞".to_owned();
    let lines = area.customers.iter().map(|customer| {
        let seats = &customer.seats;
        let cells = vec![
            html! {
                a href={ (PAGE) "/customers/" (customer.id) } { (customer.name) }
                @if let Some(at) = customer.closes_at {
                    " " (status_badge(Tone::Warn, say.with("partner-closing", &[("day", ctx.company_day(at - 1).into())])))
                }
            },
            html! { (seats.bought.map_or_else(none, |n| n.to_string())) },
            html! { (seats.used) },
            html! { (seats.free().map_or_else(none, |n| n.to_string())) },
            html! { (seats.paid_until.map_or_else(|| say.t("seats-no-date"), |at| ctx.company_day(at))) },
        ];
        Line::new(customer.id, customer.name.clone(), cells)
    });
    let columns = vec![
        Column::new(say.t("partner-customer")),
        Column::new(say.t("seats-bought")).numbers(),
        Column::new(say.t("seats-used")).numbers(),
        Column::new(say.t("seats-free")).numbers(),
        Column::new(say.t("seats-paid-until")),
    ];
    html! {
        @if area.customers.is_empty() { (notice(Tone::Quiet, say.t("partner-no-customers"))) }
        @else { (card(&title, html! { (Table::new(&title, columns, lines.collect())) })) }
    }
}

/// Customers whose company is gone.
fn closed(ctx: &Ctx, customers: &[Closed]) -> Markup {
    let say = &ctx.say;
    if customers.is_empty() {
        return html! {};
    }
    let title = say.t("partner-closed");
    let lines = customers.iter().map(|customer| {
        let cells = vec![html! { (customer.name) }, html! { (ctx.company_day(customer.closed_at)) }];
        Line::new(customer.id, customer.name.clone(), cells)
    });
    let columns = vec![Column::new(say.t("partner-customer")), Column::new(say.t("partner-closed-at"))];
    card(&title, html! { (Table::new(&title, columns, lines.collect())) })
}

fn ended(ctx: &Ctx, requests: &[Request]) -> Markup {
    let say = &ctx.say;
    if requests.is_empty() {
        return html! {};
    }
    let title = say.t("partner-answered");
    let lines = requests.iter().map(|request| {
        let cells = vec![
            html! { (request.name) },
            html! { (ctx.day(request.asked_at)) },
            html! { (request.granted.unwrap_or(request.seats)) },
            state(say, request),
            html! { (request.word.as_deref().unwrap_or_default()) },
        ];
        Line::new(request.id, request.name.clone(), cells)
    });
    let columns = vec![
        Column::new(say.t("partner-customer")),
        Column::new(say.t("seats-asked-at")),
        Column::new(say.t("seats-asked-seats")).numbers(),
        Column::new(say.t("seats-asked-state")),
        Column::new(say.t("seats-asked-word")),
    ];
    card(&title, html! { (Table::new(&title, columns, lines.collect())) })
}

/// `GET /partner/customers/{id}`
pub async fn customer(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    let customer = answers::customer(&ctx, id).await?;
    let bought = customer.seats.bought.map(|n| n.to_string()).unwrap_or_default();
    let paid_until =
        customer.seats.paid_until.map(|at| date::input_value(at, &ctx.company_zone())).unwrap_or_default();
    let typed = Typed { bought, paid_until, once: String::new() };
    Ok(plan(&ctx, &customer, &typed, &Wrong::default(), None))
}

/// `POST /partner/customers/{id}`
pub async fn set(ctx: Ctx, Path(id): Path<i64>, Form(typed): Form<Typed>) -> Result<Response> {
    let customer = answers::customer(&ctx, id).await?;
    let done = once::carry_out(&ctx, &typed.once, async {
        answers::set(&ctx, id, typed.read(&ctx)?).await?;
        Ok((PAGE.to_owned(), see_other(PAGE, Some(Notice::good(ctx.say.t("partner-saved"))))))
    });
    match done.await {
        Err(error @ (Error::Invalid(_) | Error::Conflict(_))) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            let refusal = matches!(error, Error::Conflict(_)).then(|| error.sentence(&ctx.say));
            let page = plan(&ctx, &customer, &typed, &Wrong::of(&ctx.say, &error), refusal);
            Ok((status, page).into_response())
        }
        other => other,
    }
}

impl Typed {
    fn read(&self, ctx: &Ctx) -> Result<Plan> {
        let (bought, until) = (self.bought.trim(), self.paid_until.trim());
        let bought = if bought.is_empty() { None } else { Some(bought.parse().unwrap_or_default()) };
        let paid_until =
            if until.is_empty() { None } else { Some(paid_through(until, &ctx.company_zone())?) };
        Ok(Plan { bought, paid_until })
    }
}

fn plan(ctx: &Ctx, customer: &Customer, typed: &Typed, wrong: &Wrong, refusal: Option<String>) -> Markup {
    let say = &ctx.say;
    let title = customer.name.as_str();
    let crumbs = [Crumb { label: &say.t("partner-title"), href: PAGE }];
    let content = html! {
        (head(Head { crumbs: &crumbs, ..Head::new(title) }))
        @if let Some(refusal) = refusal { (notice(Tone::Bad, refusal)) }
        (card(say.t("partner-plan"), html! {
            (edit_form(format!("{PAGE}/customers/{}", customer.id), html! {
                (once::field(ctx))
                (wrong.summary(say))
                (Input::number("bought", say.t("seats-bought")).value(&typed.bought).between("1", "1000000")
                    .hint(say.with("partner-bought-hint", &[("n", customer.seats.used.into())])).error(wrong.at("bought")))
                (Input::date("paid_until", say.t("seats-paid-until")).value(&typed.paid_until)
                    .hint(say.t("partner-paid-hint")).error(wrong.at("paid_until")))
                (buttons(html! {
                    (button(Press::Main, say.t("partner-save")))
                    (link_button(Press::Quiet, say.t("partner-cancel"), PAGE))
                }))
            }))
        }))
    };
    show(ctx, Nav::Partner, title, content)
}
