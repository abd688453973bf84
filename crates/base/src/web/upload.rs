//! A file as a browser or a program sends it: read to its end, kept as far as it may be large.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use multer::{Constraints, Multipart, SizeLimit};
use tokio_stream::StreamExt;

use crate::{Error, Problem, Result};

/// The most of what stands beside the files, names included, as of any form.
const MOST_TYPED: usize = 1 << 20;
/// What a part weighs by itself, so that a million of empty ones is no form either.
const PART: usize = 256;
/// So much of what is too large is read to its end, so that the browser shows the answer.
const MOST_READ: usize = 200 << 20;
/// So many times as much as may be is read of a form with files, for the same reason.
const MOST_TIMES: usize = 4;

/// A field of a form.
pub struct Part {
    pub field: String,
    /// The file's name; empty for other fields and where no file was chosen.
    pub name: String,
    /// Nothing of a file that is too large.
    pub bytes: Vec<u8>,
    /// Whether it was a file of more bytes than may be.
    pub too_large: bool,
}

impl Part {
    /// A field that was typed.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    fn is_file(&self) -> bool {
        !self.name.is_empty()
    }
}

/// Whether it is a form that may have files in it.
pub fn is_form(headers: &HeaderMap) -> bool {
    kind(headers).starts_with("multipart/form-data")
}

/// Every field of a form whose files have so many bytes at most, all together. Of what is more only the name is kept.
///
/// # Errors
/// 422 for what breaks off, or is no such form; 413 for too much beside the files, and for what never ends.
pub async fn parts(headers: &HeaderMap, body: Body, most: usize) -> Result<Vec<Part>> {
    let boundary = multer::parse_boundary(kind(headers)).map_err(|_| broken_off())?;
    let whole = (MOST_TYPED + MOST_TIMES * most) as u64;
    let limits = Constraints::new().size_limit(SizeLimit::new().whole_stream(whole));
    let mut parts = Multipart::with_constraints(body.into_data_stream(), boundary, limits);
    let (mut read, mut typed, mut files) = (Vec::new(), 0_usize, 0_usize);
    while let Some(mut sent) = parts.next_field().await.map_err(|error| why(&error))? {
        let field = sent.name().unwrap_or_default().to_owned();
        let name = sent.file_name().unwrap_or_default().to_owned();
        typed += PART + field.len() + name.len();
        let mut part = Part { field, name, bytes: Vec::new(), too_large: false };
        while let Some(chunk) = sent.chunk().await.map_err(|error| why(&error))? {
            let weight = if part.is_file() { &mut files } else { &mut typed };
            *weight += chunk.len();
            part.too_large |= part.is_file() && files > most;
            if typed > MOST_TYPED {
                return Err(Error::TooLarge);
            }
            match part.too_large {
                true => part.bytes = Vec::new(),
                false => part.bytes.extend_from_slice(&chunk),
            }
        }
        if typed > MOST_TYPED {
            return Err(Error::TooLarge);
        }
        read.push(part);
    }
    Ok(read)
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

fn kind(headers: &HeaderMap) -> &str {
    headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn why(error: &multer::Error) -> Error {
    match error {
        multer::Error::StreamSizeExceeded { .. } => Error::TooLarge,
        _ => broken_off(),
    }
}

fn broken_off() -> Error {
    Error::Invalid(Problem::new("upload-broken-off"))
}
