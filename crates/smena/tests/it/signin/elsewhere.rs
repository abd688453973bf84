//! One human in two companies (A21): Olena of Svitanok adds Zoryana, who has worked in Obriy for long.

use base::jobs;
use base::words::Say;
use kit::lang::Lang;
use serde_json::{Value, json};

use super::arrange::sign_in;
use crate::app::{Answer, Client, Engine, TestApp};
use crate::browser::{Browser, Look, keys};
use crate::cast::PASSWORD;
use crate::on_both;
use crate::post_office::PostOffice;
use crate::steps::step;

const ZORYANA: &str = "zoryana@obriy.example";
const OWN: &str = "copper-meadow-88-tulip";

/// Olena adds her as she is.
async fn attach(t: &TestApp) -> Value {
    let body = json!({"email": " Zoryana@Obriy.Example", "attach": true, "department_id": t.cast.sales});
    t.api(t.cast.olena).await.post_json("/api/v1/people", body).await.expect_status(201).json()
}

/// She chooses a password of her own, as nobody else knows then.
async fn chooses_a_password(t: &TestApp) {
    let session = sign_in(t, ZORYANA, PASSWORD).await.expect_status(201).json();
    let her = bearer(t, &session);
    let change = json!({"current": PASSWORD, "new": OWN});
    her.json(axum::http::Method::PUT, "/api/v1/me/password", change).await.expect_status(200);
}

fn bearer(t: &TestApp, session: &Value) -> Client {
    t.client([("authorization", format!("Bearer {}", session["token"].as_str().unwrap()))])
}

async fn sign_in_at(t: &TestApp, account: i64, password: &str) -> Answer {
    let body = json!({"login": ZORYANA, "password": password, "account": account});
    t.stranger().post_json("/api/v1/sign-in", body).await
}

fn path_of(added: &Value) -> String {
    let link = added["link"].as_str().unwrap();
    link[link.find("/link/").unwrap()..].to_owned()
}

on_both! {
    // A21
    async fn an_email_of_another_company_is_offered_as_it_is_and_nothing_else_of_it_is_told(t) {
        let olena = t.api(t.cast.olena).await;
        let body = json!({"name": "Z.", "email": "ZORYANA@obriy.example"});
        let refused = olena.post_json("/api/v1/people", body).await.expect_status(422);
        assert_eq!(refused.json()["errors"][0]["code"], "email_elsewhere");
        refused.expect_no_text("Obriy").expect_no_text("Zoryana Other");
        let added = attach(t).await;
        assert_eq!((&added["name"], &added["email"]), (&json!("Zoryana Other"), &json!(ZORYANA)));
        assert_eq!((&added["status"], &added["department_id"]), (&json!("pending"), &json!(t.cast.sales)));
        assert_eq!(olena.get("/api/v1/seats").await.json()["used"], 7);
        // K09: nobody's work can be hers yet.
        let deal = json!({"title": "Lamps", "responsible_id": added["id"]});
        olena.post_json("/api/v1/deals", deal).await.expect_status(422);
        let card = t.page(t.cast.olena).await.get(&format!("/people/{}", added["id"])).await;
        card.expect_text("added Zoryana Other with the sign-in they have in another company").expect_no_text("Obriy");
        // Her role and rights here are theirs to change, her names are not.
        let at = format!("/api/v1/people/{}", added["id"]);
        olena.patch(&at, json!({"phone": "+380441234567", "version": added["version"]})).await.expect_status(200);
        let seller = olena.get("/api/v1/roles").await.json()["items"].as_array().unwrap().iter()
            .find(|role| role["key"] == "observer").unwrap()["id"].clone();
        let rights = json!({"role_id": seller, "own_rights": {"areas": {"people": true}},
            "departments": [{"id": t.cast.support, "post": "member", "main": true}]});
        let changed = olena.patch(&at, rights).await.expect_status(200).json();
        assert_eq!((&changed["role_id"], &changed["department_id"]), (&seller, &json!(t.cast.support)));
        let own = olena.get(&format!("{at}/rights")).await.json()["own"].clone();
        assert_eq!(own["areas"], json!({"people": true}));
        let again = json!({"email": ZORYANA, "attach": true});
        let again = olena.post_json("/api/v1/people", again).await.expect_status(422);
        assert_eq!(again.json()["errors"][0]["code"], "email_taken");
    }

    async fn what_is_hers_is_not_given_to_her_again(t) {
        let olena = t.api(t.cast.olena).await;
        let body = json!({"email": ZORYANA, "attach": true, "login": "zoryana", "password": OWN});
        let refused = olena.post_json("/api/v1/people", body).await.expect_status(422).json();
        let fields: Vec<_> = refused["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap()).collect();
        assert_eq!(fields, ["login", "password"]);
        let nobody = json!({"email": "nobody@obriy.example", "attach": true});
        let refused = olena.post_json("/api/v1/people", nobody).await.expect_status(422).json();
        assert_eq!(refused["errors"][0]["code"], "email_nobody");
        let here = json!({"email": "anna@svitanok.example", "attach": true});
        let refused = olena.post_json("/api/v1/people", here).await.expect_status(422).json();
        assert_eq!(refused["errors"][0]["code"], "email_taken");
        olena.post_json("/api/v1/people", json!({"email": "", "attach": true})).await.expect_status(422);
        t.api(t.cast.borys).await.post_json("/api/v1/people", json!({"email": ZORYANA, "attach": true})).await.expect_status(403);
    }

    // A21: she accepts by signing in, with the password that she alone knows.
    async fn who_chose_their_password_accepts_by_signing_in(t) {
        chooses_a_password(t).await;
        let added = attach(t).await;
        let asked = sign_in(t, ZORYANA, OWN).await.expect_problem(409, "choose_account").json();
        assert_eq!(asked["accounts"], json!([
            {"id": t.cast.other_account, "name": "Obriy Ltd", "waiting": false},
            {"id": t.cast.account, "name": "Svitanok Ltd", "waiting": true},
        ]));
        let session = sign_in_at(t, t.cast.account, OWN).await.expect_status(201).json();
        assert_eq!(session["person_id"], added["id"]);
        let person = t.api(t.cast.olena).await.get(&format!("/api/v1/people/{}", added["id"])).await.json();
        assert_eq!(person["status"], "active");
        // From now on her password and names are hers alone, in both.
        let (olena, zoryana) = (t.api(t.cast.olena).await, t.api(t.cast.zoryana).await);
        for (who, id) in [(&olena, added["id"].as_i64().unwrap()), (&zoryana, t.cast.zoryana)] {
            let person = who.get(&format!("/api/v1/people/{id}")).await.json();
            let change = json!({"email": "other@obriy.example", "version": person["version"]});
            who.patch(&format!("/api/v1/people/{id}"), change).await.expect_problem(422, "names_shared");
        }
        let given = json!({"password": PASSWORD});
        let at = format!("/api/v1/people/{}/password", added["id"]);
        olena.json(axum::http::Method::PUT, &at, given).await.expect_problem(409, "password_shared");
    }

    // An administrator of the other company may know a password they gave, or have typed an e-mail that isn't its
    // owner's: it takes the link of this company, too.
    async fn who_was_given_their_password_accepts_by_the_link_and_keeps_it(t) {
        let added = attach(t).await;
        sign_in_at(t, t.cast.account, PASSWORD).await.expect_problem(422, "attached_link");
        let path = path_of(&added);
        let stranger = t.stranger();
        let page = stranger.get(&path).await.expect_status(200).expect_text("Zoryana Other");
        page.expect_text("the password you already have").expect_no_text("Obriy").expect_no_text("{");
        stranger.post(&path, &[("password", OWN)]).await.expect_status(422);
        stranger.post(&path, &[("password", PASSWORD)]).await.expect_status(303);
        stranger.post(&path, &[("password", PASSWORD)]).await.expect_status(422);
        sign_in_at(t, t.cast.account, PASSWORD).await.expect_status(201);
        sign_in_at(t, t.cast.other_account, PASSWORD).await.expect_status(201);
    }

    async fn an_offer_takes_nothing_from_the_company_she_works_in(t) {
        let named = json!({"name": "Danylo Kit", "email": "danylo@obriy.example", "password": OWN});
        let obriy = t.api(t.cast.zoryana).await;
        let danylo = obriy.post_json("/api/v1/people", named).await.expect_status(201).json();
        let (at, olena) = (format!("/api/v1/people/{}", danylo["id"]), t.api(t.cast.olena).await);
        let attach = json!({"email": "danylo@obriy.example", "attach": true});
        let offered = olena.post_json("/api/v1/people", attach).await.expect_status(201).json();
        // The password his own administrator gives opens his own company and not the other.
        let given = json!({"password": PASSWORD});
        obriy.json(axum::http::Method::PUT, &format!("{at}/password"), given).await.expect_status(200);
        let enter = async |account: i64, login: &str| {
            let body = json!({"login": login, "password": PASSWORD, "account": account});
            t.stranger().post_json("/api/v1/sign-in", body).await
        };
        enter(t.cast.account, "danylo@obriy.example").await.expect_problem(422, "attached_link");
        enter(t.cast.other_account, "danylo@obriy.example").await.expect_status(201);
        // With another e-mail the offer is nobody's: it was made to the one before.
        let version = obriy.get(&at).await.json()["version"].clone();
        obriy.patch(&at, json!({"email": "kit@obriy.example", "version": version})).await.expect_status(200);
        enter(t.cast.account, "kit@obriy.example").await.expect_problem(422, "sign_in");
        t.stranger().post(&path_of(&offered), &[("password", PASSWORD)]).await.expect_status(422);
        assert_eq!(sign_in(t, "kit@obriy.example", PASSWORD).await.expect_status(201).json()["account_id"], t.cast.other_account);
    }

    // ADR 0028, threat 1: whoever chose the password read mail at one e-mail, and an administrator wrote another over it.
    async fn a_password_proven_under_one_email_is_not_under_the_next(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let (obriy, stranger) = (t.api(t.cast.zoryana).await.at(app.clone()), t.stranger().at(app.clone()));
        let named = json!({"name": "Danylo Kit", "email": "kit@obriy.example"});
        let danylo = obriy.post_json("/api/v1/people", named).await.expect_status(201).json();
        jobs::run_due(&app).await.unwrap();
        stranger.post(&office.letter().link(), &[("password", OWN)]).await.expect_status(303);
        let at = format!("/api/v1/people/{}", danylo["id"]);
        let change = async |wish: Value| {
            let mut wish = wish;
            wish["version"] = obriy.get(&at).await.json()["version"].clone();
            obriy.patch(&at, wish).await.expect_status(200);
        };
        let olena = t.api(t.cast.olena).await;
        let enter = async |email: &str| {
            let body = json!({"login": email, "password": OWN, "account": t.cast.account});
            t.stranger().post_json("/api/v1/sign-in", body).await
        };
        change(json!({"email": "director@svitanok.example"})).await;
        let attach = json!({"email": "director@svitanok.example", "attach": true});
        olena.post_json("/api/v1/people", attach).await.expect_status(201);
        enter("director@svitanok.example").await.expect_problem(422, "attached_link");
        // Where they work nothing has changed.
        let own = json!({"login": "director@svitanok.example", "password": OWN, "account": t.cast.other_account});
        stranger.post_json("/api/v1/sign-in", own).await.expect_status(201);
    }

    // Another name, a login beside: the e-mail is theirs as before.
    async fn what_is_no_other_email_leaves_the_password_proven(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let obriy = t.api(t.cast.zoryana).await.at(app.clone());
        let named = json!({"name": "Danylo Kit", "email": "kit@obriy.example"});
        let danylo = obriy.post_json("/api/v1/people", named).await.expect_status(201).json();
        jobs::run_due(&app).await.unwrap();
        t.stranger().at(app.clone()).post(&office.letter().link(), &[("password", OWN)]).await.expect_status(303);
        let at = format!("/api/v1/people/{}", danylo["id"]);
        let version = obriy.get(&at).await.json()["version"].clone();
        obriy.patch(&at, json!({"login": "danylo", "version": version})).await.expect_status(200);
        let attach = json!({"email": "kit@obriy.example", "attach": true});
        t.api(t.cast.olena).await.post_json("/api/v1/people", attach).await.expect_status(201);
        let body = json!({"login": "kit@obriy.example", "password": OWN, "account": t.cast.account});
        t.stranger().post_json("/api/v1/sign-in", body).await.expect_status(201);
    }

    async fn who_has_no_password_yet_chooses_it_by_the_first_link(t) {
        let obriy = t.api(t.cast.zoryana).await;
        let named = json!({"name": "Danylo Kit", "email": "danylo@obriy.example"});
        let first = obriy.post_json("/api/v1/people", named).await.expect_status(201).json();
        let attach = json!({"email": "danylo@obriy.example", "attach": true});
        let second = t.api(t.cast.olena).await.post_json("/api/v1/people", attach).await.expect_status(201).json();
        let stranger = t.stranger();
        let early = stranger.get(&path_of(&second)).await.expect_status(200);
        early.expect_text("have not chosen your password yet").expect_no_text("type=\"password\"");
        stranger.post(&path_of(&first), &[("password", OWN)]).await.expect_status(303);
        stranger.get(&path_of(&second)).await.expect_text("the password you already have");
        stranger.post(&path_of(&second), &[("password", OWN)]).await.expect_status(303);
    }

    // An invitation that nobody follows keeps no e-mail from other companies: a letter shows who reads mail there.
    async fn who_has_no_password_yet_chooses_it_by_a_letter_of_any_company(t) {
        let obriy = t.api(t.cast.zoryana).await;
        let named = json!({"name": "Danylo Kit", "email": "danylo@obriy.example"});
        let first = obriy.post_json("/api/v1/people", named).await.expect_status(201).json();
        let at = format!("/api/v1/people/{}/departure", first["id"]);
        obriy.post_json(&at, json!({"successor": t.cast.zoryana})).await.expect_status(201);
        let office = PostOffice::open();
        let app = office.for_app(t);
        let (olena, stranger) = (t.api(t.cast.olena).await.at(app.clone()), t.stranger().at(app.clone()));
        let attach = json!({"email": "danylo@obriy.example", "attach": true});
        let here = olena.post_json("/api/v1/people", attach).await.expect_status(201).json();
        // Whoever makes a link by hand may follow it themselves.
        let by_hand = t.api(t.cast.olena).await.post_json(&format!("/api/v1/people/{}/link", here["id"]), json!({})).await.expect_status(201).json();
        stranger.get(&path_of(&by_hand)).await.expect_text("have not chosen your password yet").expect_no_text("type=\"password\"");
        stranger.post(&path_of(&by_hand), &[("password", OWN)]).await.expect_status(422);
        olena.post_json(&format!("/api/v1/people/{}/invitation", here["id"]), json!({})).await.expect_status(201);
        jobs::run_due(&app).await.unwrap();
        let letter = office.letters().pop().unwrap();
        assert!(letter.text().contains("Open this link and choose a password:"), "{}", letter.text());
        let page = stranger.get(&letter.link()).await.expect_status(200).expect_text("Choose a password").expect_no_text("Obriy");
        page.expect_text("autocomplete=\"new-password\"");
        stranger.post(&letter.link(), &[("password", "danylo")]).await.expect_status(422);
        stranger.post(&letter.link(), &[("password", OWN)]).await.expect_status(303);
        let inside = sign_in(t, "danylo@obriy.example", OWN).await.expect_status(201).json();
        assert_eq!(inside["person_id"], here["id"]);
        jobs::run_due(&app).await.unwrap();
        // What is theirs is theirs alone: the company that they left can bring them back as they were.
        let version = olena.get(&format!("/api/v1/people/{}", here["id"])).await.json()["version"].clone();
        let change = json!({"email": "kit@svitanok.example", "version": version});
        olena.patch(&format!("/api/v1/people/{}", here["id"]), change).await.expect_problem(422, "names_shared");
    }

    // The letter went to the e-mail of the offer; under another one it is somebody else's sign-in.
    async fn a_letter_chooses_no_password_under_another_email(t) {
        let obriy = t.api(t.cast.zoryana).await;
        let named = json!({"name": "Danylo Kit", "email": "danylo@obriy.example"});
        let first = obriy.post_json("/api/v1/people", named).await.expect_status(201).json();
        let office = PostOffice::open();
        let app = office.for_app(t);
        let attach = json!({"email": "danylo@obriy.example", "attach": true});
        t.api(t.cast.olena).await.at(app.clone()).post_json("/api/v1/people", attach).await.expect_status(201);
        jobs::run_due(&app).await.unwrap();
        let letter = office.letters().pop().unwrap().link();
        let stranger = t.stranger().at(app);
        stranger.get(&letter).await.expect_status(200).expect_text("Choose a password");
        let version = obriy.get(&format!("/api/v1/people/{}", first["id"])).await.json()["version"].clone();
        let change = json!({"email": "mine@obriy.example", "version": version});
        obriy.patch(&format!("/api/v1/people/{}", first["id"]), change).await.expect_status(200);
        stranger.post(&letter, &[("password", OWN)]).await.expect_status(422);
        sign_in(t, "mine@obriy.example", OWN).await.expect_problem(422, "sign_in");
    }

    // Two letters of two companies, followed at once: one password is chosen, the other page says that something changed.
    async fn of_two_first_passwords_at_once_one_is_chosen(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let named = json!({"name": "Danylo Kit", "email": "danylo@obriy.example"});
        t.api(t.cast.zoryana).await.at(app.clone()).post_json("/api/v1/people", named).await.expect_status(201);
        let attach = json!({"email": "danylo@obriy.example", "attach": true});
        t.api(t.cast.olena).await.at(app.clone()).post_json("/api/v1/people", attach).await.expect_status(201);
        jobs::run_due(&app).await.unwrap();
        let links: Vec<String> = office.letters().iter().map(|letter| letter.link()).collect();
        let (stranger, other) = (t.stranger().at(app.clone()), "velvet-harbour-12-moss");
        let form = [[("password", OWN)], [("password", other)]];
        let (one, two) = tokio::join!(stranger.post(&links[0], &form[0]), stranger.post(&links[1], &form[1]));
        let won = [one.status, two.status].iter().position(|status| *status == 303).unwrap();
        let lost = [one.status, two.status][1 - won];
        assert!([409, 422].contains(&lost), "{lost}");
        let (chosen, not) = if won == 0 { (OWN, other) } else { (other, OWN) };
        let body = json!({"login": "danylo@obriy.example", "password": chosen, "account": t.cast.account});
        t.stranger().post_json("/api/v1/sign-in", body).await.expect_status(201);
        let body = json!({"login": "danylo@obriy.example", "password": not});
        t.stranger().post_json("/api/v1/sign-in", body).await.expect_problem(422, "sign_in");
        jobs::run_due(&app).await.unwrap();
    }

    async fn one_goes_from_one_company_to_the_other_without_a_password(t) {
        chooses_a_password(t).await;
        attach(t).await;
        let session = sign_in_at(t, t.cast.other_account, OWN).await.expect_status(201).json();
        let there = bearer(t, &session);
        let listed = there.get("/api/v1/me/accounts").await.expect_status(200).json();
        assert_eq!(listed["items"][0]["here"], true);
        assert_eq!(listed["items"][1], json!({"id": t.cast.account, "name": "Svitanok Ltd", "here": false, "waiting": true}));
        there.post_json("/api/v1/me/accounts/7", json!({})).await.expect_problem(404, "not_found");
        let own = format!("/api/v1/me/accounts/{}", t.cast.other_account);
        there.post_json(&own, json!({})).await.expect_problem(404, "not_found");
        let go = format!("/api/v1/me/accounts/{}", t.cast.account);
        let here = there.post_json(&go, json!({})).await.expect_status(201).json();
        assert_eq!(here["account_id"], t.cast.account);
        // One place at a time: the session left behind is over.
        there.get("/api/v1/me").await.expect_problem(401, "signed_out");
        let here = bearer(t, &here);
        assert_eq!(here.get("/api/v1/me").await.expect_status(200).json()["account"], "Svitanok Ltd");
        here.get("/api/v1/people").await.expect_status(403);
        // A token opens its own account alone.
        t.api(t.cast.anna).await.get("/api/v1/me/accounts").await.expect_problem(409, "one_account");
        t.page(t.cast.anna).await.get("/me/accounts").await.expect_text("it is this company alone").expect_no_text("{");
    }

    // A tab is left open, and its human has gone to another company: what was begun there is not done here.
    async fn a_form_of_one_company_is_not_carried_out_in_the_other(t) {
        let (svitanok, obriy) = (t.page(t.cast.olena).await, t.page(t.cast.zoryana).await);
        let form = svitanok.get("/contacts/new").await.expect_status(200);
        let once = form.fields().into_iter().find(|(name, _)| name == "once").unwrap().1;
        let fields = [("name", "Lamps Ltd"), ("once", once.as_str())];
        let told = obriy.post("/contacts", &fields).await.expect_status(409);
        told.expect_text("in another company of yours");
        let contacts = t.api(t.cast.zoryana).await.get("/api/v1/contacts").await.json();
        assert_eq!(contacts["count"], 0);
        svitanok.post("/contacts", &fields).await.expect_status(303);
    }

    async fn who_is_asked_may_say_no_and_be_asked_again(t) {
        chooses_a_password(t).await;
        let added = attach(t).await;
        let session = sign_in_at(t, t.cast.other_account, OWN).await.expect_status(201).json();
        let her = bearer(t, &session);
        let path = format!("/api/v1/me/accounts/{}", t.cast.account);
        her.delete(&path).await.expect_status(204);
        her.delete(&path).await.expect_problem(404, "not_found");
        // Nothing waits any more: her sign-in asks for no choice, and neither the link nor the account opens.
        assert_eq!(sign_in(t, ZORYANA, OWN).await.expect_status(201).json()["account_id"], t.cast.other_account);
        sign_in_at(t, t.cast.account, OWN).await.expect_problem(422, "sign_in");
        t.stranger().get(&path_of(&added)).await.expect_status(422);
        let olena = t.page(t.cast.olena).await;
        let card = olena.get(&format!("/people/{}", added["id"])).await.expect_status(200);
        card.expect_text("Zoryana Other declined the place that was offered").expect_text("Pending");
        // What she works in is nobody's to decline, and a new link asks her once more.
        let own = format!("/api/v1/me/accounts/{}", t.cast.other_account);
        her.delete(&own).await.expect_problem(404, "not_found");
        olena.post(&format!("/people/{}/link", added["id"]), &[]).await.expect_status(200);
        let zoryana = t.page(t.cast.zoryana).await;
        zoryana.get("/me/accounts").await.expect_text("Accept: Svitanok Ltd").expect_text("Decline");
        let page = format!("/me/accounts/{}/decline", t.cast.account);
        assert_eq!(zoryana.post(&page, &[]).await.expect_status(303).location(), "/me/accounts");
        zoryana.get("/me/accounts").await.expect_no_text("Svitanok Ltd");
    }

    // Another e-mail typed meanwhile is another human: the press holds for the one it names.
    async fn the_press_holds_for_the_email_it_names(t) {
        let olena = t.page(t.cast.olena).await;
        let form = |email: &'static str, attach: &'static str| {
            [("name", "Somebody New"), ("email", email), ("entry", "link"), ("attach", attach)]
        };
        let other = olena.post("/people", &form("new@svitanok.example", ZORYANA)).await.expect_status(200);
        other.expect_text("Somebody New").expect_no_text("Zoryana");
        olena.post("/people", &form(ZORYANA, "")).await.expect_status(422).expect_text("Add zoryana@obriy.example");
    }
}

// A21, as a person does it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_form_adds_her_by_one_press() {
    walk(Lang::En, Look::desktop("en")).await;
}

// A21, G12: by touch.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_form_adds_her_by_one_touch() {
    walk(Lang::Uk, Look::phone("uk")).await;
}

pub async fn walk(lang: Lang, look: Look) {
    let t = TestApp::start(Engine::Sqlite).await;
    chooses_a_password(&t).await;
    let (site, say) = (t.serve().await, t.app.words.say(lang));
    let olena = Browser::open(&site, look).await;
    enter(&olena, &say, ("olena@svitanok.example", PASSWORD), &say.t("nav-deals")).await;
    olena.visit("/people/new").await;
    olena.fill(&say.t("people-name"), "Z. from Obriy").await;
    olena.fill(&say.t("people-email"), ZORYANA).await;
    olena.press(keys::ENTER).await;
    olena.sees(&say.t("people-attach-text")).await;
    olena.bring_into_sight(&say.t("people-attach-text")).await;
    step(&olena, &say, "A21").await;
    olena.click(&say.with("people-attach", &[("email", ZORYANA.into())])).await;
    olena.sees(&say.with("people-was-added", &[("name", "Zoryana Other".into())])).await;
    let letter = olena.value(&say.t("people-link-text")).await;
    // It is in the company's language, as she has chosen none.
    assert!(letter.contains("the password you already have in Smena"), "{letter}");

    // She chooses the new company, and later goes back.
    let zoryana = Browser::open(&site, look).await;
    enter(&zoryana, &say, (ZORYANA, OWN), &say.t("signin-choose")).await;
    zoryana.click(&say.with("accounts-accept", &[("account", "Svitanok Ltd".into())])).await;
    zoryana.arrives("/deals").await;
    zoryana.visit("/me").await;
    zoryana.click(&say.t("accounts-all")).await;
    zoryana.sees(&say.t("accounts-here")).await;
    assert_eq!(zoryana.overflow().await, 0);
    zoryana.click(&say.t("accounts-go")).await;
    zoryana.arrives("/deals").await;
    zoryana.visit("/people").await;
    zoryana.sees("Zoryana Other").await;
    t.leave().await;
}

async fn enter(browser: &Browser, say: &Say, (login, password): (&str, &str), shown: &str) {
    browser.visit("/sign-in").await;
    browser.fill(&say.t("signin-login"), login).await;
    browser.fill(&say.t("signin-password"), password).await;
    browser.press(keys::ENTER).await;
    browser.sees(shown).await;
}
