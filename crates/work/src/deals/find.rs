//! What deals can name: companies and contacts as lines.

use base::authz::Deed;
use base::portfolios::{self, Filters, ListPage, Sort};
use base::{Ctx, Kind, Result, Tx, Writing};
use serde::Serialize;

use super::store;

/// A company or contact as whoever sees the deal sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Line {
    pub id: i64,
    #[serde(skip)]
    pub portfolio_id: i64,
    pub name: String,
    pub phones: Vec<String>,
    pub emails: Vec<String>,
}

/// The most that are offered to choose from.
pub const OFFERED: i64 = 10;

/// Visible companies or contacts that match all words, newest first.
pub async fn find(ctx: &Ctx, kind: Kind, q: &str) -> Result<Vec<Line>> {
    let mut filters = Filters::default();
    filters.words(q);
    if filters.is_empty() {
        return Ok(Vec::new());
    }
    ctx.read(move |tx| {
        let within = portfolios::within(tx, kind, Deed::See)?;
        let list = ListPage {
            kind,
            table: store::table(kind),
            columns: store::LINE,
            joins: "",
            filters: &filters,
            sort: Sort { column: "id", descending: true },
            after: None,
            limit: OFFERED,
        };
        portfolios::page(tx, &within, &list)?.iter().map(store::line).collect()
    })
    .await
}

/// Lines by id for a form; those the reader may not see are left out.
pub async fn visible(ctx: &Ctx, kind: Kind, ids: Vec<i64>) -> Result<Vec<Line>> {
    ctx.read(move |tx| {
        let within = portfolios::within(tx, kind, Deed::See)?;
        Ok(store::lines(tx, kind, &ids)?
            .into_iter()
            .filter(|line| within.covers(line.portfolio_id))
            .collect())
    })
    .await
}

/// Before a contact goes: no deal names it any more.
pub fn forget_contact(tx: &mut Tx<'_, Writing>, contact: i64) -> Result<()> {
    store::forget_contact(tx, contact)
}

/// Before a company goes: no deal names it any more.
pub fn forget_company(tx: &mut Tx<'_, Writing>, company: i64) -> Result<()> {
    store::forget_company(tx, company)
}
