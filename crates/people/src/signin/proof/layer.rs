//! The question in place of the answer, and the one press that shows the proof and does the act.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::header;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base::web::faults::PROOF;
use base::web::{Visitor, faults};
use base::{App, Ctx, Error, Result};

use super::{Proof, show};
use crate::signin::held::{self, MOST_BODY, NEVER, Pairs};
use crate::signin::next::back;
use crate::signin::pages;
use crate::signin::passkeys::Answer;

/// The fields of the question; no form of anything else has them.
pub const PASSWORD: &str = "proof_password";
pub const CODE: &str = "proof_code";
pub const PASSKEY: &str = "proof_passkey";

/// The field that says that a password did not come along.
pub const LOST: &str = "proof_lost";

/// What goes on once it is shown.
#[derive(Clone, Debug)]
pub struct Then {
    /// The address that the form goes to.
    pub to: String,
    /// Its other fields, as they were sent.
    pub pairs: Pairs,
    /// It had a password in it, which is not kept: the form is to be filled in again.
    pub lost: bool,
}

/// The layer: a form that brings the proof is done with it; one that met the question is carried by it.
pub async fn ask(State(app): State<App>, request: Request, next: Next) -> Response {
    if !held::is_form(&request) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MOST_BODY).await else { return Error::TooLarge.into_response() };
    match asked(&app, parts, body, next).await {
        Ok(response) => response,
        Err(error) => error.into_response(),
    }
}

async fn asked(app: &App, mut parts: Parts, body: Bytes, next: Next) -> Result<Response> {
    let sent: Pairs = form_urlencoded::parse(&body).into_owned().collect();
    let mut body = body;
    let brings = |(name, _): &(String, String)| [PASSWORD, CODE, PASSKEY].contains(&name.as_str());
    let (proof, rest): (Pairs, Pairs) = sent.into_iter().partition(brings);
    if !proof.is_empty() {
        let ctx = <Ctx as FromRequestParts<App>>::from_request_parts(&mut parts, app).await?;
        let visitor = Visitor::from_request_parts(&mut parts, app).await?;
        let word = |name: &str| proof.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone());
        let came = async {
            let passkey = word(PASSKEY).map(|sent| Answer::read(&visitor, &sent)).transpose()?;
            let (password, code) = (word(PASSWORD).unwrap_or_default(), word(CODE));
            show(&ctx, Proof { password, code, passkey, address: visitor.address.clone() }).await
        };
        if let Err(error) = came.await {
            return pages::proof::again(&ctx, &Then { to: to(&parts), pairs: rest, lost: false }, error)
                .await;
        }
        body = form_urlencoded::Serializer::new(String::new()).extend_pairs(&rest).finish().into();
        parts.headers.remove(header::CONTENT_LENGTH);
    }
    let mut met = parts.clone();
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    if !faults::needs_proof(&response) {
        return Ok(response);
    }
    let ctx = <Ctx as FromRequestParts<App>>::from_request_parts(&mut met, app).await?;
    pages::proof::question(&ctx, &then(&met, rest)).await
}

/// The question for a form that may have a file in it, which the layer lets through: `pairs` is all that it carries. A
/// password stays out; the form comes back with everything else, and [`LOST`] says why.
pub async fn ask_apart(ctx: &Ctx, asked: &Parts, pairs: Pairs) -> Result<Response> {
    let (secret, mut pairs): (Pairs, Pairs) =
        pairs.into_iter().partition(|(name, _)| NEVER.contains(&name.as_str()));
    let lost = secret.iter().any(|(_, value)| !value.is_empty());
    if lost {
        pairs.push((LOST.to_owned(), "1".to_owned()));
    }
    pages::proof::question(ctx, &Then { to: to(asked), pairs, lost }).await
}

/// With a password in it the form is not sent again by itself: without the password it would do something else. A browser's word
/// for why there is no passkey is no secret.
fn then(parts: &Parts, pairs: Pairs) -> Then {
    let secret = |(name, value): &(String, String)| match name.as_str() {
        "passkey" => value.starts_with('{'),
        name => NEVER.contains(&name) && !value.is_empty(),
    };
    if pairs.iter().any(secret) {
        let referer = parts.headers.get(header::REFERER).and_then(|value| value.to_str().ok());
        let form = back(referer.unwrap_or_default());
        return Then { to: PROOF.into(), pairs: vec![("next".into(), form)], lost: true };
    }
    Then { to: to(parts), pairs, lost: false }
}

fn to(parts: &Parts) -> String {
    parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned()
}
