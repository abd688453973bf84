//! Two administrators at once with one person who is to leave: one is told yes, the other why not.

use base::jobs;
use serde_json::{Value as Json, json};

use super::ADMINISTRATOR;
use super::{left_with, olena, responsible, work_of_anna};
use crate::app::{Answer, Client, NOW, TestApp};
use crate::on_both;

const HOUR: i64 = 3_600_000;
const PLANNED: &str =
    "A deactivation of this person is planned already. Change that one, or call it off first.";

/// Borys administers beside Olena.
async fn borys(t: &TestApp) -> Client {
    t.by_hand(ADMINISTRATOR, t.cast.borys).await;
    t.api(t.cast.borys).await
}

fn departure(person: i64) -> String {
    format!("/api/v1/people/{person}/departure")
}

fn in_hours(hours: i64, successor: i64) -> Json {
    json!({ "successor": successor, "at": kit::date::to_rfc3339(NOW + hours * HOUR) })
}

/// Who got it, and who was refused.
fn sorted(one: Answer, two: Answer) -> (Answer, Answer) {
    if one.status == 202 { (one, two) } else { (two, one) }
}

async fn state(program: &Client, planned: &Json) -> Json {
    program.get(&format!("/api/v1/planned-departures/{planned}")).await.expect_status(200).json()
}

on_both! {
    async fn of_two_plans_at_once_one_stands_and_is_carried_out(t) {
        let (borys, olena) = (borys(t).await, olena(t).await);
        let deals = work_of_anna(t, &olena).await;
        let path = departure(t.cast.anna);
        let (one, two) = tokio::join!(
            olena.post_json(&path, in_hours(2, t.cast.olena)),
            borys.post_json(&path, in_hours(3, t.cast.borys))
        );
        let (got, refused) = sorted(one, two);
        let planned = got.expect_status(202).json()["id"].clone();
        let refused = refused.expect_problem(409, "departure_planned").json();
        assert_eq!((&refused["planned_id"], &refused["detail"]), (&planned, &json!(PLANNED)));
        let successor = state(&olena, &planned).await["planned_by_id"].as_i64().unwrap();
        t.clock.advance(4 * HOUR);
        jobs::run_due(&t.app).await.unwrap();
        assert_eq!(state(&olena, &planned).await["state"], "done");
        assert_eq!(responsible(&olena, deals[0]).await, Some(successor));
    }

    async fn of_two_changes_at_once_one_stands(t) {
        let (borys, olena) = (borys(t).await, olena(t).await);
        let path = departure(t.cast.anna);
        let first = olena.post_json(&path, in_hours(2, t.cast.vira)).await.expect_status(202).json()["id"].clone();
        let instead = |mut plan: Json| {
            plan["instead"] = first.clone();
            plan
        };
        let (one, two) = tokio::join!(
            olena.post_json(&path, instead(in_hours(5, t.cast.olena))),
            borys.post_json(&path, instead(in_hours(6, t.cast.borys)))
        );
        let (got, refused) = sorted(one, two);
        let second = got.expect_status(202).json()["id"].clone();
        let refused = refused.expect_problem(409, "departure_planned").json();
        assert_eq!(refused["planned_id"], second);
        assert_eq!(state(&olena, &first).await["state"], "cancelled");
        let listed = olena.get("/api/v1/planned-departures").await.json();
        assert_eq!((listed["items"].as_array().unwrap().len(), &listed["items"][0]["id"]), (1, &second));
        jobs::run_due(&t.app).await.unwrap();
    }

    async fn one_changes_it_while_the_other_calls_it_off(t) {
        let (borys, olena) = (borys(t).await, olena(t).await);
        let path = departure(t.cast.anna);
        let first = olena.post_json(&path, in_hours(2, t.cast.vira)).await.expect_status(202).json()["id"].clone();
        let mut change = in_hours(5, t.cast.vira);
        change["instead"] = first.clone();
        let address = format!("/api/v1/planned-departures/{first}");
        let (changed, called_off) = tokio::join!(olena.post_json(&path, change), borys.delete(&address));
        // Whoever comes second hears that it is over.
        match (changed.status, called_off.status) {
            (202, 409) => assert_eq!(called_off.json()["code"], "planned_ended"),
            (409, 200) => assert_eq!(changed.json()["code"], "planned_ended"),
            other => panic!("{other:?}: {} {}", changed.body, called_off.body),
        }
        assert_eq!(state(&olena, &first).await["state"], "cancelled");
        jobs::run_due(&t.app).await.unwrap();
    }

    // She leaves once, whoever was first, and nothing is left to be done at the hour.
    async fn one_plans_while_the_other_takes_the_person_out(t) {
        let (borys, olena) = (borys(t).await, olena(t).await);
        let deals = work_of_anna(t, &olena).await;
        let path = departure(t.cast.anna);
        let now = json!({ "successor": t.cast.borys });
        let (planned, gone) = tokio::join!(olena.post_json(&path, in_hours(2, t.cast.vira)), borys.post_json(&path, now));
        let gone = gone.expect_status(201).json();
        match planned.status {
            202 => {
                let planned = state(&olena, &planned.json()["id"]).await;
                assert_eq!((&planned["state"], &planned["handover_id"]), (&json!("done"), &gone["id"]));
            }
            _ => assert_eq!(planned.expect_problem(409, "already_departed").json()["detail"], "This person is deactivated already."),
        }
        t.clock.advance(3 * HOUR);
        jobs::run_due(&t.app).await.unwrap();
        assert_eq!(responsible(&olena, deals[0]).await, Some(t.cast.borys));
        assert!(left_with(t, t.cast.anna).await.is_clean());
        let sql = "select count(*) from handovers where account_id = $1";
        let facts: i64 = t.operator().read(move |tx| Ok(tx.query_one(sql, store::params![tx.account()])?.at(0)?)).await.unwrap();
        assert_eq!(facts, 1);
    }

    async fn in_the_page_whoever_is_second_is_led_to_what_is_planned(t) {
        borys(t).await;
        work_of_anna(t, &olena(t).await).await;
        let (olena, borys) = (t.page(t.cast.olena).await, t.page(t.cast.borys).await);
        let (person, vira) = (t.cast.anna.to_string(), t.cast.vira.to_string());
        let at = kit::date::input_local(NOW + 26 * HOUR, &kit::date::Zone::parse("Europe/Kyiv").unwrap());
        let form = [
            ("person", person.as_str()), ("mode", "departure"), ("successor", &vira), ("reason", "A new life"),
            ("when", "later"), ("at", &at), ("once", "a"),
        ];
        let (one, two) = tokio::join!(olena.post("/handovers/new", &form), borys.post("/handovers/new", &form));
        let to_the_person = format!("/people/{person}/planned");
        let ((got, _), (led, reader)) = match one.location() == to_the_person {
            false => ((one, olena), (two, borys)),
            true => ((two, borys), (one, olena)),
        };
        assert_eq!(led.location(), to_the_person);
        let reader = reader.with("cookie", &format!("smena_notice={}", led.cookie("smena_notice").unwrap()));
        assert_eq!(reader.get(&to_the_person).await.expect_status(303).location(), got.location());
        reader.get(&got.location()).await.expect_text(PLANNED).expect_text("A new life");
        jobs::run_due(&t.app).await.unwrap();
    }
}
