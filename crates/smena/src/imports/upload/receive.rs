//! A form with a file, as a browser sends it.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use base::{Error, Problem, Result};
use tokio_stream::StreamExt;

use super::table::MOST_BYTES;

/// What a browser sends beside the file.
const ROOM: usize = 16 << 10;
/// So much of what is too large is read to its end, so that the browser shows the answer.
const MOST_READ: usize = 200 << 20;

/// What came.
#[derive(Default)]
pub struct Form {
    pub what: String,
    pub name: String,
    pub bytes: Vec<u8>,
}

/// A field of a form.
pub struct Part {
    pub field: String,
    /// The file's name; empty for other fields and where no file was chosen.
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
            "what" => form.what = String::from_utf8_lossy(&part.bytes).into_owned(),
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
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let boundary = multer::parse_boundary(kind).map_err(|_| broken_off())?;
    let bytes = all(body).await?;
    let stream = tokio_stream::once(Ok::<Bytes, std::convert::Infallible>(bytes));
    let mut parts = multer::Multipart::new(stream, boundary);
    let mut read = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(|_| broken_off())? {
        let field = part.name().unwrap_or_default().to_owned();
        let name = part.file_name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(|_| broken_off())?.to_vec();
        read.push(Part { field, name, bytes });
    }
    Ok(read)
}

async fn all(body: Body) -> Result<Bytes> {
    let mut stream = body.into_data_stream();
    let (mut kept, mut read) = (Vec::new(), 0_usize);
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| broken_off())?;
        read += chunk.len();
        if read > MOST_READ {
            break;
        }
        if read <= MOST_BYTES + ROOM {
            kept.extend_from_slice(&chunk);
        }
    }
    if read > MOST_BYTES + ROOM { Err(Error::invalid("upload-too-large")) } else { Ok(kept.into()) }
}

fn broken_off() -> Error {
    Error::Invalid(Problem::new("upload-broken-off"))
}
