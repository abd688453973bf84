//! Deals as people meet them: the list, the card, the form.

use base::Kind;
use serde_json::json;

use crate::app::{Answer, Client, TestApp};
use crate::deals::{arrange_line, id, make, stages};
use crate::on_both;

/// The value of the first hidden field of that name.
fn hidden(page: &Answer, name: &str) -> String {
    let from = page.body.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
    from.split('"').next().unwrap().to_owned()
}

/// Where the link with this relation leads.
fn link(page: &Answer, rel: &str) -> Option<String> {
    let from = page.body.split(&format!("rel=\"{rel}\" href=\"")).nth(1)?;
    Some(from.split('"').next()?.replace("&amp;", "&"))
}

async fn deal_of(t: &TestApp, person: i64, title: &str) -> i64 {
    let olena = t.api(t.cast.olena).await;
    id(&make(&olena, json!({ "title": title, "responsible_id": person })).await)
}

async fn count(client: &Client) -> serde_json::Value {
    client.get("/api/v1/deals").await.json()["count"].clone()
}

on_both! {
    async fn the_first_deal_is_made_in_the_page(t) {
        let page = t.page(t.cast.anna).await;
        page.get("/deals").await.expect_status(200).expect_text("No deals yet");
        let form = page.get("/deals/new").await.expect_status(200);
        let stage = stages(&t.api(t.cast.anna).await).await[1].to_string();
        let (once, anna) = (hidden(&form, "once"), t.cast.anna.to_string());
        let typed = [("once", once.as_str()), ("title", "Ten boats"), ("stage_id", &stage), ("amount", "1 234,50"),
            ("currency", "EUR"), ("responsible_id", &anna), ("note", "soon")];
        let made = page.post("/deals", &typed).await.expect_status(303);
        // A second press leads to the same deal.
        assert_eq!(page.post("/deals", &typed).await.expect_status(303).location(), made.location());
        let card = page.get(&made.location()).await.expect_status(200);
        card.expect_text("Ten boats").expect_text("€1,234.50").expect_text("Qualified").expect_text("Anna Melnyk")
            .expect_text("Anna Melnyk created the record");
        page.get("/deals").await.expect_text("Ten boats").expect_text("In all: 1");
    }

    async fn a_refused_form_keeps_what_was_typed(t) {
        let page = t.page(t.cast.anna).await;
        let typed = [("title", ""), ("amount", "many"), ("currency", "EUR"), ("note", "do not lose me"),
            ("company_find", "nobody knows")];
        let refused = page.post("/deals", &typed).await.expect_status(422);
        refused.expect_text("do not lose me").expect_text("many").expect_text("nobody knows").expect_text("Fill this in.");
        assert_eq!(count(&t.api(t.cast.anna).await).await, 0);
    }

    async fn a_company_is_found_by_its_words(t) {
        let anna = t.cast.anna;
        arrange_line(t, Kind::Company, anna, "Acme North", "1").await;
        arrange_line(t, Kind::Company, anna, "Acme South", "2").await;
        let contact = arrange_line(t, Kind::Contact, anna, "Ivan Acme", "3").await.to_string();
        let page = t.page(anna).await;
        let responsible = anna.to_string();
        let typed = |company| [("title", "Boats"), ("currency", "EUR"), ("company_find", company),
            ("contact_id", contact.as_str()), ("responsible_id", responsible.as_str())];
        let several = page.post("/deals", &typed("acme")).await.expect_status(422);
        several.expect_text("Acme North").expect_text("Acme South").expect_text("Several fit");
        let made = page.post("/deals", &typed("south")).await.expect_status(303).location();
        page.get(&made).await.expect_text("Acme South").expect_text("Ivan Acme").expect_no_text("Acme North");
    }

    async fn a_stale_form_shows_what_differs_and_keeps_what_was_typed(t) {
        let deal = deal_of(t, t.cast.anna, "Boats").await;
        let page = t.page(t.cast.anna).await;
        let address = format!("/deals/{deal}");
        let form = page.get(&format!("{address}/edit")).await.expect_status(200);
        let (version, stage, anna) = (hidden(&form, "version"), stages(&t.api(t.cast.anna).await).await[0], t.cast.anna);
        let (stage, anna) = (stage.to_string(), anna.to_string());
        let typed = |title, version| [("title", title), ("version", version), ("stage_id", stage.as_str()),
            ("currency", "EUR"), ("responsible_id", anna.as_str())];
        page.post(&address, &typed("Ships of wood", &version)).await.expect_status(303);
        let stale = page.post(&address, &typed("Planes", &version)).await.expect_status(409);
        let now = hidden(&stale, "version");
        stale.expect_text("Ships of wood").expect_text("value=\"Planes\"").expect_text("What differs");
        page.post(&address, &typed("Planes", &now)).await.expect_status(303);
        page.get(&address).await.expect_text("<h1 dir=\"auto\">Planes</h1>");
    }

    async fn a_deal_is_moved_from_its_card(t) {
        let deal = deal_of(t, t.cast.anna, "Boats").await;
        let page = t.page(t.cast.anna).await;
        let stage = stages(&t.api(t.cast.anna).await).await[4].to_string();
        let address = format!("/deals/{deal}/stage");
        page.post(&address, &[("stage_id", &stage), ("version", "1")]).await.expect_status(303);
        page.get(&format!("/deals/{deal}")).await.expect_text("Held it when closed");
        page.post(&address, &[("stage_id", &stage), ("version", "1")]).await.expect_status(409);
        page.post(&address, &[("stage_id", "x"), ("version", "2")]).await.expect_status(422);
    }

    // K09: who is still awaited receives nothing.
    async fn ticked_deals_are_assigned_and_deleted_together(t) {
        let c = &t.cast;
        let one = deal_of(t, c.anna, "One").await.to_string();
        let two = deal_of(t, c.anna, "Two").await.to_string();
        let page = t.page(c.anna).await;
        let (vira, petro) = (c.vira.to_string(), c.petro.to_string());
        let question = page.post("/deals/assign", &[("id", &one), ("id", &two)]).await.expect_status(200);
        question.expect_text("Vira Savchuk").expect_no_text("Petro Lys").expect_no_text("Hlib Moroz");
        let both = |to| [("id", one.as_str()), ("id", two.as_str()), ("responsible_id", to), ("sure", "yes")];
        page.post("/deals/assign", &both(&petro)).await.expect_status(422);
        page.post("/deals/assign", &both("")).await.expect_status(422);
        page.post("/deals/assign", &both(&vira)).await.expect_status(303);
        assert_eq!(count(&t.api(c.anna).await).await, 0);
        page.post("/deals/delete", &[("id", &one), ("sure", "yes")]).await.expect_status(404);
        let page = t.page(c.vira).await;
        page.get(&format!("/deals/delete?id={one}&sure=yes")).await.expect_status(200).expect_text("30 days");
        assert_eq!(count(&t.api(c.vira).await).await, 2);
        page.post("/deals/delete", &[("id", &one), ("id", &two), ("sure", "yes")]).await.expect_status(303);
        assert_eq!(count(&t.api(c.vira).await).await, 0);
        page.post("/deals/delete", &[("sure", "yes")]).await.expect_status(422);
    }

    async fn one_deal_that_may_not_be_assigned_stops_them_all(t) {
        let c = &t.cast;
        let mine = deal_of(t, c.anna, "Mine").await;
        let hers = deal_of(t, c.vira, "Hers").await;
        let page = t.page(c.anna).await;
        let (one, two, to) = (mine.to_string(), hers.to_string(), c.borys.to_string());
        page.post("/deals/assign", &[("id", &one), ("id", &two), ("responsible_id", &to), ("sure", "yes")]).await.expect_status(404);
        assert_eq!(count(&t.api(c.anna).await).await, 1);
        let many: Vec<String> = (1..=201).map(|n| n.to_string()).collect();
        let many: Vec<(&str, &str)> = many.iter().map(|n| ("id", n.as_str())).collect();
        page.post("/deals/assign", &many).await.expect_status(422);
    }

    async fn the_list_turns_its_pages_both_ways(t) {
        for n in 0..55 {
            deal_of(t, t.cast.anna, &format!("Deal no. {n:02}")).await;
        }
        let page = t.page(t.cast.anna).await;
        let first = page.get("/deals?sort=title&open=true").await.expect_status(200);
        assert!(link(&first, "prev").is_none());
        let second = page.get(&link(&first, "next").unwrap()).await.expect_status(200);
        assert!(link(&second, "next").is_none());
        let back = page.get(&link(&second, "prev").unwrap()).await.expect_status(200);
        assert!(link(&back, "prev").is_none());
        for (answer, there, not_there) in [(&first, "no. 49<", "no. 50<"), (&second, "no. 50<", "no. 49<"), (&back, "no. 00<", "no. 50<")] {
            assert!(answer.body.contains(there) && !answer.body.contains(not_there), "{there}");
        }
        page.get("/deals?q=nothing+like+it").await.expect_text("Nothing found");
        page.get("/deals?sort=secret").await.expect_status(422);
    }

    async fn the_card_tells_who_held_the_deal(t) {
        let c = &t.cast;
        let deal = deal_of(t, c.anna, "Boats").await;
        t.clock.advance(2 * 24 * 3_600_000);
        let olena = t.page(c.olena).await;
        let (deal, vira) = (deal.to_string(), c.vira.to_string());
        let given = olena.post("/deals/assign", &[("id", &deal), ("responsible_id", &vira), ("sure", "yes")]).await.expect_status(303);
        assert_eq!(given.location(), format!("/deals/{deal}"));
        let card = olena.get(&given.location()).await.expect_status(200);
        card.expect_text("since 25 Nov 2026").expect_text("23 Nov 2026 to 25 Nov 2026").expect_text("Anna Melnyk → Vira Savchuk");
    }

    async fn an_observer_gets_no_buttons(t) {
        let deal = deal_of(t, t.cast.anna, "Boats").await;
        let page = t.page(t.cast.hlib).await;
        page.get("/deals").await.expect_status(200).expect_text("Boats").expect_no_text("/deals/new").expect_no_text("/deals/assign");
        page.get(&format!("/deals/{deal}")).await.expect_status(200).expect_no_text("/edit").expect_no_text("/stage");
        page.get(&format!("/deals/{deal}/edit")).await.expect_status(403).expect_text("Olena Bondar");
        page.post(&format!("/deals/{deal}"), &[("title", "Mine")]).await.expect_status(403);
    }
}
