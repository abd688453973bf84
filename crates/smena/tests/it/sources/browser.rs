//! The form in a frame of another site, on a phone.

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use serde_json::json;

use super::{deals, form};
use crate::app::{Engine, TestApp};
use crate::browser::{Browser, Look};

/// Another site with this in it.
async fn shop(body: String) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let page =
        format!("<!doctype html><meta name=viewport content='width=device-width'><title>Shop</title>{body}");
    let site = Router::new().route("/", get(async || Html(page)));
    tokio::spawn(async move { axum::serve(listener, site).await.unwrap() });
    format!("http://localhost:{}", address.port())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_in_a_frame_of_another_site_is_sent_from_a_phone() {
    let t = TestApp::start(Engine::Sqlite).await;
    let form = form(&t, json!({ "responsible_id": t.cast.anna, "lang": "uk" })).await;
    let ours = t.serve().await;
    let address = format!("{ours}{}", super::path(&form));
    // On its own it fits 360 pixels, in either state.
    let alone = Browser::open(&ours, Look::phone("uk")).await;
    alone.visit(&super::path(&form)).await;
    assert_eq!(alone.overflow().await, 0);
    alone.fill("Ваше ім’я", "Марта").await;
    alone.fill("Телефон", "немає").await;
    alone.click("Надіслати").await;
    alone.sees("Це не номер телефону").await;
    assert_eq!(alone.overflow().await, 0);
    assert_eq!(alone.value("Ваше ім’я").await, "Марта");
    let frame = format!(
        "<h1>Shop</h1><iframe src='{address}' title='Site' width='100%' height='720' style='border:0'></iframe>"
    );
    let theirs = Browser::open(&shop(frame).await, Look::phone("uk")).await;
    theirs.visit("/").await;
    theirs.sees("Shop").await;
    theirs.enter_frame("iframe").await;
    theirs.fill("Ваше ім’я", "Марта Лис").await;
    theirs.fill("Ел. пошта", "marta@example.com").await;
    theirs.click("Надіслати").await;
    theirs.sees("Дякуємо").await;
    assert_eq!(deals(&t, t.cast.anna).await, ["Site: Марта Лис"]);
    t.leave().await;
}
