//! The one door for writes, by type.
//!
//! A transaction begins as `Tx<Reading>`, which can only look. `permit` consumes it and gives `Tx<Writing>`, or
//! a refusal. Only `commit` makes a `Committed`, which is what the door asks for, and it writes the event in the
//! same transaction: no write without a permit, no commit without an event. The one exception is `forget`: an account whose
//! day has come goes with the journal that would tell of it.

mod chain;
mod store;

pub use chain::{GENESIS, digest};
pub(crate) use chain::{Link, chain};

use std::collections::BTreeMap;
use std::marker::PhantomData;

use ::store::{Row, Value};

use crate::authz::{self, Actor, Do, Who};
use crate::event::Event;
use crate::words::Say;
use crate::{Error, Kind, Result};

/// A transaction that may only look.
pub enum Reading {}
/// A transaction that holds a permit.
pub enum Writing {}

/// What a transaction knows of the act it belongs to; made before it, so that a retry repeats the same act.
pub struct Act<'a> {
    pub account: i64,
    /// Whether the account closes, as far as whoever acts knows.
    pub closes: bool,
    pub actor: &'a Actor,
    /// ms UTC.
    pub now: i64,
    /// One id for the whole act; the journal carries it.
    pub op: i64,
    pub ids: &'a kit::id::IdMaker,
    /// Says what has no name of its own, in the reader's language.
    pub say: &'a Say,
}

/// What a transaction of either engine can do.
pub(crate) trait Sql {
    fn query(&mut self, sql: &str, params: &[Value]) -> ::store::Result<Vec<Row>>;
    fn execute(&mut self, sql: &str, params: &[Value]) -> ::store::Result<u64>;
    fn query_all(&mut self, statements: &[(String, Vec<Value>)]) -> ::store::Result<Vec<Vec<Row>>>;
    fn execute_all(&mut self, statements: &[(String, Vec<Value>)]) -> ::store::Result<()>;
    fn dialect(&self) -> ::store::Dialect;
}

impl Sql for ::store::Tx<'_> {
    fn query(&mut self, sql: &str, params: &[Value]) -> ::store::Result<Vec<Row>> {
        ::store::Tx::query(self, sql, params)
    }

    fn execute(&mut self, sql: &str, params: &[Value]) -> ::store::Result<u64> {
        ::store::Tx::execute(self, sql, params)
    }

    fn query_all(&mut self, statements: &[(String, Vec<Value>)]) -> ::store::Result<Vec<Vec<Row>>> {
        ::store::Tx::query_all(self, statements)
    }

    fn execute_all(&mut self, statements: &[(String, Vec<Value>)]) -> ::store::Result<()> {
        ::store::Tx::execute_all(self, statements)
    }

    fn dialect(&self) -> ::store::Dialect {
        ::store::Tx::dialect(self)
    }
}

/// A transaction in the state `S`.
pub struct Tx<'a, S> {
    inner: &'a mut (dyn Sql + 'a),
    act: &'a Act<'a>,
    tallies: BTreeMap<Tally, (i64, i64)>,
    rings: bool,
    state: PhantomData<S>,
}

/// A cell of the roll-up. The order is the order in which cells are locked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tally {
    pub portfolio: i64,
    pub kind: Kind,
    /// The stage for deals, 0 for the rest.
    pub bucket: i64,
    pub open: bool,
    /// Empty where nothing is summed.
    pub currency: String,
}

/// Proof that `commit` was called; holds the answer.
pub struct Committed<T> {
    pub(crate) value: T,
    /// Whether a job was written down.
    pub(crate) rings: bool,
}

impl<'a, S> Tx<'a, S> {
    pub fn account(&self) -> i64 {
        self.act.account
    }

    pub fn actor(&self) -> &'a Actor {
        self.act.actor
    }

    pub fn now(&self) -> i64 {
        self.act.now
    }

    pub fn op(&self) -> i64 {
        self.act.op
    }

    pub fn say(&self) -> &Say {
        self.act.say
    }

    pub fn dialect(&self) -> ::store::Dialect {
        self.inner.dialect()
    }

    /// A new id. Ids are made by the product, never by the database.
    pub fn new_id(&self) -> Result<i64> {
        self.act.ids.next().map_err(|e| Error::Broken(e.to_string()))
    }

    /// Rows of a `select` (or `with … select`); anything else is refused.
    pub fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>> {
        let sql = sql.trim_start();
        only_looks(sql)?;
        Ok(self.inner.query(sql, params)?)
    }

    /// The rows of several look-ups, in order, with one wait for all.
    pub fn query_each(&mut self, looks: &[(String, Vec<Value>)]) -> Result<Vec<Vec<Row>>> {
        looks.iter().try_for_each(|(sql, _)| only_looks(sql))?;
        Ok(self.inner.query_all(looks)?)
    }

    /// As `query_each`, for a known number.
    pub fn query_all<const N: usize>(&mut self, looks: &[(String, Vec<Value>); N]) -> Result<[Vec<Row>; N]> {
        let answers = self.query_each(looks)?.try_into();
        answers.map_err(|_| Error::Broken("not as many answers as questions".into()))
    }

    pub fn query_opt(&mut self, sql: &str, params: &[Value]) -> Result<Option<Row>> {
        Ok(self.query(sql, params)?.into_iter().next())
    }

    pub fn query_one(&mut self, sql: &str, params: &[Value]) -> Result<Row> {
        self.query_opt(sql, params)?.ok_or(Error::Store(::store::Error::NoRow))
    }
}

impl<'a> Tx<'a, Reading> {
    pub(crate) fn begin(inner: &'a mut (dyn Sql + 'a), act: &'a Act<'a>) -> Tx<'a, Reading> {
        Tx { inner, act, tallies: BTreeMap::new(), rings: false, state: PhantomData }
    }

    /// Asks the policy; the transaction may write from here on.
    pub fn permit(self, act: Do) -> Result<Tx<'a, Writing>> {
        self.permit_all(&[act])
    }

    /// Asks the policy for each of several acts done as one, then whether it is them.
    pub fn permit_all(self, acts: &[Do]) -> Result<Tx<'a, Writing>> {
        for act in acts {
            authz::decide(self.act.actor, act)?;
        }
        if self.act.closes && !acts.iter().all(|act| authz::goes_on(self.act.actor, act)) {
            return Err(Error::conflict(match self.act.actor.who {
                // Who is not inside can't call it back.
                Who::Partner(_) | Who::Nobody => "error-customer-closing",
                _ => "error-company-readonly",
            }));
        }
        for act in acts {
            authz::check_proof(self.act.actor, act)?;
        }
        Ok(self.writing())
    }

    fn writing(self) -> Tx<'a, Writing> {
        Tx { inner: self.inner, act: self.act, tallies: self.tallies, rings: self.rings, state: PhantomData }
    }

    /// Nothing is to be done: what was asked for is already so.
    pub fn unchanged<T>(self, value: T) -> Result<Committed<T>> {
        Ok(Committed { value, rings: false })
    }
}

impl Tx<'_, Writing> {
    pub fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64> {
        Ok(self.inner.execute(sql, params)?)
    }

    /// As `execute`, for a statement that answers rows of what it has written.
    pub fn execute_returning(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>> {
        Ok(self.inner.query(sql, params)?)
    }

    /// The rows that several statements of any kind answer, in order, with one wait for all.
    pub(crate) fn run_each(&mut self, statements: &[(String, Vec<Value>)]) -> Result<Vec<Vec<Row>>> {
        Ok(self.inner.query_all(statements)?)
    }

    /// Several statements, in order, with one wait for all.
    pub(crate) fn execute_all(&mut self, statements: &[(String, Vec<Value>)]) -> Result<()> {
        Ok(self.inner.execute_all(statements)?)
    }

    /// Adds to a cell of the roll-up; written by `commit`, sorted, so that no two writers can deadlock.
    pub fn tally(&mut self, cell: Tally, count: i64, sum: i64) {
        let entry = self.tallies.entry(cell).or_default();
        entry.0 += count;
        entry.1 += sum;
    }

    /// Writes the roll-ups so far, for what the rest of the act reads there. To be called when no record is touched any
    /// more: others of the account wait for the journal's head from here on.
    pub fn add_up(&mut self) -> Result<()> {
        store::lock_head_and_add_up(self).map(drop)
    }

    /// Does an act in another account, in the same transaction: it has its own actor, needs its own permit and ends with its
    /// own event in the journal there. The operation is the same, so each journal leads to the other's line. Whoever calls
    /// holds both accounts' rows, the smaller id first, so that no two such acts wait for each other.
    pub fn beside<T>(
        &mut self,
        account: i64,
        actor: &Actor,
        act: impl for<'t> FnOnce(Tx<'t, Reading>) -> Result<Committed<T>>,
    ) -> Result<T> {
        let Act { now, op, say, ids, .. } = *self.act;
        let closes = store::closes_at(self, account)?.is_some();
        let there = Act { account, closes, actor, now, op, say, ids };
        let done = act(Tx::begin(&mut *self.inner, &there))?;
        self.rings |= done.rings;
        Ok(done.value)
    }

    /// Wakes those who do jobs, after the commit.
    pub(crate) fn ring(&mut self) {
        self.rings = true;
    }

    /// Ends the act: roll-ups, then the journal, in the same transaction.
    pub fn commit<T>(self, event: Event, value: T) -> Result<Committed<T>> {
        self.commit_all(vec![event], value)
    }

    /// Ends an act of which no journal can tell, for the account goes with its journal: only once its day has come.
    pub fn forget<T>(mut self, value: T) -> Result<Committed<T>> {
        let (account, now) = (self.account(), self.now());
        match store::closes_at(&mut self, account)? {
            Some(at) if at <= now => Ok(Committed { value, rings: false }),
            _ => Err(Error::Broken("an account that stays is told what happens to it".into())),
        }
    }

    /// As `commit`, for an act that changes several things; at least one event.
    pub fn commit_all<T>(mut self, events: Vec<Event>, value: T) -> Result<Committed<T>> {
        if events.is_empty() {
            return Err(Error::Broken("a commit without an event".into()));
        }
        chain::append(&mut self, &events)?;
        Ok(Committed { value, rings: self.rings })
    }
}

fn only_looks(sql: &str) -> Result<()> {
    let looks = sql.starts_with("select") || sql.starts_with("with");
    if looks { Ok(()) } else { Err(Error::Broken("a look-up that is not a select".into())) }
}

/// The second and last door: housekeeping tables only (last seen, attempts, leases, jobs, tries of letters, denials), without an event.
pub struct Keeping<'a> {
    inner: &'a mut (dyn Sql + 'a),
    pub now: i64,
}

impl<'a> Keeping<'a> {
    pub(crate) fn begin(inner: &'a mut (dyn Sql + 'a), now: i64) -> Keeping<'a> {
        Keeping { inner, now }
    }

    pub fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>> {
        Ok(self.inner.query(sql, params)?)
    }

    pub fn dialect(&self) -> ::store::Dialect {
        self.inner.dialect()
    }

    /// Writes to a declared housekeeping table; any other is refused.
    pub fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64> {
        const KEPT: [&str; 16] = [
            "attempts",
            "beginnings",
            "denials",
            "form_posts",
            "form_traps",
            "idempotency",
            "import_files",
            "jobs",
            "last_seen",
            "letters",
            "list_columns",
            "nodes",
            "passkey_challenges",
            "passkey_states",
            "password_asks",
            "sign_in_choices",
        ];
        let mut words = sql.split_whitespace();
        let table = match (words.next(), words.next(), words.next()) {
            (Some("insert"), Some("into"), Some(table)) | (Some("delete"), Some("from"), Some(table)) => {
                table
            }
            (Some("update"), Some(table), _) => table,
            _ => "",
        };
        if !KEPT.contains(&table) {
            return Err(Error::Broken(format!("{table} is not a housekeeping table")));
        }
        Ok(self.inner.execute(sql, params)?)
    }
}
