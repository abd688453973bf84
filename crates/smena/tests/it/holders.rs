//! Who held a record over time: on its card, in its timeline, for programs.

use serde_json::{Value as Json, json};

use crate::app::{Client, TestApp};
use crate::handovers::posts_to;
use crate::on_both;

const HOUR: i64 = 3_600_000;

async fn made(program: &Client, path: &str, body: Json) -> i64 {
    program.post_json(path, body).await.expect_status(201).json()["id"].as_i64().unwrap()
}

async fn deal(program: &Client, title: &str, responsible: i64) -> i64 {
    made(program, "/api/v1/deals", json!({"title": title, "responsible_id": responsible})).await
}

async fn responsible(program: &Client, deal: i64) -> i64 {
    program.get(&format!("/api/v1/deals/{deal}")).await.json()["responsible_id"].as_i64().unwrap()
}

async fn assign(program: &Client, deal: i64, to: i64) {
    let address = format!("/api/v1/deals/{deal}");
    let version = program.get(&address).await.json()["version"].clone();
    program.patch(&address, json!({"version": version, "responsible_id": to})).await.expect_status(200);
}

/// Holder, since, until, number of the hand-over: newest first.
async fn held(program: &Client, kind: &str, id: i64) -> Vec<(i64, String, Option<String>, Option<i64>)> {
    let told = program.get(&format!("/api/v1/{kind}/{id}/holders")).await.expect_status(200).json();
    let text = |json: &Json| json.as_str().map(str::to_owned);
    let one = |one: &Json| {
        let (person, since) = (one["person_id"].as_i64().unwrap(), text(&one["since"]).unwrap());
        (person, since, text(&one["until"]), one["handover"]["number"].as_i64())
    };
    told["holders"].as_array().unwrap().iter().map(one).collect()
}

fn at(hours: i64) -> String {
    kit::date::to_rfc3339(crate::app::NOW + hours * HOUR)
}

on_both! {
    async fn a_record_tells_who_held_it_and_by_which_hand_over(t) {
        let program = t.api(t.cast.olena).await;
        let boiler = deal(&program, "Boiler", t.cast.anna).await;
        t.clock.advance(HOUR);
        assign(&program, boiler, t.cast.borys).await;
        t.clock.advance(HOUR);
        assign(&program, boiler, t.cast.anna).await;
        t.clock.advance(HOUR);
        let departure = made(&program, &format!("/api/v1/people/{}/departure", t.cast.anna), json!({"successor": t.cast.vira})).await;
        t.clock.advance(HOUR);
        program.delete(&format!("/api/v1/departures/{departure}")).await.expect_status(200);
        let (anna, borys, vira) = (t.cast.anna, t.cast.borys, t.cast.vira);
        let expected = vec![
            (anna, at(4), None, Some(2)),
            (vira, at(3), Some(at(4)), Some(1)),
            (anna, at(2), Some(at(3)), None),
            (borys, at(1), Some(at(2)), None),
            (anna, at(0), Some(at(1)), None),
        ];
        assert_eq!(held(&program, "deals", boiler).await, expected);
        let card = t.page(t.cast.olena).await.get(&format!("/deals/{boiler}")).await.expect_status(200);
        let card = card.expect_text("by hand-over No. 1 (Deactivation: Anna Melnyk)");
        let card = card.expect_text("by hand-over No. 2 (Undo: Anna Melnyk)").expect_text(&format!("/handovers/{departure}"));
        // In the timeline, in its place: after the last assignment.
        let card = card.expect_text("Anna Melnyk → Vira Savchuk, ");
        let (passed, assigned) = (card.body.find("Anna Melnyk → Vira Savchuk, ").unwrap(), card.body.find("Olena Bondar changed the responsible").unwrap());
        assert!(passed < assigned, "newest first");
        // Who does not manage people reads the same without a link.
        let own = t.page(t.cast.borys).await.get(&format!("/deals/{boiler}")).await.expect_status(200);
        own.expect_text("by hand-over No. 1 (Deactivation: Anna Melnyk)").expect_no_text("/handovers/");
    }

    async fn every_kind_of_record_has_its_holders(t) {
        let program = t.api(t.cast.olena).await;
        let anna = t.cast.anna;
        let records = [
            ("contacts", json!({"name": "Marta", "responsible_id": anna})),
            ("companies", json!({"name": "Lantern", "responsible_id": anna})),
            ("tasks", json!({"title": "Call", "due_at": "2026-12-01T09:00:00Z", "responsible_id": anna})),
        ];
        let mut all = Vec::new();
        for (kind, body) in records {
            all.push((kind, made(&program, &format!("/api/v1/{kind}"), body).await));
        }
        t.clock.advance(HOUR);
        made(&program, &format!("/api/v1/people/{anna}/departure"), json!({"successor": t.cast.vira})).await;
        for (kind, id) in all {
            assert_eq!(held(&program, kind, id).await, [(t.cast.vira, at(1), None, Some(1)), (anna, at(0), Some(at(1)), None)]);
            t.page(t.cast.vira).await.get(&format!("/{kind}/{id}")).await.expect_status(200).expect_text("Anna Melnyk → Vira Savchuk, ");
        }
    }

    // A cover changes no holder.
    async fn a_stand_in_is_no_holder(t) {
        let program = t.api(t.cast.olena).await;
        let boiler = deal(&program, "Boiler", t.cast.anna).await;
        let cover = json!({"stand_in": t.cast.vira, "until": "2026-11-30T22:00:00Z"});
        program.post_json(&format!("/api/v1/people/{}/cover", t.cast.anna), cover).await.expect_status(201);
        t.clock.advance(HOUR);
        assert_eq!(held(&t.api(t.cast.vira).await, "deals", boiler).await, [(t.cast.anna, at(0), None, None)]);
    }

    async fn who_may_not_see_a_record_does_not_see_its_holders(t) {
        let program = t.api(t.cast.olena).await;
        let boiler = deal(&program, "Boiler", t.cast.borys).await;
        let vira = t.api(t.cast.vira).await;
        vira.get(&format!("/api/v1/deals/{boiler}/holders")).await.expect_status(404);
        t.api(t.cast.zoryana).await.get(&format!("/api/v1/deals/{boiler}/holders")).await.expect_status(404);
        program.get("/api/v1/deals/77/holders").await.expect_status(404);
    }

    // Whatever happened, in whatever order: what the history tells is what everybody saw at the time.
    async fn the_history_is_what_really_happened(t) {
        for seed in [3, 2026] {
            whatever_happens(t, seed).await;
        }
    }
}

/// A row of acts that nobody would think of, and after each of them who is responsible.
async fn whatever_happens(t: &TestApp, seed: u64) {
    let mut dice = Dice(seed);
    let people = [t.cast.anna, t.cast.borys, t.cast.vira];
    let mut seen: Vec<(i64, Vec<(i64, String)>)> = Vec::new();
    let mut undoable: Vec<i64> = Vec::new();
    for _ in 0..25 {
        t.clock.advance(HOUR);
        let now = kit::date::to_rfc3339(t.app.now());
        let program = t.api(t.cast.olena).await;
        let from = people[dice.roll(3)];
        let to = people[(people.iter().position(|one| *one == from).unwrap() + 1 + dice.roll(2)) % 3];
        match dice.roll(6) {
            0 => seen.push((deal(&program, "Something", from).await, Vec::new())),
            1 if !seen.is_empty() => assign(&program, seen[dice.roll(seen.len())].0, to).await,
            2 => {
                let body = json!({"successor": to});
                let answer = program.post_json(&format!("/api/v1/people/{from}/handover"), body).await;
                undoable.extend(answer.json()["id"].as_i64());
            }
            3 if !seen.is_empty() => {
                let other = people.iter().copied().find(|one| *one != from && *one != to).unwrap();
                let rule = json!({"kind": "deal", "where": {"open": true}, "to": [to, other]});
                let body = json!({"by_kind": {"deal": to}, "splits": [rule]});
                let answer = program.post_json(&format!("/api/v1/people/{from}/handover"), body).await;
                undoable.extend(answer.json()["id"].as_i64());
            }
            4 if !undoable.is_empty() => {
                let id = undoable.swap_remove(dice.roll(undoable.len()));
                program.delete(&format!("/api/v1/handovers/{id}")).await;
            }
            5 => {
                let body = json!({"successor": to, "posts": posts_to(&program, from, to).await});
                made(&program, &format!("/api/v1/people/{from}/departure"), body).await;
                t.clock.advance(HOUR);
                let back = json!({"give_back": dice.roll(2) == 0});
                observe(&program, &mut seen, &now).await;
                let now = kit::date::to_rfc3339(t.app.now());
                program
                    .post_json(&format!("/api/v1/people/{from}/reactivate"), back)
                    .await
                    .expect_status(200);
                observe(&program, &mut seen, &now).await;
                continue;
            }
            _ => {}
        }
        observe(&program, &mut seen, &now).await;
    }
    let program = t.api(t.cast.olena).await;
    let changes: usize = seen.iter().map(|(_, times)| times.len()).sum();
    assert!(changes > seen.len() + 5, "much has changed hands: {changes} times for {} deals", seen.len());
    for (id, mut seen) in seen {
        let told = held(&program, "deals", id).await;
        seen.reverse();
        let times: Vec<(i64, String)> = told.iter().map(|one| (one.0, one.1.clone())).collect();
        assert_eq!(times, seen, "seed {seed}, deal {id}");
        let until: Vec<Option<String>> = told.iter().map(|one| one.2.clone()).collect();
        let next: Vec<Option<String>> = std::iter::once(None)
            .chain(seen.iter().map(|one| Some(one.1.clone())))
            .take(seen.len())
            .collect();
        assert_eq!(until, next, "no gaps, seed {seed}, deal {id}");
    }
}

async fn observe(program: &Client, seen: &mut [(i64, Vec<(i64, String)>)], now: &str) {
    for (id, times) in seen {
        let holder = responsible(program, *id).await;
        if times.last().is_none_or(|last| last.0 != holder) {
            times.push((holder, now.to_owned()));
        }
    }
}

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}
