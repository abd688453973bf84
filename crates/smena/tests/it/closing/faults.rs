//! What must not go wrong: the wrong hands, two hands at once, the last moment.

use base::Error;
use people::closing::{self, Removal, Wish};
use serde_json::json;

use super::{NAME, PATH, close, close_with, kinds, program, until_the_day};
use crate::app::TestApp;
use crate::cast::account;
use crate::on_both;
use crate::reviews::raise;

fn wish() -> Wish {
    Wish { name: NAME.into(), reason: String::new() }
}

on_both! {
    // G05, G06: nobody but administrators; nobody of another company.
    async fn nobody_else_closes_it_or_calls_it_back(t) {
        for person in [t.cast.borys, t.cast.anna, t.cast.hlib] {
            let api = t.api(person).await;
            close(t, person).await.expect_problem(403, "denied");
            api.get(PATH).await.expect_problem(403, "denied");
            api.delete(PATH).await.expect_problem(403, "denied");
            t.page(person).await.get("/settings/closing").await.expect_status(403).expect_text("Olena Bondar");
        }
        // Every area there is makes no administrator.
        let every = json!({ "own_rights": { "areas": { "people": true, "settings": true, "billing": true, "journal": true } } });
        let olena = t.api(t.cast.olena).await;
        olena.patch(&format!("/api/v1/people/{}", t.cast.hlib), every).await.expect_status(200);
        close(t, t.cast.hlib).await.expect_problem(403, "denied");
        // Whoever administers another company names this one in vain.
        close(t, t.cast.zoryana).await.expect_problem(422, "form");
        assert_eq!(olena.get(PATH).await.json()["closing"], json!(false));
    }

    async fn a_partner_closes_no_customer_and_no_company_that_others_rely_on(t) {
        let obriy = t.app.operator(account(t.cast.other_account, "Obriy Ltd"));
        crate::partners::list(obriy.clone()).await;
        people::seats::choose_partner(&t.operator(), Some(t.cast.other_account)).await.unwrap();
        let zoryana = program(t, t.cast.zoryana).await;
        let own = json!({ "name": "Obriy Ltd" });
        zoryana.post_json(PATH, own.clone()).await.expect_problem(409, "closing_partner");
        t.page(t.cast.zoryana).await.get("/settings/closing").await.expect_text("strikes it off the list first").expect_text("1 company loses its partner");

        // The partner sees the day, changes nothing meanwhile, and sees that it stays.
        let olena = t.api(t.cast.olena).await;
        close(t, t.cast.olena).await.expect_status(201);
        let page = t.page(t.cast.zoryana).await;
        page.get("/partner").await.expect_text("closes after 23 Dec 2026");
        assert_eq!(zoryana.get("/api/v1/partner/customers").await.json()["items"][0]["closes_at"], json!("2026-12-23T22:00:00Z"));
        let plan = json!({ "bought": 9, "paid_until": null });
        zoryana.json(axum::http::Method::PUT, &format!("/api/v1/partner/customers/{}", t.cast.account), plan).await.expect_problem(409, "customer_closing");
        page.get("/settings/journal").await.expect_text("Svitanok Ltd closes its company");
        olena.delete(PATH).await.expect_status(204);
        page.get("/partner").await.expect_no_text("closes after");
        page.get("/settings/journal").await.expect_text("Svitanok Ltd does not close after all");

        // Struck off, it may go.
        people::partners::strike(&obriy).await.unwrap();
        zoryana.post_json(PATH, own).await.expect_status(201);
    }

    // G06: a form that met an old sign-in asks whether it is them, and the same press closes.
    async fn an_old_sign_in_is_asked_again_first(t) {
        let olena = t.page(t.cast.olena).await;
        t.clock.advance(base::authz::PROOF_MS);
        let typed = [("name", NAME), ("reason", ""), ("once", "c1")];
        olena.post("/settings/closing", &typed).await.expect_status(403).expect_text("Is it you?");
        let session = t.secret(t.cast.olena, true).await;
        t.clock.advance(base::authz::PROOF_MS);
        let program = t.client([("authorization", format!("Bearer {session}"))]);
        close_with(&program).await.expect_problem(403, "proof_needed");
        assert_eq!(program.get(PATH).await.json()["closing"], json!(false));
        let mut proven = typed.to_vec();
        proven.push(("proof_password", crate::cast::PASSWORD));
        olena.post("/settings/closing", &proven).await.expect_status(303);
        assert_eq!(program.get(PATH).await.json()["closing"], json!(true));
        // Calling back asks for nothing: a hurry is allowed here.
        t.clock.advance(base::authz::PROOF_MS);
        program.delete(PATH).await.expect_status(204);
    }

    // G06: a program may have signed in; a token was made once and can't show that somebody means it now.
    async fn no_token_closes_the_company(t) {
        let token = t.api(t.cast.olena).await;
        close_with(&token).await.expect_problem(409, "closing_session");
        let bare = t.ctx(t.cast.olena).await;
        assert!(matches!(closing::begin(&bare, wish()).await, Err(Error::Conflict(_))));
        assert_eq!(token.get(PATH).await.json()["closing"], json!(false));
        close(t, t.cast.olena).await.expect_status(201);
        // In a hurry any way in will do.
        token.delete(PATH).await.expect_status(204);
    }

    // A partner can't close, so what closes does not become one.
    async fn a_company_that_closes_is_not_put_on_the_list(t) {
        let obriy = async || t.app.operator(people::accounts::load(&t.app, t.cast.other_account).await.unwrap());
        let face = people::partners::Face {
            name: "Obriy".into(),
            regions: vec!["Kyiv".into()],
            about: String::new(),
            contact: "+380 44 000 00 00".into(),
        };
        let own = json!({ "name": "Obriy Ltd" });
        let zoryana = t.api(t.cast.zoryana).await;
        let closes = |done: base::Result<()>| matches!(done, Err(Error::Conflict(problem)) if problem.key == "error-partner-closes");
        let closing = program(t, t.cast.zoryana).await.post_json(PATH, own.clone()).await;
        closing.expect_status(201);
        assert!(closes(people::partners::add(&obriy().await, face.clone()).await));
        zoryana.delete(PATH).await.expect_status(204);
        people::partners::add(&obriy().await, face).await.unwrap();
        people::partners::strike(&obriy().await).await.unwrap();
        program(t, t.cast.zoryana).await.post_json(PATH, own).await.expect_status(201);
        assert!(closes(people::partners::relist(&obriy().await).await));
        people::partners::strike(&obriy().await).await.unwrap();
        zoryana.delete(PATH).await.expect_status(204);
        people::partners::relist(&obriy().await).await.unwrap();
    }

    async fn of_two_who_close_at_once_one_does(t) {
        raise(t, t.cast.borys).await;
        let (olena, borys) = (t.api(t.cast.olena).await, t.api(t.cast.borys).await);
        let (one, two) = tokio::join!(close(t, t.cast.olena), close(t, t.cast.borys));
        let mut status = [one.status, two.status];
        status.sort_unstable();
        assert_eq!(status, [201, 409]);
        assert_eq!(kinds(&olena).await.iter().filter(|kind| *kind == "company_closing").count(), 1);
        let (one, two) = tokio::join!(olena.delete(PATH), borys.delete(PATH));
        let mut status = [one.status, two.status];
        status.sort_unstable();
        assert_eq!(status, [204, 409]);
    }

    // Between the request and the act somebody took the rights away.
    async fn who_was_blocked_or_demoted_meanwhile_closes_nothing(t) {
        raise(t, t.cast.borys).await;
        let olena = t.api(t.cast.olena).await;
        let borys = signed_in(t, t.cast.borys).await;
        olena.post_json(&format!("/api/v1/people/{}/block", t.cast.borys), json!({})).await.expect_status(200);
        assert!(matches!(closing::begin(&borys, wish()).await, Err(Error::SignedOut)));
        olena.post_json(&format!("/api/v1/people/{}/unblock", t.cast.borys), json!({})).await.expect_status(200);
        let borys = signed_in(t, t.cast.borys).await;
        let demote = "update people set category = 'member', role_id = (select id from roles where account_id = $1 and key = 'head')
            where account_id = $1 and id = $2";
        t.by_hand(demote, t.cast.borys).await;
        assert!(matches!(closing::begin(&borys, wish()).await, Err(Error::Denied(_))));
        assert_eq!(olena.get(PATH).await.json()["closing"], json!(false));
    }

    // G06: the last moment: called back, or gone; never both.
    async fn called_back_in_the_last_moment_it_stays_and_a_moment_later_it_is_over(t) {
        let olena = t.api(t.cast.olena).await;
        close(t, t.cast.olena).await.expect_status(201);
        until_the_day(t, 1).await;
        let (round, back) = tokio::join!(smena::housekeeping::round(&t.app), olena.delete(PATH));
        round.unwrap();
        back.expect_status(204);
        olena.get("/api/v1/deals").await.expect_status(200);

        close(t, t.cast.olena).await.expect_status(201);
        let ctx = t.ctx(t.cast.olena).await;
        until_the_day(t, 0).await;
        // No round has come by: it is shut all the same.
        olena.get("/api/v1/deals").await.expect_problem(401, "signed_out");
        olena.delete(PATH).await.expect_problem(401, "signed_out");
        t.stranger().post_json("/api/v1/sign-in", json!({ "login": "olena@svitanok.example", "password": crate::cast::PASSWORD })).await.expect_problem(422, "sign_in");
        let over = |done: base::Result<()>| matches!(done, Err(Error::Conflict(problem)) if problem.key == "error-closing-over");
        assert!(over(closing::call_back(&ctx).await));
        // A request that came in before the day, and waited for the round.
        let operator = svitanok(t).await;
        assert!(Removal::begin(&operator).await.unwrap().is_some());
        t.clock.advance(-1);
        assert!(over(closing::call_back(&ctx).await));
        t.clock.advance(1);
        smena::housekeeping::round(&t.app).await.unwrap();
        assert_eq!(people::accounts::find_all(&t.app).await.unwrap().len(), 1);
    }

    // Whoever runs the server calls it back at the machine.
    async fn before_the_day_nothing_is_removed(t) {
        close(t, t.cast.olena).await.expect_status(201);
        assert!(Removal::begin(&svitanok(t).await).await.unwrap().is_none());
        closing::call_back(&svitanok(t).await).await.unwrap();
        t.api(t.cast.anna).await.get("/api/v1/deals").await.expect_status(200);
    }
}

/// The person at work, having signed in a moment ago.
async fn signed_in(t: &TestApp, person: i64) -> base::Ctx {
    base::credentials::enter(&t.app, &t.secret(person, true).await).await.unwrap()
}

/// The operator in the company as it stands in the database.
pub async fn svitanok(t: &TestApp) -> base::Ctx {
    t.app.operator(people::accounts::load(&t.app, t.cast.account).await.unwrap()).as_job()
}
