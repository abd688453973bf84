//! What can go wrong, by what the caller can do about it.

use tokio::task::JoinError;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error of the database, in the same words on both engines.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A unique index refused the row. Of an index over expressions SQLite tells only the name: `table` is empty then.
    #[error("{table} already has this {}", columns.join(", "))]
    Unique { table: String, columns: Vec<String> },
    #[error("a row that is referred to does not exist, or is still referred to")]
    Reference,
    #[error("no such row")]
    NoRow,
    /// Somebody else was in the way, too often in a row. Nothing was changed.
    #[error("the database is busy")]
    Busy,
    /// The connection was lost before the commit. Nothing was changed.
    #[error("the database cannot be reached")]
    ConnectionLost,
    /// The connection was lost during the commit: the change may have happened or not.
    #[error("the connection was lost during the commit, whose outcome is unknown")]
    CommitUnknown,
    #[error("not an address of a database: {0}")]
    BadUrl(String),
    #[error("migration refused: {0}")]
    Migration(String),
    #[error("column {column}: {problem}")]
    Column { column: String, problem: String },
    #[error("{0}")]
    Other(String),
}

/// Says whether a write that failed with this error may simply run again.
pub trait Retry {
    fn retryable(&self) -> bool;
}

impl Retry for Error {
    fn retryable(&self) -> bool {
        matches!(self, Error::Busy | Error::ConnectionLost)
    }
}

impl Error {
    pub(crate) fn stopping() -> Error {
        Error::Other("the program is stopping".into())
    }
}

/// Waits out a blocking task; a panic in it goes on in the caller.
pub(crate) fn settled<T>(outcome: Result<T, JoinError>) -> Result<T> {
    outcome.map_err(|error| match error.try_into_panic() {
        Ok(panic) => std::panic::resume_unwind(panic),
        Err(_) => Error::stopping(),
    })
}
