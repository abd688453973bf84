//! Matching and moving single records for splits, the same for every kind: a room says how its table tells records
//! apart, and gets the functions it declares to hand-overs.

use base::Kind;
use base::portfolios::sharing::Facet;

pub use super::store::sharing::{find, relabel, sum, tell};

/// How a table `r` tells its records apart; what it has no column for is a constant of its kind.
#[derive(Clone, Copy, Debug)]
pub struct Shared {
    pub kind: Kind,
    pub table: &'static str,
    pub title: &'static str,
    /// Where a record counts in the roll-up: bucket, open, currency, sum.
    pub bucket: &'static str,
    pub open: &'static str,
    pub currency: &'static str,
    pub amount: &'static str,
    pub facets: &'static [Facet],
}

impl Shared {
    /// A table whose records are only counted.
    pub const fn plain(kind: Kind, table: &'static str, title: &'static str) -> Shared {
        Shared {
            kind,
            table,
            title,
            bucket: "cast(0 as bigint)",
            open: "cast(1 as bigint)",
            currency: "cast('' as text)",
            amount: "cast(0 as bigint)",
            facets: &[],
        }
    }
}

/// What a room declares: `sharing!(SHARED)`, or with choices for its facets `sharing!(SHARED, choices)`.
macro_rules! sharing {
    ($shared:path) => {
        $crate::records::sharing::sharing!($shared, |_| Ok(Vec::new()))
    };
    ($shared:path, $choices:expr) => {
        base::portfolios::sharing::Sharing {
            facets: $shared.facets,
            choices: $choices,
            find: |tx, among, test| $crate::records::sharing::find(tx, &$shared, among, test),
            sum: |tx, deal, test| $crate::records::sharing::sum(tx, &$shared, deal, test),
            relabel: |tx, ids, from, to| $crate::records::sharing::relabel(tx, &$shared, ids, from, to),
            tell: |tx, portfolio, after, limit| {
                $crate::records::sharing::tell(tx, &$shared, portfolio, after, limit)
            },
        }
    };
}

pub(crate) use sharing;
