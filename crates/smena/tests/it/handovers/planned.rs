//! Departures planned for a day and an hour.

use base::jobs;
use serde_json::{Value as Json, json};

use super::ADMINISTRATOR;
use super::{contact, deal, depart, left_with, made, olena, responsible, task, work_of_anna};
use crate::app::{Client, NOW, TestApp};
use crate::on_both;

const HOUR: i64 = 3_600_000;

fn departure(t: &TestApp) -> String {
    format!("/api/v1/people/{}/departure", t.cast.anna)
}

/// So many hours from now.
fn in_hours(hours: i64) -> String {
    kit::date::to_rfc3339(NOW + hours * HOUR)
}

/// Anna is to leave in two hours, her work to Vira.
async fn planned(t: &TestApp, program: &Client) -> i64 {
    let plan = json!({ "successor": t.cast.vira, "at": in_hours(2) });
    let answer = program.post_json(&departure(t), plan).await.expect_status(202).json();
    assert_eq!((&answer["state"], &answer["at"]), (&json!("planned"), &json!(in_hours(2))), "{answer}");
    answer["id"].as_i64().unwrap()
}

async fn look(program: &Client, id: i64) -> Json {
    program.get(&format!("/api/v1/planned-departures/{id}")).await.expect_status(200).json()
}

/// Time passes, and the jobs that are due then are done.
async fn later(t: &TestApp, hours: i64) {
    t.clock.advance(hours * HOUR);
    jobs::run_due(&t.app).await.unwrap();
}

async fn status(program: &Client, person: i64) -> Json {
    program.get(&format!("/api/v1/people/{person}")).await.expect_status(200).json()["status"].clone()
}

on_both! {
    async fn it_is_carried_out_by_itself_when_its_hour_has_come(t) {
        let program = olena(t).await;
        let deals = work_of_anna(t, &program).await;
        let anna = t.api(t.cast.anna).await;
        let id = planned(t, &program).await;
        later(t, 1).await;
        assert_eq!(status(&program, t.cast.anna).await, "active");
        let roof = deal(&anna, "Another roof", t.cast.anna).await;
        later(t, 1).await;
        let now = look(&program, id).await;
        assert_eq!((&now["state"], &now["would"]), (&json!("done"), &Json::Null));
        assert_eq!(status(&program, t.cast.anna).await, "departed");
        anna.get("/api/v1/me").await.expect_status(401);
        for deal in deals.into_iter().chain([roof]) {
            assert_eq!(responsible(&program, deal).await, Some(t.cast.vira));
        }
        assert!(left_with(t, t.cast.anna).await.is_clean());
        // It is a departure like any other: done for Olena, and undone with one press.
        let fact = program.get(&format!("/api/v1/departures/{}", now["handover_id"])).await.expect_status(200).json();
        assert_eq!(fact["status"], "departed");
        program.delete(&format!("/api/v1/departures/{}", now["handover_id"])).await.expect_status(200);
        assert_eq!(status(&program, t.cast.anna).await, "active");
    }

    async fn a_moment_is_to_come_and_not_too_far(t) {
        let program = olena(t).await;
        let code = async |at: &str| {
            let plan = json!({ "successor": t.cast.vira, "at": at });
            // A rehearsal says so, too.
            let mut rehearsed = plan.clone();
            rehearsed["dry_run"] = json!(true);
            program.post_json(&departure(t), rehearsed).await.expect_status(422);
            program.post_json(&departure(t), plan).await.expect_status(422).json()["errors"][0]["code"].clone()
        };
        assert_eq!(code("tomorrow").await, "planned_moment");
        assert_eq!(code(&in_hours(0)).await, "planned_past");
        assert_eq!(code(&in_hours(-1)).await, "planned_past");
        assert_eq!(code(&in_hours(24 * 400)).await, "planned_too_far");
        let handover = json!({ "successor": t.cast.vira, "at": in_hours(2) });
        let address = format!("/api/v1/people/{}/handover", t.cast.anna);
        assert_eq!(program.post_json(&address, handover).await.expect_status(422).json()["errors"][0]["code"], "handover_at");
    }

    // What is wrong now is said now, not when the hour comes.
    async fn a_plan_that_could_not_be_carried_out_now_is_refused(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        let plan = json!({ "successor": t.cast.hlib, "at": in_hours(2) });
        let refused = program.post_json(&departure(t), plan).await.expect_status(422).json();
        assert_eq!(refused["errors"][0]["code"], "may_not_hold");
        let own = json!({ "successor": t.cast.vira, "at": in_hours(2) });
        let address = format!("/api/v1/people/{}/departure", t.cast.olena);
        program.post_json(&address, own).await.expect_problem(409, "last_administrator");
    }

    async fn until_then_nothing_is_deleted_or_opened_to_programs(t) {
        let program = olena(t).await;
        let anna = t.api(t.cast.anna).await;
        let page = t.page(t.cast.anna).await;
        let boiler = deal(&program, "Boiler", t.cast.anna).await;
        let plan = json!({ "successor": t.cast.vira, "at": in_hours(2), "limits": true });
        let id = program.post_json(&departure(t), plan).await.expect_status(202).json()["id"].as_i64().unwrap();
        let address = format!("/api/v1/deals/{boiler}");
        anna.delete(&address).await.expect_status(403);
        anna.patch(&address, json!({ "version": 1, "title": "A large boiler" })).await.expect_status(200);
        page.post("/me/tokens", &[("name", "Copy")]).await.expect_status(403);
        page.get("/deals").await.expect_no_text("href=\"/bin\"");
        // Called off: everything as it was.
        program.delete(&format!("/api/v1/planned-departures/{id}")).await.expect_status(200);
        anna.delete(&address).await.expect_status(204);
        later(t, 3).await;
        assert_eq!(status(&program, t.cast.anna).await, "active");
    }

    async fn an_administrator_who_is_to_leave_is_limited_too(t) {
        let program = olena(t).await;
        t.by_hand(ADMINISTRATOR, t.cast.borys).await;
        let borys = t.api(t.cast.borys).await;
        let boiler = deal(&program, "Boiler", t.cast.anna).await;
        let plan = json!({ "successor": t.cast.olena, "posts": { t.cast.sales.to_string(): null }, "at": in_hours(2), "limits": true });
        let address = format!("/api/v1/people/{}/departure", t.cast.borys);
        program.post_json(&address, plan).await.expect_status(202);
        borys.delete(&format!("/api/v1/deals/{boiler}")).await.expect_status(403);
        borys.get("/api/v1/people").await.expect_status(200);
        let gone = depart(&program, t.cast.vira, t.cast.anna).await;
        t.page(t.cast.borys).await.get(&format!("/handovers/{gone}/records.csv")).await.expect_status(403);
        t.page(t.cast.olena).await.get(&format!("/handovers/{gone}/records.csv")).await.expect_status(200);
    }

    async fn one_departure_is_planned_at_a_time_and_may_be_changed(t) {
        let program = olena(t).await;
        let first = planned(t, &program).await;
        let again = json!({ "successor": t.cast.borys, "at": in_hours(5) });
        let refused = program.post_json(&departure(t), again).await.expect_problem(409, "departure_planned").json();
        assert_eq!(refused["planned_id"], first);
        let changed = json!({ "successor": t.cast.borys, "at": in_hours(5), "instead": first });
        let second = program.post_json(&departure(t), changed).await.expect_status(202).json();
        assert_eq!(look(&program, first).await["state"], "cancelled");
        let listed = program.get("/api/v1/planned-departures").await.expect_status(200).json();
        assert_eq!(listed["items"], json!([{ "id": second["id"], "person_id": t.cast.anna, "at": in_hours(5), "limits": false }]));
        later(t, 3).await;
        assert_eq!(status(&program, t.cast.anna).await, "active");
        later(t, 3).await;
        assert_eq!(status(&program, t.cast.anna).await, "departed");
        program.delete(&format!("/api/v1/planned-departures/{}", second["id"])).await.expect_problem(409, "planned_ended");
    }

    // The successor left meanwhile: nothing is done half, and every administrator sees on every page that something waits.
    async fn what_has_become_impossible_waits_and_the_administrators_are_told(t) {
        let program = olena(t).await;
        let deals = work_of_anna(t, &program).await;
        let page = t.page(t.cast.olena).await;
        let id = planned(t, &program).await;
        page.get("/deals").await.expect_no_text("nav-waiting");
        page.get(&format!("/handovers/new?person={}&mode=departure", t.cast.vira)).await
            .expect_text("Named as a successor in planned deactivations: Anna Melnyk");
        depart(&program, t.cast.vira, t.cast.borys).await;
        page.get(&format!("/planned/{id}")).await.expect_text("Vira Savchuk can't receive new work");
        later(t, 3).await;
        let waits = look(&program, id).await;
        assert_eq!((&waits["state"], &waits["trouble"]["code"]), (&json!("waiting"), &json!("not_assignable")));
        assert_eq!(status(&program, t.cast.anna).await, "active");
        assert_eq!(responsible(&program, deals[0]).await, Some(t.cast.anna));
        page.get("/deals").await.expect_text("nav-waiting").expect_text("1 waits for you");
        t.page(t.cast.borys).await.get("/deals").await.expect_no_text("nav-waiting");
        page.get("/handovers").await.expect_text("could not be carried out and waits for you");
        // It goes on once that is mended.
        page.post(&format!("/planned/{id}/go-on"), &[]).await.expect_status(303);
        assert_eq!(look(&program, id).await["state"], "waiting");
        let changed = json!({ "successor": t.cast.borys, "at": kit::date::to_rfc3339(NOW + 4 * HOUR), "instead": id });
        program.post_json(&departure(t), changed).await.expect_status(202);
        page.get("/deals").await.expect_no_text("nav-waiting");
        later(t, 1).await;
        assert_eq!(status(&program, t.cast.anna).await, "departed");
    }

    async fn a_waiting_one_goes_on_when_it_is_possible_again(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        let id = planned(t, &program).await;
        program.post_json(&format!("/api/v1/planned-departures/{id}/go-on"), json!({})).await.expect_problem(409, "planned_not_due");
        program.post_json(&format!("/api/v1/people/{}/block", t.cast.vira), json!({})).await.expect_status(200);
        later(t, 3).await;
        assert_eq!(look(&program, id).await["state"], "waiting");
        program.post_json(&format!("/api/v1/people/{}/unblock", t.cast.vira), json!({})).await.expect_status(200);
        let done = program.post_json(&format!("/api/v1/planned-departures/{id}/go-on"), json!({})).await.expect_status(200).json();
        assert_eq!(done["state"], "done");
        assert_eq!(status(&program, t.cast.anna).await, "departed");
    }

    // An automation never runs as somebody who has left.
    async fn who_planned_it_is_blocked_and_another_administrator_lets_it_go_on(t) {
        t.by_hand(ADMINISTRATOR, t.cast.borys).await;
        let borys = t.api(t.cast.borys).await;
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        let id = planned(t, &borys).await;
        let block = format!("/api/v1/people/{}/block", t.cast.borys);
        program.post_json(&block, json!({})).await.expect_status(200);
        later(t, 3).await;
        let waits = look(&program, id).await;
        assert_eq!((&waits["state"], &waits["trouble"]["code"]), (&json!("waiting"), &json!("job_not_allowed")));
        assert_eq!(waits["acts_for_id"], t.cast.borys);
        program.post_json(&format!("/api/v1/planned-departures/{id}/go-on"), json!({})).await.expect_status(200);
        assert_eq!(status(&program, t.cast.anna).await, "departed");
        let fact = look(&program, id).await;
        assert_eq!((&fact["state"], fact["handover_id"].is_i64()), (&json!("done"), true));
    }

    async fn taken_out_by_hand_before_the_hour_nothing_is_left_to_do(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        let plan = json!({ "successor": t.cast.vira, "at": in_hours(2), "limits": true });
        let id = program.post_json(&departure(t), plan).await.expect_status(202).json()["id"].as_i64().unwrap();
        let handover = depart(&program, t.cast.anna, t.cast.borys).await;
        assert_eq!(look(&program, id).await["handover_id"], handover);
        later(t, 3).await;
        assert_eq!(status(&program, t.cast.anna).await, "departed");
        program.delete(&format!("/api/v1/departures/{handover}")).await.expect_status(200);
        later(t, 3).await;
        assert_eq!(status(&program, t.cast.anna).await, "active");
        let card = program.get(&format!("/api/v1/people/{}/holdings", t.cast.anna)).await.json();
        assert_eq!(card["leaving_at"], Json::Null);
    }

    // It waited for an administrator, and one of them has done by hand what it was for.
    async fn taken_out_by_hand_while_it_waits_it_waits_for_nobody_any_more(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        let id = planned(t, &program).await;
        depart(&program, t.cast.vira, t.cast.borys).await;
        later(t, 3).await;
        let page = t.page(t.cast.olena).await;
        page.get("/deals").await.expect_text("nav-waiting");
        depart(&program, t.cast.anna, t.cast.borys).await;
        later(t, 0).await;
        assert_eq!(look(&program, id).await["state"], "done");
        page.get("/deals").await.expect_no_text("nav-waiting");
    }

    async fn whoever_is_to_leave_does_not_call_it_off(t) {
        let program = olena(t).await;
        t.by_hand(ADMINISTRATOR, t.cast.anna).await;
        let plan = json!({ "successor": t.cast.vira, "at": in_hours(2), "limits": true });
        let id = program.post_json(&departure(t), plan).await.expect_status(202).json()["id"].as_i64().unwrap();
        let address = format!("/api/v1/planned-departures/{id}");
        t.api(t.cast.anna).await.delete(&address).await.expect_problem(409, "not_yourself");
        let page = t.page(t.cast.anna).await;
        page.get(&format!("/planned/{id}")).await.expect_no_text("Call it off");
        page.post(&format!("/planned/{id}/cancel"), &[]).await.expect_status(303);
        assert_eq!(look(&program, id).await["state"], "planned");
        program.delete(&address).await.expect_status(200);
        later(t, 0).await;
    }

    async fn until_then_nothing_goes_by_any_door(t) {
        let program = olena(t).await;
        let anna = t.api(t.cast.anna).await;
        let page = t.page(t.cast.anna).await;
        let (kept, gone) = (deal(&program, "Boiler", t.cast.anna).await, deal(&program, "Roof", t.cast.anna).await);
        let records = [
            ("contacts", contact(&program, "Marta", t.cast.anna).await),
            ("companies", made(&program, "/api/v1/companies", json!({ "name": "Zirka", "responsible_id": t.cast.anna })).await),
            ("tasks", task(&program, "Call Marta", t.cast.anna).await),
            ("deals", kept),
        ];
        anna.delete(&format!("/api/v1/deals/{gone}")).await.expect_status(204);
        let plan = json!({ "successor": t.cast.vira, "at": in_hours(2), "limits": true });
        program.post_json(&departure(t), plan).await.expect_status(202);
        for (kind, id) in records {
            anna.delete(&format!("/api/v1/{kind}/{id}")).await.expect_status(403);
            let ticked = id.to_string();
            page.post(&format!("/{kind}/delete"), &[("id", &ticked), ("sure", "yes")]).await.expect_status(403);
            anna.get(&format!("/api/v1/{kind}/{id}")).await.expect_status(200);
            page.get(&format!("/{kind}")).await.expect_no_text(&format!("/{kind}/delete"));
        }
        anna.post_json(&format!("/api/v1/bin/{gone}/restore"), json!({})).await.expect_status(404);
        page.post(&format!("/bin/{gone}/restore"), &[]).await.expect_status(404);
        later(t, 0).await;
    }

    // Records have to be told apart first: access ends on time, the sharing out goes on by itself.
    async fn with_rules_access_ends_on_time_and_the_records_are_shared_out(t) {
        let program = olena(t).await;
        let anna = t.api(t.cast.anna).await;
        let deals = work_of_anna(t, &program).await;
        let split = json!([{ "kind": "deal", "where": {}, "to": [t.cast.vira, t.cast.borys] }]);
        let plan = json!({ "successor": t.cast.olena, "splits": split, "at": in_hours(2) });
        let id = program.post_json(&departure(t), plan).await.expect_status(202).json()["id"].as_i64().unwrap();
        later(t, 2).await;
        anna.get("/api/v1/me").await.expect_status(401);
        let now = look(&program, id).await;
        let sharing = program.get(&format!("/api/v1/plans/{}", now["plan_id"])).await.expect_status(200).json();
        assert_eq!((&now["state"], &sharing["state"]), (&json!("done"), &json!("done")));
        assert_eq!(status(&program, t.cast.anna).await, "departed");
        for deal in deals {
            assert!([t.cast.vira, t.cast.borys].map(Some).contains(&responsible(&program, deal).await));
        }
    }

    async fn nobody_else_plans_or_sees_it(t) {
        let program = olena(t).await;
        let id = planned(t, &program).await;
        let plan = json!({ "successor": t.cast.vira, "at": in_hours(2) });
        t.api(t.cast.borys).await.post_json(&departure(t), plan.clone()).await.expect_status(403);
        t.api(t.cast.borys).await.get(&format!("/api/v1/planned-departures/{id}")).await.expect_status(403);
        let zoryana = t.api(t.cast.zoryana).await;
        zoryana.post_json(&departure(t), plan).await.expect_status(404);
        zoryana.get(&format!("/api/v1/planned-departures/{id}")).await.expect_status(404);
        zoryana.delete(&format!("/api/v1/planned-departures/{id}")).await.expect_status(404);
    }

    async fn in_the_page_it_is_planned_changed_and_called_off(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        let page = t.page(t.cast.olena).await;
        let (person, vira) = (t.cast.anna.to_string(), t.cast.vira.to_string());
        let at = kit::date::input_local(NOW + 26 * HOUR, &kit::date::Zone::parse("Europe/Kyiv").unwrap());
        let mut form = vec![
            ("person", person.as_str()), ("mode", "departure"), ("successor", &vira), ("reason", "A new life"),
            ("when", "later"), ("at", ""), ("limits", "1"), ("once", "a"),
        ];
        page.post("/handovers/new", &form).await.expect_status(422).expect_text("Choose a day and an hour.");
        form[5].1 = &at;
        form[7].1 = "b";
        let address = page.post("/handovers/new", &form).await.expect_status(303).location();
        let shown = page.get(&address).await.expect_status(200);
        shown.expect_text("no deleting, no downloads, no new tokens").expect_text("A new life").expect_text("Vira Savchuk");
        page.get(&format!("/people/{}", t.cast.anna)).await.expect_text("Leaves");
        page.get("/handovers").await.expect_text("Deactivation of Anna Melnyk").expect_text("See what is planned");
        page.get(&format!("/people/{person}/handing-over")).await.expect_text("A deactivation is planned for").expect_text("See what is planned");
        t.page(t.cast.anna).await.get("/handing-over").await.expect_no_text("is planned for");
        let id = address.rsplit('/').next().unwrap().to_owned();
        let again = format!("/handovers/new?person={person}&mode=departure&planned={id}");
        page.get(&again).await.expect_text(&format!("value=\"{at}\"")).expect_text("A new life").expect_text(&format!("name=\"instead\" value=\"{id}\""));
        assert_eq!(page.get(&format!("/people/{person}/planned")).await.expect_status(303).location(), address);
        page.post(&format!("/planned/{id}/cancel"), &[]).await.expect_status(303);
        page.get(&address).await.expect_text("Called off. Nothing has changed.");
        page.post(&format!("/planned/{id}/cancel"), &[]).await.expect_status(303);
        page.get(&format!("/people/{}", t.cast.anna)).await.expect_no_text("Leaves");
        jobs::run_due(&t.app).await.unwrap();
    }
}
