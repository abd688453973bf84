//! What a company that closes says: to whom it is shut, and over every page to its administrators.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::html;

use super::components::{Press, buttons, error_page, link_button, person_chip, post_button};
use super::{layout, timeline};
use crate::words::Say;
use crate::{App, Ctx, credentials, org};

/// The page in place of every other for who is no administrator: the day, and who can call it back.
pub async fn page(app: &App, say: Say, account: i64, at: i64) -> Response {
    let found = credentials::account_of(app, account).await.ok().flatten();
    let ctx = found.map(|found| app.nobody(found).speaking(say.lang));
    let administrators = match &ctx {
        Some(ctx) => ctx.read(org::administrators).await.unwrap_or_default(),
        None => Vec::new(),
    };
    let name = ctx.as_ref().map(|ctx| ctx.account.name.clone()).unwrap_or_default();
    let day = ctx.as_ref().map(|ctx| last_day(ctx, at)).unwrap_or_default();
    let title = say.with("web-closing-title", &[("name", name.into())]);
    let content = html! {
        @if !administrators.is_empty() {
            p { (say.t("web-closing-who")) }
            @for person in &administrators { p { (person_chip(timeline::who(person))) } }
        }
        (buttons(html! {
            (post_button(Press::Plain, say.t("web-closing-out"), "/sign-out"))
            (link_button(Press::Quiet, say.t("web-closing-elsewhere"), "/sign-in"))
        }))
    };
    let text = say.with("web-closing-text", &[("day", day.into())]);
    let body = error_page(StatusCode::FORBIDDEN.as_u16(), &title, text, content);
    (StatusCode::FORBIDDEN, layout::plain(&say, &title, body)).into_response()
}

/// The line over every page of its administrators, with the way to call it back.
pub fn line(ctx: &Ctx) -> Option<(String, Option<(String, &'static str)>)> {
    let at = ctx.account.closes_at?;
    let text = ctx.say.with("web-closing-line", &[("day", last_day(ctx, at).into())]);
    Some((text, Some((ctx.say.t("web-closing-way"), "/settings/closing"))))
}

/// The last day on which it can be called back.
pub fn last_day(ctx: &Ctx, closes_at: i64) -> String {
    ctx.company_day(closes_at - 1)
}
