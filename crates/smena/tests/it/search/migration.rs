//! What was there before search becomes searchable with the migration; a server that lacks its parts says what to do.

use base::authz::{Actor, Do};
use base::tx::Tally;
use base::{App, Event, Kind, org};
use kit::clock::Clock;
use smena::assets::MIGRATIONS;
use store::Migration;
use work::records::ListQuery;

use crate::app::{NOW, join};
use crate::{cast, postgres};

const NAMES: [&str; 5] = ["Семён Королёв", "М'ята «Зірка» 24", "a", "\"OR\" 100%_it's --", ""];

/// The cast and a contact of each name, in a database without search; then with it.
async fn migrated(url: &str) -> (App, cast::Cast) {
    let app = join(url, 0, Clock::frozen(NOW)).await;
    let (search, others): (Vec<Migration>, Vec<Migration>) =
        MIGRATIONS.iter().partition(|m| m.name == "search");
    let late = Migration { number: 9_999, ..search[0] };
    app.db.migrate(others.clone().leak()).await.unwrap();
    let cast = cast::arrange(&app).await;
    let (person, account) = (cast.anna, cast::account(cast.account, "Svitanok Ltd"));
    let operator = app.operator(account);
    let written = operator.write(move |tx| {
        let mut tx = tx.permit(Do::Import)?;
        let portfolio = org::find(&mut tx, person)?.unwrap().portfolio_id.unwrap();
        for name in NAMES {
            let text = kit::text::normalise(name);
            let id = tx.new_id()?;
            tx.execute(
                "insert into contacts (account_id, id, portfolio_id, name, name_key, phones, emails, search_text,
                    created_at, updated_at, version) values ($1, $2, $3, $4, $5, '[]', '[]', $5, 0, 0, 1)",
                store::params![tx.account(), id, portfolio, name, text],
            )?;
        }
        let currency = String::new();
        tx.tally(Tally { portfolio, kind: Kind::Contact, bucket: 0, open: true, currency }, NAMES.len() as i64, 0);
        let event = Event::AccountChanged { account: tx.account(), changes: Vec::new() };
        tx.commit(event, ())
    });
    written.await.unwrap();
    let all: Vec<Migration> = others.into_iter().chain([late]).collect();
    app.db.migrate(all.leak()).await.unwrap();
    (app, cast)
}

async fn everything_is_found(app: &App, cast: &cast::Cast) {
    assert_eq!(smena::verify::check(app).await.unwrap(), Vec::<String>::new());
    let account = cast::account(cast.account, "Svitanok Ltd");
    let olena = cast.olena;
    let person = app.operator(account.clone()).read(move |tx| org::find(tx, olena)).await.unwrap().unwrap();
    let ctx = app.ctx(account, Actor::person(person.id, person.category, person.rights));
    for (q, name) in [
        ("королев", NAMES[0]),
        ("ко сем", NAMES[0]),
        ("зірк мята", NAMES[1]),
        ("24", NAMES[1]),
        ("100%_it", NAMES[3]),
    ] {
        let asked = ListQuery { q: Some(q.into()), ..ListQuery::default() };
        let found =
            work::contacts::list(&ctx, &asked.read(work::contacts::ROOM.sorts).unwrap(), Default::default())
                .await
                .unwrap();
        let names: Vec<&str> = found.slice.items.iter().map(|contact| contact.draft.name.as_str()).collect();
        assert_eq!(names, [name], "{q}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_there_before_is_found_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let (app, cast) = migrated(&format!("sqlite:{}", folder.path().join("old.db").display())).await;
    everything_is_found(&app, &cast).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_there_before_is_found_on_postgres() {
    let database = postgres::empty().await;
    let (app, cast) = migrated(&database.url).await;
    everything_is_found(&app, &cast).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_forbids_its_extensions_is_told_in_plain_words() {
    let database = postgres::empty().await;
    let (client, connection) = tokio_postgres::connect(&database.url, tokio_postgres::NoTls).await.unwrap();
    let connection = tokio::spawn(connection);
    let role = format!("plain_{}", std::process::id());
    // May make tables, as most roles may, and no more.
    client
        .batch_execute(&format!("create role {role} login; grant create on schema public to {role}"))
        .await
        .unwrap();
    let url = database.url.replacen("postgres://smena@", &format!("postgres://{role}@"), 1);
    assert_ne!(url, database.url);
    let app = join(&url, 0, Clock::frozen(NOW)).await;
    let refused = app.db.migrate(MIGRATIONS).await.unwrap_err().to_string();
    for words in [
        "3 search",
        "pg_trgm",
        "create extension if not exists btree_gin",
        "owner of the database",
        "start again",
    ] {
        assert!(refused.contains(words), "{words} is not in: {refused}");
    }
    // The operator does it, and all is well.
    client.batch_execute("create extension pg_trgm; create extension btree_gin").await.unwrap();
    app.db.migrate(MIGRATIONS).await.unwrap();
    drop(app);
    client.batch_execute(&format!("drop owned by {role} cascade; drop role {role}")).await.unwrap();
    drop(client);
    connection.await.unwrap().ok();
}
