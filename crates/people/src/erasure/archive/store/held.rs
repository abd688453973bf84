//! Whether somebody held a record at any time, as `base::portfolios::holders` tells it: the record's own moves between
//! portfolios, laid over the history of each. What lies now where somebody's work once lay was not theirs by that.

/// A condition on the record `r` (its `id` and `portfolio_id`): the person `$2` held it. `$kind`: of the work; `$since`: when
/// it came to be; `$until`: when it ceased to be of that kind, where it did.
macro_rules! held {
    ($kind:literal, $since:literal) => {
        held!($kind, $since, "9223372036854775807")
    };
    ($kind:literal, $since:literal, $until:literal) => {
        concat!(
            // Where it lies since its last move.
            "(exists (select 1 from portfolio_history h where h.account_id = $1 and h.portfolio_id = r.portfolio_id
                and h.kind = ", $kind, " and h.holder_person_id = $2 and h.since < ", $until, "
                and (h.until is null or (h.until > h.since and h.until > ", $since, "
                    and h.until > coalesce((select max(m.at) from record_moves m where m.account_id = $1
                        and m.kind = ", $kind, " and m.record_id = r.id), 0))))
            or exists (select 1 from record_moves m join portfolio_history h on h.account_id = m.account_id
                and h.portfolio_id = m.from_portfolio_id and h.kind = m.kind
                where m.account_id = $1 and m.kind = ", $kind, " and m.record_id = r.id and h.holder_person_id = $2
                and m.at > ", $since, " and h.since < m.at
                and (h.until is null or (h.until > h.since and h.until > ", $since, "
                    and h.until > coalesce((select max(n.at) from record_moves n where n.account_id = $1
                        and n.kind = m.kind and n.record_id = m.record_id and n.id < m.id), 0)))))"
        )
    };
}

pub(super) use held;
