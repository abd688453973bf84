//! What was asked and answered in a review stays: over a second question, a verdict and the signed result.

use serde_json::{Value as Json, json};

use super::{DAY, begin, one, say};
use crate::app::TestApp;
use crate::on_both;
use crate::post_office::PostOffice;

fn line(review: &Json, person: i64) -> Json {
    review["lines"]
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["person_id"] == json!(person))
        .unwrap()
        .clone()
}

/// Borys is asked about Anna and says no.
async fn answered(t: &TestApp, review: i64) {
    let ask = json!({ "verdict": "ask", "word": "Is she still with the shop?" });
    let olena = t.api(t.cast.olena).await;
    olena.post_json(&format!("/api/v1/reviews/{review}/lines/{}", t.cast.anna), ask).await.expect_status(204);
    let no = json!({ "needed": false });
    t.api(t.cast.borys)
        .await
        .post_json(&format!("/api/v1/me/reviews/{review}/{}", t.cast.anna), no)
        .await
        .expect_status(204);
}

on_both! {
    // G11: asking about everybody who is ticked asks nobody twice.
    async fn a_second_question_without_a_word_is_none(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let olena = t.api(t.cast.olena).await.at(app.clone());
        let review = begin(&olena).await;
        answered(t, review).await;
        let page = t.page(t.cast.olena).await.at(app.clone());
        let ids = [t.cast.anna, t.cast.vira].map(|id| id.to_string());
        let both = [("id", &*ids[0]), ("id", &*ids[1])];
        page.post(&format!("/settings/reviews/{review}/ticked/ask"), &both).await.expect_status(303);
        base::jobs::run_due(&app).await.unwrap();
        assert_eq!(office.letters().len(), 1, "about Vira alone");
        let anna = line(&one(&olena, review).await, t.cast.anna);
        assert_eq!((&anna["needed"], &anna["word"]), (&json!(false), &json!("Is she still with the shop?")));
        // Another word is another question.
        let again = json!({ "verdict": "ask", "word": "And from January?" });
        olena.post_json(&format!("/api/v1/reviews/{review}/lines/{}", t.cast.anna), again).await.expect_status(204);
        base::jobs::run_due(&app).await.unwrap();
        assert_eq!(office.letters().len(), 2);
        assert_eq!(line(&one(&olena, review).await, t.cast.anna)["needed"], Json::Null);
    }

    // G11: the answer and the word stay with the verdict and in the signed result.
    async fn the_answer_stays_with_the_verdict_and_is_signed(t) {
        let olena = t.api(t.cast.olena).await;
        let review = begin(&olena).await;
        answered(t, review).await;
        let page = t.page(t.cast.olena).await;
        let at = format!("/settings/reviews/{review}");
        page.post(&format!("{at}/people/{}/block", t.cast.anna), &[]).await.expect_status(303);
        let anna = line(&one(&olena, review).await, t.cast.anna);
        assert_eq!((&anna["state"], &anna["needed"], &anna["asked_id"]), (&json!("block"), &json!(false), &json!(t.cast.borys)));
        assert_eq!(anna["word"], "Is she still with the shop?");
        page.get(&at).await.expect_text("Asked: Borys Kravets.").expect_text("Needs it no more").expect_text("Decided by Olena Bondar");
        for person in [t.cast.olena, t.cast.borys, t.cast.hlib, t.cast.petro, t.cast.vira] {
            say(&olena, review, person, "keep").await.expect_status(204);
        }
        olena.post_json(&format!("/api/v1/reviews/{review}/end"), json!({})).await.expect_status(200);
        let result = olena.get(&format!("/api/v1/reviews/{review}/result")).await.expect_status(200).json();
        let text: Json = serde_json::from_str(result["signed"].as_str().unwrap()).unwrap();
        let of = |person: i64| text["people"].as_array().unwrap().iter().find(|p| p["person"] == json!(person)).unwrap().clone();
        assert_eq!((&of(t.cast.anna)["asked"], &of(t.cast.anna)["needed"]), (&json!(t.cast.borys), &json!(false)));
        // Of whom nobody was asked the text is as it always was.
        assert!(of(t.cast.vira).get("asked").is_none() && of(t.cast.vira).get("needed").is_none());
        assert_eq!(smena::verify::check(&t.app).await.unwrap(), Vec::<String>::new());
        t.by_hand("update review_lines set answer = 'needed' where account_id = $1 and person_id = $2", t.cast.anna).await;
        let broken = smena::verify::check(&t.app).await.unwrap().join("\n");
        assert!(broken.contains("is not the one that was signed"), "{broken}");
        t.by_hand("update review_lines set answer = 'not_needed' where account_id = $1 and person_id = $2", t.cast.anna).await;
    }

    // G11: whoever answers too late is told so.
    async fn who_answers_after_the_decision_is_told(t) {
        let olena = t.api(t.cast.olena).await;
        let review = begin(&olena).await;
        answered(t, review).await;
        say(&olena, review, t.cast.anna, "keep").await.expect_status(204);
        let at = format!("/api/v1/me/reviews/{review}/{}", t.cast.anna);
        t.api(t.cast.borys).await.post_json(&at, json!({ "needed": true })).await.expect_problem(409, "review_decided_meanwhile");
        let yes = [("needed", "yes"), ("once", "m1")];
        let page = t.page(t.cast.borys).await;
        assert_eq!(page.post(&format!("/asks/reviews/{review}/{}", t.cast.anna), &yes).await.expect_status(303).location(), "/asks");
        assert_eq!(line(&one(&olena, review).await, t.cast.anna)["needed"], json!(false));
    }

    // G11: a signed line says what was so when it was decided.
    async fn who_was_here_then_is_not_called_idle_later(t) {
        let olena = t.api(t.cast.olena).await;
        let review = begin(&olena).await;
        say(&olena, review, t.cast.hlib, "keep").await.expect_status(204);
        t.clock.advance(200 * DAY);
        let olena = t.api(t.cast.olena).await;
        let later = one(&olena, review).await;
        assert_eq!((&line(&later, t.cast.hlib)["idle"], &line(&later, t.cast.vira)["idle"]), (&json!(false), &json!(true)));
    }

    // G11: once a year the list of people says that it is time, to who may begin a review.
    async fn a_year_later_the_list_of_people_says_that_it_is_time(t) {
        let olena = t.api(t.cast.olena).await;
        let review = begin(&olena).await;
        for person in [t.cast.olena, t.cast.borys, t.cast.anna, t.cast.hlib, t.cast.petro, t.cast.vira] {
            say(&olena, review, person, "keep").await.expect_status(204);
        }
        olena.post_json(&format!("/api/v1/reviews/{review}/end"), json!({})).await.expect_status(200);
        let own = json!({ "own_rights": { "areas": { "people": true } } });
        olena.patch(&format!("/api/v1/people/{}", t.cast.vira), own).await.expect_status(200);
        t.page(t.cast.olena).await.get("/people").await.expect_status(200).expect_no_text("It is time for a review");
        t.clock.advance(366 * DAY);
        t.page(t.cast.olena).await.get("/people").await.expect_text("It is time for a review").expect_text("href=\"/settings/reviews\"");
        t.page(t.cast.vira).await.get("/people").await.expect_status(200).expect_no_text("It is time for a review");
    }
}
