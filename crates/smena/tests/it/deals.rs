//! Deals through the doors for programs: whose they are, what they say, how lists are read.

use base::authz::Do;
use base::tx::Tally;
use base::{Event, Kind};
use serde_json::{Value as Json, json};
use store::params;

use crate::app::{Client, TestApp};
use crate::on_both;

pub async fn stages(client: &Client) -> Vec<i64> {
    let pipelines = client.get("/api/v1/pipelines").await.expect_status(200).json();
    pipelines["items"][0]["stages"].as_array().unwrap().iter().map(|s| s["id"].as_i64().unwrap()).collect()
}

pub async fn make(client: &Client, body: Json) -> Json {
    client.post_json("/api/v1/deals", body).await.expect_status(201).json()
}

pub fn id(record: &Json) -> i64 {
    record["id"].as_i64().unwrap()
}

fn ids(list: &Json) -> Vec<i64> {
    list["items"].as_array().unwrap().iter().map(id).collect()
}

fn titles(list: &Json) -> Vec<String> {
    list["items"].as_array().unwrap().iter().map(|d| d["title"].as_str().unwrap().to_owned()).collect()
}

/// Puts a contact or company into the table and the roll-up of whoever holds it.
pub async fn arrange_line(t: &TestApp, kind: Kind, holder: i64, name: &str, phone: &str) -> i64 {
    let (name, phones) = (name.to_owned(), json!([phone]).to_string());
    let table = if kind == Kind::Company { "companies" } else { "contacts" };
    t.operator()
        .write(move |mut tx| {
            let portfolio = base::portfolios::for_new(&mut tx, holder, kind)?;
            let mut tx = tx.permit(Do::Import)?;
            let id = tx.new_id()?;
            let sql = format!(
                "insert into {table} (account_id, id, portfolio_id, name, name_key, phones, emails, search_text,
                    created_at, updated_at, version) values ($1, $2, $3, $4, $5, $6, '[]', $7, $8, $8, 1)"
            );
            let key = kit::text::normalise(&name);
            let search = kit::text::normalise(&format!("{name} {phones}"));
            let now = tx.now();
            tx.execute(&sql, params![tx.account(), id, portfolio, &name, key, &phones, search.as_str(), now])?;
            base::search::keep(&mut tx, table, id, &search)?;
            tx.tally(Tally { portfolio, kind, bucket: 0, open: true, currency: String::new() }, 1, 0);
            tx.commit(Event::RecordCreated { kind, id, portfolio, responsible: holder }, id)
        })
        .await
        .unwrap()
}

on_both! {
    async fn a_new_deal_is_its_creators(t) {
        let anna = t.api(t.cast.anna).await;
        let deal = make(&anna, json!({ "title": "  Ten \u{0} boats ", "amount": 123_450 })).await;
        assert_eq!(deal["title"], "Ten boats");
        assert_eq!(deal["responsible_id"], t.cast.anna);
        assert_eq!(deal["created_by"], t.cast.anna);
        assert_eq!(deal["currency"], "EUR");
        assert_eq!(deal["stage_id"], stages(&anna).await[0]);
        assert_eq!((&deal["open"], &deal["version"]), (&json!(true), &json!(1)));
        assert_eq!(deal["created_at"], "2026-11-23T09:00:00Z");
        let again = anna.get(&format!("/api/v1/deals/{}", id(&deal))).await.expect_status(200).json();
        assert_eq!(again, deal);
        let list = anna.get("/api/v1/deals").await.expect_status(200).json();
        assert_eq!((ids(&list), &list["count"], &list["next"]), (vec![id(&deal)], &json!(1), &json!(null)));
    }

    async fn won_and_lost_close_a_deal_and_keep_who_held_it(t) {
        let anna = t.api(t.cast.anna).await;
        let stages = stages(&anna).await;
        let deal = make(&anna, json!({ "title": "Boats" })).await;
        let path = format!("/api/v1/deals/{}", id(&deal));
        let won = anna.patch(&path, json!({ "version": 1, "stage_id": stages[4] })).await.expect_status(200).json();
        assert_eq!((&won["open"], &won["closed_at"]), (&json!(false), &json!("2026-11-23T09:00:00Z")));
        assert_eq!((&won["closed_holder_id"], &won["version"]), (&json!(t.cast.anna), &json!(2)));
        anna.patch(&path, json!({ "version": 2, "responsible_id": t.cast.vira })).await.expect_status(200);
        let vira = t.api(t.cast.vira).await;
        let given = vira.get(&path).await.expect_status(200).json();
        assert_eq!(given["closed_holder_id"], t.cast.anna);
        let opened = vira.patch(&path, json!({ "version": 3, "stage_id": stages[1] })).await.expect_status(200).json();
        assert_eq!((&opened["open"], &opened["closed_at"]), (&json!(true), &json!(null)));
        assert_eq!(opened["closed_holder_id"], json!(null));
    }

    async fn a_list_shows_exactly_what_single_look_ups_allow(t) {
        let c = &t.cast;
        let olena = t.api(c.olena).await;
        let mut all = Vec::new();
        for person in [c.olena, c.borys, c.anna, c.vira] {
            for title in ["one", "two"] {
                all.push(id(&make(&olena, json!({ "title": title, "responsible_id": person })).await));
            }
        }
        let other = t.api(c.zoryana).await;
        all.push(id(&make(&other, json!({ "title": "elsewhere" })).await));
        for (person, how_many) in
            [(c.olena, 8), (c.borys, 6), (c.anna, 2), (c.vira, 2), (c.hlib, 8), (c.zoryana, 1)]
        {
            let client = t.api(person).await;
            let list = client.get("/api/v1/deals").await.expect_status(200).json();
            let mut listed = ids(&list);
            listed.sort_unstable();
            let mut looked_up = Vec::new();
            for deal in &all {
                let answer = client.get(&format!("/api/v1/deals/{deal}")).await;
                assert!(matches!(answer.status, 200 | 404), "{}", answer.body);
                looked_up.extend((answer.status == 200).then_some(*deal));
            }
            assert_eq!(listed, looked_up);
            assert_eq!(list["count"], how_many);
            let anna_s = client.get(&format!("/api/v1/deals?responsible_id={}", c.anna)).await.json();
            let seen = if [c.vira, c.zoryana].contains(&person) { 0 } else { 2 };
            assert_eq!((ids(&anna_s).len(), &anna_s["count"]), (seen, &json!(seen)));
        }
    }

    async fn lists_are_searched_filtered_and_sorted(t) {
        let olena = t.api(t.cast.olena).await;
        let stages = stages(&olena).await;
        for (title, amount, stage) in [("Ялинка «Ёж»", 300, 0), ("Apple 100% juice", 100, 1), ("Zebra", 200, 4)] {
            t.clock.advance(1_000);
            make(&olena, json!({ "title": title, "amount": amount, "stage_id": stages[stage] })).await;
        }
        let list = async |query: &str| {
            let list = olena.get(&format!("/api/v1/deals?{query}")).await.expect_status(200).json();
            assert_eq!(list["count"], list["items"].as_array().unwrap().len(), "{query}");
            titles(&list)
        };
        assert_eq!(list("").await, ["Zebra", "Apple 100% juice", "Ялинка «Ёж»"]);
        assert_eq!(list("sort=created_at").await, ["Ялинка «Ёж»", "Apple 100% juice", "Zebra"]);
        assert_eq!(list("sort=amount").await, ["Apple 100% juice", "Zebra", "Ялинка «Ёж»"]);
        assert_eq!(list("sort=-amount").await, ["Ялинка «Ёж»", "Zebra", "Apple 100% juice"]);
        assert_eq!(list("sort=title").await, ["Apple 100% juice", "Zebra", "Ялинка «Ёж»"]);
        assert_eq!(list("sort=-updated_at").await[0], "Zebra");
        assert_eq!(list("q=%D0%95%D0%96+%D1%8F%D0%BB%D0%B8").await, ["Ялинка «Ёж»"]);
        assert_eq!(list("q=100%25+jui").await, ["Apple 100% juice"]);
        assert_eq!(list("q=1%25e").await, Vec::<String>::new());
        assert_eq!(list("q=nothing").await, Vec::<String>::new());
        assert_eq!(list(&format!("stage_id={}", stages[4])).await, ["Zebra"]);
        assert_eq!(list("open=false").await, ["Zebra"]);
        assert_eq!(list("open=true&sort=amount").await, ["Apple 100% juice", "Ялинка «Ёж»"]);
        assert_eq!(list(&format!("open=true&stage_id={}&q=", stages[4])).await, Vec::<String>::new());
        assert_eq!(list("pipeline_id=5").await, Vec::<String>::new());
        for (query, field) in [("sort=secret", "sort"), ("limit=0", "limit"), ("limit=201", "limit"),
            ("cursor=x", "cursor"), ("open=maybe", "open"), ("stage_id=x", "stage_id"), ("responsible_id=1.5", "responsible_id")]
        {
            let problem = olena.get(&format!("/api/v1/deals?{query}")).await.expect_problem(422, "form").json();
            assert_eq!(problem["errors"][0]["field"], field);
        }
    }

    async fn pages_neither_lose_nor_repeat_a_row(t) {
        let c = &t.cast;
        let olena = t.api(c.olena).await;
        for n in 0..23 {
            let responsible = [c.anna, c.vira, c.borys][n % 3];
            make(&olena, json!({ "title": "Same", "amount": n / 10, "responsible_id": responsible })).await;
        }
        for person in [c.olena, c.borys, c.anna] {
            let client = t.api(person).await;
            let whole = ids(&client.get("/api/v1/deals?limit=200").await.json()).len();
            for sort in ["created_at", "-created_at", "amount", "-amount", "title", "-title", "updated_at", "-updated_at"] {
                let (mut seen, mut cursor) = (Vec::new(), String::new());
                loop {
                    let path = format!("/api/v1/deals?limit=4&sort={sort}&cursor={cursor}");
                    let page = client.get(&path).await.expect_status(200).json();
                    seen.extend(ids(&page));
                    match page["next"].as_str() {
                        Some(next) => cursor = next.to_owned(),
                        None => break,
                    }
                }
                assert_eq!(seen.len(), whole, "{sort}");
                let once: std::collections::BTreeSet<i64> = seen.iter().copied().collect();
                assert_eq!(once.len(), whole, "{sort}");
            }
        }
    }

    async fn a_stale_version_changes_nothing(t) {
        let anna = t.api(t.cast.anna).await;
        let deal = make(&anna, json!({ "title": "Boats" })).await;
        let path = format!("/api/v1/deals/{}", id(&deal));
        anna.patch(&path, json!({ "version": 1, "title": "Ships" })).await.expect_status(200);
        let stale = anna.patch(&path, json!({ "version": 1, "title": "Cars" })).await.expect_problem(409, "stale");
        assert_eq!(stale.json()["version"], 2);
        anna.delete(&format!("{path}?version=1")).await.expect_problem(409, "stale");
        anna.patch(&path, json!({ "title": "Cars" })).await.expect_problem(422, "form");
        let same = anna.patch(&path, json!({ "version": 2, "title": "Ships" })).await.expect_status(200).json();
        assert_eq!((&same["version"], &same["title"]), (&json!(2), &json!("Ships")));
    }

    // K09
    async fn deals_go_only_to_who_can_receive_them(t) {
        let c = &t.cast;
        let olena = t.api(c.olena).await;
        let deal = make(&olena, json!({ "title": "Boats", "responsible_id": c.anna })).await;
        let path = format!("/api/v1/deals/{}", id(&deal));
        for person in [c.petro, c.hlib] {
            let body = json!({ "version": 1, "responsible_id": person });
            olena.patch(&path, body).await.expect_problem(422, "not_assignable");
            let body = json!({ "title": "New", "responsible_id": person });
            olena.post_json("/api/v1/deals", body).await.expect_problem(422, "not_assignable");
        }
        for person in [c.zoryana, 7] {
            let body = json!({ "version": 1, "responsible_id": person });
            let problem = olena.patch(&path, body).await.expect_problem(422, "form").json();
            assert_eq!(problem["errors"][0]["field"], "responsible_id");
        }
        let anna = t.api(c.anna).await;
        anna.patch(&path, json!({ "version": 1, "responsible_id": c.vira })).await.expect_status(200);
        anna.get(&path).await.expect_problem(404, "not_found");
        assert_eq!(t.api(c.vira).await.get(&path).await.expect_status(200).json()["version"], 2);
    }

    async fn rights_end_where_they_end(t) {
        let c = &t.cast;
        let (olena, vira, hlib) = (t.api(c.olena).await, t.api(c.vira).await, t.api(c.hlib).await);
        let deal = make(&olena, json!({ "title": "Boats", "responsible_id": c.anna })).await;
        let path = format!("/api/v1/deals/{}", id(&deal));
        let body = json!({ "version": 1, "title": "Mine" });
        vira.patch(&path, body.clone()).await.expect_problem(404, "not_found");
        vira.delete(&path).await.expect_problem(404, "not_found");
        hlib.get(&path).await.expect_status(200);
        hlib.patch(&path, body).await.expect_problem(403, "denied");
        hlib.patch(&path, json!({ "version": 1 })).await.expect_problem(403, "denied");
        hlib.patch(&path, json!({ "version": 1, "responsible_id": c.vira })).await.expect_problem(403, "denied");
        hlib.delete(&path).await.expect_problem(403, "denied");
        hlib.post_json("/api/v1/deals", json!({ "title": "Mine" })).await.expect_problem(422, "form");
        let for_anna = json!({ "title": "Hers", "responsible_id": c.anna });
        hlib.post_json("/api/v1/deals", for_anna.clone()).await.expect_problem(403, "denied");
        vira.post_json("/api/v1/deals", for_anna).await.expect_problem(403, "denied");
        t.api(c.zoryana).await.get(&path).await.expect_problem(404, "not_found");
        t.stranger().get(&path).await.expect_problem(401, "signed_out");
    }

    async fn ids_of_another_account_are_unknown(t) {
        let c = &t.cast;
        let (olena, zoryana) = (t.api(c.olena).await, t.api(c.zoryana).await);
        let foreign_stage = stages(&zoryana).await[0];
        let foreign_pipeline = id(&zoryana.get("/api/v1/pipelines").await.json()["items"][0]);
        let foreign_product = id(&zoryana.post_json("/api/v1/products", json!({ "name": "Oar" })).await.json());
        let hidden = arrange_line(t, Kind::Contact, c.vira, "Hidden", "1").await;
        let anna = t.api(c.anna).await;
        for (client, body, field) in [
            (&olena, json!({ "stage_id": foreign_stage }), "stage_id"),
            (&olena, json!({ "pipeline_id": foreign_pipeline }), "pipeline_id"),
            (&olena, json!({ "product_id": foreign_product }), "product_id"),
            (&olena, json!({ "contact_ids": [5] }), "contact_ids"),
            (&olena, json!({ "company_id": c.anna }), "company_id"),
            (&anna, json!({ "contact_ids": [hidden] }), "contact_ids"),
        ] {
            let mut body = body;
            body["title"] = json!("Boats");
            let problem = client.post_json("/api/v1/deals", body).await.expect_problem(422, "form").json();
            assert_eq!(problem["errors"][0]["field"], field);
        }
        for path in ["/api/v1/deals/5", "/api/v1/deals/x", "/api/v1/deals/99999999999999999999"] {
            olena.get(path).await.expect_problem(404, "not_found");
            olena.patch(path, json!({ "version": 1 })).await.expect_problem(404, "not_found");
            olena.delete(path).await.expect_problem(404, "not_found");
        }
    }

    async fn bad_bodies_are_refused_with_a_reason(t) {
        let anna = t.api(t.cast.anna).await;
        for (body, code) in [
            (json!({}), "form"),
            (json!({ "title": " " }), "form"),
            (json!({ "title": "x".repeat(201) }), "form"),
            (json!({ "title": "x", "note": "x".repeat(20_001) }), "form"),
            (json!({ "title": "x", "amount": -1 }), "form"),
            (json!({ "title": "x", "amount": 9_000_000_000_001_i64 }), "form"),
            (json!({ "title": "x", "amount": "12" }), "body"),
            (json!({ "title": "x", "amount": 1.5 }), "body"),
            (json!({ "title": "x", "currency": "EURO" }), "form"),
            (json!({ "title": "x", "started_at": "yesterday" }), "form"),
            (json!({ "title": "x", "closed_at": "2026-11-01T00:00:00Z" }), "form"),
            (json!({ "title": "x", "owner": 5 }), "body"),
            (json!({ "title": 5 }), "body"),
            (json!("x"), "body"),
        ] {
            anna.post_json("/api/v1/deals", body).await.expect_problem(422, code);
        }
        let post = axum::http::Method::POST;
        let json = Some("application/json");
        anna.send(post.clone(), "/api/v1/deals", json, b"{\"title\":".to_vec()).await.expect_problem(422, "body");
        anna.send(post.clone(), "/api/v1/deals", json, vec![0xff; 9]).await.expect_problem(422, "body");
        let huge = format!("{{\"title\":\"{}\"}}", "x".repeat(2 << 20)).into_bytes();
        anna.send(post, "/api/v1/deals", json, huge).await.expect_problem(413, "too_large");
        assert_eq!(anna.get("/api/v1/deals").await.json()["count"], 0);
    }

    async fn a_deal_shows_the_lines_of_people_its_reader_may_not_open(t) {
        let c = &t.cast;
        let contact = arrange_line(t, Kind::Contact, c.vira, "Taras Hrim", "+380 44 123 45 67").await;
        let company = arrange_line(t, Kind::Company, c.vira, "Hrim & Sons", "044 765 43 21").await;
        let olena = t.api(c.olena).await;
        let body = json!({ "title": "Boats", "responsible_id": c.anna, "contact_ids": [contact], "company_id": company });
        let deal = make(&olena, body).await;
        let anna = t.api(c.anna).await;
        let seen = anna.get(&format!("/api/v1/deals/{}", id(&deal))).await.expect_status(200).json();
        assert_eq!(seen["contacts"][0]["name"], "Taras Hrim");
        assert_eq!(seen["company"]["phones"], json!(["044 765 43 21"]));
        let body = json!({ "version": 1, "note": "called", "contact_ids": [contact] });
        anna.patch(&format!("/api/v1/deals/{}", id(&deal)), body).await.expect_status(200);
        let list = anna.get("/api/v1/deals").await.json();
        assert_eq!(list["items"][0]["contact_ids"], json!([contact]));
    }

    async fn a_deleted_deal_waits_in_the_bin(t) {
        let anna = t.api(t.cast.anna).await;
        let deal = make(&anna, json!({ "title": "Boats", "amount": 500 })).await;
        let path = format!("/api/v1/deals/{}", id(&deal));
        anna.delete(&path).await.expect_status(204);
        anna.get(&path).await.expect_problem(404, "not_found");
        anna.delete(&path).await.expect_problem(404, "not_found");
        assert_eq!(anna.get("/api/v1/deals").await.json()["count"], 0);
        let account = t.cast.account;
        let kept = t.app.look(move |tx| {
            let row = tx.query_one("select kind, title, data from bin where account_id = $1", params![account])?;
            Ok((row.at::<String>(0)?, row.at::<String>(1)?, row.at::<String>(2)?))
        });
        let (kind, title, data) = kept.await.unwrap();
        assert_eq!((kind.as_str(), title.as_str()), ("deal", "Boats"));
        assert_eq!(serde_json::from_str::<Json>(&data).unwrap()["amount"], 500);
    }

    async fn what_a_technical_user_makes_goes_to_who_answers_for_it(t) {
        let c = &t.cast;
        let olena = t.api(c.olena).await;
        let body = json!({ "name": "Site forms", "category": "technical" });
        let robot = olena.post_json("/api/v1/people", body).await.expect_status(201).json();
        let program = t.api(id(&robot)).await;
        let deal = make(&program, json!({ "title": "From the site" })).await;
        assert_eq!((&deal["responsible_id"], &deal["created_by"]), (&json!(c.olena), &robot["id"]));
        assert_eq!(ids(&program.get("/api/v1/deals").await.json()), [id(&deal)]);
        let other = make(&olena, json!({ "title": "Anna's", "responsible_id": c.anna })).await;
        program.get(&format!("/api/v1/deals/{}", id(&other))).await.expect_problem(404, "not_found");
        let body = json!({ "title": "For Anna", "responsible_id": c.anna });
        program.post_json("/api/v1/deals", body).await.expect_problem(403, "denied");
    }

    async fn ten_thousand_deals_are_listed_as_well_as_ten(t) {
        let anna = t.cast.anna;
        let operator = t.operator();
        let filled = operator.write(move |mut tx| {
            let portfolio = base::portfolios::for_new(&mut tx, anna, Kind::Deal)?;
            let pipelines = work::pipelines::read(&mut tx)?;
            let stages: Vec<i64> = pipelines.0[0].stages.iter().map(|stage| stage.id).collect();
            let mut tx = tx.permit(Do::Import)?;
            for n in 0..10_001_i64 {
                // Every hundredth is open, the rest is won.
                let stage = if n % 100 == 0 { stages[1] } else { stages[4] };
                let input = work::deals::Input {
                    title: Some(format!("Deal {}", n % 50)),
                    stage: Some(stage),
                    amount: Some(n),
                    ..work::deals::Input::default()
                };
                let mut wrong = base::error::Fields::default();
                let draft = work::deals::Draft::new(&mut wrong, &input, &pipelines, "EUR", 0).unwrap();
                work::deals::store_draft(&mut tx, portfolio, anna, &draft)?;
            }
            let imported = Event::Imported { source: "test".into(), kind: "deal".into(), created: 10_001, updated: 0, refused: 0 };
            tx.commit(imported, stages)
        });
        let stages = filled.await.unwrap();
        let client = t.api(anna).await;
        let list = async |query: &str| client.get(&format!("/api/v1/deals?limit=3&{query}")).await.expect_status(200).json();
        let amounts = |list: &Json| -> Vec<i64> {
            list["items"].as_array().unwrap().iter().map(|d| d["amount"].as_i64().unwrap()).collect()
        };
        let all = list("sort=-amount").await;
        assert_eq!((amounts(&all), &all["count"]), (vec![10_000, 9_999, 9_998], &json!("10000+")));
        let open = list("sort=-amount&open=true").await;
        assert_eq!((amounts(&open), &open["count"]), (vec![10_000, 9_900, 9_800], &json!(101)));
        let won = list(&format!("sort=amount&stage_id={}", stages[4])).await;
        assert_eq!((amounts(&won), &won["count"]), (vec![1, 2, 3], &json!(9_900)));
        let next = won["next"].as_str().unwrap();
        let won = list(&format!("sort=amount&stage_id={}&cursor={next}", stages[4])).await;
        assert_eq!(amounts(&won), [4, 5, 6]);
        let found = list("q=deal+49&open=false").await;
        assert_eq!((amounts(&found), &found["count"]), (vec![9_999, 9_949, 9_899], &json!(200)));
    }
}
