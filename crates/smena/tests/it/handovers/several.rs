//! Several people leave at once.

use serde_json::{Value as Json, json};

use super::ADMINISTRATOR;
use super::{contact, deal, left_with, olena, responsible, work_of_anna};
use crate::app::{Client, NOW, TestApp};
use crate::on_both;

const ALL: &str = "/api/v1/departures";

/// Anna and Vira leave, their work to Borys, unless it is said otherwise.
fn both(t: &TestApp) -> Json {
    json!({ "people": [{ "person_id": t.cast.anna }, { "person_id": t.cast.vira }], "successor": t.cast.borys })
}

async fn statuses(t: &TestApp, program: &Client) -> Vec<Json> {
    let mut all = Vec::new();
    for person in [t.cast.anna, t.cast.vira] {
        all.push(program.get(&format!("/api/v1/people/{person}")).await.json()["status"].clone());
    }
    all
}

on_both! {
    // A03, A07
    async fn they_leave_in_one_step_each_by_a_fact_of_their_own(t) {
        let program = olena(t).await;
        let deals = work_of_anna(t, &program).await;
        let roof = deal(&program, "Roof of Vira", t.cast.vira).await;
        let plan = json!({
            "people": [{ "person_id": t.cast.vira, "successor": t.cast.olena }, { "person_id": t.cast.anna }],
            "successor": t.cast.borys, "reason": "The shop closes",
        });
        let rehearsed = json!({ "people": plan["people"], "successor": t.cast.borys, "dry_run": true });
        let would = program.post_json(ALL, rehearsed).await.expect_status(200).json();
        assert_eq!(statuses(t, &program).await, ["active", "active"]);
        let done = program.post_json(ALL, plan).await.expect_status(201).json();
        let facts = done["departures"].as_array().unwrap();
        assert_eq!(facts.iter().map(|fact| fact["number"].clone()).collect::<Vec<_>>(), [1, 2]);
        let moved = |all: &Json| all["departures"].as_array().unwrap().iter().map(|one| one["moved"].clone()).collect::<Vec<_>>();
        assert_eq!(moved(&would), moved(&done));
        assert_eq!(responsible(&program, deals[0]).await, Some(t.cast.borys));
        assert_eq!(responsible(&program, roof).await, Some(t.cast.olena));
        for person in [t.cast.anna, t.cast.vira] {
            assert!(left_with(t, person).await.is_clean());
        }
        // One of them comes back, the other doesn't.
        let of_anna = facts.iter().find(|fact| fact["person_id"] == t.cast.anna).unwrap();
        program.delete(&format!("/api/v1/departures/{}", of_anna["id"])).await.expect_status(200);
        assert_eq!(statuses(t, &program).await, ["active", "departed"]);
    }

    async fn all_of_them_or_nobody(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        contact(&program, "Marta", t.cast.vira).await;
        let mut plan = both(t);
        plan["people"][1]["successor"] = json!(t.cast.hlib);
        let refused = program.post_json(ALL, plan).await.expect_status(422).json();
        assert_eq!((&refused["person_id"], &refused["errors"][0]["code"]), (&json!(t.cast.vira), &json!("may_not_hold")));
        assert_eq!(statuses(t, &program).await, ["active", "active"]);
        let with_head = json!({ "people": [{ "person_id": t.cast.anna }, { "person_id": t.cast.borys }], "successor": t.cast.olena });
        let refused = program.post_json(ALL, with_head).await.expect_status(422).json();
        assert_eq!((&refused["person_id"], &refused["errors"][0]["code"]), (&json!(t.cast.borys), &json!("post_needs_successor")));
        assert_eq!(statuses(t, &program).await, ["active", "active"]);
    }

    async fn who_leaves_receives_nothing_from_another_who_leaves(t) {
        let program = olena(t).await;
        let mut plan = both(t);
        plan["people"][0]["successor"] = json!(t.cast.vira);
        let refused = program.post_json(ALL, plan).await.expect_status(422).json();
        assert_eq!((&refused["person_id"], &refused["errors"][0]["code"]), (&json!(t.cast.anna), &json!("leaves_too")));
        assert!(refused["errors"][0]["detail"].as_str().unwrap().contains("Vira Savchuk"), "{refused}");
    }

    async fn who_is_named_and_how_often_is_checked(t) {
        let program = olena(t).await;
        let people = |people: Json| json!({ "people": people, "successor": t.cast.borys });
        let twice = json!([{ "person_id": t.cast.anna }, { "person_id": t.cast.anna }]);
        program.post_json(ALL, people(twice)).await.expect_problem(422, "several_people");
        program.post_json(ALL, people(json!([]))).await.expect_problem(422, "several_people");
        program.post_json(ALL, people(json!([{ "person_id": t.cast.zoryana }]))).await.expect_status(404);
        let oneself = json!([{ "person_id": t.cast.anna }, { "person_id": t.cast.olena }]);
        program.post_json(ALL, people(oneself)).await.expect_status(409);
        t.api(t.cast.borys).await.post_json(ALL, both(t)).await.expect_status(403);
        assert_eq!(statuses(t, &program).await, ["active", "active"]);
    }

    async fn two_administrators_never_leave_together_when_nobody_else_could_administer(t) {
        for administrator in [t.cast.anna, t.cast.vira] {
            t.by_hand(ADMINISTRATOR, administrator).await;
        }
        t.by_hand("update people set status = 'blocked', status_before = 'active', status_rank = 2 where account_id = $1 and id = $2", t.cast.olena).await;
        let wanted = vec![
            (t.cast.anna, ::people::handovers::Plan::to(t.cast.borys)),
            (t.cast.vira, ::people::handovers::Plan::to(t.cast.borys)),
        ];
        let refused = ::people::handovers::depart_all(&t.operator(), wanted).await.unwrap_err();
        let base::Error::Conflict(problem) = refused else { panic!("{refused}") };
        assert_eq!(problem.code(), "last_administrator");
        t.by_hand("update people set status = 'active', status_before = null, status_rank = 0 where account_id = $1 and id = $2", t.cast.olena).await;
    }

    async fn they_are_planned_together_too(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        let mut plan = both(t);
        plan["at"] = json!(kit::date::to_rfc3339(NOW + 3_600_000));
        let planned = program.post_json(ALL, plan).await.expect_status(202).json();
        assert_eq!(planned["planned"].as_array().unwrap().len(), 2);
        t.clock.advance(3_600_000);
        base::jobs::run_due(&t.app).await.unwrap();
        assert_eq!(statuses(t, &program).await, ["departed", "departed"]);
    }

    async fn a_token_of_one_of_them_goes_on_as_a_technical_users(t) {
        let program = olena(t).await;
        let page = t.page(t.cast.olena).await;
        let machine = t.api(t.cast.anna).await;
        let other = t.api(t.cast.vira).await;
        let (anna, vira, borys) = (t.cast.anna.to_string(), t.cast.vira.to_string(), t.cast.borys.to_string());
        let dialog = format!("/handovers/choose?id={anna}&id={vira}");
        page.get(&dialog).await.expect_text("add a technical user first").expect_no_text("name=\"token.")
            .expect_text("To share somebody's work out by rules, deactivate them by themselves");
        let robot = json!({ "name": "Robot", "category": "technical" });
        let robot = program.post_json("/api/v1/people", robot).await.expect_status(201).json()["id"].as_i64().unwrap();
        let held = program.get(&format!("/api/v1/people/{anna}/holdings")).await.json();
        let token = held["access"].as_array().unwrap().iter().find(|one| one["kind"] == "token").unwrap()["id"].clone();
        let field = format!("token.{anna}.{token}");
        page.get(&dialog).await.expect_text(&format!("name=\"{field}\"")).expect_text("Goes on as Robot");
        let wrong = format!("technical:{borys}");
        let mut form = vec![("id", anna.as_str()), ("id", &vira), ("successor", &borys), (&field, &wrong), ("once", "a")];
        page.post("/handovers/several", &form).await.expect_status(422).expect_text("Anna Melnyk: ").expect_text(&field);
        assert_eq!(statuses(t, &program).await, ["active", "active"]);
        let right = format!("technical:{robot}");
        (form[3].1, form[4].1) = (&right, "b");
        page.post("/handovers/several", &form).await.expect_status(303);
        assert_eq!(statuses(t, &program).await, ["departed", "departed"]);
        assert_eq!(machine.get("/api/v1/me").await.expect_status(200).json()["person_id"], robot);
        other.get("/api/v1/me").await.expect_status(401);
    }

    // A03, A04, A06, A07
    async fn ticked_people_meet_one_dialog(t) {
        let program = olena(t).await;
        let deals = work_of_anna(t, &program).await;
        let page = t.page(t.cast.olena).await;
        let (anna, borys, olena) = (t.cast.anna.to_string(), t.cast.borys.to_string(), t.cast.olena.to_string());
        let ticked = page.post("/people/ticked/departure", &[("id", &anna), ("id", &borys)]).await.expect_status(303);
        let plan = json!({ "successor": t.cast.borys, "at": kit::date::to_rfc3339(NOW + 3_600_000) });
        program.post_json(&format!("/api/v1/people/{}/departure", t.cast.vira), plan).await.expect_status(202);
        let dialog = page.get(&ticked.location()).await.expect_status(200);
        let dialog = dialog.expect_text("Named as a successor in planned deactivations: Vira Savchuk");
        dialog.expect_text("2 people leave in one step").expect_text("Deals 3").expect_text("Head · Sales");
        let post = format!("post.{borys}.{}", t.cast.sales);
        let mut form = vec![("id", anna.as_str()), ("id", &borys), ("successor", &olena), (post.as_str(), ""), ("once", "a")];
        page.post("/handovers/several", &form).await.expect_status(422).expect_text("Borys Kravets: ").expect_text("Say who leads “Sales” next");
        form[3].1 = "vacant";
        page.post("/handovers/several/preview", &form).await.expect_status(200).expect_text("Olena Bondar");
        assert_eq!(responsible(&program, deals[0]).await, Some(t.cast.anna));
        form[4].1 = "b";
        let done = page.post("/handovers/several", &form).await.expect_status(303);
        assert_eq!(done.location(), "/handovers");
        assert_eq!(responsible(&program, deals[0]).await, Some(t.cast.olena));
        // Pressed twice: the same answer, nothing done again.
        page.post("/handovers/several", &form).await.expect_status(303);
        let list = program.get("/api/v1/people?status=departed").await.json();
        assert_eq!(list["items"].as_array().unwrap().len(), 2);
    }

    async fn the_dialog_of_several_draws_what_each_would_hand_over(t) {
        let program = olena(t).await;
        let deals = work_of_anna(t, &program).await;
        let page = t.page(t.cast.olena).await;
        let (anna, borys, vira) = (t.cast.anna.to_string(), t.cast.borys.to_string(), t.cast.vira.to_string());
        let first = page.get(&format!("/handovers/choose?id={anna}&id={borys}")).await.expect_status(200);
        first.expect_text("From Anna Melnyk to Not chosen: Deals 3").expect_text("data-sketch=\"/handovers/several/sketch\"");
        let post = format!("post.{borys}.{}", t.cast.sales);
        let own = format!("to.{anna}");
        let mut form = vec![("id", anna.as_str()), ("id", &borys), (own.as_str(), &vira)];
        let drawn = page.post("/handovers/several/sketch", &form).await.expect_status(200);
        drawn.expect_text(&format!("id=\"sketch-{anna}\"")).expect_text("From Anna Melnyk to Vira Savchuk: Deals 3")
            .expect_text("Still to say").expect_text("Borys Kravets: Say who leads “Sales” next").expect_no_text("Anna Melnyk: ");
        form.push((&post, "vacant"));
        let drawn = page.post("/handovers/several/sketch", &form).await.expect_status(200);
        drawn.expect_no_text("Still to say").expect_text("It can be undone until");
        assert_eq!(responsible(&program, deals[0]).await, Some(t.cast.anna));
    }

    async fn whoever_leaves_too_receives_nothing_in_the_drawing_either(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        let page = t.page(t.cast.olena).await;
        let (anna, vira) = (t.cast.anna.to_string(), t.cast.vira.to_string());
        let to = format!("to.{anna}");
        let form = [("id", anna.as_str()), ("id", &vira), (to.as_str(), &vira)];
        let drawn = page.post("/handovers/several/sketch", &form).await.expect_status(200);
        drawn.expect_text("Still to say").expect_text("Anna Melnyk: Vira Savchuk").expect_no_text("It can be undone until");
        t.page(t.cast.borys).await.post("/handovers/several/sketch", &form).await.expect_status(403);
    }
}
