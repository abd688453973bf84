//! The sample: a small company in each language.

use base::{Ctx, journal};
use kit::clock::Clock;
use kit::lang::Lang;
use people::accounts::own::{self, Sample};
use people::accounts::{self, NewAccount};
use smena::sample::{self, Filled};
use store::params;

use crate::app::{Client, NOW, TestApp, join};
use crate::cast::PASSWORD;
use crate::{on_both, postgres};

/// The form that starts one's own company, filled in well.
const OWN: [(&str, &str); 8] = [
    ("name", "Svitanok Ltd"),
    ("admin_name", "Olena Bondar"),
    ("admin_email", "olena@svitanok.example"),
    ("admin_password", PASSWORD),
    ("lang", "en"),
    ("zone", "Europe/Kyiv"),
    ("currency", "UAH"),
    ("sample", "goes"),
];

async fn filled(t: &TestApp, lang: Lang) -> (Filled, Ctx) {
    let filled = sample::fill(&t.app, lang, false).await.unwrap().unwrap();
    let account = people::accounts::load(&t.app, filled.account_id).await.unwrap();
    assert_eq!(account.lang, lang);
    (filled, t.app.operator(account))
}

async fn count(ctx: &Ctx, what: &str) -> i64 {
    let sql = format!("select count(*) from {what}");
    ctx.read(move |tx| Ok(tx.query_one(&sql, params![tx.account(), tx.now()])?.at(0)?)).await.unwrap()
}

on_both! {
    async fn the_sample_is_a_company_whose_administrator_can_sign_in(t) {
        let (filled, ctx) = filled(t, Lang::Uk).await;
        let mut counts = Vec::new();
        for table in ["departments", "people", "companies", "contacts", "deals", "tasks"] {
            counts.push(count(&ctx, &format!("{table} where account_id = $1 and cast($2 as bigint) > 0")).await);
        }
        assert_eq!(counts, [3, 9, 25, 40, 80, 60]);
        assert_eq!(count(&ctx, "people where account_id = $1 and cast($2 as bigint) > 0 and status = 'pending'").await, 1);

        let login = serde_json::json!({"login": filled.email, "password": filled.password});
        let signed = t.stranger().post_json("/api/v1/sign-in", login).await.expect_status(201);
        assert_eq!(signed.json()["person_id"], filled.person_id);
    }

    async fn the_samples_deals_stand_at_every_stage_and_some_tasks_are_late(t) {
        let (_, ctx) = filled(t, Lang::En).await;
        let stages = "(select distinct stage_id from deals where account_id = $1 and cast($2 as bigint) > 0) s";
        assert_eq!(count(&ctx, stages).await, 6);
        let late = count(&ctx, "tasks where account_id = $1 and due_at < $2").await;
        assert!((10..30).contains(&late), "{late}");
    }

    async fn the_sample_speaks_russian(t) {
        filled(t, Lang::Ru).await;
    }

    async fn the_sample_leaves_an_installation_alone_that_has_an_account(t) {
        assert!(sample::fill(&t.app, Lang::En, true).await.unwrap().is_none());
    }

    async fn a_sample_says_so_on_every_page_and_a_company_does_not(t) {
        let (filled, _) = filled(t, Lang::En).await;
        let administrator = signed_in(t, &filled).await;
        let page = administrator.get("/deals").await.expect_status(200).expect_text("This is a sample");
        page.expect_text(r#"href="/settings/own""#);
        t.page(t.cast.olena).await.get("/deals").await.expect_no_text("This is a sample");
    }

    async fn only_an_administrator_leaves_a_sample(t) {
        let (_, ctx) = filled(t, Lang::En).await;
        let seller = ctx.read(|tx| base::org::picker(tx, None)).await.unwrap();
        let seller = seller.into_iter().next().unwrap().id;
        let found = ctx.read(move |tx| base::org::find(tx, seller)).await.unwrap().unwrap();
        let actor = base::authz::Actor::person(found.id, base::kind::Category::Member, found.rights);
        let ctx = t.app.ctx((*ctx.account).clone(), actor);
        assert!(matches!(own::start(&ctx, own_company(), Sample::Goes, &ctx.say).await, Err(base::Error::Denied(_))));
    }

    // Who looks around where others work makes no companies there.
    async fn nothing_is_started_from_a_sample_where_a_company_is_at_work(t) {
        let (filled, _) = filled(t, Lang::En).await;
        let administrator = signed_in(t, &filled).await;
        let page = administrator.get("/settings/own").await.expect_status(200);
        page.expect_text("There is a company in this installation already").expect_no_text("admin_password");
        administrator.post("/settings/own", &OWN).await.expect_status(409);
        assert_eq!(accounts::find_all(&t.app).await.unwrap().len(), 3);
    }

    async fn a_company_is_never_removed_as_a_sample(t) {
        let olena = t.page(t.cast.olena).await;
        olena.get("/settings/own").await.expect_status(404);
        olena.post("/settings/own", &OWN).await.expect_status(404);
        for sample in [Sample::Goes, Sample::Stays] {
            // Even whoever takes it for one is refused by what the database says.
            let mut ctx = t.ctx(t.cast.olena).await;
            ctx.account = std::sync::Arc::new(base::Account { sample: true, ..(*ctx.account).clone() });
            let asked = NewAccount { admin_email: "eve@evil.example".into(), ..own_company() };
            assert!(own::start(&ctx, asked, sample, &ctx.say).await.is_err());
        }
        assert_eq!(accounts::find_all(&t.app).await.unwrap().len(), 2);
        olena.get("/deals").await.expect_status(200);
    }

    async fn every_table_of_an_account_goes_with_a_sample_in_an_order_that_references_allow(t) {
        let schema = t.app.db.schema().await.unwrap();
        let global = ["accounts", "identities"];
        let own = schema.tables.iter().filter(|(name, table)| {
            table.columns.iter().any(|column| column == "account_id") && !global.contains(&name.as_str())
        });
        let own: std::collections::BTreeSet<&str> = own.map(|(name, _)| name.as_str()).collect();
        assert_eq!(t.app.tables.iter().copied().collect::<std::collections::BTreeSet<_>>(), own, "declared::TABLES");
        let place = |name: &str| t.app.tables.iter().position(|table| *table == name);
        for (name, table) in schema.tables.iter().filter(|(name, _)| own.contains(name.as_str())) {
            for key in table.foreign_keys.iter().filter(|key| key.table != *name && own.contains(key.table.as_str())) {
                assert!(place(name) < place(&key.table), "{name} refers to {} and must go before it", key.table);
            }
        }
    }
}

async fn signed_in(t: &TestApp, filled: &Filled) -> Client {
    let form = [("login", filled.email), ("password", filled.password.as_str())];
    let signed = t.stranger().post("/sign-in", &form).await.expect_status(303);
    t.client([("cookie", format!("smena_session={}", signed.cookie("smena_session").unwrap()))])
}

fn own_company() -> NewAccount {
    NewAccount {
        name: "Svitanok Ltd".into(),
        admin_name: "Olena Bondar".into(),
        admin_email: "olena@svitanok.example".into(),
        admin_password: PASSWORD.into(),
        zone: "UTC".into(),
        currency: "EUR".into(),
        ..NewAccount::default()
    }
}

/// A fresh installation, and a stranger at its door.
async fn fresh(url: &str) -> (base::App, Client) {
    let app = join(url, 0, Clock::frozen(NOW)).await;
    app.db.migrate(smena::assets::MIGRATIONS).await.unwrap();
    let stranger = Client::stranger(app.clone());
    (app, stranger)
}

/// Opens the installation's door by looking around; who did it is in.
async fn looking_around(stranger: &Client) -> Client {
    let made = stranger.post("/welcome/sample", &[]).await.expect_status(303);
    assert_eq!(made.location(), "/");
    stranger.with("cookie", &format!("smena_session={}", made.cookie("smena_session").unwrap()))
}

/// How many rows of any table name the account.
async fn rows_of(app: &base::App, account: i64) -> i64 {
    let tables = app.tables;
    let count = move |tx: &mut store::Tx<'_>| {
        let mut rows = 0;
        for table in tables {
            let sql = format!("select count(*) from {table} where account_id = $1");
            rows += tx.query_one(&sql, params![account])?.at::<i64>(0)?;
        }
        Ok(rows)
    };
    app.look(count).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_looks_around_first_and_starts_ones_own_company_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    from_sample_to_own(&format!("sqlite:{}", folder.path().join("smena.db").display())).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_looks_around_first_and_starts_ones_own_company_on_postgres() {
    from_sample_to_own(&postgres::empty().await.url).await;
}

async fn from_sample_to_own(url: &str) {
    let (app, stranger) = fresh(url).await;
    let welcome = stranger.get("/welcome").await.expect_status(200).expect_text(r#"href="/welcome/company""#);
    welcome.expect_text(r#"action="/welcome/sample""#).expect_text("Look around in a sample");
    stranger.get("/welcome/company").await.expect_status(200).expect_text(r#"name="admin_password""#);

    let visitor = looking_around(&stranger.with("accept-language", "uk")).await;
    let deals =
        visitor.get("/deals").await.expect_status(200).expect_text("Це приклад").expect_text("Акварель");
    deals.expect_text("Створити свою компанію");
    let sample = accounts::find_all(&app).await.unwrap().remove(0);
    assert!(sample.sample && sample.lang == Lang::Uk);

    // The door is shut behind them: no second sample, no company, and no word of who is in there.
    for path in ["/welcome/sample", "/welcome"] {
        assert_eq!(stranger.post(path, &OWN).await.location(), "/sign-in");
    }
    assert_eq!(stranger.get("/welcome/company").await.location(), "/sign-in");
    stranger.get("/sign-in").await.expect_text("smena rescue").expect_no_text("admin@example.com");
    stranger.post("/settings/own", &OWN).await.expect_status(401);
    assert_eq!(accounts::find_all(&app).await.unwrap().len(), 1);

    let wrong = visitor.post("/settings/own", &[("name", "")]).await.expect_status(422);
    wrong.expect_text("Заповніть");
    let made = visitor.post("/settings/own", &OWN).await.expect_status(303);
    let olena = stranger.with("cookie", &format!("smena_session={}", made.cookie("smena_session").unwrap()));
    olena
        .get("/deals")
        .await
        .expect_status(200)
        .expect_text("Svitanok Ltd")
        .expect_no_text("Акварель")
        .expect_no_text("This is a sample");

    // Nothing of the sample is left, and the journal says where it went.
    assert_eq!(rows_of(&app, sample.id).await, 0);
    let account = accounts::find_all(&app).await.unwrap().remove(0);
    assert_eq!((account.name.as_str(), account.sample), ("Svitanok Ltd", false));
    let names =
        app.look(|tx| Ok(tx.query("select name from sign_in_names", params![])?.len())).await.unwrap();
    assert_eq!(names, 1);
    let events = app.operator(account).read(|tx| journal::page(tx, None, 50)).await.unwrap();
    let gone = events.iter().find_map(|entry| match &entry.event {
        Some(base::Event::SampleRemoved { sample, name }) => Some((*sample, name.clone())),
        _ => None,
    });
    assert_eq!(gone, Some((sample.id, sample.name)));
    olena.get("/settings/journal").await.expect_text("with everything in it");
    visitor.get("/deals").await.expect_status(303);
    stranger.get("/sign-in").await.expect_no_text("smena rescue");
    assert_eq!(smena::verify::check(&app).await.unwrap(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sample_that_stays_is_reached_with_ones_own_password() {
    let folder = tempfile::tempdir().unwrap();
    let (app, stranger) = fresh(&format!("sqlite:{}", folder.path().join("smena.db").display())).await;
    let visitor = looking_around(&stranger).await;
    let mut form = OWN;
    form[7] = ("sample", "stays");
    visitor.post("/settings/own", &form).await.expect_status(303);
    let both = accounts::find_all(&app).await.unwrap();
    assert_eq!(both.iter().map(|account| account.sample).collect::<Vec<_>>(), [true, false]);

    let login = [("login", "olena@svitanok.example"), ("password", PASSWORD)];
    let choice = stranger.post("/sign-in", &login).await.expect_status(200);
    choice.expect_text("Svitanok Ltd").expect_text(&both[0].name);
    // From here on nothing more is started out of it.
    visitor.post("/settings/own", &form).await.expect_status(409);
    assert_eq!(smena::verify::check(&app).await.unwrap(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_who_leave_a_sample_at_once_make_one_company() {
    let folder = tempfile::tempdir().unwrap();
    two_leave(&format!("sqlite:{}", folder.path().join("smena.db").display())).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_who_leave_a_sample_at_once_make_one_company_on_postgres() {
    two_leave(&postgres::empty().await.url).await;
}

async fn two_leave(url: &str) {
    let (app, stranger) = fresh(url).await;
    let visitor = looking_around(&stranger).await;
    let (one, two) = tokio::join!(visitor.post("/settings/own", &OWN), visitor.post("/settings/own", &OWN));
    assert!(one.status == 303 || two.status == 303, "{} {}", one.status, two.status);
    let left = accounts::find_all(&app).await.unwrap();
    assert_eq!(left.iter().map(|account| account.sample).collect::<Vec<_>>(), [false]);
    assert_eq!(smena::verify::check(&app).await.unwrap(), Vec::<String>::new());
}

// G06: the company goes, and the sign-in that also opens the sample stays.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_kept_the_sample_closes_their_company_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    kept_and_closed(&format!("sqlite:{}", folder.path().join("smena.db").display())).await;
}

// G06
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_kept_the_sample_closes_their_company_on_postgres() {
    kept_and_closed(&postgres::empty().await.url).await;
}

async fn kept_and_closed(url: &str) {
    let (app, stranger) = fresh(url).await;
    let visitor = looking_around(&stranger).await;
    let mut form = OWN;
    form[7] = ("sample", "stays");
    let made = visitor.post("/settings/own", &form).await.expect_status(303);
    let olena = stranger.with("cookie", &format!("smena_session={}", made.cookie("smena_session").unwrap()));
    let typed = [("name", "Svitanok Ltd"), ("reason", ""), ("once", "c1")];
    olena.post("/settings/closing", &typed).await.expect_status(303);
    app.clock.advance(32 * 86_400_000);
    smena::housekeeping::round(&app).await.unwrap();
    let left = accounts::find_all(&app).await.unwrap();
    assert_eq!(left.iter().map(|account| account.sample).collect::<Vec<_>>(), [true]);
    let login = serde_json::json!({ "login": "olena@svitanok.example", "password": PASSWORD });
    stranger.post_json("/api/v1/sign-in", login).await.expect_status(201);
    assert_eq!(smena::verify::check(&app).await.unwrap(), Vec::<String>::new());
}
