//! The real data of step 1, brought in whole: 35 agents under 6 managers in 3 offices, 85 companies, 8,800 deals.
//!
//! The files lie outside of the repository, in `data/crm-sales` of the folder that SMENA_SHARED names, or of `../shared`
//! beside the repository. Without either the story can't be told, and says so.

use std::path::{Path, PathBuf};
use std::time::Instant;

use base::portfolios;
use base::portfolios::sharing::Where;
use base::{Ctx, Kind};
use people::handovers::planned::{self, Wish};
use people::handovers::splits::{self, AccessEnds, Begun, Split};
use people::handovers::{self, Plan, What};
use smena::imports::{self, Report};
use store::params;

use crate::on_both;

/// The folder of the data; `None`: it isn't here, and nobody said that it should be.
fn data() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let named = std::env::var_os("SMENA_SHARED").map(PathBuf::from);
    let folder = named.clone().unwrap_or_else(beside).join("data/crm-sales");
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(named.is_none(), "SMENA_SHARED is set, and {} is not there", folder.display());
    println!("not told: {} is not there; SMENA_SHARED names the folder of the shared data", folder.display());
    None
}

fn mapping() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample/crm-sales.toml")
}

fn counts(report: &Report, kind: &str) -> (i64, i64, i64, i64, usize) {
    let counts = &report.kinds[kind];
    (counts.read, counts.created, counts.updated, counts.unchanged, counts.refused.len())
}

async fn number(ctx: &Ctx, sql: &'static str) -> i64 {
    ctx.read(move |tx| Ok(tx.query_one(sql, params![tx.account()])?.at(0)?)).await.unwrap()
}

async fn person(ctx: &Ctx, name: &'static str) -> i64 {
    let sql = "select id from people where account_id = $1 and name = $2";
    ctx.read(move |tx| Ok(tx.query_one(sql, params![tx.account(), name])?.at(0)?)).await.unwrap()
}

/// Every deal with whoever holds it: equal before and after only if nothing moved.
async fn holders(ctx: &Ctx) -> Vec<(i64, i64, i64, i64, i64)> {
    let sql = "select d.id, d.portfolio_id, h.holder_person_id, d.updated_at, d.version from deals d
        join portfolio_holders h on h.account_id = $1 and h.portfolio_id = d.portfolio_id and h.kind = 'deal'
        where d.account_id = $1 order by d.id";
    ctx.read(move |tx| {
        let rows = tx.query(sql, params![tx.account()])?;
        rows.iter().map(|r| Ok((r.at(0)?, r.at(1)?, r.at(2)?, r.at(3)?, r.at(4)?))).collect()
    })
    .await
    .unwrap()
}

/// Every deal with whoever holds it, its time of change and its version, wherever it lies.
async fn holders_and_times(ctx: &Ctx) -> Vec<(i64, i64, i64, i64)> {
    holders(ctx).await.into_iter().map(|(id, _, holder, at, version)| (id, holder, at, version)).collect()
}

/// What all deals come to.
async fn sums(ctx: &Ctx) -> i64 {
    number(ctx, "select cast(sum(amount) as bigint) from deals where account_id = $1").await
}

async fn held(ctx: &Ctx, person: i64) -> (i64, i64) {
    let held = ctx.read(move |tx| portfolios::holdings(tx, person)).await.unwrap()[&Kind::Deal];
    (held.count, held.open)
}

on_both! {
    // A04, A06, A07, A08
    async fn the_sales_data_goes_in_whole_and_a_seller_goes_out_and_comes_back(t) {
        let Some(data) = data() else { return };
        let ctx = t.operator();
        let begun = Instant::now();
        let report = imports::run(&ctx, &mapping(), &data).await.unwrap();
        println!("{:?}: imported in {:?}", t.engine, begun.elapsed());

        assert_eq!(counts(&report, "department"), (9, 9, 0, 0, 0));
        assert_eq!(counts(&report, "person"), (41, 41, 0, 0, 0));
        assert_eq!(counts(&report, "product"), (7, 7, 0, 0, 0));
        assert_eq!(counts(&report, "company"), (85, 85, 0, 0, 0));
        assert!(!report.kinds.contains_key("contact"), "the mapping says nothing of contacts");
        assert_eq!(counts(&report, "deal"), (8_800, 8_800, 0, 0, 1_480));
        let first = &report.kinds["deal"].refused[0];
        assert_eq!((first.file.as_str(), first.row), ("sales_pipeline.csv", 3));
        assert_eq!(first.why, "There is no product “GTXPro”: the deal went in without a product.");

        let stage = |name: &'static str, what: &str| -> &'static str {
            format!("select cast(coalesce({what}, 0) as bigint) from deals d join stages s
                on s.account_id = d.account_id and s.id = d.stage_id
                where d.account_id = $1 and s.name = '{name}'").leak()
        };
        assert_eq!(number(&ctx, stage("Won", "count(*)")).await, 4_238);
        assert_eq!(number(&ctx, stage("Won", "sum(d.amount)")).await, 10_005_534 * 100);
        assert_eq!(number(&ctx, stage("Lost", "count(*)")).await, 2_473);
        assert_eq!(number(&ctx, stage("Engaging", "count(*)")).await, 1_589);
        assert_eq!(number(&ctx, stage("Prospecting", "count(*)")).await, 500);
        let of = |what: &str| -> &'static str {
            format!("select count(*) from deals where account_id = $1 and {what}").leak()
        };
        assert_eq!(number(&ctx, of("company_id is null")).await, 1_425);
        assert_eq!(number(&ctx, of("product_id is null")).await, 1_480);
        assert_eq!(number(&ctx, of("open = 1 and (closed_at is not null or amount <> 0)")).await, 0);
        assert_eq!(number(&ctx, of("open = 0 and (closed_at is null or closed_holder_person_id is null)")).await, 0);
        assert_eq!(number(&ctx, "select count(*) from companies where account_id = $1 and parent_id is not null").await, 15);

        let darcel = person(&ctx, "Darcel Schlecht").await;
        let anna = person(&ctx, "Anna Snelling").await;
        assert_eq!(held(&ctx, darcel).await, (747, 194));

        let before = holders(&ctx).await;
        let outcome = handovers::depart(&ctx, darcel, Plan::to(anna)).await.unwrap();
        let moved: Vec<_> = outcome.moved.iter().map(|moved| (moved.kind, moved.count, moved.to)).collect();
        assert_eq!(moved, [(Kind::Deal, 747, anna)]);
        assert_eq!(held(&ctx, darcel).await, (0, 0));
        assert_eq!(smena::verify::check(&t.app).await.unwrap(), Vec::<String>::new());
        handovers::undo(&ctx, outcome.fact.unwrap().0).await.unwrap();
        assert_eq!(held(&ctx, darcel).await, (747, 194));
        assert_eq!(holders(&ctx).await, before);

        let again = imports::run(&ctx, &mapping(), &data).await.unwrap();
        assert_eq!(counts(&again, "person"), (41, 0, 0, 41, 0));
        assert_eq!(counts(&again, "company"), (85, 0, 0, 85, 0));
        assert_eq!(counts(&again, "deal"), (8_800, 0, 0, 8_800, 1_480));
    }

    // On the real data: 194 open deals over his colleagues, 553 closed ones to his manager, and all of it back.
    async fn a_sellers_open_deals_go_evenly_to_his_team_and_the_rest_to_his_manager(t) {
        let Some(data) = data() else { return };
        let ctx = t.operator();
        imports::run(&ctx, &mapping(), &data).await.unwrap();
        let darcel = person(&ctx, "Darcel Schlecht").await;
        let melvin = person(&ctx, "Melvin Marxen").await;
        let team = "select distinct o.person_id from department_members m join department_members o
            on o.account_id = m.account_id and o.department_id = m.department_id
            join people p on p.account_id = o.account_id and p.id = o.person_id and p.status = 'active'
            where m.account_id = $1 and m.person_id = $2 and o.person_id not in ($2, $3) order by o.person_id";
        let team: Vec<i64> = ctx
            .read(move |tx| {
                let rows = tx.query(team, params![tx.account(), darcel, melvin])?;
                rows.iter().map(|row| Ok(row.at(0)?)).collect()
            })
            .await
            .unwrap();
        assert_eq!(team.len(), 5, "Melvin leads Darcel and five others");
        let before = holders_and_times(&ctx).await;
        let (sum, everything) = (sums(&ctx).await, held(&ctx, melvin).await);

        let open = Where { open: Some(true), ..Where::default() };
        let rule = Split { kind: Kind::Deal, fits: open, to: team.clone() };
        let plan = Plan { splits: vec![rule], ..Plan::to(melvin) };
        let mut had = Vec::new();
        for one in &team {
            had.push(held(&ctx, *one).await);
        }
        let would = splits::rehearse(&ctx, What::Departure, darcel, plan.clone()).await.unwrap();
        let begun = Instant::now();
        let done = splits::begin(&ctx, What::Departure, darcel, plan, AccessEnds::WithIt).await.unwrap();
        println!("{:?}: shared out in {:?}", t.engine, begun.elapsed());
        let Begun::Done(id) = done else { panic!("747 deals are shared out at once: {done:?}") };

        assert_eq!(held(&ctx, darcel).await, (0, 0));
        let mut got = Vec::new();
        for (one, had) in team.iter().zip(&had) {
            let has = held(&ctx, *one).await;
            assert_eq!(has.0 - had.0, has.1 - had.1, "only open deals");
            got.push(has.0 - had.0);
        }
        got.sort_unstable();
        assert_eq!(got, [38, 39, 39, 39, 39]);
        let manager = held(&ctx, melvin).await;
        assert_eq!((manager.0 - everything.0, manager.1 - everything.1), (747 - 194, 0));
        let outcome = handovers::outcome(&ctx, id).await.unwrap();
        assert_eq!(outcome.moved, would.moved, "the rehearsal said what would happen");
        assert_eq!(sums(&ctx).await, sum, "no money is lost on the way");
        assert_eq!(smena::verify::check(&t.app).await.unwrap(), Vec::<String>::new());

        handovers::undo(&ctx, id).await.unwrap();
        assert_eq!(held(&ctx, darcel).await, (747, 194));
        assert_eq!(holders_and_times(&ctx).await, before);
    }

    // The manager with his post, and two of his team at once, on a day to come; all of it back the next day.
    async fn a_manager_and_two_of_his_team_leave_on_a_day_to_come_and_come_back(t) {
        let Some(data) = data() else { return };
        let ctx = t.operator();
        imports::run(&ctx, &mapping(), &data).await.unwrap();
        let melvin = person(&ctx, "Melvin Marxen").await;
        let (darcel, anna) = (person(&ctx, "Darcel Schlecht").await, person(&ctx, "Anna Snelling").await);
        let (dustin, sum) = (person(&ctx, "Dustin Brinkmann").await, sums(&ctx).await);
        let before = holders_and_times(&ctx).await;
        let led = handovers::look(&ctx, What::Departure, melvin).await.unwrap().posts;
        assert!(!led.is_empty(), "Melvin leads his team");
        let posts = led.iter().map(|held| (held.department, Some(dustin))).collect();
        let at = t.app.now() + 3_600_000;
        let wish = Wish { plan: Plan { posts, ..Plan::to(dustin) }, at, limits: true, instead: None };
        planned::plan(&ctx, melvin, wish).await.unwrap();
        let two = vec![(darcel, Plan::to(dustin)), (anna, Plan::to(dustin))];
        planned::plan_all(&ctx, two, at, false).await.unwrap();
        assert_eq!(holders_and_times(&ctx).await, before);

        t.clock.advance(3_600_000);
        base::jobs::run_due(&t.app).await.unwrap();
        for person in [melvin, darcel, anna] {
            assert!(handovers::prove(&ctx, person).await.unwrap().is_clean());
        }
        assert_eq!(sums(&ctx).await, sum, "no money is lost on the way");
        assert_eq!(smena::verify::check(&t.app).await.unwrap(), Vec::<String>::new());

        t.clock.advance(24 * 3_600_000);
        let leads = handovers::look(&ctx, What::Departure, dustin).await.unwrap().posts;
        assert_eq!(leads.iter().filter(|post| led.iter().any(|held| held == *post)).count(), led.len());
        for person in [melvin, darcel, anna] {
            let departure = handovers::departure_of(&ctx, person).await.unwrap().unwrap();
            assert!(handovers::undo(&ctx, departure).await.unwrap().left.is_empty());
        }
        assert_eq!(holders_and_times(&ctx).await, before);
        assert_eq!(handovers::look(&ctx, What::Departure, melvin).await.unwrap().posts, led);
    }

    async fn an_alias_says_that_two_names_are_one_product(t) {
        let Some(data) = data() else { return };
        let ctx = t.operator();
        imports::run(&ctx, &mapping(), &data).await.unwrap();
        let mut mapping = imports::mapping::parse(&std::fs::read_to_string(mapping()).unwrap()).unwrap();
        let product = [("GTXPro".to_owned(), "GTX Pro".to_owned())];
        mapping.deals[0].aliases.insert("product".into(), product.into());

        let report = imports::run_mapping(&ctx, &mapping, &data).await.unwrap();

        assert_eq!(counts(&report, "deal"), (8_800, 0, 1_480, 7_320, 0));
        assert_eq!(number(&ctx, "select count(*) from deals where account_id = $1 and product_id is null").await, 0);
    }
}
