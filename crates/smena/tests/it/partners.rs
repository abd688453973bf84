//! Partners of the installation, and seats with the partner's side: what is asked, granted, declined, taken back.

mod faults;
pub mod searches;
pub mod walk;

use base::{App, jobs};
use kit::lang::Lang;
use people::accounts::{self, Created, NewAccount};
use people::partners::{self, Face};
use people::seats::{self, Plan, Wish};
use serde_json::{Value as Json, json};

use crate::app::{Client, TestApp};
use crate::cast::PASSWORD;
use crate::on_both;
use crate::post_office::PostOffice;
use crate::running::run;

/// What Obriy says of itself.
pub fn face() -> Face {
    Face {
        name: "Obriy Partners".into(),
        regions: vec!["Lviv".into()],
        about: "We set up sales departments.".into(),
        contact: "+380 44 000 00 00".into(),
    }
}

/// Puts the account on the list of partners.
pub async fn list(account: base::Ctx) {
    partners::add(&account, face()).await.unwrap();
}

/// Obriy looks after Svitanok, which has this many seats.
pub async fn arrange(t: &TestApp, bought: i64) {
    let obriy = t.app.operator(crate::cast::account(t.cast.other_account, "Obriy Ltd"));
    partners::add(&obriy, face()).await.unwrap();
    seats::set(&t.operator(), Plan { bought: Some(bought), paid_until: None }).await.unwrap();
    seats::choose_partner(&t.operator(), Some(t.cast.other_account)).await.unwrap();
}

/// Another company, and its administrator's program.
async fn another(t: &TestApp, email: &str) -> (Created, Client) {
    let made = company(&t.app, "Third Ltd", "Iryna Third", email, Lang::En).await;
    let login = json!({ "login": email, "password": PASSWORD });
    let session = t.stranger().post_json("/api/v1/sign-in", login).await.expect_status(201).json();
    (made, t.client([("authorization", format!("Bearer {}", session["token"].as_str().unwrap()))]))
}

async fn company(app: &App, name: &str, admin: &str, email: &str, lang: Lang) -> Created {
    let new = NewAccount {
        name: name.into(),
        admin_name: admin.into(),
        admin_email: email.into(),
        admin_password: PASSWORD.into(),
        lang,
        zone: "Europe/Kyiv".into(),
        currency: "UAH".into(),
        ..NewAccount::default()
    };
    accounts::create(app, new).await.unwrap()
}

/// A partner with a customer who asks, named in this language: the partner's e-mail, and the customer.
pub async fn found(app: &App, lang: Lang) -> (&'static str, i64) {
    let email = "partner@example.com";
    let [partner, person, customer, region, reason] = match lang {
        Lang::En => ["Northern Light", "Peter North", "Daybreak Ltd", "Riga", "Two people join sales"],
        Lang::Ru => {
            ["Северный свет", "Пётр Северов", "Мастерская «Рассвет»", "Рига", "Двое приходят в продажи"]
        }
        Lang::Uk => {
            ["Північне сяйво", "Петро Північний", "Майстерня «Світанок»", "Рига", "Двоє приходять у продажі"]
        }
    };
    let own = company(app, partner, person, email, lang).await;
    let other = company(app, customer, "Olena", "olena@example.com", lang).await;
    let of = async |account| app.operator(accounts::load(app, account).await.unwrap());
    let face = Face {
        name: partner.into(),
        regions: vec![region.into()],
        about: String::new(),
        contact: "+371 20 000 000".into(),
    };
    partners::add(&of(own.account_id).await, face).await.unwrap();
    let at = of(other.account_id).await;
    seats::set(&at, Plan { bought: Some(5), paid_until: Some(app.now() + 90 * 86_400_000) }).await.unwrap();
    seats::choose_partner(&at, Some(own.account_id)).await.unwrap();
    let account = accounts::load(app, other.account_id).await.unwrap();
    let rights = base::authz::Rights::everything();
    let actor = base::authz::Actor::person(other.person_id, base::kind::Category::Administrator, rights);
    let wish = Wish { seats: 2, reason: Some(reason.into()) };
    seats::ask(&app.ctx(account, actor), wish).await.unwrap();
    (email, other.account_id)
}

async fn ask(olena: &Client) -> i64 {
    let body = json!({ "seats": 2, "reason": "Two people join us" });
    let made = olena.post_json("/api/v1/seats/requests", body).await.expect_status(201).json();
    made["id"].as_i64().unwrap()
}

/// What the journal of the client's company says of these kinds, oldest first.
async fn told(client: &Client, kinds: &[&str]) -> Vec<(String, Json)> {
    let items = client.get("/api/v1/journal?limit=200").await.expect_status(200).json();
    let all = items["items"].as_array().unwrap().iter().rev();
    all.map(|one| (one["kind"].as_str().unwrap().to_owned(), one.clone()))
        .filter(|(kind, _)| kinds.contains(&kind.as_str()))
        .collect()
}

on_both! {
    // K01: without a plan nobody is refused and nobody is asked.
    async fn an_account_without_a_plan_never_asks_for_seats(t) {
        arrange(t, 6).await;
        seats::set(&t.operator(), Plan { bought: None, paid_until: None }).await.unwrap();
        let olena = t.api(t.cast.olena).await;
        olena.post_json("/api/v1/people", json!({ "name": "Seventh One", "login": "seventh" })).await.expect_status(201);
        olena.post_json("/api/v1/seats/requests", json!({})).await.expect_problem(409, "seats_unlimited");
        t.page(t.cast.olena).await.get("/settings/seats").await.expect_status(200)
            .expect_text("Obriy Partners").expect_no_text("Ask the partner");
    }

    // A08, A09, A12, A13: all taken, asked by one press, granted, there at once; both journals have it.
    async fn the_partner_grants_seats_and_both_sides_know(t) {
        arrange(t, 6).await;
        let (olena, zoryana) = (t.api(t.cast.olena).await, t.api(t.cast.zoryana).await);
        let page = t.page(t.cast.olena).await;
        let fields = [("name", "Seventh One"), ("email", "seventh@svitanok.example"), ("entry", "link"), ("once", "w1")];
        let refused = page.post("/people", &fields).await.expect_status(409);
        refused.expect_text("Deactivate somebody").expect_text("Ask the partner for one more").expect_text("Seventh One");
        let asked = page.post("/settings/seats/request", &[]).await.expect_status(303);
        assert_eq!(asked.location(), "/settings/seats");
        page.get("/settings/seats").await.expect_text("Asked for seats: 1").expect_text("Take back");

        let there = t.page(t.cast.zoryana).await.get("/partner").await.expect_status(200);
        there.expect_text("Svitanok Ltd asks for seats: 1").expect_no_text("Olena").expect_no_text("svitanok.example");
        let waits = zoryana.get("/api/v1/partner/requests").await.expect_status(200).json()["items"][0].clone();
        assert_eq!((&waits["state"], &waits["seats"], &waits["other_name"]), (&json!("waiting"), &json!(1), &json!("Svitanok Ltd")));
        let grant = format!("/api/v1/partner/requests/{}/grant", waits["id"]);
        zoryana.post_json(&grant, json!({ "word": "Welcome" })).await.expect_status(204);

        let seats = olena.get("/api/v1/seats").await.json();
        assert_eq!((&seats["bought"], &seats["free"]), (&json!(7), &json!(1)));
        page.get("/settings/seats").await.expect_text("Granted").expect_text("Welcome").expect_no_text("Take back");
        page.post("/people", &[("name", "Seventh One"), ("email", "seventh@svitanok.example"), ("entry", "link"), ("once", "w2")]).await.expect_status(200);
        let here = told(&olena, &["seats_asked", "seats_granted", "plan_changed"]).await;
        let kinds: Vec<&str> = here.iter().map(|(kind, _)| kind.as_str()).collect();
        assert_eq!(kinds, ["plan_changed", "plan_changed", "seats_asked", "seats_granted", "plan_changed"]);
        assert_eq!(here[3].1["actor"], "partner");
        let there = told(&zoryana, &["customer_came", "customer_asked", "customer_granted"]).await;
        assert_eq!(there.len(), 3);
        let journal = page.get("/settings/journal").await.expect_status(200);
        journal.expect_text("Obriy Partners granted seats: 1").expect_no_text("Zoryana");
        t.page(t.cast.zoryana).await.get("/settings/journal").await.expect_text("Zoryana Other granted Svitanok Ltd seats: 1")
            .expect_no_text("Olena");
    }

    // A13: a refusal has words; the customer reads them.
    async fn the_partner_declines_with_a_word(t) {
        arrange(t, 6).await;
        let (olena, zoryana) = (t.api(t.cast.olena).await, t.page(t.cast.zoryana).await);
        let id = ask(&olena).await;
        let path = format!("/partner/requests/{id}/decline");
        zoryana.post(&path, &[("word", " ")]).await.expect_status(422).expect_text("Svitanok Ltd");
        zoryana.post(&path, &[("word", "Pay the last bill first")]).await.expect_status(303);
        let requests = olena.get("/api/v1/seats/requests").await.json();
        assert_eq!((&requests["items"][0]["state"], &requests["items"][0]["word"]), (&json!("declined"), &json!("Pay the last bill first")));
        assert_eq!(olena.get("/api/v1/seats").await.json()["bought"], 6);
        t.page(t.cast.olena).await.get("/settings/seats").await.expect_text("Pay the last bill first");
        ask(&olena).await;
    }

    // A12: what is asked can be taken back as long as nobody has answered.
    async fn a_request_is_taken_back(t) {
        arrange(t, 6).await;
        let olena = t.api(t.cast.olena).await;
        let id = ask(&olena).await;
        olena.delete(&format!("/api/v1/seats/requests/{id}")).await.expect_status(204);
        olena.delete(&format!("/api/v1/seats/requests/{id}")).await.expect_problem(409, "request_withdrawn");
        let zoryana = t.page(t.cast.zoryana).await;
        zoryana.get("/partner").await.expect_text("Taken back").expect_text("Nobody waits");
        t.page(t.cast.olena).await.post(&format!("/settings/seats/requests/{}/withdraw", ask(&olena).await), &[]).await.expect_status(303);
    }

    // A09: the partner sets what a customer has; a smaller plan throws nobody out and takes nobody new.
    async fn a_smaller_plan_throws_nobody_out(t) {
        arrange(t, 10).await;
        let (olena, zoryana) = (t.api(t.cast.olena).await, t.page(t.cast.zoryana).await);
        let path = format!("/partner/customers/{}", t.cast.account);
        zoryana.get(&path).await.expect_status(200).expect_text("In use now: 6").expect_no_text("Olena");
        zoryana.post(&path, &[("bought", "0")]).await.expect_status(422);
        zoryana.post(&path, &[("bought", "4"), ("paid_until", "2026-12-31")]).await.expect_status(303);
        let seats = olena.get("/api/v1/seats").await.json();
        assert_eq!((&seats["bought"], &seats["used"], &seats["free"]), (&json!(4), &json!(6), &json!(0)));
        assert_eq!(seats["paid_until"], "2026-12-31T21:59:59.999Z");
        let page = t.page(t.cast.olena).await.get("/settings/seats").await.expect_status(200);
        page.expect_text("free 2 before somebody can be added").expect_text("31 Dec 2026");
        t.api(t.cast.anna).await.get("/api/v1/deals").await.expect_status(200);
        let new = json!({ "name": "Seventh One", "login": "seventh" });
        olena.post_json("/api/v1/people", new.clone()).await.expect_problem(409, "no_seat");
        for person in [t.cast.petro, t.cast.hlib] {
            let departure = json!({ "successor": t.cast.olena });
            olena.post_json(&format!("/api/v1/people/{person}/departure"), departure).await.expect_status(201);
            olena.post_json("/api/v1/people", new.clone()).await.expect_problem(409, "no_seat");
        }
    }

    // A13: letters tell both sides, in nobody's words but ours.
    async fn letters_tell_both_sides(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        arrange(t, 6).await;
        let id = ask(&t.api(t.cast.olena).await.at(app.clone())).await;
        jobs::run_due(&app).await.unwrap();
        let letter = office.letter();
        assert_eq!(letter.to, "zoryana@obriy.example");
        assert!(letter.text().contains("/partner"), "{}", letter.text());
        let zoryana = t.api(t.cast.zoryana).await.at(app.clone());
        zoryana.post_json(&format!("/api/v1/partner/requests/{id}/grant"), json!({})).await.expect_status(204);
        jobs::run_due(&app).await.unwrap();
        let letters = office.letters();
        assert_eq!(letters.last().unwrap().to, "olena@svitanok.example");
        assert!(letters.last().unwrap().text().contains("/settings/seats"));
    }

    // The operator keeps the list, by the command line alone.
    async fn the_operator_keeps_the_list_of_partners(t) {
        let (partner, customer) = (t.cast.other_account.to_string(), t.cast.account.to_string());
        let said = |args: &[&str]| {
            let output = run(&t.url, args);
            assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
            serde_json::from_slice::<Json>(&output.stdout).unwrap()
        };
        let add = ["partner", "add", "--json", "--account", &partner, "--name", "Obriy Partners", "--region", "Lviv", "--region", "Kyiv", "--contact", "+380"];
        assert_eq!(said(&add)["regions"], json!(["Kyiv", "Lviv"]));
        assert_eq!(run(&t.url, &add).status.code(), Some(1));
        for address in ["Iryna@Obriy.EXAMPLE", "iryna@obriy.example"] {
            said(&["partner", "address", "add", "--json", "--account", &partner, address]);
        }
        let listed = said(&["partner", "address", "list", "--json", "--account", &partner]);
        assert_eq!(listed["addresses"], json!(["iryna@obriy.example"]));
        said(&["partner", "address", "remove", "--json", "--account", &partner, "IRYNA@obriy.example"]);
        assert_eq!(run(&t.url, &["partner", "address", "remove", "--account", &partner, "iryna@obriy.example"]).status.code(), Some(1));
        let plan = said(&["plan", "--json", "--account", &customer, "--seats", "8", "--paid-until", "2027-01-31", "--partner", &partner]);
        assert_eq!((&plan["bought"], &plan["used"], &plan["paid_until"]), (&json!(8), &json!(6), &json!("2027-01-31T21:59:59.999Z")));
        assert_eq!(plan["partner"]["name"], "Obriy Partners");
        assert_eq!(said(&["partner", "strike", "--json", "--account", &partner])["state"], "struck");
        assert_eq!(said(&["partner", "list", "--json"])["items"][0]["state"], "struck");
        assert_eq!(run(&t.url, &["plan", "--account", &partner, "--partner", &partner]).status.code(), Some(1));
        assert_eq!(said(&["partner", "relist", "--json", "--account", &partner])["state"], "listed");
        let plan = said(&["plan", "--json", "--account", &customer, "--seats", "unlimited", "--paid-until", "never", "--partner", "none"]);
        assert_eq!((&plan["bought"], &plan["paid_until"], &plan["partner"]), (&Json::Null, &Json::Null, &Json::Null));
        let zoryana = t.page(t.cast.zoryana).await.get("/settings/journal").await.expect_status(200);
        zoryana.expect_text("Obriy Partners").expect_text("iryna@obriy.example").expect_text("Svitanok Ltd is no customer any more");
    }
}
