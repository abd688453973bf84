//! A form with a file, as a browser sends it.

use axum::body::Body;
use axum::http::HeaderMap;
use base::web::upload::{self, Part};
use base::{Error, Result};

use super::table::MOST_BYTES;

/// What came.
#[derive(Default)]
pub struct Form {
    pub what: String,
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Reads a form of one file.
///
/// # Errors
/// 422 for what is too large, breaks off, or is no such form.
pub async fn receive(headers: &HeaderMap, body: Body) -> Result<Form> {
    let mut form = Form::default();
    for part in parts(headers, body).await? {
        match part.field.as_str() {
            "what" => form.what = part.text(),
            "file" => (form.name, form.bytes) = (part.name, part.bytes),
            _ => {}
        }
    }
    if form.name.trim().is_empty() { Err(Error::invalid("upload-no-file")) } else { Ok(form) }
}

/// Reads every field of a form.
///
/// # Errors
/// As `receive`.
pub async fn parts(headers: &HeaderMap, body: Body) -> Result<Vec<Part>> {
    let parts = upload::parts(headers, body, MOST_BYTES).await?;
    if parts.iter().any(|part| part.too_large) { Err(Error::invalid("upload-too-large")) } else { Ok(parts) }
}
