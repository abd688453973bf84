//! The pages of covers, and what other pages say of them.

use super::{DAY, cover, deal, go_to};
use crate::app::NOW;
use crate::on_both;

on_both! {
    // In the dialog before a departure, under what ends: it does not say that nothing does above a cover that ends.
    async fn the_dialog_names_the_cover_that_ends_and_not_nothing(t) {
        let program = t.api(t.cast.olena).await;
        let page = t.page(t.cast.olena).await;
        let dialog = format!("/handovers/new?person={}&mode=departure", t.cast.anna);
        let nothing = "<p>None</p>";
        page.get(&dialog).await.expect_status(200).expect_text(nothing);
        cover(&program, t.cast.anna, t.cast.vira).await;
        page.get(&dialog).await.expect_no_text(nothing).expect_text("Vira Savchuk stands in");
        // A way in ends, too.
        t.secret(t.cast.anna, true).await;
        page.get(&dialog).await.expect_no_text(nothing).expect_text("Vira Savchuk stands in").expect_text("Sign-ins");
        let hand_over = dialog.replace("departure", "handover");
        page.get(&hand_over).await.expect_no_text(nothing).expect_no_text("Vira Savchuk stands in");
    }

    async fn both_see_it_on_their_lists_cards_and_own_pages(t) {
        let anna = t.api(t.cast.anna).await;
        let boiler = deal(&anna, "Boiler", t.cast.anna).await;
        cover(&anna, t.cast.anna, t.cast.vira).await;
        let (anna, vira, borys) = (t.page(t.cast.anna).await, t.page(t.cast.vira).await, t.page(t.cast.borys).await);
        let list = vira.get("/deals").await.expect_status(200);
        list.expect_text("You stand in for Anna Melnyk until 28").expect_text("for Anna Melnyk until 28").expect_text("Boiler");
        vira.get("/contacts").await.expect_text("You stand in for Anna Melnyk");
        anna.get("/deals").await.expect_text("Vira Savchuk stands in for you until 28").expect_no_text("for Anna Melnyk until");
        borys.get("/deals").await.expect_text("Boiler").expect_no_text("stands in").expect_no_text("You stand in");
        for page in [&anna, &vira, &borys] {
            page.get(&format!("/deals/{boiler}")).await.expect_status(200).expect_text("Covered by Vira Savchuk until 28");
        }
        vira.get("/me").await.expect_text("Stands in for Anna Melnyk").expect_text("Decline");
        anna.get("/me").await.expect_text("Vira Savchuk stands in").expect_text("End now");
        vira.get("/covers").await.expect_text("Anna Melnyk").expect_text("Running");
        borys.get("/covers").await.expect_no_text("Anna Melnyk").expect_text("No covers yet");
        let olena = t.page(t.cast.olena).await;
        olena.get(&format!("/people/{}", t.cast.anna)).await.expect_text("Vira Savchuk stands in");
        olena.get("/covers").await.expect_text("Vira Savchuk");
        let leaving = format!("/handovers/new?person={}&mode=departure", t.cast.vira);
        olena.get(&leaving).await.expect_text("Stands in for Anna Melnyk");
    }

    async fn somebody_goes_on_leave_from_their_own_page(t) {
        let anna = t.page(t.cast.anna).await;
        let at = format!("/people/{}/cover", t.cast.anna);
        anna.get("/me").await.expect_text(&at);
        anna.get(&at).await.expect_status(200).expect_text("Vira Savchuk").expect_no_text("Petro Lys").expect_no_text("Zoryana");
        let vira = t.cast.vira.to_string();
        let empty = [("stand_in", ""), ("what", "all"), ("until", ""), ("reason", "Sea"), ("once", "c1")];
        anna.post(&at, &empty).await.expect_status(422).expect_text("value=\"\"").expect_text("Sea");
        let typed = [("stand_in", &*vira), ("what", "some"), ("kind", "deal"), ("kind", "task"), ("from", "2026-11-24"),
            ("until", "2026-11-27"), ("reason", "Sea"), ("once", "c2")];
        assert_eq!(anna.post(&at, &typed).await.location(), "/me");
        let list = t.api(t.cast.anna).await.get(&format!("/api/v1/people/{}/covers", t.cast.anna)).await.json();
        // The last day is included, in the account's zone.
        assert_eq!(list["items"][0]["from"], "2026-11-23T22:00:00Z");
        assert_eq!(list["items"][0]["until"], "2026-11-27T22:00:00Z");
        assert_eq!(list["items"][0]["kinds"], serde_json::json!(["deal", "task"]));
        let again = [("stand_in", &*vira), ("what", "all"), ("from", "2026-11-27"), ("until", "2026-11-29"), ("once", "c3")];
        anna.post(&at, &again).await.expect_status(409).expect_text("Vira Savchuk already stands in");
        let id = list["items"][0]["id"].to_string();
        go_to(t, NOW + 2 * DAY);
        let vira = t.page(t.cast.vira).await;
        assert_eq!(vira.post(&format!("/covers/{id}/end?back={}", t.cast.anna), &[]).await.location(), "/me");
        anna.get("/covers").await.expect_text("Declined");
    }

    async fn the_pages_speak_russian_and_ukrainian(t) {
        let anna = t.api(t.cast.anna).await;
        cover(&anna, t.cast.anna, t.cast.vira).await;
        let vira = t.page(t.cast.vira).await;
        t.by_hand("update people set lang = 'ru' where account_id = $1 and id = $2", t.cast.vira).await;
        vira.get("/deals").await.expect_text("Вы замещаете: Anna Melnyk, по 28").expect_no_text("You stand in");
        vira.get("/me").await.expect_text("Отказаться").expect_text("Меня не будет");
        t.by_hand("update people set lang = 'uk' where account_id = $1 and id = $2", t.cast.vira).await;
        vira.get("/deals").await.expect_text("Ви заміщуєте: Anna Melnyk, по 28");
        vira.get("/covers").await.expect_text("Триває");
    }
}
