//! Refusals as people and programs read them. A handler returns an `Error`; the outermost layer turns it into a
//! page in the reader's language, or into a problem (RFC 9457) for programs.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use serde_json::{Value as Json, json};

use super::components::{Press, TextArea, Tone};
use super::components::{button, buttons, error_page, hidden, link_button, notice, person_chip};
use super::enter::{is_api, language, secret_of, speaking_as};
use super::{closing, layout, once};
use crate::words::Say;
use crate::{App, Ctx, Error, credentials, org};

/// Where the own second factor is set up.
pub const FACTOR: &str = "/me/second-factor";

/// Where one shows again that it is them.
pub const PROOF: &str = "/me/proof";

/// Carries the error out of the handler.
#[derive(Clone)]
struct Fault(Arc<Error>);

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(Fault(Arc::new(self)));
        response
    }
}

/// Whether the answer says that nobody is signed in.
pub fn is_signed_out(response: &Response) -> bool {
    response.extensions().get::<Fault>().is_some_and(|Fault(error)| matches!(**error, Error::SignedOut))
}

/// Whether the answer asks whether it is them.
pub fn needs_proof(response: &Response) -> bool {
    response.extensions().get::<Fault>().is_some_and(|Fault(error)| matches!(**error, Error::ProofNeeded))
}

/// The layer that says what went wrong.
pub async fn render(State(app): State<App>, request: Request, next: Next) -> Response {
    let (headers, path) = (request.headers().clone(), request.uri().clone());
    let method = request.method().clone();
    let mut response = next.run(request).await;
    let fault = response.extensions_mut().remove::<Fault>();
    let fault = fault.or_else(|| unsaid(&response));
    let Some(Fault(error)) = fault else { return response };
    if let Error::Broken(why) = &*error {
        tracing::error!(path = path.path(), why, "broken");
    } else if let Error::Store(why) = &*error {
        tracing::error!(path = path.path(), %why, "the database refused");
    }
    let reader = reader(&app, &headers, path.path(), &error).await;
    if is_api(path.path()) {
        let say = app.words.say(language(&headers));
        let sentence = sentence(reader.map(|ctx| ctx.speaking(say.lang)).as_ref(), &say, &error).await;
        return problem(&say, sentence, &error);
    }
    let address = path.path_and_query().map_or("/", |p| p.as_str());
    page(&app, &headers, reader, (&method, address), &error).await
}

/// Who reads it: on every page, and in a problem where the sentence speaks of them.
async fn reader(app: &App, headers: &HeaderMap, path: &str, error: &Error) -> Option<Ctx> {
    if is_api(path) && !matches!(error, Error::Withheld(_)) {
        return None;
    }
    let ctx = credentials::enter(app, &secret_of(headers, path, app)?).await.ok()?;
    Some(speaking_as(ctx, headers, is_api(path)))
}

/// The error in one sentence; what is withheld until somebody leaves, with the day and who can help.
async fn sentence(reader: Option<&Ctx>, say: &Say, error: &Error) -> String {
    let (Error::Withheld(_), Some(ctx)) = (error, reader) else { return error.sentence(say) };
    let until = ctx.signed.as_ref().and_then(|signed| signed.person.leaving_at);
    let mut helpers = ctx.read(org::administrators).await.unwrap_or_default();
    helpers.retain(|person| Some(person.id) != ctx.person_id());
    match until {
        Some(at) if !helpers.is_empty() => {
            let names: Vec<&str> = helpers.iter().map(|person| person.name.as_str()).collect();
            let values = [("at", ctx.moment(at).into()), ("names", names.join(", ").into())];
            say.with("error-withheld-until", &values)
        }
        _ => error.sentence(say),
    }
}

/// What the framework itself refused without a word of ours.
fn unsaid(response: &Response) -> Option<Fault> {
    let empty = !response.headers().contains_key(header::CONTENT_TYPE);
    let error = match response.status() {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED if empty => Error::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        StatusCode::INTERNAL_SERVER_ERROR => Error::Broken("a handler gave up".into()),
        _ => return None,
    };
    Some(Fault(Arc::new(error)))
}

/// `application/problem+json`.
fn problem(say: &Say, sentence: String, error: &Error) -> Response {
    let status = error.status();
    let mut body = json!({
        "type": "about:blank",
        "status": status,
        "title": StatusCode::from_u16(status).ok().and_then(|s| s.canonical_reason()).unwrap_or("Error"),
        "code": code(error),
        "detail": sentence,
    });
    if let (Error::Closing { at, .. }, Some(object)) = (error, body.as_object_mut()) {
        object.insert("closes_at".into(), json!(kit::date::to_rfc3339(*at)));
    }
    if let (Error::Invalid(problem) | Error::Conflict(problem), Some(object)) = (error, body.as_object_mut())
    {
        if !problem.fields.is_empty() {
            let fields = problem.fields.iter().map(|f| json!({
                "field": f.field, "code": f.key.trim_start_matches("error-").replace('-', "_"), "detail": f.sentence(say),
            }));
            object.insert("errors".into(), Json::Array(fields.collect()));
        }
        if let Some(Json::Object(extra)) = &problem.extra {
            object.extend(extra.clone());
        }
    }
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, body.to_string()).into_response();
    let json = header::HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    if let Error::Slow(seconds) = error {
        response.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from(*seconds));
    }
    if matches!(error, Error::SignedOut) {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, header::HeaderValue::from_static("Bearer"));
    }
    response
}

fn code(error: &Error) -> String {
    match error {
        Error::SignedOut => "signed_out".into(),
        Error::NotFound => "not_found".into(),
        Error::Denied(_) => "denied".into(),
        Error::Withheld(_) => "withheld".into(),
        Error::FactorNeeded => "factor_needed".into(),
        Error::ProofNeeded => "proof_needed".into(),
        Error::Closing { .. } => "company_closing".into(),
        Error::Invalid(problem) | Error::Conflict(problem) => problem.code(),
        Error::Slow(_) => "slow_down".into(),
        Error::TooLarge => "too_large".into(),
        Error::Broken(_) | Error::Store(_) => "broken".into(),
    }
}

async fn page(
    app: &App,
    headers: &HeaderMap,
    reader: Option<Ctx>,
    (method, address): (&Method, &str),
    error: &Error,
) -> Response {
    let way = match error {
        Error::SignedOut => Some("/sign-in"),
        Error::FactorNeeded => Some(FACTOR),
        Error::ProofNeeded => Some(PROOF),
        _ => None,
    };
    if let Some(way) = way {
        let back = if method == Method::GET { address } else { "/" };
        return Redirect::to(&format!("{way}?next={}", form_encoded(back))).into_response();
    }
    let say = reader.as_ref().map_or_else(|| app.words.say(language(headers)), |ctx| ctx.say.clone());
    if let Error::Closing { account, at } = error {
        return closing::page(app, say, *account, *at).await;
    }
    let (title, content) = match error {
        Error::Denied(_) => (say.t("error-denied-title"), who_to_ask(reader.as_ref(), &say, address).await),
        Error::Withheld(_) => (say.t("error-denied-title"), html! {}),
        Error::NotFound => (say.t("error-not-found-title"), html! {}),
        Error::Invalid(problem) | Error::Conflict(problem) => (
            say.t("error-refused-title"),
            html! { @for field in &problem.fields { (notice(Tone::Warn, field.sentence(&say))) } },
        ),
        _ => (say.t("error-broken-title"), html! {}),
    };
    let more = html! { (content) (link_button(Press::Plain, say.t("error-home"), "/")) };
    let body = error_page(error.status(), title.clone(), sentence(reader.as_ref(), &say, error).await, more);
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, layout::plain(&say, &title, body)).into_response()
}

/// The administrators by name, and one press that asks them (G10).
async fn who_to_ask(ctx: Option<&Ctx>, say: &Say, address: &str) -> maud::Markup {
    let Some(ctx) = ctx else { return html! {} };
    let administrators = ctx.read(org::administrators).await.unwrap_or_default();
    html! {
        p { (say.t("error-denied-ask")) }
        @for person in &administrators { p { (person_chip(super::timeline::who(person))) } }
        form method="post" action="/asks" {
            (once::field(ctx))
            (hidden("page", address))
            (TextArea::new("text", say.t("error-denied-why")))
            (buttons(button(Press::Main, say.t("error-denied-send"))))
        }
    }
}

/// A value for an address (application/x-www-form-urlencoded).
pub fn form_encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                (byte as char).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}
