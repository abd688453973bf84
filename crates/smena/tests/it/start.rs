//! The first steps of a company of one's own.

use base::Ctx;
use base::authz::Actor;
use people::accounts::{self, NewAccount};
use serde_json::json;

use crate::app::{Client, TestApp};
use crate::cast::PASSWORD;
use crate::on_both;

/// A new company, and its administrator at the pages and at the API.
async fn founded(t: &TestApp) -> (Client, Client, Ctx) {
    let asked = NewAccount {
        name: "Third Ltd".into(),
        admin_name: "Taras Third".into(),
        admin_email: "taras@third.example".into(),
        admin_password: PASSWORD.into(),
        zone: "UTC".into(),
        currency: "EUR".into(),
        ..NewAccount::default()
    };
    let made = accounts::create(&t.app, asked).await.unwrap();
    let login = json!({"login": "taras@third.example", "password": PASSWORD});
    let token = t.stranger().post_json("/api/v1/sign-in", login).await.expect_status(201).json();
    let form = [("login", "taras@third.example"), ("password", PASSWORD)];
    let signed = t.stranger().post("/sign-in", &form).await.expect_status(303);
    let page = t.client([("cookie", format!("smena_session={}", signed.cookie("smena_session").unwrap()))]);
    let api = t.client([("authorization", format!("Bearer {}", token["token"].as_str().unwrap()))]);
    let account = accounts::load(&t.app, made.account_id).await.unwrap();
    let operator = t.app.operator(account.clone());
    let found = operator.read(move |tx| base::org::find(tx, made.person_id)).await.unwrap().unwrap();
    let ctx = t.app.ctx(account, Actor::person(found.id, found.category, found.rights));
    (page, api, ctx)
}

/// How many steps are done.
async fn done(page: &Client) -> usize {
    page.get("/start").await.expect_status(200).body.matches(r#"<li class="done">"#).count()
}

const IN_MENU: &str = r#"<a href="/start""#;

on_both! {
    async fn each_step_is_known_by_what_is_there_and_the_list_goes_when_all_are_done(t) {
        let (page, api, ctx) = founded(t).await;
        page.get("/deals").await.expect_text(IN_MENU);
        assert_eq!(done(&page).await, 1, "the company has a name");

        let person = json!({"name": "Anna Third", "email": "anna@third.example"});
        api.post_json("/api/v1/people", person).await.expect_status(201);
        assert_eq!(done(&page).await, 2);
        people::departments::add(&ctx, "Sales", None).await.unwrap();
        assert_eq!(done(&page).await, 3);
        api.post_json("/api/v1/contacts", json!({"name": "Solomiia Hnatiuk"})).await.expect_status(201);
        assert_eq!(done(&page).await, 4);

        // To look at what would happen is enough.
        let me = ctx.person_id().unwrap();
        page.get(&format!("/handovers/new?person={me}&mode=handover")).await.expect_status(200);
        assert_eq!(done(&page).await, 5);
        page.get("/deals").await.expect_text(IN_MENU);

        let stages = [("name", "Orders"), ("stage_name", "New"), ("stage_name", "Won"), ("stage_name", "Lost"),
            ("stage_place", "1"), ("stage_place", "2"), ("stage_place", "3"), ("stage_id", ""), ("stage_id", ""), ("stage_id", ""),
            ("stage_outcome", "open"), ("stage_outcome", "won"), ("stage_outcome", "lost")];
        page.post("/settings/pipelines", &stages).await.expect_status(303);
        page.get("/start").await.expect_text("All of it is done").expect_no_text(IN_MENU).expect_no_text("/start/away");
        page.get("/deals").await.expect_no_text(IN_MENU);
        page.get("/start").await.expect_status(200);
    }

    async fn the_list_can_be_put_away_and_found_again(t) {
        let (page, _, _) = founded(t).await;
        assert_eq!(page.post("/start/away", &[]).await.expect_status(303).location(), "/deals");
        page.get("/deals").await.expect_no_text(IN_MENU);
        page.get("/settings").await.expect_text(IN_MENU);
        page.get("/search/palette?q=первые шаги".replace(' ', "%20").as_str()).await.expect_text("/start");
        page.get("/start").await.expect_text("no longer in the menu");
        page.post("/start/back", &[]).await.expect_status(303);
        page.get("/deals").await.expect_text(IN_MENU);
    }

    // Companies that are at work already, samples, and everybody who sets nothing: no list.
    async fn nobody_else_sees_anything_of_it(t) {
        for person in [t.cast.olena, t.cast.borys, t.cast.anna] {
            t.page(person).await.get("/deals").await.expect_no_text(IN_MENU);
        }
        let anna = t.page(t.cast.anna).await;
        anna.get("/start").await.expect_status(403);
        for path in ["/start/away", "/start/back"] {
            anna.post(path, &[]).await.expect_status(403);
        }
        let sample = smena::sample::fill(&t.app, kit::lang::Lang::En, false).await.unwrap().unwrap();
        let form = [("login", sample.email), ("password", sample.password.as_str())];
        let signed = t.stranger().post("/sign-in", &form).await.expect_status(303);
        let page = t.client([("cookie", format!("smena_session={}", signed.cookie("smena_session").unwrap()))]);
        page.get("/deals").await.expect_no_text(IN_MENU);
    }

    // An empty list says what it is for and how to begin; one that a filter has emptied says that.
    async fn empty_lists_teach_and_filtered_ones_offer_to_show_all(t) {
        let (page, api, _) = founded(t).await;
        let lists = [("/deals", "No deals yet"), ("/contacts", "No contacts yet"), ("/companies", "No companies yet")];
        for (path, says) in lists {
            let list = page.get(path).await.expect_status(200).expect_text(says);
            list.expect_text(&format!(r#"href="{path}/new""#)).expect_text(r#"href="/settings/import""#);
            let filtered = page.get(&format!("{path}?q=lantern")).await.expect_status(200).expect_no_text(says);
            filtered.expect_text("Nothing here matches").expect_text("Show all");
        }
        page.get("/tasks").await.expect_text("No tasks yet").expect_no_text(r#"href="/settings/import""#);
        page.get("/deals/board").await.expect_text("No deals in this pipeline yet").expect_text(r#"href="/settings/import""#);
        for (path, says) in [
            ("/handovers", "No hand-overs yet"), ("/bin", "Nothing was deleted"), ("/settings/products", "No products yet"),
            ("/settings/forms", "No forms yet"), ("/settings/triggers", "No triggers yet"), ("/covers", "No covers yet"),
            ("/settings/departments", "No departments yet"), ("/received", "No hand-overs yet"),
        ] {
            page.get(path).await.expect_status(200).expect_text(says);
        }

        // Alone until somebody comes.
        page.get("/people").await.expect_text("You are here alone so far").expect_text(r#"href="/settings/import""#);
        page.get("/people?q=nobody").await.expect_text("Nobody matches").expect_no_text("You are here alone");
        api.post_json("/api/v1/people", json!({"name": "Anna Third", "email": "anna@third.example"})).await.expect_status(201);
        page.get("/people").await.expect_no_text("You are here alone");
        // Whoever may not import is not sent there.
        t.page(t.cast.anna).await.get("/contacts").await.expect_text("No contacts yet").expect_no_text(r#"href="/settings/import""#);
    }
}
