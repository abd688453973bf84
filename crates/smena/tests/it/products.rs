//! Products: a small catalogue.

use serde_json::json;

use crate::deals::{id, make};
use crate::on_both;

on_both! {
    async fn a_product_is_added_changed_and_named_in_a_deal(t) {
        let olena = t.api(t.cast.olena).await;
        let oar = olena.post_json("/api/v1/products", json!({ "name": "Oar", "price": 1_250 })).await.expect_status(201).json();
        assert_eq!((&oar["currency"], &oar["version"]), (&json!("EUR"), &json!(1)));
        let path = format!("/api/v1/products/{}", id(&oar));
        let put = axum::http::Method::PUT;
        let body = json!({ "version": 1, "name": "Long oar", "price": null, "currency": "usd" });
        let changed = olena.json(put.clone(), &path, body.clone()).await.expect_status(200).json();
        assert_eq!((&changed["name"], &changed["price"], &changed["currency"]), (&json!("Long oar"), &json!(null), &json!("USD")));
        olena.json(put, &path, body).await.expect_problem(409, "stale");
        let anna = t.api(t.cast.anna).await;
        let deal = make(&anna, json!({ "title": "Oars", "product_id": id(&oar) })).await;
        t.page(t.cast.anna).await.get(&format!("/deals/{}", id(&deal))).await.expect_text("Long oar");
        assert_eq!(anna.get("/api/v1/products").await.expect_status(200).json()["items"][0]["name"], "Long oar");
    }

    async fn what_is_no_product_is_refused(t) {
        let olena = t.api(t.cast.olena).await;
        olena.post_json("/api/v1/products", json!({ "name": "Oar" })).await.expect_status(201);
        for body in [json!({ "name": "Oar" }), json!({ "name": "" }), json!({ "name": "x", "price": -1 }),
            json!({ "name": "x", "currency": "coins" }), json!({ "name": "x".repeat(201) })]
        {
            olena.post_json("/api/v1/products", body).await.expect_problem(422, "form");
        }
        let anna = t.api(t.cast.anna).await;
        anna.post_json("/api/v1/products", json!({ "name": "Mine" })).await.expect_problem(403, "denied");
        assert_eq!(t.api(t.cast.zoryana).await.get("/api/v1/products").await.json()["items"], json!([]));
    }

    async fn the_page_keeps_the_catalogue(t) {
        let page = t.page(t.cast.olena).await;
        page.get("/settings/products").await.expect_status(200).expect_text("No products yet");
        page.get("/settings/products/new").await.expect_status(200).expect_text("EUR");
        let form = [("name", "Oar"), ("price", "12,50"), ("currency", "EUR")];
        page.post("/settings/products", &form).await.expect_status(303);
        page.get("/settings/products").await.expect_text("Oar").expect_text("€12.50");
        page.post("/settings/products", &form).await.expect_status(422).expect_text("value=\"12,50\"");
        page.post("/settings/products", &[("name", "Keel"), ("price", "dear"), ("currency", "EUR")]).await
            .expect_status(422).expect_text("value=\"dear\"");
        let oar = id(&t.api(t.cast.olena).await.get("/api/v1/products").await.json()["items"][0]);
        let address = format!("/settings/products/{oar}");
        let form = [("name", "Oars"), ("price", ""), ("currency", "EUR"), ("version", "1")];
        page.post(&address, &form).await.expect_status(303);
        page.post(&address, &form).await.expect_status(409).expect_text("Oars");
        page.get(&address).await.expect_status(200).expect_text("value=\"2\"");
        page.get("/settings/products/5").await.expect_status(404);
        t.page(t.cast.anna).await.get("/settings/products").await.expect_status(403);
    }
}
