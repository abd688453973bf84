//! Many letters, and many who ask for one, in one moment.

use base::jobs;
use serde_json::{Value as Json, json};
use tokio::task::JoinSet;

use super::{invite_petro, olena_at};
use crate::app::TestApp;
use crate::on_both;
use crate::post_office::PostOffice;

/// Olena invites so many by one list.
async fn invite(t: &TestApp, app: &base::App, count: usize) {
    let people: Vec<Json> = (0..count).map(|n| json!({"email": format!("n{n}@svitanok.example")})).collect();
    let body = json!({ "people": people });
    olena_at(t, app).await.post_json("/api/v1/people/several", body).await.expect_status(201);
}

on_both! {
    // One letter of a kind waits for a person; whoever comes second in the same moment is not turned away for that.
    async fn who_asks_in_one_moment_with_others_is_heard(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let olena = olena_at(t, &app).await;
        let mut links = Vec::new();
        for _ in 0..2 {
            let made = olena.post_json("/api/v1/open-links", json!({})).await.expect_status(201).json();
            links.push(made["link"].clone());
        }
        let mut at_once = JoinSet::new();
        for person in [t.cast.anna, t.cast.borys, t.cast.vira] {
            let client = t.api(person).await.at(app.clone());
            let body = json!({ "what": "access", "page": "/settings/roles" });
            at_once.spawn(async move { client.post_json("/api/v1/me/asks", body).await });
        }
        for n in 0..12 {
            let stranger = t.stranger().at(app.clone());
            // Two come with one e-mail by both links.
            let body = json!({ "link": links[n % 2], "name": "Some One", "email": format!("n{}@svitanok.example", n / 2) });
            at_once.spawn(async move { stranger.post_json("/api/v1/join", body).await });
        }
        for answer in at_once.join_all().await {
            answer.expect_status(201);
        }
        assert_eq!(olena.get("/api/v1/joins").await.json()["count"], json!(6));
        jobs::run_due(&app).await.unwrap();
        let mut subjects: Vec<String> = office.letters().iter().map(|letter| letter.header("Subject")).collect();
        subjects.sort();
        assert_eq!(subjects, ["A colleague asks you for something", "Somebody waits to be let in"]);
    }

    // Whoever has the line sends them all over it, and nobody puts off what they can't send meanwhile.
    async fn many_letters_go_one_after_the_other_over_one_line(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        invite(t, &app, 25).await;
        let worked = tokio::join!(jobs::run_due(&app), jobs::run_due(&app), jobs::run_due(&app));
        worked.0.and(worked.1).and(worked.2).unwrap();
        assert_eq!(office.letters().len(), 25, "the clock stood still: what was put off would be missing");
        assert_eq!(office.lines(), 2, "a line carries twenty letters");
    }

    // A line that the server has ended is no failure: the next letter opens another.
    async fn a_line_that_was_left_is_opened_anew(t) {
        let mut office = PostOffice::open();
        let app = office.for_app(t);
        invite(t, &app, 1).await;
        jobs::run_due(&app).await.unwrap();
        office.shut();
        office.reopen();
        invite_petro(t, &app).await;
        jobs::run_due(&app).await.unwrap();
        assert_eq!(office.letters().len(), 2);
    }

    async fn who_forgot_their_password_waits_for_no_list(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        invite(t, &app, 5).await;
        let anna = json!({ "login": "anna@svitanok.example" });
        t.stranger().at(app.clone()).post_json("/api/v1/forgotten-password", anna).await.expect_status(202);
        people::forgotten::answer_due(&app).await.unwrap();
        jobs::run_due(&app).await.unwrap();
        assert_eq!(office.letters()[0].to, "anna@svitanok.example");
        assert_eq!(office.letters().len(), 6);
    }
}
