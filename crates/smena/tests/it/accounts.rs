//! Accounts: the first run, more of them in one installation, the settings.

use base::journal;
use kit::clock::Clock;
use kit::lang::Lang;
use people::accounts::{NewAccount, create, find_all, load};

use crate::app::{Client, NOW, join};
use crate::cast::PASSWORD;
use crate::{on_both, postgres};

/// The form of the first run, filled in well.
const WELCOME: [(&str, &str); 7] = [
    ("name", "Svitanok Ltd"),
    ("admin_name", "Olena Bondar"),
    ("admin_email", "Olena@Svitanok.example"),
    ("admin_password", PASSWORD),
    ("lang", "uk"),
    ("zone", "Europe/Kyiv"),
    ("currency", "UAH"),
];

fn asked(email: &str) -> NewAccount {
    NewAccount {
        name: "Third Ltd".into(),
        admin_name: "Taras Third".into(),
        admin_email: email.into(),
        admin_password: PASSWORD.into(),
        lang: Lang::Ru,
        zone: "Europe/Riga".into(),
        currency: "EUR".into(),
        ..NewAccount::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fresh_installation_makes_its_first_account_once_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    first_run(&format!("sqlite:{}", folder.path().join("smena.db").display())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fresh_installation_makes_its_first_account_once_on_postgres() {
    let database = postgres::empty().await;
    first_run(&database.url).await;
}

async fn first_run(url: &str) {
    let app = join(url, 0, Clock::frozen(NOW)).await;
    app.db.migrate(smena::assets::MIGRATIONS).await.unwrap();
    let stranger = Client::stranger(app.clone());

    // Every way in leads to the first run.
    assert_eq!(stranger.get("/").await.location(), "/welcome");
    assert_eq!(stranger.get("/sign-in").await.location(), "/welcome");
    stranger.get("/welcome").await.expect_status(200).expect_text("Welcome to Smena").expect_no_text("{");
    let russian = stranger.with("accept-language", "ru");
    russian.get("/welcome").await.expect_text("Добро пожаловать").expect_no_text("{");

    let wrong = [
        ("name", ""),
        ("admin_name", "Olena Bondar"),
        ("admin_email", "olena"),
        ("admin_password", "password"),
    ];
    let refused = stranger.post("/welcome", &wrong).await.expect_status(422);
    let refused = refused.expect_text("Fill this in.").expect_text("This is not an e-mail address.");
    refused
        .expect_text("one of the ten most used")
        .expect_text(r#"value="Olena Bondar""#)
        .expect_no_text(r#"value="password""#);

    let made = stranger.post("/welcome", &WELCOME).await.expect_status(303);
    assert_eq!(made.location(), "/start");
    let olena = stranger.with("cookie", &format!("smena_session={}", made.cookie("smena_session").unwrap()));
    assert_eq!(olena.get("/").await.location(), "/deals");
    olena.get("/settings").await.expect_status(200).expect_text("Svitanok Ltd").expect_text("Налаштування");

    // The door of the first run is shut.
    assert_eq!(stranger.get("/welcome").await.location(), "/sign-in");
    let other: Vec<_> = WELCOME
        .into_iter()
        .map(|(k, v)| (k, if k == "admin_email" { "eve@evil.example" } else { v }))
        .collect();
    assert_eq!(stranger.post("/welcome", &other).await.location(), "/sign-in");
    assert_eq!(stranger.get("/").await.location(), "/sign-in");
    assert_eq!(find_all(&app).await.unwrap().len(), 1);
    assert_eq!(smena::verify::check(&app).await.unwrap(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_first_runs_at_once_make_one_account() {
    let folder = tempfile::tempdir().unwrap();
    race(&format!("sqlite:{}", folder.path().join("smena.db").display())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_first_runs_at_once_make_one_account_on_postgres() {
    let database = postgres::empty().await;
    race(&database.url).await;
}

async fn race(url: &str) {
    let app = join(url, 0, Clock::frozen(NOW)).await;
    app.db.migrate(smena::assets::MIGRATIONS).await.unwrap();
    let stranger = Client::stranger(app.clone());
    let other: Vec<_> = WELCOME
        .into_iter()
        .map(|(k, v)| (k, if k == "admin_email" { "eve@evil.example" } else { v }))
        .collect();
    let (one, two) = tokio::join!(stranger.post("/welcome", &WELCOME), stranger.post("/welcome", &other));
    assert_eq!((one.status, two.status), (303, 303));
    assert_eq!(find_all(&app).await.unwrap().len(), 1);
}

on_both! {
    async fn a_further_account_is_whole_and_knows_nothing_of_the_others(t) {
        let made = create(&t.app, asked("taras@third.example")).await.unwrap();
        let account = load(&t.app, made.account_id).await.unwrap();
        assert_eq!((account.name.as_str(), account.lang, account.zone.as_str()), ("Third Ltd", Lang::Ru, "Europe/Riga"));
        let events = t.app.operator(account).read(|tx| journal::page(tx, None, 50)).await.unwrap();
        let kinds: Vec<String> = events.into_iter().map(|entry| entry.kind).collect();
        assert!(kinds.contains(&"account_created".to_owned()) && kinds.contains(&"person_added".to_owned()), "{kinds:?}");

        let body = serde_json::json!({ "login": "taras@third.example", "password": PASSWORD });
        let session = t.stranger().post_json("/api/v1/sign-in", body).await.expect_status(201).json();
        let taras = t.client([("authorization", format!("Bearer {}", session["token"].as_str().unwrap()))]);
        let me = taras.get("/api/v1/me").await.expect_status(200).json();
        assert_eq!((me["account"].as_str(), me["category"].as_str()), (Some("Third Ltd"), Some("administrator")));
        let roles = taras.get("/api/v1/roles").await.expect_status(200).json();
        assert_eq!(roles["count"], 5);
        let default = roles["items"].as_array().unwrap().iter().find(|role| role["default"] == true).unwrap();
        assert_eq!(default["key"], "seller");
    }

    async fn an_email_that_signs_in_elsewhere_is_refused_and_leaves_nothing_behind(t) {
        let Err(base::Error::Invalid(problem)) = create(&t.app, asked("Anna@Svitanok.example")).await else {
            panic!("took an e-mail twice");
        };
        assert_eq!((problem.fields[0].field, problem.fields[0].key), ("admin_email", "error-email-taken"));
        assert_eq!(find_all(&t.app).await.unwrap().len(), 2);
    }

    async fn a_weak_password_is_refused_with_the_reason(t) {
        let weak = NewAccount { admin_password: "Third2026".into(), ..asked("taras@third.example") };
        let Err(base::Error::Invalid(problem)) = create(&t.app, weak).await else { panic!("took it") };
        assert_eq!((problem.fields[0].field, problem.fields[0].key), ("admin_password", "error-password-weak"));
    }

    // A01
    async fn only_who_has_the_area_sees_the_settings(t) {
        let olena = t.page(t.cast.olena).await;
        olena.get("/settings").await.expect_status(200).expect_text("Svitanok Ltd").expect_text(r#"href="/settings/roles""#)
            .expect_no_text("Obriy Ltd");
        for person in [t.cast.anna, t.cast.borys, t.cast.hlib] {
            let page = t.page(person).await;
            page.get("/me").await.expect_status(200).expect_no_text(r#"href="/settings""#);
            page.get("/settings").await.expect_status(403).expect_text("Olena Bondar").expect_no_text("Zoryana");
            page.post("/settings", &[("name", "Mine")]).await.expect_status(403);
        }
        assert_eq!(load(&t.app, t.cast.account).await.unwrap().name, "Svitanok Ltd");
    }

    async fn the_settings_are_changed_and_the_journal_has_before_and_after(t) {
        let olena = t.page(t.cast.olena).await;
        let form = [("name", "Svitanok"), ("lang", "uk"), ("zone", "Europe/Kyiv"), ("currency", "UAH"), ("version", "1")];
        assert_eq!(olena.post("/settings", &form).await.expect_status(303).location(), "/settings");
        olena.get("/settings").await.expect_text("Налаштування").expect_text(r#"value="Svitanok""#);
        let events = t.operator().read(|tx| journal::page(tx, None, 1)).await.unwrap();
        let Some(base::Event::AccountChanged { changes, .. }) = &events[0].event else { panic!("{events:?}") };
        let said: Vec<_> = changes.iter().map(|c| (c.field.as_str(), c.before.as_deref(), c.after.as_deref())).collect();
        let expected = [
            ("name", Some("Svitanok Ltd"), Some("Svitanok")),
            ("lang", Some("en"), Some("uk")),
            ("currency", Some("EUR"), Some("UAH")),
        ];
        assert_eq!(said, expected);
        // The other company keeps its own.
        assert_eq!(load(&t.app, t.cast.other_account).await.unwrap().name, "Obriy Ltd");
    }

    async fn settings_that_somebody_changed_meanwhile_are_not_overwritten(t) {
        let olena = t.page(t.cast.olena).await;
        let form = |name| [("name", name), ("lang", "en"), ("zone", "UTC"), ("currency", "EUR"), ("version", "1")];
        olena.post("/settings", &form("First")).await.expect_status(303);
        let stale = olena.post("/settings", &form("Second")).await.expect_status(409);
        let stale = stale.expect_text("Somebody changed this").expect_text(r#"value="Second""#).expect_text("First");
        stale.expect_text(r#"name="version" value="2""#);
        assert_eq!(load(&t.app, t.cast.account).await.unwrap().name, "First");
    }

    async fn wrong_settings_say_everything_at_once(t) {
        let olena = t.page(t.cast.olena).await;
        let form = [("name", " "), ("lang", "en"), ("zone", "Mars/Base"), ("currency", "XYZ"), ("version", "1")];
        let refused = olena.post("/settings", &form).await.expect_status(422);
        refused.expect_text("Fill this in.").expect_text("There is no such time zone.").expect_text("There is no such currency.");
    }
}
