//! The power fails at the very moment at which something comes true: the flip of a plan, the hour of a planned departure.
//! A program of its own does it and is killed there, a little later each time, until it was quicker.

use base::jobs;
use serde_json::{Value as Json, json};
use smena::bench::Filled;

use crate::app::{Client, TestApp};
use crate::on_both;
use crate::running::Process;

const HOUR: i64 = 3_600_000;
/// Deals from this amount on go to the administrator, the rest to the successor.
const LARGE: i64 = 4_000_000;

on_both! {
    async fn a_plan_cut_off_at_its_flip_is_whole_or_not_there(t) {
        as_late_as_it_really_is(t);
        let filled = smena::bench::fill(&t.app, 601).await.unwrap();
        let (slow, account) = (t.slow(), filled.account.id);
        let program = program(t, &filled);
        let path = format!("/api/v1/people/{}/departure", filled.leaver);
        let begun = program.at(slow.clone()).post_json(&path, sorted(&filled)).await.expect_status(202).json();
        let plan = format!("/api/v1/plans/{}", begun["id"]);
        while !all_staged(&program, &plan).await {
            assert!(jobs::run_step(&slow).await.unwrap());
        }
        // The flip has a lot to do by itself: every third deal is worth something else since it was staged.
        let seen = deals(t, account).await;
        for (deal, amount) in seen.into_iter().step_by(3) {
            let other = if amount < LARGE { LARGE + 100 } else { LARGE - 100 };
            let change = json!({ "version": 1, "amount": other, "currency": "USD" });
            program.patch(&format!("/api/v1/deals/{deal}"), change).await.expect_status(200);
        }
        let (mut cut_off, mut looks) = (0, 0);
        loop {
            let server = Process::start(&t.url);
            at_work(t, (account, "plan"), looks).await;
            server.kill();
            let_go(t, account).await;
            assert_eq!(smena::verify::check(&t.app).await.unwrap(), Vec::<String>::new());
            match standing(t, &filled).await {
                (status, state, 601) if status == "active" && state == "running" => cut_off += 1,
                (status, state, 0) if status == "departed" && state == "done" => break,
                half => panic!("half a flip: {half:?}"),
            }
            looks = (looks * 2).max(1);
        }
        assert!(cut_off > 0, "the flip was over before it could be cut off");
        // What is left of the job finds nothing to do.
        jobs::run_due(&t.app).await.unwrap();
        well_sorted(t, &filled).await;
    }

    async fn a_planned_departure_cut_off_at_its_hour_is_whole_or_not_there(t) {
        as_late_as_it_really_is(t);
        let program = t.api(t.cast.olena).await;
        for n in 0..3 {
            let deal = json!({ "title": format!("Order {n}"), "responsible_id": t.cast.anna });
            program.post_json("/api/v1/deals", deal).await.expect_status(201);
        }
        let (mut cut_off, mut planned) = (0, None);
        for n in 0..50 {
            // After these moments the earliest again, until one of them was early enough.
            let looks = [0, 0, 1, 2, 3, 4, 6, 8].get(n).copied();
            if looks.is_none() && cut_off > 0 {
                break;
            }
            let id = match planned.take() {
                Some(id) => id,
                None => planned_for_now(t, &program, t.cast.anna, json!({ "successor": t.cast.borys })).await,
            };
            let server = Process::start(&t.url);
            at_work(t, (t.cast.account, "departure"), looks.unwrap_or(0)).await;
            server.kill();
            let_go(t, t.cast.account).await;
            assert_eq!(smena::verify::check(&t.app).await.unwrap(), Vec::<String>::new());
            let anna = program.get(&format!("/api/v1/people/{}", t.cast.anna)).await.json();
            let held = program.get(&format!("/api/v1/deals?responsible_id={}", t.cast.anna)).await.json();
            let now = program.get(&format!("/api/v1/planned-departures/{id}")).await.expect_status(200).json();
            match (anna["status"].as_str(), now["state"].as_str(), held["count"].as_i64()) {
                (Some("active"), Some("planned"), Some(3)) => {
                    cut_off += 1;
                    planned = Some(id);
                }
                (Some("departed"), Some("done"), Some(0)) => {
                    // She is back, and the next one is cut off somewhere else.
                    let path = format!("/api/v1/departures/{}", now["handover_id"]);
                    program.delete(&path).await.expect_status(200);
                    t.clock.advance(61_000);
                }
                half => panic!("half a departure: {half:?}"),
            }
        }
        assert!(cut_off > 0, "each was over before it could be cut off");
        jobs::run_due(&t.app).await.unwrap();
    }

    // Its hour blocks her, stages 601 deals and flips: cut off wherever it is, it goes on and ends as planned.
    async fn a_planned_sharing_out_cut_off_again_and_again_ends_as_planned(t) {
        as_late_as_it_really_is(t);
        let filled = smena::bench::fill(&t.app, 601).await.unwrap();
        let (program, account) = (program(t, &filled), filled.account.id);
        let id = planned_for_now(t, &program, filled.leaver, sorted(&filled)).await;
        let (mut cut_off, mut looks) = (0, 0);
        loop {
            let server = Process::start(&t.url);
            at_work(t, (account, "departure"), looks).await;
            server.kill();
            let_go(t, account).await;
            assert_eq!(smena::verify::check(&t.app).await.unwrap(), Vec::<String>::new());
            match standing(t, &filled).await {
                (status, state, 601) if status == "active" && state == "none" => {}
                // Access has ended, whatever has become of the records.
                (status, state, 601) if status == "blocked" && state == "running" => {}
                (status, state, 0) if status == "departed" && state == "done" => break,
                half => panic!("half a sharing out: {half:?}"),
            }
            cut_off += 1;
            looks = (looks * 2).max(1);
        }
        assert!(cut_off > 0, "it was over before it could be cut off");
        jobs::run_due(&t.app).await.unwrap();
        let now = program.get(&format!("/api/v1/planned-departures/{id}")).await.expect_status(200).json();
        assert_eq!(now["state"], "done");
        well_sorted(t, &filled).await;
    }
}

/// The programs started here tell the real time; whoever looks must not be earlier.
fn as_late_as_it_really_is(t: &TestApp) {
    let real = kit::clock::Clock::system().now();
    t.clock.advance(real - t.clock.now());
}

/// A program of the administrator who may do all.
fn program(t: &TestApp, filled: &Filled) -> Client {
    t.client([("authorization", format!("Bearer {}", filled.token))])
}

/// Large deals to the administrator, the rest to the successor.
fn sorted(filled: &Filled) -> Json {
    let rule = json!({ "kind": "deal", "where": { "amount_from": LARGE }, "to": [filled.administrator] });
    json!({ "successor": filled.successor, "splits": [rule] })
}

/// Whether nothing is left to do before the flip.
async fn all_staged(program: &Client, plan: &str) -> bool {
    let now = program.get(plan).await.expect_status(200).json();
    now["staged"] == now["total"]
}

/// A departure is planned, and its hour comes.
async fn planned_for_now(t: &TestApp, program: &Client, person: i64, plan: Json) -> i64 {
    let mut plan = plan;
    plan["at"] = json!(kit::date::to_rfc3339(t.clock.now() + HOUR));
    let path = format!("/api/v1/people/{person}/departure");
    let id = program.post_json(&path, plan).await.expect_status(202).json()["id"].as_i64().unwrap();
    let now = t.clock.now();
    let come = move |tx: &mut store::Tx<'_>| {
        tx.execute("update planned_departures set run_at = $2 where id = $1", store::params![id, now])?;
        tx.execute("update people set leaving_at = $2 where id = $1", store::params![person, now])?;
        let due =
            "update jobs set run_at = $2 where id = (select job_id from planned_departures where id = $1)";
        tx.execute(due, store::params![id, now])
    };
    t.app.db.write(store::Lane::People, come).await.unwrap();
    id
}

/// Waits until somebody has taken up the account's last job of this kind or it is over, and then for so many looks more.
async fn at_work(t: &TestApp, (account, kind): (i64, &'static str), looks: u32) {
    let sql = "select coalesce(holder, ''), state from jobs where account_id = $1 and kind = $2
        order by id desc limit 1";
    let look = async || -> bool {
        let found = t.app.look(move |tx| {
            let row = tx.query_one(sql, store::params![account, kind])?;
            let (holder, state): (String, String) = (row.at(0)?, row.at(1)?);
            Ok(!holder.is_empty() || state != "ready")
        });
        found.await.unwrap()
    };
    while !look().await {}
    for _ in 0..looks {
        look().await;
    }
}

/// The lease of the dead is over. Whatever their last transaction held is let go before, so nothing is under way now.
async fn let_go(t: &TestApp, account: i64) {
    let sql = "update jobs set holder = null, lease_until = 0 where account_id = $1 and state = 'ready'";
    let expired = move |tx: &mut store::Tx<'_>| tx.execute(sql, store::params![account]);
    t.app.db.write(store::Lane::People, expired).await.unwrap();
}

/// The account's deals with their amounts.
async fn deals(t: &TestApp, account: i64) -> Vec<(i64, i64)> {
    let sql = "select id, amount from deals where account_id = $1 order by id";
    t.app
        .look(move |tx| {
            let rows = tx.query(sql, store::params![account])?;
            rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
        })
        .await
        .unwrap()
}

/// The leaver's status, where the plan stands, and how many deals the leaver holds: all at one moment.
async fn standing(t: &TestApp, filled: &Filled) -> (String, String, i64) {
    let (account, leaver) = (filled.account.id, filled.leaver);
    let sql = "select p.status,
            coalesce((select state from plans where account_id = $1 and person_id = $2), 'none'),
            (select count(*) from deals d join portfolio_holders h on h.account_id = d.account_id
                and h.portfolio_id = d.portfolio_id and h.kind = 'deal'
                where d.account_id = $1 and h.holder_person_id = $2)
        from people p where p.account_id = $1 and p.id = $2";
    t.app
        .look(move |tx| {
            let row = tx.query_one(sql, store::params![account, leaver])?;
            Ok((row.at(0)?, row.at(1)?, row.at(2)?))
        })
        .await
        .unwrap()
}

/// Each deal is with whom its amount as it is now says, and nobody else holds any: numbers and sums.
async fn well_sorted(t: &TestApp, filled: &Filled) {
    let account = filled.account.id;
    let mut expected = std::collections::BTreeMap::new();
    for (_, amount) in deals(t, account).await {
        let to = if amount < LARGE { filled.successor } else { filled.administrator };
        let (count, sum) = expected.entry(to).or_insert((0, 0));
        (*count, *sum) = (*count + 1, *sum + amount);
    }
    let sql = "select h.holder_person_id, count(*), cast(sum(d.amount) as bigint), min(d.amount), max(d.amount)
        from deals d join portfolio_holders h on h.account_id = d.account_id
        and h.portfolio_id = d.portfolio_id and h.kind = 'deal' where d.account_id = $1 group by h.holder_person_id";
    let held: Vec<(i64, (i64, i64), i64, i64)> = t
        .app
        .look(move |tx| {
            let rows = tx.query(sql, store::params![account])?;
            rows.iter().map(|r| Ok((r.at(0)?, (r.at(1)?, r.at(2)?), r.at(3)?, r.at(4)?))).collect()
        })
        .await
        .unwrap();
    for (person, _, least, most) in &held {
        assert!(if *person == filled.administrator { *least >= LARGE } else { *most < LARGE }, "{held:?}");
    }
    assert_eq!(
        held.iter()
            .map(|(person, counted, ..)| (*person, *counted))
            .collect::<std::collections::BTreeMap<_, _>>(),
        expected
    );
}
