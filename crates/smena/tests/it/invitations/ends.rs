//! What ends a letter before it goes, and what ends with it.

use base::jobs;
use serde_json::json;

use super::{invite_petro, last_letter, links, olena_at, opens};
use crate::app::TestApp;
use crate::cast::PASSWORD;
use crate::on_both;
use crate::post_office::PostOffice;

/// An invitation to Petro that waits for the server to come back.
async fn waiting(t: &TestApp, office: &PostOffice) -> base::App {
    let app = office.for_app(t);
    office.says("rcpt", "451 4.7.1 later");
    invite_petro(t, &app).await;
    jobs::run_due(&app).await.unwrap();
    assert_eq!(last_letter(t, &app).await["state"], "waiting");
    office.takes();
    app
}

/// The letter has ended, and nothing arrives however long one waits.
async fn nothing_comes(t: &TestApp, app: &base::App, office: &PostOffice) {
    assert_eq!(last_letter(t, app).await["state"], "withdrawn");
    for _ in 0..5 {
        jobs::run_due(app).await.unwrap();
        t.clock.advance(3_600_000);
    }
    jobs::run_due(app).await.unwrap();
    assert!(office.letters().is_empty(), "a letter came all the same");
    assert_eq!(links(t).await, 0);
}

on_both! {
    async fn a_withdrawn_invitation_goes_nowhere(t) {
        let office = PostOffice::open();
        let app = waiting(t, &office).await;
        let olena = olena_at(t, &app).await;
        let invitation = format!("/api/v1/people/{}/invitation", t.cast.petro);
        olena.delete(&invitation).await.expect_status(204);
        nothing_comes(t, &app, &office).await;
        olena.delete(&invitation).await.expect_problem(409, "nothing_to_withdraw");
    }

    async fn a_withdrawn_invitation_that_has_gone_opens_nothing(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        invite_petro(t, &app).await;
        jobs::run_due(&app).await.unwrap();
        let link = office.letter().link();
        let page = t.page(t.cast.olena).await.at(app.clone());
        page.post(&format!("/people/{}/invitation/withdraw", t.cast.petro), &[]).await.expect_status(303);
        assert!(!opens(t, &link).await);
        assert_eq!(links(t).await, 0);
    }

    // 4.1.3: with a block everything ends, what was under way too.
    async fn a_block_ends_the_letter_in_the_same_act(t) {
        let office = PostOffice::open();
        let app = waiting(t, &office).await;
        olena_at(t, &app).await.post_json(&format!("/api/v1/people/{}/block", t.cast.petro), json!({})).await.expect_status(200);
        nothing_comes(t, &app, &office).await;
    }

    async fn a_departure_ends_the_letter_in_the_same_act(t) {
        let office = PostOffice::open();
        let app = waiting(t, &office).await;
        let departure = json!({"successor": t.cast.borys});
        olena_at(t, &app).await.post_json(&format!("/api/v1/people/{}/departure", t.cast.petro), departure).await.expect_status(201);
        nothing_comes(t, &app, &office).await;
    }

    async fn another_address_ends_the_letter_to_the_old_one(t) {
        let office = PostOffice::open();
        let app = waiting(t, &office).await;
        let change = json!({"email": "petro.lys@svitanok.example"});
        olena_at(t, &app).await.patch(&format!("/api/v1/people/{}", t.cast.petro), change).await.expect_status(200);
        nothing_comes(t, &app, &office).await;
    }

    // The mailbox may be a stranger's: what a letter brought there opens nothing any more.
    async fn another_address_ends_the_link_that_went_to_the_old_one(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        invite_petro(t, &app).await;
        jobs::run_due(&app).await.unwrap();
        let link = office.letter().link();
        assert!(opens(t, &link).await);
        let olena = olena_at(t, &app).await;
        let petro = format!("/api/v1/people/{}", t.cast.petro);
        olena.patch(&petro, json!({"phone": "+380441234567"})).await.expect_status(200);
        assert!(opens(t, &link).await, "the e-mail is the one there was");
        olena.patch(&petro, json!({"email": "petro.lys@svitanok.example"})).await.expect_status(200);
        assert!(!opens(t, &link).await);
        assert_eq!(links(t).await, 0);
        // K07: a link that was made by hand for who had no e-mail was sent to nobody else.
        let roman = json!({"name": "Roman New", "login": "roman"});
        let roman = t.api(t.cast.olena).await.post_json("/api/v1/people", roman).await.expect_status(201).json();
        let link = roman["link"].as_str().unwrap();
        let link = &link[link.find("/link/").unwrap()..];
        olena.patch(&format!("/api/v1/people/{}", roman["id"]), json!({"email": "roman@svitanok.example"})).await.expect_status(200);
        assert!(opens(t, link).await);
    }

    async fn another_name_ends_no_letter(t) {
        let office = PostOffice::open();
        let app = waiting(t, &office).await;
        olena_at(t, &app).await.patch(&format!("/api/v1/people/{}", t.cast.petro), json!({"name": "Petro Lysenko"})).await.expect_status(200);
        t.clock.advance(60_000);
        jobs::run_due(&app).await.unwrap();
        assert!(office.letter().text().contains("Hello, Petro Lysenko!"));
    }

    async fn who_has_come_in_by_another_way_gets_no_letter(t) {
        let office = PostOffice::open();
        let app = waiting(t, &office).await;
        let sign_in = json!({"login": "petro@svitanok.example", "password": PASSWORD});
        t.stranger().post_json("/api/v1/sign-in", sign_in).await.expect_status(201);
        nothing_comes(t, &app, &office).await;
    }

    async fn a_newer_link_by_hand_ends_the_letter(t) {
        let office = PostOffice::open();
        let app = waiting(t, &office).await;
        let link = people::signin::links::make(&t.ctx(t.cast.olena).await, t.cast.petro).await.unwrap();
        t.clock.advance(60_000);
        jobs::run_due(&app).await.unwrap();
        assert!(office.letters().is_empty());
        assert_eq!(last_letter(t, &app).await["state"], "withdrawn");
        assert!(opens(t, &link).await);
    }

    async fn a_password_by_hand_ends_the_letter(t) {
        let office = PostOffice::open();
        let app = waiting(t, &office).await;
        let given = json!({"password": "harbour-violin-31-slow"});
        let address = format!("/api/v1/people/{}/password", t.cast.petro);
        olena_at(t, &app).await.json(axum::http::Method::PUT, &address, given).await.expect_status(200);
        nothing_comes(t, &app, &office).await;
    }

    async fn a_newer_letter_takes_the_older_one_s_place(t) {
        let office = PostOffice::open();
        let app = waiting(t, &office).await;
        invite_petro(t, &app).await;
        t.clock.advance(60_000);
        jobs::run_due(&app).await.unwrap();
        let first = office.letter().link();
        let letters = olena_at(t, &app).await.get(&format!("/api/v1/people/{}/letters", t.cast.petro)).await.json();
        let states: Vec<&str> = letters["items"].as_array().unwrap().iter().map(|l| l["state"].as_str().unwrap()).collect();
        assert_eq!(states, ["sent", "withdrawn"]);
        // And the link of the newest letter is the only one that works.
        invite_petro(t, &app).await;
        jobs::run_due(&app).await.unwrap();
        assert!(!opens(t, &first).await && opens(t, &office.letters()[1].link()).await);
    }

    // What somebody asked for is not done when they may not do it any more; whoever may sends it anew.
    async fn who_is_blocked_invites_nobody_with_letters_under_way(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        t.by_hand("update people set category = 'administrator', role_id = (select role_id from people where account_id = $1 and name like 'Olena%') where account_id = $1 and id = $2", t.cast.borys).await;
        let invitation = format!("/api/v1/people/{}/invitation", t.cast.petro);
        t.api(t.cast.borys).await.at(app.clone()).post_json(&invitation, json!({})).await.expect_status(201);
        olena_at(t, &app).await.post_json(&format!("/api/v1/people/{}/block", t.cast.borys), json!({})).await.expect_status(200);
        jobs::run_due(&app).await.unwrap();
        assert!(office.letters().is_empty());
        let card = t.page(t.cast.olena).await.at(app.clone()).get(&format!("/people/{}", t.cast.petro)).await;
        card.expect_status(200).expect_text("may not invite any more");
        invite_petro(t, &app).await;
        jobs::run_due(&app).await.unwrap();
        assert!(office.letter().text().contains("Olena Bondar invites you"));
        assert_eq!(last_letter(t, &app).await["state"], "sent");
    }
}
