//! The pages of letters: the form of a new person, the card, the list in the settings.

use base::jobs;
use serde_json::json;

use super::{invite_petro, olena_at};
use crate::on_both;
use crate::post_office::PostOffice;

on_both! {
    // K06
    async fn the_form_invites_unless_the_tick_is_taken_away(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let olena = t.page(t.cast.olena).await.at(app.clone());
        let form = olena.get("/people/new").await.expect_status(200);
        form.expect_text("name=\"invites\" value=\"1\" checked");
        let fields = [("name", "Roksolana"), ("email", "roksolana@svitanok.example"), ("entry", "link"), ("invites", "1")];
        let added = olena.post("/people", &fields).await.expect_status(303);
        let card = olena.get(&added.location()).await.expect_status(200);
        card.expect_text("The invitation to roksolana@svitanok.example is on its way.").expect_text("Withdraw");
        jobs::run_due(&app).await.unwrap();
        assert_eq!(office.letter().to, "roksolana@svitanok.example");
        let card = olena.get(&added.location()).await.expect_status(200);
        card.expect_text("The invitation went to roksolana@svitanok.example, 23 Nov 2026");

        let fields = [("name", "Solomiia"), ("email", "solomiia@svitanok.example"), ("entry", "link")];
        olena.post("/people", &fields).await.expect_status(200).expect_text("/link/smn_l_");
        jobs::run_due(&app).await.unwrap();
        assert_eq!(office.letters().len(), 1);
        // Who signs in by a login alone has no address to write to, tick or not.
        let fields = [("name", "Taras"), ("login", "taras"), ("entry", "link"), ("invites", "1")];
        olena.post("/people", &fields).await.expect_status(200).expect_text("/link/smn_l_");
    }

    // The card and the list say when what a letter brought opens nothing any more, and offer another.
    async fn a_letter_whose_link_opens_nothing_says_so(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let (olena, page) = (olena_at(t, &app).await, t.page(t.cast.olena).await.at(app.clone()));
        let petro = t.cast.petro;
        let told = async |link: &str, card: &str, list: &str| {
            let letters = olena_at(t, &app).await.get(&format!("/api/v1/people/{petro}/letters")).await.json();
            assert_eq!((&letters["items"][0]["state"], &letters["items"][0]["link"]), (&json!("sent"), &json!(link)));
            let page = t.page(t.cast.olena).await.at(app.clone());
            page.get(&format!("/people/{petro}")).await.expect_text(card).expect_text("Send again");
            page.get("/settings/mail").await.expect_text(list).expect_text("Send again");
        };
        invite_petro(t, &app).await;
        jobs::run_due(&app).await.unwrap();
        told("works", "The invitation went to petro@svitanok.example, 23 Nov 2026", "Sent").await;
        olena.delete(&format!("/api/v1/people/{petro}/invitation")).await.expect_status(204);
        told("ended", "its link opens nothing any more", "Link ended").await;
        invite_petro(t, &app).await;
        jobs::run_due(&app).await.unwrap();
        page.post(&format!("/people/{petro}/link"), &[]).await.expect_status(200);
        told("replaced", "A newer link has taken the place", "Link replaced").await;
        invite_petro(t, &app).await;
        jobs::run_due(&app).await.unwrap();
        t.clock.advance(3 * 86_400_000);
        told("late", "which is too old now", "Link too old").await;

        let body = json!({"email": "zoryana@obriy.example", "attach": true});
        let olena = olena_at(t, &app).await;
        let added = olena.post_json("/api/v1/people", body).await.expect_status(201).json();
        jobs::run_due(&app).await.unwrap();
        let proven = "update identities set proven = 1 where id = (select identity_id from people where account_id <> $1 and id = $2)";
        t.by_hand(proven, t.cast.zoryana).await;
        let zoryana = t.page(t.cast.zoryana).await.at(app.clone());
        zoryana.post(&format!("/me/accounts/{}/decline", t.cast.account), &[]).await.expect_status(303);
        let page = t.page(t.cast.olena).await.at(app.clone());
        page.get(&format!("/people/{}", added["id"])).await.expect_text("and was declined").expect_text("Send again");
        page.get("/settings/mail").await.expect_text("Declined");
        let letters = olena.get("/api/v1/letters").await.json();
        assert_eq!(letters["items"][0]["link"], json!("declined"));
    }

    async fn a_technical_user_is_invited_by_nobody(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let olena = t.page(t.cast.olena).await.at(app.clone());
        let fields = [("name", "Shop"), ("category", "technical"), ("entry", "link"), ("invites", "1")];
        olena.post("/people", &fields).await.expect_status(303);
        jobs::run_due(&app).await.unwrap();
        assert!(office.letters().is_empty());
    }

    async fn a_test_letter_goes_to_the_one_who_asks(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let olena = t.page(t.cast.olena).await.at(app.clone());
        olena.get("/settings/mail").await.expect_status(200).expect_text("No letters yet").expect_text("Send me a test letter");
        olena.post("/settings/mail/test", &[]).await.expect_status(303);
        jobs::run_due(&app).await.unwrap();
        let letter = office.letter();
        assert_eq!((letter.to.as_str(), letter.read().subject().unwrap()), ("olena@svitanok.example", "A test letter from Smena"));
        olena.get("/settings/mail").await.expect_text("Test letter").expect_text("olena@svitanok.example").expect_text("Sent");
    }

    async fn the_list_is_paged_and_each_company_sees_its_own(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let olena = olena_at(t, &app).await;
        for number in 0..60 {
            let body = json!({"name": format!("Newcomer {number}"), "email": format!("n{number}@svitanok.example")});
            olena.post_json("/api/v1/people", body).await.expect_status(201);
        }
        invite_petro(t, &app).await;
        let page = t.page(t.cast.olena).await.at(app.clone());
        let first = page.get("/settings/mail").await.expect_status(200).expect_text("Petro Lys").expect_text("n59@").expect_no_text(">n3@");
        let older = first.body.split("href=\"/settings/mail?before=").nth(1).unwrap().split('"').next().unwrap().to_owned();
        page.get(&format!("/settings/mail?before={older}")).await.expect_status(200).expect_text("n3@").expect_no_text("n59@").expect_text("Newest");
        let list = olena.get("/api/v1/letters?limit=50").await.json();
        let next = olena.get(&format!("/api/v1/letters?limit=50&cursor={}", list["next"])).await.json();
        assert_eq!((list["items"].as_array().unwrap().len(), next["items"].as_array().unwrap().len()), (50, 11));
        assert_eq!(next["next"], json!(null));
        let zoryana = t.page(t.cast.zoryana).await.at(app.clone());
        zoryana.get("/settings/mail").await.expect_status(200).expect_no_text("Newcomer").expect_no_text("n59@").expect_no_text("Petro");
        jobs::run_due(&app).await.unwrap();
        assert_eq!(office.letters().len(), 61);
    }

    async fn letters_are_found_by_the_words_people_use(t) {
        let olena = t.page(t.cast.olena).await;
        for typed in ["mail", "smtp", "%D0%BF%D0%BE%D1%87%D1%82%D0%B0", "%D0%BF%D0%B8%D1%81%D1%8C%D0%BC%D0%B0", "%D0%BF%D0%BE%D1%88%D1%82%D0%B0"] {
            olena.get(&format!("/search/palette?q={typed}")).await.expect_status(200).expect_text("href=\"/settings/mail\"");
        }
        let anna = t.page(t.cast.anna).await;
        anna.get("/search/palette?q=smtp").await.expect_no_text("/settings/mail");
        anna.get("/settings/mail").await.expect_status(403);
    }
}
