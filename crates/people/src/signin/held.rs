//! What somebody was sending when their session had ended. It travels with the sign-in page as hidden fields, is kept
//! nowhere else, and is offered to be sent again once the same human is in. Passwords and files never travel.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::Method;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base::web::components::hidden;
use base::web::enter::{is_api, session_of};
use base::web::{Visitor, faults};
use base::{App, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::next::local;
use super::{pages, store};

/// The longest form that is held, as it was sent; a sign-in page with more would be refused itself.
const MOST: usize = 200_000;

/// The most that may be sent at all; as everywhere.
pub(super) const MOST_BODY: usize = 1 << 20;

/// Names under which forms send passwords, codes and their secret, and the word that guards the way to choose one.
pub const NEVER: [&str; 11] = [
    "password",
    "admin_password",
    "current",
    "new",
    "choice",
    "code",
    "secret",
    "proof_password",
    "proof_code",
    "passkey",
    "proof_passkey",
];

/// A form that was not carried out.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(default)]
pub struct Held {
    /// The address it was sent to; empty where nothing is held.
    pub held_to: String,
    /// Its fields as they were sent, without passwords.
    pub held: String,
    /// Whose session had ended, where that could be told.
    pub held_by: String,
}

/// Whether what was held is to be offered to who is in now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Theirs,
    /// Nobody can tell: they are asked.
    Unknown,
    SomebodyElses,
}

impl Held {
    pub fn is_empty(&self) -> bool {
        self.held_to.is_empty()
    }

    /// The same as hidden fields of the next form on the way in.
    pub fn fields(&self) -> Markup {
        html! {
            @if !self.is_empty() {
                (hidden("held_to", &self.held_to))
                (hidden("held", &self.held))
                (hidden("held_by", &self.held_by))
            }
        }
    }

    pub fn whose(&self, person: i64) -> Whose {
        match self.held_by.parse::<i64>() {
            Ok(by) if by == person => Whose::Theirs,
            Ok(_) => Whose::SomebodyElses,
            Err(_) => Whose::Unknown,
        }
    }

    /// Where it goes: an address of ours, whatever came.
    pub fn to(&self) -> String {
        local(&self.held_to)
    }

    /// Name and value of each field.
    pub fn pairs(&self) -> Vec<(String, String)> {
        parsed(self.held.as_bytes())
    }
}

/// The layer: a form that meets an ended session is answered with the sign-in page that carries it.
pub async fn hold(State(app): State<App>, request: Request, next: Next) -> Response {
    if !is_form(&request) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MOST_BODY).await else { return Error::TooLarge.into_response() };
    let asked = parts.clone();
    let response = next.run(Request::from_parts(parts, Body::from(body.clone()))).await;
    if body.is_empty() || !faults::is_signed_out(&response) {
        return response;
    }
    match sign_in(&app, asked, &body).await {
        Ok(page) => page,
        Err(error) => error.into_response(),
    }
}

/// A form of a page: not of a program, not a script's question, not on the way in.
pub(super) fn is_form(request: &Request) -> bool {
    let text =
        |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let path = request.uri().path();
    request.method() == Method::POST
        && !is_api(path)
        && !["/sign-in", "/sign-out", "/link/", "/welcome", "/f/"].iter().any(|open| path.starts_with(open))
        && text("content-type").starts_with("application/x-www-form-urlencoded")
        && matches!(text("sec-fetch-dest"), "" | "document")
}

async fn sign_in(app: &App, mut asked: Parts, body: &Bytes) -> Result<Response> {
    let visitor = Visitor::from_request_parts(&mut asked, app).await?;
    let held = Held { held_by: whose(app, &asked).await?, ..held(&asked, body) };
    Ok(pages::held_page(&visitor, &held, body.len() > MOST))
}

fn held(asked: &Parts, body: &Bytes) -> Held {
    let to = asked.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    if body.len() > MOST {
        return Held::default();
    }
    let held = form_urlencoded::Serializer::new(String::new()).extend_pairs(parsed(body)).finish();
    Held { held_to: to, held, held_by: String::new() }
}

fn parsed(fields: &[u8]) -> Vec<(String, String)> {
    let pairs = form_urlencoded::parse(fields).into_owned();
    pairs.filter(|(name, _)| !NEVER.contains(&name.as_str())).collect()
}

/// The person whose session it was, alive or not.
async fn whose(app: &App, asked: &Parts) -> Result<String> {
    let Some(read) = session_of(&asked.headers, app).and_then(|secret| kit::token::read(&secret)) else {
        return Ok(String::new());
    };
    let person = app.look(move |tx| store::session_of(tx, read.account_id, &read.hash)).await?;
    Ok(person.map(|id| id.to_string()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held_of(body: &'static str) -> Held {
        let request = Request::post("/deals?from=board").body(()).unwrap();
        held(&request.into_parts().0, &Bytes::from_static(body.as_bytes()))
    }

    #[test]
    fn all_that_was_sent_is_held_but_passwords() {
        let held =
            held_of("title=%D0%9B%D0%B0%D0%BC%D0%BF%D0%B0&id=1&id=2&password=secret&current=a&new=b&note=");
        let pairs = [("title", "Лампа"), ("id", "1"), ("id", "2"), ("note", "")];
        assert_eq!(held.pairs(), pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!(held.to(), "/deals?from=board");
        assert!(!held.held.contains("secret"));
    }

    #[test]
    fn it_goes_nowhere_else() {
        for elsewhere in ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"] {
            assert_eq!(Held { held_to: elsewhere.into(), ..Held::default() }.to(), "/", "{elsewhere}");
        }
    }

    #[test]
    fn it_is_offered_to_the_same_human_alone() {
        let held = Held { held_by: "7".into(), ..held_of("title=a") };
        assert_eq!((held.whose(7), held.whose(8)), (Whose::Theirs, Whose::SomebodyElses));
        assert_eq!(held_of("title=a").whose(7), Whose::Unknown);
    }
}
