//! People outside: what they typed into forms and what the journal knew of them goes, too.

use serde_json::json;

use super::{days_later, texts};
use crate::app::TestApp;
use crate::on_both;

/// Somebody outside sends Anna's form; the contact that they are since.
async fn marta(t: &TestApp) -> i64 {
    let form = json!({ "name": "Site", "responsible_id": t.cast.anna });
    let form = t.api(t.cast.olena).await.post_json("/api/v1/forms", form).await.expect_status(201).json();
    let url = form["url"].as_str().unwrap();
    let typed = [("name", "Marta Lis"), ("email", "marta@example.com"), ("message", "Two lanterns")];
    t.stranger().post(&url[url.find("/f/").unwrap()..], &typed).await;
    let anna = t.api(t.cast.anna).await;
    let contacts = anna.get("/api/v1/contacts").await.expect_status(200).json();
    contacts["items"][0]["id"].as_i64().unwrap()
}

async fn said(t: &TestApp) -> bool {
    texts(t).await.iter().any(|(at, text)| at == "form_entries.said" && text.contains("Marta"))
}

on_both! {
    async fn what_came_by_a_form_goes_with_its_contact_and_the_journal_forgets_the_fields(t) {
        let contact = marta(t).await;
        let anna = t.api(t.cast.anna).await;
        let at = format!("/api/v1/contacts/{contact}");
        anna.patch(&at, json!({ "version": 1, "phones": ["+380 50 111 22 33"] })).await.expect_status(200);
        let deals = anna.get("/api/v1/deals").await.json();
        anna.delete(&format!("/api/v1/deals/{}", deals["items"][0]["id"])).await.expect_status(204);
        anna.delete(&at).await.expect_status(204);
        days_later(t, 29).await;
        assert!(said(t).await, "it can still come back");
        days_later(t, 2).await;
        assert!(!said(t).await);
        let traces: Vec<_> = texts(t).await.into_iter().filter(|(_, text)| text.contains("111 22 33") || text.contains("marta@")).collect();
        assert_eq!(traces, []);
    }

    async fn what_came_by_a_form_is_kept_as_long_as_the_account_says(t) {
        marta(t).await;
        let olena = t.api(t.cast.olena).await;
        days_later(t, 400).await;
        assert!(said(t).await, "without a limit it stays with its contact");
        let wrong = olena.json(axum::http::Method::PUT, "/api/v1/retention", json!({ "grace_days": 0, "entry_days": 0 })).await;
        assert_eq!(wrong.expect_problem(422, "form").json()["errors"].as_array().unwrap().len(), 2);
        let rules = json!({ "grace_days": 30, "entry_days": 365 });
        olena.json(axum::http::Method::PUT, "/api/v1/retention", rules.clone()).await.expect_status(200);
        assert_eq!(olena.get("/api/v1/retention").await.expect_status(200).json(), rules);
        days_later(t, 0).await;
        assert!(!said(t).await);
        t.page(t.cast.olena).await.get("/settings/journal").await.expect_text("kept long enough: 1");
    }
}
