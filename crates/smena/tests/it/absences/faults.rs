//! What an absence refuses, and what happens to it meanwhile.

use serde_json::{Value as Json, json};

use super::{DAY, covers, deal, one, stated};
use crate::app::TestApp;
use crate::on_both;

fn body(first: &str, last: &str) -> Json {
    json!({ "first_day": first, "last_day": last, "reason": "vacation" })
}

/// The zone of the company moves, as the settings do it.
async fn move_company(t: &TestApp, zone: &'static str) {
    let sql = match zone {
        "Asia/Almaty" => "update accounts set zone = 'Asia/Almaty' where id = $1 and $2 > 0",
        _ => "update accounts set zone = 'Europe/Kyiv' where id = $1 and $2 > 0",
    };
    t.by_hand(sql, 1).await;
}

on_both! {
    async fn days_that_cannot_be_are_refused_with_all_that_is_wrong(t) {
        let anna = t.api(t.cast.anna).await;
        for (first, last, field, code) in [
            ("2026-11-25", "2026-11-24", "last_day", "absence_order"),
            ("2026-12-01", "2027-12-02", "last_day", "absence_too_long"),
            ("2016-11-25", "2016-11-26", "first_day", "absence_long_ago"),
            ("2046-11-25", "2046-11-26", "first_day", "absence_far"),
            ("2026-02-30", "2026-11-26", "first_day", "absence_day"),
            ("2026-11-25", "", "last_day", "required"),
        ] {
            let refused = anna.post_json("/api/v1/absences", body(first, last)).await.expect_problem(422, "form").json();
            assert_eq!((&refused["errors"][0]["field"], &refused["errors"][0]["code"]), (&json!(field), &json!(code)));
        }
        let long = json!({ "first_day": "2026-11-25", "last_day": "2026-11-25", "reason": "other", "word": "x".repeat(1_001) });
        anna.post_json("/api/v1/absences", long).await.expect_problem(422, "form");
        let page = t.page(t.cast.anna).await;
        let typed = [("first_day", "2026-11-25"), ("last_day", "2026-11-24"), ("reason", "nonsense"), ("word", "Sea"), ("once", "f1")];
        page.post("/absences", &typed).await.expect_status(422).expect_text("value=\"Sea\"");
        let typed = [("first_day", "2026-11-25"), ("last_day", "2026-11-24"), ("reason", "trip"), ("word", "Sea"), ("once", "f2")];
        page.post("/absences", &typed).await.expect_status(422).expect_text("be before the first").expect_text("value=\"Sea\"");
    }

    async fn two_absences_of_one_person_do_not_overlap_and_the_refusal_names_the_other(t) {
        let anna = t.api(t.cast.anna).await;
        let first = stated(&anna, t.cast.anna, "2026-11-25", "2026-11-27").await;
        let refused = anna.post_json("/api/v1/absences", body("2026-11-27", "2026-11-30")).await.expect_problem(409, "absence_overlaps").json();
        assert_eq!(refused["absence_id"], first);
        assert!(refused["detail"].as_str().unwrap().contains("25 Nov 2026 – 27 Nov 2026"), "{refused}");
        let next = stated(&anna, t.cast.anna, "2026-11-28", "2026-11-30").await;
        anna.patch(&format!("/api/v1/absences/{next}"), json!({ "first_day": "2026-11-26" })).await.expect_problem(409, "absence_overlaps");
        // Somebody else's days are theirs.
        stated(&t.api(t.cast.vira).await, t.cast.vira, "2026-11-25", "2026-11-27").await;
        let page = t.page(t.cast.anna).await;
        let typed = [("first_day", "2026-11-25"), ("last_day", "2026-11-25"), ("reason", "trip"), ("once", "o1")];
        page.post("/absences", &typed).await.expect_status(409).expect_text("There is already an absence in these days");
    }

    async fn two_who_state_at_once_state_one(t) {
        let wish = || ::people::absences::Wish {
            first: "2026-11-25".into(), last: "2026-11-27".into(), reason: ::people::absences::Reason::Trip, word: None,
        };
        let (anna, olena) = (t.ctx(t.cast.anna).await, t.ctx(t.cast.olena).await);
        let (one, other) = tokio::join!(
            ::people::absences::state(&anna, t.cast.anna, wish()),
            ::people::absences::state(&olena, t.cast.anna, wish()),
        );
        assert_eq!([one.is_ok(), other.is_ok()].iter().filter(|ok| **ok).count(), 1);
    }

    // Everybody's own; anybody's for who manages people, and administrators' for administrators alone. A post gives nothing.
    async fn somebody_elses_absence_needs_the_right(t) {
        let borys = t.api(t.cast.borys).await;
        let of = |person: i64| json!({ "person_id": person, "first_day": "2026-11-25", "last_day": "2026-11-27", "reason": "other" });
        borys.post_json("/api/v1/absences", of(t.cast.anna)).await.expect_problem(403, "denied");
        borys.post_json("/api/v1/absences", of(t.cast.zoryana)).await.expect_problem(404, "not_found");
        let id = stated(&t.api(t.cast.olena).await, t.cast.anna, "2026-11-25", "2026-11-27").await;
        let at = format!("/api/v1/absences/{id}");
        borys.patch(&at, json!({ "last_day": "2026-11-26" })).await.expect_problem(404, "not_found");
        borys.delete(&at).await.expect_problem(404, "not_found");
        t.api(t.cast.zoryana).await.delete(&at).await.expect_problem(404, "not_found");
        let page = t.page(t.cast.borys).await;
        for way in ["", "/edit", "/withdraw"] {
            page.get(&format!("/absences/{id}{way}")).await.expect_status(404);
        }
        for way in ["", "/withdraw", "/cover", "/covers/1/fit", "/covers/1/end"] {
            page.post(&format!("/absences/{id}{way}"), &[("stand_in", "1"), ("version", "1"), ("once", "r1")]).await.expect_status(404);
        }
        let own = json!({ "own_rights": { "areas": { "people": true } } });
        t.api(t.cast.olena).await.patch(&format!("/api/v1/people/{}", t.cast.borys), own).await.expect_status(200);
        borys.patch(&at, json!({ "last_day": "2026-11-26" })).await.expect_status(200);
        borys.post_json("/api/v1/absences", of(t.cast.olena)).await.expect_problem(403, "denied");
        t.page(t.cast.borys).await.get("/absences/new").await.expect_text("Anna Melnyk").expect_no_text("Olena Bondar");
    }

    // Pending people have not come, departed ones have gone, technical users hold nothing.
    async fn who_is_not_here_is_not_away(t) {
        let olena = t.api(t.cast.olena).await;
        let of = |person: &Json| json!({ "person_id": person, "first_day": "2026-11-25", "last_day": "2026-11-27", "reason": "other" });
        let program = json!({ "name": "Exchange", "category": "technical" });
        let technical = olena.post_json("/api/v1/people", program).await.expect_status(201).json()["id"].clone();
        for nobody in [json!(t.cast.petro), technical] {
            olena.post_json("/api/v1/absences", of(&nobody)).await.expect_problem(409, "absence_nobody");
        }
        // Somebody leaves meanwhile: what was stated stays as it was, is in no calendar, and comes back with them.
        let id = stated(&olena, t.cast.anna, "2026-11-25", "2026-11-27").await;
        let departure = format!("/api/v1/people/{}/departure", t.cast.anna);
        let done = olena.post_json(&departure, json!({ "successor": t.cast.borys })).await.expect_status(201).json();
        olena.patch(&format!("/api/v1/absences/{id}"), json!({ "last_day": "2026-11-26" })).await.expect_problem(409, "absence_nobody");
        assert_eq!(olena.get("/api/v1/absences").await.expect_status(200).json()["count"], 0);
        olena.get(&format!("/api/v1/absences/{id}")).await.expect_problem(404, "not_found");
        let page = t.page(t.cast.olena).await;
        page.get("/absences").await.expect_status(200).expect_no_text("Anna Melnyk");
        page.get(&format!("/absences/{id}")).await.expect_status(200).expect_no_text("Choose Vira").expect_no_text("stand_in");
        olena.delete(&format!("/api/v1/departures/{}", done["id"])).await.expect_status(200);
        page.get("/absences").await.expect_text("Anna Melnyk");
        assert_eq!(olena.get("/api/v1/absences").await.json()["items"][0]["id"], json!(id));
    }

    async fn the_second_of_two_who_change_hears_of_the_first(t) {
        let (olena, anna) = (t.api(t.cast.olena).await, t.page(t.cast.anna).await);
        let id = stated(&olena, t.cast.anna, "2026-11-25", "2026-11-27").await;
        let at = format!("/absences/{id}");
        olena.patch(&format!("/api/v1{at}"), json!({ "last_day": "2026-11-29", "version": 1 })).await.expect_status(200);
        let typed = [("first_day", "2026-11-25"), ("last_day", "2026-11-26"), ("reason", "trip"), ("version", "1"), ("once", "v1")];
        let refused = anna.post(&at, &typed).await.expect_status(409);
        refused.expect_text("It says by now: 25 Nov 2026 – 29 Nov 2026").expect_text("value=\"2026-11-26\"").expect_text("value=\"2\"");
        olena.patch(&format!("/api/v1{at}"), json!({ "last_day": "2026-11-30", "version": 1 })).await.expect_problem(409, "stale");
        olena.delete(&format!("/api/v1{at}?version=1")).await.expect_problem(409, "stale");
        olena.delete(&format!("/api/v1{at}?version=x")).await.expect_problem(422, "form");
        let again = [("first_day", "2026-11-25"), ("last_day", "2026-11-26"), ("reason", "trip"), ("version", "2"), ("once", "v2")];
        assert_eq!(anna.post(&at, &again).await.expect_status(303).location(), at);
        assert_eq!(one(&olena, id).await["last_day"], "2026-11-26");
    }

    // A stand-in must be somebody to whom the work may come; two presses begin one cover.
    async fn what_a_cover_refuses_is_said_on_the_page_of_the_absence(t) {
        let (page, program) = (t.page(t.cast.anna).await, t.api(t.cast.anna).await);
        deal(&program, "Boiler").await;
        let id = stated(&program, t.cast.anna, "2026-12-01", "2026-12-04").await;
        let at = format!("/absences/{id}");
        for (n, stand_in) in [t.cast.anna, t.cast.petro, t.cast.hlib, t.cast.zoryana, 7].into_iter().enumerate() {
            let once = format!("p{n}");
            page.post(&format!("{at}/cover"), &[("stand_in", &*stand_in.to_string()), ("once", &once)]).await.expect_status(422)
                .expect_text("Nobody stands in yet");
        }
        page.post(&format!("{at}/cover"), &[("stand_in", ""), ("once", "p9")]).await.expect_status(422);
        let vira = t.cast.vira.to_string();
        page.post(&format!("{at}/cover"), &[("stand_in", &*vira), ("once", "q1")]).await.expect_status(303);
        let borys = t.cast.borys.to_string();
        page.post(&format!("{at}/cover"), &[("stand_in", &*borys), ("once", "q2")]).await.expect_status(409).expect_text("covered already");
        assert_eq!(covers(&program, t.cast.anna).await.len(), 1);
        // A cover of somebody else's is no part of this absence.
        let other = json!({ "stand_in": t.cast.borys, "until": "2026-12-20T22:00:00Z" });
        let other = t.api(t.cast.vira).await.post_json(&format!("/api/v1/people/{}/cover", t.cast.vira), other).await.expect_status(201).json();
        page.post(&format!("{at}/covers/{}/fit", other["id"]), &[]).await.expect_status(404);
    }

    // Other days of a cover: by whose work it is, never over another cover, never when it is over.
    async fn a_cover_is_changed_as_it_could_have_begun(t) {
        let (anna, vira) = (t.api(t.cast.anna).await, t.api(t.cast.vira).await);
        let begin = |from: &str, until: &str, who: i64| json!({ "stand_in": who, "from": from, "until": until });
        let at = format!("/api/v1/people/{}/cover", t.cast.anna);
        let id = anna.post_json(&at, begin("2026-12-01T22:00:00Z", "2026-12-05T22:00:00Z", t.cast.vira)).await.expect_status(201).json()["id"].clone();
        anna.post_json(&at, begin("2026-12-07T22:00:00Z", "2026-12-09T22:00:00Z", t.cast.borys)).await.expect_status(201);
        let change = format!("/api/v1/covers/{id}");
        let time = |from: &str, until: &str| json!({ "from": from, "until": until });
        let refused = anna.patch(&change, time("2026-12-01T22:00:00Z", "2026-12-08T22:00:00Z")).await.expect_problem(409, "cover_overlaps").json();
        assert!(refused["detail"].as_str().unwrap().contains("Borys Kravets"));
        anna.patch(&change, time("2026-12-03T22:00:00Z", "2026-12-02T22:00:00Z")).await.expect_problem(422, "form");
        anna.patch(&change, time("2026-12-03T22:00:00Z", "2028-12-02T22:00:00Z")).await.expect_problem(422, "form");
        anna.patch(&change, time("x", "2026-12-02T22:00:00Z")).await.expect_problem(422, "form");
        let good = time("2026-12-02T22:00:00Z", "2026-12-06T22:00:00Z");
        vira.patch(&change, good.clone()).await.expect_problem(403, "denied");
        t.api(t.cast.borys).await.patch(&change, good.clone()).await.expect_problem(404, "not_found");
        t.api(t.cast.zoryana).await.patch(&change, good.clone()).await.expect_problem(404, "not_found");
        let changed = anna.patch(&change, good.clone()).await.expect_status(200).json();
        assert_eq!((&changed["from"], &changed["until"]), (&good["from"], &good["until"]));
        anna.delete(&change).await.expect_status(204);
        anna.patch(&change, good).await.expect_problem(409, "cover_over");
    }

    // Whole days are the company's: the absence stays the same days, the cover a moment, and the page offers to mend it.
    async fn days_stay_when_the_company_moves_to_another_zone(t) {
        let program = t.api(t.cast.anna).await;
        deal(&program, "Boiler").await;
        let id = stated(&program, t.cast.anna, "2026-12-01", "2026-12-04").await;
        let page = t.page(t.cast.anna).await;
        let vira = t.cast.vira.to_string();
        page.post(&format!("/absences/{id}/cover"), &[("stand_in", &*vira), ("once", "z1")]).await.expect_status(303);
        move_company(t, "Asia/Almaty").await;
        let (program, page) = (t.api(t.cast.anna).await, t.page(t.cast.anna).await);
        let moved = one(&program, id).await;
        assert_eq!((&moved["first_day"], &moved["last_day"], &moved["coverage"]), (&json!("2026-12-01"), &json!("2026-12-04"), &json!("gaps")));
        let cover = program.get(&format!("/api/v1/people/{}/covers", t.cast.anna)).await.json()["items"][0]["id"].clone();
        page.post(&format!("/absences/{id}/covers/{cover}/fit"), &[]).await.expect_status(303);
        assert_eq!(covers(&program, t.cast.anna).await[0].0, "2026-11-30T19:00:00Z");
        assert_eq!(one(&program, id).await["coverage"], "whole");
        // Late in the evening in Kyiv the day has come in Almaty.
        t.clock.advance(7 * DAY + 11 * 3_600_000);
        assert_eq!(one(&t.api(t.cast.anna).await, id).await["state"], "now");
        move_company(t, "Europe/Kyiv").await;
        assert_eq!(one(&t.api(t.cast.anna).await, id).await["state"], "ahead");
    }

    async fn an_address_that_means_nothing_is_a_clear_page(t) {
        let page = t.page(t.cast.olena).await;
        for nonsense in ["month=2026-13", "month=%00", "month=9999-12", "month=-1", "page=x", "department=x", "only=y"] {
            page.get(&format!("/absences?{nonsense}")).await.expect_status(422);
        }
        page.get("/absences?page=99999").await.expect_status(200);
        page.get("/absences?department=7").await.expect_status(200).expect_text("Nobody found");
        page.get("/absences/7").await.expect_status(404);
        let api = t.api(t.cast.olena).await;
        for nonsense in ["from=x", "from=2026-11-25&until=2026-11-24", "from=2020-01-01&until=2026-01-01", "person_id=x", "cursor=x"] {
            api.get(&format!("/api/v1/absences?{nonsense}")).await.expect_problem(422, "form");
        }
    }

    // G03: reason and word go with the person, and the days, too.
    async fn an_erased_persons_absences_are_gone(t) {
        let olena = t.api(t.cast.olena).await;
        let made = json!({ "person_id": t.cast.anna, "first_day": "2026-11-25", "last_day": "2026-11-27", "reason": "sick", "word": "Angina" });
        let id = olena.post_json("/api/v1/absences", made).await.expect_status(201).json()["id"].as_i64().unwrap();
        olena.post_json(&format!("/api/v1/people/{}/departure", t.cast.anna), json!({ "successor": t.cast.borys })).await.expect_status(201);
        crate::erasure::act(&olena, t.cast.anna, "erase").await.expect_status(200);
        crate::erasure::days_later(t, 30).await;
        olena.get(&format!("/api/v1/absences/{id}")).await.expect_problem(404, "not_found");
        let left = t.app.look(|tx| Ok(tx.query("select id from absences", &[])?.len())).await.unwrap();
        assert_eq!(left, 0);
        assert_eq!(smena::verify::check(&t.app).await.unwrap(), Vec::<String>::new());
    }
}
