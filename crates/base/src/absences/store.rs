//! The SQL of who is away.

use std::collections::HashMap;

use ::store::params;

use crate::{Result, Tx};

/// One reason to say so: a stated absence, or a cover.
pub(super) struct Found {
    pub person: i64,
    pub last_day: Option<String>,
    pub until: Option<i64>,
    pub stand_in: Option<String>,
}

/// Of whoever is here: absences on the day, and covers at the moment by somebody who can work.
pub(super) fn away<S>(tx: &mut Tx<'_, S>, day: &str, moment: i64) -> Result<Vec<Found>> {
    let sql = "select a.person_id, a.last_day, cast(null as bigint) as until_at, cast(null as text) as stand_in
        from absences a join people p on p.account_id = a.account_id and p.id = a.person_id
        where a.account_id = $1 and a.last_day >= $2 and a.first_day <= $2 and p.status in ('active', 'blocked')
        union all
        select c.person_id, cast(null as text), c.until_at, s.name from covers c
        join people p on p.account_id = c.account_id and p.id = c.person_id
        join people s on s.account_id = c.account_id and s.id = c.stand_in_person_id
        where c.account_id = $1 and c.until_at > $3 and c.from_at <= $3 and c.ended_at is null
            and p.status in ('active', 'blocked') and s.status = 'active'";
    tx.query(sql, params![tx.account(), day, moment])?
        .iter()
        .map(|row| {
            Ok(Found { person: row.at(0)?, last_day: row.at(1)?, until: row.at(2)?, stand_in: row.at(3)? })
        })
        .collect()
}

/// Of whoever is here: the next days that begin after this one.
pub(super) fn ahead<S>(tx: &mut Tx<'_, S>, today: &str) -> Result<HashMap<i64, (String, String)>> {
    let sql = "select a.person_id, a.first_day, a.last_day from absences a
        join people p on p.account_id = a.account_id and p.id = a.person_id
        where a.account_id = $1 and a.first_day > $2 and p.status in ('active', 'blocked')
            and not exists (select 1 from absences b where b.account_id = a.account_id and b.person_id = a.person_id
                and b.first_day > $2 and b.first_day < a.first_day)";
    let rows = tx.query(sql, params![tx.account(), today])?;
    rows.iter().map(|row| Ok((row.at(0)?, (row.at(1)?, row.at(2)?)))).collect()
}
