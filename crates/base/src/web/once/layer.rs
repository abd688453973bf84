//! `Idempotency-Key` (IETF draft "The Idempotency-Key HTTP Header Field"): a repeated post with the same key and body
//! gets the first answer again, and nothing happens twice.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::{Claim, claim, done, release};
use crate::web::enter::is_api;
use crate::{App, Ctx, Error, Result};

/// The largest body that is read: 1 MiB.
const MOST: usize = 1 << 20;

/// The layer around the API.
pub async fn repeat(State(app): State<App>, request: Request, next: Next) -> Response {
    let key = request.headers().get("idempotency-key").and_then(|key| key.to_str().ok()).map(str::to_owned);
    match key {
        Some(key) if request.method() == Method::POST && is_api(request.uri().path()) => {
            once(&app, key, request, next).await.unwrap_or_else(IntoResponse::into_response)
        }
        _ => next.run(request).await,
    }
}

async fn once(app: &App, key: String, request: Request, next: Next) -> Result<Response> {
    let (mut parts, body) = request.into_parts();
    let ctx = match <Ctx as FromRequestParts<App>>::from_request_parts(&mut parts, app).await {
        Ok(ctx) => ctx,
        // Nobody's words are kept for nobody: signing in answers for itself.
        Err(Error::SignedOut) => return Ok(next.run(Request::from_parts(parts, body)).await),
        Err(error) => return Err(error),
    };
    let body = to_bytes(body, MOST).await.map_err(|_| Error::TooLarge)?;
    let digest = digest(parts.uri.path(), &body);
    match claim(&ctx, &key, &digest).await? {
        Claim::Done { status, body } => return Ok(answer(status, body)),
        Claim::First => {}
    }
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    if !response.status().is_success() {
        release(&ctx, &key).await?;
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, MOST).await.map_err(|e| Error::Broken(e.to_string()))?;
    let text = without_secrets(&String::from_utf8_lossy(&body));
    done(&ctx, &key, i64::from(parts.status.as_u16()), &text).await?;
    Ok(Response::from_parts(parts, Body::from(body)))
}

/// The answer without what is shown once only: tokens and links (`smn_…`) are never kept in clear.
fn without_secrets(text: &str) -> String {
    let mut pieces = text.split("smn_");
    let mut kept = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        kept.push_str(piece.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_'));
    }
    kept
}

fn digest(path: &str, body: &[u8]) -> String {
    let hash = Sha256::new().chain_update(path).chain_update([0]).chain_update(body).finalize();
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn answer(status: i64, body: String) -> Response {
    let status =
        u16::try_from(status).ok().and_then(|s| StatusCode::from_u16(s).ok()).unwrap_or(StatusCode::OK);
    let mut response = (status, body).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

#[cfg(test)]
mod tests {
    use super::without_secrets;

    #[test]
    fn what_is_shown_once_is_not_kept() {
        let said = r#"{"id":1,"link":"https://crm.example/link/smn_l_12_abc34","name":"Anna"}"#;
        assert_eq!(without_secrets(said), r#"{"id":1,"link":"https://crm.example/link/","name":"Anna"}"#);
        assert_eq!(without_secrets("{}"), "{}");
    }
}
