//! In an installation of one company the index of words is asked without it: what is found is the same.

use kit::clock::Clock;
use kit::lang::Lang;
use store::params;

use super::form_encoded;
use crate::app::{Client, NOW, join};
use crate::postgres;

#[tokio::test(flavor = "multi_thread")]
async fn the_only_company_finds_its_contacts_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    found_alone(&format!("sqlite:{}", folder.path().join("smena.db").display())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_only_company_finds_its_contacts_on_postgres() {
    let database = postgres::empty().await;
    found_alone(&database.url).await;
}

async fn found_alone(url: &str) {
    let app = join(url, 0, Clock::frozen(NOW)).await;
    app.db.migrate(smena::assets::MIGRATIONS).await.unwrap();
    let filled = smena::sample::fill(&app, Lang::Uk, false).await.unwrap().unwrap();
    let stranger = Client::stranger(app.clone());
    let typed = [("login", filled.email), ("password", filled.password.as_str())];
    let session = stranger.post("/sign-in", &typed).await.expect_status(303).cookie("smena_session").unwrap();
    let page = stranger.with("cookie", &format!("smena_session={session}"));
    let names = "select name from contacts where account_id = $1 order by id limit 5";
    let names: Vec<String> = app
        .look(move |tx| {
            let rows = tx.query(names, params![filled.account_id])?;
            rows.iter().map(|row| Ok(row.at(0)?)).collect()
        })
        .await
        .unwrap();
    assert_eq!(names.len(), 5);
    for name in names {
        let part: String = name.chars().skip(1).collect();
        let list = page.get(&format!("/contacts?q={}", form_encoded(&part))).await.expect_status(200);
        list.expect_text(&format!("\">{name}</a>"));
    }
    page.get("/contacts?q=zzyzx").await.expect_status(200).expect_text("Нічого не знайдено");
}
