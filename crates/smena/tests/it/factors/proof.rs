//! Before what would do lasting harm it is asked again whether it is them.

use axum::http::Method;
use base::authz::PROOF_MS;
use people::partners;
use people::signin::attempts::MOST_PER_NAME;
use serde_json::{Value as Json, json};

use super::{ANNA, FACTOR, bearer, events, turn_on, wrong_at};
use crate::app::{Answer, Client, TestApp};
use crate::cast::{self, PASSWORD};
use crate::on_both;
use crate::partners::face;
use crate::signin::arrange::{second_place, sign_in};

const PROOF: &str = "/api/v1/me/proof";
const STRONG: &str = "harbour-violin-31-slow";

/// Something that a form does.
type Form = (String, Vec<(&'static str, String)>);

/// What Olena may do to people and settings of hers: addresses of pages, posts of pages, doors for programs.
struct Dangers {
    pages: Vec<String>,
    forms: Vec<Form>,
    doors: Vec<(Method, String, Json)>,
}

/// Every act that asks, by every door it has. Whoever adds an act to `base::authz::wants_proof` adds its doors here.
async fn dangers(t: &TestApp) -> Dangers {
    turn_on(t).await;
    let olena = t.api(t.cast.olena).await;
    let (anna, borys, hlib, petro, vira) =
        (t.cast.anna, t.cast.borys, t.cast.hlib, t.cast.petro, t.cast.vira);
    let at = |person: i64, what: &str| format!("/people/{person}{what}");
    let leave = async |person: i64| {
        let body = json!({"successor": t.cast.borys});
        olena.post_json(&format!("/api/v1/people/{person}/departure"), body).await.expect_status(201);
    };
    leave(vira).await;
    olena
        .patch(&format!("/api/v1/people/{petro}"), json!({"category": "administrator"}))
        .await
        .expect_status(200);
    leave(petro).await;
    let roles = olena.get("/api/v1/roles").await.json();
    let role = roles["items"].as_array().unwrap().iter().find(|role| role["key"] == "administrator").unwrap()
        ["id"]
        .to_string();
    partners::add(&t.app.operator(cast::account(t.cast.other_account, "Obriy Ltd")), face()).await.unwrap();
    let search = json!({"region": "Lviv", "text": "Set up our sales"});
    let search =
        olena.post_json("/api/v1/partner-searches", search).await.expect_status(201).json()["id"].to_string();
    let offer = format!("/api/v1/partner/searches/{search}/offer");
    t.api(t.cast.zoryana).await.post_json(&offer, json!({"word": "From Monday"})).await.expect_status(204);
    base::jobs::run_due(&t.app).await.unwrap();
    let partner = t.cast.other_account;

    let obriy = t.app.operator(cast::account(t.cast.other_account, "Obriy Ltd"));
    for specialist in ["ihor@obriy.example", "maria@obriy.example"] {
        partners::register_address(&obriy, specialist).await.unwrap();
    }
    let until = kit::date::to_rfc3339(t.clock.now() + 30 * 86_400_000);
    let last_day = until[..10].to_owned();

    let robot = json!({"name": "Exchange", "category": "technical"});
    let robot =
        olena.post_json("/api/v1/people", robot).await.expect_status(201).json()["id"].as_i64().unwrap();

    let version = olena.get(&format!("/api/v1/people/{hlib}")).await.json()["version"].to_string();
    let text = |text: &str| text.to_owned();
    let forms = vec![
        (at(anna, "/second-factor/lift"), vec![]),
        (at(borys, "/link"), vec![]),
        (text("/settings/second-factor"), vec![("required_of", text("nobody")), ("grace_days", text("9"))]),
        (text("/me/tokens"), vec![("name", text("Shop"))]),
        (at(robot, "/access"), vec![("name", text("Shop"))]),
        (text("/settings/export"), vec![]),
        (text("/me/passkeys"), vec![("name", text("Phone")), ("passkey", text("{}"))]),
        (text("/me/passkeys/1/remove"), vec![]),
        (at(vira, "/erase"), vec![("understood", text("yes"))]),
        (format!("/settings/partners/searches/{search}/accept"), vec![("partner_id", partner.to_string())]),
        (at(petro, "/reactivate"), vec![]),
        (
            text("/settings/integrators"),
            vec![("email", text("ihor@obriy.example")), ("name", text("Ihor")), ("until", last_day)],
        ),
        (
            at(hlib, ""),
            vec![
                ("name", text("Hlib Moroz")),
                ("email", text("hlib@svitanok.example")),
                ("role_id", role.clone()),
                ("version", version),
            ],
        ),
        (
            text("/people"),
            vec![("name", text("Iryna")), ("email", text("iryna@svitanok.example")), ("role_id", role)],
        ),
    ];
    let api = |path: String| format!("/api/v1{path}");
    let doors = vec![
        (Method::DELETE, api(at(anna, "/second-factor")), json!({})),
        (Method::PATCH, api(text("/second-factor-policy")), json!({"grace_days": 8})),
        (Method::GET, api(at(vira, "/archive")), json!({})),
        (Method::GET, api(text("/account/export")), json!({})),
        (Method::POST, api(at(vira, "/erase")), json!({"confirm": true})),
        (Method::POST, api(format!("/partner-searches/{search}/accept")), json!({"partner_id": partner})),
        (Method::POST, api(at(petro, "/reactivate")), json!({})),
        (
            Method::POST,
            api(text("/integrators")),
            json!({"email": "maria@obriy.example", "name": "Maria", "until": until}),
        ),
        (Method::PATCH, api(at(hlib, "")), json!({"category": "administrator"})),
        (Method::PATCH, api(at(anna, "")), json!({"email": "anna.melnyk@svitanok.example"})),
        (Method::POST, api(at(borys, "/link")), json!({})),
        (Method::PUT, api(at(borys, "/password")), json!({"password": STRONG})),
        (Method::POST, api(at(robot, "/tokens")), json!({"name": "Stock"})),
        (
            Method::POST,
            api(text("/people")),
            json!({"name": "Oksana", "email": "oksana@svitanok.example", "category": "administrator"}),
        ),
        (Method::POST, api(text("/me/passkeys/begin")), json!({})),
        (Method::POST, api(text("/me/passkeys")), json!({"name": "Phone", "credential": {}})),
        (Method::DELETE, api(text("/me/passkeys/1")), json!({})),
    ];
    // Last: nothing else goes on in a company that closes.
    let mut doors = doors;
    let closes = json!({"name": "Svitanok Ltd"});
    doors.push((Method::POST, api(text("/account/closing")), closes));
    Dangers { pages: vec![at(borys, "/password"), at(vira, "/archive")], forms, doors }
}

/// Each of them, once; whether it was asked, by the address.
async fn try_all(page: &Client, program: &Client, dangers: &Dangers) -> Vec<(String, bool)> {
    let mut tried = Vec::new();
    for path in &dangers.pages {
        let answer = page.get(path).await;
        tried.push((path.clone(), answer.status == 303 && answer.location().starts_with("/me/proof")));
    }
    for (path, form) in &dangers.forms {
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        tried.push((path.clone(), is_question(&page.post(path, &form).await)));
    }
    for (method, path, body) in &dangers.doors {
        let answer = program.json(method.clone(), path, body.clone()).await;
        assert!(answer.status < 500, "{path}: {}", answer.body);
        tried.push((
            format!("{method} {path}"),
            answer.status == 403 && answer.json()["code"] == "proof_needed",
        ));
    }
    tried
}

fn is_question(answer: &Answer) -> bool {
    answer.status == 403 && answer.body.contains("Is it you?")
}

/// A session of the person for a program.
async fn session(t: &TestApp, person: i64) -> Client {
    let secret = t.secret(person, true).await;
    t.client([("authorization", format!("Bearer {secret}"))])
}

/// The form on the page, with the password (and a code) in it.
async fn shows(client: &Client, question: &Answer, proof: &[(&str, &str)]) -> Answer {
    let to =
        question.body.split("<form method=\"post\" action=\"").nth(1).unwrap().split('"').next().unwrap();
    let fields = question.fields();
    let mut form: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    form.extend(proof);
    client.post(to, &form).await
}

on_both! {
    // Every door of every such act, with an old proof and with a fresh one.
    async fn what_would_do_lasting_harm_asks_and_only_when_the_proof_is_old(t) {
        let dangers = dangers(t).await;
        let (page, program) = (t.page(t.cast.olena).await, session(t, t.cast.olena).await);
        t.clock.advance(PROOF_MS);
        let before = events(t).await;
        let silent: Vec<_> = try_all(&page, &program, &dangers).await.into_iter().filter(|(_, asked)| !asked).collect();
        assert_eq!(silent, [], "these are done without a question");
        assert_eq!(events(t).await, before, "something was done meanwhile");
        // Everything else goes on, also a link for who has no password yet.
        for path in ["/people", "/settings/second-factor", "/me"] {
            page.get(path).await.expect_status(200);
        }
        page.post("/settings/data", &[("grace_days", "9")]).await.expect_status(303);
        page.post("/people", &[("name", "Yeva"), ("email", "yeva@svitanok.example"), ("entry", "link")]).await.expect_status(200).expect_text("/link/");
        let (page, program) = (t.page(t.cast.olena).await, session(t, t.cast.olena).await);
        t.clock.advance(PROOF_MS - 1);
        let asked: Vec<_> = try_all(&page, &program, &dangers).await.into_iter().filter(|(_, asked)| *asked).collect();
        assert_eq!(asked, [], "these ask although the sign-in is fresh");
        let done = events(t).await;
        let kinds = ["second_factor_lifted", "account_changed", "person_closing", "partner_search_accepted", "person_reactivated"];
        for kind in kinds.into_iter().chain(["archive_taken", "password_set", "person_added", "link_made", "export_taken", "company_closing"]) {
            assert!(done.iter().any(|one| one == kind), "{kind} is not in {done:?}");
        }
    }

    async fn one_press_shows_the_proof_and_does_the_act(t) {
        let anna = t.page(t.cast.anna).await;
        t.clock.advance(PROOF_MS);
        let question = anna.post("/me/tokens", &[("name", "Лавка & Co")]).await;
        assert!(is_question(&question));
        let question = question.expect_text("action=\"/me/tokens\"").expect_no_text("proof_code");
        let wrong = shows(&anna, &question, &[("proof_password", "wrong")]).await.expect_status(422);
        let wrong = wrong.expect_text("not the present password").expect_no_text("value=\"wrong\"");
        shows(&anna, &wrong, &[("proof_password", PASSWORD)]).await.expect_status(201).expect_text("Лавка &amp; Co").expect_text("smn_");
        assert!(events(t).await.contains(&"proof_shown".to_owned()));
        // Believed for a quarter of an hour, in this browser alone.
        t.clock.advance(PROOF_MS - 1);
        anna.post("/me/tokens", &[("name", "Second")]).await.expect_status(201);
        t.clock.advance(1);
        assert!(is_question(&anna.post("/me/tokens", &[("name", "Third")]).await));
        t.page(t.cast.olena).await.get(&format!("/people/{}", t.cast.anna)).await.expect_text("showed again that it is them");
    }

    async fn who_has_a_second_factor_shows_a_code_too(t) {
        let (phone, _) = turn_on(t).await;
        let anna = t.page(t.cast.anna).await;
        t.clock.advance(PROOF_MS);
        let question = anna.post("/me/tokens", &[("name", "Shop")]).await.expect_text("name=\"proof_code\"");
        let again = shows(&anna, &question, &[("proof_password", PASSWORD), ("proof_code", "")]).await.expect_status(422).expect_text("Fill this in.");
        let again = shows(&anna, &again, &[("proof_password", PASSWORD), ("proof_code", &phone.wrong(t))]).await.expect_status(422).expect_text("This code is wrong");
        shows(&anna, &again, &[("proof_password", PASSWORD), ("proof_code", &phone.next(t))]).await.expect_status(201);
        // New recovery codes take a code alone, which is no proof for anything else.
        let anna = session(t, t.cast.anna).await;
        t.clock.advance(PROOF_MS);
        let made = anna.post_json(&format!("{FACTOR}/codes"), json!({"code": phone.next(t)})).await.expect_status(200).json();
        let page = t.client([("cookie", format!("smena_session={}", made["session"]["token"].as_str().unwrap()))]);
        assert!(is_question(&page.post("/me/tokens", &[("name", "Shop")]).await));
    }

    // ADR 0031: beside a second factor the password is half, also where it is changed.
    async fn a_change_of_password_is_no_proof_beside_a_second_factor(t) {
        const OWN: &str = "/api/v1/me/password";
        let (_, anna) = turn_on(t).await;
        t.clock.advance(PROOF_MS);
        // The same again is no change.
        let same = anna.json(Method::PUT, OWN, json!({"current": PASSWORD, "new": PASSWORD})).await;
        assert_eq!(same.expect_status(422).json()["errors"][0], json!({"field": "new", "code": "password_same", "detail": "This is the password you have now. Choose another one."}));
        anna.get("/api/v1/me").await.expect_status(200);
        let fresh = anna.json(Method::PUT, OWN, json!({"current": PASSWORD, "new": STRONG})).await.expect_status(200).json();
        bearer(t, &fresh).post_json("/api/v1/me/passkeys/begin", json!({})).await.expect_problem(403, "proof_needed");
        let page = t.client([("cookie", format!("smena_session={}", fresh["token"].as_str().unwrap()))]);
        assert!(is_question(&page.post("/me/tokens", &[("name", "Shop")]).await));
        let changed = page.post("/me/password", &[("current", STRONG), ("new", PASSWORD)]).await.expect_status(303);
        let page = t.client([("cookie", format!("smena_session={}", changed.cookie("smena_session").unwrap()))]);
        assert!(is_question(&page.post("/me/tokens", &[("name", "Shop")]).await));
        // Where the password is all there is, it shows that it is them.
        let vira = t.page(t.cast.vira).await;
        t.clock.advance(PROOF_MS);
        let changed = vira.post("/me/password", &[("current", PASSWORD), ("new", STRONG)]).await.expect_status(303);
        let vira = t.client([("cookie", format!("smena_session={}", changed.cookie("smena_session").unwrap()))]);
        vira.post("/me/tokens", &[("name", "Shop")]).await.expect_status(201);
    }

    async fn guessing_is_slowed_down_as_at_the_door(t) {
        let anna = t.page(t.cast.anna).await;
        t.clock.advance(PROOF_MS);
        let question = anna.post("/me/tokens", &[("name", "Shop")]).await;
        for _ in 0..MOST_PER_NAME {
            shows(&anna, &question, &[("proof_password", "wrong")]).await.expect_status(422);
        }
        shows(&anna, &question, &[("proof_password", PASSWORD)]).await.expect_status(429).expect_text("Is it you?");
        sign_in(t, ANNA, PASSWORD).await.expect_problem(429, "slow_down");
    }

    async fn a_page_that_asks_leads_on_to_itself(t) {
        let olena = t.page(t.cast.olena).await;
        t.clock.advance(PROOF_MS);
        let password = format!("/people/{}/password", t.cast.anna);
        let question = olena.get(&password).await.expect_status(303).location();
        assert_eq!(question, format!("/me/proof?next={password}"));
        let question = olena.get(&question).await.expect_status(200).expect_text("Is it you?");
        // Nothing elsewhere.
        assert!(is_question(&olena.post("/me/proof", &[("next", "https://evil.example")]).await));
        assert_eq!(shows(&olena, &question, &[("proof_password", PASSWORD)]).await.expect_status(303).location(), password);
        olena.get(&password).await.expect_status(200);
        assert_eq!(olena.post("/me/proof", &[("next", "//evil.example")]).await.expect_status(303).location(), "/");
    }

    // Without the password it would do something else: a person with a link instead of one with a password.
    async fn a_form_with_a_password_in_it_is_filled_in_again(t) {
        let olena = t.page(t.cast.olena).await;
        t.clock.advance(PROOF_MS - 1);
        let password = format!("/people/{}/password", t.cast.anna);
        olena.get(&password).await.expect_status(200);
        t.clock.advance(1);
        let from = olena.with("referer", &format!("http://smena.test{password}"));
        let question = from.post(&password, &[("password", STRONG)]).await.expect_status(403).expect_text("There was a password in the form");
        let question = question.expect_no_text(STRONG).expect_text("action=\"/me/proof\"");
        assert_eq!(shows(&olena, &question, &[("proof_password", PASSWORD)]).await.expect_status(303).location(), password);
        sign_in(t, ANNA, PASSWORD).await.expect_status(201);
        olena.post(&password, &[("password", STRONG)]).await.expect_status(303);
        sign_in(t, ANNA, STRONG).await.expect_status(201);
    }

    // Ended meanwhile: the form goes along with the sign-in page, the password does not.
    async fn a_proof_of_an_ended_session_shows_nothing(t) {
        let anna = t.page(t.cast.anna).await;
        t.clock.advance(PROOF_MS);
        let question = anna.post("/me/tokens", &[("name", "Shop")]).await;
        t.api(t.cast.olena).await.delete(&format!("/api/v1/people/{}/access", t.cast.anna)).await;
        shows(&anna, &question, &[("proof_password", PASSWORD)]).await.expect_status(401).expect_text("name=Shop").expect_no_text(PASSWORD);
    }

    async fn programs_with_a_session_are_asked_and_api_tokens_are_not(t) {
        let (anna, token) = (session(t, t.cast.anna).await, t.api(t.cast.olena).await);
        let olena = session(t, t.cast.olena).await;
        t.clock.advance(PROOF_MS);
        let raise = format!("/api/v1/people/{}", t.cast.hlib);
        let administrator = json!({"category": "administrator"});
        olena.patch(&raise, administrator.clone()).await.expect_problem(403, "proof_needed");
        // What is not to be changed at all is said first.
        anna.patch(&raise, administrator.clone()).await.expect_problem(403, "denied");
        wrong_at(olena.post_json(PROOF, json!({"password": "wrong"})).await, "password");
        olena.post_json(PROOF, json!({"password": PASSWORD})).await.expect_status(204);
        olena.patch(&raise, administrator).await.expect_status(200);
        token.post_json(PROOF, json!({"password": PASSWORD})).await.expect_problem(409, "not_a_session");
        token.patch(&raise, json!({"category": "member", "role_id": null})).await;
        token.json(Method::PUT, &format!("/api/v1/people/{}/password", t.cast.anna), json!({"password": STRONG})).await.expect_status(200);
    }

    // Going over to another company and back makes no old sign-in young.
    async fn the_proof_goes_along_to_another_company(t) {
        second_place(t, t.cast.anna).await;
        let body = json!({"login": ANNA, "password": PASSWORD, "account": t.cast.account});
        let here = bearer(t, &t.stranger().post_json("/api/v1/sign-in", body).await.expect_status(201).json());
        t.clock.advance(PROOF_MS);
        let there = here.post_json(&format!("/api/v1/me/accounts/{}", t.cast.other_account), json!({})).await.json();
        let cookie = format!("smena_session={}", there["token"].as_str().unwrap());
        assert!(is_question(&t.client([("cookie", cookie)]).post("/me/tokens", &[("name", "Shop")]).await));
    }
}
