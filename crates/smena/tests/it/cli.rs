//! The command line, as an operator or a script uses it: the real program beside the database.

use serde_json::Value as Json;

use crate::on_both;
use crate::running::run;

fn json(output: &std::process::Output) -> Json {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| {
        panic!("{} {}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
    })
}

on_both! {
    async fn a_departure_is_rehearsed_done_and_undone(t) {
        let account = t.cast.account.to_string();
        let depart = |more: &[&str]| {
            let mut all = vec!["depart", "--json", "--account", &account, "--person", "anna@svitanok.example", "--successor", "Borys Kravets"];
            all.extend(more);
            run(&t.url, &all)
        };
        let rehearsed = depart(&["--dry-run"]);
        assert!(rehearsed.status.success());
        assert_eq!(json(&rehearsed)["id"], Json::Null);
        let done = depart(&["--kind", "contact=vira@svitanok.example", "--reason", "A new job"]);
        assert_eq!(json(&done)["status"], "departed");
        assert_eq!(depart(&[]).status.code(), Some(1));
        let id = json(&done)["id"].to_string();
        let undone = run(&t.url, &["undo", "--json", "--account", &account, &id]);
        assert_eq!(json(&undone)["status"], "active", "{undone:?}");
        let verified = run(&t.url, &["verify"]);
        assert!(verified.status.success(), "{verified:?}");
    }

    async fn records_are_shared_out_by_rules_that_a_person_can_write(t) {
        let olena = t.api(t.cast.olena).await;
        for n in 0..5 {
            let deal = serde_json::json!({"title": format!("Order {n}"), "responsible_id": t.cast.anna, "amount": n * 10_000, "currency": "EUR"});
            olena.post_json("/api/v1/deals", deal).await.expect_status(201);
        }
        let account = t.cast.account.to_string();
        let depart = |rule: &str, more: &[&str]| {
            let mut all = vec!["depart", "--json", "--account", &account, "--person", "anna@svitanok.example", "--successor", "Olena Bondar", "--split", rule];
            all.extend(more);
            run(&t.url, &all)
        };
        for odd in ["deal to", "castle to vira@svitanok.example", "deal weight=3 to vira@svitanok.example", "deal pipeline=Nowhere to vira@svitanok.example"] {
            assert_eq!(depart(odd, &[]).status.code(), Some(1), "{odd}");
        }
        let rule = "deal open department=Sales from=100.00 up-to=300 to vira@svitanok.example, Borys Kravets";
        let would = json(&depart(rule, &["--dry-run"]));
        let done = json(&depart(rule, &["--end-access-now"]));
        assert_eq!((&done["status"], &done["moved"]), (&serde_json::json!("departed"), &would["moved"]));
        let counts: Vec<(i64, i64)> = done["moved"].as_array().unwrap().iter().map(|m| (m["to"].as_i64().unwrap(), m["count"].as_i64().unwrap())).collect();
        let mut wanted = vec![(t.cast.olena, 2), (t.cast.vira, 2), (t.cast.borys, 1)];
        wanted.sort_unstable();
        assert_eq!(counts, wanted);
    }

    async fn a_token_is_printed_alone_and_opens_the_door(t) {
        let made = run(&t.url, &["token", "create", "--account", &t.cast.account.to_string(), "--person", "Anna Melnyk", "--name", "script"]);
        let token = String::from_utf8(made.stdout).unwrap();
        assert_eq!(token.lines().count(), 1, "{token}");
        let api = t.client([("authorization", format!("Bearer {}", token.trim()))]);
        api.get("/api/v1/deals").await.expect_status(200);
    }

    // `smena … | head`: whoever stops reading is no reason to fail.
    async fn an_answer_that_nobody_reads_is_no_failure(t) {
        let mut command = crate::running::smena(&t.url, &["verify"]);
        let mut child = command.stdout(std::process::Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        assert!(child.wait().unwrap().success());
    }

    // A name that fits several people is never guessed.
    // Borys leads Sales: who has it next is said, as is the hour; a running server does the rest.
    async fn the_operator_plans_a_departure_with_a_post(t) {
        let account = t.cast.account.to_string();
        let said = |rest: &[&str]| {
            let mut all = vec!["depart", "--json", "--account", &account, "--person", "Borys Kravets", "--successor", "Olena Bondar"];
            all.extend_from_slice(rest);
            run(&t.url, &all)
        };
        assert_eq!(said(&[]).status.code(), Some(1));
        assert_eq!(said(&["--post", "Sale=vacant"]).status.code(), Some(1));
        let planned = said(&["--post", "Sales=anna@svitanok.example", "--at", "2099-12-01T18:00:00+02:00"]);
        assert_eq!(planned.status.code(), Some(1), "a year ahead at most");
        let at = kit::date::to_rfc3339(kit::clock::Clock::system().now() + 3_600_000);
        let planned = json(&said(&["--post", "Sales=anna@svitanok.example", "--at", &at, "--limits"]));
        assert_eq!((&planned["state"], &planned["limits"]), (&Json::from("planned"), &Json::from(true)));
        let olena = t.api(t.cast.olena).await;
        let view = olena.get(&format!("/api/v1/planned-departures/{}", planned["id"])).await.expect_status(200).json();
        assert_eq!(view["would"]["posts"][0]["to"], t.cast.anna);
    }

    async fn a_name_of_two_people_lists_them_and_exits_with_two(t) {
        t.by_hand("update people set name = 'Anna Melnyk' where account_id = $1 and id = $2", t.cast.vira).await;
        let output = run(&t.url, &["depart", "--account", &t.cast.account.to_string(), "--person", "Anna Melnyk", "--successor", "Borys Kravets"]);
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(&t.cast.anna.to_string()) && said.contains(&t.cast.vira.to_string()), "{said}");
    }

    async fn another_account_is_made_and_its_words_are_in_its_language(t) {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "amber-lantern-47-quiet\n").unwrap();
        let path = file.path().to_str().unwrap();
        let init = |email: &str| run(&t.url, &["init", "--json", "--name", "Мрія", "--admin-name", "Оля Коваль", "--admin-email", email, "--admin-password-file", path, "--account-lang", "uk"]);
        let made = json(&init("olia@mriia.example"));
        assert!(made["account_id"].is_i64() && made["person_id"].is_i64());
        let again = init("OLIA@mriia.example");
        assert_eq!(again.status.code(), Some(1));
    }

    // The only administrator has forgotten her password.
    async fn a_lost_administrator_gets_a_link_from_the_operator(t) {
        let rescue = |more: &[&str]| {
            let account = t.cast.account.to_string();
            let mut all = vec!["rescue", "--json", "--account", &account, "--public-url", "https://crm.example/"];
            all.extend(more);
            run(&t.url, &all)
        };
        let rescued = json(&rescue(&[]));
        assert_eq!((&rescued["person_id"], &rescued["promoted"]), (&Json::from(t.cast.olena), &Json::Bool(false)));
        let link = rescued["link"].as_str().unwrap().strip_prefix("https://crm.example").unwrap().to_owned();
        let followed = t.stranger().post(&link, &[("password", "harbour-violin-31-slow")]).await.expect_status(303);
        let olena = t.client([("cookie", format!("smena_session={}", followed.cookie("smena_session").unwrap()))]);
        olena.get("/settings").await.expect_status(200);
    }

    // The only administrator is gone for good: Vira, whom she had blocked, takes the account over.
    async fn somebody_else_becomes_the_administrator_when_the_operator_says_so(t) {
        let account = t.cast.account.to_string();
        let rescue = |person: &str| run(&t.url, &["rescue", "--json", "--account", &account, "--person", person]);
        t.api(t.cast.olena).await.post_json(&format!("/api/v1/people/{}/block", t.cast.vira), Json::Null).await.expect_status(200);
        let rescued = json(&rescue("Vira Savchuk"));
        assert_eq!((&rescued["promoted"], &rescued["unblocked"]), (&Json::Bool(true), &Json::Bool(true)));
        let link = rescued["link"].as_str().unwrap();
        let followed = t.stranger().post(link, &[("password", "harbour-violin-31-slow")]).await.expect_status(303);
        let vira = t.client([("cookie", format!("smena_session={}", followed.cookie("smena_session").unwrap()))]);
        vira.get("/settings").await.expect_status(200);
        // With two of them the operator says whom; who has left is nobody's administrator.
        let which = run(&t.url, &["rescue", "--account", &account]);
        assert_eq!(which.status.code(), Some(2));
        let departure = serde_json::json!({"successor": t.cast.borys});
        t.api(t.cast.olena).await.post_json(&format!("/api/v1/people/{}/departure", t.cast.anna), departure).await.expect_status(201);
        assert_eq!(json(&rescue("Anna Melnyk"))["code"], "rescue_departed");
    }

    async fn what_is_broken_is_listed_and_exits_with_one(t) {
        t.by_hand("update event_data set data = '{}' where account_id = $1 and seq = 1 and cast($2 as bigint) > 0", t.cast.anna).await;
        let output = run(&t.url, &["verify", "--json"]);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(json(&output)["ok"], false);
        // Mended, for the check after every test.
        t.by_hand("delete from event_data where account_id = $1 and seq = 1 and cast($2 as bigint) > 0", t.cast.anna).await;
    }
}
