//! Requests to the administrators: a closed page asks for itself, and whoever wants to leave says so.

use kit::lang::Lang;
use serde_json::json;

use crate::app::{Engine, TestApp};
use crate::browser::Look;
use crate::on_both;
use crate::partners::walk::{enter, sound};
use crate::post_office::PostOffice;
use crate::steps::step;

on_both! {
    // G10: the page that refuses names the administrators and sends them the request.
    async fn a_closed_page_sends_the_administrators_the_request(t) {
        let anna = t.page(t.cast.anna).await;
        let closed = anna.get("/settings/roles").await.expect_status(403);
        closed.expect_text("Olena Bondar").expect_text("Ask the administrators").expect_text("value=\"/settings/roles\"");
        let typed = [("page", "/settings/roles?q=1"), ("text", "I make the new role for Support"), ("once", "a1")];
        assert_eq!(anna.post("/asks", &typed).await.expect_status(303).location(), "/asks");
        anna.get("/asks").await.expect_text("Waits").expect_text("/settings/roles").expect_no_text("?q=1");
        let olena = t.page(t.cast.olena).await;
        olena.get("/people").await.expect_text("1 request");
        let page = olena.get("/asks").await.expect_status(200);
        page.expect_text("Anna Melnyk asks for a page").expect_text("I make the new role for Support");

        let again = json!({ "what": "access", "page": "/settings/roles" });
        t.api(t.cast.anna).await.post_json("/api/v1/me/asks", again).await.expect_problem(409, "ask_waits");
        let api = t.api(t.cast.olena).await;
        let id = api.get("/api/v1/asks").await.expect_status(200).json()["items"][0]["id"].as_i64().unwrap();
        olena.post(&format!("/asks/{id}/decline"), &[("word", ""), ("once", "d1")]).await.expect_status(422);
        api.post_json(&format!("/api/v1/asks/{id}/decline"), json!({ "word": "Borys makes it" })).await.expect_status(204);
        api.post_json(&format!("/api/v1/asks/{id}/done"), json!({})).await.expect_problem(409, "ask_over");
        anna.get("/asks").await.expect_text("Declined").expect_text("Borys makes it");
        olena.get("/people").await.expect_no_text("1 request");
        let journal = api.get("/api/v1/journal").await.json();
        assert_eq!(journal["items"][0]["text"], json!("Olena Bondar declined what Anna Melnyk asked for: Page /settings/roles"));
    }

    // G06: a person asks; administrators decide; the departure answers.
    async fn who_wants_to_leave_asks_and_a_departure_answers(t) {
        let anna = t.page(t.cast.anna).await;
        anna.get("/me").await.expect_text("Leave the company");
        anna.get("/me/leave").await.expect_status(200).expect_text("Ask to leave");
        anna.post("/me/leave", &[("text", "A new job"), ("once", "l1")]).await.expect_status(303);
        anna.get("/me/leave").await.expect_text("You have asked already");
        let olena = t.api(t.cast.olena).await;
        let waits = olena.get("/api/v1/asks").await.json()["items"][0].clone();
        assert_eq!((&waits["what"], &waits["person_id"], &waits["text"]), (&json!("leave"), &json!(t.cast.anna), &json!("A new job")));
        let leave = json!({ "successor": t.cast.vira });
        olena.post_json(&format!("/api/v1/people/{}/departure", t.cast.anna), leave).await.expect_status(201);
        let done = olena.get("/api/v1/asks").await.json()["items"][0].clone();
        assert_eq!((&done["state"], &done["id"]), (&json!("done"), &waits["id"]));
    }

    // G05, G06: whom nobody could let go is told so.
    async fn the_only_administrator_is_told_to_make_another(t) {
        t.page(t.cast.olena).await.get("/me/leave").await.expect_text("You are the only administrator");
    }

    async fn one_takes_back_ones_own_request_and_answers_nobody_elses(t) {
        let anna = t.api(t.cast.anna).await;
        let asked = json!({ "what": "access", "page": "/settings/roles" });
        let id = anna.post_json("/api/v1/me/asks", asked.clone()).await.expect_status(201).json()["id"].as_i64().unwrap();
        let vira = t.api(t.cast.vira).await;
        vira.delete(&format!("/api/v1/me/asks/{id}")).await.expect_status(404);
        vira.get("/api/v1/asks").await.expect_status(403);
        vira.post_json(&format!("/api/v1/asks/{id}/done"), json!({})).await.expect_status(403);
        t.api(t.cast.zoryana).await.post_json(&format!("/api/v1/asks/{id}/done"), json!({})).await.expect_status(404);
        anna.delete(&format!("/api/v1/me/asks/{id}")).await.expect_status(204);
        anna.delete(&format!("/api/v1/me/asks/{id}")).await.expect_problem(409, "ask_over");
        anna.post_json("/api/v1/me/asks", asked).await.expect_status(201);
        let elsewhere = json!({ "what": "access", "page": "https://elsewhere.example/" });
        anna.post_json("/api/v1/me/asks", elsewhere).await.expect_problem(422, "form").expect_text("ask_page");
        let olena = t.api(t.cast.olena).await;
        let own = olena.post_json("/api/v1/me/asks", json!({ "what": "access", "page": "/x" })).await.expect_status(201).json();
        olena.post_json(&format!("/api/v1/asks/{}/done", own["id"]), json!({})).await.expect_problem(409, "ask_own");
    }
}

on_both! {
    // The number beside People is of what one may answer, and so is the page.
    async fn the_number_is_of_what_one_may_answer(t) {
        let own = json!({ "own_rights": { "areas": { "people": true } } });
        t.api(t.cast.olena).await.patch(&format!("/api/v1/people/{}", t.cast.borys), own).await.expect_status(200);
        for person in [t.cast.olena, t.cast.borys] {
            let asked = json!({ "what": "access", "page": "/settings/roles" });
            t.api(person).await.post_json("/api/v1/me/asks", asked).await.expect_status(201);
        }
        let borys = t.page(t.cast.borys).await;
        borys.get("/people").await.expect_status(200).expect_no_text("1 request").expect_no_text("nav-waiting");
        borys.get("/asks").await.expect_status(200).expect_no_text("Olena Bondar asks");
        assert_eq!(t.api(t.cast.borys).await.get("/api/v1/asks").await.json()["count"], 0);
        t.page(t.cast.olena).await.get("/people").await.expect_text("1 request");
    }

    // Whoever is asked by a review sees a number, and without the area a line that goes once they have answered.
    async fn a_question_of_a_review_is_counted_for_whom_it_asks(t) {
        let olena = t.api(t.cast.olena).await;
        let review = crate::reviews::begin(&olena).await;
        let borys = t.page(t.cast.borys).await;
        borys.get("/deals").await.expect_status(200).expect_no_text("href=\"/asks\"");
        crate::reviews::say(&olena, review, t.cast.anna, "ask").await.expect_status(204);
        borys.get("/deals").await.expect_text("href=\"/asks\"").expect_text("nav-waiting");
        t.page(t.cast.vira).await.get("/deals").await.expect_no_text("href=\"/asks\"");
        let yes = [("needed", "yes"), ("once", "q1")];
        borys.post(&format!("/asks/reviews/{review}/{}", t.cast.anna), &yes).await.expect_status(303);
        borys.get("/deals").await.expect_no_text("href=\"/asks\"");
    }

    // What is refused is said on the same page: nothing of it goes.
    async fn a_refused_answer_leaves_the_questions_of_a_review_where_they_are(t) {
        let olena = t.api(t.cast.olena).await;
        let own = json!({ "own_rights": { "areas": { "people": true } } });
        olena.patch(&format!("/api/v1/people/{}", t.cast.borys), own).await.expect_status(200);
        let review = crate::reviews::begin(&olena).await;
        crate::reviews::say(&olena, review, t.cast.anna, "ask").await.expect_status(204);
        let asked = json!({ "what": "access", "page": "/settings/roles" });
        let id = t.api(t.cast.vira).await.post_json("/api/v1/me/asks", asked).await.expect_status(201).json()["id"].clone();
        let borys = t.page(t.cast.borys).await;
        borys.get("/people").await.expect_text("2 requests");
        borys.post(&format!("/asks/{id}/decline"), &[("word", ""), ("once", "d1")]).await.expect_status(422)
            .expect_text("Vira Savchuk asks for a page").expect_text("Does Anna Melnyk still need access?");
    }

    // However much somebody has asked since, a departure answers what waits.
    async fn a_departure_answers_a_request_to_leave_under_many_others(t) {
        let anna = t.api(t.cast.anna).await;
        anna.post_json("/api/v1/me/asks", json!({ "what": "leave", "page": "" })).await.expect_status(201);
        for n in 0..51 {
            let asked = json!({ "what": "access", "page": format!("/page/{n}") });
            let made = anna.post_json("/api/v1/me/asks", asked).await.expect_status(201).json();
            anna.delete(&format!("/api/v1/me/asks/{}", made["id"])).await.expect_status(204);
        }
        let olena = t.api(t.cast.olena).await;
        let leave = json!({ "successor": t.cast.vira });
        olena.post_json(&format!("/api/v1/people/{}/departure", t.cast.anna), leave).await.expect_status(201);
        let asks = olena.get("/api/v1/asks").await.json();
        assert!(asks["items"].as_array().unwrap().iter().all(|ask| ask["state"] != "waiting"), "{asks}");
    }
}

on_both! {
    // G10: the administrators get a letter, and so does whoever asked.
    async fn letters_tell_of_a_request_and_of_its_answer(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let anna = t.api(t.cast.anna).await.at(app.clone());
        let olena = t.api(t.cast.olena).await.at(app.clone());
        let asked = json!({ "what": "access", "page": "/settings/roles" });
        let id = anna.post_json("/api/v1/me/asks", asked).await.expect_status(201).json()["id"].as_i64().unwrap();
        base::jobs::run_due(&app).await.unwrap();
        olena.post_json(&format!("/api/v1/asks/{id}/done"), json!({ "word": "Look again" })).await.expect_status(204);
        base::jobs::run_due(&app).await.unwrap();
        let letters = office.letters();
        let of = |to: &str| letters.iter().find(|letter| letter.to == to).map(|letter| letter.header("Subject"));
        assert_eq!(of("olena@svitanok.example").as_deref(), Some("A colleague asks you for something"));
        assert_eq!(of("anna@svitanok.example").as_deref(), Some("Your request was answered"));
    }
}

// G06, G10
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_is_asked_and_answered_at_a_desk() {
    walk(Lang::En, Look::desktop("en")).await;
}

// G06, G10, G12
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_is_asked_and_answered_on_a_phone() {
    walk(Lang::Uk, Look::phone("uk")).await;
}

pub async fn walk(lang: Lang, look: Look) {
    let t = TestApp::start(Engine::Sqlite).await;
    let (site, say) = (t.serve().await, t.app.words.say(lang));
    let anna = enter(&site, look, &say, "anna@svitanok.example").await;
    anna.visit("/settings/roles").await;
    anna.sees("Olena Bondar").await;
    sound(&anna, "the page that refuses").await;
    step(&anna, &say, "G10").await;
    anna.fill(&say.t("error-denied-why"), "Support needs a role").await;
    anna.click(&say.t("error-denied-send")).await;
    anna.arrives("/asks").await;
    anna.sees(&say.t("asks-state-waiting")).await;
    anna.visit("/me/leave").await;
    sound(&anna, "/me/leave").await;
    step(&anna, &say, "G06").await;
    anna.click(&say.t("asks-leave-send")).await;
    anna.arrives("/asks").await;
    anna.sees(&say.t("asks-of-leave")).await;
    sound(&anna, "/asks of who asks").await;

    let olena = enter(&site, look, &say, "olena@svitanok.example").await;
    olena.visit("/people").await;
    olena.click(&say.n("people-asks", 2)).await;
    olena.arrives("/asks").await;
    olena.sees(&say.with("asks-wants-leave", &[("name", "Anna Melnyk".into())])).await;
    sound(&olena, "/asks").await;
    olena.click(&say.t("asks-done")).await;
    olena.sees(&say.t("asks-answered")).await;
    olena.click(&say.t("asks-to-departure")).await;
    olena.sees(&say.t("handovers-do-departure")).await;
    t.leave().await;
}
