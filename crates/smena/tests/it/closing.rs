//! Closing a company: who may, who gets in meanwhile, what comes back, and that nothing is left afterwards.

mod back;
mod end;
mod export;
mod faults;
mod offers;
mod walk;

use kit::lang::Lang;
use serde_json::{Value as Json, json};

use crate::app::{Answer, Client, TestApp};
use crate::on_both;
use crate::post_office::PostOffice;
use crate::reviews::raise;

pub const NAME: &str = "Svitanok Ltd";
const PATH: &str = "/api/v1/account/closing";
const DAY: i64 = 86_400_000;

/// A program that has signed in as the person, a moment ago.
pub async fn program(t: &TestApp, person: i64) -> Client {
    let secret = t.secret(person, true).await;
    t.client([("authorization", format!("Bearer {secret}"))])
}

/// The person closes the company.
pub async fn close(t: &TestApp, person: i64) -> Answer {
    close_with(&program(t, person).await).await
}

pub async fn close_with(client: &Client) -> Answer {
    client.post_json(PATH, json!({ "name": NAME, "reason": "We merge with Obriy" })).await
}

/// The clock stands at the moment from which on nothing opens, less so many ms.
pub async fn until_the_day(t: &TestApp, less: i64) {
    let found = t.api(t.cast.olena).await.get(PATH).await.expect_status(200).json();
    let at = kit::date::parse(found["closes_at"].as_str().unwrap()).unwrap();
    t.clock.advance(at - less - t.clock.now());
}

async fn token(t: &TestApp, login: &str) -> Answer {
    let body = json!({ "login": login, "password": crate::cast::PASSWORD });
    t.stranger().post_json("/api/v1/sign-in", body).await
}

on_both! {
    // G06: before anything the page says what goes, when, what stays and who hears of it; the name is typed.
    async fn the_page_says_what_goes_and_asks_for_the_name(t) {
        for title in ["Lanterns", "Ropes"] {
            t.api(t.cast.anna).await.post_json("/api/v1/deals", json!({ "title": title })).await.expect_status(201);
        }
        let olena = t.page(t.cast.olena).await;
        olena.get("/settings").await.expect_text("/settings/closing").expect_text("/settings/export");
        let page = olena.get("/settings/closing").await.expect_status(200);
        page.expect_text("After 23 Dec 2026 (Europe/Kyiv)").expect_text("What stays, and why").expect_text("Olena Bondar")
            .expect_text("Smena keeps no payments").expect_text("href=\"/settings/export\"").expect_text("name=\"once\"");
        let seen = t.api(t.cast.olena).await.get(PATH).await.expect_status(200).json();
        let count = |what: &str| seen["goes"].as_array().unwrap().iter().find(|one| one["what"] == what).unwrap()["count"].clone();
        assert_eq!((count("deals"), count("people"), &seen["closing"]), (json!(2), json!(6), &json!(false)));
        assert_eq!(seen["closes_at"], json!("2026-12-23T22:00:00Z"));

        let wrong = olena.post("/settings/closing", &[("name", "Obriy Ltd"), ("reason", "We merge"), ("once", "c1")]).await;
        wrong.expect_status(422).expect_text("That is not the name of this company").expect_text("We merge");
        let typed = [("name", "svitanok  ltd"), ("reason", "We merge"), ("once", "c2")];
        assert_eq!(olena.post("/settings/closing", &typed).await.expect_status(303).location(), "/settings/closing");
        let page = olena.get("/settings/closing").await.expect_text("The company closes after 23 Dec 2026");
        page.expect_text("We merge").expect_text("Call it back").expect_no_text("name=\"once\"");
        olena.get("/deals").await.expect_status(200).expect_text("only administrators get in").expect_text("Lanterns");
        olena.get("/settings/journal").await.expect_text("Olena Bondar closes the company").expect_text("We merge");
    }

    // G06: from the commit on only administrators get in; everybody else hears the day and who can call it back.
    async fn only_administrators_get_in_while_it_closes(t) {
        let (olena, anna, page) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await, t.page(t.cast.anna).await);
        let form = olena.post_json("/api/v1/forms", json!({ "name": "Site", "responsible_id": t.cast.anna })).await.expect_status(201).json();
        let form = form["url"].as_str().unwrap();
        let form = form[form.find("/f/").unwrap()..].to_owned();
        let open = olena.post_json("/api/v1/open-links", json!({ "approval": false })).await.expect_status(201).json();
        let open = open["link"].as_str().unwrap().to_owned();
        let invite = t.page(t.cast.olena).await.post(&format!("/people/{}/link", t.cast.petro), &[]).await.expect_status(200);
        let link = invite.body.split("/link/").nth(1).unwrap().split(['"', '<', ' ']).next().unwrap().to_owned();
        close(t, t.cast.olena).await.expect_status(201);

        let shut = page.get("/deals").await.expect_status(403);
        shut.expect_text("Svitanok Ltd closes").expect_text("after 23 Dec 2026").expect_text("Olena Bondar").expect_no_text("Borys");
        let problem = anna.get("/api/v1/deals").await.expect_problem(403, "company_closing").json();
        assert_eq!(problem["closes_at"], json!("2026-12-23T22:00:00Z"));
        anna.post_json("/api/v1/deals", json!({ "title": "Late" })).await.expect_problem(403, "company_closing");
        for person in [t.cast.borys, t.cast.vira, t.cast.hlib] {
            t.api(person).await.get("/api/v1/me").await.expect_problem(403, "company_closing");
            t.page(person).await.get("/me").await.expect_status(403);
        }
        token(t, "anna@svitanok.example").await.expect_problem(403, "company_closing");
        token(t, "olena@svitanok.example").await.expect_status(201);
        t.stranger().post("/sign-in", &[("login", "anna@svitanok.example"), ("password", crate::cast::PASSWORD)]).await
            .expect_status(403).expect_text("Svitanok Ltd closes");
        // The browser goes out, or in elsewhere.
        page.get("/sign-in").await.expect_status(200);
        assert_eq!(page.post("/sign-out", &[]).await.expect_status(303).location(), "/sign-in");
        t.stranger().get(&format!("/link/{link}")).await.expect_status(403).expect_text("Svitanok Ltd closes");
        t.stranger().get(&open).await.expect_status(422).expect_no_text("Olena");
        t.stranger().post(&form, &[("name", "Marta Lis"), ("email", "marta@example.com")]).await.expect_status(404);

        // Administrators look, and change nothing.
        olena.get("/api/v1/deals").await.expect_status(200);
        olena.post_json("/api/v1/deals", json!({ "title": "Late" })).await.expect_problem(409, "company_readonly");
        olena.post_json(&format!("/api/v1/people/{}/block", t.cast.anna), json!({})).await.expect_problem(409, "company_readonly");
        assert_eq!(olena.get("/api/v1/deals").await.json()["count"], json!(0));

        // One press, and everything is as before: the very same sign-ins and links.
        olena.delete(PATH).await.expect_status(204);
        olena.delete(PATH).await.expect_problem(409, "not_closing_company");
        page.get("/deals").await.expect_status(200).expect_no_text("closes");
        anna.post_json("/api/v1/deals", json!({ "title": "Lanterns" })).await.expect_status(201);
        t.stranger().get(&format!("/link/{link}")).await.expect_status(200);
        t.stranger().get(&open).await.expect_status(200);
        t.stranger().post(&form, &[("name", "Marta Lis"), ("email", "marta@example.com")]).await.expect_status(303);
        assert_eq!(olena.get("/api/v1/journal").await.json()["items"].as_array().unwrap().iter()
            .filter(|event| event["kind"] == "company_kept").count(), 1);
    }

    // G06: the others are told at once, any of them calls it back, and a last letter goes three days before.
    async fn the_other_administrators_are_told_and_any_of_them_calls_it_back(t) {
        raise(t, t.cast.borys).await;
        let office = PostOffice::open();
        let app = office.for_app(t);
        let borys = t.api(t.cast.borys).await.at(app.clone());
        close_with(&program(t, t.cast.olena).await.at(app.clone())).await.expect_status(201);
        base::jobs::run_due(&app).await.unwrap();
        let told = |subject: &str| {
            let mut to: Vec<String> = office.letters().iter().filter(|letter| letter.header("Subject").starts_with(subject)).map(|letter| letter.to.clone()).collect();
            to.sort();
            to
        };
        let both = ["borys@svitanok.example", "olena@svitanok.example"];
        assert_eq!(told("Svitanok Ltd closes after 23 Dec"), both);
        assert!(office.letters()[0].text().contains("http://crm.svitanok.example/settings/closing"));
        t.page(t.cast.borys).await.get("/tasks").await.expect_text("Call it back");

        until_the_day(t, 3 * DAY + 1).await;
        smena::housekeeping::round(&app).await.unwrap();
        base::jobs::run_due(&app).await.unwrap();
        assert_eq!(told("In three days"), Vec::<String>::new());
        t.clock.advance(1);
        for _ in 0..2 {
            smena::housekeeping::round(&app).await.unwrap();
            base::jobs::run_due(&app).await.unwrap();
        }
        assert_eq!(told("In three days"), both);
        borys.delete(PATH).await.expect_status(204);
        base::jobs::run_due(&app).await.unwrap();
        assert_eq!(told("Svitanok Ltd stays"), both);
        smena::housekeeping::round(&app).await.unwrap();
        t.api(t.cast.anna).await.get("/api/v1/deals").await.expect_status(200);
    }

    // G06, B09: integrators are shut out and told, and so is their partner, whose view shows the day.
    async fn integrators_are_shut_out_and_they_and_their_partner_are_told(t) {
        let (partner, customer) = crate::partners::found(&t.app, Lang::En).await;
        let helped = crate::integrators::found(&t.app, Lang::En, customer).await;
        let office = PostOffice::open();
        let app = office.for_app(t);
        let inside = async |login: &str| {
            let body = json!({ "login": login, "password": crate::cast::PASSWORD });
            let signed = t.stranger().post_json("/api/v1/sign-in", body).await.expect_status(201).json();
            t.client([("authorization", format!("Bearer {}", signed["token"].as_str().unwrap()))]).at(app.clone())
        };
        let (irene, olena, partners) = (inside("irene@example.com").await, inside(helped.email).await, inside(partner).await);
        irene.get("/api/v1/forms").await.expect_status(200);
        irene.get(PATH).await.expect_problem(403, "denied");
        irene.post_json(PATH, json!({ "name": "Daybreak Ltd" })).await.expect_problem(403, "denied");
        let seen = olena.get(PATH).await.expect_status(200).json();
        assert_eq!(seen["partner"], json!("Northern Light"));
        olena.post_json(PATH, json!({ "name": "Daybreak Ltd" })).await.expect_status(201);
        base::jobs::run_due(&app).await.unwrap();
        irene.get("/api/v1/forms").await.expect_problem(403, "company_closing");
        let letters = office.letters();
        let of = |to: &str| letters.iter().find(|letter| letter.to == to).map(|letter| letter.header("Subject"));
        assert_eq!(of("irene@example.com").as_deref(), Some("Daybreak Ltd closes after 23 Dec 2026"));
        assert_eq!(of(partner).as_deref(), Some("A customer closes its company"));
        assert_eq!(partners.get("/api/v1/partner/customers").await.json()["items"][0]["closes_at"], seen["closes_at"]);
        // What it had asked of the partner waits, and is answered once it stays.
        let request = partners.get("/api/v1/partner/requests").await.json()["items"][0]["id"].to_string();
        let grant = format!("/api/v1/partner/requests/{request}/grant");
        let refused = partners.post_json(&grant, json!({})).await.expect_problem(409, "customer_closing");
        refused.expect_text("unless its administrators call it back");
        olena.delete(PATH).await.expect_status(204);
        partners.post_json(&grant, json!({})).await.expect_status(204);
        irene.get("/api/v1/forms").await.expect_status(200);
        // Whoever heard the first hears the second.
        base::jobs::run_due(&app).await.unwrap();
        let letters = office.letters();
        let last = |to: &str| letters.iter().rfind(|letter| letter.to == to).map(|letter| letter.header("Subject"));
        assert_eq!(last("irene@example.com").as_deref(), Some("Daybreak Ltd stays"));
        assert!(letters.iter().any(|letter| letter.to == helped.email && letter.header("Subject") == "Daybreak Ltd stays"));
        assert!(letters.iter().any(|letter| letter.to == partner && letter.header("Subject") == "A customer’s company stays"));

        // Called back before the partner's letter went: that one is taken back.
        let before = letters.iter().filter(|letter| letter.header("Subject") == "A customer closes its company").count();
        inside(helped.email).await.post_json(PATH, json!({ "name": "Daybreak Ltd" })).await.expect_status(201);
        olena.delete(PATH).await.expect_status(204);
        base::jobs::run_due(&app).await.unwrap();
        let closes = office.letters().iter().filter(|letter| letter.header("Subject") == "A customer closes its company").count();
        assert_eq!(closes, before);
    }

    // Planned departures, letters and erasures rest while it closes, and go on once it is called back.
    async fn what_was_planned_rests_and_goes_on_afterwards(t) {
        let olena = t.api(t.cast.olena).await;
        let in_two_hours = kit::date::to_rfc3339(t.clock.now() + 2 * 3_600_000);
        let plan = json!({ "successor": t.cast.vira, "at": in_two_hours });
        olena.post_json(&format!("/api/v1/people/{}/departure", t.cast.anna), plan).await;
        close(t, t.cast.olena).await.expect_status(201);
        t.clock.advance(DAY);
        base::jobs::run_due(&t.app).await.unwrap();
        smena::housekeeping::round(&t.app).await.unwrap();
        let status = async || t.api(t.cast.olena).await.get(&format!("/api/v1/people/{}", t.cast.anna)).await.json()["status"].clone();
        assert_eq!(status().await, json!("active"));
        olena.delete(PATH).await.expect_status(204);
        base::jobs::run_due(&t.app).await.unwrap();
        assert_eq!(status().await, json!("departed"));
    }

    // G06: the only administrator gets both ways out.
    async fn the_only_administrator_makes_another_or_closes(t) {
        let page = t.page(t.cast.olena).await.get("/me/leave").await.expect_status(200);
        page.expect_text("You are the only administrator").expect_text("href=\"/settings/closing\"").expect_text("href=\"/people\"");
    }

    async fn the_palette_finds_both_pages_by_the_words_people_use(t) {
        let olena = t.page(t.cast.olena).await;
        for (words, href) in [("delete account", "/settings/closing"), ("export everything", "/settings/export")] {
            let q = words.replace(' ', "+");
            olena.get(&format!("/search/palette?q={q}")).await.expect_text(href);
            t.page(t.cast.borys).await.get(&format!("/search/palette?q={q}")).await.expect_no_text(href);
        }
    }
}

/// The account's journal as kinds, newest first.
pub async fn kinds(client: &Client) -> Vec<String> {
    let journal: Json = client.get("/api/v1/journal").await.json();
    journal["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["kind"].as_str().unwrap().to_owned())
        .collect()
}
