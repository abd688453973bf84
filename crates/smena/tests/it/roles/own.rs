//! Rights of one person alone, and the answers to "what can this person see?" and "who sees this, and why?".

use serde_json::{Value, json};

use super::{deal, person, ready};
use crate::on_both;

on_both! {
    // A19
    async fn one_person_has_rights_of_their_own_beside_the_role(t) {
        let (anna, page) = (t.api(t.cast.anna).await, t.page(t.cast.olena).await);
        let viras = deal(&t.api(t.cast.vira).await, json!({ "title": "Of Vira" })).await;
        let path = format!("/api/v1/deals/{}", viras["id"]);
        anna.get(&path).await.expect_status(404);
        let address = format!("/people/{}/rights", t.cast.anna);
        let form = page.get(&address).await.expect_status(200);
        form.expect_text("As the role").expect_no_text("Back to the role");
        let fields = [("version", "1"), ("deal.see", "all"), ("deal.edit", ""), ("area.billing", "yes"), ("task.hold", "no")];
        page.post(&address, &fields).await.expect_status(303);
        anna.get(&path).await.expect_status(200);
        anna.patch(&path, json!({ "version": 1, "title": "Mine" })).await.expect_problem(403, "denied");
        let rights = anna.get(&format!("{}/rights", person(t.cast.anna))).await.expect_status(200).json();
        assert_eq!(rights["own"], json!({ "kinds": { "deal": { "see": "all" } }, "holds": { "task": false }, "areas": { "billing": true } }));
        assert_eq!((&rights["role"]["kinds"]["deal"]["see"], &rights["rights"]["kinds"]["deal"]["see"]), (&json!("own"), &json!("all")));
        let card = page.get(&format!("/people/{}", t.cast.anna)).await.expect_status(200);
        card.expect_text("Deals, See: Own → All").expect_text("Billing: No → Yes").expect_text("What this person sees");
        page.get(&address).await.expect_text("Back to the role").expect_text("differs");
        // Somebody else of the same role is as before.
        let borys = deal(&t.api(t.cast.borys).await, json!({ "title": "Of Borys" })).await;
        t.api(t.cast.vira).await.get(&format!("/api/v1/deals/{}", borys["id"])).await.expect_status(404);
        page.post(&address, &[("version", "2"), ("reset", "yes"), ("deal.see", "all")]).await.expect_status(303);
        anna.get(&path).await.expect_status(404);
        let stale = page.post(&address, &[("version", "2"), ("deal.see", "all")]).await.expect_status(409);
        stale.expect_text("<option value=\"all\" selected>");
    }

    // A19
    async fn own_rights_come_with_the_person(t) {
        let (olena, page) = (t.api(t.cast.olena).await, t.page(t.cast.olena).await);
        let wide = json!({ "kinds": { "deal": { "see": "all" } }, "areas": { "billing": true } });
        let body = |login: &str, own: &Value| json!({ "name": "Nadiia Bilyk", "login": login, "own_rights": own });
        let added = olena.post_json("/api/v1/people", body("nadiia", &wide)).await.expect_status(201).json()["id"].as_i64().unwrap();
        let rights = olena.get(&format!("{}/rights", person(added))).await.json();
        assert_eq!(rights["own"], json!({ "kinds": { "deal": { "see": "all" } }, "holds": {}, "areas": { "billing": true } }));
        let card = page.get(&format!("/people/{added}")).await.expect_status(200);
        card.expect_text("Deals, See: Own → All").expect_text("Billing: No → Yes");
        // What the role has anyway is not their own.
        let as_role = json!({ "kinds": { "deal": { "see": "own" } } });
        let plain = olena.post_json("/api/v1/people", body("plain", &as_role)).await.expect_status(201).json()["id"].as_i64().unwrap();
        assert_eq!(olena.get(&format!("{}/rights", person(plain))).await.json()["own"]["kinds"], json!({}));
        // By the form, which keeps what was chosen where something else is wrong.
        let fields = [("name", "Odarka Bilyk"), ("login", "nadiia"), ("entry", "link"), ("own.deal.see", "all"), ("own.task.hold", "no")];
        page.post("/people", &fields).await.expect_status(422).expect_text("name=\"own.deal.see\"").expect_text("<option value=\"all\" selected>");
        let fields = [("name", "Odarka Bilyk"), ("login", "odarka"), ("entry", "link"), ("own.deal.see", "all"), ("own.task.hold", "no")];
        page.post("/people", &fields).await.expect_status(200);
        let odarka = olena.get("/api/v1/people?q=odarka").await.json()["items"][0]["id"].as_i64().unwrap();
        let rights = olena.get(&format!("{}/rights", person(odarka))).await.json();
        assert_eq!(rights["own"], json!({ "kinds": { "deal": { "see": "all" } }, "holds": { "task": false }, "areas": {} }));
        // Nobody gives more than they have themselves.
        let manages = json!({ "own_rights": { "areas": { "people": true } } });
        olena.patch(&person(t.cast.vira), manages).await.expect_status(200);
        let vira = t.api(t.cast.vira).await;
        vira.post_json("/api/v1/people", body("wide", &wide)).await.expect_problem(403, "denied");
        vira.post_json("/api/v1/people", body("same", &json!({}))).await.expect_status(201);
        let bad = json!({ "kinds": { "moon": { "see": "all" } } });
        olena.post_json("/api/v1/people", body("bad", &bad)).await.expect_status(422);
    }

    async fn own_rights_can_not_orphan_and_stay_when_the_role_changes(t) {
        let (olena, page) = (t.api(t.cast.olena).await, t.page(t.cast.olena).await);
        deal(&t.api(t.cast.anna).await, json!({ "title": "One" })).await;
        let none = json!({ "own_rights": { "holds": { "deal": false } } });
        olena.patch(&person(t.cast.anna), none.clone()).await.expect_problem(409, "hand_over_first");
        let form = [("version", "1"), ("deal.hold", "no")];
        let told = page.post(&format!("/people/{}/rights", t.cast.anna), &form).await.expect_status(409);
        told.expect_text("Anna Melnyk").expect_text("Deals: 1");
        let all = json!({ "own_rights": { "kinds": { "deal": { "see": "all" } }, "holds": { "deal": true } } });
        olena.patch(&person(t.cast.anna), all).await.expect_status(200);
        let observer = ready(t, "observer").await;
        // The observer may hold nothing, and Anna's own right to hold deals was the seller's as well: it isn't her own.
        olena.patch(&person(t.cast.anna), json!({ "role_id": observer["id"] })).await.expect_problem(409, "hand_over_first");
        let holds = json!({ "role_id": observer["id"], "own_rights": { "holds": { "deal": true } } });
        olena.patch(&person(t.cast.anna), holds).await.expect_status(200);
        let rights = olena.get(&format!("{}/rights", person(t.cast.anna))).await.json();
        assert_eq!((&rights["rights"]["holds"], &rights["role"]["holds"]), (&json!(["deal"]), &json!([])));
        // A change of the role spares who holds by their own right.
        let body = json!({ "kinds": { "deal": { "see": "none" } } });
        olena.patch(&crate::roles::at(&observer), body).await.expect_status(200);
        let bad = json!({ "own_rights": { "kinds": { "moon": { "see": "all" } } } });
        olena.patch(&person(t.cast.anna), bad).await.expect_status(422);
    }

    async fn the_card_says_how_much_somebody_sees_and_no_record(t) {
        deal(&t.api(t.cast.anna).await, json!({ "title": "Lantern of Anna" })).await;
        deal(&t.api(t.cast.vira).await, json!({ "title": "Lantern of Vira" })).await;
        let olena = t.api(t.cast.olena).await;
        let sees = async |who: i64| -> Value {
            olena.get(&format!("{}/rights", person(who))).await.expect_status(200).json()["sees"][0].clone()
        };
        assert_eq!(sees(t.cast.anna).await, json!({ "kind": "deal", "scope": "own", "count": 1 }));
        assert_eq!(sees(t.cast.borys).await, json!({ "kind": "deal", "scope": "tree", "count": 2 }));
        assert_eq!(sees(t.cast.hlib).await, json!({ "kind": "deal", "scope": "all", "count": 2 }));
        let page = t.page(t.cast.olena).await.get(&format!("/people/{}/rights", t.cast.borys)).await.expect_status(200);
        page.expect_text("Anna Melnyk: 1").expect_text("Vira Savchuk: 1").expect_no_text("Lantern");
        t.api(t.cast.anna).await.get(&format!("{}/rights", person(t.cast.vira))).await.expect_problem(403, "denied");
        t.page(t.cast.anna).await.get(&format!("/people/{}/rights", t.cast.anna)).await.expect_status(200)
            .expect_no_text("As the role");
        t.api(t.cast.zoryana).await.get(&format!("{}/rights", person(t.cast.anna))).await.expect_status(404);
    }

    async fn a_record_says_who_sees_it_and_why(t) {
        let of_anna = deal(&t.api(t.cast.anna).await, json!({ "title": "Lantern" })).await;
        let (page, olena) = (t.page(t.cast.olena).await, t.api(t.cast.olena).await);
        let path = format!("/api/v1/deals/{}/access", of_anna["id"]);
        let access = olena.get(&path).await.expect_status(200).json();
        let said: Vec<(i64, &str)> = access["items"].as_array().unwrap().iter()
            .map(|seer| (seer["person_id"].as_i64().unwrap(), seer["why"].as_str().unwrap())).collect();
        let expected = [(t.cast.anna, "holds"), (t.cast.borys, "department"), (t.cast.hlib, "all"), (t.cast.olena, "administrator")];
        assert_eq!(said, expected);
        assert_eq!(access["items"][1]["department_id"], t.cast.sales);
        assert_eq!(access["items"][2]["may"], json!(["see"]));
        let card = page.get(&format!("/deals/{}", of_anna["id"])).await.expect_status(200);
        card.expect_text("Who sees this").expect_text(&format!("/deals/{}/access", of_anna["id"]));
        let card = page.get(&format!("/deals/{}/access", of_anna["id"])).await.expect_status(200);
        card.expect_text("Who sees this").expect_text("4 people see it").expect_text("Same department: Sales")
            .expect_text("Role “Observer” sees all").expect_no_text("Vira Savchuk");
        // Who doesn't manage people isn't told; who doesn't see the deal hears of nothing.
        t.api(t.cast.anna).await.get(&path).await.expect_problem(403, "denied");
        t.api(t.cast.vira).await.get(&path).await.expect_status(404);
        t.page(t.cast.anna).await.get(&format!("/deals/{}", of_anna["id"])).await.expect_no_text("Who sees this");
    }
}
