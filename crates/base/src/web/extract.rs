//! Input as types. As axum's own extractors, but what they refuse becomes our `Error`.

use axum::extract::rejection::{FormRejection, JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts};
use axum::http::StatusCode;
use axum_extra::extract::{FormRejection as ManyRejection, QueryRejection as ManyQueryRejection};

use crate::{Error, Problem};

/// A JSON body.
#[derive(FromRequest)]
#[from_request(via(axum::Json), rejection(Error))]
pub struct Json<T>(pub T);

/// A form; a field may come several times.
#[derive(FromRequest)]
#[from_request(via(axum_extra::extract::Form), rejection(Error))]
pub struct Form<T>(pub T);

/// The part of the address after `?`; a name may come several times.
#[derive(FromRequestParts)]
#[from_request(via(axum_extra::extract::Query), rejection(Error))]
pub struct Query<T>(pub T);

impl<T: serde::de::DeserializeOwned> Query<T> {
    /// What an address of the product says behind its `?`.
    pub fn at(address: &str) -> crate::Result<T> {
        let uri = address.parse().map_err(|_| Error::NotFound)?;
        Ok(axum_extra::extract::Query::try_from_uri(&uri)?.0)
    }
}

/// The parts of the path.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(Error))]
pub struct Path<T>(pub T);

fn refused(status: StatusCode, key: &'static str, why: String) -> Error {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        _ => Error::Invalid(Problem::new(key).with("why", why)),
    }
}

impl From<JsonRejection> for Error {
    fn from(r: JsonRejection) -> Error {
        refused(r.status(), "error-body", r.body_text())
    }
}

impl From<FormRejection> for Error {
    fn from(r: FormRejection) -> Error {
        refused(r.status(), "error-body", r.body_text())
    }
}

impl From<ManyRejection> for Error {
    fn from(r: ManyRejection) -> Error {
        let why = r.to_string();
        refused(axum::response::IntoResponse::into_response(r).status(), "error-body", why)
    }
}

impl From<QueryRejection> for Error {
    fn from(r: QueryRejection) -> Error {
        refused(r.status(), "error-query", r.body_text())
    }
}

impl From<ManyQueryRejection> for Error {
    fn from(r: ManyQueryRejection) -> Error {
        let why = r.to_string();
        refused(StatusCode::BAD_REQUEST, "error-query", why)
    }
}

/// A path that isn't of the form names nothing.
impl From<PathRejection> for Error {
    fn from(_: PathRejection) -> Error {
        Error::NotFound
    }
}
