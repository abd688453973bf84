//! Sharing out: single records to several people, staged and then handed over at once (design 4.3).

use std::collections::BTreeMap;

use base::App;
use base::jobs;
use serde_json::{Value as Json, json};

use super::{assign, deal, depart, made, olena, responsible};
use crate::app::{Client, TestApp};
use crate::on_both;

/// Anna's deals, so many; every third is worth 900 euro, the rest 100.
async fn deals_of_anna(t: &TestApp, program: &Client, count: i64) -> Vec<i64> {
    let mut deals = Vec::new();
    for n in 0..count {
        let amount = if n % 3 == 0 { 90_000 } else { 10_000 };
        let body = json!({"title": format!("Order {n}"), "responsible_id": t.cast.anna, "amount": amount, "currency": "EUR"});
        deals.push(made(program, "/api/v1/deals", body).await);
    }
    deals
}

/// Who holds each of the deals.
async fn holders(program: &Client, deals: &[i64]) -> Vec<i64> {
    let mut all = Vec::new();
    for deal in deals {
        all.push(responsible(program, *deal).await.unwrap());
    }
    all
}

fn counted(holders: &[i64]) -> BTreeMap<i64, i64> {
    let mut all = BTreeMap::new();
    for holder in holders {
        *all.entry(*holder).or_default() += 1;
    }
    all
}

/// Anna leaves: open deals evenly to Vira and Borys, the rest to Olena.
fn evenly(t: &TestApp) -> Json {
    json!({
        "successor": t.cast.olena,
        "splits": [{"kind": "deal", "where": {"open": true}, "to": [t.cast.vira, t.cast.borys]}]
    })
}

fn departure(t: &TestApp) -> String {
    format!("/api/v1/people/{}/departure", t.cast.anna)
}

/// A program of Olena's at a process that does everything in the smallest steps.
async fn slowly(t: &TestApp) -> (Client, App) {
    let app = t.slow();
    (olena(t).await.at(app.clone()), app)
}

/// Begins the plan there; its id.
async fn begun(t: &TestApp, slow: &Client, plan: Json) -> i64 {
    let answer = slow.post_json(&departure(t), plan).await.expect_status(202).json();
    assert_eq!(answer["state"], "running", "{answer}");
    answer["id"].as_i64().unwrap()
}

async fn plan(program: &Client, id: i64) -> Json {
    program.get(&format!("/api/v1/plans/{id}")).await.expect_status(200).json()
}

async fn close(program: &Client, deal: i64, outcome: &str) {
    let pipelines = program.get("/api/v1/pipelines").await.json();
    let stages = pipelines["items"][0]["stages"].as_array().unwrap();
    let stage = stages.iter().find(|stage| stage["outcome"] == outcome).unwrap()["id"].clone();
    let address = format!("/api/v1/deals/{deal}");
    let version = program.get(&address).await.json()["version"].clone();
    program.patch(&address, json!({"version": version, "stage_id": stage})).await.expect_status(200);
}

async fn sound(t: &TestApp) {
    assert_eq!(smena::verify::check(&t.app).await.unwrap(), Vec::<String>::new());
}

/// Every deal as its table has it, without its portfolio: staging must touch nothing else.
async fn untouched(t: &TestApp) -> Vec<(i64, i64, i64, i64)> {
    let sql = "select d.id, h.holder_person_id, d.version, d.updated_at from deals d
        join portfolio_holders h on h.account_id = $1 and h.portfolio_id = d.portfolio_id and h.kind = 'deal'
        where d.account_id = $1 order by d.id";
    t.operator()
        .read(move |tx| {
            let rows = tx.query(sql, store::params![tx.account()])?;
            rows.iter().map(|r| Ok((r.at(0)?, r.at(1)?, r.at(2)?, r.at(3)?))).collect()
        })
        .await
        .unwrap()
}

on_both! {
    async fn open_deals_go_evenly_to_two_and_the_rest_to_the_successor(t) {
        let program = olena(t).await;
        let deals = deals_of_anna(t, &program, 9).await;
        for won in &deals[..2] {
            close(&program, *won, "won").await;
        }
        let before = untouched(t).await;
        let rehearsed = json!({"successor": t.cast.olena, "splits": evenly(t)["splits"], "dry_run": true});
        let would = program.post_json(&departure(t), rehearsed).await.expect_status(200).json();
        assert_eq!(untouched(t).await, before);
        let done = program.post_json(&departure(t), evenly(t)).await.expect_status(201).json();
        assert_eq!(done["status"], "departed");
        let counts = counted(&holders(&program, &deals).await);
        assert_eq!(counts, [(t.cast.vira, 4), (t.cast.borys, 3), (t.cast.olena, 2)].into());
        assert_eq!(would["moved"], done["moved"], "the rehearsal said what would happen");
        let undone = program.delete(&format!("/api/v1/departures/{}", done["id"])).await.expect_status(200).json();
        assert_eq!((&undone["status"], &undone["left"]), (&json!("active"), &json!([])));
        assert_eq!(untouched(t).await, before);
    }

    async fn the_first_rule_that_fits_counts_and_picked_records_go_where_they_are_sent(t) {
        let program = olena(t).await;
        let deals = deals_of_anna(t, &program, 6).await;
        let body = json!({
            "successor": t.cast.olena,
            "splits": [
                {"kind": "deal", "where": {"ids": [deals[1], deals[3]]}, "to": [t.cast.borys]},
                {"kind": "deal", "where": {"amount_from": 50_000}, "to": [t.cast.vira]},
            ]
        });
        program.post_json(&departure(t), body).await.expect_status(201);
        let (v, b, o) = (t.cast.vira, t.cast.borys, t.cast.olena);
        // Worth 900: the first and the fourth; the fourth was picked.
        assert_eq!(holders(&program, &deals).await, [v, b, o, b, o, o]);
    }

    async fn by_pipeline_stage_department_and_in_a_hand_over_too(t) {
        let program = olena(t).await;
        let deals = deals_of_anna(t, &program, 3).await;
        let second = program.get(&format!("/api/v1/deals/{}", deals[1])).await.json();
        let pipelines = program.get("/api/v1/pipelines").await.json();
        let stages = pipelines["items"][0]["stages"].as_array().unwrap().clone();
        program.patch(&format!("/api/v1/deals/{}", deals[1]), json!({"version": second["version"], "stage_id": stages[1]["id"]})).await.expect_status(200);
        let pipeline = &pipelines["items"][0]["id"];
        let handover = format!("/api/v1/people/{}/handover", t.cast.anna);
        let body = json!({"by_kind": {"deal": t.cast.olena}, "splits": [
            {"kind": "deal", "where": {"department_id": t.cast.support}, "to": [t.cast.borys]},
            {"kind": "deal", "where": {"pipeline_id": pipeline, "stage_id": stages[1]["id"], "department_id": t.cast.sales}, "to": [t.cast.vira]},
        ]});
        let done = program.post_json(&handover, body).await.expect_status(201).json();
        let (v, o) = (t.cast.vira, t.cast.olena);
        assert_eq!(holders(&program, &deals).await, [o, v, o], "Anna is in Sales, nothing of hers is Support's");
        let new = deal(&program, "New", t.cast.anna).await;
        assert_eq!(responsible(&program, new).await, Some(t.cast.anna));
        program.delete(&format!("/api/v1/handovers/{}", done["id"])).await.expect_status(200);
        assert_eq!(counted(&holders(&program, &deals).await), [(t.cast.anna, 3)].into());
    }

    async fn what_can_not_be_shared_out_is_refused_in_words(t) {
        let program = olena(t).await;
        let deals = deals_of_anna(t, &program, 1).await;
        let foreign = deal(&program, "Vira's", t.cast.vira).await;
        let anybody = json!([t.cast.vira]);
        let refused = |split: Json, successor: Json| {
            let (program, path) = (program.clone(), departure(t));
            async move {
                let body = json!({"successor": successor, "splits": [split]});
                let answer = program.post_json(&path, body).await.expect_status(422).json();
                answer["errors"][0]["code"].as_str().unwrap_or("body").to_owned()
            }
        };
        let to = json!(t.cast.olena);
        assert_eq!(refused(json!({"kind": "bin", "to": anybody}), to.clone()).await, "split_kind");
        assert_eq!(refused(json!({"kind": "deal", "to": []}), to.clone()).await, "split_receivers");
        assert_eq!(refused(json!({"kind": "deal", "to": [t.cast.vira, t.cast.vira]}), to.clone()).await, "split_receivers");
        assert_eq!(refused(json!({"kind": "contact", "where": {"open": true}, "to": anybody}), to.clone()).await, "split_facet");
        assert_eq!(refused(json!({"kind": "deal", "where": {"amount_from": 5, "amount_to": 4}, "to": anybody}), to.clone()).await, "split_amount");
        assert_eq!(refused(json!({"kind": "deal", "where": {"ids": [foreign]}, "to": anybody}), to.clone()).await, "split_ids_not_theirs");
        assert_eq!(refused(json!({"kind": "deal", "to": [t.cast.hlib]}), to.clone()).await, "may_not_hold");
        assert_eq!(refused(json!({"kind": "deal", "to": [t.cast.zoryana]}), to.clone()).await, "no_such_person");
        assert_eq!(refused(json!({"kind": "deal", "where": {"ids": deals}, "to": anybody}), Json::Null).await, "choose_successor");
        assert_eq!(refused(json!({"kind": "deal", "where": {"colour": 1}, "to": anybody}), to).await, "body");
    }

    async fn staging_shows_nobody_a_difference_and_is_the_exact_preview(t) {
        let program = olena(t).await;
        let deals = deals_of_anna(t, &program, 7).await;
        let anna = t.api(t.cast.anna).await;
        let list = anna.get("/api/v1/deals").await.expect_status(200).json();
        let before = untouched(t).await;
        let events = async || program.get(&format!("/deals/{}", deals[0])).await.body.matches("timeline").count();
        let told = events().await;
        let (slow, app) = slowly(t).await;
        let id = begun(t, &slow, evenly(t)).await;
        for _ in 0..4 {
            assert!(jobs::run_step(&app).await.unwrap());
            sound(t).await;
            assert_eq!(untouched(t).await, before);
            assert_eq!(anna.get("/api/v1/deals").await.json(), list);
        }
        assert_eq!(events().await, told);
        let shown = plan(&slow, id).await;
        assert_eq!((&shown["staged"], &shown["total"]), (&json!(7), &json!(7)));
        let shares: Vec<_> = shown["shares"].as_array().unwrap().iter().map(|s| (s["to"].clone(), s["count"].clone(), s["sums"].clone())).collect();
        // The first, fourth and seventh are worth 900: cards one, four and seven.
        let sums = |amount: i64| json!([{"currency": "EUR", "amount": amount}]);
        assert_eq!(shares, [(json!(t.cast.vira), json!(4), sums(90_000 * 2 + 10_000 * 2)), (json!(t.cast.borys), json!(3), sums(90_000 + 10_000 * 2))]);
        jobs::run_due(&app).await.unwrap();
        let shown = plan(&slow, id).await;
        assert_eq!(shown["state"], "done");
        assert_eq!(counted(&holders(&program, &deals).await), [(t.cast.vira, 4), (t.cast.borys, 3)].into());
    }

    async fn what_changes_meanwhile_is_settled_at_the_flip(t) {
        let program = olena(t).await;
        let deals = deals_of_anna(t, &program, 8).await;
        let (slow, app) = slowly(t).await;
        let id = begun(t, &slow, evenly(t)).await;
        for _ in 0..3 {
            jobs::run_step(&app).await.unwrap();
        }
        // One is won, one goes to Hlib's colleague by hand, one is deleted, one is deleted and comes back, two are new.
        close(&program, deals[0], "won").await;
        assign(&program, deals[1], t.cast.olena).await;
        program.delete(&format!("/api/v1/deals/{}", deals[2])).await.expect_status(204);
        program.delete(&format!("/api/v1/deals/{}", deals[3])).await.expect_status(204);
        program.post_json(&format!("/api/v1/bin/{}/restore", deals[3]), json!({})).await.expect_status(200);
        let (new, other) = (deal(&program, "New", t.cast.anna).await, deal(&program, "Other", t.cast.anna).await);
        jobs::run_due(&app).await.unwrap();
        let shown = plan(&program, id).await;
        assert_eq!(shown["state"], "done", "{shown}");
        assert_eq!(shown["gone"], json!([{"kind": "deal", "count": 1, "why": "reassigned", "handover": null, "sample": [deals[1]]}]));
        assert_eq!(responsible(&program, deals[0]).await, Some(t.cast.olena), "no longer open: with the rest");
        let open = holders(&program, &[deals[3], deals[4], deals[5], deals[6], deals[7], new, other]).await;
        let counts = counted(&open);
        assert_eq!(counts.values().sum::<i64>(), 7);
        assert!(counts.keys().all(|to| [t.cast.vira, t.cast.borys].contains(to)), "{counts:?}");
        assert_eq!(counts[&t.cast.vira].abs_diff(counts[&t.cast.borys]), 1);
    }

    async fn a_plan_that_is_called_off_leaves_everything_as_it_was(t) {
        let program = olena(t).await;
        let deals = deals_of_anna(t, &program, 7).await;
        let before = untouched(t).await;
        let portfolios = "select count(*) from portfolios where account_id = $1";
        let count = async || t.operator().read(move |tx| Ok(tx.query_one(portfolios, store::params![tx.account()])?.at::<i64>(0)?)).await.unwrap();
        let there = count().await;
        let (slow, app) = slowly(t).await;
        let id = begun(t, &slow, evenly(t)).await;
        for _ in 0..3 {
            jobs::run_step(&app).await.unwrap();
        }
        program.delete(&format!("/api/v1/deals/{}", deals[0])).await.expect_status(204);
        let calling = slow.delete(&format!("/api/v1/plans/{id}")).await.expect_status(202).json();
        assert_eq!(calling["state"], "cancelling");
        jobs::run_due(&app).await.unwrap();
        assert_eq!(plan(&slow, id).await["state"], "cancelled");
        program.post_json(&format!("/api/v1/bin/{}/restore", deals[0]), json!({})).await.expect_status(200);
        let after: Vec<_> = untouched(t).await.into_iter().filter(|one| one.0 != deals[0]).collect();
        assert_eq!(after, before[1..]);
        assert_eq!(count().await, there, "no portfolio is left behind");
        slow.delete(&format!("/api/v1/plans/{id}")).await.expect_problem(409, "plan_ended");
        // The way is free for another.
        program.post_json(&departure(t), evenly(t)).await.expect_status(201);
    }

    async fn a_second_plan_is_refused_and_told_of_the_first(t) {
        let program = olena(t).await;
        deals_of_anna(t, &program, 3).await;
        let (slow, app) = slowly(t).await;
        let id = begun(t, &slow, evenly(t)).await;
        let second = slow.post_json(&departure(t), evenly(t)).await.expect_problem(409, "plan_running");
        assert_eq!(second.json()["plan_id"], id);
        program.post_json(&departure(t), json!({"successor": t.cast.vira})).await.expect_problem(409, "plan_running");
        let handover = format!("/api/v1/people/{}/handover", t.cast.anna);
        program.post_json(&handover, json!({"successor": t.cast.vira})).await.expect_problem(409, "plan_running");
        jobs::run_due(&app).await.unwrap();
    }

    async fn the_administrator_who_began_is_blocked_and_another_takes_over(t) {
        let program = olena(t).await;
        let deals = deals_of_anna(t, &program, 5).await;
        let roles = program.get("/api/v1/roles").await.json();
        let role = roles["items"].as_array().unwrap().iter().find(|r| r["key"] == "administrator").unwrap()["id"].clone();
        let address = format!("/api/v1/people/{}", t.cast.borys);
        let version = program.get(&address).await.json()["version"].clone();
        program.patch(&address, json!({"role_id": role, "version": version})).await.expect_status(200);
        let app = t.slow();
        let borys = t.api(t.cast.borys).await.at(app.clone());
        let mut asked = evenly(t);
        asked["splits"][0]["to"] = json!([t.cast.vira, t.cast.olena]);
        let id = begun(t, &borys, asked).await;
        jobs::run_step(&app).await.unwrap();
        program.post_json(&format!("{address}/block"), json!({})).await.expect_status(200);
        jobs::run_due(&app).await.unwrap();
        let waiting = plan(&program, id).await;
        assert_eq!((&waiting["state"], &waiting["trouble"]["code"]), (&json!("waiting"), &json!("job_not_allowed")));
        sound(t).await;
        t.api(t.cast.vira).await.post_json(&format!("/api/v1/plans/{id}/take-over"), json!({})).await.expect_status(403);
        program.post_json(&format!("/api/v1/plans/{id}/take-over"), json!({})).await.expect_status(200);
        jobs::run_due(&app).await.unwrap();
        assert_eq!(plan(&program, id).await["state"], "done");
        assert_eq!(counted(&holders(&program, &deals).await), [(t.cast.vira, 3), (t.cast.olena, 2)].into());
    }

    async fn a_receiver_who_left_meanwhile_makes_the_plan_wait(t) {
        let program = olena(t).await;
        let deals = deals_of_anna(t, &program, 4).await;
        let (slow, app) = slowly(t).await;
        let id = begun(t, &slow, evenly(t)).await;
        jobs::run_step(&app).await.unwrap();
        depart(&program, t.cast.vira, t.cast.borys).await;
        jobs::run_due(&app).await.unwrap();
        let waiting = plan(&program, id).await;
        assert_eq!((&waiting["state"], &waiting["trouble"]["code"]), (&json!("waiting"), &json!("not_assignable")));
        assert_eq!(counted(&holders(&program, &deals).await), [(t.cast.anna, 4)].into());
        slow.delete(&format!("/api/v1/plans/{id}")).await.expect_status(202);
        jobs::run_due(&app).await.unwrap();
        assert_eq!(plan(&program, id).await["state"], "cancelled");
    }

    // The work of somebody else comes in, and goes again, while the plan is running.
    async fn holders_that_change_meanwhile_take_what_is_staged_along(t) {
        let program = olena(t).await;
        let vira = deal(&program, "Vira's", t.cast.vira).await;
        let first = depart(&program, t.cast.vira, t.cast.anna).await;
        let deals = deals_of_anna(t, &program, 3).await;
        let hers = deal(&program, "Hlib's", t.cast.borys).await;
        let (slow, app) = slowly(t).await;
        let plan_of = json!({"successor": t.cast.olena, "splits": [{"kind": "deal", "to": [t.cast.olena]}]});
        let id = begun(t, &slow, plan_of).await;
        for _ in 0..2 {
            jobs::run_step(&app).await.unwrap();
        }
        // Vira comes back: her deal, staged or not, is hers again.
        program.delete(&format!("/api/v1/departures/{first}")).await.expect_status(200);
        assert_eq!(responsible(&program, vira).await, Some(t.cast.vira));
        // Borys leaves, and his work is Anna's for a moment.
        let borys = json!({ "successor": t.cast.anna, "posts": { t.cast.sales.to_string(): null } });
        made(&program, &format!("/api/v1/people/{}/departure", t.cast.borys), borys).await;
        sound(t).await;
        jobs::run_due(&app).await.unwrap();
        assert_eq!(plan(&program, id).await["state"], "done");
        assert_eq!(responsible(&program, vira).await, Some(t.cast.vira));
        assert_eq!(counted(&holders(&program, &deals).await), [(t.cast.olena, 3)].into());
        assert_eq!(responsible(&program, hers).await, Some(t.cast.olena));
    }

    async fn access_can_end_before_the_records_are_shared_out(t) {
        let program = olena(t).await;
        let deals = deals_of_anna(t, &program, 5).await;
        let anna = t.api(t.cast.anna).await;
        let (slow, app) = slowly(t).await;
        let mut asked = evenly(t);
        asked["end_access_now"] = json!(true);
        let id = begun(t, &slow, asked).await;
        anna.get("/api/v1/deals").await.expect_status(401);
        jobs::run_due(&app).await.unwrap();
        let done = plan(&program, id).await;
        let undone = program.delete(&format!("/api/v1/departures/{}", done["handover_id"])).await.expect_status(200).json();
        assert_eq!(undone["status"], "active", "what there was before the plan");
        // Called off, the records go back; the block stays, and the page says so.
        let mut again = evenly(t);
        again["end_access_now"] = json!(true);
        let id = begun(t, &slow, again).await;
        program.delete(&format!("/api/v1/plans/{id}")).await.expect_status(200);
        jobs::run_due(&app).await.unwrap();
        let page = t.page(t.cast.olena).await;
        page.get(&format!("/plans/{id}")).await.expect_text("Anna Melnyk was blocked first and still is");
        program.post_json(&format!("/api/v1/people/{}/unblock", t.cast.anna), json!({})).await.expect_status(200);
        page.get(&format!("/plans/{id}")).await.expect_no_text("was blocked first");
        assert_eq!(counted(&holders(&program, &deals).await), [(t.cast.anna, 5)].into());
    }

    async fn an_undo_after_the_receivers_went_on_leaves_what_has_moved_on(t) {
        let program = olena(t).await;
        let deals = deals_of_anna(t, &program, 6).await;
        let done = program.post_json(&departure(t), evenly(t)).await.expect_status(201).json();
        // Vira hands on, Borys edits one and gives one away.
        depart(&program, t.cast.vira, t.cast.olena).await;
        let borys: Vec<i64> = {
            let all = holders(&program, &deals).await;
            deals.iter().zip(all).filter(|(_, to)| *to == t.cast.borys).map(|(id, _)| *id).collect()
        };
        let address = format!("/api/v1/deals/{}", borys[0]);
        let version = program.get(&address).await.json()["version"].clone();
        program.patch(&address, json!({"version": version, "title": "Edited"})).await.expect_status(200);
        assign(&program, borys[1], t.cast.olena).await;
        let undone = program.delete(&format!("/api/v1/departures/{}", done["id"])).await.expect_status(200).json();
        let left: Vec<_> = undone["left"].as_array().unwrap().iter().map(|l| (l["why"].clone(), l["count"].clone())).collect();
        assert_eq!(left, [(json!("moved_on"), json!(3)), (json!("reassigned"), json!(1))]);
        let counts = counted(&holders(&program, &deals).await);
        assert_eq!(counts, [(t.cast.anna, 2), (t.cast.olena, 4)].into());
        assert_eq!(program.get(&address).await.json()["title"], "Edited");
    }

    async fn a_plan_whose_every_record_has_left_still_ends(t) {
        let program = olena(t).await;
        let deals = deals_of_anna(t, &program, 3).await;
        let (slow, app) = slowly(t).await;
        let id = begun(t, &slow, evenly(t)).await;
        jobs::run_step(&app).await.unwrap();
        for deal in &deals {
            assign(&program, *deal, t.cast.olena).await;
        }
        jobs::run_due(&app).await.unwrap();
        let done = plan(&program, id).await;
        assert_eq!((&done["state"], &done["gone"][0]["count"]), (&json!("done"), &json!(3)));
        assert_eq!(counted(&holders(&program, &deals).await), [(t.cast.olena, 3)].into());
    }

    // The process dies between any two steps; another goes on when the lease is over.
    async fn a_process_that_dies_at_any_step_loses_nothing(t) {
        let program = olena(t).await;
        let deals = deals_of_anna(t, &program, 7).await;
        let (slow, app) = slowly(t).await;
        let id = begun(t, &slow, evenly(t)).await;
        let mut steps = 0;
        while plan(&slow, id).await["state"] == "running" {
            let hold = "update jobs set holder = 'gone', lease_until = run_at + 30000 where account_id = $1 and id = (
                select job_id from plans where account_id = $1 and id = $2)";
            t.by_hand(hold, id).await;
            assert!(!jobs::run_step(&app).await.unwrap(), "somebody may still be at it");
            t.clock.advance(30_000);
            assert!(jobs::run_step(&app).await.unwrap());
            sound(t).await;
            steps += 1;
            assert!(steps < 20, "the plan goes on for ever");
        }
        assert_eq!(counted(&holders(&program, &deals).await), [(t.cast.vira, 4), (t.cast.borys, 3)].into());
    }

    async fn plans_are_for_who_manages_people_in_this_account(t) {
        let program = olena(t).await;
        deals_of_anna(t, &program, 3).await;
        let (slow, app) = slowly(t).await;
        let id = begun(t, &slow, evenly(t)).await;
        let address = format!("/api/v1/plans/{id}");
        t.api(t.cast.zoryana).await.get(&address).await.expect_problem(404, "not_found");
        t.api(t.cast.zoryana).await.delete(&address).await.expect_problem(404, "not_found");
        t.api(t.cast.borys).await.get(&address).await.expect_problem(403, "denied");
        slow.get("/api/v1/plans/7").await.expect_problem(404, "not_found");
        jobs::run_due(&app).await.unwrap();
    }
}
