//! A forgotten password: asked for by anybody, answered by a letter alone.

mod ends;
pub mod walk;

use base::{App, jobs};
use people::forgotten::{MOST_PER_ADDRESS, MOST_PER_NAME, answer_due, ask};
use people::signin::attempts::WINDOW_MS;
use serde_json::{Value as Json, json};

use crate::app::{Answer, Client, Engine, TestApp};
use crate::cast::PASSWORD;
use crate::on_both;
use crate::post_office::{HOME, PostOffice};
use crate::signin::arrange::{login_person, second_place, sign_in};

const ANNA: &str = "anna@svitanok.example";
const NEW: &str = "harbour-violin-31-slow";

/// Somebody who isn't signed in, at the product that has this mail server.
fn stranger(app: &App) -> Client {
    Client::stranger(app.clone())
}

async fn forget(app: &App, login: &str) -> Answer {
    stranger(app).post_json("/api/v1/forgotten-password", json!({"login": login})).await
}

/// What a server does a moment later: it looks who is meant, and sends what there is to send.
async fn answered(app: &App) {
    answer_due(app).await.unwrap();
    jobs::run_due(app).await.unwrap();
}

/// The path of the link in the newest letter.
fn newest_link(office: &PostOffice) -> String {
    office.letters().pop().expect("a letter").link()
}

async fn opens(t: &TestApp, path: &str) -> bool {
    t.stranger().get(path).await.status == 200
}

/// What the journal of somebody's company tells, newest first, without the tokens of this test.
async fn told(t: &TestApp, administrator: i64) -> Vec<String> {
    let journal = t.api(administrator).await.get("/api/v1/journal?limit=20").await.expect_status(200).json();
    let kinds =
        journal["items"].as_array().unwrap().iter().map(|event| event["kind"].as_str().unwrap().to_owned());
    kinds.filter(|kind| kind != "token_made").collect()
}

on_both! {
    // K13, G07: the letter brings a link, the link a new password, and everything under the old one is over.
    async fn a_letter_brings_a_link_and_the_link_a_new_password(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let (page, program) = (t.page(t.cast.anna).await, t.api(t.cast.anna).await);
        let visitor = stranger(&app);
        visitor.get("/sign-in").await.expect_text("href=\"/sign-in/forgotten\"").expect_text("Forgot password?");
        visitor.get("/sign-in/forgotten").await.expect_status(200).expect_text("Send the link").expect_no_text("{");
        let asked = visitor.post("/sign-in/forgotten", &[("login", ANNA)]).await.expect_status(200);
        asked.expect_text("Look into your mail").expect_text(ANNA).expect_no_text("Anna Melnyk");
        assert!(office.letters().is_empty(), "nothing goes while somebody waits for the page");
        answered(&app).await;
        let letter = office.letter();
        assert_eq!((letter.to.as_str(), letter.read().subject().unwrap()), (ANNA, "A new password"));
        assert!(letter.text().contains("until 23 Nov 2026, 12:00 (Europe/Kyiv)"), "{}", letter.text());
        assert!(!String::from_utf8_lossy(&letter.raw).contains(PASSWORD));

        // Looking at the link consumes nothing; the old password works until there is a new one.
        for _ in 0..3 {
            visitor.get(&letter.link()).await.expect_status(200).expect_text("Choose a new password").expect_text("Anna Melnyk");
        }
        page.get("/me").await.expect_status(200);
        let used = visitor.post(&letter.link(), &[("password", NEW)]).await.expect_status(303);
        let anna = t.client([("cookie", format!("smena_session={}", used.cookie("smena_session").unwrap()))]);
        anna.get("/me").await.expect_status(200).expect_text("Anna Melnyk");
        page.get("/me").await.expect_status(303);
        program.get("/api/v1/me").await.expect_status(200);
        sign_in(t, ANNA, PASSWORD).await.expect_problem(422, "sign_in");
        sign_in(t, ANNA, NEW).await.expect_status(201);
        visitor.post(&letter.link(), &[("password", PASSWORD)]).await.expect_status(422).expect_text("no longer works");
        let kinds = told(t, t.cast.olena).await;
        assert_eq!(kinds[1..7], ["signed_in", "password_set", "link_used", "reset_sent", "link_made", "reset_asked"], "{kinds:?}");
    }

    // K13: nobody learns by asking who is known here, neither from the answer nor from what is done while they wait.
    async fn known_and_unknown_names_hear_the_same(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let names = [ANNA, "nobody@svitanok.example", "anna", "not an address @", "petro@svitanok.example"];
        let (mut pages, mut answers) = (Vec::new(), Vec::new());
        for name in names {
            let page = stranger(&app).post("/sign-in/forgotten", &[("login", name)]).await;
            assert_eq!(page.cookie("smena_session"), None);
            pages.push((page.status, page.body.replace(name, "NAME")));
            let answer = forget(&app, name).await;
            answers.push((answer.status, answer.body));
        }
        pages.dedup();
        answers.dedup();
        assert_eq!((pages.len(), pages[0].0), (1, 200), "{pages:?}");
        assert_eq!(answers, [(202, String::new())]);
        // One row for each ask is all that there is, whoever was meant.
        let count = |sql: &'static str| { let app = app.clone(); async move { app.look(move |tx| Ok(tx.query_one(sql, store::params![])?.at::<i64>(0)?)).await.unwrap() } };
        assert_eq!(count("select count(*) from password_asks").await, 10);
        assert_eq!(count("select count(*) from letters").await, 0);
        answered(&app).await;
        assert_eq!(count("select count(*) from password_asks").await, 0);
        let to: Vec<String> = office.letters().into_iter().map(|letter| letter.to).collect();
        // Petro is awaited and has a password: he may sign in.
        assert_eq!(to, [ANNA, "petro@svitanok.example"]);
    }

    // K13: who works in two companies gets the letter of the one that lets them in.
    async fn a_company_that_closes_keeps_no_letter_of_another_back(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        second_place(t, t.cast.anna).await;
        crate::closing::close(t, t.cast.olena).await.expect_status(201);
        forget(&app, ANNA).await.expect_status(202);
        forget(&app, "borys@svitanok.example").await.expect_status(202);
        forget(&app, "olena@svitanok.example").await.expect_status(202);
        answered(&app).await;
        let mut letters = office.letters();
        letters.sort_by(|one, two| one.to.cmp(&two.to));
        let to: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
        assert_eq!(to, [ANNA, "olena@svitanok.example"], "Borys gets in nowhere, who administers does");
        let page = t.stranger().get(&letters[0].link()).await.expect_status(200);
        page.expect_text("Obriy Ltd").expect_no_text("Svitanok Ltd");
        // A place they declined is none.
        t.by_hand("update people set attached = 2 where account_id <> $1 and $2 <> id and name = 'Anna Melnyk'", 0).await;
        forget(&app, ANNA).await.expect_status(202);
        answered(&app).await;
        assert_eq!(office.letters().len(), 2);
    }

    // K13: who may sign in nowhere gets nothing, and hears nothing different.
    async fn who_may_sign_in_nowhere_gets_no_letter(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let olena = t.api(t.cast.olena).await;
        olena.post_json(&format!("/api/v1/people/{}/block", t.cast.vira), json!({})).await.expect_status(200);
        let departure = json!({"successor": t.cast.borys});
        olena.post_json(&format!("/api/v1/people/{}/departure", t.cast.anna), departure).await.expect_status(201);
        let invited = json!({"name": "Roksolana", "email": "roksolana@svitanok.example", "invite": false});
        let invited = olena.post_json("/api/v1/people", invited).await.expect_status(201).json();
        t.by_hand("update people set needs_link = 1 where account_id = $1 and id = $2", t.cast.hlib).await;
        login_person(t, t.cast.account, "kasa", PASSWORD).await;
        for name in ["vira@svitanok.example", ANNA, "roksolana@svitanok.example", "hlib@svitanok.example", "kasa"] {
            forget(&app, name).await.expect_status(202);
        }
        answered(&app).await;
        assert!(office.letters().is_empty(), "a letter went to who may not sign in");
        // The link of who is invited is theirs still, whoever asked.
        let link = invited["link"].as_str().unwrap().to_owned();
        assert!(opens(t, &link[link.find("/link/").unwrap()..]).await);
    }

    // K13: however it is written, it is the same mailbox; a login leads to the e-mail behind it.
    async fn case_other_alphabets_and_logins_lead_to_the_same_mailbox(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let olena = t.api(t.cast.olena).await;
        for (name, email, login) in [("Роксолана", "роксолана@світанок.укр", ""), ("Taras", "taras@svitanok.example", "Тарас")] {
            let body = json!({"name": name, "email": email, "login": (!login.is_empty()).then_some(login), "password": PASSWORD});
            olena.post_json("/api/v1/people", body).await.expect_status(201);
        }
        let mut to = Vec::new();
        for name in ["  ANNA@Svitanok.EXAMPLE ", "РОКСОЛАНА@Світанок.УКР", "ТАРАС"] {
            forget(&app, name).await.expect_status(202);
            answered(&app).await;
            to.push(office.letters().pop().unwrap().to);
        }
        assert_eq!(to, [ANNA, "роксолана@xn--80adzlfoi3n.xn--j1amh", "taras@svitanok.example"]);
    }

    // K13: who signs in by a name from before a domain had one spelling gets the letter there.
    async fn a_name_in_its_old_spelling_leads_to_its_mailbox(t) {
        const OLD: &str = "roksolana@xn--80adzlfoi3n.xn--j1amh";
        let office = PostOffice::open();
        let app = office.for_app(t);
        let body = json!({"name": "Роксолана", "email": "roksolana@світанок.укр", "password": PASSWORD});
        t.api(t.cast.olena).await.post_json("/api/v1/people", body).await.expect_status(201);
        // As it was kept once.
        t.by_hand("update sign_in_names set name = 'roksolana@xn--80adzlfoi3n.xn--j1amh' where name = 'roksolana@світанок.укр' and scope <> $1 and identity_id <> $2", 0).await;
        t.by_hand("update people set email = 'roksolana@xn--80adzlfoi3n.xn--j1amh' where email = 'roksolana@світанок.укр' and account_id = $1 and id <> $2", 0).await;
        let typed = " Roksolana@xn--80adzlfoi3n.XN--J1AMH ";
        sign_in(t, typed, PASSWORD).await.expect_status(201);
        let heard = [forget(&app, typed).await, forget(&app, "nobody@xn--80adzlfoi3n.xn--j1amh").await];
        let [known, unknown] = heard.map(|answer| (answer.status, answer.body));
        assert_eq!(known, unknown);
        answered(&app).await;
        let to: Vec<String> = office.letters().into_iter().map(|letter| letter.to).collect();
        assert_eq!(to, [OLD]);
        t.stranger().post(&newest_link(&office), &[("password", NEW)]).await.expect_status(303);
        sign_in(t, typed, NEW).await.expect_status(201);
        // One letter for one ask: where the one spelling leads to somebody, the other is not looked for.
        forget(&app, " ANNA@svitanok.example").await.expect_status(202);
        answered(&app).await;
        assert_eq!(office.letters().len(), 2);
    }

    // K13: too many asks have to wait; nobody is kept from signing in by them.
    async fn asking_again_and_again_is_slowed_down(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        for name in [ANNA, "nobody@svitanok.example"] {
            for _ in 0..MOST_PER_NAME {
                forget(&app, name).await.expect_status(202);
            }
            assert_eq!(forget(&app, name).await.expect_problem(429, "slow_down").headers["retry-after"], "900");
            stranger(&app).post("/sign-in/forgotten", &[("login", name)]).await.expect_status(429).expect_text("900 seconds");
        }
        answered(&app).await;
        assert_eq!(office.letters().len(), 1, "of several that wait, one goes");
        sign_in(t, ANNA, PASSWORD).await.expect_status(201);
        t.clock.advance(WINDOW_MS);
        forget(&app, ANNA).await.expect_status(202);

        for number in 0..MOST_PER_ADDRESS {
            ask(&app, &format!("n{number}@svitanok.example"), "192.0.2.7").await.unwrap();
        }
        assert_eq!(ask(&app, "more@svitanok.example", "192.0.2.7").await.unwrap_err().status(), 429);
        ask(&app, "more@svitanok.example", "192.0.2.8").await.unwrap();
        answered(&app).await;
    }

    async fn many_asks_at_once_count_one_by_one(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let mut set = tokio::task::JoinSet::new();
        for _ in 0..MOST_PER_NAME * 3 {
            let app = app.clone();
            set.spawn(async move { ask(&app, ANNA, "").await.is_ok() });
        }
        let heard = set.join_all().await;
        assert_eq!(heard.iter().filter(|heard| **heard).count(), MOST_PER_NAME);
        answered(&app).await;
    }

    // K13: without a mail server nothing is promised.
    async fn without_a_mail_server_the_page_says_whom_to_ask(t) {
        let visitor = t.stranger();
        visitor.get("/sign-in/forgotten").await.expect_status(200).expect_text("Ask an administrator").expect_no_text("<input type=\"text\"");
        visitor.post("/sign-in/forgotten", &[("login", ANNA)]).await.expect_status(409).expect_text("Ask an administrator");
        visitor.post_json("/api/v1/forgotten-password", json!({"login": ANNA})).await.expect_problem(409, "forgotten_off");
    }

    async fn an_ask_that_says_nothing_is_asked_back(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        stranger(&app).post("/sign-in/forgotten", &[("login", "  ")]).await.expect_status(422).expect_text("field-error");
        forget(&app, "").await.expect_status(422);
        stranger(&app).post_json("/api/v1/forgotten-password", json!({"email": ANNA})).await.expect_problem(422, "body");
        forget(&app, &"a".repeat(100_000)).await.expect_status(202);
        answered(&app).await;
        assert!(office.letters().is_empty());
    }

    // K13 for programs: the link is followed with a new password.
    async fn a_program_follows_the_link(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        forget(&app, ANNA).await.expect_status(202);
        answered(&app).await;
        let link = format!("{HOME}{}", office.letter().link());
        let follow = |password: &str| {
            let (client, body) = (stranger(&app), json!({"link": link, "password": password}));
            async move { client.post_json("/api/v1/one-time-link", body).await }
        };
        follow("anna").await.expect_problem(422, "form");
        let session = follow(NEW).await.expect_status(201).json();
        assert_eq!(session["person_id"], t.cast.anna);
        let anna = t.client([("authorization", format!("Bearer {}", session["token"].as_str().unwrap()))]);
        anna.get("/api/v1/me").await.expect_status(200);
        follow(NEW).await.expect_problem(422, "link_dead");
        stranger(&app).post_json("/api/v1/one-time-link", json!({"link": "nonsense", "password": NEW})).await.expect_problem(422, "link_dead");
    }

    // K13: one human, one password: it is new in every company, and each of them knows.
    async fn a_new_password_counts_in_every_company_and_each_journal_tells_of_it(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let there = second_place(t, t.cast.anna).await;
        let body = |account: i64, password: &str| json!({"login": ANNA, "password": password, "account": account});
        let session = t.stranger().post_json("/api/v1/sign-in", body(t.cast.other_account, PASSWORD)).await.expect_status(201).json();
        let elsewhere = t.client([("authorization", format!("Bearer {}", session["token"].as_str().unwrap()))]);
        elsewhere.get("/api/v1/me").await.expect_status(200);
        forget(&app, ANNA).await.expect_status(202);
        answered(&app).await;
        let letter = office.letter();
        stranger(&app).get(&letter.link()).await.expect_text("Choose a new password");
        stranger(&app).post(&letter.link(), &[("password", NEW)]).await.expect_status(303);
        elsewhere.get("/api/v1/me").await.expect_problem(401, "signed_out");
        jobs::run_due(&app).await.unwrap();
        for account in [t.cast.account, t.cast.other_account] {
            t.stranger().post_json("/api/v1/sign-in", body(account, PASSWORD)).await.expect_problem(422, "sign_in");
        }
        let journal = t.api(t.cast.zoryana).await.get("/api/v1/journal?limit=20").await.json();
        let set: Vec<&Json> = journal["items"].as_array().unwrap().iter().filter(|event| event["kind"] == "password_set").collect();
        assert_eq!(set.len(), 1, "{journal}");
        assert_eq!(set[0]["data"]["person"], json!(there), "{}", set[0]);
        assert!(!journal.to_string().contains("Svitanok"));
        t.stranger().post_json("/api/v1/sign-in", body(t.cast.other_account, NEW)).await.expect_status(201);
    }
}

// What people read, in each language.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_letter_of_a_forgotten_password_speaks_the_person_s_language() {
    let t = TestApp::start(Engine::Sqlite).await;
    let office = PostOffice::open();
    let app = office.for_app(&t);
    for (number, lang) in ["en", "ru", "uk"].into_iter().enumerate() {
        let sql: &'static str = match lang {
            "ru" => "update people set lang = 'ru' where account_id = $1 and id = $2",
            "uk" => "update people set lang = 'uk' where account_id = $1 and id = $2",
            _ => "update people set lang = null where account_id = $1 and id = $2",
        };
        t.by_hand(sql, t.cast.anna).await;
        forget(&app, ANNA).await.expect_status(202);
        answered(&app).await;
        let letter = office.letters().remove(number);
        let words = |what: String| {
            format!(
                "{}\n\n{}",
                letter.read().subject().unwrap(),
                what.replace(&letter.link(), "/link/SECRET")
            )
        };
        insta::assert_snapshot!(format!("letter_{lang}"), words(letter.text()));
        insta::assert_snapshot!(format!("letter_{lang}_html"), words(letter.html()));
    }
    t.leave().await;
}
