//! What ends the link of a forgotten password, and the letter that was to bring it.

use base::credentials::RESET_MS;
use base::{App, jobs};
use people::signin::links;
use serde_json::{Value as Json, json};

use super::{ANNA, NEW, answered, forget, newest_link, opens, stranger};
use crate::app::TestApp;
use crate::cast::PASSWORD;
use crate::on_both;
use crate::post_office::PostOffice;

/// A letter to Anna that waits for the server to come back.
async fn waiting(t: &TestApp, app: &App, office: &PostOffice) {
    office.says("rcpt", "451 4.7.1 later");
    forget(app, ANNA).await.expect_status(202);
    answered(app).await;
    assert_eq!(last_letter(t).await["state"], "waiting");
    office.takes();
}

async fn last_letter(t: &TestApp) -> Json {
    let address = format!("/api/v1/people/{}/letters", t.cast.anna);
    t.api(t.cast.olena).await.get(&address).await.expect_status(200).json()["items"][0].clone()
}

/// The link of a letter that went to Anna.
async fn link(app: &App, office: &PostOffice) -> String {
    forget(app, ANNA).await.expect_status(202);
    answered(app).await;
    newest_link(office)
}

async fn change(t: &TestApp, what: Json) {
    let address = format!("/api/v1/people/{}", t.cast.anna);
    t.api(t.cast.olena).await.patch(&address, what).await.expect_status(200);
}

on_both! {
    // 4.1.9
    async fn the_link_dies_of_age_of_a_newer_one_and_of_a_block(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let old = link(&app, &office).await;
        t.clock.advance(1000);
        let new = link(&app, &office).await;
        assert!(!opens(t, &old).await && opens(t, &new).await);
        t.stranger().post(&old, &[("password", NEW)]).await.expect_status(422).expect_text("no longer works");
        t.clock.advance(RESET_MS - 1);
        assert!(opens(t, &new).await);
        t.clock.advance(1);
        t.stranger().post(&new, &[("password", NEW)]).await.expect_status(422);
        let last = link(&app, &office).await;
        t.api(t.cast.olena).await.post_json(&format!("/api/v1/people/{}/block", t.cast.anna), json!({})).await.expect_status(200);
        t.stranger().post(&last, &[("password", NEW)]).await.expect_status(422);
        // Unblocking revives nothing (4.1.3).
        t.api(t.cast.olena).await.post_json(&format!("/api/v1/people/{}/unblock", t.cast.anna), json!({})).await.expect_status(200);
        t.stranger().post(&last, &[("password", NEW)]).await.expect_status(422);
        crate::signin::arrange::sign_in(t, ANNA, PASSWORD).await.expect_status(201);
    }

    async fn the_link_dies_with_the_password_it_replaces(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let path = link(&app, &office).await;
        t.page(t.cast.anna).await.post("/me/password", &[("current", PASSWORD), ("new", NEW)]).await.expect_status(303);
        t.stranger().post(&path, &[("password", "velvet-harbour-12-moss")]).await.expect_status(422);
        let alive = t.api(t.cast.olena).await.get(&format!("/api/v1/people/{}/access", t.cast.anna)).await.json();
        assert!(alive["items"].as_array().unwrap().iter().all(|access| access["kind"] != "link"), "{alive}");
    }

    // Who no longer reads the old mailbox: a link that lies there opens nothing, and no letter goes there.
    async fn another_address_ends_the_link_and_the_letter(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let path = link(&app, &office).await;
        change(t, json!({"email": "anna.melnyk@svitanok.example"})).await;
        assert!(!opens(t, &path).await);
        change(t, json!({"email": ANNA})).await;
        assert!(!opens(t, &path).await);
        t.clock.advance(1000);
        waiting(t, &app, &office).await;
        change(t, json!({"email": "anna.melnyk@svitanok.example"})).await;
        assert_eq!(last_letter(t).await["state"], "withdrawn");
        t.clock.advance(60_000);
        jobs::run_due(&app).await.unwrap();
        assert_eq!(office.letters().len(), 1);
    }

    async fn a_block_ends_the_letter_in_the_same_act(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        waiting(t, &app, &office).await;
        t.api(t.cast.olena).await.post_json(&format!("/api/v1/people/{}/block", t.cast.anna), json!({})).await.expect_status(200);
        assert_eq!(last_letter(t).await["state"], "withdrawn");
        t.clock.advance(60_000);
        jobs::run_due(&app).await.unwrap();
        assert!(office.letters().is_empty());
    }

    // Their last day is over while the letter waits: it goes nowhere, and says so.
    async fn who_may_no_longer_sign_in_when_it_goes_gets_no_letter(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        waiting(t, &app, &office).await;
        t.by_hand("update people set valid_until = 1 where account_id = $1 and id = $2", t.cast.anna).await;
        t.clock.advance(60_000);
        jobs::run_due(&app).await.unwrap();
        assert!(office.letters().is_empty());
        assert_eq!(last_letter(t).await["state"], "withdrawn");
    }

    // A link that an administrator made is not ended by whoever asks; what is used ends the other.
    async fn asking_ends_nobody_s_link_and_using_one_ends_the_others(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let olena = t.ctx(t.cast.olena).await;
        let made = links::make(&olena, t.cast.anna).await.unwrap();
        let asked = link(&app, &office).await;
        assert!(opens(t, &made).await && opens(t, &asked).await);
        t.stranger().post(&asked, &[("password", NEW)]).await.expect_status(303);
        assert!(!opens(t, &made).await);

        t.clock.advance(1000);
        let asked = link(&app, &office).await;
        waiting(t, &app, &office).await;
        t.clock.advance(1000);
        let made = links::make(&olena, t.cast.anna).await.unwrap();
        assert!(!opens(t, &asked).await, "a newer link takes the place of every other");
        t.stranger().post(&made, &[("password", "velvet-harbour-12-moss")]).await.expect_status(303);
        assert_eq!(last_letter(t).await["state"], "withdrawn");
        t.clock.advance(60_000);
        jobs::run_due(&app).await.unwrap();
        assert_eq!(office.letters().len(), 2);
    }

    async fn the_link_used_twice_at_once_works_once(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let path = link(&app, &office).await;
        let (one, two) = (t.stranger(), t.stranger());
        let (one, two) = tokio::join!(one.post(&path, &[("password", NEW)]), two.post(&path, &[("password", NEW)]));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422]);
    }

    // A17: the new password is judged like every other.
    async fn a_weak_new_password_is_refused_with_the_reasons(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let path = link(&app, &office).await;
        for weak in ["", "qwerty", "annamelnyk", "svitanok2026"] {
            t.stranger().post(&path, &[("password", weak)]).await.expect_status(422).expect_text("field-error");
        }
        assert!(opens(t, &path).await);
    }

    // A server that takes nothing for hours: the person has asked again or somebody else long since.
    async fn a_letter_that_nobody_takes_is_given_up_the_same_day(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        waiting(t, &app, &office).await;
        office.says("rcpt", "451 4.7.1 later");
        for _ in 0..8 {
            t.clock.advance(3_600_000);
            jobs::run_due(&app).await.unwrap();
        }
        assert_eq!(last_letter(t).await["state"], "refused");
        let page = t.page(t.cast.olena).await.at(app.clone());
        page.get("/settings/mail").await.expect_status(200).expect_text("New password").expect_text("Not delivered");
        stranger(&app).get("/sign-in/forgotten").await.expect_status(200);
        office.takes();
    }
}
