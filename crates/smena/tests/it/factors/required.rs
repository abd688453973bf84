//! An account requires a second factor: of whom, from when on, and what opens without it.

use serde_json::{Value as Json, json};

use super::{ANNA, FACTOR, Phone, bearer, events, sign_in_by, turn_on, turn_on_of};
use crate::app::{Client, TestApp};
use crate::cast::PASSWORD;
use crate::on_both;
use crate::signin::arrange::{second_place, sign_in};

const POLICY: &str = "/api/v1/second-factor-policy";
const PAGE: &str = "/settings/second-factor";
const OLENA: &str = "olena@svitanok.example";
const DAY: i64 = 24 * 3_600_000;

pub fn at_once() -> Json {
    json!({"required_of": "everybody", "grace_days": 0})
}

/// Olena, who has it herself, requires it of others; her session, and her phone.
pub async fn require(t: &TestApp, policy: Json) -> (Client, Phone) {
    let (phone, olena) = turn_on_of(t, OLENA).await;
    olena.patch(POLICY, policy).await.expect_status(200);
    (olena, phone)
}

/// What signing in says of the day from which on nothing opens without it.
async fn due(t: &TestApp, login: &str) -> Json {
    sign_in(t, login, PASSWORD).await.expect_status(201).json()["factor_due"].clone()
}

on_both! {
    async fn who_requires_it_of_others_has_it_first(t) {
        let olena = t.api(t.cast.olena).await;
        let usual = olena.get(POLICY).await.expect_status(200).json();
        assert_eq!(usual, json!({"required_of": "nobody", "grace_days": 7, "since": null, "people": 5, "with_factor": 0}));
        olena.patch(POLICY, json!({"required_of": "administrators"})).await.expect_problem(409, "factor_first");
        let page = t.page(t.cast.olena).await;
        page.get(PAGE).await.expect_status(200).expect_text("have it yourself yet").expect_text("0 of 5 have it");
        page.post(PAGE, &[("required_of", "everybody"), ("grace_days", "3")]).await.expect_status(409)
            .expect_text("First set up your own").expect_text("value=\"3\"");
        // The days alone shut nobody out.
        olena.patch(POLICY, json!({"grace_days": 5})).await.expect_status(200);

        let (_, olena) = turn_on_of(t, OLENA).await;
        let now = olena.patch(POLICY, json!({"required_of": "everybody"})).await.expect_status(200).json();
        assert_eq!(now, json!({"required_of": "everybody", "grace_days": 5, "since": "2026-11-23T09:00:00Z", "people": 5, "with_factor": 1}));
        olena.patch(POLICY, json!({"required_of": "nobody"})).await.expect_status(200);
        assert_eq!(events(t).await[..2], ["account_changed", "account_changed"]);
    }

    async fn the_page_decides_and_the_journal_says_what_was_before(t) {
        turn_on_of(t, OLENA).await;
        let olena = t.page(t.cast.olena).await;
        olena.get("/settings").await.expect_text(PAGE);
        for (of, days, said) in [("everybody", "91", "from 0 to 90"), ("everybody", "soon", "from 0 to 90"), ("all", "7", "nobody, administrators")] {
            olena.post(PAGE, &[("required_of", of), ("grace_days", days)]).await.expect_status(422).expect_text(said);
        }
        let saved = olena.post(PAGE, &[("required_of", "administrators"), ("grace_days", "7")]).await.expect_status(303);
        assert_eq!(saved.location(), PAGE);
        olena.get(PAGE).await.expect_text("value=\"administrators\" checked").expect_text("1 of 5 have it");
        olena.get("/settings/journal").await.expect_text("Two-factor sign-in is required of: Nobody → Administrators");
        for person in [t.cast.anna, t.cast.borys] {
            t.page(person).await.get(PAGE).await.expect_status(403);
            t.api(person).await.patch(POLICY, json!({"required_of": "nobody"})).await.expect_status(403);
        }
        let wrong = t.api(t.cast.olena).await;
        wrong.patch(POLICY, json!({"required_of": "all"})).await.expect_status(422);
        wrong.patch(POLICY, json!({"grace_days": -1})).await.expect_status(422);
        assert_eq!(t.api(t.cast.zoryana).await.get(POLICY).await.json()["required_of"], "nobody");
    }

    async fn until_the_day_every_page_says_so_and_all_goes_on(t) {
        let anna = t.page(t.cast.anna).await;
        let (phone, olena) = turn_on_of(t, OLENA).await;
        anna.get("/deals").await.expect_no_text("a second factor is needed here");
        olena.patch(POLICY, json!({"required_of": "everybody"})).await.expect_status(200);
        for page in ["/deals", "/tasks", "/me", FACTOR.strip_prefix("/api/v1").unwrap()] {
            anna.get(page).await.expect_status(200).expect_text("30 Nov 2026").expect_text("a second factor is needed here");
        }
        t.page(t.cast.olena).await.get("/deals").await.expect_status(200).expect_no_text("a second factor is needed here");
        assert_eq!(due(t, ANNA).await, "2026-11-30T09:00:00Z");
        let code = phone.next(t);
        let body = json!({"login": OLENA, "password": PASSWORD, "code": code});
        assert_eq!(t.stranger().post_json("/api/v1/sign-in", body).await.expect_status(201).json()["factor_due"], Json::Null);
        // Who sets it up in time is reminded no more.
        turn_on(t).await;
        t.page(t.cast.anna).await.get("/deals").await.expect_status(200).expect_no_text("a second factor is needed here");
    }

    async fn after_the_day_nothing_opens_but_setting_it_up(t) {
        let (page, program) = (t.page(t.cast.anna).await, t.api(t.cast.anna).await);
        require(t, json!({"required_of": "everybody"})).await;
        let session = sign_in(t, ANNA, PASSWORD).await.expect_status(201).json();
        t.clock.advance(7 * DAY - 1);
        page.get("/deals").await.expect_status(200);
        bearer(t, &session).get("/api/v1/me").await.expect_status(200);
        t.clock.advance(1);
        assert_eq!(page.get("/deals?open=true").await.expect_status(303).location(), "/me/second-factor?next=/deals%3Fopen%3Dtrue");
        for path in ["/", "/me", "/me/accounts", "/live", "/sign-in"] {
            assert!(page.get(path).await.location().starts_with("/me/second-factor"), "{path}");
        }
        assert!(page.post("/me/tokens", &[("name", "Way round")]).await.location().starts_with("/me/second-factor"));
        bearer(t, &session).get("/api/v1/me").await.expect_problem(403, "factor_needed");
        bearer(t, &session).post_json("/api/v1/me/accounts/1", json!({})).await.expect_problem(403, "factor_needed");
        // A program has a credential of its own.
        program.get("/api/v1/me").await.expect_status(200);
        // Signing in still works, and says so.
        let again = sign_in(t, ANNA, PASSWORD).await.expect_status(201).json();
        bearer(t, &again).get("/api/v1/deals").await.expect_problem(403, "factor_needed");
        assert_eq!(bearer(t, &again).get(FACTOR).await.expect_status(200).json()["required"], true);

        let shown = page.get("/me/second-factor?next=/deals").await.expect_status(200).expect_text("requires two-factor sign-in");
        shown.expect_no_text("data-live").expect_text("action=\"/sign-out\"");
        let secret = page.get("/me/second-factor?next=/deals").await.fields().into_iter().find(|(name, _)| name == "secret").unwrap().1;
        let phone = Phone { secret: secret.clone(), codes: Vec::new() };
        let form = |code: String| vec![("secret".to_owned(), secret.clone()), ("code".into(), code), ("password".into(), PASSWORD.into()), ("next".into(), "/deals".into())];
        let send = async |code: String| {
            let form = form(code);
            let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            page.post("/me/second-factor", &form).await
        };
        send(phone.wrong(t)).await.expect_status(422).expect_text("This code is wrong").expect_text("requires two-factor").expect_text("value=\"/deals\"");
        let on = send(phone.shows(t.app.now())).await.expect_status(201).expect_text("href=\"/deals\"").expect_no_text("a second factor is needed here");
        let page = t.client([("cookie", format!("smena_session={}", on.cookie("smena_session").unwrap()))]);
        page.get("/deals").await.expect_status(200).expect_no_text("a second factor is needed here");
    }

    async fn without_days_it_is_needed_at_once_and_one_can_still_leave(t) {
        let anna = t.page(t.cast.anna).await;
        let (olena, _) = require(t, at_once()).await;
        assert!(anna.get("/deals").await.location().starts_with("/me/second-factor"));
        olena.get("/api/v1/me").await.expect_status(200);
        anna.post("/language", &[("lang", "uk")]).await.expect_status(303);
        anna.get("/me/second-factor").await.expect_status(200).expect_text("вимагає двофакторний вхід");
        assert_eq!(anna.post("/sign-out", &[]).await.expect_status(303).location(), "/sign-in");
        assert!(anna.get("/me/second-factor").await.location().starts_with("/sign-in"));
        // Nobody is asked any more.
        let anna = t.page(t.cast.anna).await;
        olena.patch(POLICY, json!({"required_of": "nobody"})).await.expect_status(200);
        anna.get("/deals").await.expect_status(200).expect_no_text("needed here");
    }

    async fn of_administrators_alone_it_concerns_nobody_else(t) {
        let role = json!({"category": "administrator"});
        t.api(t.cast.olena).await.patch(&format!("/api/v1/people/{}", t.cast.borys), role).await.expect_status(200);
        require(t, json!({"required_of": "administrators", "grace_days": 0})).await;
        assert_eq!(due(t, ANNA).await, Json::Null);
        t.page(t.cast.anna).await.get("/deals").await.expect_status(200).expect_no_text("needed here");
        assert!(t.page(t.cast.borys).await.get("/deals").await.location().starts_with("/me/second-factor"));
        // More people: the days begin again for all.
        t.clock.advance(3 * DAY);
        let olena = t.api(t.cast.olena).await;
        olena.patch(POLICY, json!({"required_of": "everybody", "grace_days": 2})).await.expect_status(200);
        assert_eq!(due(t, ANNA).await, "2026-11-28T09:00:00Z");
        // Fewer days count from the same day.
        olena.patch(POLICY, json!({"grace_days": 1})).await.expect_status(200);
        assert_eq!(due(t, ANNA).await, "2026-11-27T09:00:00Z");
    }

    async fn a_newcomers_days_begin_with_their_first_sign_in(t) {
        let (olena, _) = require(t, json!({"required_of": "everybody"})).await;
        t.clock.advance(20 * DAY);
        let iryna = json!({"name": "Iryna", "email": "iryna@svitanok.example", "password": PASSWORD});
        olena.post_json("/api/v1/people", iryna).await.expect_status(201);
        t.clock.advance(5 * DAY);
        assert_eq!(due(t, "iryna@svitanok.example").await, "2026-12-25T09:00:00Z");
        t.clock.advance(DAY);
        assert_eq!(due(t, "iryna@svitanok.example").await, "2026-12-25T09:00:00Z");
        // Who leaves and comes back begins anew.
        t.clock.advance(30 * DAY);
        let olena = t.api(t.cast.olena).await;
        let id = olena.get("/api/v1/people?q=iryna").await.json()["items"][0]["id"].as_i64().unwrap();
        olena.post_json(&format!("/api/v1/people/{id}/departure"), json!({"successor": t.cast.borys})).await.expect_status(201);
        olena.post_json(&format!("/api/v1/people/{id}/reactivate"), json!({})).await.expect_status(200);
        t.by_hand("update people set needs_link = 0 where account_id = $1 and id = $2", id).await;
        assert_eq!(due(t, "iryna@svitanok.example").await, "2027-01-25T09:00:00Z");
    }

    async fn what_is_required_can_not_be_turned_off(t) {
        let (phone, anna) = turn_on(t).await;
        let (olena, _) = require(t, json!({"required_of": "everybody"})).await;
        let off = format!("{FACTOR}/off");
        anna.post_json(&off, json!({"code": phone.next(t)})).await.expect_problem(409, "factor_required");
        let page = t.page(t.cast.anna).await;
        page.get("/me/second-factor").await.expect_text("be turned off").expect_no_text("/me/second-factor/off");
        page.post("/me/second-factor/off", &[("code", &phone.next(t))]).await.expect_status(409).expect_text("be turned off");
        olena.patch(POLICY, json!({"required_of": "administrators"})).await.expect_status(200);
        anna.post_json(&off, json!({"code": phone.next(t)})).await.expect_status(200);
    }

    // A lifted one brings no new days.
    async fn whose_factor_was_lifted_sets_another_up_first(t) {
        turn_on(t).await;
        require(t, json!({"required_of": "everybody"})).await;
        t.clock.advance(8 * DAY);
        let olena = t.api(t.cast.olena).await;
        olena.delete(&format!("/api/v1/people/{}/second-factor", t.cast.anna)).await.expect_status(204);
        let session = sign_in(t, ANNA, PASSWORD).await.expect_status(201).json();
        assert_eq!(session["factor_due"], "2026-11-30T09:00:00Z");
        bearer(t, &session).get("/api/v1/deals").await.expect_problem(403, "factor_needed");
        let (phone, anna) = turn_on(t).await;
        anna.get("/api/v1/deals").await.expect_status(200);
        sign_in_by(t, &phone.next(t)).await.expect_status(201);
    }

    async fn of_who_works_in_several_companies_the_one_they_enter_counts(t) {
        second_place(t, t.cast.anna).await;
        require(t, at_once()).await;
        let enter = async |company: i64| {
            let body = json!({"login": ANNA, "password": PASSWORD, "account": company});
            t.stranger().post_json("/api/v1/sign-in", body).await.expect_status(201).json()
        };
        let there = enter(t.cast.other_account).await;
        assert_eq!(there["factor_due"], Json::Null);
        bearer(t, &there).get("/api/v1/deals").await.expect_status(200);
        bearer(t, &enter(t.cast.account).await).get("/api/v1/deals").await.expect_problem(403, "factor_needed");
        // Going over with a live session is no way round.
        let over = bearer(t, &there).post_json(&format!("/api/v1/me/accounts/{}", t.cast.account), json!({})).await.json();
        bearer(t, &over).get("/api/v1/deals").await.expect_problem(403, "factor_needed");
    }

    async fn who_has_none_is_found_in_the_list(t) {
        turn_on(t).await;
        let api = t.api(t.cast.olena).await;
        let names = async |query: &str| {
            let list = api.get(&format!("/api/v1/people?{query}")).await.expect_status(200).json();
            list["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(names("factor=on").await, ["Anna Melnyk"]);
        assert_eq!(names("factor=none&status=active").await, ["Borys Kravets", "Hlib Moroz", "Olena Bondar", "Vira Savchuk"]);
        // A technical user does not sign in.
        api.post_json("/api/v1/people", json!({"name": "Shop", "category": "technical", "answerable_id": t.cast.borys})).await;
        assert_eq!(names("factor=none&category=technical").await, Vec::<String>::new());
        api.get("/api/v1/people?factor=maybe").await.expect_status(422);
        let anna = format!("/api/v1/people/{}", t.cast.anna);
        assert_eq!(api.get(&anna).await.json()["second_factor_since"], "2026-11-23T09:00:00Z");
        assert_eq!(api.get(&format!("/api/v1/people/{}", t.cast.borys)).await.json()["second_factor_since"], Json::Null);
        // Who doesn't manage people learns it of nobody but themselves.
        for person in [t.cast.vira, t.cast.hlib] {
            t.api(person).await.get(&anna).await.expect_status(403);
            t.api(person).await.get("/api/v1/people?factor=on").await.expect_status(403);
        }
        assert_eq!(t.api(t.cast.anna).await.get(&anna).await.json()["second_factor_since"], "2026-11-23T09:00:00Z");
        assert_eq!(t.api(t.cast.zoryana).await.get("/api/v1/people?factor=none").await.json()["count"], 1);
    }

    // The column is there where it says something.
    async fn the_list_shows_since_when_each_has_it(t) {
        turn_on(t).await;
        let page = t.page(t.cast.olena).await;
        page.get("/people").await.expect_no_text("data-label=\"Two-factor sign-in\"").expect_text("name=\"factor\"");
        let narrowed = page.get("/people?factor=on").await.expect_text("data-label=\"Two-factor sign-in\"");
        narrowed.expect_text("23 Nov 2026").expect_text("Anna Melnyk").expect_no_text("Vira Savchuk");
        page.get("/people?factor=none").await.expect_text("Vira Savchuk").expect_no_text("Anna Melnyk");
        require(t, json!({"required_of": "administrators"})).await;
        let page = t.page(t.cast.olena).await;
        page.get("/people").await.expect_text("data-label=\"Two-factor sign-in\"").expect_text("23 Nov 2026");
        page.get(PAGE).await.expect_text("2 of 5 have it").expect_text("/people?status=active&amp;factor=none");
    }
}
