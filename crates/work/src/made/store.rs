//! The SQL of what somebody did and built.

use ::store::params;
use base::{Event, Reading, Result, Tx};

use super::{Did, Stands};

type Span = Option<(i64, i64)>;

/// How often they did what, and the first and last of it.
pub(super) fn did(tx: &mut Tx<'_, Reading>, person: i64) -> Result<(Vec<Did>, Span)> {
    let sql = "select kind, subject_kind, count(*), min(at), max(at) from events
        where account_id = $1 and actor_person_id = $2 group by kind, subject_kind order by count(*) desc, kind";
    let (mut did, mut span) = (Vec::new(), Span::None);
    for row in tx.query(sql, params![tx.account(), person])? {
        let (first, last): (i64, i64) = (row.at(3)?, row.at(4)?);
        span = Some(span.map_or((first, last), |(from, to)| (from.min(first), to.max(last))));
        did.push(Did { kind: row.at(0)?, subject: row.at(1)?, count: row.at(2)? });
    }
    Ok((did, span))
}

/// What became of what the event says was built.
pub(super) fn stands(tx: &mut Tx<'_, Reading>, event: &Event) -> Result<Stands> {
    let (sql, id) = match event {
        Event::FormAdded { form, .. } => (
            "select h.holder_person_id from forms r join portfolio_holders h on h.account_id = r.account_id
            and h.portfolio_id = r.portfolio_id and h.kind = 'source' where r.account_id = $1 and r.id = $2",
            *form,
        ),
        Event::TriggerAdded { trigger, .. } => (
            "select h.holder_person_id from triggers r join portfolio_holders h on h.account_id = r.account_id
            and h.portfolio_id = r.portfolio_id and h.kind = 'trigger' where r.account_id = $1 and r.id = $2",
            *trigger,
        ),
        Event::QueueAdded { queue, .. } => (
            "select min(h.holder_person_id) from portfolio_holders h where h.account_id = $1 and h.portfolio_id = $2",
            *queue,
        ),
        Event::DepartmentAdded { department, .. } => {
            ("select 0 from departments where account_id = $1 and id = $2", *department)
        }
        Event::RoleAdded { role, .. } => ("select 0 from roles where account_id = $1 and id = $2", *role),
        Event::PipelineAdded { pipeline, .. } => {
            ("select 0 from pipelines where account_id = $1 and id = $2", *pipeline)
        }
        Event::ProductAdded { product, .. } => {
            ("select 0 from products where account_id = $1 and id = $2", *product)
        }
        Event::TokenMade { token, .. } => {
            ("select 0 from api_tokens where account_id = $1 and id = $2 and ended_at is null", *token)
        }
        _ => return Ok(Stands::Company),
    };
    let found: Option<Option<i64>> =
        tx.query_opt(sql, params![tx.account(), id])?.map(|row| row.at(0)).transpose()?;
    Ok(match found.flatten() {
        None => Stands::Gone,
        Some(0) => Stands::Company,
        Some(holder) => Stands::With(holder),
    })
}
