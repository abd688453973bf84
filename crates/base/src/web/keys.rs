//! Keys: what they do on every page, the sheet that tells it, and the setting that turns single keys off (WCAG 2.1.4).
//!
//! The setting belongs to the browser, as the keyboard does. Letters are told by the key they stand on, so they work
//! on Cyrillic layouts, too.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use maud::{Markup, html};
use serde::Deserialize;

use super::components::{Dialog, Press, button, buttons, dialog, hidden};
use super::{Form, Nav, Notice, see_other, shell, show};
use crate::{Ctx, Result};

/// Where the sheet is.
pub const SHEET: &str = "/help/keys";

const COOKIE: &str = "smena_keys";
const OFF: &str = "off";

/// Whether single keys do something in this browser.
pub fn are_on(headers: &HeaderMap) -> bool {
    CookieJar::from_headers(headers).get(COOKIE).is_none_or(|cookie| cookie.value() != OFF)
}

/// `GET /help/keys`
pub async fn sheet(ctx: Ctx) -> Markup {
    let say = &ctx.say;
    let title = say.t("keys-title");
    let said = |(keys, does): (Vec<&'static str>, &str)| (keys, say.t(does));
    let go = shell::shortcuts(&ctx).into_iter();
    let go = go.map(|(key, _, label)| (vec!["G", key], say.with("keys-go", &[("page", label.into())])));
    let single = [
        (vec!["/"], "keys-search"),
        (vec!["N"], "keys-new"),
        (vec!["E"], "keys-edit"),
        (vec!["+", "−"], "keys-zoom"),
        (vec!["?"], "keys-sheet"),
    ];
    let single = go.chain(single.map(said));
    let always = [
        (vec!["Ctrl", "K"], "keys-palette"),
        (vec!["Ctrl", "Enter"], "keys-save"),
        (vec!["Esc"], "keys-back"),
    ];
    let always = always.map(said).into_iter();
    let content = dialog(Dialog {
        id: "keys",
        title: &title,
        close: &say.t("web-close"),
        back: "/me",
        content: html! {
            div class="keys" {
                section { h2 { (say.t("keys-always")) } (lines(always)) }
                section { h2 { (say.t("keys-single")) } (lines(single)) }
            }
            (setting(&ctx))
        },
    });
    show(&ctx, Nav::None, &title, content)
}

fn lines(all: impl Iterator<Item = (Vec<&'static str>, String)>) -> Markup {
    html! {
        dl {
            @for (keys, does) in all {
                div { dt { (does) } dd { @for key in keys { kbd { (key) } " " } } }
            }
        }
    }
}

/// Whether single keys are on, and the button that turns them.
pub fn setting(ctx: &Ctx) -> Markup {
    let say = &ctx.say;
    let (now, then, value) = match ctx.keys {
        true => ("keys-are-on", "keys-turn-off", OFF),
        false => ("keys-are-off", "keys-turn-on", "on"),
    };
    html! {
        form method="post" action="/me/keys" {
            p { (say.t(now)) }
            (hidden("keys", value))
            (buttons(button(Press::Plain, say.t(then))))
        }
    }
}

#[derive(Deserialize)]
pub struct Turned {
    keys: String,
}

/// `POST /me/keys`: remembered by the browser.
pub async fn turn(ctx: Ctx, Form(turned): Form<Turned>) -> Result<Response> {
    let said = if turned.keys == OFF { "keys-off" } else { "keys-on" };
    let mut response = see_other("/me", Some(Notice::good(ctx.say.t(said))));
    let mut cookie = Cookie::new(COOKIE, if turned.keys == OFF { OFF } else { "on" });
    cookie.set_path("/");
    cookie.set_same_site(SameSite::Lax);
    cookie.set_http_only(true);
    cookie.set_secure(ctx.app.settings.secure());
    cookie.make_permanent();
    if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    Ok(response)
}
