//! The sample: a small company in each language.

use base::Ctx;
use kit::lang::Lang;
use smena::sample::{self, Filled};
use store::params;

use crate::app::TestApp;
use crate::on_both;

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
}
