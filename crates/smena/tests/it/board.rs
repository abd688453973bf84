//! The board: deals by stages, as far as the reader sees them, and what is done with them there.

mod browser;
mod moves;

use std::collections::BTreeSet;

use kit::lang::Lang;
use kit::money::{self, Currency};
use serde_json::{Value as Json, json};

use crate::app::{Answer, Client, TestApp};
use crate::deals::{id, make, stages};
use crate::on_both;

/// The part of the page that is about this stage.
fn column(page: &Answer, stage: i64) -> String {
    let from = page.body.split(&format!("data-drop=\"{stage}\"")).nth(1).unwrap_or_default();
    from.split("</section>").next().unwrap().to_owned()
}

/// What the column's head says: how many deals, and their sums.
fn figures(page: &Answer, stage: i64) -> (String, String) {
    let column = column(page, stage);
    let count = column.split("<span class=\"count\">").nth(1).unwrap().split('<').next().unwrap();
    let sums = column.split("<p class=\"column-sums\">").nth(1).unwrap().split("</p>").next().unwrap();
    (count.to_owned(), sums.replace("<span>", "").replace("</span>", "").trim().to_owned())
}

/// The deals of a column in order.
fn cards(column: &str) -> Vec<i64> {
    column
        .split("<li class=\"deal\" id=\"deal-")
        .skip(1)
        .map(|card| card.split('"').next().unwrap().parse().unwrap())
        .collect()
}

fn more(column: &str) -> Option<String> {
    let link = column.split("class=\"column-more\">").last().filter(|link| link.contains("data-more"))?;
    Some(link.split("href=\"").nth(1)?.split('"').next()?.replace("&amp;", "&"))
}

fn euros(cents: i64) -> String {
    money::format(cents, Currency::parse("EUR").unwrap(), Lang::En)
}

/// Every column against what the list of the same stage says.
async fn agrees(t: &TestApp, person: i64, filters: &str) {
    let (page, api) = (t.page(person).await, t.api(person).await);
    let board = page.get(&format!("/deals/board?{filters}")).await.expect_status(200);
    let nothing = board.body.contains("Nothing found");
    for stage in stages(&api).await {
        let list = api
            .get(&format!("/api/v1/deals?stage_id={stage}&sort=-updated_at&limit=200&{filters}"))
            .await
            .json();
        let items = list["items"].as_array().unwrap();
        if nothing {
            assert!(items.is_empty(), "{person} at {stage} with {filters}");
            continue;
        }
        let sum: i64 = items.iter().map(|deal| deal["amount"].as_i64().unwrap()).sum();
        let sum = if sum == 0 { String::new() } else { euros(sum) };
        assert_eq!(
            figures(&board, stage),
            (list["count"].to_string(), sum),
            "{person} at {stage} with {filters}"
        );
        let listed: Vec<i64> = items.iter().take(25).map(id).collect();
        assert_eq!(cards(&column(&board, stage)), listed, "{person} at {stage} with {filters}");
    }
}

async fn queue(t: &TestApp) -> i64 {
    let body = json!({ "department_id": t.cast.sales, "name": "Incoming" });
    id(&t.api(t.cast.olena).await.post_json("/api/v1/queues", body).await.expect_status(201).json())
}

/// So many deals of one person at one stage.
async fn many(client: &Client, stage: i64, count: usize) -> Vec<i64> {
    let mut made = Vec::new();
    for n in 0..count {
        made.push(id(&make(
            client,
            json!({ "title": format!("Deal {n}"), "stage_id": stage, "amount": 100 }),
        )
        .await));
    }
    made
}

on_both! {
    async fn the_columns_say_what_their_reader_may_see(t) {
        let c = &t.cast;
        let olena = t.api(c.olena).await;
        let stages = stages(&olena).await;
        for (n, person) in [c.olena, c.borys, c.anna, c.vira].into_iter().enumerate() {
            for (m, stage) in stages.iter().enumerate() {
                let body = json!({ "title": format!("Boat {n} {m}"), "stage_id": stage, "responsible_id": person,
                    "amount": 1_000 * (n + 1) + m, "closes_on": format!("2026-11-{}", 20 + m) });
                make(&olena, body).await;
            }
        }
        make(&olena, json!({ "title": "Waits", "queue_id": queue(t).await, "amount": 7, "stage_id": stages[1] })).await;
        let cover = json!({ "stand_in": c.vira, "until": "2026-11-28T09:00:00Z" });
        olena.post_json(&format!("/api/v1/people/{}/cover", c.olena), cover).await.expect_status(201);
        for person in [c.olena, c.borys, c.anna, c.vira, c.hlib] {
            agrees(t, person, "").await;
            agrees(t, person, &format!("responsible_id={}", c.anna)).await;
            agrees(t, person, "q=boat").await;
            agrees(t, person, "closes_by=2026-11-22").await;
        }
        t.page(c.zoryana).await.get("/deals/board").await.expect_status(200).expect_no_text("Boat");
        // A stage that is closed to sellers is empty for them, head and all.
        let role = olena.get("/api/v1/roles").await.json();
        let role = role["items"].as_array().unwrap().iter().find(|role| role["key"] == "seller").unwrap()["id"].clone();
        let mut rule = serde_json::Map::new();
        rule.insert(stages[1].to_string(), json!({ "see": "none" }));
        olena.patch(&format!("/api/v1/roles/{role}"), json!({ "stages": rule })).await.expect_status(200);
        agrees(t, c.anna, "").await;
        let board = t.page(c.anna).await.get("/deals/board").await;
        assert_eq!(figures(&board, stages[1]), ("0".to_owned(), String::new()));
    }

    async fn sums_are_told_by_currency(t) {
        let anna = t.api(t.cast.anna).await;
        let stage = stages(&anna).await[0];
        make(&anna, json!({ "title": "One", "amount": 1_000, "currency": "USD" })).await;
        make(&anna, json!({ "title": "Two", "amount": 2_000, "currency": "EUR" })).await;
        make(&anna, json!({ "title": "Three", "amount": 3_000, "currency": "EUR" })).await;
        for filters in ["", "?q=t", "?q=one", "?closes_by=2026-12-01"] {
            let board = t.page(t.cast.anna).await.get(&format!("/deals/board{filters}")).await;
            let (count, sums) = match filters {
                "" => ("3", "€50.00 $10.00"),
                "?q=t" => ("2", "€50.00"),
                "?q=one" => ("1", "$10.00"),
                _ => { board.expect_text("Nothing found"); continue }
            };
            assert_eq!(figures(&board, stage), (count.to_owned(), sums.to_owned()), "{filters}");
        }
    }

    async fn a_column_is_turned_without_gaps_and_doubles(t) {
        let anna = t.api(t.cast.anna).await;
        let stages = stages(&anna).await;
        let mut made = many(&anna, stages[1], 60).await;
        t.clock.advance(60_000);
        anna.patch(&format!("/api/v1/deals/{}", made[0]), json!({ "version": 1, "title": "Deal changed" })).await.expect_status(200);
        let page = t.page(t.cast.anna).await;
        let (mut address, mut seen, mut pages) = ("/deals/board?q=deal".to_owned(), Vec::new(), 0);
        loop {
            let board = page.get(&address).await.expect_status(200);
            let column = column(&board, stages[1]);
            let cards = cards(&column);
            assert!(cards.len() <= 25);
            seen.extend(cards);
            pages += 1;
            let Some(next) = more(&column) else { break };
            assert!(next.contains("q=deal") && next.contains(&format!("stage_id={}", stages[1])), "{next}");
            address = next;
        }
        assert_eq!((pages, seen.len()), (3, 60));
        assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 60);
        assert_eq!(seen[0], made[0], "what has been changed last comes first");
        // Alone, the column leads back and to the other stages.
        page.get(&address).await.expect_text("All stages").expect_text(">Back<");
        made.sort_unstable();
        seen.sort_unstable();
        assert_eq!(made, seen);
    }

    async fn of_closed_deals_the_last_are_shown_and_the_list_has_the_rest(t) {
        let anna = t.api(t.cast.anna).await;
        let stages = stages(&anna).await;
        many(&anna, stages[4], 27).await;
        let board = t.page(t.cast.anna).await.get("/deals/board").await.expect_status(200);
        let won = column(&board, stages[4]);
        assert_eq!((cards(&won).len(), figures(&board, stages[4])), (25, ("27".to_owned(), euros(2_700))));
        assert!(more(&won).is_none() && won.contains(&format!("/deals?stage_id={}", stages[4])), "{won}");
        assert!(!won.contains("quick-add"));
    }

    async fn a_card_says_for_whom_and_until_when(t) {
        let c = &t.cast;
        let anna = t.api(c.anna).await;
        let company = crate::deals::arrange_line(t, base::Kind::Company, c.anna, "Acme North", "1").await;
        let contact = crate::deals::arrange_line(t, base::Kind::Contact, c.anna, "Ivan Acme", "2").await;
        let long = format!("{} عربي 🚀", "Я".repeat(190));
        make(&anna, json!({ "title": long, "contact_ids": [contact], "closes_on": "2026-11-20" })).await;
        make(&anna, json!({ "title": "Boats", "company_id": company, "contact_ids": [contact], "amount": 5_000, "closes_on": "2026-11-25" })).await;
        make(&anna, json!({ "title": "<b>Bold</b>", "closes_on": "2027-01-20" })).await;
        let page = t.page(c.anna).await;
        let board = page.get("/deals/board").await.expect_status(200);
        let board = board.expect_text(&long).expect_text("Ivan Acme").expect_text("Acme North").expect_text("€50.00")
            .expect_text("Should have closed on").expect_text("To close on").expect_text("&lt;b&gt;Bold")
            .expect_text("Anna Melnyk").expect_text("Move to…");
        assert_eq!(board.body.matches("To close on").count(), 1, "what is far off isn't marked");
        // Whoever may not change a deal is offered no move.
        t.page(c.hlib).await.get("/deals/board").await.expect_status(200).expect_text("Boats").expect_no_text("Move to…")
            .expect_no_text("draggable=\"true\"").expect_no_text("quick-add");
    }

    async fn an_empty_board_says_so_and_filters_stay_in_the_address(t) {
        let c = &t.cast;
        let page = t.page(c.borys).await;
        page.get("/deals/board").await.expect_status(200).expect_text("No deals in this pipeline yet").expect_text("New deal here");
        page.get("/deals/board?q=zebra").await.expect_status(200).expect_text("Nothing found").expect_no_text("data-drop");
        let deal = make(&t.api(c.anna).await, json!({ "title": "Zebra", "closes_on": "2026-11-24" })).await;
        let filters = format!("q=zebra&amp;responsible_id={}", c.anna);
        let address = format!("?q=zebra&responsible_id={}&closes_by=2026-11-30", c.anna);
        let board = page.get(&format!("/deals/board{address}")).await.expect_status(200);
        // The switch, the move and the new deal keep them; so does the way back from the list.
        board.expect_text(&format!("href=\"/deals?{filters}")).expect_text(&format!("/deals/board/{}?{filters}", id(&deal)))
            .expect_text(&format!("action=\"/deals/board?{filters}")).expect_text("Only open deals to close by");
        page.get(&format!("/deals{address}")).await.expect_text(&format!("href=\"/deals/board?{filters}"));
        page.get("/deals/board?open=false").await.expect_status(200).expect_no_text("quick-add");
    }

    async fn a_board_is_of_its_pipeline(t) {
        let olena = t.api(t.cast.olena).await;
        let second = json!({ "name": "Renewals", "stages": [{ "name": "Asked" }, { "name": "Yes", "outcome": "won" }, { "name": "No", "outcome": "lost" }] });
        let second = olena.post_json("/api/v1/pipelines", second).await.expect_status(201).json();
        let stage = second["stages"][0]["id"].as_i64().unwrap();
        make(&olena, json!({ "title": "Again", "stage_id": stage })).await;
        let page = t.page(t.cast.olena).await;
        page.get("/deals/board").await.expect_status(200).expect_text("Renewals").expect_no_text("Again");
        let other = page.get(&format!("/deals/board?pipeline_id={}", id(&second))).await.expect_status(200);
        assert_eq!(figures(&other, stage).0, "1");
        page.get(&format!("/deals/board?stage_id={stage}")).await.expect_status(200).expect_text("Again").expect_text("All stages");
        let foreign = t.page(t.cast.zoryana).await;
        foreign.get(&format!("/deals/board?pipeline_id={}", id(&second))).await.expect_status(404);
        foreign.get(&format!("/deals/board?stage_id={stage}")).await.expect_status(404);
        page.get("/deals/board?pipeline_id=x").await.expect_status(422);
        page.get("/deals/board?stage_id=1&cursor=x").await.expect_status(422);
    }
}

/// The value of the first hidden field of that name.
fn hidden(page: &str, name: &str) -> String {
    let from = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
    from.split('"').next().unwrap().to_owned()
}

async fn deal(t: &TestApp, deal: &Json) -> Json {
    t.api(t.cast.olena).await.get(&format!("/api/v1/deals/{}", id(deal))).await.expect_status(200).json()
}
