//! Portfolios that were there before hold forms and triggers, too, and what was handed over before can still be undone.

use base::Event;
use base::authz::Do;
use kit::clock::Clock;
use people::handovers::{self, Plan};
use smena::assets::MIGRATIONS;
use store::Migration;

use crate::app::{NOW, join};
use crate::{cast, postgres};

/// Everything that an older release would not have.
const NEWER: [&str; 4] = [
    "delete from portfolio_holders where account_id = $1 and kind in ('source', 'trigger')",
    "delete from portfolio_history where account_id = $1 and kind in ('source', 'trigger')",
    "delete from handover_steps where account_id = $1 and kind in ('source', 'trigger')",
    "delete from rollups where account_id = $1 and kind in ('source', 'trigger')",
];

async fn a_departure_of_before_is_undone(url: &str) {
    let app = join(url, 0, Clock::frozen(NOW)).await;
    let (sources, others): (Vec<Migration>, Vec<Migration>) =
        MIGRATIONS.iter().partition(|m| m.name == "sources");
    let late = Migration { number: 9_999, ..sources[0] };
    app.db.migrate(others.clone().leak()).await.unwrap();
    let cast = cast::arrange(&app).await;
    let operator = app.operator(cast::account(cast.account, "Svitanok Ltd"));
    let (anna, vira) = (cast.anna, cast.vira);
    let outcome = handovers::depart(&operator, anna, Plan::to(vira)).await.unwrap();
    let undo = outcome.fact.unwrap().0;
    for (account, name) in [(cast.account, "Svitanok Ltd"), (cast.other_account, "Obriy Ltd")] {
        let operator = app.operator(cast::account(account, name));
        let older = operator.write(move |tx| {
            let mut tx = tx.permit(Do::EditAccount)?;
            for sql in NEWER {
                tx.execute(sql, store::params![tx.account()])?;
            }
            let event = Event::AccountChanged { account: tx.account(), changes: Vec::new() };
            tx.commit(event, ())
        });
        older.await.unwrap();
    }
    let all: Vec<Migration> = others.into_iter().chain([late]).collect();
    app.db.migrate(all.leak()).await.unwrap();
    assert_eq!(smena::verify::check(&app).await.unwrap(), Vec::<String>::new());
    handovers::undo(&operator, undo).await.unwrap();
    assert_eq!(smena::verify::check(&app).await.unwrap(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_departure_of_before_is_undone_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    a_departure_of_before_is_undone(&format!("sqlite:{}", folder.path().join("old.db").display())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_departure_of_before_is_undone_on_postgres() {
    let database = postgres::empty().await;
    a_departure_of_before_is_undone(&database.url).await;
}
