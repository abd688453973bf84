//! The product under test: a real database of either engine with the cast in it, a frozen clock, and the same router
//! that people meet. Strict on leaving: after every test the invariants are verified.
//!
//! ```ignore
//! on_both! {
//!     async fn anna_sees_her_own_deals(t) {
//!         let anna = t.anna();                       // an API client with Anna's token
//!         let answer = anna.get("/api/v1/deals").await.expect_status(200);
//!         assert_eq!(answer.json()["count"], 0);
//!         let page = t.page(t.cast.anna).await;      // a browser-like client with Anna's session cookie
//!         page.get("/deals").await.expect_status(200).expect_text("…");
//!     }
//! }
//! ```

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, header};
use base::authz::Do;
use base::{App, Event, Settings, credentials, org};
use kit::clock::Clock;
use kit::id::IdMaker;
use serde_json::Value as Json;
use store::{Db, Options};
use tokio::sync::OnceCell;
use tower::ServiceExt;

use crate::cast::{self, Cast};
use crate::postgres;

/// 23 November 2026, a Monday, 09:00 UTC.
pub const NOW: i64 = 1_795_424_400_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Makes each story a test on SQLite and a test on PostgreSQL.
#[macro_export]
macro_rules! on_both {
    ($($(#[$meta:meta])* async fn $name:ident($t:ident) $body:block)*) => { $(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn story($t: &$crate::app::TestApp) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let t = $crate::app::TestApp::start($crate::app::Engine::Sqlite).await;
                story(&t).await;
                t.leave().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let t = $crate::app::TestApp::start($crate::app::Engine::Postgres).await;
                story(&t).await;
                t.leave().await;
            }
        }
    )* };
}

/// One test's product.
pub struct TestApp {
    pub engine: Engine,
    pub app: App,
    pub cast: Cast,
    pub clock: Clock,
    /// What `--db` takes.
    pub url: String,
    router: Router,
    // Dropped last: the database under everything.
    _home: Home,
}

enum Home {
    Folder(#[allow(dead_code)] tempfile::TempDir),
    Database(#[allow(dead_code)] postgres::Database),
}

impl TestApp {
    /// The cast in a database of its own.
    pub async fn start(engine: Engine) -> TestApp {
        // What the product logs belongs to the failing test's output; a second `init` in this process is refused.
        tracing_subscriber::fmt().with_max_level(tracing::Level::WARN).with_test_writer().try_init().ok();
        let (url, home, cast) = match engine {
            Engine::Sqlite => {
                let (template, cast) = sqlite_template().await;
                let folder = tempfile::tempdir().unwrap();
                let path = folder.path().join("smena.db");
                std::fs::copy(template, &path).unwrap();
                (format!("sqlite:{}", path.display()), Home::Folder(folder), cast)
            }
            Engine::Postgres => {
                static CAST: OnceCell<Cast> = OnceCell::const_new();
                let database = postgres::database(async |url: String| {
                    let cast = fill(&url).await;
                    CAST.set(cast).ok();
                })
                .await;
                (database.url.clone(), Home::Database(database), CAST.get().unwrap().clone())
            }
        };
        let clock = Clock::frozen(NOW);
        // Another node than the one that made the cast: no id is made twice.
        let app = join(&url, 1, clock.clone()).await;
        let router = smena::app::router(app.clone());
        TestApp { engine, app, cast, clock, url, router, _home: home }
    }

    /// Strict on leaving: no job is left undone, and everything that must always hold is checked in the database.
    pub async fn leave(self) {
        for account in smena::verify::accounts(&self.app).await.unwrap() {
            let due = self.app.operator(account).read(base::jobs::unfinished).await.unwrap();
            assert!(due.is_empty(), "jobs are due and not done (call `jobs::run_due`): {due:?}");
        }
        let broken = smena::verify::check(&self.app).await.unwrap();
        assert!(broken.is_empty(), "the invariants are broken:\n{}", broken.join("\n"));
    }

    /// Another process over the same database that does everything in the smallest steps, and jobs only when told.
    pub fn slow(&self) -> App {
        let ids = IdMaker::new(6, 0, self.clock.clone());
        ids.promise(i64::MAX);
        App::new(base::Parts {
            db: self.app.db.clone(),
            words: self.app.words.clone(),
            ids,
            clock: self.clock.clone(),
            settings: Settings { most_at_once: Some(2), most_in_request: Some(0), ..Settings::default() },
            holdables: self.app.holdables.clone(),
            seeds: self.app.seeds.clone(),
            arrivals: self.app.arrivals.clone(),
            tellings: self.app.tellings.clone(),
            tables: self.app.tables,
            jobs: self.app.jobs.clone(),
            bell: base::Bell::default(),
        })
    }

    /// The use cases' context of a person, as if signed in.
    pub async fn ctx(&self, person: i64) -> base::Ctx {
        let ctx = self.app.operator(self.account_of(person));
        let found = ctx.read(move |tx| org::find(tx, person)).await.unwrap().unwrap();
        let actor = base::authz::Actor::person(found.id, found.category, found.rights);
        self.app.ctx(self.account_of(person), actor)
    }

    /// The operator at the command line.
    pub fn operator(&self) -> base::Ctx {
        self.app.operator(cast::account(self.cast.account, "Svitanok Ltd"))
    }

    /// A program with a new API token of the person.
    pub async fn api(&self, person: i64) -> Client {
        let secret = self.secret(person, false).await;
        self.client([("authorization", format!("Bearer {secret}"))])
    }

    /// A browser with a new session of the person.
    pub async fn page(&self, person: i64) -> Client {
        let secret = self.secret(person, true).await;
        self.client([("cookie", format!("smena_session={secret}"))])
    }

    /// Somebody not signed in.
    pub fn stranger(&self) -> Client {
        self.client([])
    }

    /// A client that sends these headers with each request.
    pub fn client<const N: usize>(&self, headers: [(&'static str, String); N]) -> Client {
        Client { router: self.router.clone(), headers: Arc::new(headers.into_iter().collect()) }
    }

    /// Serves on a real port until the test ends; the address without a slash at its end.
    pub async fn serve(&self) -> String {
        serve(self.router.clone()).await
    }

    /// The secret of a new session or API token.
    pub async fn secret(&self, person: i64, session: bool) -> String {
        let identity_epoch = self.identity_epoch(person).await;
        self.app
            .nobody(self.account_of(person))
            .write(move |tx| {
                let mut tx = tx.permit(Do::UseSecret)?;
                let found = org::find(&mut tx, person)?.unwrap();
                let (id, made, event) = if session {
                    let (id, made) =
                        credentials::open_session(&mut tx, &found, identity_epoch, Some("Test"))?;
                    (id, made, Event::SignedIn { person, session: id })
                } else {
                    let (id, made) = credentials::make_token(&mut tx, &found, "test")?;
                    (id, made, Event::TokenMade { person, token: id, name: "test".into() })
                };
                let _ = id;
                tx.commit(event, made.text)
            })
            .await
            .unwrap()
    }

    /// Changes a row as no door would; `$1` is the company, `$2` the id.
    pub async fn by_hand(&self, sql: &'static str, id: i64) {
        self.operator()
            .write(move |tx| {
                let mut tx = tx.permit(Do::EditAccount)?;
                tx.execute(sql, store::params![tx.account(), id])?;
                let event = Event::AccountChanged { account: tx.account(), changes: Vec::new() };
                tx.commit(event, ())
            })
            .await
            .unwrap();
    }

    fn account_of(&self, person: i64) -> base::Account {
        match person == self.cast.zoryana {
            true => cast::account(self.cast.other_account, "Obriy Ltd"),
            false => cast::account(self.cast.account, "Svitanok Ltd"),
        }
    }

    async fn identity_epoch(&self, person: i64) -> i64 {
        let account = self.account_of(person).id;
        let sql = "select i.epoch from people p join identities i on i.id = p.identity_id
            where p.account_id = $1 and p.id = $2";
        self.app
            .look(move |tx| Ok(tx.query_one(sql, store::params![account, person])?.at(0)?))
            .await
            .unwrap_or_default()
    }
}

/// Sends requests to the router as one person would.
#[derive(Clone)]
pub struct Client {
    router: Router,
    headers: Arc<Vec<(&'static str, String)>>,
}

impl Client {
    /// Somebody not signed in, at the door of this product.
    pub fn stranger(app: App) -> Client {
        Client { router: smena::app::router(app), headers: Arc::default() }
    }

    /// The same client with one more header, or at another host.
    pub fn with(&self, name: &'static str, value: &str) -> Client {
        let mut headers = (*self.headers).clone();
        headers.retain(|(one, _)| name != "host" || *one != name);
        headers.push((name, value.to_owned()));
        Client { router: self.router.clone(), headers: Arc::new(headers) }
    }

    /// The same person at another process of the product.
    pub fn at(&self, app: App) -> Client {
        Client { router: smena::app::router(app), headers: self.headers.clone() }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None, Vec::new()).await
    }

    /// A form, as a browser posts it.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = fields.iter().map(|(k, v)| format!("{}={}", encode(k), encode(v))).collect();
        let kind = Some("application/x-www-form-urlencoded");
        self.send(Method::POST, path, kind, body.join("&").into_bytes()).await
    }

    pub async fn post_json(&self, path: &str, body: Json) -> Answer {
        self.json(Method::POST, path, body).await
    }

    pub async fn patch(&self, path: &str, body: Json) -> Answer {
        self.json(Method::PATCH, path, body).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None, Vec::new()).await
    }

    pub async fn json(&self, method: Method, path: &str, body: Json) -> Answer {
        self.send(method, path, Some("application/json"), body.to_string().into_bytes()).await
    }

    /// Any body at all.
    pub async fn send(&self, method: Method, path: &str, kind: Option<&str>, body: Vec<u8>) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !self.headers.iter().any(|(name, _)| *name == "host") {
            request = request.header(header::HOST, "smena.test");
        }
        for (name, value) in self.headers.iter() {
            request = request.header(*name, value);
        }
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let response = self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            bytes: body.len(),
            body: String::from_utf8_lossy(&body).into(),
            raw: body.to_vec(),
            asked: path.into(),
        }
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
    /// The body as it came.
    pub raw: Vec<u8>,
    /// How long the body is, as it came.
    pub bytes: usize,
    asked: String,
}

impl Answer {
    #[track_caller]
    pub fn expect_status(self, status: u16) -> Answer {
        assert_eq!(self.status, status, "{} answered: {}", self.asked, self.body);
        self
    }

    /// The problem's code (RFC 9457 body) with its status.
    #[track_caller]
    pub fn expect_problem(self, status: u16, code: &str) -> Answer {
        let answer = self.expect_status(status);
        assert_eq!(answer.json()["code"], code, "{}", answer.body);
        answer
    }

    #[track_caller]
    pub fn expect_text(self, text: &str) -> Answer {
        assert!(self.body.contains(text), "{text:?} is not on {}:\n{}", self.asked, self.body);
        self
    }

    #[track_caller]
    pub fn expect_no_text(self, text: &str) -> Answer {
        assert!(!self.body.contains(text), "{text:?} is on {}:\n{}", self.asked, self.body);
        self
    }

    #[track_caller]
    pub fn json(&self) -> Json {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|e| panic!("{} is not JSON: {e}: {}", self.asked, self.body))
    }

    /// Name and value of each hidden field, as a browser would send them.
    pub fn fields(&self) -> Vec<(String, String)> {
        let inputs = self.body.split("<input type=\"hidden\" name=\"").skip(1);
        let field = |input: &str| {
            let (name, rest) = input.split_once("\" value=\"")?;
            let value = rest.split_once('"')?.0;
            let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
            let value = plain.iter().fold(value.to_owned(), |text, (from, to)| text.replace(from, to));
            Some((name.to_owned(), value))
        };
        inputs.filter_map(field).collect()
    }

    /// Where a redirect leads.
    #[track_caller]
    pub fn location(&self) -> String {
        let location = self.headers.get(header::LOCATION);
        location
            .unwrap_or_else(|| panic!("{} leads nowhere: {} {}", self.asked, self.status, self.body))
            .to_str()
            .unwrap()
            .to_owned()
    }

    /// The value of a cookie that was set.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let set = self.headers.get_all(header::SET_COOKIE).iter().filter_map(|v| v.to_str().ok());
        set.filter_map(|cookie| cookie.split(';').next()?.split_once('='))
            .find(|(n, _)| *n == name)
            .map(|(_, v)| v.to_owned())
    }
}

/// The product over the same database as another operator set it up.
pub fn with_settings(t: &TestApp, settings: Settings) -> App {
    let ids = IdMaker::new(8, 0, t.clock.clone());
    ids.promise(i64::MAX);
    let parts = base::Parts {
        db: t.app.db.clone(),
        words: t.app.words.clone(),
        ids,
        clock: t.clock.clone(),
        settings,
        holdables: t.app.holdables.clone(),
        seeds: t.app.seeds.clone(),
        arrivals: t.app.arrivals.clone(),
        tellings: t.app.tellings.clone(),
        tables: t.app.tables,
        jobs: t.app.jobs.clone(),
        bell: base::Bell::default(),
    };
    App::new(parts)
}

/// An installation without a company, and the folder that it lives in.
pub async fn empty() -> (tempfile::TempDir, App) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("smena.db").display());
    let app = join(&url, 0, Clock::frozen(NOW)).await;
    app.db.migrate(smena::assets::MIGRATIONS).await.unwrap();
    (folder, app)
}

/// A server of these pages; its base address.
pub async fn serve(router: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = router.into_make_service_with_connect_info::<std::net::SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
    format!("http://{address}")
}

/// The product over a database, with a frozen clock and ids without end.
pub async fn join(url: &str, node: u8, clock: Clock) -> App {
    let db = Db::open(url, Options::default()).await.unwrap();
    let ids = IdMaker::new(node, 0, clock.clone());
    ids.promise(i64::MAX);
    smena::app::join(db, clock, ids, Settings::default()).unwrap()
}

/// Migrates an empty database and puts the cast into it.
async fn fill(url: &str) -> Cast {
    let app = join(url, 0, Clock::frozen(NOW - 24 * 3_600_000)).await;
    app.db.migrate(smena::assets::MIGRATIONS).await.unwrap();
    let cast = cast::arrange(&app).await;
    app.db.analyze().await.unwrap();
    app.db.checkpoint().await.unwrap();
    cast
}

async fn sqlite_template() -> (PathBuf, Cast) {
    static TEMPLATE: OnceCell<(PathBuf, Cast)> = OnceCell::const_new();
    TEMPLATE
        .get_or_init(|| async {
            let path = tempfile::tempdir().unwrap().keep().join("template.db");
            let cast = fill(&format!("sqlite:{}", path.display())).await;
            (path, cast)
        })
        .await
        .clone()
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => (b as char).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}
