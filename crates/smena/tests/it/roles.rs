//! Roles: the ready ones, editing, and what a change must not break.

mod areas;
pub mod browser;
mod joints;
mod own;
mod stages;

use serde_json::{Value, json};

use crate::app::{Client, TestApp};
use crate::on_both;

/// The ready role with this key, as Olena reads it.
pub async fn ready(t: &TestApp, key: &str) -> Value {
    let roles = t.api(t.cast.olena).await.get("/api/v1/roles").await.expect_status(200).json();
    roles["items"].as_array().unwrap().iter().find(|role| role["key"] == key).unwrap().clone()
}

pub fn at(role: &Value) -> String {
    format!("/api/v1/roles/{}", role["id"])
}

pub async fn deal(client: &Client, body: Value) -> Value {
    client.post_json("/api/v1/deals", body).await.expect_status(201).json()
}

pub fn person(id: i64) -> String {
    format!("/api/v1/people/{id}")
}

on_both! {
    // A19
    async fn the_ready_roles_say_what_they_grant(t) {
        let olena = t.api(t.cast.olena).await;
        let roles = olena.get("/api/v1/roles").await.expect_status(200).json();
        let keys: Vec<&Value> = roles["items"].as_array().unwrap().iter().map(|role| &role["key"]).collect();
        assert_eq!(keys, ["administrator", "head", "seller", "observer", "integrator"]);
        let seller = &roles["items"][2];
        assert_eq!((&seller["name"], &seller["default"]), (&json!("Seller"), &json!(true)));
        assert_eq!(seller["kinds"]["deal"]["edit"], "own");
        assert_eq!(roles["items"][3]["holds"], json!([]));
        assert_eq!((&roles["items"][4]["areas"], &roles["items"][4]["holds"]), (&json!(["settings"]), &json!([])));
        let page = t.page(t.cast.olena).await.get("/settings/roles").await.expect_status(200);
        page.expect_text("Department with those below").expect_text("Given when none is chosen");
        let matrix = t.page(t.cast.olena).await.get(&format!("/settings/roles/{}", seller["id"])).await;
        matrix.expect_status(200).expect_text("name=\"deal.see\"").expect_text("May be responsible");
    }

    async fn roles_are_for_who_manages_people(t) {
        t.api(t.cast.hlib).await.get("/api/v1/roles").await.expect_problem(403, "denied");
        t.page(t.cast.hlib).await.get("/settings/roles").await.expect_status(403);
    }

    // A19: what a role grants holds from the next request on, and the journal has before and after.
    async fn a_changed_role_holds_from_the_next_request(t) {
        let (olena, anna) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await);
        let viras = deal(&t.api(t.cast.vira).await, json!({ "title": "Of Vira" })).await;
        let path = format!("/api/v1/deals/{}", viras["id"]);
        anna.get(&path).await.expect_status(404);
        let seller = ready(t, "seller").await;
        let body = json!({ "kinds": { "deal": { "see": "department" } }, "version": seller["version"] });
        let changed = olena.patch(&at(&seller), body).await.expect_status(200).json();
        assert_eq!((&changed["kinds"]["deal"]["see"], &changed["kinds"]["deal"]["edit"]), (&json!("department"), &json!("own")));
        anna.get(&path).await.expect_status(200);
        anna.patch(&path, json!({ "version": 1, "title": "Mine" })).await.expect_problem(403, "denied");
        let page = t.page(t.cast.olena).await.get(&format!("/settings/roles/{}", seller["id"])).await;
        page.expect_text("changed the role").expect_text("Deals, See: Own → Own department");
    }

    async fn a_role_is_made_copied_renamed_made_default_and_deleted(t) {
        let page = t.page(t.cast.olena).await;
        let observer = ready(t, "observer").await;
        let copy = page.get(&format!("/settings/roles/{}/copy", observer["id"])).await.expect_status(200);
        copy.expect_text("Observer (copy)");
        let form = [("name", "Night  shift"), ("deal.see", "all"), ("deal.edit", "own"), ("deal.hold", "yes"), ("area", "billing"), ("once", "a")];
        let made = page.post("/settings/roles", &form).await.expect_status(303).location();
        assert_eq!(page.post("/settings/roles", &form).await.expect_status(303).location(), made);
        page.get(&made).await.expect_status(200).expect_text("Night shift").expect_text("0 people have this role");
        let again = page.post("/settings/roles", &[("name", "night shift")]).await.expect_status(422);
        again.expect_text("There is a role with this name already");
        let too_far = [("name", "Blind"), ("deal.see", "none"), ("deal.edit", "all")];
        page.post("/settings/roles", &too_far).await.expect_status(422).expect_text("this reaches further than seeing");
        let olena = t.api(t.cast.olena).await;
        let path = format!("/api/v1{}", made.replace("/settings", ""));
        let role = olena.get(&path).await.expect_status(200).json();
        assert_eq!((&role["holds"], &role["areas"], &role["people"]), (&json!(["deal"]), &json!(["billing"]), &json!(0)));
        let renamed = olena.patch(&path, json!({ "name": "Late shift", "default": true })).await.expect_status(200).json();
        assert_eq!((&renamed["name"], &renamed["default"]), (&json!("Late shift"), &json!(true)));
        olena.delete(&path).await.expect_problem(409, "role_default");
        let seller = ready(t, "seller").await;
        olena.patch(&at(&seller), json!({ "default": true })).await.expect_status(200);
        let added = json!({ "name": "Roman", "email": "roman@svitanok.example", "role_id": role["id"] });
        let roman = olena.post_json("/api/v1/people", added).await.expect_status(201).json();
        olena.delete(&path).await.expect_problem(409, "role_in_use").expect_text("1 person has this role");
        page.get(&format!("{made}/remove")).await.expect_status(200).expect_text("1 person has this role");
        let other = json!({ "role_id": seller["id"] });
        olena.patch(&person(roman["id"].as_i64().unwrap()), other).await.expect_status(200);
        page.post(&format!("{made}/remove"), &[]).await.expect_status(303);
        olena.get(&path).await.expect_status(404);
    }

    // G05: administrators may everything, always; a ready role of another kind takes another name and keeps its rights.
    async fn the_administrators_role_stays_and_other_ready_roles_change(t) {
        let olena = t.api(t.cast.olena).await;
        let administrator = ready(t, "administrator").await;
        olena.patch(&at(&administrator), json!({ "areas": [] })).await.expect_problem(409, "role_fixed");
        olena.patch(&at(&administrator), json!({ "name": "Boss" })).await.expect_problem(409, "role_fixed");
        olena.patch(&at(&administrator), json!({ "default": true })).await.expect_problem(409, "role_fixed");
        olena.delete(&at(&administrator)).await.expect_problem(409, "role_fixed");
        let page = t.page(t.cast.olena).await.get(&format!("/settings/roles/{}", administrator["id"])).await;
        page.expect_status(200).expect_text("this role isn’t changed").expect_no_text("name=\"deal.see\"");
        let head = ready(t, "head").await;
        let renamed = olena.patch(&at(&head), json!({ "name": "Team lead" })).await.expect_status(200).json();
        assert_eq!((&renamed["name"], &renamed["kinds"]), (&json!("Team lead"), &head["kinds"]));
        t.page(t.cast.olena).await.get("/people").await.expect_text("Team lead").expect_no_text("Head</");
    }

    // Two administrators at once: the second sees what the first has done, and nothing is lost.
    async fn a_role_that_somebody_else_changed_meanwhile_is_not_overwritten(t) {
        let (one, two) = (t.api(t.cast.olena).await, t.page(t.cast.olena).await);
        let seller = ready(t, "seller").await;
        let path = format!("/settings/roles/{}", seller["id"]);
        one.patch(&at(&seller), json!({ "areas": ["journal"] })).await.expect_status(200);
        let mine = [("version", "1"), ("name", "Seller"), ("deal.see", "all"), ("deal.hold", "yes")];
        let refused = two.post(&path, &mine).await.expect_status(409);
        refused.expect_text("Now: Seller").expect_text("name=\"version\" value=\"2\"").expect_text("Journal");
        one.patch(&at(&seller), json!({ "areas": [], "version": 1 })).await.expect_problem(409, "stale");
        assert_eq!(ready(t, "seller").await["areas"], json!(["journal"]));
    }

    // Design 4.1.2
    async fn a_role_keeps_what_its_people_hold(t) {
        let (olena, page) = (t.api(t.cast.olena).await, t.page(t.cast.olena).await);
        deal(&t.api(t.cast.anna).await, json!({ "title": "One" })).await;
        deal(&t.api(t.cast.anna).await, json!({ "title": "Two" })).await;
        let seller = ready(t, "seller").await;
        let holds = json!({ "holds": ["contact", "company", "task"] });
        let refused = olena.patch(&at(&seller), holds.clone()).await.expect_problem(409, "hand_over_first").json();
        assert_eq!(refused["people"], json!([{ "id": t.cast.anna, "name": "Anna Melnyk", "kinds": { "deal": 2 } }]));
        let form = [("version", "1"), ("name", "Seller"), ("deal.see", "own"), ("task.see", "own")];
        let told = page.post(&format!("/settings/roles/{}", seller["id"]), &form).await.expect_status(409);
        told.expect_text("Anna Melnyk").expect_text("Deals: 2").expect_no_text("Vira Savchuk")
            .expect_text(&format!("/handovers/new?person={}&amp;mode=handover", t.cast.anna));
        let handed = json!({ "by_kind": { "deal": t.cast.borys } });
        olena.post_json(&format!("{}/handover", person(t.cast.anna)), handed).await.expect_status(201);
        olena.patch(&at(&seller), holds).await.expect_status(200);
        let no_more = json!({ "title": "Three", "responsible_id": t.cast.anna });
        olena.post_json("/api/v1/deals", no_more).await.expect_problem(422, "not_assignable");
        let another = json!({ "role_id": ready(t, "observer").await["id"] });
        let task = json!({ "title": "Call", "due_at": "2026-11-25T10:00:00Z", "responsible_id": t.cast.vira });
        olena.post_json("/api/v1/tasks", task).await.expect_status(201);
        let refused = olena.patch(&person(t.cast.vira), another).await.expect_problem(409, "hand_over_first").json();
        assert_eq!(refused["people"][0]["kinds"], json!({ "task": 1 }));
    }

    // A deal assigned at the same instant either came first, and the change is refused, or finds nobody to go to.
    async fn nothing_is_orphaned_by_a_deal_of_the_same_instant(t) {
        let (olena, other) = (t.api(t.cast.olena).await, t.api(t.cast.olena).await);
        let seller = ready(t, "seller").await;
        for round in 0..6 {
            let (take, give) = (json!({ "holds": ["contact", "company", "task"] }), json!({ "holds": seller["holds"] }));
            let assigned = json!({ "title": format!("Round {round}"), "responsible_id": t.cast.anna });
            let path = at(&seller);
            let (made, changed) = tokio::join!(other.post_json("/api/v1/deals", assigned), olena.patch(&path, take));
            match (made.status, changed.status) {
                (201, 409) => {
                    let id = made.json()["id"].as_i64().unwrap();
                    olena.delete(&format!("/api/v1/deals/{id}")).await.expect_status(204);
                }
                (422, 200) => {
                    olena.patch(&path, give).await.expect_status(200);
                }
                both => panic!("a deal nobody may hold: {both:?} {} {}", made.body, changed.body),
            }
        }
    }

    async fn roles_stand_side_by_side_with_their_differences(t) {
        let (seller, head) = (ready(t, "seller").await, ready(t, "head").await);
        let page = t.page(t.cast.olena).await;
        page.get("/settings/roles/compare").await.expect_status(200).expect_text("Choose at least two");
        let both = format!("/settings/roles/compare?role={}&role={}", seller["id"], head["id"]);
        let shown = page.get(&both).await.expect_status(200);
        shown.expect_text("20 differences").expect_text("Differs").expect_no_text("Observer</th>");
        let own = json!({ "own_rights": { "kinds": { "deal": { "see": "all" } } } });
        t.api(t.cast.olena).await.patch(&person(t.cast.anna), own).await.expect_status(200);
        let with_anna = format!("/settings/roles/compare?role={}&person={}", seller["id"], t.cast.anna);
        page.get(&with_anna).await.expect_status(200).expect_text("Anna Melnyk").expect_text("1 difference");
    }

    // K04
    async fn a_role_is_made_in_place_and_nothing_typed_is_lost(t) {
        let page = t.page(t.cast.olena).await;
        page.get("/people/new").await.expect_status(200).expect_text("Or a new role…").expect_text("role.deal.see");
        let typed = |email| [
            ("name", "Roman Hai"), ("email", email), ("entry", "link"), ("role_new", "Night shift"), ("once", "k04"),
            ("role.deal.see", "all"), ("role.deal.edit", "own"), ("role.deal.hold", "yes"), ("role.area", "billing"),
        ];
        let refused = page.post("/people", &typed("not an address")).await.expect_status(422);
        refused.expect_text("Roman Hai").expect_text("value=\"Night shift\"").expect_text("<option value=\"all\" selected>");
        let roles = t.api(t.cast.olena).await.get("/api/v1/roles").await.json();
        assert_eq!(roles["count"], 5);
        page.post("/people", &typed("roman@svitanok.example")).await.expect_status(200).expect_text("Added: Roman Hai");
        let olena = t.api(t.cast.olena).await;
        let roman = olena.get("/api/v1/people?q=roman").await.json()["items"][0].clone();
        assert_eq!(roman["role"], "Night shift");
        let role = olena.get(&format!("/api/v1/roles/{}", roman["role_id"])).await.json();
        assert_eq!((&role["kinds"]["deal"]["see"], &role["areas"]), (&json!("all"), &json!(["billing"])));
        let form = page.get(&format!("/people/{}/edit", t.cast.vira)).await.expect_status(200);
        form.expect_text("Or a new role…");
        let changed = [("name", "Vira Savchuk"), ("email", "vira@svitanok.example"), ("version", "1"), ("role_new", "Own shift"),
            ("role_id", ""), ("role.contact.see", "all")];
        page.post(&format!("/people/{}", t.cast.vira), &changed).await.expect_status(303);
        assert_eq!(olena.get(&person(t.cast.vira)).await.json()["role"], "Own shift");
    }
}
