//! What somebody may no longer do until they leave, and what they are told.

use serde_json::{Value as Json, json};

use super::ADMINISTRATOR;
use super::{deal, olena};
use crate::app::{Client, NOW, TestApp};
use crate::deals::{id, stages};
use crate::on_both;

/// The person is to leave in two hours (23 November 2026, 13:00 in Kyiv), with fewer rights until then.
async fn leaves(t: &TestApp, program: &Client, person: i64) {
    let at = kit::date::to_rfc3339(NOW + 2 * 3_600_000);
    let posts = super::posts_to(program, person, t.cast.vira).await;
    let plan = json!({ "successor": t.cast.vira, "posts": posts, "at": at, "limits": true });
    program.post_json(&format!("/api/v1/people/{person}/departure"), plan).await.expect_status(202);
}

fn detail(refused: &crate::app::Answer) -> String {
    refused.json()["detail"].as_str().unwrap().to_owned()
}

on_both! {
    async fn a_refusal_says_until_when_and_whom_to_ask_in_three_languages(t) {
        let program = olena(t).await;
        let anna = t.api(t.cast.anna).await;
        let boiler = deal(&program, "Boiler", t.cast.anna).await;
        leaves(t, &program, t.cast.anna).await;
        let address = format!("/api/v1/deals/{boiler}");
        let refused = anna.delete(&address).await.expect_problem(403, "withheld");
        assert_eq!(
            detail(&refused),
            "Until you leave on 23 Nov 2026, 13:00, you can't delete, download or make new tokens. If it has to be done, ask: Olena Bondar."
        );
        for (lang, begins) in [("ru", "До вашего ухода (23"), ("uk", "До вашого виходу (23")] {
            let refused = anna.with("accept-language", lang).delete(&address).await.expect_problem(403, "withheld");
            assert!(detail(&refused).starts_with(begins) && detail(&refused).ends_with(": Olena Bondar."), "{}", refused.body);
        }
        let page = t.page(t.cast.anna).await;
        let ticked = boiler.to_string();
        let refused = page.post("/deals/delete", &[("id", &ticked), ("sure", "yes")]).await.expect_status(403);
        refused.expect_text("Until you leave on 23 Nov 2026, 13:00").expect_text("ask: Olena Bondar.");
        page.post("/me/tokens", &[("name", "Copy")]).await.expect_status(403).expect_text("Until you leave on");
        // What was never hers to do is refused as ever.
        anna.get("/api/v1/triggers").await.expect_problem(403, "denied");
        anna.delete(&format!("/api/v1/deals/{}", deal(&program, "Roof", t.cast.borys).await)).await.expect_problem(404, "not_found");
    }

    // Everything that can be taken away for good, by programs and on pages.
    async fn an_administrator_who_is_to_leave_takes_nothing_away(t) {
        let program = olena(t).await;
        t.by_hand(ADMINISTRATOR, t.cast.borys).await;
        let borys = t.api(t.cast.borys).await;
        let page = t.page(t.cast.borys).await;
        let stages = stages(&program).await;
        let made = async |path: &str, body: Json| id(&program.post_json(path, body).await.expect_status(201).json());
        let call = json!({ "name": "Call back", "stage_id": stages[0], "does": "task", "title": "Call", "responsible_id": t.cast.anna });
        let trigger = made("/api/v1/triggers", call).await;
        let department = made("/api/v1/departments", json!({ "name": "Empty" })).await;
        let queue = json!({ "department_id": department, "name": "Incoming", "holder_id": t.cast.olena });
        made("/api/v1/queues", queue).await;
        let role = made("/api/v1/roles", json!({ "name": "Nobody's" })).await;
        leaves(t, &program, t.cast.borys).await;
        for (path, left) in [
            (format!("/settings/triggers/{trigger}"), "Remove the trigger"),
            (format!("/settings/departments/{department}"), "/remove"),
            (format!("/settings/roles/{role}"), "/remove"),
        ] {
            let shown = if path.contains("departments") { format!("{path}/edit") } else { path.clone() };
            page.get(&shown).await.expect_status(200).expect_no_text(left);
            page.post(&format!("{path}/remove"), &[]).await.expect_status(403).expect_text("Until you leave on");
            let api = path.replace("/settings", "/api/v1");
            borys.delete(&api).await.expect_problem(403, "withheld");
        }
        page.get(&format!("/settings/roles/{role}/remove")).await.expect_status(403);
        let pipelines = borys.get("/api/v1/pipelines").await.json();
        let pipeline = &pipelines["items"][0];
        let mut kept = pipeline["stages"].as_array().unwrap().clone();
        let stage = |stage: &Json| json!({ "id": stage["id"], "name": stage["name"], "outcome": stage["outcome"] });
        kept.iter_mut().for_each(|one| *one = stage(one));
        let fewer: Vec<Json> = kept.iter().filter(|one| one["id"] != stages[3]).cloned().collect();
        let address = format!("/api/v1/pipelines/{}", pipeline["id"]);
        let change = |stages: &[Json]| json!({ "version": pipeline["version"], "stages": stages });
        borys.patch(&address, change(&fewer)).await.expect_problem(403, "withheld");
        // Nothing else is closed: another name for a stage, a form switched off, a new trigger.
        kept[0]["name"] = json!("First");
        borys.patch(&address, change(&kept)).await.expect_status(200);
        let body = json!({ "version": 1, "on": false });
        borys.patch(&format!("/api/v1/triggers/{trigger}"), body).await.expect_status(200);
        // Olena stays, and may.
        program.delete(&format!("/api/v1/triggers/{trigger}")).await.expect_status(204);
        program.delete(&format!("/api/v1/roles/{role}")).await.expect_status(204);
        program.delete(&format!("/api/v1/departments/{department}")).await.expect_status(204);
    }
}
