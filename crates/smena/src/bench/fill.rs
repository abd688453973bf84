//! An account in which one person holds very many deals.
//!
//! People and roles come in through the use cases. The deals are a bulk load: many rows to a statement, several
//! statements to a transaction, the roll-ups once at the end together with one event.

use std::collections::BTreeMap;
use std::sync::Arc;

use ::people::accounts::{self, NewAccount};
use ::people::people::{self, Wanted};
use ::store::Lane;
use base::authz::{Actor, Do};
use base::kind::Category;
use base::tx::Tally;
use base::{Account, App, Ctx, Error, Event, Kind, Result, credentials, org};
use kit::lang::Lang;
use work::pipelines::{self, Outcome, Stage};

use super::store;
use crate::nodes;

/// Rows of one statement, and of one transaction.
pub(super) const PER_STATEMENT: usize = 1_000;
pub(super) const PER_TRANSACTION: usize = 50_000;

/// The account and who is in it.
#[derive(Clone, Debug)]
pub struct Filled {
    pub account: Account,
    pub administrator: i64,
    /// Holds all the deals.
    pub leaver: i64,
    pub successor: i64,
    /// An API token of the administrator.
    pub token: String,
    pub records: usize,
}

/// A deal of the bulk load.
#[derive(Clone, Debug)]
pub struct Row {
    pub id: i64,
    pub title: String,
    pub stage: i64,
    pub open: bool,
    pub amount: i64,
    pub started_at: i64,
    pub closed_at: Option<i64>,
}

/// What all rows of the load have in common.
#[derive(Clone, Debug)]
pub struct Common {
    pub account: i64,
    pub portfolio: i64,
    pub pipeline: i64,
    pub holder: i64,
    pub currency: String,
    pub now: i64,
}

/// Makes a new account with `records` deals of one person.
pub async fn fill(app: &App, records: usize) -> Result<Filled> {
    let ctx = found(app, records).await?;
    let administrator = ctx.person_id().ok_or(Error::NotFound)?;
    let leaver = add(&ctx, "Lena Vance").await?;
    let successor = add(&ctx, "Sam Okafor").await?;
    load(&ctx, leaver, records).await?;
    app.db.analyze().await?;
    app.db.checkpoint().await?;
    let token = give_token(&ctx, administrator).await?;
    Ok(Filled { account: (*ctx.account).clone(), administrator, leaver, successor, token, records })
}

/// The account, with its administrator at work.
pub(super) async fn found(app: &App, records: usize) -> Result<Ctx> {
    let asked = NewAccount {
        name: format!("Bench {records}"),
        admin_name: "Bench Administrator".into(),
        // An e-mail signs in once in an installation, and there may be several benches in one.
        admin_email: format!("bench-{}@example.com", app.new_id()?),
        admin_password: kit::secret::generate(),
        lang: Lang::En,
        zone: "UTC".into(),
        currency: "USD".into(),
        ..NewAccount::default()
    };
    let made = accounts::create(app, asked).await?;
    let account = accounts::load(app, made.account_id).await?;
    let id = made.person_id;
    let person =
        app.operator(account.clone()).read(move |tx| org::find(tx, id)).await?.ok_or(Error::NotFound)?;
    Ok(app.ctx(account, Actor::person(id, person.category, person.rights)))
}

/// A new person who may hold work.
pub(super) async fn add(ctx: &Ctx, name: &str) -> Result<i64> {
    people::add_active(ctx, Wanted { name: name.into(), ..Wanted::default() }).await
}

/// A new API token of the person, as text.
pub async fn give_token(ctx: &Ctx, person: i64) -> Result<String> {
    ctx.write(move |mut tx| {
        let found = org::find_locked(&mut tx, person)?.ok_or(Error::NotFound)?;
        let own = tx.actor().person_id() == Some(person);
        let mut tx = tx.permit(Do::MakeToken { category: Category::Administrator, own })?;
        let (token, made) = credentials::make_token(&mut tx, &found, "bench")?;
        tx.commit(Event::TokenMade { person, token, name: "bench".into() }, made.text)
    })
    .await
}

/// So many deals of one person.
pub(super) async fn load(ctx: &Ctx, leaver: i64, records: usize) -> Result<()> {
    let found = ctx.read(move |tx| org::find(tx, leaver)).await?.ok_or(Error::NotFound)?;
    let pipelines = pipelines::all(ctx).await?;
    let pipeline = pipelines.0.first().ok_or(Error::NotFound)?;
    let common = Arc::new(Common {
        account: ctx.account.id,
        portfolio: found.portfolio_id.ok_or(Error::NotFound)?,
        pipeline: pipeline.id,
        holder: leaver,
        currency: ctx.account.currency.clone(),
        now: ctx.app.now(),
    });
    let mut cells = BTreeMap::new();
    let mut made = 0;
    while made < records {
        let count = PER_TRANSACTION.min(records - made);
        let rows = rows(&ctx.app, &common, &pipeline.stages, made..made + count)?;
        for row in &rows {
            let cell = cells.entry((row.stage, row.open)).or_insert((0, 0));
            *cell = (cell.0 + 1, cell.1 + row.amount);
        }
        insert(&ctx.app, &common, rows).await?;
        made += count;
        nodes::renew(&ctx.app).await.map_err(|error| Error::Broken(error.to_string()))?;
    }
    declare(ctx, &common, cells, records).await
}

async fn insert(app: &App, common: &Arc<Common>, rows: Vec<Row>) -> Result<()> {
    let (common, rows): (_, Arc<[Row]>) = (common.clone(), rows.into());
    let written = app.db.write(Lane::Jobs, move |tx| {
        for some in rows.chunks(PER_STATEMENT) {
            store::insert_deals(tx, &common, some)?;
        }
        Ok::<(), Error>(())
    });
    written.await?;
    app.db.checkpoint().await?;
    Ok(())
}

/// The roll-ups, and the one event that declares the load.
async fn declare(
    ctx: &Ctx,
    common: &Arc<Common>,
    cells: BTreeMap<(i64, bool), (i64, i64)>,
    records: usize,
) -> Result<()> {
    let common = common.clone();
    let created = i64::try_from(records).unwrap_or(i64::MAX);
    ctx.write(move |tx| {
        let mut tx = tx.permit(Do::Import)?;
        for ((stage, open), (count, sum)) in &cells {
            let (portfolio, currency) = (common.portfolio, common.currency.clone());
            let tally = Tally { portfolio, kind: Kind::Deal, bucket: *stage, open: *open, currency };
            tx.tally(tally, *count, *sum);
        }
        let (source, kind) = ("bench".to_owned(), Kind::Deal.code().to_owned());
        tx.commit(Event::Imported { source, kind, created, updated: 0, refused: 0 }, ())
    })
    .await
}

const WHAT: [&str; 8] = [
    "Office chairs",
    "Annual support",
    "Server rack",
    "Delivery",
    "Design",
    "Training",
    "Coffee",
    "Licences",
];
const WHO: [&str; 10] = [
    "Acme",
    "Borealis",
    "Cancity",
    "Dnipro Mills",
    "Elmwood",
    "Farlight",
    "Grand Prix",
    "Horizon",
    "Inity",
    "Jupiter",
];

fn rows(app: &App, common: &Common, stages: &[Stage], numbers: std::ops::Range<usize>) -> Result<Vec<Row>> {
    numbers.map(|number| Ok(row(app.new_id()?, number, common.now, stages))).collect()
}

/// The deal with this number: the same on every run, but for its id and the day.
fn row(id: i64, number: usize, now: i64, stages: &[Stage]) -> Row {
    const DAY: i64 = 86_400_000;
    let chance = scatter(number);
    let pick =
        |shift: u32, of: usize| usize::try_from((chance >> shift) % 1_000_003).unwrap_or(0) % of.max(1);
    let stage = stages.get(pick(3, stages.len()));
    let open = stage.is_none_or(|stage| stage.outcome == Outcome::Open);
    let started_at = now - DAY * i64::try_from(pick(7, 700) + 30).unwrap_or(30);
    let days = i64::try_from(pick(11, 29) + 1).unwrap_or(1);
    Row {
        id,
        title: format!("{} · {} {}", WHAT[pick(13, WHAT.len())], WHO[pick(17, WHO.len())], number + 1),
        stage: stage.map_or(0, |stage| stage.id),
        open,
        amount: i64::try_from((pick(19, 1_000) + 1) * (pick(23, 200) + 1) * 100).unwrap_or(0),
        started_at,
        closed_at: (!open).then_some(started_at + DAY * days),
    }
}

/// Scatters consecutive numbers over all values (the finisher of splitmix64).
pub(super) fn scatter(number: usize) -> u64 {
    let mut x = (number as u64).wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deals_are_spread_over_the_stages_and_closed_ones_have_their_day() {
        let stage = |id, outcome| Stage { id, pipeline_id: 1, name: String::new(), outcome };
        let stages = [stage(1, Outcome::Open), stage(2, Outcome::Won), stage(3, Outcome::Lost)];
        let rows: Vec<Row> = (0..3_000).map(|n| row(n as i64, n, 1_800_000_000_000, &stages)).collect();
        for stage in &stages {
            let there: Vec<&Row> = rows.iter().filter(|row| row.stage == stage.id).collect();
            assert!((800..1_200).contains(&there.len()), "{}", there.len());
            let open = stage.outcome == Outcome::Open;
            assert!(
                there.iter().all(|row| row.open == open && row.closed_at.is_none() == open && row.amount > 0)
            );
        }
    }
}
