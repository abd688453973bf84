//! What somebody works at: what they hold or held, made, wrote and handed over.

use base::web::parcel::{Key, Table};

use super::held::held;

const NUMBER: &[Key] = &[Key::Number];

pub const TABLES: &[Table] = &[
    Table {
        name: "handovers",
        key: NUMBER,
        sql: "select h.id, h.number, h.what, h.at, h.reason, h.undone_at from handovers h
            where h.account_id = $1 and h.id > $3 and (h.person_id = $2 or h.by_person_id = $2 or exists (
                select 1 from handover_steps s where s.account_id = $1 and s.handover_id = h.id
                and (s.to_person_id = $2 or s.from_person_id = $2)))
            order by h.id limit $4",
    },
    Table {
        name: "planned-departures",
        key: NUMBER,
        sql: "select id, person_id, run_at, asked, state, planned_at, planned_by_person_id, ended_at, ended_by_person_id
            from planned_departures where account_id = $1 and id > $3
            and (person_id = $2 or planned_by_person_id = $2 or ended_by_person_id = $2) order by id limit $4",
    },
    Table {
        name: "takeovers",
        key: NUMBER,
        sql: "select portfolio_id, person_id, kinds, asked_by, asked_at from planned_takeovers
            where account_id = $1 and person_id = $2 and portfolio_id > $3 order by portfolio_id limit $4",
    },
    Table {
        name: "covers",
        key: NUMBER,
        sql: "select id, person_id, stand_in_person_id, from_at, until_at, reason, created_by, ended_at, ended_by from covers
            where account_id = $1 and (person_id = $2 or stand_in_person_id = $2 or created_by = $2 or ended_by = $2)
            and id > $3 order by id limit $4",
    },
    Table {
        name: "held",
        key: &[Key::Number, Key::Text, Key::Number],
        sql: "select h.portfolio_id, h.kind, h.id, p.name as queue, h.since, h.until from portfolio_history h
            join portfolios p on p.account_id = h.account_id and p.id = h.portfolio_id
            where h.account_id = $1 and h.holder_person_id = $2 and (h.portfolio_id, h.kind, h.id) > ($3, $4, $5)
            order by h.portfolio_id, h.kind, h.id limit $6",
    },
    Table {
        name: "comments",
        key: NUMBER,
        sql: "select id, kind, record_id, comment, at, changed_at from record_comments
            where account_id = $1 and author_person_id = $2 and id > $3 order by id limit $4",
    },
    Table {
        name: "notes",
        key: NUMBER,
        sql: "select id, kind, record_id, note, at, done_at from record_notes
            where account_id = $1 and author_person_id = $2 and id > $3 order by id limit $4",
    },
    Table {
        name: "work-notes",
        key: NUMBER,
        sql: "select id, person_id, note, at, until from leaving_notes
            where account_id = $1 and (person_id = $2 or author_person_id = $2) and id > $3 order by id limit $4",
    },
    Table {
        name: "deals",
        key: NUMBER,
        sql: concat!(
            "select r.id, r.title, s.name as stage, r.open, r.amount, r.currency, r.note, r.closes_on, r.created_at,
                r.updated_at, r.closed_at, r.created_by, r.closed_holder_person_id
            from deals r join stages s on s.account_id = r.account_id and s.id = r.stage_id
            where r.account_id = $1 and r.id > $3 and (r.created_by = $2 or r.closed_holder_person_id = $2 or ",
            held!("'deal'", "r.created_at"),
            ") order by r.id limit $4"
        ),
    },
    Table {
        name: "contacts",
        key: NUMBER,
        sql: concat!(
            "select r.id, r.name, r.phones, r.emails, r.position, r.note, r.company_id, r.created_at, r.updated_at,
                r.created_by from contacts r where r.account_id = $1 and r.id > $3 and (r.created_by = $2 or ",
            held!("'contact'", "r.created_at"),
            ") order by r.id limit $4"
        ),
    },
    Table {
        name: "companies",
        key: NUMBER,
        sql: concat!(
            "select r.id, r.name, r.phones, r.emails, r.site, r.note, r.created_at, r.updated_at, r.created_by
            from companies r where r.account_id = $1 and r.id > $3 and (r.created_by = $2 or ",
            held!("'company'", "r.created_at"),
            ") order by r.id limit $4"
        ),
    },
    Table {
        name: "tasks",
        key: NUMBER,
        sql: concat!(
            "select r.id, r.title, r.note, r.due_at, r.open, r.result, r.done_at, r.created_at, r.updated_at, r.created_by
            from tasks r where r.account_id = $1 and r.id > $3
            and (r.created_by = $2 or r.closed_holder_person_id = $2 or ",
            held!("'task'", "r.created_at"),
            ") order by r.id limit $4"
        ),
    },
    Table {
        name: "deleted",
        key: NUMBER,
        sql: concat!(
            "select r.id, r.kind, r.title, r.data, r.deleted_at, r.deleted_by from bin r
            where r.account_id = $1 and r.id > $3 and (r.deleted_by = $2 or exists (
                select 1 from portfolio_history h where h.account_id = $1 and h.portfolio_id = r.portfolio_id and h.kind = 'bin'
                and h.holder_person_id = $2 and (h.until is null or h.until > r.deleted_at))
            or ",
            held!("r.kind", "(select coalesce(min(e.at), r.deleted_at) from events e where e.account_id = $1
                and e.subject_kind = r.kind and e.subject_id = r.id)", "r.deleted_at"),
            ") order by r.id limit $4"
        ),
    },
    Table {
        name: "forms",
        key: NUMBER,
        sql: concat!(
            "select r.id, r.name, r.lang as language, r.pipeline_id, r.stage_id, r.thanks, r.next_url, r.is_on, r.created_by,
                r.created_at, r.updated_at from forms r where r.account_id = $1 and r.id > $3 and (r.created_by = $2 or ",
            held!("'source'", "r.created_at"),
            ") order by r.id limit $4"
        ),
    },
    Table {
        name: "form-entries",
        key: NUMBER,
        sql: concat!(
            "select e.id, r.name as form, e.received_at, e.said, e.contact_id, e.deal_id from form_entries e
            join forms r on r.account_id = e.account_id and r.id = e.form_id
            where e.account_id = $1 and e.id > $3 and ",
            held!("'source'", "e.received_at"),
            " order by e.id limit $4"
        ),
    },
    Table {
        name: "triggers",
        key: NUMBER,
        sql: concat!(
            "select r.id, r.name, r.pipeline_id, r.stage_id, r.does, r.title, r.days, r.is_on, r.created_by, r.created_at,
                r.updated_at from triggers r where r.account_id = $1 and r.id > $3 and (r.created_by = $2 or ",
            held!("'trigger'", "r.created_at"),
            ") order by r.id limit $4"
        ),
    },
];
