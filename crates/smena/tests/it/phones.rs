//! Telephone numbers: written in any way, shown in one, dialled by one press.

use serde_json::{Value as Json, json};

use crate::app::{Client, TestApp};
use crate::on_both;

async fn contact(client: &Client, phones: Json) -> Json {
    let body = json!({ "name": "Solomiia Hnatiuk", "phones": phones });
    client.post_json("/api/v1/contacts", body).await.expect_status(201).json()
}

/// The settings' form with another country.
async fn set_country(t: &TestApp, country: &str) -> crate::app::Answer {
    let page = t.page(t.cast.olena).await;
    let settings = page.get("/settings").await.expect_status(200);
    let version = settings.fields().into_iter().find(|(name, _)| name == "version").unwrap().1;
    let form = [
        ("name", "Svitanok Ltd"),
        ("lang", "en"),
        ("zone", "Europe/Kyiv"),
        ("currency", "EUR"),
        ("country", country),
        ("version", &*version),
    ];
    page.post("/settings", &form).await
}

on_both! {
    async fn however_a_number_is_written_it_comes_out_in_one_way(t) {
        let anna = t.api(t.cast.anna).await;
        let made = contact(&anna, json!(["044 123-45-67", "+38 (044) 123 45 67", "0671234567 доб. 5", "102"])).await;
        assert_eq!(made["phones"], json!(["+380 44 123 4567", "+380 67 123 4567 ext. 5", "102"]));
        let page = t.page(t.cast.anna).await;
        let card = page.get(&format!("/contacts/{}", made["id"])).await.expect_status(200);
        let card = card.expect_text(r#"href="tel:+380441234567">+380 44 123 4567</a>"#);
        card.expect_text(r#"href="tel:+380671234567;ext=5""#).expect_text(r#"href="tel:102">102</a>"#);
        page.get("/contacts").await.expect_text(r#"href="tel:+380441234567">+380 44 123 4567</a>"#);
        for typed in ["0441234567", "+380441234567", "(044) 123-45-67", "380441"] {
            let found = format!("/api/v1/contacts?q={}", base::web::faults::form_encoded(typed));
            assert_eq!(anna.get(&found).await.json()["count"], 1, "{typed}");
        }
    }

    // Of two numbers in one line none goes, nor a word beside one.
    async fn nothing_that_was_typed_is_lost(t) {
        let anna = t.api(t.cast.anna).await;
        let typed = json!(["0441234567;0681112233", "факс 044 765-43-21", "Анна 067 123-45-67"]);
        let made = contact(&anna, typed.clone()).await;
        assert_eq!(made["phones"], typed);
        let card = t.page(t.cast.anna).await.get(&format!("/contacts/{}", made["id"])).await.expect_status(200);
        card.expect_text(r#"href="tel:+380441234567">0441234567;0681112233</a>"#).expect_text(r#"href="tel:+380447654321">факс 044 765-43-21</a>"#);
        let olena = t.api(t.cast.olena).await;
        let two = json!({ "phone": "044 123-45-67, Анна: 068 111-22-33" });
        let changed = olena.patch(&format!("/api/v1/people/{}", t.cast.vira), two.clone()).await.expect_status(200).json();
        assert_eq!(changed["phone"], two["phone"]);
    }

    async fn it_is_the_same_on_a_company_and_where_a_deal_names_them(t) {
        let anna = t.api(t.cast.anna).await;
        let company = json!({ "name": "Zirka", "phones": ["044 234 56 78"] });
        let company = anna.post_json("/api/v1/companies", company).await.expect_status(201).json();
        assert_eq!(company["phones"], json!(["+380 44 234 5678"]));
        let who = contact(&anna, json!(["0671234567"])).await;
        let deal = json!({ "title": "Lamps", "contact_ids": [who["id"]], "company_id": company["id"] });
        let deal = anna.post_json("/api/v1/deals", deal).await.expect_status(201).json();
        let card = t.page(t.cast.anna).await.get(&format!("/deals/{}", deal["id"])).await.expect_status(200);
        card.expect_text(r#"href="tel:+380442345678">+380 44 234 5678</a>"#).expect_text(r#"href="tel:+380671234567""#);
    }

    // K03
    async fn a_colleague_is_called_from_the_card(t) {
        let olena = t.api(t.cast.olena).await;
        let at = format!("/api/v1/people/{}", t.cast.anna);
        let changed = olena.patch(&at, json!({ "phone": "067 123 45 67" })).await.expect_status(200).json();
        assert_eq!(changed["phone"], "+380 67 123 4567");
        let added = json!({ "name": "Danylo Koval", "login": "danylo", "phone": "8 (067) 999-45-67" });
        let added = olena.post_json("/api/v1/people", added).await.expect_status(201).json();
        assert_eq!(added["phone"], "8 (067) 999-45-67", "no number of this country: it stays as it was typed");
        let link = r#"href="tel:+380671234567">+380 67 123 4567</a>"#;
        t.page(t.cast.olena).await.get(&format!("/people/{}", t.cast.anna)).await.expect_text(link);
        t.page(t.cast.anna).await.get("/me").await.expect_text(link);
        assert_eq!(olena.get("/api/v1/people?q=0671234567").await.json()["count"], 1);
    }

    async fn the_company_says_of_which_country_its_numbers_are(t) {
        let anna = t.api(t.cast.anna).await;
        let settings = t.page(t.cast.olena).await.get("/settings").await.expect_status(200);
        settings.expect_text("As the time zone says: +380 UA").expect_text("+7 RU");
        assert_eq!(set_country(t, "PL").await.expect_status(303).location(), "/settings");
        assert_eq!(contact(&anna, json!(["22 123 45 67"])).await["phones"], json!(["+48 22 123 45 67"]));
        let journal = t.page(t.cast.olena).await.get("/settings/journal").await.expect_status(200);
        journal.expect_text("Country of phone numbers").expect_text("PL");
        set_country(t, "").await.expect_status(303);
        assert_eq!(contact(&anna, json!(["22 123 45 67"])).await["phones"], json!(["22 123 45 67"]));
        set_country(t, "XX").await.expect_status(422).expect_text("There is no such country.");
    }

    // What was kept before there was one way is shown in it, and takes it when it is saved.
    async fn a_number_from_before_is_shown_in_the_one_way(t) {
        let anna = t.api(t.cast.anna).await;
        let id = contact(&anna, json!([])).await["id"].as_i64().unwrap();
        let sql = "update contacts set phones = '[\"044 123-45-67\"]' where account_id = $1 and id = $2";
        t.by_hand(sql, id).await;
        let at = format!("/api/v1/contacts/{id}");
        let page = t.page(t.cast.anna).await;
        page.get(&format!("/contacts/{id}")).await.expect_text(r#"href="tel:+380441234567">+380 44 123 4567</a>"#);
        let version = anna.get(&at).await.json()["version"].clone();
        let saved = anna.patch(&at, json!({ "note": "Calls on Mondays", "version": version })).await;
        assert_eq!(saved.expect_status(200).json()["phones"], json!(["+380 44 123 4567"]));
    }
}
