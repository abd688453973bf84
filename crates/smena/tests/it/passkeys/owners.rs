//! What becomes of passkeys with their owner: blocked, gone, back, in two companies, erased; and what administrators see and may.

use axum::http::Method;
use base::authz::PROOF_MS;
use people::signin::links;
use serde_json::{Value as Json, json};

use super::{ANNA, MINE, Soft, add, bearer, begun, events, session, signs_in, visitor, with_phone};
use crate::app::TestApp;
use crate::cast::PASSWORD;
use crate::on_both;
use crate::signin::arrange::second_place;

const BEGIN: &str = "/api/v1/sign-in/passkey/begin";
const SIGN_IN: &str = "/api/v1/sign-in/passkey";
const NEW: &str = "harbour-violin-31-slow";

/// Signs while she may, and sends it when something has happened meanwhile.
async fn meanwhile(t: &TestApp, phone: &mut Soft, what: impl AsyncFnOnce()) -> crate::app::Answer {
    let body = json!({"credential": phone.sign(&begun(&visitor(t), BEGIN).await)});
    what().await;
    visitor(t).post_json(SIGN_IN, body).await
}

on_both! {
    async fn a_block_or_a_departure_in_between_keeps_the_door_shut(t) {
        let (mut phone, _, anna) = with_phone(t).await;
        let olena = t.api(t.cast.olena).await;
        let at = |what: &str| format!("/api/v1/people/{}{what}", t.cast.anna);
        let (block, unblock) = (at("/block"), at("/unblock"));
        let blocked = meanwhile(t, &mut phone, async || drop(olena.post_json(&block, json!({})).await)).await;
        blocked.expect_problem(422, "passkey_unknown");
        anna.get("/api/v1/me").await.expect_problem(401, "signed_out");
        signs_in(t, &mut phone, json!({})).await.expect_problem(422, "passkey_unknown");
        // A password survives a block, and so does a passkey.
        olena.post_json(&unblock, json!({})).await;
        signs_in(t, &mut phone, json!({})).await.expect_status(201);
        let leave = at("/departure");
        let body = json!({"successor": t.cast.borys});
        let gone = meanwhile(t, &mut phone, async || drop(olena.post_json(&leave, body).await.expect_status(201))).await;
        gone.expect_problem(422, "passkey_unknown");
        signs_in(t, &mut phone, json!({})).await.expect_problem(422, "passkey_unknown");
    }

    // After a departure only a new link opens the door.
    async fn after_coming_back_the_link_comes_first(t) {
        let (mut phone, codes, _) = with_phone(t).await;
        let olena = t.api(t.cast.olena).await;
        let at = |what: &str| format!("/api/v1/people/{}{what}", t.cast.anna);
        olena.post_json(&at("/departure"), json!({"successor": t.cast.borys})).await.expect_status(201);
        olena.post_json(&at("/reactivate"), json!({})).await;
        signs_in(t, &mut phone, json!({})).await.expect_problem(422, "needs_link");
        let asked = begun(&visitor(t), "/sign-in/passkey/begin").await;
        let page = visitor(t).post("/sign-in/passkey", &[("passkey", &phone.sign(&asked).to_string())]).await;
        page.expect_status(422).expect_text("link");
        // The link asks for a second factor, as it did before.
        let path = links::make(&t.ctx(t.cast.olena).await, t.cast.anna).await.unwrap();
        let body = json!({"link": path, "password": NEW, "code": codes[0]});
        visitor(t).post_json("/api/v1/one-time-link", body).await.expect_status(201);
        signs_in(t, &mut phone, json!({})).await.expect_status(201);
    }

    async fn in_two_companies_one_chooses_and_each_judges_for_itself(t) {
        let (mut phone, _, anna) = with_phone(t).await;
        second_place(t, t.cast.anna).await;
        let (ours, theirs) = (t.cast.account, t.cast.other_account);
        let answer = signs_in(t, &mut phone, json!({})).await.expect_problem(409, "choose_account").json();
        assert_eq!(answer["accounts"].as_array().unwrap().len(), 2);
        // The place that waited is accepted by going in.
        let there = signs_in(t, &mut phone, json!({"account": theirs})).await.expect_status(201).json();
        assert_eq!(there["account_id"], theirs);
        signs_in(t, &mut phone, json!({"account": ours})).await.expect_status(201);
        // The page offers the choice, and the choice remembers the passkey.
        let signed = phone.sign(&begun(&visitor(t), "/sign-in/passkey/begin").await).to_string();
        let page = visitor(t).post("/sign-in/passkey", &[("passkey", &signed)]).await.expect_status(200);
        let choice = page.body.split("name=\"choice\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        visitor(t).post("/sign-in", &[("choice", &choice)]).await.expect_status(303);
        // Blocked here, it opens the other company alone.
        let block = format!("/api/v1/people/{}/block", t.cast.anna);
        t.api(t.cast.olena).await.post_json(&block, json!({})).await;
        signs_in(t, &mut phone, json!({"account": ours})).await.expect_problem(422, "passkey_unknown");
        let there = bearer(t, &signs_in(t, &mut phone, json!({})).await.expect_status(201).json());
        anna.get("/api/v1/me").await.expect_problem(401, "signed_out");
        // One more is told to the other company's journal; nobody else lifts them.
        add(&there, &mut Soft::new(2), "Laptop").await.expect_status(201);
        base::jobs::run_due(&t.app).await.unwrap();
        assert_eq!(events(t).await[0], "passkey_added");
        there.get("/api/v1/me").await.expect_status(200);
        let lift = format!("/api/v1/people/{}/second-factor", t.cast.anna);
        t.api(t.cast.olena).await.delete(&lift).await.expect_problem(409, "factor_shared");
    }

    async fn a_removed_passkey_opens_no_choice_that_waits(t) {
        let (mut phone, _, anna) = with_phone(t).await;
        second_place(t, t.cast.anna).await;
        let signed = phone.sign(&begun(&visitor(t), "/sign-in/passkey/begin").await).to_string();
        let page = visitor(t).post("/sign-in/passkey", &[("passkey", &signed)]).await.expect_status(200);
        let choice = page.body.split("name=\"choice\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        anna.delete(&format!("{MINE}/{}", anna.get(MINE).await.json()["items"][0]["id"])).await.expect_status(200);
        base::jobs::run_due(&t.app).await.unwrap();
        assert!(visitor(t).post("/sign-in", &[("choice", &choice)]).await.cookie("smena_session").is_none());
    }

    async fn it_counts_as_a_second_factor_wherever_one_is_asked_for(t) {
        let policy = "/api/v1/second-factor-policy";
        let olena = session(t, "olena@svitanok.example").await;
        olena.patch(policy, json!({"required_of": "everybody", "grace_days": 0})).await.expect_problem(409, "factor_first");
        let added = add(&olena, &mut Soft::new(7), "Key").await.expect_status(201).json();
        let olena = bearer(t, &added["session"]);
        let standing = olena.patch(policy, json!({"required_of": "everybody", "grace_days": 0})).await.expect_status(200).json();
        assert_eq!(standing["with_factor"], 1);
        let person = olena.get(&format!("/api/v1/people/{}", t.cast.olena)).await.json();
        assert_eq!(person["second_factor_since"], "2026-11-23T09:00:00Z");
        let listed = olena.get("/api/v1/people?factor=on").await.json();
        assert_eq!(listed["items"].as_array().unwrap().len(), 1);
        // The last one is not removed where one is required.
        let own = olena.get(MINE).await.json()["items"][0]["id"].clone();
        olena.delete(&format!("{MINE}/{own}")).await.expect_problem(409, "factor_required");
        add(&olena, &mut Soft::new(8), "Second key").await.expect_status(201);
        olena.delete(&format!("{MINE}/{own}")).await.expect_status(200);
        // Whoever must have one gets in by adding a passkey, and is shown nothing else before.
        let anna = session(t, ANNA).await;
        anna.get("/api/v1/deals").await.expect_problem(403, "factor_needed");
        let added = add(&anna, &mut Soft::new(1), "Phone").await.expect_status(201).json();
        assert_eq!(added["session"]["factor_due"], Json::Null);
        bearer(t, &added["session"]).get("/api/v1/deals").await.expect_status(200);
        let page = t.page(t.cast.borys).await.with("host", "localhost:7878");
        assert!(page.get("/deals").await.location().starts_with("/me/second-factor"));
        page.get("/me/second-factor").await.expect_text("href=\"/me/passkeys/new\"");
        page.get("/me/passkeys/new").await.expect_status(200).expect_text("data-passkey").expect_no_text("data-live");
        assert_eq!(page.get("/me/passkeys").await.expect_status(303).location(), "/me/passkeys/new");
    }

    async fn an_administrator_sees_them_and_lifts_all_and_adds_none(t) {
        let (mut phone, codes, anna) = with_phone(t).await;
        let olena = t.page(t.cast.olena).await;
        olena.get(&format!("/people/{}/access", t.cast.anna)).await.expect_text("Phone").expect_text("added by them alone");
        olena.get(&format!("/people/{}", t.cast.anna)).await.expect_text("Lift two-factor sign-in");
        let listed = t.api(t.cast.olena).await.get(&format!("/api/v1/people/{}/access", t.cast.anna)).await.json();
        assert_eq!(listed["passkeys"][0]["name"], "Phone");
        assert_eq!(anna.get("/api/v1/me/access").await.json()["passkeys"][0]["name"], "Phone");
        t.page(t.cast.borys).await.get(&format!("/people/{}/access", t.cast.anna)).await.expect_status(403);
        olena.post(&format!("/people/{}/second-factor/lift", t.cast.anna), &[]).await.expect_status(303);
        anna.get("/api/v1/me").await.expect_problem(401, "signed_out");
        signs_in(t, &mut phone, json!({})).await.expect_problem(422, "passkey_unknown");
        let anna = session(t, ANNA).await;
        assert_eq!(anna.get(MINE).await.json()["items"], json!([]));
        let state = anna.get("/api/v1/me/second-factor").await.json();
        assert_eq!((&state["passkeys"], &state["codes_left"]), (&json!(0), &json!(0)));
        let body = json!({"login": ANNA, "password": PASSWORD, "code": codes[0]});
        visitor(t).post_json("/api/v1/sign-in", body).await.expect_status(201);
        assert!(events(t).await.contains(&"second_factor_lifted".to_owned()));
    }

    // The operator's way back in lifts them, too.
    async fn a_rescue_removes_them(t) {
        let (mut phone, _, _) = with_phone(t).await;
        let rescued = people::accounts::rescue(&t.operator(), t.cast.anna).await.unwrap();
        assert!(rescued.lifted);
        signs_in(t, &mut phone, json!({})).await.expect_problem(422, "passkey_unknown");
    }

    // An administrator's password is the last word: nothing made before it opens the door alone.
    async fn a_password_that_was_given_comes_first(t) {
        let (mut phone, codes, anna) = with_phone(t).await;
        let give = format!("/api/v1/people/{}/password", t.cast.anna);
        let given = json!({"password": NEW, "must_change": true});
        t.api(t.cast.olena).await.json(Method::PUT, &give, given).await.expect_status(200);
        anna.get("/api/v1/me").await.expect_problem(401, "signed_out");
        signs_in(t, &mut phone, json!({})).await.expect_problem(422, "passkey_rests");
        let chosen = "velvet-harbour-12-moss";
        signs_in(t, &mut phone, json!({"new_password": chosen})).await.expect_problem(422, "passkey_rests");
        // It is still the second step.
        let renewing = json!({"login": ANNA, "password": NEW, "new_password": chosen});
        visitor(t).post_json("/api/v1/sign-in", renewing).await.expect_problem(409, "second_factor");
        let asked = visitor(t).post("/sign-in", &[("login", ANNA), ("password", NEW)]).await.expect_status(200);
        let asked = asked.expect_text("Choose your own password").expect_text("data-passkey");
        let choice = asked.fields().into_iter().find(|(name, _)| name == "choice").unwrap().1;
        let signed = phone.sign(&begun(&visitor(t), "/sign-in/passkey/begin").await).to_string();
        let form = [("choice", choice.as_str()), ("new", chosen), ("code", ""), ("passkey", &signed)];
        visitor(t).post("/sign-in/password", &form).await.expect_status(303);
        signs_in(t, &mut phone, json!({})).await.expect_status(201);
        // Given without having to be changed: shown once, with a code.
        let given = json!({"password": NEW});
        t.api(t.cast.olena).await.json(Method::PUT, &give, given).await.expect_status(200);
        signs_in(t, &mut phone, json!({})).await.expect_problem(422, "passkey_rests");
        let body = json!({"login": ANNA, "password": NEW, "code": codes[0]});
        visitor(t).post_json("/api/v1/sign-in", body).await.expect_status(201);
        signs_in(t, &mut phone, json!({})).await.expect_status(201);
    }

    // A passkey alone puts no other password in the place of one that nobody asks to change.
    async fn a_password_is_renewed_where_that_is_asked_for(t) {
        let (mut phone, codes, _) = with_phone(t).await;
        signs_in(t, &mut phone, json!({"new_password": NEW})).await.expect_problem(422, "renewal_unasked");
        let body = |password: &str, new: Option<&str>| json!({"login": ANNA, "password": password, "code": codes[0], "new_password": new});
        visitor(t).post_json("/api/v1/sign-in", body(PASSWORD, Some(NEW))).await.expect_problem(422, "renewal_unasked");
        visitor(t).post_json("/api/v1/sign-in", body(NEW, None)).await.expect_problem(422, "sign_in");
        visitor(t).post_json("/api/v1/sign-in", body(PASSWORD, None)).await.expect_status(201);
        signs_in(t, &mut phone, json!({})).await.expect_status(201);
    }

    // ADR 0031: beside a passkey the password alone sets up no second way.
    async fn an_app_beside_a_passkey_is_set_up_by_who_showed_that_it_is_them(t) {
        const FACTOR: &str = "/api/v1/me/second-factor";
        let (mut phone, _, anna) = with_phone(t).await;
        t.clock.advance(PROOF_MS);
        let offer = anna.post_json(&format!("{FACTOR}/offer"), json!({})).await.expect_status(200).json();
        let secret = totp_rs::Secret::try_from_base32(offer["secret"].as_str().unwrap()).unwrap();
        let shows = totp_rs::Builder::new().with_secret(secret).build().unwrap();
        let code = shows.generate(u64::try_from(t.app.now() / 1000).unwrap()).to_string();
        let body = json!({"secret": offer["secret"], "code": code, "password": PASSWORD});
        anna.json(Method::PUT, FACTOR, body.clone()).await.expect_problem(403, "proof_needed");
        let signed = phone.sign(&begun(&anna, "/api/v1/me/proof/begin").await);
        anna.post_json("/api/v1/me/proof", json!({"passkey": signed})).await.expect_status(204);
        let on = anna.json(Method::PUT, FACTOR, body).await.expect_status(200).json();
        let anna = bearer(t, &on["session"]);
        assert_eq!(anna.get(FACTOR).await.json()["passkeys"], 1);
    }

    // K13: a new password of their own changes no passkey; what was open is over.
    async fn changing_one_s_own_password_leaves_them(t) {
        let (mut phone, _, anna) = with_phone(t).await;
        let body = json!({"current": PASSWORD, "new": NEW});
        anna.json(Method::PUT, "/api/v1/me/password", body).await.expect_status(200);
        anna.get("/api/v1/me").await.expect_problem(401, "signed_out");
        signs_in(t, &mut phone, json!({})).await.expect_status(201);
    }

    async fn they_are_in_the_archive_and_go_with_the_personal_data(t) {
        let (mut phone, _, _) = with_phone(t).await;
        let olena = t.api(t.cast.olena).await;
        let at = |what: &str| format!("/api/v1/people/{}{what}", t.cast.anna);
        olena.post_json(&at("/departure"), json!({"successor": t.cast.borys})).await.expect_status(201);
        let archive = olena.get(&at("/archive")).await.expect_status(200);
        assert!(files(&archive.raw).contains("Phone"));
        olena.post_json(&at("/erase"), json!({"confirm": true})).await;
        t.clock.advance(400 * 86_400_000);
        smena::housekeeping::round(&t.app).await.unwrap();
        signs_in(t, &mut phone, json!({})).await.expect_problem(422, "passkey_unknown");
        let left = t.app.look(|tx| Ok(tx.query_one("select count(*) from passkeys", store::params![])?.at::<i64>(0)?));
        assert_eq!(left.await.unwrap(), 0);
    }
}

/// All the text of a packed archive.
fn files(packed: &[u8]) -> String {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(packed)).unwrap();
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut bytes = Vec::new();
        archive.by_index(at).unwrap().read_to_end(&mut bytes).unwrap();
        all.push_str(&String::from_utf8_lossy(&bytes));
    }
    all
}
