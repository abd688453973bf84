//! Servers that are away, refuse for a while or for good, fall silent, or want to know who writes.

use base::{jobs, letters};
use serde_json::json;

use super::{HOME, NEW, invite_petro, last_letter, links, olena_at, opens};
use crate::on_both;
use crate::post_office::PostOffice;

const MINUTE: i64 = 60_000;

on_both! {
    async fn an_hour_without_a_server_delays_the_letter_and_loses_nothing(t) {
        let mut office = PostOffice::open();
        let app = office.for_app(t);
        office.shut();
        invite_petro(t, &app).await;
        let mut tries = 0;
        for _ in 0..60 {
            tries += jobs::run_due(&app).await.unwrap();
            t.clock.advance(MINUTE);
        }
        assert!((5..10).contains(&tries), "with growing rests: {tries}");
        let letter = last_letter(t, &app).await;
        assert_eq!((&letter["state"], &letter["why"], &letter["code"]), (&json!("waiting"), &json!("unreachable"), &json!(null)));
        assert!(letter["next_at"].is_string() && letter["answer"].is_string(), "{letter}");
        assert_eq!(links(t).await, 0, "no link is made for a letter that can't go");

        office.reopen();
        for _ in 0..60 {
            t.clock.advance(MINUTE);
            jobs::run_due(&app).await.unwrap();
        }
        // The link's time begins when the letter goes.
        assert!(opens(t, &office.letter().link()).await);
        assert_eq!(last_letter(t, &app).await["state"], "sent");
    }

    async fn a_server_that_asks_to_come_later_is_asked_later(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        office.says("rcpt", "451 4.7.1 greylisted, come again");
        invite_petro(t, &app).await;
        jobs::run_due(&app).await.unwrap();
        let letter = last_letter(t, &app).await;
        assert_eq!((&letter["state"], &letter["tries"], &letter["why"]), (&json!("waiting"), &json!(1), &json!("later")));
        assert_eq!((&letter["code"], &letter["answer"]), (&json!(451), &json!("4.7.1 greylisted, come again")));
        assert_eq!(links(t).await, 0, "the link of a letter that was not taken is nobody's");
        let page = t.page(t.cast.olena).await.at(app.clone());
        let card = page.get(&format!("/people/{}", t.cast.petro)).await.expect_text("has not gone yet");
        card.expect_text("asks to come again later").expect_text("451 4.7.1 greylisted, come again");

        office.takes();
        jobs::run_due(&app).await.unwrap();
        assert!(office.letters().is_empty(), "not before the rest is over");
        t.clock.advance(MINUTE);
        jobs::run_due(&app).await.unwrap();
        assert!(opens(t, &office.letter().link()).await);
        t.clock.advance(60 * MINUTE);
        jobs::run_due(&app).await.unwrap();
        assert_eq!(office.letters().len(), 1, "once is enough");
    }

    async fn a_server_that_refuses_for_good_is_not_asked_again(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        office.says("rcpt", "550 5.1.1 <petro@svitanok.example>: no such user here");
        invite_petro(t, &app).await;
        jobs::run_due(&app).await.unwrap();
        let letter = last_letter(t, &app).await;
        assert_eq!((&letter["state"], &letter["why"], &letter["code"]), (&json!("refused"), &json!("no_mailbox"), &json!(550)));
        assert_eq!(links(t).await, 0);
        let page = t.page(t.cast.olena).await.at(app.clone());
        for address in ["/settings/mail", &format!("/people/{}", t.cast.petro)] {
            let shown = page.get(address).await.expect_text("There is no such mailbox. Check the address.");
            shown.expect_text("550 5.1.1 &lt;petro@svitanok.example&gt;: no such user here").expect_text("Send again");
        }
        office.takes();
        t.clock.advance(24 * 60 * MINUTE);
        jobs::run_due(&app).await.unwrap();
        assert!(office.letters().is_empty());

        // The address is mended, and the letter goes once more when somebody says so.
        let olena = olena_at(t, &app).await;
        olena.patch(&format!("/api/v1/people/{}", t.cast.petro), json!({"email": "petro.lys@svitanok.example"})).await.expect_status(200);
        page.post(&format!("/people/{}/invitation", t.cast.petro), &[("from", "mail")]).await.expect_status(303);
        jobs::run_due(&app).await.unwrap();
        assert_eq!(office.letter().to, "petro.lys@svitanok.example");
    }

    async fn a_letter_that_no_server_takes_for_days_is_given_up(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        office.says("data", "452 4.3.1 no room");
        invite_petro(t, &app).await;
        for _ in 0..80 {
            jobs::run_due(&app).await.unwrap();
            t.clock.advance(60 * MINUTE);
        }
        let letter = last_letter(t, &app).await;
        assert_eq!((&letter["state"], &letter["why"], &letter["answer"]), (&json!("refused"), &json!("later"), &json!("4.3.1 no room")));
        office.takes();
        jobs::run_due(&app).await.unwrap();
        assert!(office.letters().is_empty());
    }

    // At least once: the answer got lost, so the letter goes again, and only the newer link works.
    async fn when_the_answer_is_lost_a_second_letter_replaces_the_first(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        office.says("data", "drop");
        invite_petro(t, &app).await;
        jobs::run_due(&app).await.unwrap();
        let first = office.letter().link();
        assert!(opens(t, &first).await, "it may have arrived, so its link works");
        assert_eq!(last_letter(t, &app).await["state"], "waiting");
        office.takes();
        t.clock.advance(MINUTE);
        jobs::run_due(&app).await.unwrap();
        let letters = office.letters();
        assert_eq!(letters.len(), 2);
        assert_ne!(letters[0].header("Message-ID"), letters[1].header("Message-ID"));
        assert!(!opens(t, &first).await && opens(t, &letters[1].link()).await);
        assert_eq!(links(t).await, 1);
    }

    async fn a_server_that_wants_to_know_who_writes_is_told(t) {
        let office = PostOffice::locked("crm", "p/w: 7");
        invite_petro(t, &office.for_app(t)).await;
        // Without a name, then with a wrong password: both are the operator's to mend, so the letter waits.
        jobs::run_due(&office.for_app(t)).await.unwrap();
        assert!(office.letters().is_empty());
        let wrong = office.for_app_by(t, &format!("smtp://crm:wrong@127.0.0.1:{}?tls=none", office.port()));
        t.clock.advance(60 * MINUTE);
        jobs::run_due(&wrong).await.unwrap();
        let letter = last_letter(t, &wrong).await;
        assert_eq!((&letter["state"], &letter["why"], &letter["code"]), (&json!("waiting"), &json!("sign_in"), &json!(535)));
        let right = office.for_app_by(t, &format!("smtp://crm:p%2Fw%3A%207@127.0.0.1:{}?tls=none", office.port()));
        t.clock.advance(60 * MINUTE);
        jobs::run_due(&right).await.unwrap();
        assert_eq!(office.letters().len(), 1);
        let shown = t.page(t.cast.olena).await.at(right).get("/settings/mail").await.expect_status(200);
        shown.expect_no_text("p/w").expect_no_text("p%2Fw").expect_text("127.0.0.1").expect_text("crm@svitanok.example");
    }

    // STARTTLS is asked for unless the operator says otherwise; without it nothing is said, no password and no letter.
    async fn nothing_travels_in_the_open_by_itself(t) {
        let office = PostOffice::open();
        for scheme in ["smtp", "smtps"] {
            t.clock.advance(MINUTE);
            let app = office.for_app_by(t, &format!("{scheme}://crm:secret@127.0.0.1:{}", office.port()));
            invite_petro(t, &app).await;
            jobs::run_due(&app).await.unwrap();
            let letter = last_letter(t, &app).await;
            assert_eq!((&letter["state"], &letter["why"]), (&json!("waiting"), &json!("insecure")), "{scheme}: {letter}");
        }
        assert!(office.letters().is_empty());
    }

    async fn without_a_server_pages_say_so_and_the_link_is_sent_by_hand(t) {
        let olena = t.page(t.cast.olena).await;
        let invitation = format!("/api/v1/people/{}/invitation", t.cast.petro);
        t.api(t.cast.olena).await.post_json(&invitation, json!({})).await.expect_problem(409, "mail_off");
        t.api(t.cast.olena).await.post_json("/api/v1/letters/test", json!({})).await.expect_problem(409, "mail_off");
        let body = json!({"name": "Roksolana", "email": "roksolana@svitanok.example", "invite": true});
        t.api(t.cast.olena).await.post_json("/api/v1/people", body).await.expect_problem(409, "mail_off");
        for address in ["/settings/mail".into(), "/people/new".into(), format!("/people/{}", t.cast.petro)] {
            let page = olena.get(&address).await.expect_status(200).expect_text("no mail server is set up");
            page.expect_no_text("Send now").expect_no_text("name=\"invites\"");
        }
        // A22: the whole text for a messenger.
        let shown = olena.post(&format!("/people/{}/link", t.cast.petro), &[]).await.expect_status(200);
        let text = shown.body.split("<textarea").nth(1).unwrap().split("</textarea>").next().unwrap().to_owned();
        for told in ["Svitanok Ltd", "http://smena.test/link/smn_l_", "petro@svitanok.example", "26 Nov 2026", "Europe/Kyiv"] {
            assert!(text.contains(told), "{told} is not in {text}");
        }
        let added = olena.post("/people", &[("name", "Roksolana"), ("email", "roksolana@svitanok.example"), ("entry", "link"), ("invites", "1")]);
        added.await.expect_status(200).expect_text("/link/smn_l_");
    }

    // The operator took the server away while letters waited: they wait on, and go when it is back.
    async fn a_letter_waits_for_a_server_that_was_taken_away(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        invite_petro(t, &app).await;
        jobs::run_due(&t.app).await.unwrap();
        assert_eq!(last_letter(t, &app).await["why"], "off");
        t.clock.advance(60 * MINUTE);
        jobs::run_due(&app).await.unwrap();
        assert!(office.letter().text().contains(HOME));
    }

    async fn old_letters_are_forgotten_and_those_that_wait_are_not(t) {
        let mut office = PostOffice::open();
        let app = office.for_app(t);
        let olena = olena_at(t, &app).await;
        invite_petro(t, &app).await;
        jobs::run_due(&app).await.unwrap();
        office.shut();
        t.clock.advance(letters::REMEMBERED_MS - MINUTE);
        smena::housekeeping::round(&app).await.unwrap();
        let count = async || olena.get("/api/v1/letters").await.json()["items"].as_array().unwrap().len();
        assert_eq!(count().await, 1);
        invite_petro(t, &app).await;
        t.clock.advance(2 * MINUTE);
        smena::housekeeping::round(&app).await.unwrap();
        assert_eq!(count().await, 1, "the newer one waits");
        jobs::run_due(&app).await.unwrap();
        t.stranger().post_json("/api/v1/sign-in", json!({"login": "petro@svitanok.example", "password": NEW})).await.expect_status(422);
    }
}
