//! What a refusal or a loss means to whoever asked.

use tokio_postgres::error::DbError;

use crate::Error;

pub fn error(failure: &tokio_postgres::Error) -> Error {
    if let Some(refusal) = failure.as_db_error() {
        return refused(refusal);
    }
    let mut causes = std::iter::successors(std::error::Error::source(failure), |cause| cause.source());
    let timed_out = failure.to_string().starts_with("timeout");
    if failure.is_closed() || timed_out || causes.any(|cause| cause.is::<std::io::Error>()) {
        tracing::warn!(cause = chain(failure), "postgres cannot be reached");
        return Error::ConnectionLost;
    }
    Error::Other(format!("postgres: {}", chain(failure)))
}

/// The detail of a refusal may quote what people wrote, so it is read here and never passed on.
fn refused(refusal: &DbError) -> Error {
    match refusal.code().code() {
        "23505" => unique(refusal),
        "23503" => Error::Reference,
        // Serialisation, deadlock, a lock that was not to be had, no connection free.
        "40001" | "40P01" | "55P03" | "53300" => Error::Busy,
        "57P01" | "57P02" | "57P03" | "40003" => Error::ConnectionLost,
        code if code.starts_with("08") && code != "08P01" => Error::ConnectionLost,
        code => Error::Other(format!("postgres: {} ({code})", refusal.message())),
    }
}

/// Reads `Key (account_id, id)=(1, 2) already exists.`
fn unique(refusal: &DbError) -> Error {
    let key = refusal.detail().and_then(|detail| detail.split_once('(')?.1.split_once(")=("));
    let columns = match key {
        Some((columns, _)) => columns.split(", ").map(|name| name.trim_matches('"').to_owned()).collect(),
        None => refusal.constraint().map(str::to_owned).into_iter().collect(),
    };
    Error::Unique { table: refusal.table().unwrap_or_default().to_owned(), columns }
}

pub fn chain(failure: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(failure), |cause| cause.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
