//! The second factor: a code after the password, wherever somebody comes in.

mod lifted;
mod proof;
mod required;
mod walk;
mod ways;

use axum::http::Method;
use people::signin::attempts::WINDOW_MS;
use people::signin::factor::MOST_CODES;
use serde_json::{Value as Json, json};
use totp_rs::{Builder, Secret};

use crate::app::{Answer, Client, TestApp};
use crate::cast::PASSWORD;
use crate::on_both;
use crate::signin::arrange::sign_in;

const ANNA: &str = "anna@svitanok.example";
const FACTOR: &str = "/api/v1/me/second-factor";

/// An authenticator app with a secret in it, and the recovery codes that were written down.
pub struct Phone {
    secret: String,
    codes: Vec<String>,
}

impl Phone {
    /// What it shows at this moment.
    fn shows(&self, at: i64) -> String {
        let builder = Builder::new().with_secret(Secret::try_from_base32(&self.secret).unwrap());
        builder.build().unwrap().generate(u64::try_from(at / 1000).unwrap()).to_string()
    }

    /// What it shows once half a minute has passed: another code than the one before.
    fn next(&self, t: &TestApp) -> String {
        t.clock.advance(30_000);
        self.shows(t.app.now())
    }

    fn wrong(&self, t: &TestApp) -> String {
        let right = [-1, 0, 1].map(|step| self.shows(t.app.now() + step * 30_000));
        (100_000..).map(|n: i32| n.to_string()).find(|code| !right.contains(code)).unwrap()
    }
}

fn bearer(t: &TestApp, session: &Json) -> Client {
    t.client([("authorization", format!("Bearer {}", session["token"].as_str().unwrap()))])
}

/// Anna turns her second factor on as a program does; the session that is left.
async fn turn_on(t: &TestApp) -> (Phone, Client) {
    turn_on_of(t, ANNA).await
}

/// The same of whoever signs in by this name.
async fn turn_on_of(t: &TestApp, login: &str) -> (Phone, Client) {
    let anna = bearer(t, &sign_in(t, login, PASSWORD).await.expect_status(201).json());
    let offer = anna.post_json(&format!("{FACTOR}/offer"), json!({})).await.expect_status(200).json();
    let mut phone = Phone { secret: offer["secret"].as_str().unwrap().into(), codes: Vec::new() };
    let body = json!({"secret": phone.secret, "code": phone.shows(t.app.now()), "password": PASSWORD});
    let on = anna.json(Method::PUT, FACTOR, body).await.expect_status(200).json();
    let codes = on["recovery_codes"].as_array().unwrap().iter();
    phone.codes = codes.map(|code| code.as_str().unwrap().to_owned()).collect();
    let client = bearer(t, &on["session"]);
    (phone, client)
}

async fn sign_in_by(t: &TestApp, code: &str) -> Answer {
    let body = json!({"login": ANNA, "password": PASSWORD, "code": code});
    t.stranger().post_json("/api/v1/sign-in", body).await
}

/// What a field says that it is wrong with what was sent.
#[track_caller]
fn wrong_at(answer: Answer, field: &str) {
    let answer = answer.expect_status(422).json();
    let said = answer["fields"].as_array().or(answer["errors"].as_array()).unwrap().clone();
    assert!(said.iter().any(|one| one["field"] == field), "{answer}");
}

async fn events(t: &TestApp) -> Vec<String> {
    let journal = t.api(t.cast.olena).await.get("/api/v1/journal?limit=60").await.json();
    let kinds =
        journal["items"].as_array().unwrap().iter().map(|event| event["kind"].as_str().unwrap().to_owned());
    kinds.filter(|kind| kind != "token_made").collect()
}

on_both! {
    // A17, K13: whoever knows the password alone does not get in.
    async fn after_the_password_a_code_is_asked_for(t) {
        let (phone, anna) = turn_on(t).await;
        let state = anna.get(FACTOR).await.expect_status(200).json();
        assert_eq!((&state["since"], &state["codes_left"]), (&json!("2026-11-23T09:00:00Z"), &json!(10)));
        sign_in(t, ANNA, PASSWORD).await.expect_problem(409, "second_factor");
        wrong_at(sign_in_by(t, &phone.wrong(t)).await, "code");
        sign_in_by(t, " ").await.expect_problem(409, "second_factor");
        let code = phone.next(t);
        let session = sign_in_by(t, &code).await.expect_status(201).json();
        bearer(t, &session).get("/api/v1/me").await.expect_status(200);
        // Who doesn't know the password hears nothing of a second factor.
        let body = json!({"login": ANNA, "password": "wrong", "code": phone.next(t)});
        t.stranger().post_json("/api/v1/sign-in", body).await.expect_problem(422, "sign_in");
    }

    async fn a_code_works_once_and_clocks_may_differ_by_one_step(t) {
        let (phone, _) = turn_on(t).await;
        // The one it was set up with.
        wrong_at(sign_in_by(t, &phone.shows(t.app.now())).await, "code");
        let code = phone.next(t);
        sign_in_by(t, &code).await.expect_status(201);
        wrong_at(sign_in_by(t, &code).await, "code");
        sign_in_by(t, &phone.shows(t.app.now() + 30_000)).await.expect_status(201);
        t.clock.advance(90_000);
        wrong_at(sign_in_by(t, &phone.shows(t.app.now() - 60_000)).await, "code");
        wrong_at(sign_in_by(t, &phone.shows(t.app.now() + 60_000)).await, "code");
        sign_in_by(t, &phone.shows(t.app.now() - 30_000)).await.expect_status(201);
    }

    async fn a_code_used_twice_at_once_works_once(t) {
        let (phone, _) = turn_on(t).await;
        for code in [phone.next(t), phone.codes[0].clone()] {
            let (one, two) = tokio::join!(sign_in_by(t, &code), sign_in_by(t, &code));
            let mut statuses = [one.status, two.status];
            statuses.sort_unstable();
            assert_eq!(statuses, [201, 422]);
        }
    }

    async fn guessing_codes_is_slowed_down(t) {
        let (phone, _) = turn_on(t).await;
        for _ in 0..MOST_CODES {
            wrong_at(sign_in_by(t, &phone.wrong(t)).await, "code");
        }
        // Even the right one has to wait, and a recovery code too.
        sign_in_by(t, &phone.next(t)).await.expect_problem(429, "slow_down");
        sign_in_by(t, &phone.codes[0]).await.expect_problem(429, "slow_down");
        sign_in(t, "vira@svitanok.example", PASSWORD).await.expect_status(201);
        t.clock.advance(WINDOW_MS);
        sign_in_by(t, &phone.next(t)).await.expect_status(201);
    }

    async fn many_wrong_codes_at_once_count_one_by_one(t) {
        let (phone, _) = turn_on(t).await;
        let wrong = phone.wrong(t);
        let mut set = tokio::task::JoinSet::new();
        for _ in 0..MOST_CODES * 2 {
            let (client, body) = (t.stranger(), json!({"login": ANNA, "password": PASSWORD, "code": wrong}));
            set.spawn(async move { client.post_json("/api/v1/sign-in", body).await.status });
        }
        let heard = set.join_all().await;
        assert_eq!(heard.iter().filter(|status| **status == 422).count(), MOST_CODES, "{heard:?}");
    }

    // Who has lost their phone gets in by what they wrote down.
    async fn a_recovery_code_stands_in_for_the_phone_once(t) {
        let (phone, _) = turn_on(t).await;
        assert_eq!(phone.codes.len(), 10);
        let typed = phone.codes[3].to_uppercase().replace('-', " ");
        let session = sign_in_by(t, &typed).await.expect_status(201).json();
        wrong_at(sign_in_by(t, &phone.codes[3]).await, "code");
        assert_eq!(bearer(t, &session).get(FACTOR).await.json()["codes_left"], 9);
        assert_eq!(events(t).await[..2], ["signed_in", "recovery_code_used"]);
        // New ones take the place of all that are left.
        let anna = bearer(t, &session);
        wrong_at(anna.post_json(&format!("{FACTOR}/codes"), json!({"code": phone.codes[3]})).await, "code");
        let made = anna.post_json(&format!("{FACTOR}/codes"), json!({"code": phone.next(t)})).await.expect_status(200).json();
        wrong_at(sign_in_by(t, &phone.codes[4]).await, "code");
        sign_in_by(t, made["recovery_codes"][0].as_str().unwrap()).await.expect_status(201);
        // Nothing of them lies anywhere as it was shown.
        let kept = t.app.look(|tx| Ok(tx.query_one("select factor_codes from identities where factor_since is not null", store::params![])?.at::<String>(0)?)).await.unwrap();
        assert!(made["recovery_codes"].as_array().unwrap().iter().all(|code| !kept.contains(code.as_str().unwrap())));
    }

    // 4.1.3: what was opened without it is over, on every device; programs go on.
    async fn turning_it_on_and_off_ends_all_other_sign_ins(t) {
        let (page, program) = (t.page(t.cast.anna).await, t.api(t.cast.anna).await);
        let (phone, anna) = turn_on(t).await;
        page.get("/me").await.expect_status(303);
        program.get("/api/v1/me").await.expect_status(200);
        assert_eq!(events(t).await[..2], ["signed_in", "second_factor_set"]);
        let other = bearer(t, &sign_in_by(t, &phone.next(t)).await.expect_status(201).json());
        let off = format!("{FACTOR}/off");
        wrong_at(anna.post_json(&off, json!({"code": ""})).await, "code");
        wrong_at(anna.post_json(&off, json!({"code": phone.wrong(t)})).await, "code");
        let session = anna.post_json(&off, json!({"code": phone.codes[0]})).await.expect_status(200).json();
        other.get("/api/v1/me").await.expect_problem(401, "signed_out");
        anna.get("/api/v1/me").await.expect_problem(401, "signed_out");
        let anna = bearer(t, &session);
        assert_eq!(anna.get(FACTOR).await.json(), json!({"since": null, "passkeys": 0, "codes_left": 0, "required": false, "due": null}));
        anna.post_json(&off, json!({"code": phone.next(t)})).await.expect_problem(409, "factor_off");
        anna.post_json(&format!("{FACTOR}/codes"), json!({"code": phone.next(t)})).await.expect_problem(409, "factor_off");
        sign_in(t, ANNA, PASSWORD).await.expect_status(201);
    }

    // Whoever finds a browser open can't shut its owner out: the password is asked for.
    async fn it_is_turned_on_by_who_knows_the_password_and_has_the_secret(t) {
        let anna = bearer(t, &sign_in(t, ANNA, PASSWORD).await.json());
        let offer = anna.post_json(&format!("{FACTOR}/offer"), json!({})).await.expect_status(200).json();
        assert!(offer["uri"].as_str().unwrap().starts_with("otpauth://totp/Smena"), "{offer}");
        let phone = Phone { secret: offer["secret"].as_str().unwrap().into(), codes: Vec::new() };
        let body = |secret: &str, code: String, password: &str| json!({"secret": secret, "code": code, "password": password});
        let now = t.app.now();
        wrong_at(anna.json(Method::PUT, FACTOR, body(&phone.secret, phone.shows(now), "wrong")).await, "password");
        wrong_at(anna.json(Method::PUT, FACTOR, body(&phone.secret, phone.wrong(t), PASSWORD)).await, "code");
        for secret in ["", "AAAA", "not base32!"] {
            wrong_at(anna.json(Method::PUT, FACTOR, body(secret, phone.shows(now), PASSWORD)).await, "secret");
        }
        sign_in(t, ANNA, PASSWORD).await.expect_status(201);
        let (phone, anna) = turn_on(t).await;
        let again = body(&phone.secret, phone.next(t), PASSWORD);
        anna.json(Method::PUT, FACTOR, again).await.expect_problem(409, "factor_on");
        t.stranger().get(FACTOR).await.expect_problem(401, "signed_out");
    }

    // Whoever holds a program's token makes no way in of it: it opens no page, and no session comes of it.
    async fn a_token_becomes_no_session(t) {
        let secret = t.secret(t.cast.olena, false).await;
        let cookie = t.client([("cookie", format!("smena_session={secret}"))]);
        assert!(cookie.get("/me").await.expect_status(303).location().starts_with("/sign-in"));
        cookie.post("/me/tokens", &[("name", "One more")]).await.expect_no_text("smn_a_");
        let listed = t.api(t.cast.olena).await.get("/api/v1/me/access").await.json();
        assert!(listed["items"].as_array().unwrap().iter().all(|one| one["name"] != "One more"), "{listed}");

        // Nor a link by which its owner would get another password; for others it makes one.
        let program = t.api(t.cast.olena).await;
        let link = |person: i64| format!("/api/v1/people/{person}/link");
        program.post_json(&link(t.cast.olena), json!({})).await.expect_problem(409, "not_a_session");
        program.post_json(&link(t.cast.petro), json!({})).await.expect_status(201);
        t.api(t.cast.anna).await.post_json(&link(t.cast.anna), json!({})).await.expect_problem(403, "denied");
        let olena = bearer(t, &sign_in(t, "olena@svitanok.example", PASSWORD).await.json());
        olena.post_json(&link(t.cast.olena), json!({})).await.expect_status(201);

        let (program, new) = (t.api(t.cast.anna).await, "harbour-violin-31-slow");
        let change = json!({"current": PASSWORD, "new": new});
        program.json(Method::PUT, "/api/v1/me/password", change).await.expect_problem(409, "not_a_session");
        let offer = program.post_json(&format!("{FACTOR}/offer"), json!({})).await.expect_status(200).json();
        let phone = Phone { secret: offer["secret"].as_str().unwrap().into(), codes: Vec::new() };
        let body = json!({"secret": phone.secret, "code": phone.shows(t.app.now()), "password": PASSWORD});
        program.json(Method::PUT, FACTOR, body).await.expect_problem(409, "not_a_session");
        let (phone, anna) = turn_on(t).await;
        for what in ["codes", "off"] {
            let body = json!({"code": phone.next(t)});
            program.post_json(&format!("{FACTOR}/{what}"), body).await.expect_problem(409, "not_a_session");
        }
        anna.get("/api/v1/me").await.expect_status(200);
        sign_in_by(t, &phone.next(t)).await.expect_status(201);
    }

    async fn the_page_sets_it_up_and_shows_the_recovery_codes_once(t) {
        let anna = t.page(t.cast.anna).await;
        anna.get("/me").await.expect_text("Two-factor sign-in").expect_text("href=\"/me/second-factor\"");
        let page = anna.get("/me/second-factor").await.expect_status(200).expect_text("<svg").expect_no_text("{factor");
        let secret = page.fields().into_iter().find(|(name, _)| name == "secret").unwrap().1;
        let phone = Phone { secret: secret.clone(), codes: Vec::new() };
        let (wrong, right) = (phone.wrong(t), phone.shows(t.app.now()));
        // What is wrong is said at its field, and the square stays the same.
        let again = anna.post("/me/second-factor", &[("secret", &secret), ("code", &wrong), ("password", PASSWORD)]).await;
        again.expect_status(422).expect_text("This code is wrong").expect_text(&secret);
        let again = anna.post("/me/second-factor", &[("secret", &secret), ("code", &right), ("password", "wrong")]).await;
        again.expect_status(422).expect_text("not the present password").expect_text(&secret).expect_no_text("value=\"wrong\"");
        assert_eq!(anna.post("/me/second-factor", &[("code", &right), ("password", PASSWORD)]).await.expect_status(303).location(), "/me/second-factor");
        let on = anna.post("/me/second-factor", &[("secret", &secret), ("code", &right), ("password", PASSWORD)]).await.expect_status(201);
        let session = on.cookie("smena_session").unwrap();
        let code = on.body.split("<textarea").nth(1).unwrap().split('>').nth(1).unwrap().lines().next().unwrap().to_owned();
        assert_eq!(code.len(), 19, "{code}");
        anna.get("/me").await.expect_status(303);
        let anna = t.client([("cookie", format!("smena_session={session}"))]);
        let page = anna.get("/me/second-factor").await.expect_status(200).expect_text("On since 23 Nov 2026").expect_text("10 recovery codes are left");
        page.expect_no_text(&secret).expect_no_text(&code);
        let off = anna.post("/me/second-factor/off", &[("code", "123")]).await.expect_status(422).expect_text("This code is wrong");
        assert_eq!(off.cookie("smena_session"), None);
        let made = anna.post("/me/second-factor/codes", &[("code", &phone.next(t))]).await.expect_status(201).expect_text("old ones work no more");
        let anna = t.client([("cookie", format!("smena_session={}", made.cookie("smena_session").unwrap()))]);
        let off = anna.post("/me/second-factor/off", &[("code", &phone.next(t))]).await.expect_status(303);
        let anna = t.client([("cookie", format!("smena_session={}", off.cookie("smena_session").unwrap()))]);
        anna.get("/me/second-factor").await.expect_text("<svg");
    }
}
