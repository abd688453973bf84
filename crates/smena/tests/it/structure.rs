//! B03: the company's structure as a picture: who heads, who is where, what is vacant, and what moves there.

pub mod browser;

use serde_json::{Value as Json, json};

use crate::app::{Client, TestApp};
use crate::on_both;
use crate::weight::{MOST, assets};

/// Where a person is, as `Support head main`.
async fn places(api: &Client, person: i64) -> Vec<String> {
    let person = api.get(&format!("/api/v1/people/{person}")).await.expect_status(200).json();
    let one = |place: &Json| {
        let main = if place["main"] == true { " main" } else { "" };
        format!("{} {}{main}", place["name"].as_str().unwrap(), place["post"].as_str().unwrap())
    };
    person["departments"].as_array().unwrap().iter().map(one).collect()
}

async fn department(api: &Client, name: &str, parent: Option<i64>) -> i64 {
    let body = json!({ "name": name, "parent_id": parent });
    api.post_json("/api/v1/departments", body).await.expect_status(201).json()["id"].as_i64().unwrap()
}

/// The part of the page that is the box of this department.
fn unit(page: &str, department: i64) -> String {
    let from = page.split(&format!("id=\"department-{department}\"")).nth(1).unwrap_or_default();
    from.split("</section>").next().unwrap().to_owned()
}

/// A hundred people at the top and forty in each of ten departments below.
pub async fn large(t: &TestApp) {
    let api = t.api(t.cast.olena).await;
    let mut where_to = vec![(t.cast.support, 100)];
    for n in 0..10 {
        where_to.push((department(&api, &format!("Branch {n}"), Some(t.cast.support)).await, 40));
    }
    for (department, many) in where_to {
        let people: Vec<Json> = (0..many)
            .map(|n| json!({ "name": format!("Іванка Петренко-Довгополова {department} {n}"), "email": format!("p{department}-{n}@svitanok.example") }))
            .collect();
        let body = json!({ "people": people, "department_id": department });
        api.post_json("/api/v1/people/several", body).await.expect_status(201);
    }
}

on_both! {
    // B03
    async fn the_picture_shows_who_heads_what_is_vacant_and_who_is_nowhere(t) {
        let olena = t.api(t.cast.olena).await;
        let kyiv = department(&olena, "Kyiv", Some(t.cast.sales)).await;
        let deputy = json!({ "departments": [{ "id": t.cast.sales, "main": true, "post": "deputy" }] });
        olena.patch(&format!("/api/v1/people/{}", t.cast.vira), deputy).await.expect_status(200);
        let structure = olena.get("/api/v1/structure").await.expect_status(200).json();
        assert_eq!(structure["count"], 6);
        let [sales, support] = &structure["items"].as_array().unwrap()[..] else { panic!("{structure}") };
        let posts: Vec<(&str, &str)> = sales["people"].as_array().unwrap().iter()
            .map(|p| (p["name"].as_str().unwrap(), p["post"].as_str().unwrap())).collect();
        assert_eq!(posts, [("Borys Kravets", "head"), ("Vira Savchuk", "deputy"), ("Anna Melnyk", "member")]);
        assert_eq!((&sales["vacant"], &sales["count"]), (&json!([]), &json!(3)));
        assert_eq!((&sales["below"][0]["id"], &sales["below"][0]["parent_id"]), (&json!(kyiv), &json!(t.cast.sales)));
        assert_eq!((&support["vacant"], &support["people"][0]["role"]), (&json!(["head"]), &json!("Observer")));
        let outside: Vec<&Json> = structure["outside"].as_array().unwrap().iter().map(|p| &p["name"]).collect();
        assert_eq!(outside, ["Olena Bondar", "Petro Lys"]);
        let page = t.page(t.cast.olena).await.get("/structure").await.expect_status(200).expect_no_text("Zoryana");
        let box_of_sales = unit(&page.body, t.cast.sales);
        assert!(box_of_sales.contains("Borys Kravets") && box_of_sales.contains(">Head</small>"), "{box_of_sales}");
        let at = |text: &str| box_of_sales.find(text).unwrap_or_else(|| panic!("no {text} in {box_of_sales}"));
        let ranks = [at("Borys Kravets"), at("Vira Savchuk"), at(">Deputy · "), at("id=\"members-"), at("Anna Melnyk")];
        assert!(ranks.is_sorted(), "the head, then the deputy, then the members: {box_of_sales}");
        assert!(!box_of_sales.contains("vacant") && unit(&page.body, t.cast.support).contains("Head: vacant"));
        page.expect_text("1 department below").expect_text("In no department");
        t.page(t.cast.olena).await.get("/people").await.expect_text("href=\"/structure\"");
    }

    async fn whoever_has_left_is_not_drawn_and_their_post_is_vacant(t) {
        let olena = t.api(t.cast.olena).await;
        let body = json!({ "successor": t.cast.anna, "posts": { t.cast.sales.to_string(): null } });
        olena.post_json(&format!("/api/v1/people/{}/departure", t.cast.borys), body).await.expect_status(201);
        let structure = olena.get("/api/v1/structure").await.json();
        assert_eq!((&structure["items"][0]["vacant"], &structure["count"]), (&json!(["head"]), &json!(5)));
        t.page(t.cast.olena).await.get("/structure").await.expect_no_text("Borys Kravets");
    }

    // B03: what a drop sends, and what the form sends beside.
    async fn somebody_moves_and_gets_a_post_and_a_role_in_one_step(t) {
        let (api, page) = (t.api(t.cast.olena).await, t.page(t.cast.olena).await);
        let (sales, support) = (t.cast.sales.to_string(), t.cast.support.to_string());
        let at = format!("/structure/people/{}", t.cast.anna);
        let drop = [("from", &*sales), ("to", &*support), ("version", "1")];
        let answer = page.post(&format!("{at}?zoom=75"), &drop).await.expect_status(303);
        assert_eq!(answer.location(), format!("/structure?zoom=75&person={}#department-{support}", t.cast.anna));
        assert_eq!(places(&api, t.cast.anna).await, ["Support member main"]);
        page.get(&format!("/structure?person={}", t.cast.anna)).await.expect_text("class=\"sought\"");

        page.get(&format!("{at}?from={support}")).await.expect_status(200)
            .expect_text("Move: Anna Melnyk").expect_text("name=\"role_id\"");
        let roles = api.get("/api/v1/roles").await.json();
        let head = roles["items"].as_array().unwrap().iter().find(|role| role["key"] == "head").unwrap();
        let role = head["id"].to_string();
        let form = [("from", &*support), ("to", &*support), ("post", "head"), ("role_id", &*role), ("version", "2"), ("once", "s1")];
        page.post(&at, &form).await.expect_status(303);
        assert_eq!(places(&api, t.cast.anna).await, ["Support head main"]);
        let anna = api.get(&format!("/api/v1/people/{}", t.cast.anna)).await.json();
        assert_eq!((&anna["role_id"], &anna["version"]), (&head["id"], &json!(3)));
        // The same act and event as by the form of the person.
        let events = api.get(&format!("/api/v1/journal?subject=person:{}", t.cast.anna)).await;
        assert!(events.body.contains("person_changed"), "{}", events.body);
        // Out of everything, and into one more.
        let out = [("from", &*support), ("to", ""), ("version", "3")];
        page.post(&at, &out).await.expect_status(303);
        assert_eq!(places(&api, t.cast.anna).await, Vec::<String>::new());
        let borys = format!("/structure/people/{}", t.cast.borys);
        page.post(&borys, &[("from", ""), ("to", &*support), ("version", "1")]).await.expect_status(303);
        assert_eq!(places(&api, t.cast.borys).await, ["Sales head main", "Support member"]);
    }

    // B03
    async fn a_vacant_department_gets_a_head_once(t) {
        let (api, page) = (t.api(t.cast.olena).await, t.page(t.cast.olena).await);
        let at = format!("/structure/departments/{}/head", t.cast.support);
        page.get(&at).await.expect_status(200).expect_text("Appoint a head: Support").expect_text("Anna Melnyk · Sales");
        let (vira, anna) = (t.cast.vira.to_string(), t.cast.anna.to_string());
        page.post(&at, &[("person_id", "x"), ("once", "h0")]).await.expect_status(422);
        page.post(&at, &[("person_id", &*vira), ("once", "h1")]).await.expect_status(303);
        assert_eq!(places(&api, t.cast.vira).await, ["Sales member main", "Support head"]);
        page.post(&at, &[("person_id", &*anna), ("once", "h2")]).await.expect_status(409)
            .expect_text("This department has a head by now.");
        assert_eq!(places(&api, t.cast.anna).await, ["Sales member main"]);
    }

    // B03
    async fn two_who_appoint_at_once_appoint_one(t) {
        let api = t.api(t.cast.olena).await;
        let (one, other) = (t.page(t.cast.olena).await, t.page(t.cast.olena).await);
        let at = format!("/structure/departments/{}/head", t.cast.support);
        let (vira, anna) = (t.cast.vira.to_string(), t.cast.anna.to_string());
        let (vira, anna) = ([("person_id", &*vira), ("once", "w1")], [("person_id", &*anna), ("once", "w2")]);
        let (first, second) = tokio::join!(one.post(&at, &vira), other.post(&at, &anna));
        let mut statuses = [first.status, second.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
        let structure = api.get("/api/v1/structure").await.json();
        let support = structure["items"].as_array().unwrap().iter().find(|d| d["id"] == json!(t.cast.support)).unwrap().clone();
        let heads = support["people"].as_array().unwrap().iter().filter(|p| p["post"] == "head").count();
        assert_eq!(heads, 1, "{support}");
    }

    // B03: out of one department is not out of all.
    async fn whoever_leaves_one_department_is_said_to_be_in_the_other(t) {
        let page = t.page(t.cast.olena).await;
        let (sales, support) = (t.cast.sales.to_string(), t.cast.support.to_string());
        let at = format!("/structure/people/{}", t.cast.anna);
        page.post(&at, &[("from", ""), ("to", &*support), ("version", "1")]).await.expect_status(303);
        let out = page.post(&at, &[("from", &*sales), ("to", ""), ("version", "2")]).await.expect_status(303);
        assert_eq!(out.location(), format!("/structure?person={}#department-{support}", t.cast.anna));
        let last = page.post(&at, &[("from", &*support), ("to", ""), ("version", "3")]).await.expect_status(303);
        assert_eq!(last.location(), format!("/structure?person={}", t.cast.anna));
    }

    // B03
    async fn a_department_moves_with_all_below_it_and_never_below_itself(t) {
        let (api, page) = (t.api(t.cast.olena).await, t.page(t.cast.olena).await);
        let kyiv = department(&api, "Kyiv", Some(t.cast.sales)).await.to_string();
        let at = format!("/structure/departments/{}", t.cast.sales);
        page.get(&at).await.expect_status(200).expect_text("Part of").expect_no_text("Sales / Kyiv");
        page.post(&at, &[("to", &*kyiv), ("version", "1")]).await.expect_status(422)
            .expect_text("A department can").expect_text("id=\"structure\"");
        let support = t.cast.support.to_string();
        let moved = page.post(&at, &[("to", &*support), ("version", "1")]).await.expect_status(303);
        assert_eq!(moved.location(), format!("/structure#department-{}", t.cast.sales));
        let structure = api.get("/api/v1/structure").await.json();
        assert_eq!(structure["items"][0]["below"][0]["below"][0]["name"], "Kyiv");
        assert_eq!(structure["items"][0]["count"], 4);
        // A neighbour of the same name.
        department(&api, "Sales", None).await;
        page.post(&at, &[("to", ""), ("version", "2")]).await.expect_status(422)
            .expect_text("There is already a department of this name here.");
    }

    // B03
    async fn the_second_of_two_who_move_the_same_hears_of_the_first(t) {
        let (api, page) = (t.api(t.cast.olena).await, t.page(t.cast.olena).await);
        let (sales, support) = (t.cast.sales.to_string(), t.cast.support.to_string());
        let at = format!("/structure/people/{}", t.cast.anna);
        let drop = [("from", &*sales), ("to", &*support), ("version", "1")];
        page.post(&at, &drop).await.expect_status(303);
        page.post(&at, &drop).await.expect_status(409).expect_text("Anna Melnyk was moved or changed meanwhile");
        let gone = [("from", &*sales), ("to", &*support), ("version", "2")];
        page.post(&at, &gone).await.expect_status(409);
        page.post(&at, &[("from", &*support), ("to", "7"), ("version", "2")]).await.expect_status(422);
        page.post(&at, &[("from", &*support), ("to", "x"), ("version", "2")]).await.expect_status(422);
        page.post(&at, &[("from", &*support), ("to", &*sales)]).await.expect_status(409);
        page.post("/structure/people/7", &drop).await.expect_status(404).expect_text("not here any more");
        assert_eq!(places(&api, t.cast.anna).await, ["Support member main"]);
        let department = format!("/structure/departments/{sales}");
        page.post(&department, &[("to", &*support), ("version", "1")]).await.expect_status(303);
        page.post(&department, &[("to", ""), ("version", "1")]).await.expect_status(409).expect_text("Sales was moved or changed meanwhile");
    }

    // B03
    async fn a_role_that_would_orphan_work_asks_for_a_hand_over_first(t) {
        let page = t.page(t.cast.olena).await;
        t.api(t.cast.anna).await.post_json("/api/v1/deals", json!({ "title": "Boat" })).await.expect_status(201);
        let roles = t.api(t.cast.olena).await.get("/api/v1/roles").await.json();
        let observer = roles["items"].as_array().unwrap().iter().find(|role| role["key"] == "observer").unwrap();
        let (sales, role) = (t.cast.sales.to_string(), observer["id"].to_string());
        let form = [("from", &*sales), ("to", &*sales), ("role_id", &*role), ("version", "1"), ("once", "o1")];
        page.post(&format!("/structure/people/{}", t.cast.anna), &form).await.expect_status(409)
            .expect_text(&format!("/handovers/new?person={}&amp;mode=handover", t.cast.anna));
    }

    // B03
    async fn who_may_not_manage_looks_or_does_not_even_look(t) {
        for person in [t.cast.borys, t.cast.anna, t.cast.hlib] {
            t.page(person).await.get("/structure").await.expect_status(403);
            t.api(person).await.get("/api/v1/structure").await.expect_problem(403, "denied");
        }
        let own = |areas: Json| json!({ "own_rights": { "areas": areas } });
        let vira = format!("/api/v1/people/{}", t.cast.vira);
        let olena = t.api(t.cast.olena).await;
        olena.patch(&vira, own(json!({ "settings": true }))).await.expect_status(200);
        let page = t.page(t.cast.vira).await;
        let looked = page.get("/structure").await.expect_status(200);
        looked.expect_no_text("data-drag=\"people").expect_text("data-drag=\"departments");
        let drop = [("to", ""), ("version", "1")];
        page.post(&format!("/structure/people/{}", t.cast.anna), &drop).await.expect_status(403);
        page.get(&format!("/structure/people/{}", t.cast.anna)).await.expect_status(403);
        olena.patch(&vira, own(json!({ "people": true, "settings": false }))).await.expect_status(200);
        let looked = page.get("/structure").await.expect_status(200);
        looked.expect_text("data-drag=\"people").expect_no_text("data-drag=\"departments")
            .expect_no_text(&format!("data-drag=\"people/{}", t.cast.olena));
        page.post(&format!("/structure/departments/{}", t.cast.sales), &drop).await.expect_status(403);
        page.post(&format!("/structure/people/{}", t.cast.olena), &drop).await.expect_status(403);
        page.get(&format!("/structure/people/{}", t.cast.olena)).await.expect_status(403);
    }

    // B03
    async fn a_search_opens_the_way_to_whom_it_finds(t) {
        let olena = t.api(t.cast.olena).await;
        let kyiv = department(&olena, "Kyiv", Some(t.cast.sales)).await;
        let places = json!({ "departments": [{ "id": kyiv, "main": true }] });
        olena.patch(&format!("/api/v1/people/{}", t.cast.vira), places).await.expect_status(200);
        let page = t.page(t.cast.olena).await;
        let found = page.get("/structure?q=vira&zoom=75").await.expect_status(200);
        let opens = |at: &str| found.body.contains(&format!("id=\"{at}\" open")) || found.body.contains(&format!("id=\"{at}\" class=\"below\" open"));
        assert!(opens(&format!("below-{}", t.cast.sales)) && opens(&format!("members-{kyiv}")), "{}", found.body);
        assert!(!opens(&format!("members-{}", t.cast.sales)) && !opens(&format!("members-{}", t.cast.support)));
        found.expect_text("Found: 1").expect_text("class=\"structure size-75\"").expect_text("/structure?q=vira&amp;zoom=50");
        page.get("/structure?q=kyi").await.expect_text("<mark>Kyiv</mark>");
        page.get("/structure?q=zoryana").await.expect_text("Nobody and nothing found");
        page.get("/structure?zoom=9000").await.expect_status(200).expect_text("class=\"structure size-100\"");
    }

    // B03
    async fn five_hundred_people_come_folded_and_light(t) {
        large(t).await;
        let plain = t.page(t.cast.olena).await;
        let page = plain.get("/structure").await.expect_status(200).expect_text("101 people").expect_text("10 departments below");
        assert_eq!(page.body.matches("data-drag=\"people/").count(), 506);
        assert!(!page.body.contains(&format!("id=\"members-{}\" open", t.cast.support)));
        assert!(page.body.contains(&format!("id=\"below-{}\" class=\"below\" open", t.cast.support)));
        let packed = plain.with("accept-encoding", "gzip");
        let mut bytes = packed.get("/structure").await.bytes;
        for asset in assets(&plain, &page.body).await {
            bytes += packed.get(&asset).await.bytes;
        }
        assert!(bytes <= MOST, "{bytes}");
    }
}
