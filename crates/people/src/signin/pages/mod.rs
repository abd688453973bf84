//! The pages of signing in, of a one-time link, and the own card.

mod access;
pub mod accounts;
mod again;
mod code;
mod factor;
mod link;
mod me;
pub mod passkeys;
mod password;
pub mod proof;
mod renewal;
pub mod requirement;
mod sign_in;
mod tongue;
mod ways;

pub use access::{end_all_of, end_of, make_token_of, of};
pub use again::held_page;
pub use code::enter as enter_code;
pub use factor::{
    lift as lift_factor, new_codes, page as factor_page, set_up as set_up_factor, turn_off as turn_factor_off,
};
pub use link::{follow, link};
pub use me::{change_password, end_access, end_others, make_token, me, tokens};
pub use password::{ask as ask_password, give as give_password};
pub use renewal::renew;
pub use sign_in::{choose_language, sign_in, sign_in_by_passkey, sign_in_page, sign_out, strength};
pub use tongue::choose as choose_tongue;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::cookie::Cookie;
use base::App;
use base::web::components::Tone;
use base::web::enter::session_cookie;
use base::web::{Notice, see_other};

use super::held::{Held, Whose};
use super::sign_in::Opened;
use base::words::Say;

/// Into the product with the session that was just opened.
pub fn go_in(app: &App, opened: Opened, to: &str, notice: Option<Notice>) -> Response {
    with_cookie(see_other(to, notice), session_cookie(app, opened.secret))
}

/// As `go_in`, by way of what was being sent when the session before had ended.
pub fn go_in_with(
    app: &App,
    say: &Say,
    held: &Held,
    opened: Opened,
    to: &str,
    notice: Option<Notice>,
) -> Response {
    if held.is_empty() {
        return go_in(app, opened, to, notice);
    }
    match held.whose(opened.person_id) {
        Whose::SomebodyElses => {
            let told = Notice { tone: Tone::Warn, text: say.t("signin-held-else") };
            go_in(app, opened, to, Some(told))
        }
        whose => {
            with_cookie(again::page(say, held, whose).into_response(), session_cookie(app, opened.secret))
        }
    }
}

fn with_cookie(mut response: Response, cookie: Cookie<'_>) -> Response {
    if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}
