//! What somebody was sending when their session had ended. It travels with the sign-in page as hidden fields, is kept
//! nowhere else, and is offered to be sent again once the same human is in. Passwords and files never travel.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::Method;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base::web::components::hidden;
use base::web::enter::{is_api, session_of};
use base::web::{Visitor, faults, upload};
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

/// Name and value of each field of a form.
pub type Pairs = Vec<(String, String)>;

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
    /// `1` where a file was chosen, too.
    pub held_file: String,
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
                @if self.had_file() { (hidden("held_file", "1")) }
            }
        }
    }

    /// Whether something of it is missing now: a file does not travel.
    pub fn had_file(&self) -> bool {
        self.held_file == "1"
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
    pub fn pairs(&self) -> Pairs {
        let mut pairs = parsed(self.held.as_bytes());
        pairs.retain(|(name, _)| !NEVER.contains(&name.as_str()));
        pairs
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
    match sign_in(&app, asked, parsed(&body), false).await {
        Ok(page) => page,
        Err(error) => error.into_response(),
    }
}

/// The same for a form that may have a file in it, which the layer lets through: what was typed in it. A stranger's is
/// not read at all.
///
/// # Errors
/// 401 for whose session nobody knows; 422 for what is no such form.
pub async fn hold_apart(app: &App, asked: Parts, body: Body, most: usize) -> Result<Response> {
    if whose(app, &asked).await?.is_empty() {
        return Err(Error::SignedOut);
    }
    let parts = match upload::parts(&asked.headers, body, most).await {
        Err(Error::TooLarge) => return too_long(app, asked).await,
        parts => parts?,
    };
    let (files, typed): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| !part.name.is_empty());
    let pairs = typed.into_iter().map(|part| (part.field.clone(), part.text())).collect();
    sign_in(app, asked, pairs, !files.is_empty()).await
}

async fn too_long(app: &App, mut asked: Parts) -> Result<Response> {
    let visitor = Visitor::from_request_parts(&mut asked, app).await?;
    Ok(pages::held_page(&visitor, &Held::default(), true))
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

async fn sign_in(app: &App, mut asked: Parts, pairs: Pairs, file: bool) -> Result<Response> {
    let visitor = Visitor::from_request_parts(&mut asked, app).await?;
    let held = Held { held_by: whose(app, &asked).await?, ..held(&asked, pairs, file) };
    Ok(pages::held_page(&visitor, &held, held.is_empty()))
}

/// Nothing where it is too long.
fn held(asked: &Parts, pairs: Pairs, file: bool) -> Held {
    let to = asked.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let travels = pairs.into_iter().filter(|(name, _)| !NEVER.contains(&name.as_str()));
    let travels: Pairs = travels.collect();
    if travels.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>() > MOST {
        return Held::default();
    }
    let held = form_urlencoded::Serializer::new(String::new()).extend_pairs(travels).finish();
    if held.len() > MOST {
        return Held::default();
    }
    let held_file = if file { "1".to_owned() } else { String::new() };
    Held { held_to: to, held, held_by: String::new(), held_file }
}

fn parsed(fields: &[u8]) -> Pairs {
    form_urlencoded::parse(fields).into_owned().collect()
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
        held(&request.into_parts().0, parsed(body.as_bytes()), false)
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
