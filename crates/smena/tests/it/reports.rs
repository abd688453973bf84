//! Reports of hand-overs: on the page, on paper, as tables, for programs; and everybody's own part.

use serde_json::{Value as Json, json};

use crate::app::{Client, TestApp};
use crate::on_both;

async fn made(program: &Client, path: &str, body: Json) -> i64 {
    program.post_json(path, body).await.expect_status(201).json()["id"].as_i64().unwrap()
}

/// Anna's work: three deals in two currencies, one of them lost; a contact; a task.
async fn work_of_anna(t: &TestApp, program: &Client) -> Vec<i64> {
    let pipelines = program.get("/api/v1/pipelines").await.json();
    let stages = pipelines["items"].as_array().or(pipelines.as_array()).unwrap()[0]["stages"].clone();
    let lost =
        stages.as_array().unwrap().iter().find(|stage| stage["outcome"] == "lost").unwrap()["id"].clone();
    let anna = t.cast.anna;
    let deals = [
        json!({"title": "Boiler", "amount": 120_000, "responsible_id": anna}),
        json!({"title": "=HYPERLINK(\"x\")", "amount": 50_000, "currency": "USD", "responsible_id": anna}),
        json!({"title": "Windows", "amount": 7_000, "stage_id": lost, "responsible_id": anna}),
    ];
    let mut made_deals = Vec::new();
    for deal in deals {
        made_deals.push(made(program, "/api/v1/deals", deal).await);
    }
    made(program, "/api/v1/contacts", json!({"name": "Marta", "responsible_id": anna})).await;
    let task = json!({"title": "Call Marta", "due_at": "2026-12-01T09:00:00Z", "responsible_id": anna});
    made(program, "/api/v1/tasks", task).await;
    made_deals
}

async fn departure(program: &Client, person: i64, body: Json) -> i64 {
    made(program, &format!("/api/v1/people/{person}/departure"), body).await
}

/// The text with the numbers of records and people by their names.
fn by_name(text: &str, names: &[(i64, &str)]) -> String {
    names.iter().fold(text.to_owned(), |text, (id, name)| text.replace(&id.to_string(), name))
}

on_both! {
    async fn a_report_says_all_there_is_to_say(t) {
        let program = t.api(t.cast.olena).await;
        work_of_anna(t, &program).await;
        t.secret(t.cast.anna, true).await;
        let cover = json!({"stand_in": t.cast.borys, "until": "2026-11-30T22:00:00Z"});
        program.post_json(&format!("/api/v1/people/{}/cover", t.cast.anna), cover).await.expect_status(201);
        let id = departure(&program, t.cast.anna, json!({"successor": t.cast.vira, "reason": "A new job"})).await;
        let page = t.page(t.cast.olena).await.get(&format!("/handovers/{id}")).await.expect_status(200);
        let page = page.expect_text("Deactivation No. 1").expect_text("A new job").expect_text("Covers ended");
        let page = page.expect_text("€1,270.00, $500.00").expect_text(&format!("/deals?handover_id={id}"));
        page.expect_text("Nothing is left with the person").expect_text(&format!("/handovers/{id}/print"));
        let told = program.get(&format!("/api/v1/handovers/{id}")).await.expect_status(200).json();
        assert_eq!((&told["what"], &told["number"], &told["reason"]), (&json!("departure"), &json!(1), &json!("A new job")));
        assert_eq!(told["covers_ended"].as_array().unwrap().len(), 1);
        let deals = &told["parts"][0];
        assert_eq!((&deals["kind"], &deals["count"], &deals["open"], &deals["rule"]), (&json!("deal"), &json!(3), &json!(2), &Json::Null));
        assert_eq!(deals["sums"], json!({"EUR": {"all": 127_000, "open": 120_000}, "USD": {"all": 50_000, "open": 50_000}}));
        assert_eq!((&deals["from"], &deals["to"]), (&json!(t.cast.anna), &json!(t.cast.vira)));
    }

    // What was is told as it was, whatever happens to the records and people since.
    async fn a_report_stays_as_it_was_for_years(t) {
        let program = t.api(t.cast.olena).await;
        let deals = work_of_anna(t, &program).await;
        let id = departure(&program, t.cast.anna, json!({"successor": t.cast.vira})).await;
        t.clock.advance(3 * 365 * 24 * 3_600_000);
        let program = t.api(t.cast.olena).await;
        program.delete(&format!("/api/v1/deals/{}", deals[0])).await.expect_status(204);
        departure(&program, t.cast.vira, json!({"successor": t.cast.borys})).await;
        let told = program.get(&format!("/api/v1/handovers/{id}")).await.expect_status(200).json();
        assert_eq!(told["parts"][0]["count"], 3);
        assert_eq!(told["parts"][0]["sums"]["EUR"]["all"], 127_000);
        let page = t.page(t.cast.olena).await.get(&format!("/handovers/{id}")).await.expect_status(200);
        page.expect_text("Anna Melnyk").expect_text("Vira Savchuk");
        // What lies there now is less, and with somebody else.
        let records = program.get(&format!("/api/v1/handovers/{id}/records")).await.expect_status(200).json();
        let deals: Vec<&Json> = records["items"].as_array().unwrap().iter().filter(|r| r["kind"] == "deal").collect();
        assert_eq!(deals.len(), 2);
        assert!(deals.iter().all(|r| r["to"] == t.cast.vira && r["responsible_id"] == t.cast.borys));
    }

    async fn a_report_of_what_was_shared_out_names_its_rules(t) {
        let program = t.api(t.cast.olena).await;
        work_of_anna(t, &program).await;
        let rule = json!({"kind": "deal", "where": {"open": true}, "to": [t.cast.borys, t.cast.vira]});
        let large = json!({"kind": "deal", "where": {"amount_from": 9_000_000}, "to": [t.cast.borys]});
        let body = json!({"successor": t.cast.vira, "splits": [rule, large]});
        let id = departure(&program, t.cast.anna, body).await;
        let told = program.get(&format!("/api/v1/handovers/{id}")).await.expect_status(200).json();
        let parts = told["parts"].as_array().unwrap();
        let deals: Vec<(Json, Json, Json)> = parts.iter().filter(|p| p["kind"] == "deal")
            .map(|p| (p["rule"].clone(), p["to"].clone(), p["count"].clone())).collect();
        assert!(deals.contains(&(json!(1), json!(t.cast.borys), json!(1))), "{deals:?}");
        assert!(deals.contains(&(json!(1), json!(t.cast.vira), json!(1))), "{deals:?}");
        assert!(deals.contains(&(Json::Null, json!(t.cast.vira), json!(1))), "{deals:?}");
        let page = t.page(t.cast.olena).await.get(&format!("/handovers/{id}")).await.expect_status(200);
        let page = page.expect_text("Deals, Open →").expect_text("Deals, Amount from, EUR: 90000.00 →");
        page.expect_text("Where several receive, evenly.").expect_text("The rest");
    }

    async fn a_report_of_what_was_undone_says_so(t) {
        let program = t.api(t.cast.olena).await;
        let deals = work_of_anna(t, &program).await;
        let id = departure(&program, t.cast.anna, json!({"successor": t.cast.vira})).await;
        let address = format!("/api/v1/deals/{}", deals[0]);
        let version = program.get(&address).await.json()["version"].clone();
        program.patch(&address, json!({"version": version, "responsible_id": t.cast.borys})).await.expect_status(200);
        let undo = program.delete(&format!("/api/v1/departures/{id}")).await.expect_status(200).json();
        let told = program.get(&format!("/api/v1/handovers/{id}")).await.expect_status(200).json();
        assert_eq!((&told["undone_by"], &told["left"][0]["sample"][0]), (&undo["id"], &json!(deals[0])));
        let page = t.page(t.cast.olena).await.get(&format!("/handovers/{id}")).await.expect_status(200);
        let page = page.expect_text("Undone 23 Nov 2026").expect_text("Olena Bondar").expect_text("What stayed elsewhere");
        page.expect_text(&format!("/deals/{}", deals[0]));
        let of_undo = program.get(&format!("/api/v1/handovers/{}", undo["id"])).await.expect_status(200).json();
        assert_eq!((&of_undo["what"], &of_undo["undoes"], &of_undo["parts"][0]["sums"]["USD"]["all"]), (&json!("undo"), &json!(id), &json!(50_000)));
    }

    async fn the_tables_are_ready_for_a_spreadsheet(t) {
        let program = t.api(t.cast.olena).await;
        work_of_anna(t, &program).await;
        let id = departure(&program, t.cast.anna, json!({"successor": t.cast.vira, "reason": "-1 reason"})).await;
        let page = t.page(t.cast.olena).await;
        let answer = page.get(&format!("/handovers/{id}/report.csv")).await.expect_status(200);
        assert_eq!(answer.headers["content-type"], "text/csv; charset=utf-8");
        assert_eq!(answer.headers["content-disposition"], "attachment; filename=\"handover-1.csv\"");
        let text = answer.body.strip_prefix('\u{feff}').expect("a spreadsheet knows the encoding by its mark");
        insta::assert_snapshot!("report_csv", text.replace("\r\n", "\n"));
        let answer = page.get(&format!("/handovers/{id}/records.csv")).await.expect_status(200);
        let records: Vec<&str> = answer.body.lines().collect();
        assert_eq!(records.len(), 6, "{}", answer.body);
        assert!(records[0].ends_with("Kind,Number,Record,State,Sum,Currency,From,To,Responsible now"), "{}", records[0]);
        // Nothing in it is a formula.
        assert!(records[2].contains(",\"'=HYPERLINK(\"\"x\"\")\",Open,500.00,USD,Anna Melnyk,Vira Savchuk,Vira Savchuk"), "{}", records[2]);
    }

    // 10,000 records come page by page: none is missing, none comes twice.
    async fn a_large_table_of_records_is_whole(t) {
        let sql = "insert into contacts (account_id, id, portfolio_id, name, name_key, phones, emails, search_text, created_at, updated_at, version)
            with recursive n (i) as (select 1 union all select i + 1 from n where i < 10000)
            select p.account_id, n.i, p.portfolio_id, 'Contact ' || n.i, 'c', '[]', '[]', '', 0, 0, 1
            from people p, n where p.account_id = $1 and p.id = $2";
        t.by_hand(sql, t.cast.anna).await;
        let roll = "insert into rollups (account_id, portfolio_id, kind, bucket, open, currency, count, sum)
            select account_id, portfolio_id, 'contact', 0, 1, '', 10000, 0 from people where account_id = $1 and id = $2";
        t.by_hand(roll, t.cast.anna).await;
        let program = t.api(t.cast.olena).await;
        let id = departure(&program, t.cast.anna, json!({"successor": t.cast.vira})).await;
        let answer = t.page(t.cast.olena).await.get(&format!("/handovers/{id}/records.csv")).await.expect_status(200);
        let mut ids: Vec<&str> = answer.body.lines().skip(1).map(|line| line.split(',').nth(1).unwrap()).collect();
        assert_eq!(ids.len(), 10_000);
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 10_000);
        // The same by the API, a page at a time.
        let first = program.get(&format!("/api/v1/handovers/{id}/records?limit=200")).await.expect_status(200).json();
        let cursor = first["next"].as_str().unwrap();
        let second = program.get(&format!("/api/v1/handovers/{id}/records?limit=200&cursor={cursor}")).await.expect_status(200).json();
        assert_eq!((&first["items"][199]["id"], &second["items"][0]["id"]), (&json!(200), &json!(201)));
        for wrong in ["limit=0", "limit=201", "cursor=nonsense"] {
            program.get(&format!("/api/v1/handovers/{id}/records?{wrong}")).await.expect_status(422);
        }
        // What no door wrote search knows nothing of.
        t.by_hand("delete from contacts where account_id = $1 and id <= 10000 and cast($2 as bigint) > 0", 1).await;
        t.by_hand("delete from rollups where account_id = $1 and kind = 'contact' and cast($2 as bigint) > 0", 1).await;
    }

    async fn a_report_fits_on_paper(t) {
        let program = t.api(t.cast.olena).await;
        work_of_anna(t, &program).await;
        let id = departure(&program, t.cast.anna, json!({"successor": t.cast.vira})).await;
        let page = t.page(t.cast.olena).await.get(&format!("/handovers/{id}/print")).await.expect_status(200);
        let page = page.expect_text("Svitanok Ltd").expect_text("Deactivation No. 1").expect_text("As of 23 Nov 2026");
        page.expect_text("<title>Deactivation No. 1 · Svitanok Ltd").expect_no_text("<nav").expect_no_text("<form");
    }

    // A01: the report is for who manages people; for others it is closed, and another company's is not there.
    async fn a_report_is_for_who_manages_people(t) {
        let program = t.api(t.cast.olena).await;
        work_of_anna(t, &program).await;
        let id = departure(&program, t.cast.anna, json!({"successor": t.cast.vira, "reason": "Fell out"})).await;
        let (vira, hlib) = (t.page(t.cast.vira).await, t.page(t.cast.hlib).await);
        for file in ["", "/print", "/report.csv", "/records.csv"] {
            vira.get(&format!("/handovers/{id}{file}")).await.expect_status(403).expect_no_text("Fell out");
            t.page(t.cast.zoryana).await.get(&format!("/handovers/{id}{file}")).await.expect_status(404).expect_no_text("Anna");
        }
        t.api(t.cast.vira).await.get(&format!("/api/v1/handovers/{id}/records")).await.expect_status(403);
        // Who received sees their own part, and not why.
        let list = vira.get("/received").await.expect_status(200).expect_text("No. 1").expect_text("Deals 3");
        list.expect_no_text("Fell out");
        let own = vira.get(&format!("/received/{id}")).await.expect_status(200);
        own.expect_text("Anna Melnyk").expect_text("€1,270.00, $500.00").expect_no_text("Fell out");
        let lies = vira.get(&format!("/deals?handover_id={id}")).await.expect_status(200);
        lies.expect_text("Boiler").expect_text("Only what one hand-over moved.");
        // Who has no part in it sees nothing of it.
        hlib.get("/received").await.expect_status(200).expect_text("No hand-overs yet");
        hlib.get(&format!("/received/{id}")).await.expect_status(404);
    }

    async fn a_list_of_what_a_hand_over_moved_has_nothing_else(t) {
        let program = t.api(t.cast.olena).await;
        work_of_anna(t, &program).await;
        made(&program, "/api/v1/deals", json!({"title": "Vira's own", "responsible_id": t.cast.vira})).await;
        let id = departure(&program, t.cast.anna, json!({"successor": t.cast.vira})).await;
        for (kind, n) in [("deals", 3), ("contacts", 1), ("tasks", 1), ("companies", 0)] {
            let list = program.get(&format!("/api/v1/{kind}?handover_id={id}")).await.expect_status(200).json();
            assert_eq!((list["count"].clone(), list["items"].as_array().unwrap().len()), (json!(n), n));
        }
        program.get("/api/v1/deals?handover_id=77").await.expect_status(200).expect_text("\"items\":[]");
    }
}

// The parts of what a program gets, in words that stay the same.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_program_gets_of_a_report() {
    let t = TestApp::start(crate::app::Engine::Sqlite).await;
    let program = t.api(t.cast.olena).await;
    let deals = work_of_anna(&t, &program).await;
    let id = departure(&program, t.cast.anna, json!({"successor": t.cast.vira})).await;
    let told = program.get(&format!("/api/v1/handovers/{id}")).await.expect_status(200).json();
    let cast = &t.cast;
    let names =
        [(id, "ID"), (cast.anna, "ANNA"), (cast.vira, "VIRA"), (cast.olena, "OLENA"), (deals[0], "BOILER")];
    insta::assert_snapshot!("report_json", by_name(&serde_json::to_string_pretty(&told).unwrap(), &names));
    t.leave().await;
}

// Decimal commas and semicolons where spreadsheets expect them, and the report in each language.
#[tokio::test(flavor = "multi_thread")]
async fn a_table_speaks_the_language_of_its_reader() {
    let t = TestApp::start(crate::app::Engine::Sqlite).await;
    let program = t.api(t.cast.olena).await;
    work_of_anna(&t, &program).await;
    let id = departure(&program, t.cast.anna, json!({"successor": t.cast.vira})).await;
    for (lang, sum, title) in [("uk", "1270,00", "№"), ("ru", "1270,00", "№"), ("en", "1270.00", "No.")] {
        t.by_hand(
            match lang {
                "uk" => "update people set lang = 'uk' where account_id = $1 and id = $2",
                "ru" => "update people set lang = 'ru' where account_id = $1 and id = $2",
                _ => "update people set lang = 'en' where account_id = $1 and id = $2",
            },
            t.cast.olena,
        )
        .await;
        let page = t.page(t.cast.olena).await;
        let table = page.get(&format!("/handovers/{id}/report.csv")).await.expect_status(200);
        table.expect_text(sum);
        page.get(&format!("/handovers/{id}/print")).await.expect_status(200).expect_text(title);
    }
    t.leave().await;
}
