//! The SQL of first steps.

use ::store::params;
use base::{Result, Tx};

use super::Done;

pub(super) fn done<S>(tx: &mut Tx<'_, S>) -> Result<Done> {
    let sql = "select
        (select count(*) from (select id from people where account_id = $1 and category not in ('technical', 'integrator') limit 2) p) > 1
            as people,
        exists (select 1 from departments where account_id = $1) as departments,
        exists (select 1 from events where account_id = $1 and subject_kind = 'pipeline' and actor_person_id is not null)
            as pipelines,
        exists (select 1 from deals where account_id = $1) or exists (select 1 from contacts where account_id = $1)
            or exists (select 1 from companies where account_id = $1) as records,
        exists (select 1 from handovers where account_id = $1) as handover";
    let row = tx.query_one(sql, params![tx.account()])?;
    Ok(Done {
        people: row.get("people")?,
        departments: row.get("departments")?,
        pipelines: row.get("pipelines")?,
        records: row.get("records")?,
        handover: row.get("handover")?,
    })
}
