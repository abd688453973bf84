//! The SQL of archives: `$1` is the account, `$2` the person, `$3` the place to go on from, `$4` how many rows.

use ::store::params;
use base::web::parcel::{Key, Table};
use base::{Reading, Result, Tx};

/// Every table, in the order in which they stand in the archive.
pub const TABLES: &[Table] = &[
    Table {
        name: "sign-ins",
        key: &[Key::Number],
        sql: "select id, agent, created_at, expires_at, ended_at, ended_why from sessions
            where account_id = $1 and person_id = $2 and id > $3 order by id limit $4",
    },
    Table {
        name: "tokens",
        key: &[Key::Number],
        sql: "select id, name, created_at, ended_at, ended_why from api_tokens
            where account_id = $1 and person_id = $2 and id > $3 order by id limit $4",
    },
    Table {
        name: "links",
        key: &[Key::Number],
        sql: "select id, created_at, expires_at, ended_at, ended_why from links
            where account_id = $1 and person_id = $2 and id > $3 order by id limit $4",
    },
    Table {
        name: "passkeys",
        key: &[Key::Number],
        sql: "select k.id, k.name, k.created_at, k.stopped_at from passkeys k join people p on p.identity_id = k.identity_id
            where p.account_id = $1 and p.id = $2 and k.id > $3 order by k.id limit $4",
    },
    Table {
        name: "requests",
        key: &[Key::Number],
        sql: "select id, what, page, text, state, asked_at, word, ended_at from asks
            where account_id = $1 and person_id = $2 and id > $3 order by id limit $4",
    },
    Table {
        name: "reviews",
        key: &[Key::Number],
        sql: "select review_id as id, verdict, decided_at, word, facts from review_lines
            where account_id = $1 and person_id = $2 and review_id > $3 order by review_id limit $4",
    },
    Table {
        name: "reviews_exempt",
        key: &[Key::Number],
        sql: "select person_id as id, why, added_at from review_exempt
            where account_id = $1 and person_id = $2 and person_id > $3 order by person_id limit $4",
    },
    Table {
        name: "letters",
        key: &[Key::Number],
        sql: "select id, purpose, address, state, created_at, tried_at, ended_at from letters
            where account_id = $1 and person_id = $2 and id > $3 order by id limit $4",
    },
    Table {
        name: "handovers",
        key: &[Key::Number],
        sql: "select h.id, h.number, h.what, h.at, h.reason, h.undone_at from handovers h
            where h.account_id = $1 and h.id > $3 and (h.person_id = $2 or h.by_person_id = $2 or exists (
                select 1 from handover_steps s where s.account_id = $1 and s.handover_id = h.id and s.to_person_id = $2))
            order by h.id limit $4",
    },
    Table {
        name: "absences",
        key: &[Key::Number],
        sql: "select id, first_day, last_day, reason, word, stated_at, stated_by_person_id from absences
            where account_id = $1 and person_id = $2 and id > $3 order by id limit $4",
    },
    Table {
        name: "covers",
        key: &[Key::Number],
        sql: "select id, person_id, stand_in_person_id, from_at, until_at, reason, ended_at from covers
            where account_id = $1 and (person_id = $2 or stand_in_person_id = $2) and id > $3 order by id limit $4",
    },
    Table {
        name: "refused",
        key: &[Key::Number],
        sql: "select id, at, act from denials
            where account_id = $1 and actor_person_id = $2 and id > $3 order by id limit $4",
    },
    Table {
        name: "comments",
        key: &[Key::Number],
        sql: "select id, kind, record_id, comment, at, changed_at from record_comments
            where account_id = $1 and author_person_id = $2 and id > $3 order by id limit $4",
    },
    Table {
        name: "notes",
        key: &[Key::Number],
        sql: "select id, kind, record_id, note, at, done_at from record_notes
            where account_id = $1 and author_person_id = $2 and id > $3 order by id limit $4",
    },
    Table {
        name: "work-notes",
        key: &[Key::Number],
        sql: "select id, person_id, note, at, until from leaving_notes
            where account_id = $1 and (person_id = $2 or author_person_id = $2) and id > $3 order by id limit $4",
    },
    Table {
        name: "deals",
        key: &[Key::Number],
        sql: "select r.id, r.title, s.name as stage, r.open, r.amount, r.currency, r.note, r.closes_on, r.created_at,
                r.updated_at, r.closed_at, r.created_by, r.closed_holder_person_id
            from deals r join stages s on s.account_id = r.account_id and s.id = r.stage_id
            where r.account_id = $1 and r.id > $3 and (r.created_by = $2 or r.closed_holder_person_id = $2
                or r.portfolio_id in (select portfolio_id from portfolio_history where account_id = $1
                and kind = 'deal' and holder_person_id = $2)) order by r.id limit $4",
    },
    Table {
        name: "contacts",
        key: &[Key::Number],
        sql: "select id, name, phones, emails, position, note, company_id, created_at, updated_at, created_by from contacts
            where account_id = $1 and id > $3 and (created_by = $2 or portfolio_id in (select portfolio_id
                from portfolio_history where account_id = $1 and kind = 'contact' and holder_person_id = $2))
            order by id limit $4",
    },
    Table {
        name: "companies",
        key: &[Key::Number],
        sql: "select id, name, phones, emails, site, note, created_at, updated_at, created_by from companies
            where account_id = $1 and id > $3 and (created_by = $2 or portfolio_id in (select portfolio_id
                from portfolio_history where account_id = $1 and kind = 'company' and holder_person_id = $2))
            order by id limit $4",
    },
    Table {
        name: "tasks",
        key: &[Key::Number],
        sql: "select id, title, note, due_at, open, result, done_at, created_at, updated_at, created_by from tasks
            where account_id = $1 and id > $3 and (created_by = $2 or closed_holder_person_id = $2
                or portfolio_id in (select portfolio_id from portfolio_history where account_id = $1
                and kind = 'task' and holder_person_id = $2)) order by id limit $4",
    },
    Table {
        name: "deleted",
        key: &[Key::Number],
        sql: "select id, kind, title, data, deleted_at, deleted_by from bin
            where account_id = $1 and id > $3 and (deleted_by = $2 or portfolio_id in (select portfolio_id
                from portfolio_history where account_id = $1 and kind = 'bin' and holder_person_id = $2))
            order by id limit $4",
    },
    Table {
        name: "form-entries",
        key: &[Key::Number],
        sql: "select e.id, f.name as form, e.received_at, e.said, e.contact_id, e.deal_id from form_entries e
            join forms f on f.account_id = e.account_id and f.id = e.form_id
            where e.account_id = $1 and e.id > $3 and f.portfolio_id in (select portfolio_id
                from portfolio_history where account_id = $1 and kind = 'source' and holder_person_id = $2)
            order by e.id limit $4",
    },
    Table {
        name: "journal",
        key: &[Key::Number],
        sql: "select e.seq, e.at, e.kind, e.subject_kind, e.subject_id, e.actor, e.actor_person_id, e.acting_for, d.data
            from events e left join event_data d on d.account_id = e.account_id and d.seq = e.seq
            where e.account_id = $1 and e.seq > $3 and (e.actor_person_id = $2 or e.acting_for = $2
                or (e.subject_kind = 'person' and e.subject_id = $2)) order by e.seq limit $4",
    },
];

/// Since when somebody can sign in, and whether they have a password.
pub fn sign_in(tx: &mut Tx<'_, Reading>, person: i64) -> Result<Option<(i64, bool)>> {
    let sql = "select i.created_at, case when i.password_hash is null then 0 else 1 end
        from people p join identities i on i.id = p.identity_id where p.account_id = $1 and p.id = $2";
    let row = tx.query_opt(sql, params![tx.account(), person])?;
    row.map(|row| Ok((row.at(0)?, row.at(1)?))).transpose()
}

pub fn last_seen(tx: &mut Tx<'_, Reading>, person: i64) -> Result<Option<i64>> {
    let sql = "select at from last_seen where account_id = $1 and person_id = $2";
    Ok(tx.query_opt(sql, params![tx.account(), person])?.map(|row| row.at(0)).transpose()?)
}
