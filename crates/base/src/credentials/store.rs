//! The SQL of sessions, API tokens and one-time links.

use ::store::{Row, params};
use kit::phone::Country;
use kit::token::{Kind as Secret, Read};

use super::{Of, Requirement, SESSION_MS, may_be_inside};
use crate::ctx::Signed;
use crate::kind::AccessKind;
use crate::org::{self, Person};
use crate::{Account, Error, Keeping, Result, Tx, Writing};

/// One live credential of a person.
#[derive(Clone, Debug, serde::Serialize, utoipa::ToSchema)]
pub struct Access {
    pub id: i64,
    pub kind: AccessKind,
    /// The browser or the token's name; empty for a link.
    pub name: String,
    /// ms UTC.
    pub created_at: i64,
}

/// How many of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Counts {
    pub sessions: i64,
    pub tokens: i64,
    pub links: i64,
}

impl Counts {
    /// How many of each kind are in the list.
    pub fn of(list: &[Access]) -> Counts {
        let count = |kind| list.iter().filter(|access| access.kind == kind).fold(0, |n, _| n + 1);
        Counts {
            sessions: count(AccessKind::Session),
            tokens: count(AccessKind::Token),
            links: count(AccessKind::Link),
        }
    }

    pub fn each(self) -> [(AccessKind, i64); 3] {
        [
            (AccessKind::Session, self.sessions),
            (AccessKind::Token, self.tokens),
            (AccessKind::Link, self.links),
        ]
    }
}

/// The account as pages need it.
pub fn account(tx: &mut ::store::Tx<'_>, id: i64) -> Result<Option<Account>> {
    let sql = "select id, name, lang, zone, currency, country, sample, closes_at from accounts where id = $1";
    tx.query_opt(sql, params![id])?
        .as_ref()
        .map(|row| account_at(row, ["id", "name", "lang", "zone"]))
        .transpose()
}

/// The account's columns under the names they have in this row: id, name, language, zone.
fn account_at(row: &Row, [id, name, lang, zone]: [&str; 4]) -> Result<Account> {
    let lang: String = row.get(lang)?;
    let lang =
        kit::lang::Lang::parse(&lang).ok_or_else(|| Error::Broken(format!("unknown language {lang}")))?;
    Ok(Account {
        id: row.get(id)?,
        name: row.get(name)?,
        lang,
        zone: row.get(zone)?,
        currency: row.get("currency")?,
        country: row.get::<Option<String>>("country")?.as_deref().and_then(Country::parse),
        sample: row.get("sample")?,
        closes_at: row.get("closes_at")?,
    })
}

/// The person and account behind a secret, if it opens the door at this moment.
pub fn enter(tx: &mut ::store::Tx<'_>, secret: &Read, now: i64) -> Result<Option<(Account, Signed)>> {
    let (access, columns, conditions) = match secret.kind {
        Secret::Session => (
            AccessKind::Session,
            "c.proven_at, coalesce(i.factor_since, i.passkey_since) as factor_shown",
            "join identities i on i.id = p.identity_id and i.epoch = c.identity_epoch where c.expires_at > $3 and",
        ),
        Secret::Api => (
            AccessKind::Token,
            "c.created_at as proven_at, c.created_at as factor_shown",
            "where cast($3 as bigint) > 0 and",
        ),
        Secret::Link => return Ok(None),
    };
    let sql = format!(
        "select c.id as access_id, a.id as account_id, a.name as account_name, a.lang as account_lang, a.zone as account_zone, a.currency,
            a.country, a.sample, a.closes_at, a.factor_of, a.factor_days, a.factor_since, coalesce(p.active_at, p.created_at) as active_at,
            {columns}, {}
        from {} c join people p on p.account_id = c.account_id and p.id = c.person_id and p.epoch = c.person_epoch
        join roles o on o.account_id = p.account_id and o.id = p.role_id
        join accounts a on a.id = c.account_id
        {conditions} c.account_id = $1 and c.secret_hash = $2 and c.ended_at is null",
        org::store::PERSON,
        table(access)
    );
    let Some(row) = tx.query_opt(&sql, params![secret.account_id, secret.hash.clone(), now])? else {
        return Ok(None);
    };
    let person = org::store::as_stored(&row)?;
    if !may_be_inside(&person, now) {
        return Ok(None);
    }
    let account = account_at(&row, ["account_id", "account_name", "account_lang", "account_zone"])?;
    account.admits(person.category, now)?;
    let shown: Option<i64> = row.get("factor_shown")?;
    let factor_due = match shown {
        None => required(&row)?.due(person.category, row.get("active_at")?),
        Some(_) => None,
    };
    let (access_id, proven_at) = (row.get("access_id")?, row.get("proven_at")?);
    Ok(Some((account, Signed { person, access, access_id, factor_due, proven_at })))
}

/// Since when a second factor is asked for of the identity `i`, by an app or a passkey; null: it is not.
pub const FACTOR_SINCE: &str =
    "(case when i.passkey_since < coalesce(i.factor_since, i.passkey_since + 1) then i.passkey_since
    else i.factor_since end)";

/// What the account requires, as it stands in a row.
fn required(row: &Row) -> Result<Requirement> {
    let of: String = row.get("factor_of")?;
    let of = Of::parse(&of).ok_or_else(|| Error::Broken(format!("unknown word in accounts: {of}")))?;
    Ok(Requirement { of, days: row.get("factor_days")?, since: row.get("factor_since")? })
}

/// Of whom the account requires a second factor.
pub fn requirement<S>(tx: &mut Tx<'_, S>) -> Result<Requirement> {
    let sql = "select factor_of, factor_days, factor_since from accounts where id = $1";
    required(&tx.query_one(sql, params![tx.account()])?)
}

/// From when on the person can't do without a second factor; nothing for who has one, or whom none is required of.
pub fn factor_due<S>(tx: &mut Tx<'_, S>, person: &Person) -> Result<Option<i64>> {
    let sql = "select coalesce(p.active_at, p.created_at) as active_at, coalesce(i.factor_since, i.passkey_since) as factor_shown
        from people p left join identities i on i.id = p.identity_id where p.account_id = $1 and p.id = $2";
    let row = tx.query_one(sql, params![tx.account(), person.id])?;
    let shown: Option<i64> = row.get("factor_shown")?;
    if shown.is_some() {
        return Ok(None);
    }
    Ok(requirement(tx)?.due(person.category, row.get("active_at")?))
}

pub(super) fn add_session(
    tx: &mut Tx<'_, Writing>,
    id: i64,
    person: &Person,
    identity_epoch: i64,
    hash: &[u8],
    agent: Option<&str>,
) -> Result<()> {
    let now = tx.now();
    tx.execute(
        "insert into sessions (account_id, id, person_id, secret_hash, identity_epoch, person_epoch, agent, created_at,
            proven_at, expires_at, ended_at, ended_why)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, null, null)",
        params![
            tx.account(),
            id,
            person.id,
            hash.to_vec(),
            identity_epoch,
            person.epoch,
            agent,
            now,
            now + SESSION_MS
        ],
    )?;
    Ok(())
}

pub(super) fn add_token(
    tx: &mut Tx<'_, Writing>,
    id: i64,
    person: &Person,
    name: &str,
    hash: &[u8],
) -> Result<()> {
    tx.execute(
        "insert into api_tokens (account_id, id, person_id, name, secret_hash, person_epoch, created_by, created_at,
            ended_at, ended_why)
        values ($1, $2, $3, $4, $5, $6, $7, $8, null, null)",
        params![
            tx.account(),
            id,
            person.id,
            name,
            hash.to_vec(),
            person.epoch,
            tx.actor().person_id(),
            tx.now()
        ],
    )?;
    Ok(())
}

pub(super) fn add_link(
    tx: &mut Tx<'_, Writing>,
    id: i64,
    person: &Person,
    hash: &[u8],
    (lasts, identity_epoch): (i64, Option<i64>),
) -> Result<()> {
    let now = tx.now();
    tx.execute(
        "insert into links (account_id, id, person_id, secret_hash, person_epoch, created_by, created_at, expires_at,
            identity_epoch, ended_at, ended_why)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, null, null)",
        params![
            tx.account(),
            id,
            person.id,
            hash.to_vec(),
            person.epoch,
            tx.actor().person_id(),
            now,
            now + lasts,
            identity_epoch
        ],
    )?;
    Ok(())
}

/// A one-time link that works at this moment.
#[derive(Clone, Debug)]
pub struct Link {
    pub id: i64,
    pub person: Person,
    /// It was asked for by who forgot their password.
    pub resets: bool,
}

/// A link, looked at without taking hold of it.
pub fn look_at_link<S>(tx: &mut Tx<'_, S>, hash: &[u8]) -> Result<Option<Link>> {
    link(tx, hash, "")
}

/// A link, held until the end of the act.
pub(super) fn find_link<S>(tx: &mut Tx<'_, S>, hash: &[u8]) -> Result<Option<Link>> {
    link(tx, hash, tx.dialect().lock())
}

fn link<S>(tx: &mut Tx<'_, S>, hash: &[u8], lock: &str) -> Result<Option<Link>> {
    let sql = format!(
        "select id, person_id, person_epoch, identity_epoch from links
        where account_id = $1 and secret_hash = $2 and ended_at is null and expires_at > $3{lock}"
    );
    let Some(row) = tx.query_opt(&sql, params![tx.account(), hash.to_vec(), tx.now()])? else {
        return Ok(None);
    };
    let (id, person, epoch): (i64, i64, i64) = (row.at(0)?, row.at(1)?, row.at(2)?);
    let password: Option<i64> = row.at(3)?;
    let Some(person) = org::find(tx, person)?.filter(|person| person.epoch == epoch) else { return Ok(None) };
    let replaced = match (password, person.identity_id) {
        (Some(then), Some(identity)) => identity_epoch(tx, identity)? != then,
        (then, _) => then.is_some(),
    };
    Ok((!replaced).then_some(Link { id, person, resets: password.is_some() }))
}

/// Raised by every new password.
pub fn identity_epoch<S>(tx: &mut Tx<'_, S>, identity: i64) -> Result<i64> {
    Ok(tx.query_one("select epoch from identities where id = $1", params![identity])?.at(0)?)
}

/// The live credentials of a person, oldest first.
pub fn of_person<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Vec<Access>> {
    let mut all = Vec::new();
    for kind in AccessKind::ALL {
        let (name, alive) = match kind {
            AccessKind::Session => (
                "c.agent",
                "and c.expires_at > $3 and c.identity_epoch = (select i.epoch from identities i where i.id = p.identity_id)",
            ),
            AccessKind::Token => ("c.name", "and cast($3 as bigint) > 0"),
            AccessKind::Link => (
                "null",
                "and c.expires_at > $3 and (c.identity_epoch is null
                or c.identity_epoch = (select i.epoch from identities i where i.id = p.identity_id))",
            ),
        };
        let sql = format!(
            "select c.id, {name} as name, c.created_at from {} c
            join people p on p.account_id = c.account_id and p.id = c.person_id and p.epoch = c.person_epoch
            where c.account_id = $1 and c.person_id = $2 and c.ended_at is null {alive} order by c.id",
            table(kind)
        );
        for row in tx.query(&sql, params![tx.account(), person, tx.now()])? {
            let name: Option<String> = row.at(1)?;
            all.push(Access { id: row.at(0)?, kind, name: name.unwrap_or_default(), created_at: row.at(2)? });
        }
    }
    Ok(all)
}

/// Ends the rows of every kind and raises the epoch.
pub(super) fn end_all(tx: &mut Tx<'_, Writing>, person: i64, why: &str) -> Result<Counts> {
    let counts = Counts {
        sessions: end_kind(tx, AccessKind::Session, person, why)?,
        tokens: end_kind(tx, AccessKind::Token, person, why)?,
        links: end_kind(tx, AccessKind::Link, person, why)?,
    };
    tx.execute(
        "update people set epoch = epoch + 1 where account_id = $1 and id = $2",
        params![tx.account(), person],
    )?;
    Ok(counts)
}

/// Ends all credentials of one kind; the rest stay.
pub fn end_kind(tx: &mut Tx<'_, Writing>, kind: AccessKind, person: i64, why: &str) -> Result<i64> {
    let sql = format!(
        "update {} set ended_at = $3, ended_why = $4 where account_id = $1 and person_id = $2 and ended_at is null",
        table(kind)
    );
    let ended = tx.execute(&sql, params![tx.account(), person, tx.now(), why])?;
    Ok(i64::try_from(ended).unwrap_or(i64::MAX))
}

/// Ends the person's links for a forgotten password.
pub(super) fn end_resets(tx: &mut Tx<'_, Writing>, person: i64, why: &str) -> Result<()> {
    tx.execute(
        "update links set ended_at = $3, ended_why = $4
        where account_id = $1 and person_id = $2 and ended_at is null and identity_epoch is not null",
        params![tx.account(), person, tx.now(), why],
    )?;
    Ok(())
}

/// Ends one credential of the person; false when it isn't theirs or is over.
pub fn end_one(tx: &mut Tx<'_, Writing>, kind: AccessKind, person: i64, id: i64, why: &str) -> Result<bool> {
    let sql = format!(
        "update {} set ended_at = $4, ended_why = $5
        where account_id = $1 and person_id = $2 and id = $3 and ended_at is null",
        table(kind)
    );
    Ok(tx.execute(&sql, params![tx.account(), person, id, tx.now(), why])? > 0)
}

/// The token is another person's from now on; false when it isn't the first one's or is over.
pub fn pass_token_on(tx: &mut Tx<'_, Writing>, token: i64, from: i64, to: &Person) -> Result<bool> {
    let sql = "update api_tokens set person_id = $4, person_epoch = $5
        where account_id = $1 and id = $2 and person_id = $3 and ended_at is null";
    Ok(tx.execute(sql, params![tx.account(), token, from, to.id, to.epoch])? > 0)
}

/// When the person was last here; at most once a minute.
pub fn note_seen(tx: &mut Keeping<'_>, account: i64, person: i64) -> Result<()> {
    let now = tx.now;
    tx.execute(
        "insert into last_seen (account_id, person_id, at) values ($1, $2, $3)
        on conflict (account_id, person_id) do update set at = excluded.at",
        params![account, person, now],
    )?;
    Ok(())
}

/// The table of a kind.
fn table(kind: AccessKind) -> &'static str {
    match kind {
        AccessKind::Session => "sessions",
        AccessKind::Token => "api_tokens",
        AccessKind::Link => "links",
    }
}
