//! The SQL of counting what waits for an answer.

use ::store::params;

use crate::Result;

/// `answers`: whether the person manages people; `all`: also administrators.
pub(super) fn waiting(
    tx: &mut ::store::Tx<'_>,
    account: i64,
    me: i64,
    (answers, all): (bool, bool),
) -> Result<i64> {
    let sql = "select (select count(*) from asks a
            join people p on p.account_id = a.account_id and p.id = a.person_id
            where a.account_id = $1 and a.state = 'waiting' and a.person_id <> $2 and cast($3 as bigint) = 1
                and (p.category <> 'administrator' or cast($4 as bigint) = 1))
        + (select count(*) from open_joins where account_id = $1 and cast($3 as bigint) = 1)
        + (select count(*) from review_lines l
            join reviews r on r.account_id = l.account_id and r.id = l.review_id
            join people p on p.account_id = l.account_id and p.id = l.person_id
            left join review_exempt x on x.account_id = l.account_id and x.person_id = l.person_id
            where l.account_id = $1 and l.asked_person_id = $2 and l.verdict = 'ask' and l.answer is null
                and r.ended_at is null and p.status in ('active', 'pending') and x.person_id is null)";
    let values = params![account, me, i64::from(answers), i64::from(all)];
    Ok(tx.query_one(sql, values)?.at(0)?)
}
