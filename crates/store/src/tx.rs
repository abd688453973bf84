//! A transaction: the same one for both engines.

use crate::{Dialect, Error, Result, Row, Value};

/// A running transaction, lent to the closure of [`crate::Db::read`] or [`crate::Db::write`].
///
/// After a statement failed, the transaction takes no other one and cannot be committed: PostgreSQL does not allow
/// it, so SQLite does not either.
pub struct Tx<'a> {
    link: &'a mut dyn Link,
    failed: bool,
}

impl Tx<'_> {
    /// All rows of an answer.
    pub fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>> {
        self.tell(|link| link.query(sql, params))
    }

    /// The first row of an answer, if there is one.
    pub fn query_opt(&mut self, sql: &str, params: &[Value]) -> Result<Option<Row>> {
        Ok(self.query(sql, params)?.into_iter().next())
    }

    /// The first row of an answer; none is [`Error::NoRow`].
    pub fn query_one(&mut self, sql: &str, params: &[Value]) -> Result<Row> {
        self.query_opt(sql, params)?.ok_or(Error::NoRow)
    }

    /// Runs a statement that answers nothing; returns how many rows it touched.
    pub fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64> {
        self.tell(|link| link.execute(sql, params))
    }

    /// The rows that several statements answer, in order, on their way together: one wait for all.
    pub fn query_all(&mut self, statements: &[(String, Vec<Value>)]) -> Result<Vec<Vec<Row>>> {
        self.tell(|link| link.query_all(statements))
    }

    /// Runs several statements that answer nothing, in order, on their way together: one wait for all.
    pub fn execute_all(&mut self, statements: &[(String, Vec<Value>)]) -> Result<()> {
        self.tell(|link| link.execute_all(statements))
    }

    /// Runs several statements without parameters, each ended by `;`.
    pub fn batch(&mut self, sql: &str) -> Result<()> {
        self.tell(|link| link.batch(sql))
    }

    pub fn dialect(&self) -> Dialect {
        self.link.dialect()
    }

    fn tell<T>(&mut self, act: impl FnOnce(&mut dyn Link) -> Result<T>) -> Result<T> {
        if self.failed {
            return Err(failed());
        }
        let done = act(self.link);
        self.failed = done.is_err();
        done
    }
}

/// What a transaction is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
}

/// A connection of either engine, with at most one transaction at a time.
pub(crate) trait Link {
    fn dialect(&self) -> Dialect;
    fn begin(&mut self, access: Access) -> Result<()>;
    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>>;
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64>;
    fn query_all(&mut self, statements: &[(String, Vec<Value>)]) -> Result<Vec<Vec<Row>>> {
        statements.iter().map(|(sql, params)| self.query(sql, params)).collect()
    }
    fn execute_all(&mut self, statements: &[(String, Vec<Value>)]) -> Result<()> {
        statements.iter().try_for_each(|(sql, params)| self.execute(sql, params).map(|_| ()))
    }
    fn batch(&mut self, sql: &str) -> Result<()>;
    fn commit(&mut self) -> Result<()>;
    /// Leaves no transaction open, or a connection that its owner will see is not clean and throw away.
    fn rollback(&mut self);
}

/// Runs the closure in one transaction. A panic leaves it open: the owner of the link must not use that one again.
pub(crate) fn run<T, E: From<Error>>(
    link: &mut dyn Link,
    access: Access,
    f: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
) -> Result<T, E> {
    link.begin(access)?;
    let mut tx = Tx { link, failed: false };
    let outcome = match f(&mut tx) {
        Ok(_) if tx.failed && access == Access::Write => Err(failed().into()),
        Ok(value) => tx.link.commit().map(|()| value).map_err(E::from),
        Err(error) => Err(error),
    };
    if outcome.is_err() {
        tx.link.rollback();
    }
    outcome
}

fn failed() -> Error {
    Error::Other("an earlier statement of this transaction failed, so it can only be rolled back".into())
}
