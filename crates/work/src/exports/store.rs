//! The SQL of the export: `$1` is the account, then the place to go on from, at last how many rows.

use ::store::{Row, params};
use base::web::parcel::Key::{Number, Text};
use base::web::parcel::Table;
use base::{Reading, Result, Tx};
use kit::date::to_rfc3339;
use serde_json::{Value as Json, json};

/// Every table, in the order in which they stand in the file. Hashes and secrets are in none of them.
pub const TABLES: &[Table] = &[
    Table {
        name: "people",
        key: &[Number],
        sql: "select p.id, p.name, p.email, p.login, p.phone, p.category, p.status, coalesce(o.key, o.name) as role, p.role_id,
                p.own_rights, p.lang as language, p.zone as time_zone, p.answerable_person_id, p.valid_until, p.created_by,
                p.created_at, p.active_at, p.departed_at, p.leaving_at, p.erase_at, p.updated_at, s.at as last_seen_at
            from people p join roles o on o.account_id = p.account_id and o.id = p.role_id
            left join last_seen s on s.account_id = p.account_id and s.person_id = p.id
            where p.account_id = $1 and p.id > $2 order by p.id limit $3",
    },
    Table {
        name: "roles",
        key: &[Number],
        sql: "select id, key, name, rights, position from roles where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "departments",
        key: &[Number],
        sql: "select id, parent_id, name, position from departments
            where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "department-members",
        key: &[Number, Number],
        sql: "select department_id, person_id, post, main from department_members
            where account_id = $1 and (department_id, person_id) > ($2, $3) order by department_id, person_id limit $4",
    },
    Table {
        name: "companies",
        key: &[Number],
        sql: "select r.id, r.name, r.phones, r.emails, r.site, r.note, r.parent_id, h.holder_person_id as responsible_id,
                p.name as responsible, r.created_by, r.created_at, r.updated_at
            from companies r join portfolio_holders h on h.account_id = r.account_id and h.portfolio_id = r.portfolio_id
                and h.kind = 'company' join people p on p.account_id = h.account_id and p.id = h.holder_person_id
            where r.account_id = $1 and r.id > $2 order by r.id limit $3",
    },
    Table {
        name: "contacts",
        key: &[Number],
        sql: "select r.id, r.name, r.phones, r.emails, r.position, r.note, r.company_id, c.name as company,
                h.holder_person_id as responsible_id, p.name as responsible, r.created_by, r.created_at, r.updated_at
            from contacts r left join companies c on c.account_id = r.account_id and c.id = r.company_id
            join portfolio_holders h on h.account_id = r.account_id and h.portfolio_id = r.portfolio_id
                and h.kind = 'contact' join people p on p.account_id = h.account_id and p.id = h.holder_person_id
            where r.account_id = $1 and r.id > $2 order by r.id limit $3",
    },
    Table {
        name: "pipelines",
        key: &[Number],
        sql: "select id, name, position from pipelines where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "stages",
        key: &[Number],
        sql: "select id, pipeline_id, name, outcome, position from stages
            where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "products",
        key: &[Number],
        sql: "select id, name, price, currency, note from products
            where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "deals",
        key: &[Number],
        sql: "select r.id, r.title, l.name as pipeline, s.name as stage, r.stage_id, r.open, r.amount, r.currency, r.company_id,
                c.name as company, r.product_id, r.note, r.closes_on, h.holder_person_id as responsible_id,
                p.name as responsible, r.started_at, r.closed_at, r.closed_holder_person_id, r.created_by, r.created_at,
                r.updated_at
            from deals r join stages s on s.account_id = r.account_id and s.id = r.stage_id
            join pipelines l on l.account_id = r.account_id and l.id = s.pipeline_id
            left join companies c on c.account_id = r.account_id and c.id = r.company_id
            join portfolio_holders h on h.account_id = r.account_id and h.portfolio_id = r.portfolio_id
                and h.kind = 'deal' join people p on p.account_id = h.account_id and p.id = h.holder_person_id
            where r.account_id = $1 and r.id > $2 order by r.id limit $3",
    },
    Table {
        name: "deal-contacts",
        key: &[Number, Number],
        sql: "select d.deal_id, d.contact_id, c.name as contact from deal_contacts d
            join contacts c on c.account_id = d.account_id and c.id = d.contact_id
            where d.account_id = $1 and (d.deal_id, d.contact_id) > ($2, $3) order by d.deal_id, d.contact_id limit $4",
    },
    Table {
        name: "tasks",
        key: &[Number],
        sql: "select r.id, r.title, r.note, r.due_at, r.subject_kind, r.subject_id, r.open, r.result, r.done_at,
                h.holder_person_id as responsible_id, p.name as responsible, r.closed_holder_person_id, r.created_by,
                r.created_at, r.updated_at
            from tasks r join portfolio_holders h on h.account_id = r.account_id and h.portfolio_id = r.portfolio_id
                and h.kind = 'task' join people p on p.account_id = h.account_id and p.id = h.holder_person_id
            where r.account_id = $1 and r.id > $2 order by r.id limit $3",
    },
    Table {
        name: "comments",
        key: &[Number],
        sql: "select c.id, c.kind, c.record_id, c.comment, c.author_person_id, p.name as author, c.at, c.changed_at
            from record_comments c left join people p on p.account_id = c.account_id and p.id = c.author_person_id
            where c.account_id = $1 and c.id > $2 order by c.id limit $3",
    },
    Table {
        name: "notes",
        key: &[Number],
        sql: "select id, kind, record_id, note, author_person_id, at, done_at, done_by from record_notes
            where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "work-notes",
        key: &[Number],
        sql: "select id, person_id, note, author_person_id, at, until from leaving_notes
            where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "deleted",
        key: &[Number],
        sql: "select id, kind, title, data, deleted_by, deleted_at from bin
            where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "handovers",
        key: &[Number],
        sql: "select h.id, h.number, h.what, h.person_id, p.name as person, h.at, h.by_person_id, h.reason, h.undone_at, h.undone_by
            from handovers h join people p on p.account_id = h.account_id and p.id = h.person_id
            where h.account_id = $1 and h.id > $2 order by h.id limit $3",
    },
    Table {
        name: "handover-steps",
        key: &[Number, Number, Text],
        sql: "select handover_id, portfolio_id, kind, from_person_id, to_person_id, count, open from handover_steps
            where account_id = $1 and (handover_id, portfolio_id, kind) > ($2, $3, $4)
            order by handover_id, portfolio_id, kind limit $5",
    },
    Table {
        name: "planned-departures",
        key: &[Number],
        sql: "select id, person_id, run_at, limits, state, planned_at, planned_by_person_id, ended_at from planned_departures
            where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "absences",
        key: &[Number],
        sql: "select id, person_id, first_day, last_day, reason, word, stated_at, stated_by_person_id from absences
            where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "covers",
        key: &[Number],
        sql: "select id, person_id, stand_in_person_id, kinds, from_at, until_at, reason, created_by, created_at, ended_at, ended_why
            from covers where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "portfolios",
        key: &[Number],
        sql: "select id, name, home_person_id, department_id, created_at from portfolios
            where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "holders",
        key: &[Number, Text, Number],
        sql: "select portfolio_id, kind, id, holder_person_id, since, until from portfolio_history
            where account_id = $1 and (portfolio_id, kind, id) > ($2, $3, $4) order by portfolio_id, kind, id limit $5",
    },
    Table {
        name: "moves",
        key: &[Number],
        sql: "select id, kind, record_id, from_portfolio_id, to_portfolio_id, at from record_moves
            where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "forms",
        key: &[Number],
        sql: "select id, name, lang as language, pipeline_id, stage_id, phone, email, company, message, thanks, next_url, is_on, created_by,
                created_at, updated_at from forms where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "form-entries",
        key: &[Number],
        sql: "select id, form_id, received_at, state, said, contact_id, deal_id, done_at from form_entries
            where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "triggers",
        key: &[Number],
        sql: "select id, name, pipeline_id, stage_id, does, to_responsible, title, days, is_on, created_by, created_at, updated_at
            from triggers where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "tokens",
        key: &[Number],
        sql: "select id, person_id, name, created_by, created_at, ended_at, ended_why from api_tokens
            where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "open-links",
        key: &[Number],
        sql: "select id, role_id, department_id, approval, most, used, created_by, created_at, expires_at, ended_at
            from open_links where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "requests",
        key: &[Number],
        sql: "select id, person_id, what, page, text, state, asked_at, word, ended_at, ended_by_person_id from asks
            where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "reviews",
        key: &[Number],
        sql: "select id, begun_at, begun_by_person_id, due_at, ended_at, ended_by_person_id, seal from reviews
            where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "review-lines",
        key: &[Number, Number],
        sql: "select review_id, person_id, verdict, decided_at, decided_by_person_id, word, facts, asked_person_id, answer,
                answered_at from review_lines where account_id = $1 and (review_id, person_id) > ($2, $3)
            order by review_id, person_id limit $4",
    },
    Table {
        name: "seat-requests",
        key: &[Number],
        sql: "select id, partner_account_id, seats, reason, state, asked_by_person_id, asked_at, granted, word, ended_at
            from seat_requests where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "partner-searches",
        key: &[Number],
        sql: "select id, region, text, state, asked_by_person_id, asked_at, ended_at from partner_searches
            where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "customer-requests",
        key: &[Number],
        sql: "select id, customer_account_id, seats, reason, state, asked_at, granted, word, ended_at, answered_by_person_id
            from partner_requests where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "letters",
        key: &[Number],
        sql: "select id, person_id, purpose, address, state, asked_by_person_id, created_at, tried_at, ended_at from letters
            where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "sign-ins",
        key: &[Number],
        sql: "select id, person_id, agent, created_at, expires_at, ended_at, ended_why from sessions
            where account_id = $1 and id > $2 order by id limit $3",
    },
    Table {
        name: "refused",
        key: &[Number],
        sql: "select id, at, actor_person_id, act from denials
            where account_id = $1 and id > $2 order by id limit $3",
    },
];

/// The journal with what binds its chain together, so that the file can be verified by itself.
pub const JOURNAL: Table = Table {
    name: "journal",
    key: &[Number],
    sql: "select e.seq, e.op, e.at, e.kind, e.subject_kind, e.subject_id, e.actor, e.actor_person_id, e.acting_for, d.salt, d.data,
            e.digest, e.prev_hash, e.hash
        from events e left join event_data d on d.account_id = e.account_id and d.seq = e.seq
        where e.account_id = $1 and e.seq > $2 order by e.seq limit $3",
};

/// An event as one line of JSON. Its data stands at the end as it was written, since its digest is over that very text; what was
/// erased of it is null.
pub fn event(row: &Row) -> Result<String> {
    let data: Option<String> = row.get("data")?;
    let known = known(row)?.to_string();
    let known = known.strip_suffix('}').unwrap_or_default();
    Ok(format!("{known},\"data\":{}}}", data.as_deref().unwrap_or("null")))
}

fn known(row: &Row) -> Result<Json> {
    let hex = |column: &str| -> Result<Option<String>> {
        let bytes: Option<Vec<u8>> = row.get(column)?;
        Ok(bytes.map(|bytes| bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    };
    let number = |column: &str| -> Result<Option<i64>> { Ok(row.get(column)?) };
    Ok(json!({
        "seq": number("seq")?,
        "op": number("op")?,
        "at": to_rfc3339(row.get("at")?),
        "kind": row.get::<String>("kind")?,
        "subject_kind": row.get::<String>("subject_kind")?,
        "subject_id": number("subject_id")?,
        "actor": row.get::<String>("actor")?,
        "actor_person_id": number("actor_person_id")?,
        "acting_for": number("acting_for")?,
        "salt": hex("salt")?,
        "digest": hex("digest")?,
        "prev_hash": hex("prev_hash")?,
        "hash": hex("hash")?,
    }))
}

/// Whose pictures there are.
pub fn pictured(tx: &mut Tx<'_, Reading>) -> Result<Vec<i64>> {
    let sql = "select person_id from pictures where account_id = $1 order by person_id";
    tx.query(sql, params![tx.account()])?.iter().map(|row| Ok(row.at(0)?)).collect()
}

/// The account itself.
pub fn account(tx: &mut Tx<'_, Reading>) -> Result<Json> {
    let sql = "select id, name, lang, zone, currency, country, seats_bought, paid_until, default_role_id, grace_days, entry_days, factor_of,
        factor_days, sample, created_at, closes_at from accounts where id = $1";
    let row = tx.query_one(sql, params![tx.account()])?;
    let moment =
        |column: &str| -> Result<Option<String>> { Ok(row.get::<Option<i64>>(column)?.map(to_rfc3339)) };
    let number = |column: &str| -> Result<Option<i64>> { Ok(row.get(column)?) };
    Ok(json!({
        "id": number("id")?,
        "name": row.get::<String>("name")?,
        "language": row.get::<String>("lang")?,
        "time_zone": row.get::<String>("zone")?,
        "currency": row.get::<String>("currency")?,
        "country": row.get::<Option<String>>("country")?,
        "seats_bought": number("seats_bought")?,
        "paid_until": moment("paid_until")?,
        "default_role_id": number("default_role_id")?,
        "grace_days": number("grace_days")?,
        "entry_days": number("entry_days")?,
        "second_factor_of": row.get::<String>("factor_of")?,
        "second_factor_days": number("factor_days")?,
        "sample": row.get::<bool>("sample")?,
        "created_at": moment("created_at")?,
        "closes_at": moment("closes_at")?,
    }))
}
