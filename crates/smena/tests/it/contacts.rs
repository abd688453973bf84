//! Contacts: through the API and through the pages.

use serde_json::{Value as Json, json};

use crate::app::Client;
use crate::on_both;

/// Makes a record through the API.
pub async fn make(client: &Client, kind: &str, body: Json) -> Json {
    client.post_json(&format!("/api/v1/{kind}"), body).await.expect_status(201).json()
}

pub fn id(record: &Json) -> i64 {
    record["id"].as_i64().unwrap()
}

/// The address of a record for programs.
pub fn at(kind: &str, record: &Json) -> String {
    format!("/api/v1/{kind}/{}", id(record))
}

pub async fn items(client: &Client, address: &str) -> Vec<Json> {
    client.get(address).await.expect_status(200).json()["items"].as_array().unwrap().clone()
}

pub async fn ids(client: &Client, address: &str) -> Vec<i64> {
    items(client, address).await.iter().map(id).collect()
}

async fn names(client: &Client, address: &str) -> Vec<String> {
    items(client, address).await.iter().map(|c| c["name"].as_str().unwrap().to_owned()).collect()
}

on_both! {
    async fn a_new_contact_is_its_makers_and_says_what_was_typed(t) {
        let anna = t.api(t.cast.anna).await;
        let company = make(&anna, "companies", json!({ "name": "Zirka" })).await;
        let contact = make(&anna, "contacts", json!({
            "name": "  Ihor  Hnatiuk ",
            "phones": [" +38 (044) 123-45-67 ", "", "380441234567"],
            "emails": ["Ihor@Zirka.example"],
            "position": "Buyer",
            "company_id": id(&company),
            "note": "first\r\nsecond",
        })).await;
        assert_eq!(contact["name"], "Ihor Hnatiuk");
        assert_eq!(contact["phones"], json!(["+380 44 123 4567"]));
        assert_eq!(contact["emails"], json!(["ihor@zirka.example"]));
        assert_eq!(contact["company_name"], "Zirka");
        assert_eq!(contact["note"], "first\nsecond");
        assert_eq!(contact["responsible_id"], t.cast.anna);
        assert_eq!(contact["version"], 1);
        assert_eq!(contact["created_at"], "2026-11-23T09:00:00Z");
        assert_eq!(anna.get(&at("contacts", &contact)).await.json(), contact);
        let list = anna.get("/api/v1/contacts").await.expect_status(200).json();
        assert_eq!((&list["count"], &list["next"]), (&json!(1), &Json::Null));
    }

    async fn a_list_shows_exactly_what_single_look_ups_allow(t) {
        let c = &t.cast;
        let mut made = Vec::new();
        for person in [c.olena, c.borys, c.anna, c.vira] {
            made.push(make(&t.api(person).await, "contacts", json!({ "name": format!("of {person}") })).await);
        }
        make(&t.api(c.zoryana).await, "contacts", json!({ "name": "of Obriy" })).await;
        for (person, sees) in [(c.olena, 4), (c.borys, 3), (c.anna, 1), (c.vira, 1), (c.hlib, 4)] {
            let client = t.api(person).await;
            let mut listed = ids(&client, "/api/v1/contacts").await;
            let mut looked_up = Vec::new();
            for contact in &made {
                if client.get(&at("contacts", contact)).await.status == 200 {
                    looked_up.push(id(contact));
                }
            }
            listed.sort_unstable();
            assert_eq!(listed, looked_up);
            assert_eq!(listed.len(), sees, "person {person}");
            let count = client.get("/api/v1/contacts").await.json()["count"].clone();
            assert_eq!(count, sees);
        }
    }

    async fn other_companies_and_unknown_contacts_are_not_there(t) {
        let theirs = make(&t.api(t.cast.zoryana).await, "contacts", json!({ "name": "Secret" })).await;
        let company = make(&t.api(t.cast.zoryana).await, "companies", json!({ "name": "Hidden" })).await;
        let olena = t.api(t.cast.olena).await;
        let page = t.page(t.cast.olena).await;
        let there = id(&theirs).to_string();
        for wrong in [there.as_str(), "1", "0", "-5", "x", "99999999999999999999"] {
            let path = format!("/api/v1/contacts/{wrong}");
            olena.get(&path).await.expect_status(404).expect_no_text("Secret");
            olena.patch(&path, json!({ "version": 1, "name": "Mine" })).await.expect_status(404);
            olena.delete(&path).await.expect_status(404);
            page.get(&format!("/contacts/{wrong}")).await.expect_status(404).expect_no_text("Secret");
            page.get(&format!("/contacts/{wrong}/edit")).await.expect_status(404);
            page.get(&format!("/contacts/delete?id={wrong}")).await.expect_status(404);
        }
        let named = json!({ "name": "A", "company_id": id(&company) });
        let refused = olena.post_json("/api/v1/contacts", named).await.expect_status(422);
        refused.expect_text("company_id").expect_no_text("Hidden");
    }

    async fn search_finds_names_numbers_and_addresses_however_typed(t) {
        let anna = t.api(t.cast.anna).await;
        make(&anna, "contacts", json!({ "name": "Семён Королёв", "phones": ["+38 (044) 123-45-67"] })).await;
        make(&anna, "contacts", json!({ "name": "З'їзд Ґанок", "emails": ["Office@K-1.example"] })).await;
        make(&anna, "contacts", json!({ "name": "100%_sure\\" })).await;
        for (q, found) in [
            ("королев семен", "Семён Королёв"),
            ("КОРОЛЁВ", "Семён Королёв"),
            ("044 123-45-67", "Семён Королёв"),
            ("1234567", "Семён Королёв"),
            ("зʼїзд", "З'їзд Ґанок"),
            ("office@k-1", "З'їзд Ґанок"),
            ("100%_", "100%_sure\\"),
        ] {
            let address = format!("/api/v1/contacts?q={}", base::web::faults::form_encoded(q));
            assert_eq!(names(&anna, &address).await, [found], "{q}");
        }
        assert!(names(&anna, "/api/v1/contacts?q=7654321").await.is_empty());
        assert_eq!(names(&anna, "/api/v1/contacts?q=%27").await.len(), 3);
    }

    async fn pages_follow_one_another_in_every_order(t) {
        let anna = t.api(t.cast.anna).await;
        for name in ["Beta", "alpha", "Яна", "Ёлка", "alpha", "Gamma", "delta"] {
            make(&anna, "contacts", json!({ "name": name })).await;
        }
        for sort in ["", "name", "-name", "created_at", "-created_at", "updated_at", "-updated_at"] {
            let whole = ids(&anna, &format!("/api/v1/contacts?sort={sort}")).await;
            let (mut read, mut next) = (Vec::new(), String::new());
            loop {
                let address = format!("/api/v1/contacts?sort={sort}&limit=2&cursor={next}");
                let page = anna.get(&address).await.expect_status(200).json();
                read.extend(page["items"].as_array().unwrap().iter().map(id));
                match page["next"].as_str() {
                    Some(cursor) => next = cursor.to_owned(),
                    None => break,
                }
            }
            assert_eq!(read, whole, "{sort}");
            assert_eq!(read.len(), 7);
        }
        let by_name = names(&anna, "/api/v1/contacts?sort=name").await;
        assert_eq!(by_name, ["alpha", "alpha", "Beta", "delta", "Gamma", "Ёлка", "Яна"]);
    }

    async fn what_cannot_be_kept_is_refused_field_by_field(t) {
        let anna = t.api(t.cast.anna).await;
        let wrong = json!({ "name": " ", "phones": ["call me"], "emails": ["nobody"], "company_id": 5 });
        let refused = anna.post_json("/api/v1/contacts", wrong).await.expect_problem(422, "form");
        for field in ["name", "phones", "emails"] {
            assert!(refused.body.contains(field), "{}", refused.body);
        }
        for body in [json!({}), json!([]), json!({ "name": 5 }), json!({ "name": "A", "colour": "red" })] {
            anna.post_json("/api/v1/contacts", body).await.expect_status(422);
        }
        anna.send(axum::http::Method::POST, "/api/v1/contacts", Some("application/json"), b"{\"name\":".to_vec())
            .await
            .expect_status(422);
        for address in ["?sort=phone", "?limit=0", "?limit=201", "?cursor=x", "?responsible_id=x", "?company_id=x"] {
            anna.get(&format!("/api/v1/contacts{address}")).await.expect_status(422);
        }
        let nothing = anna.get("/api/v1/contacts").await.json();
        assert_eq!(nothing["count"], 0);
    }

    async fn a_change_needs_the_present_version(t) {
        let anna = t.api(t.cast.anna).await;
        let contact = make(&anna, "contacts", json!({ "name": "Ihor", "note": "old", "position": "Buyer" })).await;
        let path = at("contacts", &contact);
        let changed = anna.patch(&path, json!({ "version": 1, "note": null })).await.expect_status(200).json();
        assert_eq!((&changed["note"], &changed["position"]), (&Json::Null, &json!("Buyer")));
        assert_eq!(changed["version"], 2);
        let stale = anna.patch(&path, json!({ "version": 1, "name": "Late" })).await.expect_problem(409, "stale");
        assert_eq!(stale.json()["version"], 2, "{}", stale.body);
        // What changes nothing leaves the version alone.
        let same = anna.patch(&path, json!({ "version": 2, "name": " Ihor " })).await.expect_status(200).json();
        assert_eq!(same["version"], 2);
        anna.patch(&path, json!({ "name": "No version" })).await.expect_status(422);
    }

    async fn a_contact_is_given_to_somebody_and_leaves_the_givers_list(t) {
        let (anna, vira) = (t.api(t.cast.anna).await, t.api(t.cast.vira).await);
        let contact = make(&anna, "contacts", json!({ "name": "Ihor" })).await;
        let path = at("contacts", &contact);
        let give = |to: i64| json!({ "version": 1, "responsible_id": to });
        // K09: nobody pending, of another company, unknown.
        for nobody in [t.cast.petro, t.cast.zoryana, 5] {
            anna.patch(&path, give(nobody)).await.expect_status(422).expect_text("responsible_id");
        }
        let given = anna.patch(&path, give(t.cast.vira)).await.expect_status(200).json();
        assert_eq!(given["responsible_id"], t.cast.vira);
        anna.get(&path).await.expect_status(404);
        assert_eq!(ids(&vira, "/api/v1/contacts").await, [id(&contact)]);
        t.api(t.cast.hlib).await.patch(&path, json!({ "version": 2, "name": "X" })).await.expect_problem(403, "denied");
    }

    async fn several_contacts_are_given_or_deleted_from_the_list(t) {
        let (olena, page) = (t.api(t.cast.olena).await, t.page(t.cast.olena).await);
        let mut made = Vec::new();
        for name in ["One", "Two", "Three"] {
            made.push(id(&make(&olena, "contacts", json!({ "name": name })).await).to_string());
        }
        let (a, b, vira) = (made[0].as_str(), made[1].as_str(), t.cast.vira.to_string());
        page.get("/contacts").await.expect_status(200).expect_text("Three");
        page.post("/contacts/assign", &[("id", a), ("id", b)]).await.expect_status(200).expect_text("One");
        let answer = [("id", a), ("id", b), ("responsible_id", vira.as_str()), ("sure", "yes")];
        let given = page.post("/contacts/assign", &answer).await;
        assert_eq!(given.expect_status(303).location(), "/contacts");
        assert_eq!(ids(&t.api(t.cast.vira).await, "/api/v1/contacts").await.len(), 2);
        page.post("/contacts/delete", &[("id", a), ("sure", "yes")]).await.expect_status(303);
        assert_eq!(ids(&olena, "/api/v1/contacts").await.len(), 2);
    }

    async fn the_form_keeps_what_was_typed_and_says_what_is_wrong(t) {
        let page = t.page(t.cast.anna).await;
        page.get("/contacts").await.expect_status(200).expect_text("No contacts yet");
        page.get("/contacts/new").await.expect_status(200);
        let wrong = [("name", ""), ("phones", "044 123"), ("phones", "x"), ("emails", "nobody"), ("note", "kept")];
        let again = page.post("/contacts", &wrong).await.expect_status(422);
        again.expect_text("kept").expect_text("044 123").expect_text("nobody: this is not").expect_text("Fill this in");
        let once = [("name", "Ihor"), ("phones", "044 123 45 67"), ("once", "w1"), ("emails", "i@z.example")];
        let made = page.post("/contacts", &once).await.expect_status(303).location();
        // A second press leads to the same contact.
        assert_eq!(page.post("/contacts", &once).await.expect_status(303).location(), made);
        let card = page.get(&made).await.expect_status(200);
        card.expect_text("tel:+380441234567").expect_text("mailto:i@z.example").expect_text("Anna Melnyk");
        page.get("/contacts?q=nobody").await.expect_status(200).expect_text("Nothing found");
        let edit = page.get(&format!("{made}/edit")).await.expect_status(200);
        edit.expect_text("+380 44 123 4567").expect_text("name=\"version\"");
        let change = [("name", "Ihor H."), ("version", "1")];
        assert_eq!(page.post(&made, &change).await.expect_status(303).location(), made);
        let late = page.post(&made, &[("name", "Late"), ("version", "1")]).await.expect_status(409);
        late.expect_text("Somebody changed this").expect_text("Ihor H.").expect_text("Late").expect_text("value=\"2\"");
    }

    async fn the_company_is_found_by_a_part_of_its_name(t) {
        let (anna, page) = (t.api(t.cast.anna).await, t.page(t.cast.anna).await);
        let zirka = make(&anna, "companies", json!({ "name": "Zirka" })).await;
        make(&anna, "companies", json!({ "name": "Zirka Plus" })).await;
        make(&t.api(t.cast.vira).await, "companies", json!({ "name": "Zoloto" })).await;
        let typed = |words: &'static str| [("name", "Ihor"), ("company_words", words)];
        page.post("/contacts", &typed("zirk")).await.expect_status(422).expect_text("Several are found");
        page.post("/contacts", &typed("zoloto")).await.expect_status(422).expect_text("Nothing of this name");
        let made = page.post("/contacts", &typed("zirka")).await.expect_status(303).location();
        page.get(&made).await.expect_text(&format!("/companies/{}", id(&zirka)));
        let of_it = format!("/api/v1/contacts?company_id={}", id(&zirka));
        assert_eq!(ids(&anna, &of_it).await.len(), 1);
    }

    async fn who_sees_the_contact_sees_its_companys_line_and_only_that(t) {
        let (anna, olena) = (t.api(t.cast.anna).await, t.api(t.cast.olena).await);
        let company = make(&olena, "companies", json!({ "name": "Zirka", "note": "secret", "phones": ["102030"] })).await;
        let contact = json!({ "name": "Ihor", "company_id": id(&company), "responsible_id": t.cast.anna });
        let contact = make(&olena, "contacts", contact).await;
        let card = t.page(t.cast.anna).await.get(&format!("/contacts/{}", id(&contact))).await.expect_status(200);
        let card = card.expect_text("Zirka").expect_text("102030").expect_no_text("secret");
        card.expect_no_text(&format!("/companies/{}", id(&company)));
        anna.get(&at("companies", &company)).await.expect_status(404);
        // An unseen company stays when the rest is changed.
        let changed = anna.patch(&at("contacts", &contact), json!({ "version": 1, "note": "n" })).await;
        assert_eq!(changed.expect_status(200).json()["company_id"], id(&company));
    }
}
