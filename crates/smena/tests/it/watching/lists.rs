//! Lists, the board and the bin hear of hand-overs and of what was deleted: once each, as far as their reader sees it.

use kit::lang::Lang;
use serde_json::{Value as Json, json};

use super::{hears, line, listen, silent};
use crate::app::{Client, Engine, TestApp};
use crate::browser::{Browser, Look};
use crate::contacts::{id, make};
use crate::deals::stages;
use crate::handovers::posts_to;
use crate::on_both;
use crate::walkthrough::sign_in;

const PASSED: &str = "A hand-over: this list may have changed";

async fn deals(client: &Client, count: usize) -> Vec<i64> {
    let mut all = Vec::new();
    for n in 0..count {
        all.push(id(&make(client, "deals", json!({ "title": format!("Lantern {n}") })).await));
    }
    all
}

async fn departs(t: &TestApp, person: i64, successor: i64) -> i64 {
    let olena = t.api(t.cast.olena).await;
    let body = json!({ "successor": successor, "posts": posts_to(&olena, person, successor).await });
    id(&olena.post_json(&format!("/api/v1/people/{person}/departure"), body).await.expect_status(201).json())
}

async fn passes(t: &TestApp, person: i64, to: i64) -> Json {
    let address = format!("/api/v1/people/{person}/handover");
    let body = json!({ "successor": to });
    t.api(t.cast.olena).await.post_json(&address, body).await.expect_status(201).json()
}

on_both! {
    async fn a_departure_and_its_undo_are_told_once_each_whatever_their_size(t) {
        let c = t.cast.clone();
        deals(&t.api(c.anna).await, 12).await;
        make(&t.api(c.olena).await, "contacts", json!({ "name": "Ivan" })).await;
        let site = t.serve().await;
        let mut told = Vec::new();
        // The head of the department, who receives, who may only look; the list and the board.
        for (person, path) in [(c.borys, "/deals"), (c.vira, "/deals"), (c.hlib, "/deals/board")] {
            told.push(line(t, &site, person, path).await);
        }
        let mut untold = Vec::new();
        // Who did it, other kinds of work, another company.
        for (person, path) in [(c.olena, "/deals"), (c.borys, "/contacts"), (c.hlib, "/bin"), (c.zoryana, "/deals")] {
            untold.push(line(t, &site, person, path).await);
        }
        let departure = departs(t, c.anna, c.vira).await;
        for line in &mut told {
            let said = hears(line, PASSED).await;
            assert!(!said.contains("Anna") && !said.contains("Vira") && !said.contains("12"), "{said}");
        }
        let olena = t.api(c.olena).await;
        olena.delete(&format!("/api/v1/departures/{departure}")).await.expect_status(200);
        for line in &mut told {
            hears(line, PASSED).await;
        }
        untold.extend(told);
        silent(t, &mut untold).await;
    }

    async fn who_sees_neither_giver_nor_receiver_hears_of_no_hand_over(t) {
        let c = t.cast.clone();
        deals(&t.api(c.anna).await, 2).await;
        deals(&t.api(c.vira).await, 1).await;
        let site = t.serve().await;
        let mut borys = line(t, &site, c.borys, "/deals").await;
        let mut anna = line(t, &site, c.anna, "/deals").await;
        let mut vira = [line(t, &site, c.vira, "/deals").await];
        let handover = passes(t, c.anna, c.borys).await;
        hears(&mut borys, PASSED).await;
        hears(&mut anna, PASSED).await;
        t.api(c.olena).await.delete(&format!("/api/v1/handovers/{}", handover["id"])).await.expect_status(200);
        hears(&mut borys, PASSED).await;
        silent(t, &mut vira).await;
    }

    // At a stage that hides deals a hand-over of them is hidden, too.
    async fn what_a_stage_hides_passes_on_unheard(t) {
        let c = t.cast.clone();
        let (anna, olena) = (t.api(c.anna).await, t.api(c.olena).await);
        let stage = stages(&anna).await[0];
        make(&anna, "deals", json!({ "title": "Boat", "stage_id": stage })).await;
        let roles = olena.get("/api/v1/roles").await.json();
        let observer = roles["items"].as_array().unwrap().iter().find(|role| role["key"] == "observer").unwrap()["id"].clone();
        let rule = json!({ "stages": { stage.to_string(): { "see": "none" } } });
        olena.patch(&format!("/api/v1/roles/{observer}"), rule).await.expect_status(200);
        let site = t.serve().await;
        let mut borys = line(t, &site, c.borys, "/deals").await;
        let mut hlib = [line(t, &site, c.hlib, "/deals").await];
        let handover = passes(t, c.anna, c.vira).await;
        hears(&mut borys, PASSED).await;
        olena.delete(&format!("/api/v1/handovers/{}", handover["id"])).await.expect_status(200);
        hears(&mut borys, PASSED).await;
        silent(t, &mut hlib).await;
    }

    async fn portfolios_taken_over_queues_and_shared_out_deals_are_hand_overs_too(t) {
        let c = t.cast.clone();
        let olena = t.api(c.olena).await;
        deals(&t.api(c.anna).await, 4).await;
        let queue = json!({ "department_id": c.sales, "name": "Incoming" });
        let queue = id(&olena.post_json("/api/v1/queues", queue).await.expect_status(201).json());
        make(&olena, "deals", json!({ "title": "Boat", "queue_id": queue })).await;
        let site = t.serve().await;
        let mut borys = line(t, &site, c.borys, "/deals").await;
        let list = olena.get(&format!("/api/v1/portfolios?home={}", c.anna)).await.json();
        let body = json!({ "portfolios": [{ "id": list["items"][0]["id"] }] });
        olena.post_json(&format!("/api/v1/people/{}/takeover", c.vira), body).await.expect_status(201);
        hears(&mut borys, PASSED).await;
        olena.patch(&format!("/api/v1/queues/{queue}"), json!({ "holder_id": c.vira })).await.expect_status(200);
        hears(&mut borys, PASSED).await;
        let evenly = json!({ "successor": c.olena, "splits": [{ "kind": "deal", "where": { "open": true }, "to": [c.anna, c.borys] }] });
        olena.post_json(&format!("/api/v1/people/{}/handover", c.vira), evenly).await.expect_status(201);
        hears(&mut borys, PASSED).await;
    }

    async fn what_is_deleted_and_comes_back_is_told_to_who_saw_it(t) {
        let c = t.cast.clone();
        let boats = deals(&t.api(c.anna).await, 3).await;
        let site = t.serve().await;
        let mut told = Vec::new();
        for (person, path) in [(c.borys, "/deals"), (c.hlib, "/deals/board")] {
            told.push(line(t, &site, person, path).await);
        }
        let mut bin = line(t, &site, c.olena, "/bin").await;
        let mut untold = Vec::new();
        for (person, path) in [(c.anna, "/deals"), (c.vira, "/deals"), (c.borys, "/tasks"), (c.vira, "/bin"), (c.hlib, "/bin"), (c.zoryana, "/bin")] {
            untold.push(line(t, &site, person, path).await);
        }
        let page = t.page(c.anna).await;
        let chosen: Vec<(&str, String)> = boats.iter().map(|id| ("id", id.to_string())).collect();
        let mut chosen: Vec<(&str, &str)> = chosen.iter().map(|(name, id)| (*name, id.as_str())).collect();
        chosen.push(("sure", "yes"));
        page.post("/deals/delete", &chosen).await.expect_status(303);
        for line in &mut told {
            let said = hears(line, "Anna Melnyk deleted something from this list").await;
            assert!(!said.contains("Lantern"), "{said}");
        }
        hears(&mut bin, "Anna Melnyk deleted something a moment ago").await;
        let borys = t.api(c.borys).await;
        borys.post_json(&format!("/api/v1/bin/{}/restore", boats[0]), json!({})).await.expect_status(200);
        hears(&mut told[1], "Borys Kravets brought something back from the bin").await;
        hears(&mut bin, "Borys Kravets brought something back from the bin").await;
        t.by_hand("update bin set deleted_at = 1 where account_id = $1 and id <> $2", 0).await;
        assert_eq!(work::bin::purge(&t.operator()).await.unwrap(), 2);
        hears(&mut bin, "Something is gone from the bin for good").await;
        // Whoever did it hears of it when another brings it back.
        hears(&mut untold[0], "Borys Kravets brought something back from the bin").await;
        untold.extend(told);
        untold.push(bin);
        silent(t, &mut untold).await;
    }

    // Planned hours ago, it comes by itself: whoever planned it hears of it as everybody does.
    async fn a_planned_departure_is_told_to_who_planned_it_too(t) {
        let c = t.cast.clone();
        let boats = deals(&t.api(c.anna).await, 2).await;
        let olena = t.api(c.olena).await;
        let at = kit::date::to_rfc3339(crate::app::NOW + 3_600_000);
        let plan = json!({ "successor": c.vira, "posts": posts_to(&olena, c.anna, c.vira).await, "at": at });
        olena.post_json(&format!("/api/v1/people/{}/departure", c.anna), plan).await.expect_status(202);
        let site = t.serve().await;
        let mut list = line(t, &site, c.olena, "/deals").await;
        let mut card = line(t, &site, c.olena, &format!("/deals/{}", boats[0])).await;
        t.clock.advance(3_600_000);
        base::jobs::run_due(&t.app).await.unwrap();
        hears(&mut list, PASSED).await;
        hears(&mut card, "A hand-over: Vira Savchuk is responsible for this now").await;
    }

    // A page that nobody looked at for a while gave its line back; with the new one it hears what it missed.
    async fn what_was_missed_meanwhile_is_told_with_the_next_line(t) {
        let c = t.cast.clone();
        let boats = deals(&t.api(c.anna).await, 1).await;
        let site = t.serve().await;
        let page = t.page(c.borys).await.get("/deals").await.expect_status(200).body;
        let mark = page.split("data-watch=\"").nth(1).unwrap().split('"').next().unwrap();
        t.api(c.anna).await.delete(&format!("/api/v1/deals/{}", boats[0])).await.expect_status(204);
        let address = format!("{site}/live?watch={mark}");
        let mut late = listen(&address, &t.secret(c.borys, true).await).await;
        hears(&mut late, "Anna Melnyk deleted something from this list").await;
        for nonsense in ["list", "list/deal", "list/deal/x", "list/person/1", "list/deal/-9223372036854775808"] {
            let address = format!("{site}/live?watch={nonsense}");
            listen(&address, &t.secret(c.vira, true).await).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_stays_as_it_is_until_one_presses_and_keeps_its_filters() {
    let t = TestApp::start(Engine::Sqlite).await;
    let c = t.cast.clone();
    deals(&t.api(c.anna).await, 2).await;
    let say = t.app.words.say(Lang::Ru);
    let site = t.serve().await;
    let page = Browser::open(&site, Look::phone("ru")).await;
    sign_in(&page, &say, "borys@svitanok.example").await;
    page.visit("/deals?q=Lantern").await;
    page.sees("Anna Melnyk").await;
    passes(&t, c.anna, c.vira).await;
    page.sees(&say.t("records-list-passed")).await;
    page.sees("Anna Melnyk").await;
    assert_eq!(page.overflow().await, 0);
    page.click(&say.t("records-changed-show")).await;
    page.sees("Vira Savchuk").await;
    let search = page.run("return location.search", vec![]).await;
    assert!(search.as_str().unwrap().contains("q=Lantern"), "{search}");
    assert_eq!(page.complaints().await, Vec::<String>::new());
    t.leave().await;
}
