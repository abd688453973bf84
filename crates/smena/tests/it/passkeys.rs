//! Passkeys: signing in without a password, the second step after one, and the proof before lasting harm.

mod faults;
mod owners;
mod soft;
mod walk;
mod ways;

use axum::http::Method;
use base::Settings;
use base::authz::PROOF_MS;
use serde_json::{Value as Json, json};

use crate::app::{Answer, Client, TestApp};
use crate::cast::PASSWORD;
use crate::on_both;
use crate::signin::arrange::sign_in;
use soft::{ORIGIN, Soft};

const ANNA: &str = "anna@svitanok.example";
const MINE: &str = "/api/v1/me/passkeys";

/// Somebody not signed in, with a browser at the address that passkeys are bound to.
fn visitor(t: &TestApp) -> Client {
    t.stranger().with("host", "localhost:7878")
}

fn bearer(t: &TestApp, session: &Json) -> Client {
    visitor(t).with("authorization", &format!("Bearer {}", session["token"].as_str().unwrap()))
}

/// A browser with this session.
fn browser(t: &TestApp, secret: &str) -> Client {
    visitor(t).with("cookie", &format!("smena_session={secret}"))
}

/// Signed in by the password a moment ago, as a program is.
async fn session(t: &TestApp, login: &str) -> Client {
    bearer(t, &sign_in(t, login, PASSWORD).await.expect_status(201).json())
}

async fn begun(client: &Client, path: &str) -> Json {
    client.post_json(path, json!({})).await.expect_status(200).json()
}

async fn add(client: &Client, device: &mut Soft, name: &str) -> Answer {
    let asked = begun(client, &format!("{MINE}/begin")).await;
    client.post_json(MINE, json!({"name": name, "credential": device.make(&asked)})).await
}

/// Anna has a passkey on her phone: the phone, the recovery codes, and the session that is left.
async fn with_phone(t: &TestApp) -> (Soft, Vec<String>, Client) {
    let (anna, mut phone) = (session(t, ANNA).await, Soft::new(1));
    let added = add(&anna, &mut phone, "Phone").await.expect_status(201).json();
    let codes = added["recovery_codes"].as_array().unwrap().iter();
    let codes = codes.map(|code| code.as_str().unwrap().to_owned()).collect();
    (phone, codes, bearer(t, &added["session"]))
}

/// What opens a session by a passkey; `more` goes along.
async fn signs_in(t: &TestApp, device: &mut Soft, more: Json) -> Answer {
    let asked = begun(&visitor(t), "/api/v1/sign-in/passkey/begin").await;
    let mut body = json!({"credential": device.sign(&asked)});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    visitor(t).post_json("/api/v1/sign-in/passkey", body).await
}

async fn events(t: &TestApp) -> Vec<String> {
    let journal = t.api(t.cast.olena).await.get("/api/v1/journal?limit=30").await.json();
    let kinds =
        journal["items"].as_array().unwrap().iter().map(|event| event["kind"].as_str().unwrap().to_owned());
    kinds.filter(|kind| kind != "token_made").collect()
}

async fn names(client: &Client) -> Vec<String> {
    let list = client.get(MINE).await.expect_status(200).json();
    list["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

on_both! {
    // A17: a way in that can't be guessed.
    async fn a_passkey_signs_in_without_name_password_or_code(t) {
        let (mut phone, _, _) = with_phone(t).await;
        let opened = signs_in(t, &mut phone, json!({})).await.expect_status(201).json();
        assert_eq!(opened["person_id"], t.cast.anna);
        let anna = bearer(t, &opened);
        assert_eq!(anna.get("/api/v1/me").await.expect_status(200).json()["name"], "Anna Melnyk");
        // The journal says by what.
        assert_eq!(events(t).await[..2], ["signed_in", "passkey_used"]);
        t.page(t.cast.olena).await.get(&format!("/people/{}", t.cast.anna)).await.expect_text("used a passkey");
        let list = anna.get(MINE).await.json();
        assert_eq!(list["items"][0]["name"], "Phone");
        assert_eq!(list["items"][0]["used_at"], "2026-11-23T09:00:00Z");
        // Signing in is a proof.
        anna.post_json(&format!("{MINE}/begin"), json!({})).await.expect_status(200);
    }

    async fn whoever_has_one_is_asked_for_it_after_the_password(t) {
        let (_, codes, anna) = with_phone(t).await;
        sign_in(t, ANNA, PASSWORD).await.expect_problem(409, "second_factor");
        let body = |code: &str| json!({"login": ANNA, "password": PASSWORD, "code": code});
        visitor(t).post_json("/api/v1/sign-in", body("123456")).await.expect_status(422);
        visitor(t).post_json("/api/v1/sign-in", body(&codes[0])).await.expect_status(201);
        let state = anna.get("/api/v1/me/second-factor").await.json();
        assert_eq!(state, json!({"since": null, "passkeys": 1, "codes_left": 9, "required": false, "due": null}));
        // It ended every sign-in there was; the one that added it got another.
        assert_eq!(codes.len(), 10);
    }

    async fn the_page_after_the_password_takes_the_passkey_in_place_of_a_code(t) {
        let (mut phone, _, _) = with_phone(t).await;
        let form = [("login", ANNA), ("password", PASSWORD), ("next", "/me"), ("held_to", "/contacts"), ("held", "name=Solomiia")];
        let asked = visitor(t).post("/sign-in", &form).await.expect_status(200).expect_text("Now your passkey").expect_text("data-passkey");
        assert_eq!(asked.cookie("smena_session"), None);
        let send = async |page: &Answer, passkey: &str| {
            let fields = page.fields();
            let once: std::collections::BTreeMap<&str, &str> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let mut form: Vec<(&str, &str)> = once.into_iter().collect();
            form.push(("passkey", passkey));
            visitor(t).post("/sign-in/code", &form).await
        };
        // Without scripts, or when it is called off, the page says so and asks again.
        let asked = send(&asked, "none").await.expect_status(422).expect_text("runs no scripts here");
        let asked = send(&asked, "NotAllowedError").await.expect_status(422).expect_text("called off");
        let mut other = Soft::new(9);
        let borys = session(t, "borys@svitanok.example").await;
        add(&borys, &mut other, "Laptop").await.expect_status(201);
        let signed = other.sign(&begun(&visitor(t), "/sign-in/passkey/begin").await).to_string();
        let asked = send(&asked, &signed).await.expect_status(422).expect_text("belongs to somebody else");
        let signed = phone.sign(&begun(&visitor(t), "/sign-in/passkey/begin").await).to_string();
        let inside = send(&asked, &signed).await.expect_status(200).expect_text("Solomiia");
        browser(t, &inside.cookie("smena_session").unwrap()).get("/me").await.expect_status(200).expect_text("Anna Melnyk");
        assert_eq!(events(t).await[..2], ["signed_in", "passkey_used"]);
    }

    async fn the_sign_in_page_takes_it_alone(t) {
        let (mut phone, _, _) = with_phone(t).await;
        visitor(t).get("/sign-in?next=/contacts").await.expect_text("Sign in with a passkey").expect_text("data-passkey=\"/sign-in/passkey/begin\"");
        let send = async |passkey: &str| visitor(t).post("/sign-in/passkey", &[("passkey", passkey), ("next", "/contacts")]).await;
        send("none").await.expect_status(422).expect_text("runs no scripts here");
        send("SecurityError").await.expect_status(422).expect_text("for another address");
        let signed = phone.sign(&begun(&visitor(t), "/sign-in/passkey/begin").await).to_string();
        let inside = send(&signed).await.expect_status(303);
        assert_eq!(inside.location(), "/contacts");
        browser(t, &inside.cookie("smena_session").unwrap()).get("/me").await.expect_status(200).expect_text("Phone");
    }

    // ADR 0031: a quarter of an hour later it is asked again, and a passkey answers.
    async fn a_passkey_shows_again_that_it_is_them(t) {
        let (mut phone, _, _) = with_phone(t).await;
        let opened = signs_in(t, &mut phone, json!({})).await.json();
        let (program, page) = (bearer(t, &opened), browser(t, opened["token"].as_str().unwrap()));
        t.clock.advance(PROOF_MS);
        let question = page.post("/me/tokens", &[("name", "Shop & Co")]).await.expect_status(403).expect_text("Is it you?").expect_text("name=\"proof_passkey\"");
        let shows = async |passkey: &str| page.post("/me/tokens", &[("name", "Shop & Co"), ("proof_passkey", passkey)]).await;
        shows("none").await.expect_status(422).expect_text("runs no scripts here").expect_text("Shop &amp; Co");
        // What was signed on the way in is no proof.
        let other = phone.sign(&begun(&visitor(t), "/sign-in/passkey/begin").await).to_string();
        shows(&other).await.expect_status(422).expect_text("took too long");
        let signed = phone.sign(&begun(&page, "/me/proof/begin").await).to_string();
        shows(&signed).await.expect_status(201).expect_text("smn_");
        assert!(question.fields().iter().any(|(name, value)| name == "name" && value == "Shop & Co"));
        assert_eq!(events(t).await[..2], ["proof_shown", "passkey_used"]);
        // Programs as well.
        t.clock.advance(PROOF_MS);
        let credential = program.post_json(&format!("{MINE}/begin"), json!({})).await;
        credential.expect_problem(403, "proof_needed");
        let signed = phone.sign(&begun(&program, "/api/v1/me/proof/begin").await);
        program.post_json("/api/v1/me/proof", json!({"passkey": signed})).await.expect_status(204);
        program.post_json(&format!("{MINE}/begin"), json!({})).await.expect_status(200);
    }

    async fn one_has_several_and_renames_and_removes_them(t) {
        let (mut phone, codes, anna) = with_phone(t).await;
        // One more ends nothing, and gives no more codes.
        let mut laptop = Soft::new(2);
        let added = add(&anna, &mut laptop, " Laptop ").await.expect_status(201).json();
        assert_eq!(added, json!({"id": added["id"]}));
        assert_eq!(names(&anna).await, ["Phone", "Laptop"]);
        let one = format!("{MINE}/{}", added["id"]);
        for (name, why) in [("", "required"), (&*"x".repeat(101), "too long")] {
            let wrong = anna.patch(&one, json!({"name": name})).await.expect_status(422);
            assert!(wrong.body.contains("name"), "{why}: {}", wrong.body);
        }
        anna.patch(&one, json!({"name": "Old laptop"})).await.expect_status(204);
        assert_eq!(names(&anna).await, ["Phone", "Old laptop"]);
        // Whoever came in by it is out.
        let by_laptop = bearer(t, &signs_in(t, &mut laptop, json!({})).await.expect_status(201).json());
        let left = anna.delete(&one).await.expect_status(200).json();
        by_laptop.get("/api/v1/me").await.expect_problem(401, "signed_out");
        anna.get("/api/v1/me").await.expect_problem(401, "signed_out");
        signs_in(t, &mut laptop, json!({})).await.expect_problem(422, "passkey_unknown");
        let anna = bearer(t, &left);
        assert_eq!(names(&anna).await, ["Phone"]);
        anna.delete(&one).await.expect_status(404);
        signs_in(t, &mut phone, json!({})).await.expect_status(201);
        // The last one goes, and with it the codes: a password is enough again.
        let list = anna.get(MINE).await.json();
        anna.delete(&format!("{MINE}/{}", list["items"][0]["id"])).await.expect_status(200);
        sign_in(t, ANNA, PASSWORD).await.expect_status(201);
        let body = json!({"login": ANNA, "password": PASSWORD, "code": codes[1]});
        visitor(t).post_json("/api/v1/sign-in", body).await.expect_status(201);
        let done = events(t).await;
        for kind in ["passkey_added", "passkey_renamed", "passkey_removed"] {
            assert!(done.iter().any(|one| one == kind), "{kind} is not in {done:?}");
        }
    }

    async fn adding_and_removing_ask_for_a_fresh_proof_and_renaming_does_not(t) {
        let (_, _, anna) = with_phone(t).await;
        let one = format!("{MINE}/{}", anna.get(MINE).await.json()["items"][0]["id"]);
        let asked = begun(&anna, &format!("{MINE}/begin")).await;
        t.clock.advance(PROOF_MS);
        let made = json!({"name": "Laptop", "credential": Soft::new(2).make(&asked)});
        anna.post_json(MINE, made).await.expect_problem(403, "proof_needed");
        anna.post_json(&format!("{MINE}/begin"), json!({})).await.expect_problem(403, "proof_needed");
        anna.delete(&one).await.expect_problem(403, "proof_needed");
        anna.patch(&one, json!({"name": "My phone"})).await.expect_status(204);
        assert_eq!(names(&anna).await, ["My phone"]);
    }

    // Whoever holds an API token makes no way in of it.
    async fn an_api_token_adds_and_removes_none(t) {
        let (_, _, anna) = with_phone(t).await;
        let one = format!("{MINE}/{}", anna.get(MINE).await.json()["items"][0]["id"]);
        let token = t.api(t.cast.anna).await.with("host", "localhost:7878");
        token.post_json(&format!("{MINE}/begin"), json!({})).await.expect_problem(409, "not_a_session");
        token.post_json("/api/v1/me/proof/begin", json!({})).await.expect_problem(409, "not_a_session");
        token.delete(&one).await.expect_problem(409, "not_a_session");
        // Others' passkeys are not there for anybody.
        let borys = session(t, "borys@svitanok.example").await;
        borys.delete(&one).await.expect_status(404);
        borys.patch(&one, json!({"name": "Mine"})).await.expect_status(404);
        assert_eq!(names(&borys).await, Vec::<String>::new());
    }

    async fn twenty_are_enough_and_none_is_added_twice(t) {
        let (mut phone, _, anna) = with_phone(t).await;
        let asked = begun(&anna, &format!("{MINE}/begin")).await;
        // The browser is told which devices have one already.
        assert_eq!(asked["publicKey"]["excludeCredentials"][0]["id"], phone.id());
        assert_eq!(asked["publicKey"]["authenticatorSelection"]["residentKey"], "required");
        assert_eq!(asked["publicKey"]["authenticatorSelection"]["userVerification"], "required");
        let again = json!({"name": "Again", "credential": phone.make(&asked)});
        anna.post_json(MINE, again).await.expect_problem(409, "passkey_known");
        let asked = begun(&anna, &format!("{MINE}/begin")).await;
        for number in 2..=20 {
            add(&anna, &mut Soft::new(number), "One more").await.expect_status(201);
        }
        anna.post_json(&format!("{MINE}/begin"), json!({})).await.expect_problem(409, "passkeys_many");
        let late = json!({"name": "Too many", "credential": Soft::new(21).make(&asked)});
        anna.post_json(MINE, late).await.expect_problem(409, "passkeys_many");
        assert_eq!(names(&anna).await.len(), 20);
    }

    // Neither name nor e-mail: what an authenticator tells whoever asks says nothing.
    async fn the_authenticator_knows_a_human_by_a_random_word(t) {
        let (phone, _, anna) = with_phone(t).await;
        let asked = begun(&anna, &format!("{MINE}/begin")).await;
        assert_eq!(asked["publicKey"]["user"]["id"], phone.handle);
        let borys = begun(&session(t, "borys@svitanok.example").await, &format!("{MINE}/begin")).await;
        assert_ne!(borys["publicKey"]["user"]["id"], phone.handle);
        assert_eq!(phone.handle.len(), 22);
    }

    async fn an_app_and_passkeys_go_together(t) {
        let (mut phone, codes, anna) = with_phone(t).await;
        let offer = begun(&anna, "/api/v1/me/second-factor/offer").await;
        let secret = offer["secret"].as_str().unwrap().to_owned();
        let code = |at: i64| {
            let builder = totp_rs::Builder::new().with_secret(totp_rs::Secret::try_from_base32(&secret).unwrap());
            builder.build().unwrap().generate(u64::try_from(at / 1000).unwrap()).to_string()
        };
        let body = json!({"secret": secret, "code": code(t.app.now()), "password": PASSWORD});
        let on = anna.json(Method::PUT, "/api/v1/me/second-factor", body).await.expect_status(200).json();
        // The codes are new ones.
        let by = |code: &str| json!({"login": ANNA, "password": PASSWORD, "code": code});
        visitor(t).post_json("/api/v1/sign-in", by(&codes[0])).await.expect_status(422);
        t.clock.advance(30_000);
        visitor(t).post_json("/api/v1/sign-in", by(&code(t.app.now()))).await.expect_status(201);
        signs_in(t, &mut phone, json!({})).await.expect_status(201);
        // The app goes, by a passkey; the passkey and the codes stay.
        let anna = bearer(t, &on["session"]);
        let signed = phone.sign(&begun(&anna, "/api/v1/me/proof/begin").await);
        let off = anna.post_json("/api/v1/me/second-factor/off", json!({"passkey": signed})).await.expect_status(200).json();
        let anna = bearer(t, &off);
        let state = anna.get("/api/v1/me/second-factor").await.json();
        assert_eq!((&state["since"], &state["passkeys"], &state["codes_left"]), (&Json::Null, &json!(1), &json!(10)));
        anna.post_json("/api/v1/me/second-factor/off", json!({"code": on["recovery_codes"][0]})).await.expect_problem(409, "factor_off");
        let signed = phone.sign(&begun(&anna, "/api/v1/me/proof/begin").await);
        anna.post_json("/api/v1/me/second-factor/codes", json!({"passkey": signed})).await.expect_status(200);
        sign_in(t, ANNA, PASSWORD).await.expect_problem(409, "second_factor");
    }

    async fn whichever_server_takes_the_answer_finds_what_was_asked(t) {
        let (mut phone, _, anna) = with_phone(t).await;
        let other = t.slow();
        let asked = begun(&visitor(t).at(other.clone()), "/api/v1/sign-in/passkey/begin").await;
        let body = json!({"credential": phone.sign(&asked)});
        visitor(t).post_json("/api/v1/sign-in/passkey", body).await.expect_status(201);
        let asked = begun(&anna, &format!("{MINE}/begin")).await;
        let body = json!({"name": "Laptop", "credential": Soft::new(2).make(&asked)});
        anna.at(other).post_json(MINE, body).await.expect_status(201);
    }

    async fn where_passkeys_cannot_work_the_pages_say_what_to_do(t) {
        let anna = t.page(t.cast.anna).await;
        let number = anna.with("host", "127.0.0.1:7878");
        number.get("/me/passkeys/new").await.expect_status(200).expect_text("href=\"http://localhost:7878/me/passkeys/new\"").expect_no_text("data-passkey");
        t.stranger().with("host", "127.0.0.1:7878").get("/sign-in").await.expect_text("http://localhost:7878/sign-in").expect_no_text("data-passkey");
        anna.with("host", "localhost:7878").get("/me/passkeys/new").await.expect_text("data-passkey");
        let post = number.post_json("/me/passkeys/begin", json!({})).await;
        assert_eq!(post.status, 409, "{}", post.body);
        let program = session(t, ANNA).await.with("host", "127.0.0.1:7878");
        drop(program);
        let settings = |url: &str| Settings { public_url: Some(url.into()), ..Settings::default() };
        for url in ["http://crm.example.com", "http://10.0.0.7", "https://10.0.0.7"] {
            let app = crate::app::with_settings(t, settings(url));
            let page = anna.with("host", "localhost:7878").at(app.clone());
            if !url.starts_with("https") {
                page.get("/me/passkeys/new").await.expect_text("SMENA_PUBLIC_URL").expect_no_text("data-passkey");
            }
            visitor(t).at(app.clone()).get("/sign-in").await.expect_status(200).expect_no_text("data-passkey").expect_no_text("localhost");
            visitor(t).at(app).post_json("/api/v1/sign-in/passkey/begin", json!({})).await.expect_problem(409, "passkeys_https");
        }
        let app = crate::app::with_settings(t, settings("https://crm.example.com"));
        let asked = begun(&visitor(t).at(app), "/api/v1/sign-in/passkey/begin").await;
        assert_eq!(asked["publicKey"]["rpId"], "crm.example.com");
        assert_eq!(ORIGIN, "http://localhost:7878");
    }

    async fn the_own_pages_list_them_and_say_what_they_are(t) {
        let anna = t.page(t.cast.anna).await.with("host", "localhost:7878");
        anna.get("/me").await.expect_text("A passkey signs you in without a password").expect_text("href=\"/me/passkeys/new\"");
        anna.get("/me/passkeys").await.expect_text("No passkeys yet");
        let asked = begun(&anna, "/me/passkeys/begin").await;
        let wrong = anna.post("/me/passkeys", &[("name", "Phone"), ("passkey", "none")]).await.expect_status(422);
        wrong.expect_text("runs no scripts here").expect_text("value=\"Phone\"");
        let wrong = anna.post("/me/passkeys", &[("name", "Phone"), ("passkey", "InvalidStateError")]).await.expect_status(422);
        wrong.expect_text("has a passkey of yours already");
        let mut phone = Soft::new(1);
        let made = phone.make(&asked).to_string();
        let added = anna.post("/me/passkeys", &[("name", "Phone"), ("passkey", &made)]).await.expect_status(201);
        let added = added.expect_text("Recovery codes").expect_text("All other sign-ins have ended");
        let anna = browser(t, &added.cookie("smena_session").unwrap());
        anna.get("/me").await.expect_text("Phone").expect_text("never");
        let page = anna.get("/me/passkeys").await.expect_text("Remove “Phone”").expect_text("23 Nov 2026");
        let one = page.body.split("action=\"/me/passkeys/").nth(1).unwrap().split('"').next().unwrap().replace("/remove", "");
        anna.post(&format!("/me/passkeys/{one}"), &[("name", "")]).await.expect_status(422).expect_text("Fill this in.");
        anna.post(&format!("/me/passkeys/{one}"), &[("name", "My phone")]).await.expect_status(303);
        anna.get("/me/passkeys").await.expect_text("Remove “My phone”");
        let removed = anna.post(&format!("/me/passkeys/{one}/remove"), &[]).await.expect_status(303);
        let anna = browser(t, &removed.cookie("smena_session").unwrap());
        anna.get("/me/passkeys").await.expect_text("No passkeys yet");
        // Adding asks first whether it is them.
        t.clock.advance(PROOF_MS);
        assert_eq!(anna.get("/me/passkeys/new").await.expect_status(303).location(), "/me/proof?next=/me/passkeys/new");
    }
}
