//! Everything that differs between the engines, each difference under one name.

/// The engine behind a [`crate::Db`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    pub fn name(self) -> &'static str {
        self.either("sqlite", "postgres")
    }

    /// Ends a `select` whose rows the transaction is about to change. SQLite has one writer: nothing to lock. Keys
    /// never change, so rows that refer to these can be added meanwhile: that lock would close circles.
    pub fn lock(self) -> &'static str {
        self.either("", " for no key update")
    }

    /// Ends a `select` of rows that are about to go: nothing new can refer to them, and what is about to is waited for.
    pub fn bar(self) -> &'static str {
        self.either("", " for update")
    }

    /// Ends a `select` whose rows must stay as they are until the commit.
    pub fn share(self) -> &'static str {
        self.either("", " for share")
    }

    /// Follows [`Dialect::lock`] where a row that somebody else holds is passed over.
    pub fn skip_locked(self) -> &'static str {
        self.either("", " skip locked")
    }

    /// The type of bytes; `{blob}` in the text of a migration.
    pub fn blob(self) -> &'static str {
        self.either("blob", "bytea")
    }

    /// The type of texts that sort byte by byte, whatever the database's locale; `{sorted}` in the text of a migration.
    pub fn sorted(self) -> &'static str {
        self.either("text", "text collate \"C\"")
    }

    /// Lets one program at a time migrate; on SQLite the write transaction itself does.
    pub(crate) fn lock_migrations(self) -> &'static str {
        self.either("", "lock table migrations in exclusive mode")
    }

    fn either(self, sqlite: &'static str, postgres: &'static str) -> &'static str {
        match self {
            Dialect::Sqlite => sqlite,
            Dialect::Postgres => postgres,
        }
    }
}
