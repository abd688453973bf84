//! The same in the page: the dialog, the fact, the way back.

use super::{assign, deal, depart, olena, responsible, work_of_anna};
use crate::on_both;

on_both! {
    // A04, A05, A06
    async fn the_dialog_shows_what_is_held_and_what_ends_and_changes_nothing(t) {
        let program = olena(t).await;
        let deals = work_of_anna(t, &program).await;
        t.secret(t.cast.anna, true).await;
        let page = t.page(t.cast.olena).await;
        let address = format!("/handovers/new?person={}&mode=departure", t.cast.anna);
        let dialog = page.get(&address).await.expect_status(200);
        let dialog = dialog.expect_text(&format!("href=\"/deals?responsible_id={}\" target=\"_blank\"", t.cast.anna)).expect_text("Deactivate: Anna Melnyk").expect_text("Not chosen").expect_text("Vira Savchuk");
        dialog.expect_no_text("Petro Lys").expect_no_text("Hlib Moroz").expect_no_text("Zoryana");
        assert_eq!(responsible(&program, deals[0]).await, Some(t.cast.anna));
    }

    // A07
    async fn the_form_takes_the_person_out_and_leads_to_the_fact(t) {
        let program = olena(t).await;
        let deals = work_of_anna(t, &program).await;
        let page = t.page(t.cast.olena).await;
        let (anna, vira) = (t.cast.anna.to_string(), t.cast.vira.to_string());
        let form = [("person", anna.as_str()), ("mode", "departure"), ("successor", &vira), ("reason", "Moves")];
        let drawn = page.post("/handovers/preview", &form).await.expect_status(200);
        drawn.expect_text("It can be undone until 23 Dec 2026");
        assert_eq!(responsible(&program, deals[0]).await, Some(t.cast.anna));
        let address = page.post("/handovers/new", &form).await.expect_status(303).location();
        let fact = page.get(&address).await.expect_status(200).expect_text("Deactivation No. 1");
        fact.expect_text("Moves").expect_text("Nothing is left with the person").expect_text("Open until 23 Dec 2026");
        assert_eq!(responsible(&program, deals[0]).await, Some(t.cast.vira));
        // Sent twice: led to the same fact.
        assert_eq!(page.post("/handovers/new", &form).await.expect_status(303).location(), address);
        let dialog = format!("/handovers/new?person={anna}&mode=departure");
        assert_eq!(page.get(&dialog).await.location(), address);
        page.get(&format!("/people/{anna}/proof")).await.expect_status(200).expect_text("Nothing is left");
    }

    async fn a_refused_form_keeps_what_was_typed(t) {
        let program = olena(t).await;
        deal(&program, "Boiler", t.cast.anna).await;
        let page = t.page(t.cast.olena).await;
        let anna = t.cast.anna.to_string();
        let form = [("person", anna.as_str()), ("mode", "departure"), ("successor", ""), ("reason", "Moves to Lviv")];
        let refused = page.post("/handovers/new", &form).await.expect_status(422);
        refused.expect_text("Choose who receives the work.").expect_text("Moves to Lviv");
    }

    async fn a_hand_over_moves_only_what_is_ticked(t) {
        let program = olena(t).await;
        let deals = work_of_anna(t, &program).await;
        let page = t.page(t.cast.olena).await;
        let (anna, vira) = (t.cast.anna.to_string(), t.cast.vira.to_string());
        let form = [("person", anna.as_str()), ("mode", "handover"), ("successor", &vira), ("kind", "deal")];
        let address = page.post("/handovers/new", &form).await.expect_status(303).location();
        page.get(&address).await.expect_status(200).expect_text("Hand-over No. 1");
        assert_eq!(responsible(&program, deals[0]).await, Some(t.cast.vira));
        let filter = format!("/api/v1/contacts?responsible_id={anna}");
        assert_eq!(program.get(&filter).await.json()["count"], 2);
        let none = [("person", anna.as_str()), ("mode", "handover"), ("successor", &vira)];
        page.post("/handovers/new", &none).await.expect_status(422).expect_text("Tick what is to be handed over.");
    }

    async fn undo_in_the_page_says_what_was_left(t) {
        let program = olena(t).await;
        let deals = work_of_anna(t, &program).await;
        let departure = depart(&program, t.cast.anna, t.cast.vira).await;
        assign(&program, deals[0], t.cast.borys).await;
        let page = t.page(t.cast.olena).await;
        let undo = format!("/handovers/{departure}/undo");
        let address = page.post(&undo, &[]).await.expect_status(303).location();
        let fact = page.get(&address).await.expect_status(200).expect_text("What stayed elsewhere");
        fact.expect_text("Assigned to others one by one").expect_text(&format!("/deals/{}", deals[0]));
        page.post(&undo, &[]).await.expect_status(409).expect_text("This is undone already.");
    }

    // A03
    async fn ticked_people_lead_to_their_dialogs(t) {
        let page = t.page(t.cast.olena).await;
        let (anna, vira) = (t.cast.anna.to_string(), t.cast.vira.to_string());
        let one = page.post("/people/ticked/departure", &[("id", &anna)]).await.expect_status(303).location();
        assert_eq!(one, format!("/handovers/new?person={anna}"));
        let ticked = page.post("/people/ticked/departure", &[("id", &anna), ("id", &vira)]).await;
        let several = page.get(&ticked.location()).await.expect_status(200);
        several.expect_text("Anna Melnyk").expect_text("Vira Savchuk");
        for act in ["departure", "block"] {
            let nobody = page.post(&format!("/people/ticked/{act}"), &[]).await.expect_status(303);
            assert_eq!(nobody.location(), "/people");
        }
    }

    // K15, K17
    async fn a_person_is_blocked_unblocked_and_comes_back_by_pages(t) {
        let program = olena(t).await;
        work_of_anna(t, &program).await;
        let page = t.page(t.cast.olena).await;
        let act = |verb: &str| format!("/people/{}/{verb}", t.cast.anna);
        page.get(&act("block")).await.expect_status(200).expect_text("Block: Anna Melnyk");
        page.post(&act("block"), &[]).await.expect_status(303);
        page.post(&act("unblock"), &[]).await.expect_status(303);
        depart(&program, t.cast.anna, t.cast.vira).await;
        page.get(&act("reactivate")).await.expect_status(200).expect_text("Give it back");
        page.post(&act("reactivate"), &[("work", "back")]).await.expect_status(303);
        page.get("/handovers").await.expect_status(200).expect_text("Work given back");
    }

    async fn the_list_is_searched_filtered_and_paged(t) {
        let page = t.page(t.cast.olena).await;
        page.get("/handovers").await.expect_status(200).expect_text("No hand-overs yet");
        let program = olena(t).await;
        deal(&program, "Boiler", t.cast.anna).await;
        let mut from_to = (t.cast.anna, t.cast.vira);
        for _ in 0..51 {
            let body = serde_json::json!({ "successor": from_to.1 });
            let address = format!("/api/v1/people/{}/handover", from_to.0);
            program.post_json(&address, body).await.expect_status(201);
            from_to = (from_to.1, from_to.0);
        }
        let first = page.get("/handovers").await.expect_status(200);
        let first = first.expect_text("No. 51").expect_no_text(">No. 1<");
        let cursor = first.body.split("cursor=").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let second = page.get(&format!("/handovers?cursor={cursor}")).await.expect_status(200);
        second.expect_text(">No. 1<").expect_no_text(">No. 2<");
        page.get("/handovers?q=anna").await.expect_text(">No. 1<").expect_no_text(">No. 2<");
        page.get("/handovers?q=nobody").await.expect_text("Nothing found");
        page.get("/handovers?what=departure").await.expect_text("Nothing found");
        page.get("/handovers?cursor=nonsense").await.expect_status(422);
    }
}
