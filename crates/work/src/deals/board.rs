//! The board: the deals of a pipeline stage by stage, as far as the reader sees them, changed last first.
//!
//! A column shows a page of cards and says how many deals are at its stage and what they add up to. Without words and
//! days these figures come from the roll-up and are exact; otherwise they are counted, up to where lists stop, too.

use base::authz::Deed;
use base::portfolios::store::page::{COUNT_CAP, MOST_MERGED};
use base::portfolios::{self, Filters, Sight, Total, Within, sight};
use base::{Ctx, Error, Kind, Result, Tx};
use store::Row;

use super::list::{AskedDeals, Brief, DealQuery, brief};
use super::{ROOM, store as sql};
use crate::pipelines::{self, Outcome, Pipeline, Pipelines, Stage};
use crate::records::{Count, ListQuery, Slice, scope_of, slice, slices};

/// So many cards stand in a column at once.
pub const CARDS: &str = "25";
/// So few deals at a stage are looked up and sorted, where the reader sees more portfolios than are merged.
const FEW: i64 = 200;

/// A pipeline as the reader sees it.
#[derive(Clone, Debug)]
pub struct Board {
    pub pipelines: Pipelines,
    pub pipeline: Pipeline,
    pub columns: Vec<Column>,
}

/// One stage with its newest cards.
#[derive(Clone, Debug)]
pub struct Column {
    pub stage: Stage,
    pub count: Count,
    /// By currency; nothing where they are not known.
    pub sums: Vec<Total>,
    pub cards: Slice<Tile>,
}

/// A card on the board.
#[derive(Clone, Debug)]
pub struct Tile {
    pub deal: Brief,
    pub version: i64,
    /// The first contact, where no company is named.
    pub contact: Option<String>,
    pub may_move: bool,
    portfolio: i64,
}

impl DealQuery {
    /// What the board is asked: in its own order; a place in a column only where one column is asked for.
    pub fn on_board(&self) -> Result<AskedDeals> {
        let cursor =
            self.list.cursor.clone().filter(|_| self.stage_id.as_deref().is_some_and(|id| !id.is_empty()));
        let (sort, limit) = (Some("-updated_at".to_owned()), Some(CARDS.to_owned()));
        let list = ListQuery { sort, limit, cursor, ..self.list.clone() };
        DealQuery { list, ..self.clone() }.read()
    }
}

/// The board that an address asks for: of its pipeline, of its stage's, or of the first.
///
/// # Errors
/// 404 where that isn't there.
pub async fn board(ctx: &Ctx, query: &DealQuery) -> Result<Board> {
    let asked = query.on_board()?;
    ctx.read(move |tx| {
        let pipelines = pipelines::read(tx)?;
        let pipeline = chosen(&pipelines, &asked).ok_or(Error::NotFound)?.clone();
        let stages: Vec<&Stage> = pipeline.stages.iter().filter(|stage| is_asked(&asked, stage)).collect();
        let ids: Vec<i64> = stages.iter().map(|stage| stage.id).collect();
        let seen = scope_of(tx, Kind::Deal, &asked.asked)?;
        let edits = sight(tx, Kind::Deal, Deed::Edit)?;
        let mut rolled = sql::board::rolled(tx, &seen, &ids)?;
        let parts: Vec<Part<'_>> = stages
            .into_iter()
            .map(|stage| {
                let rolled = rolled.remove(&stage.id).unwrap_or_default();
                let filters = filters_of(tx.account(), &seen, &asked, (stage.id, number(&rolled)));
                Part { stage, rolled, filters }
            })
            .collect();
        let cards = cards(tx, (&seen, &edits), &asked, &parts)?;
        let mut columns = Vec::with_capacity(parts.len());
        for (part, cards) in parts.into_iter().zip(cards) {
            columns.push(column(tx, &seen, &asked, part, cards)?);
        }
        name_contacts(tx, &mut columns)?;
        Ok(Board { pipelines, pipeline, columns })
    })
    .await
}

fn chosen<'p>(pipelines: &'p Pipelines, asked: &AskedDeals) -> Option<&'p Pipeline> {
    match (asked.pipeline, asked.stage) {
        (Some(id), _) => pipelines.get(id),
        (None, Some(stage)) => pipelines.get(pipelines.stage(stage)?.pipeline_id),
        (None, None) => pipelines.0.first(),
    }
}

fn is_asked(asked: &AskedDeals, stage: &Stage) -> bool {
    asked.stage.is_none_or(|id| stage.id == id)
        && asked.open.is_none_or(|open| (stage.outcome == Outcome::Open) == open)
}

/// What is asked for a column.
struct Part<'b> {
    stage: &'b Stage,
    /// What the roll-up knows of the stage.
    rolled: Vec<Total>,
    filters: Filters,
}

impl Part<'_> {
    fn is_empty(&self) -> bool {
        number(&self.rolled) == 0
    }
}

/// `n`: how many deals the roll-up knows of at the stage.
fn filters_of(account: i64, seen: &Sight, asked: &AskedDeals, (stage, n): (i64, i64)) -> Filters {
    let mut filters = Filters::default();
    match &seen.within {
        Within::Set(ids) if n <= FEW && ids.len() > MOST_MERGED => {
            sql::at_few(&mut filters, account, Some(ids), &[stage]);
        }
        _ => sql::board::at(&mut filters, stage),
    }
    seen.narrow(&mut filters, "stage_id");
    if let Some(day) = &asked.closes_by {
        sql::closing(&mut filters, day);
    }
    filters.words(&asked.asked.q);
    filters
}

/// The cards of each part: those of all by one statement, unless there are words to look for.
fn cards<S>(
    tx: &mut Tx<'_, S>,
    (seen, edits): (&Sight, &Sight),
    asked: &AskedDeals,
    parts: &[Part<'_>],
) -> Result<Vec<Slice<Tile>>> {
    let columns = format!("{}, {}", sql::BRIEF, sql::board::BESIDE);
    let held: Vec<&Filters> =
        parts.iter().filter(|part| !part.is_empty()).map(|part| &part.filters).collect();
    let found = if held.iter().all(|filters| filters.wanted().is_empty()) {
        slices(tx, &ROOM, &seen.within, &asked.asked, (&columns, sql::NAMES, &held), tile)?
    } else {
        let one = |filters: &&Filters| {
            slice(tx, &ROOM, &seen.within, &asked.asked, (&columns, sql::NAMES, filters), tile)
        };
        held.iter().map(one).collect::<Result<_>>()?
    };
    let mut found = found.into_iter();
    let all = parts.iter().map(|part| if part.is_empty() { None } else { found.next() });
    let moves = !tx.actor().rests;
    let mut all: Vec<Slice<Tile>> = all.map(|cards| cards.unwrap_or_else(Slice::empty)).collect();
    for tile in all.iter_mut().flat_map(|cards| &mut cards.items) {
        tile.may_move = moves && edits.covers(tile.portfolio, tile.deal.stage_id);
    }
    Ok(all)
}

fn column<S>(
    tx: &mut Tx<'_, S>,
    seen: &Sight,
    asked: &AskedDeals,
    part: Part<'_>,
    cards: Slice<Tile>,
) -> Result<Column> {
    let exactly = |totals: Vec<Total>| (Count(portfolios::Count { n: number(&totals), more: false }), totals);
    let empty = part.is_empty();
    let Part { stage, rolled, filters } = part;
    let (count, sums) = if empty {
        exactly(Vec::new())
    } else if !filters.wanted().is_empty() {
        found(tx, seen, &cards, &filters)?
    } else if asked.closes_by.is_some() {
        capped(portfolios::totals(tx, &seen.within, ROOM.table, &filters)?)
    } else {
        exactly(rolled)
    };
    Ok(Column { stage: stage.clone(), count, sums, cards })
}

/// What words found: counted on the way; it adds up to what is shown, where that is all.
fn found<S>(
    tx: &mut Tx<'_, S>,
    seen: &Sight,
    cards: &Slice<Tile>,
    filters: &Filters,
) -> Result<(Count, Vec<Total>)> {
    let count = cards.count(tx, &seen.within, (Kind::Deal, ROOM.table), filters)?;
    let mut sums: Vec<Total> = Vec::new();
    if cards.newer.is_none() && cards.older.is_none() {
        for Tile { deal, .. } in &cards.items {
            match sums.iter_mut().find(|total| total.currency == deal.currency) {
                Some(total) => (total.n, total.sum) = (total.n + 1, total.sum + deal.amount),
                None => sums.push(Total { currency: deal.currency.clone(), n: 1, sum: deal.amount }),
            }
        }
    }
    Ok((count, sums))
}

/// Beyond the cap it is not known what they add up to.
fn capped(totals: Vec<Total>) -> (Count, Vec<Total>) {
    let count = portfolios::Count::capped(number(&totals), COUNT_CAP);
    (Count(count), if count.more { Vec::new() } else { totals })
}

fn number(totals: &[Total]) -> i64 {
    totals.iter().map(|total| total.n).sum()
}

fn tile(row: &Row) -> Result<Tile> {
    Ok(Tile {
        deal: brief(row)?,
        portfolio: row.at(17)?,
        version: row.at(18)?,
        contact: None,
        may_move: false,
    })
}

fn name_contacts<S>(tx: &mut Tx<'_, S>, columns: &mut [Column]) -> Result<()> {
    let mut nameless: Vec<&mut Tile> = columns
        .iter_mut()
        .flat_map(|column| &mut column.cards.items)
        .filter(|tile| tile.deal.company.is_none())
        .collect();
    let ids: Vec<i64> = nameless.iter().map(|tile| tile.deal.id).collect();
    let mut names = sql::board::first_contacts(tx, &ids)?;
    for tile in &mut nameless {
        tile.contact = names.remove(&tile.deal.id);
    }
    Ok(())
}
