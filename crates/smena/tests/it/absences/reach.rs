//! What a cover is worth to an absence: how far it reaches, when it can follow, and what is said of it where.

use serde_json::{Value as Json, json};

use super::{DAY, covers, deal, one, stated};
use crate::app::{Client, NOW, TestApp};
use crate::on_both;

async fn task(program: &Client, title: &str) {
    let body = json!({ "title": title, "due_at": "2026-12-01T10:00:00Z" });
    program.post_json("/api/v1/tasks", body).await.expect_status(201);
}

/// Somebody stands in for Anna from now on for so many days; the cover's id.
async fn covered(t: &TestApp, stand_in: i64, kinds: Json, days: i64) -> i64 {
    let body = json!({ "stand_in": stand_in, "kinds": kinds, "until": kit::date::to_rfc3339(NOW + days * DAY),
        "reason": "Surgery" });
    let at = format!("/api/v1/people/{}/cover", t.cast.anna);
    let olena = t.api(t.cast.olena).await;
    olena.post_json(&at, body).await.expect_status(201).json()["id"].as_i64().unwrap()
}

async fn own_rights(t: &TestApp, person: i64, own: Json) {
    let body = json!({ "own_rights": own });
    t.api(t.cast.olena).await.patch(&format!("/api/v1/people/{person}"), body).await.expect_status(200);
}

on_both! {
    // What runs already would be of all the days until the absence, too: it is ended, and another is chosen.
    async fn a_cover_that_runs_does_not_follow_to_later_days(t) {
        let (page, program) = (t.page(t.cast.anna).await, t.api(t.cast.anna).await);
        deal(&program, "Boiler").await;
        let id = stated(&program, t.cast.anna, "2026-11-23", "2026-11-27").await;
        let at = format!("/absences/{id}");
        let vira = t.cast.vira.to_string();
        page.post(&format!("{at}/cover"), &[("stand_in", &*vira), ("once", "r1")]).await.expect_status(303);
        let list = program.get(&format!("/api/v1/people/{}/covers", t.cast.anna)).await.json();
        let cover = list["items"][0]["id"].clone();
        program.patch(&format!("/api/v1{at}"), json!({ "first_day": "2026-12-14", "last_day": "2026-12-18" })).await.expect_status(200);
        let fit = format!("{at}/covers/{cover}/fit");
        page.get(&at).await.expect_text("no absence is stated for these days").expect_no_text(&fit)
            .expect_text(&format!("{at}/covers/{cover}/end"));
        page.post(&fit, &[]).await.expect_status(409).expect_text("This cover runs already");
        assert_eq!(covers(&program, t.cast.anna).await[0].1, "2026-11-27T22:00:00Z");
        // Longer, while it runs, it can be.
        program.patch(&format!("/api/v1{at}"), json!({ "first_day": "2026-11-23", "last_day": "2026-11-30" })).await.expect_status(200);
        page.get(&at).await.expect_text(&fit);
        page.post(&fit, &[]).await.expect_status(303);
        assert_eq!(one(&program, id).await["coverage"], "whole");
    }

    // A stand-in who may not hold what is there covers nothing of it, wherever one looks.
    async fn who_may_not_hold_the_work_any_more_does_not_cover_it(t) {
        let (page, program) = (t.page(t.cast.anna).await, t.api(t.cast.anna).await);
        deal(&program, "Boiler").await;
        let id = stated(&program, t.cast.anna, "2026-11-23", "2026-11-27").await;
        let at = format!("/absences/{id}");
        let vira = t.cast.vira.to_string();
        page.post(&format!("{at}/cover"), &[("stand_in", &*vira), ("once", "h1")]).await.expect_status(303);
        page.get(&at).await.expect_text("All the days are covered");
        own_rights(t, t.cast.vira, json!({ "holds": { "deal": false } })).await;
        assert_eq!(one(&program, id).await["coverage"], "gaps");
        page.get(&at).await.expect_no_text("All the days are covered").expect_text("Vira Savchuk may not hold some of this work")
            .expect_no_text("Choose Borys").expect_text("/end");
        let borys = t.cast.borys.to_string();
        page.post(&format!("{at}/cover"), &[("stand_in", &*borys), ("once", "h2")]).await.expect_status(409)
            .expect_text("End that cover first");
    }

    // Blocked, the stand-in is in no drawing and no list, and the page says what is in the way of another.
    async fn a_blocked_stand_in_stands_in_nowhere(t) {
        let (page, program) = (t.page(t.cast.anna).await, t.api(t.cast.anna).await);
        deal(&program, "Boiler").await;
        let id = stated(&program, t.cast.anna, "2026-11-23", "2026-11-27").await;
        let at = format!("/absences/{id}");
        let (vira, borys) = (t.cast.vira.to_string(), t.cast.borys.to_string());
        page.post(&format!("{at}/cover"), &[("stand_in", &*vira), ("once", "b1")]).await.expect_status(303);
        let olena = t.page(t.cast.olena).await;
        olena.get("/absences").await.expect_text("Vira Savchuk stands in").expect_no_text("Nobody stands in");
        t.api(t.cast.olena).await.post_json(&format!("/api/v1/people/{vira}/block"), json!({})).await.expect_status(200);
        olena.get("/absences").await.expect_no_text("Vira Savchuk stands in").expect_text("Nobody stands in");
        let asked = page.get(&at).await.expect_text("Vira Savchuk stands in 23 Nov 2026").expect_text("nothing is covered");
        asked.expect_no_text("Choose Borys");
        page.post(&format!("{at}/cover"), &[("stand_in", &*borys), ("once", "b2")]).await.expect_status(409)
            .expect_text("End that cover first");
        let list = program.get(&format!("/api/v1/people/{}/covers", t.cast.anna)).await.json();
        page.post(&format!("{at}/covers/{}/end", list["items"][0]["id"]), &[]).await.expect_status(303);
        page.get(&at).await.expect_text("Choose Borys").expect_no_text("nothing is covered");
        page.post(&format!("{at}/cover"), &[("stand_in", &*borys), ("once", "b3")]).await.expect_status(303);
        assert_eq!(one(&program, id).await["coverage"], "whole");
    }

    // Where somebody stands in for deals, the offer is of the rest.
    async fn the_offer_is_of_what_nobody_covers(t) {
        let (page, program) = (t.page(t.cast.anna).await, t.api(t.cast.anna).await);
        deal(&program, "Boiler").await;
        task(&program, "Call").await;
        covered(t, t.cast.borys, json!(["deal"]), 9).await;
        let id = stated(&program, t.cast.anna, "2026-11-23", "2026-11-27").await;
        let at = format!("/absences/{id}");
        assert_eq!(one(&program, id).await["coverage"], "gaps");
        page.get(&at).await.expect_text("for what nobody covers yet: Tasks?").expect_text("Choose Vira Savchuk");
        let vira = t.cast.vira.to_string();
        page.post(&format!("{at}/cover"), &[("stand_in", &*vira), ("once", "k1")]).await.expect_status(303);
        let list = program.get(&format!("/api/v1/people/{}/covers", t.cast.anna)).await.json();
        let of = |stand_in: i64| list["items"].as_array().unwrap().iter().find(|c| c["stand_in"] == json!(stand_in)).unwrap()["kinds"].clone();
        let kinds = of(t.cast.vira);
        assert!(kinds.as_array().unwrap().contains(&json!("task")) && !kinds.as_array().unwrap().contains(&json!("deal")), "{kinds}");
        assert_eq!(one(&program, id).await["coverage"], "beyond", "Borys stands in for longer");
    }

    // Why somebody is away is with the cover, not in the journal.
    async fn the_journal_does_not_say_why_somebody_stands_in(t) {
        covered(t, t.cast.vira, Json::Null, 3).await;
        let olena = t.api(t.cast.olena).await;
        let list = olena.get(&format!("/api/v1/people/{}/covers", t.cast.anna)).await.json();
        assert_eq!(list["items"][0]["reason"], "Surgery");
        olena.get("/api/v1/journal").await.expect_text("cover_begun").expect_no_text("Surgery");
        t.page(t.cast.olena).await.get("/settings/journal").await.expect_status(200).expect_no_text("Surgery");
    }

    // The line above the requests leads to a month in which they are; administrators' absences are theirs to see to.
    async fn the_line_about_what_nobody_covers_leads_to_it(t) {
        let (anna, olena) = (t.api(t.cast.anna).await, t.api(t.cast.olena).await);
        deal(&anna, "Boiler").await;
        stated(&anna, t.cast.anna, "2026-12-01", "2026-12-04").await;
        deal(&olena, "Pump").await;
        stated(&olena, t.cast.olena, "2026-11-23", "2026-11-24").await;
        own_rights(t, t.cast.vira, json!({ "areas": { "people": true } })).await;
        let vira = t.page(t.cast.vira).await;
        let line = vira.get("/asks").await.expect_status(200).expect_text("1 absence now or soon has open work");
        let href = line.body.split("href=\"").find(|part| part.starts_with("/absences?only=uncovered")).unwrap();
        let href = href.split('"').next().unwrap().replace("&amp;", "&");
        assert_eq!(href, "/absences?only=uncovered&month=2026-12");
        vira.get(&href).await.expect_status(200).expect_text("Anna Melnyk").expect_no_text("Olena Bondar");
        // Who runs is shown in the month of today.
        let line = t.page(t.cast.olena).await.get("/asks").await.expect_text("2 absences now or soon");
        line.expect_text("only=uncovered&amp;month=2026-11");
    }

    // How many are away is of everybody one sees, not of whom one has searched for.
    async fn a_search_does_not_change_how_many_are_away_today(t) {
        stated(&t.api(t.cast.olena).await, t.cast.vira, "2026-11-23", "2026-11-24").await;
        let page = t.page(t.cast.olena).await;
        page.get("/absences?q=anna").await.expect_text("1 person is away today").expect_no_text("Vira Savchuk");
        page.get(&format!("/absences?department={}", t.cast.support)).await.expect_text("1 person is away today");
        t.page(t.cast.hlib).await.get("/absences").await.expect_text("Nobody is away today");
    }

    // Programs read when somebody is away, now and next, never why.
    async fn programs_read_when_somebody_is_away(t) {
        let olena = t.api(t.cast.olena).await;
        let at = format!("/api/v1/people/{}", t.cast.anna);
        let none = olena.get(&at).await.json();
        assert_eq!((&none["away_until"], &none["next_absence"]), (&Json::Null, &Json::Null));
        stated(&olena, t.cast.anna, "2026-12-20", "2026-12-24").await;
        stated(&olena, t.cast.anna, "2026-12-01", "2026-12-04").await;
        stated(&olena, t.cast.anna, "2026-11-23", "2026-11-25").await;
        let next = json!({ "first_day": "2026-12-01", "last_day": "2026-12-04" });
        let anna = olena.get(&at).await.json();
        assert_eq!((&anna["away_until"], &anna["next_absence"]), (&json!("2026-11-25"), &next));
        let list = olena.get("/api/v1/people").await.json();
        let of = |person: i64| list["items"].as_array().unwrap().iter().find(|p| p["id"] == json!(person)).unwrap().clone();
        assert_eq!((&of(t.cast.anna)["next_absence"], &of(t.cast.vira)["away_until"]), (&next, &Json::Null));
        covered(t, t.cast.borys, Json::Null, 5).await;
        assert_eq!(olena.get(&at).await.json()["away_until"], "2026-11-25", "what is stated goes before a cover");
    }
}
