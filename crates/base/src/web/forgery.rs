//! Requests that another site made a browser send are refused, and every answer tells the browser what a page of
//! ours may do. Beside this stands the SameSite cookie. Public forms are the one exception: they are there to be shown
//! on other sites and sent from them, and nobody is signed in there.

use axum::extract::Request;
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::enter::is_api;
use crate::Error;

/// The layer: `Sec-Fetch-Site` decides where the browser sends it, `Origin` against `Host` where not.
pub async fn refuse(request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let public = is_public_form(request.uri().path());
    if !safe && !public && !is_api(request.uri().path()) && !is_ours(&request) {
        return Error::Denied("forged").into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let policy = if public { PUBLIC_FORM_POLICY } else { CONTENT_POLICY };
    let set = [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
    ];
    for (name, value) in set {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !public {
        headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A form of ours on any site, without scripts; sent to us and, where its owner wants it, from there to a page of theirs.
const PUBLIC_FORM_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' https:; \
    base-uri 'none'; frame-ancestors *";

/// Where public forms are.
fn is_public_form(path: &str) -> bool {
    path.starts_with("/f/")
}

fn is_ours(request: &Request) -> bool {
    let text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => origin.split_once("://").map(|(_, host)| host) == text("host"),
        // Neither: not a browser of the last years, so no cookie of a signed-in person either way.
        (None, None) => true,
    }
}
