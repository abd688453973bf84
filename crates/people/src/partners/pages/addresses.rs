//! The partner's people whom customers may let in.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::{Form, Nav, Notice, Wrong, once, see_other, show};
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::PAGE;
use crate::partners::{Address, addresses, register_address, withdraw_address};

const ADDRESSES: &str = "/partner/addresses";

/// What both forms send.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    address: String,
    once: String,
}

/// `GET /partner/addresses`
pub async fn page(ctx: Ctx) -> Result<Markup> {
    let all = addresses(&ctx).await?;
    Ok(whole(&ctx, &all, "", &Wrong::default()))
}

/// `POST /partner/addresses`
pub async fn register(ctx: Ctx, Form(typed): Form<Typed>) -> Result<Response> {
    let done = once::carry_out(&ctx, &typed.once, async {
        register_address(&ctx, &typed.address).await?;
        Ok((
            ADDRESSES.to_owned(),
            see_other(ADDRESSES, Some(Notice::good(ctx.say.t("partner-address-added")))),
        ))
    });
    match done.await {
        Err(error @ Error::Invalid(_)) => {
            let all = addresses(&ctx).await?;
            let page = whole(&ctx, &all, &typed.address, &Wrong::of(&ctx.say, &error));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        other => other,
    }
}

/// `POST /partner/addresses/remove`
pub async fn remove(ctx: Ctx, Form(typed): Form<Typed>) -> Result<Response> {
    withdraw_address(&ctx, &typed.address).await?;
    Ok(see_other(ADDRESSES, Some(Notice::good(ctx.say.t("partner-address-gone")))))
}

fn whole(ctx: &Ctx, all: &[Address], typed: &str, wrong: &Wrong) -> Markup {
    let say = &ctx.say;
    let title = say.t("partner-addresses");
    let crumbs = [Crumb { label: &say.t("partner-title"), href: PAGE }];
    let content = html! {
        (head(Head { crumbs: &crumbs, lead: &say.t("partner-addresses-lead"), ..Head::new(&title) }))
        (card(say.t("partner-address-new"), html! {
            (edit_form(ADDRESSES, html! {
                (once::field(ctx))
                (wrong.summary(say))
                (Input::email("address", say.t("partner-address")).value(typed).required()
                    .hint(say.t("partner-address-hint")).error(wrong.at("address")))
                (buttons(button(Press::Main, say.t("partner-address-add"))))
            }))
        }))
        @if all.is_empty() {
            (empty_state(say.t("partner-addresses-none"), say.t("partner-addresses-none-text"), html! {}))
        } @else {
            (table(ctx, &title, all))
        }
    };
    show(ctx, Nav::Partner, &title, content)
}

fn table(ctx: &Ctx, title: &str, all: &[Address]) -> Markup {
    let say = &ctx.say;
    let lines = (0..).zip(all).map(|(n, one)| {
        let remove = html! {
            form method="post" action={ (ADDRESSES) "/remove" } {
                (hidden("address", &one.address))
                (button(Press::Quiet, say.t("partner-address-remove")))
            }
        };
        let cells = vec![html! { (one.address) }, html! { (ctx.day(one.added_at)) }, remove];
        Line::new(n, one.address.clone(), cells)
    });
    let columns = vec![
        Column::new(say.t("partner-address")),
        Column::new(say.t("partner-address-since")),
        Column::new(say.t("integrators-acts")),
    ];
    html! { (Table::new(title.to_owned(), columns, lines.collect())) }
}
