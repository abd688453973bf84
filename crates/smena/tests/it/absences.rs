//! G01: somebody goes on leave: states the days, and somebody stands in.

mod faults;
mod reach;
mod walk;

use serde_json::{Value as Json, json};

use crate::app::{Client, NOW};
use crate::on_both;
use crate::post_office::PostOffice;
use crate::weight::{MOST, assets};

const DAY: i64 = 86_400_000;

/// An absence as programs state it; the id.
async fn stated(program: &Client, person: i64, first: &str, last: &str) -> i64 {
    let body = json!({ "person_id": person, "first_day": first, "last_day": last, "reason": "vacation" });
    program.post_json("/api/v1/absences", body).await.expect_status(201).json()["id"].as_i64().unwrap()
}

async fn one(program: &Client, id: i64) -> Json {
    program.get(&format!("/api/v1/absences/{id}")).await.expect_status(200).json()
}

async fn deal(program: &Client, title: &str) -> i64 {
    let body = json!({ "title": title });
    program.post_json("/api/v1/deals", body).await.expect_status(201).json()["id"].as_i64().unwrap()
}

/// The covers of the person's work: from when until when, and how they stand.
async fn covers(program: &Client, person: i64) -> Vec<(String, String, String)> {
    let list = program.get(&format!("/api/v1/people/{person}/covers")).await.expect_status(200).json();
    let text = |value: &Json| value.as_str().unwrap().to_owned();
    let one = |c: &Json| (text(&c["from"]), text(&c["until"]), text(&c["state"]));
    list["items"].as_array().unwrap().iter().map(one).collect()
}

on_both! {
    // Whoever is covered today is away, though nothing was stated.
    async fn who_is_covered_is_counted_away(t) {
        let page = t.page(t.cast.olena).await;
        page.get("/absences?only=away").await.expect_status(200).expect_no_text("Anna Melnyk");
        let cover = json!({ "stand_in": t.cast.vira, "until": kit::date::to_rfc3339(t.clock.now() + 3 * 86_400_000) });
        let program = t.api(t.cast.olena).await;
        program.post_json(&format!("/api/v1/people/{}/cover", t.cast.anna), cover).await.expect_status(201);
        page.get("/absences?only=away").await.expect_status(200).expect_text("Anna Melnyk");
    }

    // G01: stated, covered by one press over exactly these days, and said wherever it matters.
    async fn somebody_states_their_leave_and_one_press_covers_it(t) {
        let (page, program) = (t.page(t.cast.anna).await, t.api(t.cast.anna).await);
        let boiler = deal(&program, "Boiler").await;
        page.get("/me").await.expect_text("/absences/new").expect_text("No absence is stated.");
        page.get("/absences/new").await.expect_status(200).expect_text("value=\"2026-11-23\"").expect_no_text("Borys");
        let typed = [("person", ""), ("first_day", "2026-11-23"), ("last_day", "2026-11-27"), ("reason", "vacation"),
            ("word", "Sea"), ("once", "a1")];
        let at = page.post("/absences", &typed).await.expect_status(303).location();
        let asked = page.get(&at).await.expect_status(200).expect_text("Nobody stands in yet");
        // Who leads the department comes first, then who works in it; who may hold none of it is not offered by one press.
        let (borys, vira) = (asked.body.find("Choose Borys Kravets").unwrap(), asked.body.find("Choose Vira Savchuk").unwrap());
        assert!(borys < vira, "{}", asked.body);
        asked.expect_no_text("Choose Hlib").expect_no_text("Choose Olena").expect_no_text("Choose Anna").expect_text("Olena Bondar");
        let vira = t.cast.vira.to_string();
        assert_eq!(page.post(&format!("{at}/cover"), &[("stand_in", &*vira), ("once", "a2")]).await.expect_status(303).location(), at);
        page.get(&at).await.expect_text("All the days are covered").expect_text("Vira Savchuk").expect_no_text("Choose Borys");
        // From this moment, for it is the first day already, until midnight in Kyiv.
        let made = covers(&program, t.cast.anna).await;
        assert_eq!(made, [("2026-11-23T09:00:00Z".into(), "2026-11-27T22:00:00Z".into(), "running".into())]);
        t.page(t.cast.vira).await.get("/deals").await.expect_text("Boiler").expect_text("You stand in for Anna Melnyk until 27");

        let borys = t.page(t.cast.borys).await;
        borys.get("/deals").await.expect_text("away until 27 Nov 2026");
        borys.get(&format!("/deals/{boiler}")).await
            .expect_text("Responsible: Anna Melnyk, away until 27 Nov 2026. Vira Savchuk stands in.");
        borys.get("/deals/new").await.expect_text("away until 27 Nov 2026");
        t.page(t.cast.olena).await.get("/people").await.expect_text("away until 27 Nov 2026");
        page.get("/me").await.expect_text("Away now").expect_text("Vacation");
    }

    // Colleagues know until when, and not why; who manages people knows both; others know nothing.
    async fn why_somebody_is_away_is_for_them_and_for_who_manages_people(t) {
        let anna = t.api(t.cast.anna).await;
        let body = json!({ "first_day": "2026-11-23", "last_day": "2026-11-24", "reason": "sick", "word": "Angina" });
        let made = anna.post_json("/api/v1/absences", body).await.expect_status(201).json();
        assert_eq!((&made["reason"], &made["word"], &made["state"]), (&json!("sick"), &json!("Angina"), &json!("now")));
        let id = made["id"].as_i64().unwrap();
        let vira = one(&t.api(t.cast.vira).await, id).await;
        assert_eq!((&vira["last_day"], &vira["reason"], &vira["word"]), (&json!("2026-11-24"), &Json::Null, &Json::Null));
        assert_eq!(one(&t.api(t.cast.olena).await, id).await["reason"], "sick");
        for colleague in [t.cast.vira, t.cast.borys] {
            let page = t.page(colleague).await;
            page.get("/absences").await.expect_text("Anna Melnyk").expect_no_text("Sick leave").expect_no_text("Angina");
            page.get(&format!("/absences/{id}")).await.expect_status(404);
        }
        t.page(t.cast.olena).await.get("/absences").await.expect_text("Sick leave");
        // Another department, and another company.
        t.page(t.cast.hlib).await.get("/absences").await.expect_status(200).expect_no_text("Anna Melnyk");
        t.api(t.cast.hlib).await.get(&format!("/api/v1/absences/{id}")).await.expect_problem(404, "not_found");
        t.api(t.cast.hlib).await.get(&format!("/api/v1/absences?person_id={}", t.cast.anna)).await.expect_problem(404, "not_found");
        t.api(t.cast.zoryana).await.get(&format!("/api/v1/absences/{id}")).await.expect_problem(404, "not_found");
        assert_eq!(t.api(t.cast.zoryana).await.get("/api/v1/absences").await.json()["count"], 0);
        // The journal has the days and not the reason.
        let journal = t.api(t.cast.olena).await.get("/api/v1/journal").await.expect_status(200);
        journal.expect_text("Anna Melnyk stated when Anna Melnyk is away").expect_text("2026-11-24")
            .expect_no_text("sick").expect_no_text("Angina");
        t.page(t.cast.olena).await.get("/settings/journal").await.expect_text("24 Nov 2026").expect_no_text("Angina");
    }

    // A moved absence says that its cover no longer matches, and takes it along by one press.
    async fn a_cover_follows_the_absence(t) {
        let (page, program) = (t.page(t.cast.anna).await, t.api(t.cast.anna).await);
        deal(&program, "Boiler").await;
        let id = stated(&program, t.cast.anna, "2026-12-01", "2026-12-04").await;
        let at = format!("/absences/{id}");
        let vira = t.cast.vira.to_string();
        page.post(&format!("{at}/cover"), &[("stand_in", &*vira), ("once", "c1")]).await.expect_status(303);
        assert_eq!(one(&program, id).await["coverage"], "whole");
        let cover = program.get(&format!("/api/v1/people/{}/covers", t.cast.anna)).await.json()["items"][0]["id"].as_i64().unwrap();
        let fit = format!("{at}/covers/{cover}/fit");
        for (first, last, coverage, says) in [
            ("2026-12-01", "2026-12-07", "gaps", "some of the days or of the work are not covered"),
            ("2026-12-01", "2026-12-02", "beyond", "it goes on for longer"),
            ("2026-12-14", "2026-12-18", "nobody", "no absence is stated for these days"),
        ] {
            let version = one(&program, id).await["version"].clone();
            let body = json!({ "first_day": first, "last_day": last, "version": version });
            program.patch(&format!("/api/v1{at}"), body).await.expect_status(200);
            assert_eq!(one(&program, id).await["coverage"], coverage);
            page.get(&at).await.expect_text(says).expect_text(&fit);
            page.post(&fit, &[]).await.expect_status(303);
            assert_eq!(one(&program, id).await["coverage"], "whole");
            page.get(&at).await.expect_no_text(says);
        }
        let moved = covers(&program, t.cast.anna).await;
        assert_eq!(moved, [("2026-12-13T22:00:00Z".into(), "2026-12-18T22:00:00Z".into(), "planned".into())]);
        t.page(t.cast.olena).await.get(&format!("/people/{}", t.cast.anna)).await
            .expect_text("gave a cover other days").expect_text("First day: 1 Dec 2026 → 14 Dec 2026");
    }

    // Before the first day all of it goes; during it, it ended yesterday. The cover goes along, or stays if one says so.
    async fn an_absence_is_withdrawn_before_and_during_it(t) {
        let (page, program) = (t.page(t.cast.anna).await, t.api(t.cast.anna).await);
        deal(&program, "Boiler").await;
        let id = stated(&program, t.cast.anna, "2026-11-25", "2026-11-30").await;
        let at = format!("/absences/{id}");
        let vira = t.cast.vira.to_string();
        page.post(&format!("{at}/cover"), &[("stand_in", &*vira), ("once", "w1")]).await.expect_status(303);
        let asked = page.get(&format!("{at}/withdraw")).await.expect_status(200);
        asked.expect_text("The cover by Vira Savchuk until 30 Nov 2026").expect_text("checked");
        t.clock.advance(4 * DAY);
        // Seen on the fifth day: back already.
        let page = t.page(t.cast.anna).await;
        let asked = page.get(&format!("{at}/withdraw")).await.expect_status(200).expect_text("Back already");
        asked.expect_text("The cover by Vira Savchuk");
        let list = t.api(t.cast.anna).await.get(&format!("/api/v1/people/{}/covers", t.cast.anna)).await.json();
        let cover = list["items"][0]["id"].to_string();
        let typed = [("version", "1"), ("cover", &*cover), ("once", "w2")];
        assert_eq!(page.post(&format!("{at}/withdraw"), &typed).await.expect_status(303).location(), at);
        let program = t.api(t.cast.anna).await;
        let after = one(&program, id).await;
        assert_eq!((&after["last_day"], &after["state"]), (&json!("2026-11-26"), &json!("past")));
        assert_eq!(covers(&program, t.cast.anna).await[0].2, "ended");
        page.get("/me").await.expect_text("Past absences").expect_text("26 Nov 2026");
        program.delete(&format!("/api/v1{at}")).await.expect_problem(409, "absence_over");
        // One that has not begun is gone without a trace but the journal's; its cover stays if nobody says otherwise.
        let ahead = stated(&program, t.cast.anna, "2026-12-10", "2026-12-11").await;
        program.delete(&format!("/api/v1/absences/{ahead}")).await.expect_status(204);
        program.get(&format!("/api/v1/absences/{ahead}")).await.expect_problem(404, "not_found");
    }

    // Who manages people sees what nobody covers: a line above the requests, a filter of the calendar.
    async fn what_nobody_covers_is_shown_to_who_manages_people(t) {
        let (anna, hlib) = (t.api(t.cast.anna).await, t.api(t.cast.hlib).await);
        deal(&anna, "Boiler").await;
        stated(&anna, t.cast.anna, "2026-11-30", "2026-12-04").await;
        // Hlib holds nothing, so nobody has to stand in.
        let idle = stated(&hlib, t.cast.hlib, "2026-11-30", "2026-12-04").await;
        assert_eq!(one(&hlib, idle).await["coverage"], "nothing");
        t.page(t.cast.hlib).await.get(&format!("/absences/{idle}")).await.expect_text("There is no open work");
        let olena = t.page(t.cast.olena).await;
        olena.get("/asks").await.expect_text("1 absence now or soon has open work");
        olena.get("/absences?only=uncovered&month=2026-12").await.expect_text("Anna Melnyk").expect_no_text("Hlib Moroz");
        t.page(t.cast.borys).await.get("/asks").await.expect_no_text("now or soon");
        let program = t.api(t.cast.olena).await;
        let cover = json!({ "stand_in": t.cast.vira, "from": "2026-11-29T22:00:00Z", "until": "2026-12-04T22:00:00Z" });
        program.post_json(&format!("/api/v1/people/{}/cover", t.cast.anna), cover).await.expect_status(201);
        olena.get("/asks").await.expect_no_text("now or soon");
        olena.get("/absences?only=uncovered&month=2026-12").await.expect_text("Nobody found");
        // The stand-in leaves: it is nobody's again, and the page says so.
        let leaving = json!({ "successor": t.cast.borys });
        program.post_json(&format!("/api/v1/people/{}/departure", t.cast.vira), leaving).await.expect_status(201);
        olena.get("/asks").await.expect_text("1 absence now or soon");
    }

    // A stand-in who is away in those days is said to be, before and after.
    async fn a_stand_in_who_is_away_too_is_marked(t) {
        let (olena, page) = (t.api(t.cast.olena).await, t.page(t.cast.olena).await);
        deal(&t.api(t.cast.anna).await, "Boiler").await;
        let id = stated(&olena, t.cast.anna, "2026-12-01", "2026-12-04").await;
        let at = format!("/absences/{id}");
        let vira = t.cast.vira.to_string();
        page.get(&at).await.expect_text("Choose Vira Savchuk");
        page.post(&format!("{at}/cover"), &[("stand_in", &*vira), ("once", "s1")]).await.expect_status(303);
        stated(&olena, t.cast.vira, "2026-12-03", "2026-12-08").await;
        page.get(&at).await.expect_text("Vira Savchuk is away, too: 3 Dec 2026 – 8 Dec 2026");
        let other = stated(&olena, t.cast.borys, "2026-12-03", "2026-12-03").await;
        page.get(&format!("/absences/{other}")).await.expect_no_text("Choose Vira").expect_no_text("Choose Anna")
            .expect_text("away, too: 3 Dec 2026");
        // What a hand-over says of a receiver, on the day of it.
        let at = json!({ "successor": t.cast.borys, "at": "2026-12-03T12:00:00Z", "dry_run": true });
        let look = olena.post_json(&format!("/api/v1/people/{}/departure", t.cast.anna), at).await.expect_status(200).json();
        assert_eq!(look["warnings"][0]["code"], "away");
        assert!(look["warnings"][0]["detail"].as_str().unwrap().contains("until 3 Dec 2026. Nobody stands in"), "{look}");
    }

    // Whoever stands in hears of it by letter, and of other days, too.
    async fn the_stand_in_gets_a_letter(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let anna = t.api(t.cast.anna).await.at(app.clone());
        let until = |n: i64| kit::date::to_rfc3339(NOW + n * DAY);
        let cover = json!({ "stand_in": t.cast.vira, "until": until(3) });
        let id = anna.post_json(&format!("/api/v1/people/{}/cover", t.cast.anna), cover).await.expect_status(201).json()["id"].clone();
        base::jobs::run_due(&app).await.unwrap();
        let time = json!({ "from": until(0), "until": until(5) });
        anna.patch(&format!("/api/v1/covers/{id}"), time).await.expect_status(200);
        base::jobs::run_due(&app).await.unwrap();
        let letters = office.letters();
        let of = letters.iter().filter(|letter| letter.to == "vira@svitanok.example");
        let subjects: Vec<String> = of.map(|letter| letter.header("Subject")).collect();
        assert_eq!(subjects, ["You stand in for a colleague", "You stand in for a colleague"]);
        assert_eq!(letters.len(), 2);
    }

    // The calendar of a month: whoever is away today first, weekends marked, the same in words below.
    async fn the_calendar_shows_a_month_and_its_neighbours(t) {
        let olena = t.api(t.cast.olena).await;
        stated(&olena, t.cast.vira, "2026-11-20", "2026-11-24").await;
        stated(&olena, t.cast.anna, "2026-11-28", "2026-12-02").await;
        let page = t.page(t.cast.olena).await;
        let november = page.get("/absences").await.expect_status(200).expect_text("1 person is away today");
        let november = november.expect_text("November 2026").expect_text("class=\"off\"").expect_text("aria-current=\"date\"").expect_text("Away today").expect_text("Later this week");
        let table = november.body.split("<table class=\"month\">").nth(1).unwrap();
        let (vira, anna, borys) = (table.find("Vira Savchuk").unwrap(), table.find("Anna Melnyk").unwrap(), table.find("Borys Kravets").unwrap());
        assert!(vira < anna && anna < borys, "who is away today comes first");
        assert!(table.contains("colspan=\"5\"") && table.contains("colspan=\"3\""), "{table}");
        page.get("/absences?month=2026-12").await.expect_text("December 2026").expect_text("Anna Melnyk").expect_text("month=2027-01").expect_text("month=2026-11");
        page.get("/absences?month=2026-12&only=away").await.expect_text("Anna Melnyk").expect_no_text("Vira Savchuk");
        page.get("/absences?q=vir").await.expect_text("Vira Savchuk").expect_no_text("Anna Melnyk");
        page.get(&format!("/absences?department={}", t.cast.support)).await.expect_text("Hlib Moroz").expect_no_text("Anna Melnyk");
        page.get("/absences?month=2031-05").await.expect_text("Nobody of these people is away this month");
    }

    // Fifty people on a page, whatever their number.
    async fn five_hundred_people_come_by_pages_and_light(t) {
        let api = t.api(t.cast.olena).await;
        for round in 0..5 {
            let people: Vec<Json> = (0..100)
                .map(|n| json!({ "name": format!("Іванка Петренко-Довгополова {round} {n}"), "email": format!("p{round}-{n}@svitanok.example") }))
                .collect();
            let body = json!({ "people": people, "department_id": t.cast.support });
            api.post_json("/api/v1/people/several", body).await.expect_status(201);
        }
        t.by_hand("update people set status = 'active' where account_id = $1 and status = 'pending' and $2 > 0", 1).await;
        t.by_hand("insert into absences (account_id, id, person_id, first_day, last_day, reason, stated_at, version)
            select account_id, id, id, '2026-11-23', '2026-11-27', 'vacation', 1, 1 from people
            where account_id = $1 and $2 > 0 and status = 'active' and id % 3 = 0", 1).await;
        let plain = t.page(t.cast.olena).await;
        let page = plain.get("/absences").await.expect_status(200).expect_text("506 people").expect_text("page=2");
        assert_eq!(page.body.matches("<th scope=\"row\"><span class=\"chip").count() / 2, 50, "fifty in the table and in the list");
        let packed = plain.with("accept-encoding", "gzip");
        let mut bytes = packed.get("/absences").await.bytes;
        for asset in assets(&plain, &page.body).await {
            bytes += packed.get(&asset).await.bytes;
        }
        assert!(bytes <= MOST, "{bytes}");
        plain.get("/absences?page=11").await.expect_status(200).expect_text("page=10").expect_no_text("page=12");
        // Away by hand, they are awaited again: whoever is active has work's place.
        t.by_hand("update people set status = 'pending' where account_id = $1 and $2 > 0 and portfolio_id is null", 1).await;
    }
}
