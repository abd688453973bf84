//! A file as a browser or a program sends it: read to its end, kept as far as it may be large.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use tokio_stream::StreamExt;

use crate::{Error, Problem, Result};

/// What a browser sends beside the file.
const ROOM: usize = 16 << 10;
/// So much of what is too large is read to its end, so that the browser shows the answer.
const MOST_READ: usize = 200 << 20;

/// A field of a form.
pub struct Part {
    pub field: String,
    /// The file's name; empty for other fields and where no file was chosen.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Every field of a form with a file of so many bytes; nothing when there are more.
///
/// # Errors
/// 422 for what breaks off, or is no such form.
pub async fn parts(headers: &HeaderMap, body: Body, most: usize) -> Result<Option<Vec<Part>>> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let boundary = multer::parse_boundary(kind).map_err(|_| broken_off())?;
    let Some(bytes) = all(body, most + ROOM).await? else { return Ok(None) };
    let stream = tokio_stream::once(Ok::<Bytes, std::convert::Infallible>(bytes));
    let mut parts = multer::Multipart::new(stream, boundary);
    let mut read = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(|_| broken_off())? {
        let field = part.name().unwrap_or_default().to_owned();
        let name = part.file_name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(|_| broken_off())?.to_vec();
        read.push(Part { field, name, bytes });
    }
    Ok(Some(read))
}

/// The whole body; nothing when it has more bytes than that.
///
/// # Errors
/// 422 for what breaks off.
pub async fn all(body: Body, most: usize) -> Result<Option<Bytes>> {
    let mut stream = body.into_data_stream();
    let (mut kept, mut read) = (Vec::new(), 0_usize);
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| broken_off())?;
        read += chunk.len();
        if read > MOST_READ {
            break;
        }
        if read <= most {
            kept.extend_from_slice(&chunk);
        }
    }
    Ok((read <= most).then(|| kept.into()))
}

fn broken_off() -> Error {
    Error::Invalid(Problem::new("upload-broken-off"))
}
