//! How somebody gets in, what was asked and decided about them, when they are away, and what they wrote about people.

use base::web::parcel::{Key, Table};

const NUMBER: &[Key] = &[Key::Number];

pub const TABLES: &[Table] = &[
    Table {
        name: "sign-ins",
        key: NUMBER,
        sql: "select id, agent, created_at, expires_at, ended_at, ended_why from sessions
            where account_id = $1 and person_id = $2 and id > $3 order by id limit $4",
    },
    Table {
        name: "tokens",
        key: NUMBER,
        sql: "select id, person_id, name, created_by, created_at, ended_at, ended_why from api_tokens
            where account_id = $1 and (person_id = $2 or created_by = $2) and id > $3 order by id limit $4",
    },
    Table {
        name: "links",
        key: NUMBER,
        sql: "select id, created_by, created_at, expires_at, ended_at, ended_why from links
            where account_id = $1 and person_id = $2 and id > $3 order by id limit $4",
    },
    Table {
        name: "passkeys",
        key: NUMBER,
        sql: "select k.id, k.name, k.created_at, k.stopped_at from passkeys k join people p on p.identity_id = k.identity_id
            where p.account_id = $1 and p.id = $2 and k.id > $3 order by k.id limit $4",
    },
    Table {
        name: "open-links",
        key: NUMBER,
        sql: "select id, role_id, department_id, approval, most, used, created_by, created_at, expires_at, ended_at from open_links
            where account_id = $1 and created_by = $2 and id > $3 order by id limit $4",
    },
    Table {
        name: "answers-for",
        key: NUMBER,
        sql: "select id, category, valid_until from people
            where account_id = $1 and answerable_person_id = $2 and id > $3 order by id limit $4",
    },
    Table {
        name: "requests",
        key: NUMBER,
        sql: "select id, what, page, text, state, asked_at, word, ended_at from asks
            where account_id = $1 and person_id = $2 and id > $3 order by id limit $4",
    },
    Table {
        name: "reviews",
        key: NUMBER,
        sql: "select review_id as id, verdict, decided_at, word, facts from review_lines
            where account_id = $1 and person_id = $2 and review_id > $3 order by review_id limit $4",
    },
    Table {
        name: "reviews-exempt",
        key: NUMBER,
        sql: "select person_id as id, why, added_at, added_by_person_id from review_exempt
            where account_id = $1 and person_id = $2 and person_id > $3 order by person_id limit $4",
    },
    Table {
        name: "review-answers",
        key: &[Key::Number, Key::Number],
        sql: "select review_id, person_id, case when asked_person_id = $2 then answer end as answer,
                case when asked_person_id = $2 then answered_at end as answered_at,
                case when decided_by_person_id = $2 then verdict end as verdict,
                case when decided_by_person_id = $2 then word end as word,
                case when decided_by_person_id = $2 then decided_at end as decided_at
            from review_lines where account_id = $1 and (asked_person_id = $2 or decided_by_person_id = $2)
            and (review_id, person_id) > ($3, $4) order by review_id, person_id limit $5",
    },
    Table {
        name: "letters",
        key: NUMBER,
        sql: "select id, purpose, address, state, created_at, tried_at, ended_at from letters
            where account_id = $1 and person_id = $2 and id > $3 order by id limit $4",
    },
    Table {
        name: "lists",
        key: &[Key::Text],
        sql: "select kind, columns from list_columns where account_id = $1 and person_id = $2 and kind > $3 order by kind limit $4",
    },
    Table {
        name: "absences",
        key: NUMBER,
        sql: "select id, first_day, last_day, reason, word, stated_at, stated_by_person_id from absences
            where account_id = $1 and person_id = $2 and id > $3 order by id limit $4",
    },
    Table {
        name: "refused",
        key: NUMBER,
        sql: "select id, at, act from denials
            where account_id = $1 and actor_person_id = $2 and id > $3 order by id limit $4",
    },
    Table {
        name: "closings",
        key: NUMBER,
        sql: "select asked_at, reason from closings
            where account_id = $1 and asked_by_person_id = $2 and asked_at > $3 order by asked_at limit $4",
    },
    Table {
        name: "seat-requests",
        key: NUMBER,
        sql: "select id, seats, reason, state, asked_at, granted, word, ended_at from seat_requests
            where account_id = $1 and asked_by_person_id = $2 and id > $3 order by id limit $4",
    },
    Table {
        name: "partner-searches",
        key: NUMBER,
        sql: "select id, region, text, state, asked_at, ended_at from partner_searches
            where account_id = $1 and asked_by_person_id = $2 and id > $3 order by id limit $4",
    },
    Table {
        name: "customer-answers",
        key: NUMBER,
        sql: "select id, seats, state, granted, word, ended_at from partner_requests
            where account_id = $1 and answered_by_person_id = $2 and id > $3 order by id limit $4",
    },
    Table {
        name: "search-answers",
        key: NUMBER,
        sql: "select id, region, state, word, ended_at from partner_leads
            where account_id = $1 and answered_by_person_id = $2 and id > $3 order by id limit $4",
    },
    Table {
        name: "journal",
        key: NUMBER,
        sql: "select e.seq, e.at, e.kind, e.subject_kind, e.subject_id, e.actor, e.actor_person_id, e.acting_for, d.data
            from events e left join event_data d on d.account_id = e.account_id and d.seq = e.seq
            where e.account_id = $1 and e.seq > $3 and (e.actor_person_id = $2 or e.acting_for = $2
                or (e.subject_kind = 'person' and e.subject_id = $2)) order by e.seq limit $4",
    },
];
