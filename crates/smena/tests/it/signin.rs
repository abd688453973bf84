//! Getting in, and not getting in.

pub mod arrange;
pub mod elsewhere;
mod given;
mod late;
mod links;
mod own;
mod tokens;

use arrange::{login_person, second_place, sign_in};
use kit::token;
use people::signin::attempts::{MOST_PER_ADDRESS, MOST_PER_NAME, WINDOW_MS};
use people::signin::sign_in::{Attempt, prove};
use serde_json::json;

use crate::cast::PASSWORD;
use crate::on_both;

const ANNA: &str = "anna@svitanok.example";
const PETRO: &str = "petro@svitanok.example";

on_both! {
    async fn an_email_and_a_password_open_a_session(t) {
        let session = sign_in(t, " Anna@Svitanok.Example ", PASSWORD).await.expect_status(201).json();
        assert_eq!(session["person_id"], t.cast.anna);
        assert_eq!(session["account_id"], t.cast.account);
        assert_eq!(session["expires_at"], "2026-12-23T09:00:00Z");
        let anna = t.client([("authorization", format!("Bearer {}", session["token"].as_str().unwrap()))]);
        let me = anna.get("/api/v1/me").await.expect_status(200).json();
        assert_eq!((me["name"].as_str(), me["email"].as_str()), (Some("Anna Melnyk"), Some(ANNA)));
    }

    async fn the_page_signs_in_and_leads_where_one_was_going(t) {
        let stranger = t.stranger();
        assert_eq!(stranger.get("/me").await.location(), "/sign-in?next=/me");
        let form = stranger.get("/sign-in?next=/me").await.expect_status(200);
        form.expect_text(r#"name="next" value="/me""#).expect_no_text("{");
        let form = [("login", ANNA), ("password", PASSWORD), ("next", "/me")];
        let inside = stranger.post("/sign-in", &form).await.expect_status(303);
        assert_eq!(inside.location(), "/me");
        let cookie = inside.cookie("smena_session").unwrap();
        let anna = t.client([("cookie", format!("smena_session={cookie}"))]);
        anna.get("/me").await.expect_status(200).expect_text("Anna Melnyk");
        assert_eq!(anna.get("/sign-in?next=/me").await.location(), "/me");
        assert_eq!(anna.get("/").await.location(), "/deals");
    }

    async fn nobody_is_led_to_another_site(t) {
        for next in ["https://evil.example/", "//evil.example", "/\\evil.example"] {
            let form = [("login", ANNA), ("password", PASSWORD), ("next", next)];
            assert_eq!(t.stranger().post("/sign-in", &form).await.expect_status(303).location(), "/");
        }
    }

    async fn whatever_is_wrong_the_answer_is_the_same(t) {
        // Vira is blocked, Petro gone before his first day.
        t.by_hand("update people set status = 'blocked', epoch = epoch + 1 where account_id = $1 and id = $2", t.cast.vira).await;
        t.by_hand("update people set status = 'departed', epoch = epoch + 1 where account_id = $1 and id = $2", t.cast.petro).await;
        let tries = [
            (ANNA, "wrong"), (ANNA, ""), ("nobody@svitanok.example", PASSWORD), ("anna", PASSWORD), ("", PASSWORD),
            ("vira@svitanok.example", PASSWORD), (PETRO, PASSWORD),
        ];
        let mut answers = Vec::new();
        for (login, password) in tries {
            answers.push(sign_in(t, login, password).await.expect_problem(422, "sign_in").body);
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "{answers:?}");
        let page = t.stranger().post("/sign-in", &[("login", ANNA), ("password", "wrong")]).await.expect_status(422);
        let page = page.expect_text("open anything").expect_text(&format!(r#"value="{ANNA}""#));
        assert_eq!(page.cookie("smena_session"), None);
    }

    async fn an_unreadable_sign_in_is_refused(t) {
        let stranger = t.stranger();
        stranger.post_json("/api/v1/sign-in", json!({ "login": ANNA })).await.expect_problem(422, "body");
        let unknown = json!({ "login": ANNA, "password": PASSWORD, "role": "administrator" });
        stranger.post_json("/api/v1/sign-in", unknown).await.expect_problem(422, "body");
        let long = json!({ "login": "a".repeat(100_000), "password": "b".repeat(100_000) });
        stranger.post_json("/api/v1/sign-in", long).await.expect_problem(422, "sign_in");
    }

    // K08
    async fn the_first_sign_in_makes_a_pending_person_active(t) {
        let session = sign_in(t, PETRO, PASSWORD).await.expect_status(201).json();
        assert_eq!(session["person_id"], t.cast.petro);
        let petro = t.ctx(t.cast.petro).await;
        let id = t.cast.petro;
        let found = petro.read(move |tx| base::org::find(tx, id)).await.unwrap().unwrap();
        assert_eq!(found.status, base::Status::Active);
        assert!(found.portfolio_id.is_some(), "has a portfolio for new work");
        let kinds = || async {
            let entries = petro.read(move |tx| base::journal::page(tx, None, 10)).await.unwrap();
            entries.into_iter().filter(|entry| entry.kind == "person_activated").count()
        };
        assert_eq!(kinds().await, 1);
        sign_in(t, PETRO, PASSWORD).await.expect_status(201);
        assert_eq!(kinds().await, 1);
    }

    async fn two_first_sign_ins_at_once_open_one_portfolio(t) {
        let (one, two) = tokio::join!(sign_in(t, PETRO, PASSWORD), sign_in(t, PETRO, PASSWORD));
        assert_eq!((one.status, two.status), (201, 201));
        let (account, petro) = (t.cast.account, t.cast.petro);
        let sql = "select count(*) from portfolios where account_id = $1 and home_person_id = $2";
        let count: i64 = t
            .app
            .look(move |tx| Ok(tx.query_one(sql, store::params![account, petro])?.at(0)?))
            .await
            .unwrap();
        assert_eq!(count, 1);
    }

    async fn signing_out_ends_the_session_and_no_other(t) {
        let (here, there) = (t.page(t.cast.anna).await, t.page(t.cast.anna).await);
        let out = here.post("/sign-out", &[]).await.expect_status(303);
        assert_eq!((out.location(), out.cookie("smena_session")), ("/sign-in".into(), Some(String::new())));
        assert_eq!(here.get("/me").await.location(), "/sign-in?next=/me");
        there.get("/me").await.expect_status(200);
        assert_eq!(here.post("/sign-out", &[]).await.expect_status(303).location(), "/sign-in");

        let token = sign_in(t, ANNA, PASSWORD).await.json()["token"].as_str().unwrap().to_owned();
        let program = t.client([("authorization", format!("Bearer {token}"))]);
        program.post_json("/api/v1/sign-out", json!({})).await.expect_status(204);
        program.get("/api/v1/me").await.expect_problem(401, "signed_out");
    }

    async fn an_api_token_is_not_ended_by_signing_out(t) {
        let program = t.api(t.cast.anna).await;
        program.post_json("/api/v1/sign-out", json!({})).await.expect_problem(409, "not_a_session");
        program.get("/api/v1/me").await.expect_status(200);
    }

    async fn a_session_ends_by_itself_after_thirty_days(t) {
        let anna = t.page(t.cast.anna).await;
        t.clock.advance(base::credentials::SESSION_MS - 1);
        anna.get("/me").await.expect_status(200);
        t.clock.advance(1);
        assert_eq!(anna.get("/me").await.location(), "/sign-in?next=/me");
    }

    async fn guessing_a_password_is_slowed_down(t) {
        for _ in 0..MOST_PER_NAME {
            sign_in(t, ANNA, "wrong").await.expect_problem(422, "sign_in");
        }
        // Even the right one has to wait; others don't.
        let slow = sign_in(t, ANNA, PASSWORD).await.expect_problem(429, "slow_down");
        assert_eq!(slow.headers["retry-after"], "900");
        t.stranger().post("/sign-in", &[("login", ANNA), ("password", PASSWORD)]).await.expect_status(429)
            .expect_text("900 seconds");
        sign_in(t, "vira@svitanok.example", PASSWORD).await.expect_status(201);
        t.clock.advance(WINDOW_MS);
        sign_in(t, ANNA, PASSWORD).await.expect_status(201);
    }

    async fn a_right_password_wipes_the_slate(t) {
        for _ in 0..2 {
            for _ in 1..MOST_PER_NAME {
                sign_in(t, ANNA, "wrong").await.expect_problem(422, "sign_in");
            }
            sign_in(t, ANNA, PASSWORD).await.expect_status(201);
        }
    }

    async fn many_tries_at_once_count_one_by_one(t) {
        let mut statuses = Vec::new();
        let mut set = tokio::task::JoinSet::new();
        for _ in 0..MOST_PER_NAME * 3 {
            let client = t.stranger();
            set.spawn(async move { client.post_json("/api/v1/sign-in", json!({ "login": ANNA, "password": "wrong" })).await.status });
        }
        while let Some(status) = set.join_next().await {
            statuses.push(status.unwrap());
        }
        let let_in = statuses.iter().filter(|status| **status == 422).count();
        let cores = std::thread::available_parallelism().unwrap().get();
        assert!((MOST_PER_NAME..MOST_PER_NAME + cores).contains(&let_in), "{statuses:?}");
    }

    async fn an_address_that_tries_many_names_is_slowed_down(t) {
        let attempt = |login: &str| Attempt {
            login: login.into(), password: "wrong".into(), account: None, address: "192.0.2.7".into(),
        };
        let ids: Vec<i64> = (1..MOST_PER_ADDRESS).map(|_| t.app.new_id().unwrap()).collect();
        t.app
            .keep(move |tx| {
                let (now, sql) = (tx.now, "insert into attempts (key, at, id) values ('address:192.0.2.7', $1, $2)");
                ids.iter().try_for_each(|id| tx.execute(sql, store::params![now, *id]).map(|_| ()))
            })
            .await
            .unwrap();
        assert_eq!(prove(&t.app, &attempt("nobody@a.example")).await.unwrap_err().status(), 422);
        assert_eq!(prove(&t.app, &attempt("nobody@b.example")).await.unwrap_err().status(), 429);
        let elsewhere = Attempt { address: "192.0.2.8".into(), ..attempt("nobody@c.example") };
        assert_eq!(prove(&t.app, &elsewhere).await.unwrap_err().status(), 422);
    }

    // Behind a server that ends TLS everybody has its address: it says for whom it asks.
    async fn behind_a_server_in_front_each_visitor_counts_alone(t) {
        let ids: Vec<i64> = (1..MOST_PER_ADDRESS).map(|_| t.app.new_id().unwrap()).collect();
        t.app
            .keep(move |tx| {
                let (now, sql) = (tx.now, "insert into attempts (key, at, id) values ('address:203.0.113.7', $1, $2)");
                ids.iter().try_for_each(|id| tx.execute(sql, store::params![now, *id]).map(|_| ()))
            })
            .await
            .unwrap();
        let tries = async |from: &str, login: &str, password: &str| {
            let body = json!({ "login": login, "password": password });
            t.stranger().with("x-forwarded-for", from).post_json("/api/v1/sign-in", body).await
        };
        tries("203.0.113.7", "nobody@a.example", "wrong").await.expect_problem(422, "sign_in");
        tries("203.0.113.7", ANNA, PASSWORD).await.expect_problem(429, "slow_down");
        tries("198.51.100.1, 203.0.113.7", ANNA, PASSWORD).await.expect_problem(429, "slow_down");
        tries("203.0.113.8", ANNA, PASSWORD).await.expect_status(201);
    }

    // Logins are one company's own: who has the same one elsewhere wipes no slate.
    async fn tries_at_a_login_count_in_its_company(t) {
        const THEIRS: &str = "harbour-violin-31-slow";
        login_person(t, t.cast.account, "kasa", PASSWORD).await;
        login_person(t, t.cast.other_account, "kasa", THEIRS).await;
        let tries = async |account: Option<i64>, password: &str| {
            let body = json!({ "login": "kasa", "password": password, "account": account });
            t.stranger().post_json("/api/v1/sign-in", body).await
        };
        let (ours, theirs) = (Some(t.cast.account), Some(t.cast.other_account));
        for account in [ours, None] {
            for _ in 1..MOST_PER_NAME {
                tries(account, "wrong").await.expect_problem(422, "sign_in");
            }
            tries(theirs, THEIRS).await.expect_status(201);
            tries(None, THEIRS).await.expect_status(201);
            tries(account, "wrong").await.expect_problem(422, "sign_in");
            tries(account, PASSWORD).await.expect_problem(429, "slow_down");
        }
        tries(theirs, THEIRS).await.expect_status(201);
        t.clock.advance(WINDOW_MS);
        // One's own right password wipes one's own.
        for _ in 1..MOST_PER_NAME {
            tries(ours, "wrong").await.expect_problem(422, "sign_in");
        }
        tries(ours, PASSWORD).await.expect_status(201);
        tries(ours, "wrong").await.expect_problem(422, "sign_in");
        tries(ours, PASSWORD).await.expect_status(201);
    }

    async fn a_human_with_two_companies_says_which(t) {
        second_place(t, t.cast.anna).await;
        let asked = sign_in(t, ANNA, PASSWORD).await.expect_problem(409, "choose_account").json();
        let accounts = [json!({ "id": t.cast.other_account, "name": "Obriy Ltd", "waiting": false }), json!({ "id": t.cast.account, "name": "Svitanok Ltd", "waiting": false })];
        assert_eq!(asked["accounts"], json!(accounts));
        // Who doesn't know the password hears nothing of accounts.
        sign_in(t, ANNA, "wrong").await.expect_problem(422, "sign_in").expect_no_text("Obriy");

        let body = json!({ "login": ANNA, "password": PASSWORD, "account": t.cast.other_account });
        let session = t.stranger().post_json("/api/v1/sign-in", body).await.expect_status(201).json();
        assert_eq!(session["account_id"], t.cast.other_account);
        let there = t.client([("authorization", format!("Bearer {}", session["token"].as_str().unwrap()))]);
        there.get("/api/v1/me").await.expect_text("Obriy Ltd").expect_no_text("Svitanok Ltd");
        let nowhere = json!({ "login": ANNA, "password": PASSWORD, "account": 1 });
        t.stranger().post_json("/api/v1/sign-in", nowhere).await.expect_problem(422, "sign_in");
    }

    async fn the_page_asks_which_company_and_not_for_the_password_again(t) {
        second_place(t, t.cast.anna).await;
        let stranger = t.stranger();
        let asked = stranger.post("/sign-in", &[("login", ANNA), ("password", PASSWORD), ("next", "/me")]).await;
        let asked = asked.expect_status(200).expect_text("Choose a company").expect_no_text(PASSWORD);
        assert_eq!(asked.cookie("smena_session"), None);
        let choices: Vec<String> = asked.body.split(r#"name="choice" value=""#).skip(1)
            .map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
        assert_eq!(choices.len(), 2);
        let chosen = stranger.post("/sign-in", &[("choice", &choices[0]), ("next", "/me")]).await.expect_status(303);
        let cookie = format!("smena_session={}", chosen.cookie("smena_session").unwrap());
        t.client([("cookie", cookie)]).get("/me").await.expect_text("Obriy Ltd").expect_no_text("Svitanok Ltd");
        // A choice works once, and not for ever.
        stranger.post("/sign-in", &[("choice", &choices[0])]).await.expect_status(303);
        assert!(stranger.post("/sign-in", &[("choice", &choices[0])]).await.location().starts_with("/sign-in"));
        t.clock.advance(11 * 60_000);
        assert!(stranger.post("/sign-in", &[("choice", &choices[1])]).await.location().starts_with("/sign-in"));
    }

    async fn a_login_belongs_to_its_company(t) {
        let ours = login_person(t, t.cast.account, "kasa", PASSWORD).await;
        let theirs = login_person(t, t.cast.other_account, "kasa", "harbour-violin-31-slow").await;
        // Each has a password of their own: it says who is meant.
        assert_eq!(sign_in(t, "Kasa", PASSWORD).await.expect_status(201).json()["person_id"], ours);
        let other = sign_in(t, "kasa", "harbour-violin-31-slow").await.expect_status(201).json();
        assert_eq!(other["person_id"], theirs);
        let body = json!({ "login": "kasa", "password": PASSWORD, "account": t.cast.other_account });
        t.stranger().post_json("/api/v1/sign-in", body).await.expect_problem(422, "sign_in");
    }

    async fn the_same_login_and_password_in_two_companies_ask_which(t) {
        login_person(t, t.cast.account, "kasa", PASSWORD).await;
        let theirs = login_person(t, t.cast.other_account, "kasa", PASSWORD).await;
        sign_in(t, "kasa", PASSWORD).await.expect_problem(409, "choose_account");
        let body = json!({ "login": "kasa", "password": PASSWORD, "account": t.cast.other_account });
        let session = t.stranger().post_json("/api/v1/sign-in", body).await.expect_status(201).json();
        assert_eq!(session["person_id"], theirs);
    }

    async fn a_secret_opens_no_other_company(t) {
        let secret = t.secret(t.cast.olena, true).await;
        let (ours, theirs) = (t.cast.account.to_string(), t.cast.other_account.to_string());
        let moved = secret.replace(&ours, &theirs);
        assert!(token::read(&moved).is_some());
        t.client([("authorization", format!("Bearer {moved}"))]).get("/api/v1/me").await.expect_problem(401, "signed_out");
    }

    async fn who_came_back_needs_a_new_link_and_hears_so_after_the_right_password(t) {
        t.by_hand("update people set needs_link = 1 where account_id = $1 and id = $2", t.cast.anna).await;
        sign_in(t, ANNA, PASSWORD).await.expect_problem(422, "needs_link");
        sign_in(t, ANNA, "wrong").await.expect_problem(422, "sign_in");
    }

    async fn past_their_date_nobody_signs_in(t) {
        t.by_hand("update people set valid_until = 1 where account_id = $1 and id = $2", t.cast.anna).await;
        sign_in(t, ANNA, PASSWORD).await.expect_problem(422, "sign_in");
    }
}
