//! The SQL of forms and of what came by them.

use ::store::{Row, Value, params};
use base::tx::Tally;
use base::{Account, Error, Keeping, Kind, Reading, Result, Tx, Writing, credentials};
use kit::lang::Lang;

use super::form::{Asks, Draft, Form};
use super::look::{Entry, State};
use super::said::Said;

/// What `form` reads.
const FORM: &str = "select f.id, f.portfolio_id, f.key, f.name, f.lang, f.pipeline_id, f.stage_id, f.phone, f.email,
        f.company, f.message, f.thanks, f.next_url, f.is_on, f.job_id, f.version, h.holder_person_id,
        case when p.department_id is null then null else p.name end as queue
    from forms f join portfolios p on p.account_id = f.account_id and p.id = f.portfolio_id
    join portfolio_holders h on h.account_id = f.account_id and h.portfolio_id = f.portfolio_id and h.kind = 'source'
    where f.account_id = $1";

fn form(row: &Row) -> Result<Form> {
    let asks = |column| {
        let code: String = row.at(column)?;
        Asks::parse(&code).ok_or_else(|| Error::Broken(format!("a form asks {code}")))
    };
    let lang: String = row.at(4)?;
    Ok(Form {
        id: row.at(0)?,
        portfolio: row.at(1)?,
        key: row.at(2)?,
        draft: Draft {
            name: row.at(3)?,
            lang: Lang::parse(&lang).unwrap_or_default(),
            pipeline_id: row.at(5)?,
            stage_id: row.at(6)?,
            phone: asks(7)?,
            email: asks(8)?,
            company: asks(9)?,
            message: asks(10)?,
            thanks: row.at(11)?,
            next_url: row.at(12)?,
            on: row.at(13)?,
        },
        job: row.at(14)?,
        version: row.at(15)?,
        holder: row.at(16)?,
        queue: row.at(17)?,
    })
}

/// Every form, by name.
pub fn all<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Form>> {
    let sql = format!("{FORM} order by f.name, f.id limit 1000");
    tx.query(&sql, params![tx.account()])?.iter().map(form).collect()
}

pub fn find<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Form>> {
    let sql = format!("{FORM} and f.id = $2");
    tx.query_opt(&sql, params![tx.account(), id])?.as_ref().map(form).transpose()
}

/// The form, held against changes until the end of the act.
pub fn lock<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Form>> {
    let lock = tx.dialect().lock();
    if !lock.is_empty() {
        let sql = format!("select id from forms where account_id = $1 and id = $2{lock}");
        tx.query(&sql, params![tx.account(), id])?;
    }
    find(tx, id)
}

/// The account's form with this key.
pub fn of_key(tx: &mut ::store::Tx<'_>, account: i64, key: &str) -> Result<Option<(Account, Form)>> {
    let Some(account) = credentials::account(tx, account)? else { return Ok(None) };
    let sql = format!("{FORM} and f.key = $2");
    let found = tx.query_opt(&sql, params![account.id, key])?.as_ref().map(form).transpose()?;
    // A company that closes takes nothing any more.
    let closes = account.closes_at.is_some();
    Ok(found.map(|mut form| {
        form.draft.on &= !closes;
        (account, form)
    }))
}

pub fn add(tx: &mut Tx<'_, Writing>, id: i64, (portfolio, key): (i64, &str), draft: &Draft) -> Result<()> {
    tx.execute(
        "insert into forms (account_id, id, portfolio_id, key, name, lang, pipeline_id, stage_id, phone, email, company,
            message, thanks, next_url, is_on, job_id, created_by, created_at, updated_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, null, $16, $17, $17, 1)",
        params![
            tx.account(),
            id,
            portfolio,
            key,
            &draft.name,
            draft.lang.code(),
            draft.pipeline_id,
            draft.stage_id,
            draft.phone.code(),
            draft.email.code(),
            draft.company.code(),
            draft.message.code(),
            draft.thanks.clone(),
            draft.next_url.clone(),
            draft.on,
            tx.actor().person_id(),
            tx.now()
        ],
    )?;
    Ok(())
}

/// The form says `draft` from now on and lies in this portfolio.
pub fn set(tx: &mut Tx<'_, Writing>, id: i64, portfolio: i64, draft: &Draft) -> Result<()> {
    tx.execute(
        "update forms set portfolio_id = $3, name = $4, lang = $5, pipeline_id = $6, stage_id = $7, phone = $8,
            email = $9, company = $10, message = $11, thanks = $12, next_url = $13, is_on = $14, updated_at = $15,
            version = version + 1
        where account_id = $1 and id = $2",
        params![
            tx.account(),
            id,
            portfolio,
            &draft.name,
            draft.lang.code(),
            draft.pipeline_id,
            draft.stage_id,
            draft.phone.code(),
            draft.email.code(),
            draft.company.code(),
            draft.message.code(),
            draft.thanks.clone(),
            draft.next_url.clone(),
            draft.on,
            tx.now()
        ],
    )?;
    Ok(())
}

/// The job that brings in what waits.
pub fn set_job(tx: &mut Tx<'_, Writing>, form: i64, job: i64) -> Result<()> {
    tx.execute(
        "update forms set job_id = $3 where account_id = $1 and id = $2",
        params![tx.account(), form, job],
    )?;
    Ok(())
}

/// Keeps what came; it waits.
pub fn add_entry(tx: &mut Tx<'_, Writing>, id: i64, form: i64, once: &str, said: &str) -> Result<()> {
    tx.execute(
        "insert into form_entries (account_id, id, form_id, once, received_at, state, said, contact_id, deal_id, done_at)
        values ($1, $2, $3, $4, $5, 'waiting', $6, null, null, null)",
        params![tx.account(), id, form, once, tx.now(), said],
    )?;
    Ok(())
}

/// Whether this came already: under the same word, or in the same words since that moment.
pub fn came<S>(tx: &mut Tx<'_, S>, form: i64, once: &str, (said, since): (&str, i64)) -> Result<bool> {
    let sql = "select 1 from form_entries where account_id = $1 and form_id = $2 and once = $3
        union all select 1 from form_entries where account_id = $1 and form_id = $2 and said = $4 and received_at > $5
        limit 1";
    Ok(tx.query_opt(sql, params![tx.account(), form, once, said, since])?.is_some())
}

/// What came is a contact and a deal from now on.
pub fn entry_done(tx: &mut Tx<'_, Writing>, id: i64, contact: i64, deal: i64) -> Result<()> {
    tx.execute(
        "update form_entries set state = 'done', contact_id = $3, deal_id = $4, done_at = $5
        where account_id = $1 and id = $2",
        params![tx.account(), id, contact, deal, tx.now()],
    )?;
    Ok(())
}

const ENTRY: &str = "select id, received_at, state, said, contact_id, deal_id, done_at from form_entries
    where account_id = $1 and form_id = $2";

fn entry(row: &Row) -> Result<Entry> {
    let (state, said): (String, String) = (row.at(2)?, row.at(3)?);
    Ok(Entry {
        id: row.at(0)?,
        received_at: row.at(1)?,
        state: State::parse(&state).ok_or_else(|| Error::Broken(format!("unknown state {state}")))?,
        said: serde_json::from_str::<Said>(&said).map_err(|e| Error::Broken(e.to_string()))?,
        contact: row.at(4)?,
        deal: row.at(5)?,
        done_at: row.at(6)?,
    })
}

/// What waits after this one, the oldest first.
pub fn waiting<S>(tx: &mut Tx<'_, S>, form: i64, after: i64, limit: i64) -> Result<Vec<Entry>> {
    let sql = format!("{ENTRY} and state = 'waiting' and id > $3 order by id limit $4");
    tx.query(&sql, params![tx.account(), form, after, limit])?.iter().map(entry).collect()
}

/// Those of these entries that wait, the oldest first.
pub fn still_waiting<S>(tx: &mut Tx<'_, S>, form: i64, ids: &[i64]) -> Result<Vec<Entry>> {
    let mut values = params![tx.account(), form].to_vec();
    values.extend(ids.iter().map(|id| Value::from(*id)));
    let marks: Vec<String> = (3..=values.len()).map(|n| format!("${n}")).collect();
    let sql = format!("{ENTRY} and state = 'waiting' and id in ({}) order by id", marks.join(", "));
    tx.query(&sql, &values)?.iter().map(entry).collect()
}

/// How much waits.
pub fn count_waiting<S>(tx: &mut Tx<'_, S>, form: i64) -> Result<i64> {
    let sql =
        "select count(*) from form_entries where account_id = $1 and form_id = $2 and state = 'waiting'";
    Ok(tx.query_one(sql, params![tx.account(), form])?.at(0)?)
}

/// What came before this one, the newest first.
pub fn entries<S>(tx: &mut Tx<'_, S>, form: i64, before: Option<i64>, limit: i64) -> Result<Vec<Entry>> {
    let sql = format!("{ENTRY} and id < $3 order by id desc limit $4");
    let before = before.unwrap_or(i64::MAX);
    tx.query(&sql, params![tx.account(), form, before, limit])?.iter().map(entry).collect()
}

/// Of every form: how much came, waits, and was caught in the trap.
pub fn counts<S>(tx: &mut Tx<'_, S>) -> Result<Vec<(i64, [i64; 3])>> {
    let sql = "select f.id,
            (select count(*) from form_entries e where e.account_id = $1 and e.form_id = f.id and e.state = 'done'),
            (select count(*) from form_entries e where e.account_id = $1 and e.form_id = f.id and e.state = 'waiting'),
            coalesce((select t.count from form_traps t where t.account_id = $1 and t.form_id = f.id), 0)
        from forms f where f.account_id = $1 order by f.id";
    let rows = tx.query(sql, params![tx.account()])?;
    rows.iter().map(|row| Ok((row.at(0)?, [row.at(1)?, row.at(2)?, row.at(3)?]))).collect()
}

/// What came and is done, and is kept no longer: it was done before this moment, or its contact is gone for good. Up to so
/// many; how many there were.
pub fn forget(tx: &mut Tx<'_, Writing>, before: i64, most: i64) -> Result<i64> {
    let sql = "delete from form_entries where account_id = $1 and id in (select e.id from form_entries e
        where e.account_id = $1 and e.state = 'done' and (e.done_at < $2 or (
            not exists (select 1 from contacts c where c.account_id = $1 and c.id = e.contact_id)
            and not exists (select 1 from bin b where b.account_id = $1 and b.id = e.contact_id))) limit $3)";
    Ok(i64::try_from(tx.execute(sql, params![tx.account(), before, most])?).unwrap_or(i64::MAX))
}

/// Whether something is kept no longer; as in `forget`.
pub fn is_over<S>(tx: &mut Tx<'_, S>, before: i64) -> Result<bool> {
    let sql =
        "select 1 from form_entries e where e.account_id = $1 and e.state = 'done' and (e.done_at < $2 or (
            not exists (select 1 from contacts c where c.account_id = $1 and c.id = e.contact_id)
            and not exists (select 1 from bin b where b.account_id = $1 and b.id = e.contact_id))) limit 1";
    Ok(tx.query_opt(sql, params![tx.account(), before])?.is_some())
}

/// When the latest posts to the form `$2` came since a moment, the newest first.
const TO_FORM: &str =
    "select at from form_posts where account_id = $1 and form_id = $2 and at > $3 order by at desc limit $4";

/// The same from the address `$2`.
const FROM_ADDRESS: &str =
    "select at from form_posts where account_id = $1 and address = $2 and at > $3 order by at desc limit $4";

fn times(rows: &[Row]) -> Result<Vec<i64>> {
    Ok(rows.iter().map(|row| row.at(0)).collect::<Result<_, _>>()?)
}

/// When the latest posts since a moment came, the newest first: from the address, or without one to the form.
pub fn posts(
    tx: &mut ::store::Tx<'_>,
    (account, form, address): (i64, i64, Option<&str>),
    since: i64,
    most: i64,
) -> Result<Vec<i64>> {
    times(&match address {
        None => tx.query(TO_FORM, params![account, form, since, most])?,
        Some(address) => tx.query(FROM_ADDRESS, params![account, address, since, most])?,
    })
}

/// As `posts`, in the act that notes one more; the form's row is held until its end.
pub fn posts_kept(
    tx: &mut Keeping<'_>,
    (account, form, address): (i64, i64, Option<&str>),
    since: i64,
    most: i64,
) -> Result<Vec<i64>> {
    times(&match address {
        None => {
            let lock = tx.dialect().lock();
            let sql = format!("select id from forms where account_id = $1 and id = $2{lock}");
            tx.query(&sql, params![account, form])?;
            tx.query(TO_FORM, params![account, form, since, most])?
        }
        Some(address) => tx.query(FROM_ADDRESS, params![account, address, since, most])?,
    })
}

/// Notes one more post.
pub fn add_post(tx: &mut Keeping<'_>, account: i64, form: i64, id: i64, address: &str) -> Result<()> {
    let now = tx.now;
    tx.execute(
        "insert into form_posts (account_id, id, form_id, address, at) values ($1, $2, $3, $4, $5)",
        params![account, id, form, address, now],
    )?;
    Ok(())
}

/// Forgets the account's posts that no longer count.
pub fn sweep_posts(tx: &mut Keeping<'_>, account: i64, since: i64) -> Result<()> {
    tx.execute("delete from form_posts where account_id = $1 and at <= $2", params![account, since])?;
    Ok(())
}

/// One more was caught in the form's trap.
pub fn add_trapped(tx: &mut Keeping<'_>, account: i64, form: i64) -> Result<()> {
    tx.execute(
        "insert into form_traps (account_id, form_id, count) values ($1, $2, 1)
        on conflict (account_id, form_id) do update set count = form_traps.count + 1",
        params![account, form],
    )?;
    Ok(())
}

pub fn count(tx: &mut Tx<'_, Reading>, person: i64) -> Result<i64> {
    let sql = "select count(*) from forms r where r.account_id = $1 and r.portfolio_id in
        (select h.portfolio_id from portfolio_holders h
            where h.account_id = $1 and h.kind = 'source' and h.holder_person_id = $2)";
    Ok(tx.query_one(sql, params![tx.account(), person])?.at(0)?)
}

pub fn pick(tx: &mut Tx<'_, Reading>, portfolio: i64, limit: i64) -> Result<Vec<i64>> {
    let sql = "select id from forms where account_id = $1 and portfolio_id = $2 order by id limit $3";
    let rows = tx.query(sql, params![tx.account(), portfolio, limit])?;
    Ok(rows.iter().map(|row| row.at(0)).collect::<Result<_, _>>()?)
}

pub fn recount(tx: &mut Tx<'_, Reading>) -> Result<Vec<(Tally, i64, i64)>> {
    let sql = "select portfolio_id, count(*) from forms where account_id = $1 group by portfolio_id";
    let rows = tx.query(sql, params![tx.account()])?;
    let cell =
        |portfolio| Tally { portfolio, kind: Kind::Source, bucket: 0, open: true, currency: String::new() };
    rows.iter().map(|row| Ok((cell(row.at(0)?), row.at(1)?, 0))).collect()
}
