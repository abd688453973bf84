//! What goes on with somebody else beside work: posts of departments and tokens of programs.

use serde_json::{Value as Json, json};

use super::{deal, left_with, made, olena, work_of_anna};
use crate::app::{Client, TestApp};
use crate::on_both;

fn departure(person: i64) -> String {
    format!("/api/v1/people/{person}/departure")
}

/// Borys's plan, with this for his post in Sales.
fn leaving(t: &TestApp, post: impl Into<Json>) -> Json {
    json!({ "successor": t.cast.olena, "posts": { t.cast.sales.to_string(): post.into() } })
}

/// `Sales: head`, as the person's card and the API have it.
async fn belongs(program: &Client, person: i64) -> Vec<(String, String)> {
    let card = program.get(&format!("/api/v1/people/{person}")).await.expect_status(200).json();
    let one = |b: &Json| (b["name"].as_str().unwrap().to_owned(), b["post"].as_str().unwrap().to_owned());
    card["departments"].as_array().unwrap().iter().map(one).collect()
}

fn in_sales(post: &str) -> Vec<(String, String)> {
    vec![("Sales".to_owned(), post.to_owned())]
}

/// A technical user of the account.
async fn robot(program: &Client, name: &str) -> i64 {
    made(program, "/api/v1/people", json!({ "name": name, "category": "technical" })).await
}

/// Anna's program, and the number of its token.
async fn program_of_anna(t: &TestApp, program: &Client) -> (Client, String) {
    let secret = t.secret(t.cast.anna, false).await;
    let holdings = program.get(&format!("/api/v1/people/{}/holdings", t.cast.anna)).await.json();
    let token = holdings["access"].as_array().unwrap().iter().find(|one| one["kind"] == "token").unwrap();
    (t.client([("authorization", format!("Bearer {secret}"))]), token["id"].to_string())
}

on_both! {
    async fn a_post_stands_in_the_way_until_it_is_said_who_has_it_next(t) {
        let program = olena(t).await;
        let holdings = program.get(&format!("/api/v1/people/{}/holdings", t.cast.borys)).await.json();
        assert_eq!(holdings["posts"], json!([{ "department_id": t.cast.sales, "department": "Sales", "post": "head" }]));
        assert_eq!(holdings["blockers"][0]["code"], "post_needs_successor");
        assert!(holdings["blockers"][0]["detail"].as_str().unwrap().contains("Sales"));
        let silent = json!({ "successor": t.cast.olena });
        let refused = program.post_json(&departure(t.cast.borys), silent).await.expect_status(422).json();
        assert_eq!((&refused["errors"][0]["field"], &refused["errors"][0]["code"]), (&json!("posts"), &json!("post_needs_successor")));
        for nobody in [t.cast.borys, t.cast.petro, t.cast.zoryana] {
            program.post_json(&departure(t.cast.borys), leaving(t, nobody)).await.expect_status(422);
        }
        let strange = json!({ "successor": t.cast.olena, "posts": { t.cast.sales.to_string(): null, t.cast.support.to_string(): null } });
        let refused = program.post_json(&departure(t.cast.borys), strange).await.expect_status(422).json();
        assert_eq!(refused["errors"][0]["code"], "no_such_post_held");
        assert_eq!(belongs(&program, t.cast.borys).await, in_sales("head"));
    }

    async fn the_post_goes_where_it_was_said_and_comes_back_with_the_undo(t) {
        let program = olena(t).await;
        let done = program.post_json(&departure(t.cast.borys), leaving(t, t.cast.anna)).await.expect_status(201).json();
        assert_eq!(done["posts"], json!([{ "department_id": t.cast.sales, "post": "head", "to": t.cast.anna }]));
        assert_eq!(belongs(&program, t.cast.anna).await, in_sales("head"));
        assert_eq!(belongs(&program, t.cast.borys).await, in_sales("member"));
        let page = t.page(t.cast.olena).await;
        page.get(&format!("/handovers/{}", done["id"])).await.expect_text("Head · Sales").expect_text("Anna Melnyk");
        program.delete(&format!("/api/v1/departures/{}", done["id"])).await.expect_status(200);
        assert_eq!(belongs(&program, t.cast.anna).await, in_sales("member"));
        assert_eq!(belongs(&program, t.cast.borys).await, in_sales("head"));
    }

    async fn who_came_in_by_the_post_alone_leaves_the_department_again(t) {
        let program = olena(t).await;
        let done = program.post_json(&departure(t.cast.borys), leaving(t, t.cast.hlib)).await.expect_status(201).json();
        assert_eq!(belongs(&program, t.cast.hlib).await.len(), 2);
        program.delete(&format!("/api/v1/departures/{}", done["id"])).await.expect_status(200);
        assert_eq!(belongs(&program, t.cast.hlib).await, [("Support".to_owned(), "member".to_owned())]);
    }

    async fn a_post_that_went_on_since_stays_where_it_went(t) {
        let program = olena(t).await;
        let done = program.post_json(&departure(t.cast.borys), leaving(t, Json::Null)).await.expect_status(201).json();
        let person = format!("/api/v1/people/{}", t.cast.vira);
        let head = json!({ "departments": [{ "id": t.cast.sales, "post": "head", "main": true }] });
        program.patch(&person, head).await.expect_status(200);
        program.delete(&format!("/api/v1/departures/{}", done["id"])).await.expect_status(200);
        assert_eq!(belongs(&program, t.cast.vira).await, in_sales("head"));
        assert_eq!(belongs(&program, t.cast.borys).await, in_sales("member"));
    }

    async fn who_leads_a_department_is_not_made_its_deputy(t) {
        let program = olena(t).await;
        let deputy = json!({ "departments": [{ "id": t.cast.sales, "post": "deputy", "main": true }] });
        program.patch(&format!("/api/v1/people/{}", t.cast.anna), deputy).await.expect_status(200);
        let refused = program.post_json(&departure(t.cast.anna), leaving(t, t.cast.borys)).await.expect_status(422).json();
        assert_eq!(refused["errors"][0]["code"], "post_leads_already");
        assert!(refused["errors"][0]["detail"].as_str().unwrap().contains("Borys Kravets leads “Sales”"), "{refused}");
        program.post_json(&departure(t.cast.anna), leaving(t, t.cast.vira)).await.expect_status(201);
        assert_eq!(belongs(&program, t.cast.borys).await, in_sales("head"));
        assert_eq!(belongs(&program, t.cast.vira).await, in_sales("deputy"));
    }

    async fn work_that_is_given_back_brings_no_post_along_and_says_none(t) {
        let program = olena(t).await;
        deal(&program, "Boiler", t.cast.borys).await;
        program.post_json(&departure(t.cast.borys), leaving(t, t.cast.anna)).await.expect_status(201);
        let back = format!("/api/v1/people/{}/reactivate", t.cast.borys);
        let returned = program.post_json(&back, json!({ "give_back": true })).await.expect_status(200).json();
        assert_eq!(belongs(&program, t.cast.anna).await, in_sales("head"));
        let address = format!("/handovers/{}", returned["handover_id"]);
        t.page(t.cast.olena).await.get(&address).await.expect_text("Work given back No. 2").expect_no_text("Head · Sales");
    }

    async fn the_dialog_asks_for_each_post(t) {
        let page = t.page(t.cast.olena).await;
        let dialog = page.get(&format!("/handovers/new?person={}&mode=departure", t.cast.borys)).await;
        let field = format!("post.{}", t.cast.sales);
        dialog.expect_status(200).expect_text(&format!("name=\"{field}\"")).expect_text("Leave vacant");
        let (person, olena) = (t.cast.borys.to_string(), t.cast.olena.to_string());
        let mut form = vec![("person", person.as_str()), ("mode", "departure"), ("successor", &olena), ("once", "a")];
        page.post("/handovers/new", &form).await.expect_status(422).expect_text("Say who leads “Sales” next");
        form.push((&field, "vacant"));
        form[3].1 = "b";
        page.post("/handovers/new", &form).await.expect_status(303);
        assert_eq!(belongs(&olena_again(t).await, t.cast.borys).await, in_sales("member"));
    }

    async fn a_token_goes_on_as_the_technical_users_and_no_longer_as_the_leavers(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        let robot = robot(&program, "Robot").await;
        let (machine, token) = program_of_anna(t, &program).await;
        let plan = json!({ "successor": t.cast.vira, "access": { &token: "technical" } });
        let would = program.post_json(&departure(t.cast.anna), json!({ "successor": t.cast.vira, "access": { &token: "technical" }, "dry_run": true })).await;
        assert_eq!(would.expect_status(200).json()["kept"][0]["to"], robot);
        let done = program.post_json(&departure(t.cast.anna), plan).await.expect_status(201).json();
        assert_eq!(done["kept"][0], json!({ "id": token.parse::<i64>().unwrap(), "name": done["kept"][0]["name"], "to": robot }));
        let tokens = done["ended"].as_array().unwrap().iter().find(|ended| ended["kind"] == "token");
        assert!(tokens.is_none_or(|tokens| tokens["count"] == 0), "{done}");
        assert_eq!(machine.get("/api/v1/me").await.expect_status(200).json()["person_id"], robot);
        let left = left_with(t, t.cast.anna).await;
        assert!(left.is_clean());
        t.page(t.cast.olena).await.get(&format!("/people/{robot}")).await.expect_text("of Anna Melnyk now belongs to Robot");
        // An undo brings Anna back without it: what she had in hand stays another's.
        program.delete(&format!("/api/v1/departures/{}", done["id"])).await.expect_status(200);
        assert_eq!(machine.get("/api/v1/me").await.expect_status(200).json()["person_id"], robot);
    }

    // 4.1.3: what goes on, acts as the technical user: nothing new is made in the name of who left.
    async fn a_program_never_acts_as_who_has_left(t) {
        let program = olena(t).await;
        robot(&program, "Robot").await;
        let (machine, token) = program_of_anna(t, &program).await;
        let plan = json!({ "successor": t.cast.vira, "access": { &token: "technical" } });
        program.post_json(&departure(t.cast.anna), plan).await.expect_status(201);
        let boiler = made(&machine, "/api/v1/deals", json!({ "title": "Boiler" })).await;
        let deal = program.get(&format!("/api/v1/deals/{boiler}")).await.json();
        assert_eq!(deal["responsible_id"], t.cast.olena);
        let timeline = t.page(t.cast.olena).await.get(&format!("/deals/{boiler}")).await.expect_text("Robot");
        timeline.expect_no_text("Anna Melnyk");
        machine.post_json("/api/v1/deals", json!({ "title": "Roof", "responsible_id": t.cast.anna })).await.expect_status(422);
    }

    async fn which_technical_user_must_be_plain(t) {
        let program = olena(t).await;
        let (_, token) = program_of_anna(t, &program).await;
        let code = async |fate: &str| {
            let plan = json!({ "successor": t.cast.vira, "access": { &token: fate }, "dry_run": true });
            let answer = program.post_json(&departure(t.cast.anna), plan).await;
            if answer.status == 200 { String::new() } else { answer.json()["errors"][0]["code"].as_str().unwrap().to_owned() }
        };
        assert_eq!(code("technical").await, "no_technical_user");
        assert_eq!(code("keep").await, "unknown_fate");
        let first = robot(&program, "Robot").await;
        assert_eq!(code("technical").await, "");
        robot(&program, "Site forms").await;
        assert_eq!(code("technical").await, "which_technical_user");
        assert_eq!(code(&format!("technical:{first}")).await, "");
        assert_eq!(code(&format!("technical:{}", t.cast.vira)).await, "no_such_technical_user");
        t.secret(t.cast.anna, true).await;
        let holdings = program.get(&format!("/api/v1/people/{}/holdings", t.cast.anna)).await.json();
        let session = holdings["access"].as_array().unwrap().iter().find(|one| one["kind"] == "session").unwrap();
        let plan = json!({ "successor": t.cast.vira, "access": { session["id"].to_string(): format!("technical:{first}") } });
        let refused = program.post_json(&departure(t.cast.anna), plan).await.expect_status(422).json();
        assert_eq!(refused["errors"][0]["code"], "only_tokens_go_on");
    }

    async fn the_dialog_offers_technical_users_for_each_token(t) {
        let program = olena(t).await;
        let page = t.page(t.cast.olena).await;
        let (machine, token) = program_of_anna(t, &program).await;
        let dialog = format!("/handovers/new?person={}&mode=departure", t.cast.anna);
        page.get(&dialog).await.expect_text("add a technical user first").expect_no_text("name=\"token.");
        let robot = robot(&program, "Robot").await;
        page.get(&dialog).await.expect_text("Goes on as Robot");
        let (person, vira, fate) = (t.cast.anna.to_string(), t.cast.vira.to_string(), format!("technical:{robot}"));
        let field = format!("token.{token}");
        let form = [("person", person.as_str()), ("mode", "departure"), ("successor", &vira), (&field, &fate), ("once", "a")];
        let done = page.post("/handovers/new", &form).await.expect_status(303);
        assert_eq!(machine.get("/api/v1/me").await.expect_status(200).json()["person_id"], robot);
        page.get(&done.location()).await.expect_text("Went on with others").expect_text("Robot");
    }
}

async fn olena_again(t: &TestApp) -> Client {
    olena(t).await
}
