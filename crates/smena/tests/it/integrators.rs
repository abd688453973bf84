//! Integrators: people of partners who are let in for a time, by the e-mail that their partner registered.

mod faults;
pub mod walk;

use base::{App, Ctx};
use kit::date::to_rfc3339;
use kit::lang::Lang;
use people::{integrators, partners};
use serde_json::{Value as Json, json};

use crate::app::{Client, TestApp};
use crate::cast::PASSWORD;
use crate::on_both;
use crate::post_office::PostOffice;

const DAY: i64 = 86_400_000;
const IHOR: &str = "ihor@obriy.example";

/// Obriy is a partner on the list, with Ihor's e-mail registered.
async fn arrange(t: &TestApp) -> Ctx {
    let obriy = t.app.operator(crate::cast::account(t.cast.other_account, "Obriy Ltd"));
    crate::partners::list(obriy.clone()).await;
    partners::register_address(&obriy, IHOR).await.unwrap();
    obriy
}

fn offer(t: &TestApp, email: &str, days: i64) -> Json {
    json!({ "email": email, "name": "Ihor Tech", "until": to_rfc3339(t.clock.now() + days * DAY) })
}

/// Olena invites; the integrator's id and the secret of the link.
async fn invited(t: &TestApp, body: Json) -> (i64, String) {
    let made =
        t.api(t.cast.olena).await.post_json("/api/v1/integrators", body).await.expect_status(201).json();
    (made["id"].as_i64().unwrap(), made["link"].as_str().unwrap().to_owned())
}

async fn follows(t: &TestApp, link: &str) -> Client {
    let body = json!({ "link": link, "password": PASSWORD });
    let session = t.stranger().post_json("/api/v1/one-time-link", body).await.expect_status(201).json();
    with(t, session["token"].as_str().unwrap())
}

/// A company with an integrator who has made something.
pub struct Helped {
    pub email: &'static str,
    pub integrator: i64,
}

/// The customer of `partners::found` lets somebody of its partner's in, who makes a form: named in this language.
pub async fn found(app: &App, lang: Lang, customer: i64) -> Helped {
    let (name, form) = match lang {
        Lang::En => ("Irene South", "Order a call"),
        Lang::Ru => ("Ирина Южина", "Заказать звонок"),
        Lang::Uk => ("Ірина Південна", "Замовити дзвінок"),
    };
    let account = people::accounts::load(app, customer).await.unwrap();
    let operator = app.operator(account.clone());
    let partner = operator.read(base::partners::of_account).await.unwrap().unwrap();
    let partner = app.operator(people::accounts::load(app, partner.id).await.unwrap());
    partners::register_address(&partner, "irene@example.com").await.unwrap();
    let administrators = operator.read(base::org::administrators).await.unwrap();
    let wish = integrators::Wish {
        email: "irene@example.com".into(),
        name: name.into(),
        until: app.now() + 30 * DAY,
        answerable: Some(administrators[0].id),
        ..integrators::Wish::default()
    };
    let added = integrators::invite(&operator, wish).await.unwrap();
    let stranger = Client::stranger(app.clone());
    let body = json!({ "link": added.link.unwrap(), "password": PASSWORD });
    let session = stranger.post_json("/api/v1/one-time-link", body).await.expect_status(201).json();
    let irene = stranger.with("authorization", &format!("Bearer {}", session["token"].as_str().unwrap()));
    irene
        .post_json("/api/v1/forms", json!({ "name": form, "responsible_id": administrators[0].id }))
        .await
        .expect_status(201);
    Helped { email: "olena@example.com", integrator: added.id }
}

fn with(t: &TestApp, token: &str) -> Client {
    t.client([("authorization", format!("Bearer {token}"))])
}

/// An integrator who came by their link: id, and their program.
async fn inside(t: &TestApp, body: Json) -> (i64, Client) {
    let (id, link) = invited(t, body).await;
    (id, follows(t, &link).await)
}

/// The integrator makes a form that brings to Anna.
async fn form(t: &TestApp, client: &Client) -> Json {
    let body = json!({ "name": "From the site", "responsible_id": t.cast.anna });
    client.post_json("/api/v1/forms", body).await.expect_status(201).json()
}

/// Events by which something comes that nobody built: why the report does not name it.
const NOT_BUILT: [(&str, &str); 2] = [
    ("person_added", "people are closed to integrators"),
    ("passkey_added", "their own way in, which ends with them"),
];

#[test]
fn whatever_is_added_is_named_in_the_report_or_said_not_to_be() {
    let events =
        [include_str!("../../../base/src/event/naming.rs"), include_str!("../../../base/src/event/parts.rs")];
    let mut added: Vec<&str> =
        events.iter().flat_map(|text| text.split('"')).filter(|word| word.ends_with("_added")).collect();
    added.sort_unstable();
    let mut known: Vec<&str> =
        work::made::BUILT.into_iter().filter(|kind| kind.ends_with("_added")).collect();
    known.extend(NOT_BUILT.iter().map(|(kind, _)| *kind));
    known.sort_unstable();
    assert_eq!(added, known);
}

on_both! {
    // B05: only an e-mail that a partner has registered; otherwise the refusal says that, and what to ask for.
    async fn an_integrator_is_invited_by_the_e_mail_their_partner_registered(t) {
        let obriy = arrange(t).await;
        let olena = t.api(t.cast.olena).await;
        olena.post_json("/api/v1/integrators", offer(t, "stranger@example.com", 30)).await.expect_problem(422, "form")
            .expect_text("integrator_unregistered").expect_text("Ask your partner to register it");
        let page = t.page(t.cast.olena).await;
        let typed = [("email", "stranger@example.com"), ("name", "Some One"), ("until", "2026-12-24"), ("once", "w1")];
        page.post("/settings/integrators", &typed).await.expect_status(422)
            .expect_text("No partner has registered this e-mail").expect_text("Some One");

        let seats = olena.get("/api/v1/seats").await.json();
        let (id, _) = invited(t, offer(t, IHOR, 30)).await;
        let one = olena.get(&format!("/api/v1/integrators/{id}")).await.expect_status(200).json();
        assert_eq!((&one["status"], &one["partner"], &one["vouched"]), (&json!("pending"), &json!("Obriy Partners"), &json!(true)));
        assert_eq!(one["answerable_id"], json!(t.cast.olena));
        assert_eq!(olena.get("/api/v1/seats").await.json(), seats, "an integrator takes no seat");
        let in_list = olena.get("/api/v1/people?category=integrator").await.json();
        assert_eq!(in_list["items"][0]["id"], json!(id));
        page.get("/settings/integrators").await.expect_text("Ihor Tech").expect_text("Obriy Partners");
        partners::strike(&obriy).await.unwrap();
        olena.post_json("/api/v1/integrators", offer(t, IHOR, 30)).await.expect_problem(422, "form")
            .expect_text("integrator_struck").expect_text("Obriy Partners");
    }

    // B06: the rights, for how long and over what are shown before anything is accepted.
    async fn the_link_shows_the_terms_before_it_is_used(t) {
        arrange(t).await;
        let (_, link) = invited(t, offer(t, IHOR, 30)).await;
        let page = t.stranger().get(&link).await.expect_status(200);
        page.expect_text("Obriy Partners vouches for you").expect_text("What you may do").expect_text("Olena Bondar")
            .expect_text("Settings").expect_text("Nothing").expect_text("23 Dec 2026");
        let look = t.stranger().post_json("/api/v1/one-time-link/look", json!({ "link": link })).await.expect_status(200).json();
        assert_eq!(look["account"], json!("Svitanok Ltd"));
        assert_eq!(look["terms"]["rights"]["areas"], json!(["settings"]));
        assert_eq!(look["terms"]["until"], json!(to_rfc3339(t.clock.now() + 30 * DAY)));
        let ihor = follows(t, &link).await;
        assert_eq!(ihor.get("/api/v1/me").await.expect_status(200).json()["category"], json!("integrator"));
    }

    // B06, A21: who signs in elsewhere is added as they are, and accepts by choosing the company, with the terms before them.
    async fn who_signs_in_elsewhere_sees_the_terms_where_they_choose(t) {
        let obriy = arrange(t).await;
        partners::register_address(&obriy, "zoryana@obriy.example").await.unwrap();
        t.by_hand("update identities set proven = 1 where id in (select identity_id from people where account_id <> $1 and id = $2)", t.cast.zoryana).await;
        let made = t.api(t.cast.olena).await.post_json("/api/v1/integrators", offer(t, "zoryana@obriy.example", 7)).await;
        let id = made.expect_status(201).json()["id"].as_i64().unwrap();
        let typed = json!({ "login": "zoryana@obriy.example", "password": PASSWORD });
        let choice = t.stranger().post_json("/api/v1/sign-in", typed).await.expect_problem(409, "choose_account").json();
        let here = choice["accounts"].as_array().unwrap().iter().find(|one| one["id"] == json!(t.cast.account)).unwrap().clone();
        assert_eq!((&here["waiting"], &here["terms"]["partner"]), (&json!(true), &json!("Obriy Partners")));
        let form = [("login", "zoryana@obriy.example"), ("password", PASSWORD)];
        t.stranger().post("/sign-in", &form).await.expect_status(200).expect_text("vouches for you").expect_text("Accept");
        let named = json!({ "login": "zoryana@obriy.example", "password": PASSWORD, "account": t.cast.account });
        t.stranger().post_json("/api/v1/sign-in", named).await.expect_status(201);
        let one = t.api(t.cast.olena).await.get(&format!("/api/v1/people/{id}")).await.json();
        assert_eq!((&one["status"], &one["name"]), (&json!("active"), &json!("Zoryana Other")));
    }

    // B06: also whose place is no offer any more sees the terms before they go in.
    async fn the_terms_stand_before_the_press_that_accepts_them(t) {
        let obriy = arrange(t).await;
        partners::register_address(&obriy, "zoryana@obriy.example").await.unwrap();
        let made = t.api(t.cast.olena).await.post_json("/api/v1/integrators", offer(t, "zoryana@obriy.example", 7)).await;
        let id = made.expect_status(201).json()["id"].as_i64().unwrap();
        t.by_hand("update people set attached = 0 where account_id = $1 and id = $2", id).await;
        let page = t.page(t.cast.zoryana).await;
        page.get("/me/accounts").await.expect_status(200).expect_text("Obriy Partners vouches for you")
            .expect_text("Accept: Svitanok Ltd").expect_no_text("/decline");
        let secret = t.secret(t.cast.zoryana, true).await;
        let listed = with(t, &secret).get("/api/v1/me/accounts").await.expect_status(200).json();
        let there = listed["items"].as_array().unwrap().iter().find(|one| one["id"] == json!(t.cast.account)).unwrap().clone();
        assert_eq!((&there["waiting"], &there["terms"]["partner"]), (&json!(true), &json!("Obriy Partners")));
        page.post(&format!("/me/accounts/{}", t.cast.account), &[]).await.expect_status(303);
        let one = t.api(t.cast.olena).await.get(&format!("/api/v1/people/{id}")).await.json();
        assert_eq!(one["status"], json!("active"));
    }

    // B06: the letter brings the link, and says who vouches and until which day.
    async fn the_letter_brings_the_link_and_the_terms(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        arrange(t).await;
        let olena = t.api(t.cast.olena).await.at(app.clone());
        let made = olena.post_json("/api/v1/integrators", offer(t, IHOR, 30)).await.expect_status(201).json();
        assert_eq!((&made["invited"], &made["link"]), (&json!(IHOR), &Json::Null));
        base::jobs::run_due(&app).await.unwrap();
        let letter = office.letter();
        assert_eq!(letter.to, IHOR);
        for words in [letter.text(), letter.html()] {
            for told in ["Svitanok Ltd", "Obriy Partners", "23 Dec 2026"] {
                assert!(words.contains(told), "{told} is not in {words}");
            }
        }
        t.stranger().get(&letter.link()).await.expect_status(200).expect_text("Obriy Partners vouches for you");
        let ihor = follows(t, &letter.link()).await;
        assert_eq!(ihor.get("/api/v1/me").await.expect_status(200).json()["category"], json!("integrator"));
    }

    // B08: configures, sees no customer's data unless granted, has no power over people, second factors or billing.
    async fn an_integrator_sets_up_and_owns_nothing(t) {
        arrange(t).await;
        t.api(t.cast.anna).await.post_json("/api/v1/contacts", json!({ "name": "Daria Client" })).await.expect_status(201);
        let (id, ihor) = inside(t, offer(t, IHOR, 30)).await;
        form(t, &ihor).await;
        for closed in ["/api/v1/contacts", "/api/v1/deals"] {
            let answer = ihor.get(closed).await;
            assert!(answer.status == 403 || answer.json()["items"] == json!([]), "{closed}: {}", answer.status);
        }
        for closed in ["/api/v1/people", "/api/v1/seats", "/api/v1/integrators", "/api/v1/journal"] {
            ihor.get(closed).await.expect_status(403);
        }
        ihor.post_json(&format!("/api/v1/people/{}/block", t.cast.anna), json!({})).await.expect_status(403);
        // Who signs in by what is not theirs to say, though it is a setting.
        let policy = "/api/v1/second-factor-policy";
        ihor.get(policy).await.expect_status(403);
        ihor.patch(policy, json!({ "required_of": "everybody" })).await.expect_status(403);
        let page = t.page(id).await;
        page.get("/settings").await.expect_status(200).expect_text("/settings/forms").expect_no_text("/settings/second-factor");
        page.get("/settings/second-factor").await.expect_status(403).expect_text("Olena Bondar");
        page.post("/settings/second-factor", &[("required_of", "nobody"), ("grace_days", "9")]).await.expect_status(403);
        // Whatever role somebody gives them, people, billing and downloads stay closed, and nothing is held.
        let olena = t.api(t.cast.olena).await;
        let wide = json!({ "name": "Wide", "kinds": { "contact": { "see": "all", "create": "all", "edit": "all" } }, "holds": ["contact"], "areas": ["people", "billing", "settings"] });
        let role = olena.post_json("/api/v1/roles", wide).await.expect_status(201).json()["id"].clone();
        olena.patch(&format!("/api/v1/people/{id}"), json!({ "role_id": role })).await.expect_status(200);
        let seen = ihor.get("/api/v1/contacts").await.expect_status(200).json();
        assert_eq!(seen["items"][0]["name"], json!("Daria Client"), "what is granted is seen");
        ihor.get("/api/v1/people").await.expect_status(403);
        let olena_at = |act: &str| format!("/api/v1/people/{}/{act}", t.cast.olena);
        ihor.post_json(&olena_at("block"), json!({})).await.expect_status(403);
        let password = json!({ "password": "a new one for the boss 1" });
        ihor.json(axum::http::Method::PUT, &olena_at("password"), password).await.expect_status(403);
        ihor.delete(&olena_at("second-factor")).await.expect_status(403);
        ihor.delete(&olena_at("access")).await.expect_status(403);
        let page = t.page(id).await;
        for act in ["block", "password", "second-factor/lift"] {
            page.post(&format!("/people/{}/{act}", t.cast.olena), &[("password", "a new one for the boss 1")]).await.expect_status(403);
        }
        ihor.get("/api/v1/seats").await.expect_status(403);
        let own = ihor.post_json("/api/v1/contacts", json!({ "name": "Made for the company" })).await.expect_status(201).json();
        assert_eq!(own["responsible_id"], json!(t.cast.olena), "what they make is held by who answers for them");
        ihor.post_json("/api/v1/contacts", json!({ "name": "Mine", "responsible_id": id })).await.expect_status(422);
        let deal = json!({ "title": "To the integrator", "responsible_id": id });
        olena.post_json("/api/v1/deals", deal).await.expect_status(422);
        // Neither an administrator nor an employee, ever.
        olena.patch(&format!("/api/v1/people/{id}"), json!({ "category": "administrator" })).await.expect_status(422);
        olena.patch(&format!("/api/v1/people/{id}"), json!({ "category": "member" })).await.expect_status(422);
        olena.post_json("/api/v1/people", json!({ "name": "A", "login": "aa", "category": "integrator" })).await.expect_problem(422, "form")
            .expect_text("integrator_invited");
    }

    // B08: everything done is marked as the integrator's.
    async fn what_an_integrator_does_is_marked(t) {
        arrange(t).await;
        let (id, ihor) = inside(t, offer(t, IHOR, 30)).await;
        form(t, &ihor).await;
        let journal = t.api(t.cast.olena).await.get("/api/v1/journal").await.json();
        let made = journal["items"].as_array().unwrap().iter().find(|one| one["kind"] == json!("form_added")).unwrap().clone();
        assert_eq!(made["text"], json!("Ihor Tech (integrator) added the form “From the site”"));
        let page = t.page(t.cast.olena).await;
        page.get("/settings/journal").await.expect_text("Ihor Tech (integrator)");
        // Also where the sentence begins with who did it.
        let text = |kind: &str| journal["items"].as_array().unwrap().iter().find(|one| one["kind"] == kind).unwrap()["text"].clone();
        assert_eq!(text("person_activated"), json!("Ihor Tech (integrator) signed in for the first time and is now active"));
        assert_eq!(text("link_used"), json!("Ihor Tech (integrator) used a one-time link"));
        // What others did to them has their bare name.
        assert_eq!(text("link_made"), json!("Olena Bondar made a one-time link for Ihor Tech"));
        // And beside records: a note, and what lies in the bin.
        let olena = t.api(t.cast.olena).await;
        let wide = json!({ "name": "Wide", "kinds": { "contact": { "see": "all", "edit": "all", "delete": "all" } } });
        let role = olena.post_json("/api/v1/roles", wide).await.expect_status(201).json()["id"].clone();
        olena.patch(&format!("/api/v1/people/{id}"), json!({ "role_id": role })).await.expect_status(200);
        let made = async |name: &str| {
            let made = olena.post_json("/api/v1/contacts", json!({ "name": name })).await;
            made.expect_status(201).json()["id"].clone()
        };
        let (kept, gone) = (made("Daria Client").await, made("Double Daria").await);
        let note = json!({ "note": "The form fills this in" });
        ihor.json(axum::http::Method::PUT, &format!("/api/v1/notes/contact/{kept}"), note).await.expect_status(200);
        page.get(&format!("/contacts/{kept}")).await.expect_text("<small>Ihor Tech (integrator), ");
        ihor.delete(&format!("/api/v1/contacts/{gone}")).await.expect_status(204);
        page.get("/bin").await.expect_text("Double Daria").expect_text("Ihor Tech (integrator)");
    }

    // B08: what customers send by a form is their data, too.
    async fn an_integrator_reads_what_came_by_forms_only_where_all_contacts_are_open(t) {
        arrange(t).await;
        let (id, ihor) = inside(t, offer(t, IHOR, 30)).await;
        let made = form(t, &ihor).await;
        let url = made["url"].as_str().unwrap();
        let sent = [("name", "Daria Client"), ("email", "daria@example.com")];
        t.stranger().post(&url[url.find("/f/").unwrap()..], &sent).await.expect_status(303);
        let (entries, card) = (format!("/api/v1/forms/{}/entries", made["id"]), format!("/settings/forms/{}", made["id"]));
        let olena = t.api(t.cast.olena).await;
        olena.get(&entries).await.expect_status(200).expect_text("Daria Client");
        let closed = async || {
            ihor.get(&entries).await.expect_status(403);
            let page = t.page(id).await.get(&card).await.expect_status(200);
            page.expect_text("only together with the right to see all contacts").expect_no_text("Daria").expect_no_text("daria@");
        };
        closed().await;
        let give = async |name: &str, see: &str| {
            let role = json!({ "name": name, "kinds": { "contact": { "see": see } }, "areas": ["settings"] });
            let role = olena.post_json("/api/v1/roles", role).await.expect_status(201).json()["id"].clone();
            olena.patch(&format!("/api/v1/people/{id}"), json!({ "role_id": role })).await.expect_status(200);
        };
        give("Narrow", "tree").await;
        closed().await;
        give("Wide", "all").await;
        ihor.get(&entries).await.expect_status(200).expect_text("Daria Client");
        t.page(id).await.get(&card).await.expect_status(200).expect_text("daria@example.com");
    }

    // B09: by itself on the day: at use from that moment on, and for good by the hourly round.
    async fn on_the_last_day_it_ends_by_itself(t) {
        arrange(t).await;
        let (id, ihor) = inside(t, offer(t, IHOR, 7)).await;
        let program = t.api(id).await;
        program.get("/api/v1/me").await.expect_status(200);
        t.clock.advance(7 * DAY - 1);
        ihor.get("/api/v1/me").await.expect_status(200);
        t.clock.advance(1);
        ihor.get("/api/v1/me").await.expect_status(401);
        program.get("/api/v1/me").await.expect_status(401);
        let typed = json!({ "login": IHOR, "password": PASSWORD });
        t.stranger().post_json("/api/v1/sign-in", typed).await.expect_problem(422, "sign_in");
        let olena = t.api(t.cast.olena).await;
        t.page(t.cast.olena).await.get("/settings/integrators").await.expect_text("Time is over");
        smena::housekeeping::round(&t.app).await.unwrap();
        let one = olena.get(&format!("/api/v1/integrators/{id}")).await.json();
        assert_eq!(one["status"], json!("departed"));
        let access = olena.get(&format!("/api/v1/people/{id}/access")).await.json();
        assert_eq!(access["items"], json!([]));
        t.page(t.cast.olena).await.get(&format!("/people/{id}")).await.expect_text("The last day has passed");
        // The same person comes back for a time to come, and only then.
        let again = format!("/api/v1/people/{id}/reactivate");
        olena.post_json(&again, json!({})).await.expect_problem(409, "integrator_over");
        let later = json!({ "until": to_rfc3339(t.clock.now() + DAY) });
        olena.patch(&format!("/api/v1/integrators/{id}"), later).await.expect_status(200);
        olena.post_json(&again, json!({})).await.expect_status(200);
        ihor.get("/api/v1/me").await.expect_status(401);
    }

    // B09: what they built stays, with an owner; the report says what they did and built, and who has it.
    async fn what_they_built_stays_and_the_report_says_who_has_it(t) {
        arrange(t).await;
        let (id, ihor) = inside(t, offer(t, IHOR, 30)).await;
        let made = form(t, &ihor).await;
        let olena = t.api(t.cast.olena).await;
        let at = format!("/api/v1/integrators/{id}/made");
        let report = olena.get(&at).await.expect_status(200).json();
        assert_eq!(report["built"][0]["name"], json!("From the site"));
        let did = report["did"].as_array().unwrap().iter().find(|did| did["kind"] == json!("form_added")).unwrap();
        assert_eq!(did["count"], json!(1));
        assert_eq!((&report["first_at"], &report["last_at"]), (&json!(to_rfc3339(t.clock.now())), &json!(to_rfc3339(t.clock.now()))));
        assert_eq!((&report["built"][0]["owner"], &report["built"][0]["owner_id"]), (&json!("person"), &json!(t.cast.anna)));
        // Ended by hand: the dialog takes it as anybody's departure.
        let done = olena.post_json(&format!("/api/v1/people/{id}/departure"), json!({ "reason": "Done" })).await.expect_status(201).json();
        ihor.get("/api/v1/me").await.expect_status(401);
        let fact = t.page(t.cast.olena).await.get(&format!("/handovers/{}", done["id"])).await.expect_status(200);
        fact.expect_text(&format!("href=\"/people/{id}/made\"")).expect_text("What they did and built");
        olena.get(&format!("/api/v1/forms/{}", made["id"])).await.expect_status(200);
        t.page(t.cast.olena).await.get(&format!("/people/{id}/made")).await.expect_status(200)
            .expect_text("From the site").expect_text("Anna Melnyk").expect_text("Forms");
        // Who answers leaves: their successor has what was built.
        olena.post_json(&format!("/api/v1/people/{}/departure", t.cast.anna), json!({ "successor": t.cast.vira, "posts": {} })).await.expect_status(201);
        assert_eq!(olena.get(&at).await.json()["built"][0]["owner_id"], json!(t.cast.vira));
        let nobody = olena.get(&format!("/api/v1/integrators/{}/made", t.cast.vira)).await;
        nobody.expect_status(404);
    }

    // B09: the end is moved, and who answers changes; a day of the past and years are refused.
    async fn the_terms_are_changed(t) {
        arrange(t).await;
        let (id, ihor) = inside(t, offer(t, IHOR, 7)).await;
        let olena = t.api(t.cast.olena).await;
        let at = format!("/api/v1/integrators/{id}");
        olena.patch(&at, json!({ "until": to_rfc3339(t.clock.now() - 1) })).await.expect_problem(422, "form").expect_text("integrator_past");
        olena.patch(&at, json!({ "until": to_rfc3339(t.clock.now() + 400 * DAY) })).await.expect_problem(422, "form").expect_text("integrator_long");
        olena.patch(&at, json!({ "answerable_id": t.cast.petro })).await.expect_problem(422, "form").expect_text("integrator_answerable");
        olena.patch(&format!("/api/v1/integrators/{}", t.cast.anna), json!({})).await.expect_status(404);
        let changed = json!({ "until": to_rfc3339(t.clock.now() + 20 * DAY), "answerable_id": t.cast.borys });
        olena.patch(&at, changed).await.expect_status(200);
        t.clock.advance(10 * DAY);
        ihor.get("/api/v1/me").await.expect_status(200);
        t.page(t.cast.olena).await.get(&format!("/people/{id}")).await.expect_text("Until").expect_text("Borys Kravets now answers");
        let page = t.page(t.cast.olena).await;
        let typed = [("until", "2020-01-01"), ("answerable_id", ""), ("once", "t1")];
        page.post(&format!("/people/{id}/terms"), &typed).await.expect_status(422).expect_text("Choose a day to come");
        t.page(t.cast.anna).await.get(&format!("/people/{id}/terms")).await.expect_status(403);
    }

    // B08: who helps to set up does not own the data, and does not decide when it goes.
    async fn an_integrator_reads_how_long_data_is_kept_and_decides_nothing(t) {
        arrange(t).await;
        let (id, ihor) = inside(t, offer(t, IHOR, 7)).await;
        let kept = ihor.get("/api/v1/retention").await.expect_status(200).json();
        let rules = json!({ "grace_days": 1, "entry_days": 1 });
        ihor.json(axum::http::Method::PUT, "/api/v1/retention", rules).await.expect_problem(403, "denied");
        let page = t.page(id).await;
        page.get("/settings/data").await.expect_status(200).expect_text("Only the company").expect_no_text("name=\"grace_days\"");
        page.post("/settings/data", &[("grace_days", "1"), ("entry_days", "1")]).await.expect_status(403);
        let olena = t.page(t.cast.olena).await;
        olena.get("/settings/data").await.expect_text("name=\"grace_days\"").expect_no_text("Only the company");
        assert_eq!(t.api(t.cast.olena).await.get("/api/v1/retention").await.json(), kept);
    }
}
