//! What people do with comments that nobody wished for, and what rights, stages, queues and leaving make of them.

use serde_json::json;

use super::{boat, one_of_each, said, say, texts};
use crate::contacts::{id, make};
use crate::deals::stages;
use crate::on_both;

on_both! {
    async fn what_is_too_long_or_empty_is_refused_and_kept_in_the_form(t) {
        let deal = boat(t).await;
        let (api, page) = (t.api(t.cast.anna).await, t.page(t.cast.anna).await);
        let address = format!("/comments/deal/{deal}");
        let long = "long ".repeat(1_001);
        let refused = say(&api, "deals", deal, &long).await.expect_status(422).json();
        assert_eq!(refused["errors"][0]["field"], "comment", "{refused}");
        let back = page.post(&address, &[("comment", &long), ("show", "comments")]).await.expect_status(422);
        let back = back.expect_text("long long").expect_text("This is too long.").expect_text("name=\"show\" value=\"comments\"");
        back.expect_text(&format!("href=\"/deals/{deal}\""));
        for nothing in ["", " \n\t ", "\u{0}\u{7}"] {
            say(&api, "deals", deal, nothing).await.expect_status(422);
            page.post(&address, &[("comment", nothing)]).await.expect_status(422);
        }
        let comment = said(&api, "deals", deal, "Short").await;
        page.post(&format!("{address}/{comment}"), &[("comment", &long), ("version", "1")]).await.expect_status(422).expect_text("long long");
        page.post(&format!("{address}/{comment}"), &[("comment", " "), ("version", "1")]).await.expect_status(422);
        assert_eq!(texts(&api, "deals", deal).await, ["Short"]);
    }

    async fn five_thousand_characters_of_any_script_are_a_comment(t) {
        let deal = boat(t).await;
        let api = t.api(t.cast.anna).await;
        let family = "👩‍👩‍👧‍👦";
        let many = "🕯".repeat(5_000);
        for text in [many.as_str(), "שלום\nعليكم السلام", family, "a\n\n\nb", "'; drop table record_comments; --", "{ $name } %s \\u0000"] {
            said(&api, "deals", deal, text).await;
            assert_eq!(texts(&api, "deals", deal).await[0], text);
        }
        let card = t.page(t.cast.anna).await.get(&format!("/deals/{deal}")).await.expect_status(200);
        card.expect_text("שלום<br>عليكم السلام").expect_text(family).expect_text("a<br><br><br>b");
    }

    // Whoever was typing when the record went has their words still.
    async fn a_record_that_went_meanwhile_takes_no_word_along(t) {
        let deal = boat(t).await;
        let api = t.api(t.cast.anna).await;
        let comment = said(&api, "deals", deal, "First").await;
        api.delete(&format!("/api/v1/deals/{deal}")).await.expect_status(204);
        let page = t.page(t.cast.anna).await;
        let late = page.post(&format!("/comments/deal/{deal}"), &[("comment", "Half an hour\nof typing")]).await.expect_status(404);
        late.expect_text("Half an hour<br>of typing").expect_text("Nothing was saved").expect_no_text("Boat");
        let late = page.post(&format!("/comments/deal/{deal}/{comment}"), &[("comment", "Second"), ("version", "1")]).await;
        late.expect_status(404).expect_text("Second").expect_no_text("First");
        // To who never saw it, it is the same.
        let stranger = t.page(t.cast.zoryana).await.post(&format!("/comments/deal/{deal}"), &[("comment", "Let me in")]).await;
        stranger.expect_status(404).expect_text("Let me in").expect_no_text("Boat").expect_no_text("Anna");
    }

    async fn a_comment_is_found_on_its_own_record_alone(t) {
        let api = t.api(t.cast.anna).await;
        let records = one_of_each(&api).await;
        let (_, kinds, record) = records[0];
        let comment = said(&api, kinds, record, "Mine").await;
        for (kind, other, id) in &records[1..] {
            let address = format!("/api/v1/{other}/{id}/comments/{comment}");
            api.patch(&address, json!({ "version": 1, "comment": "x" })).await.expect_status(404);
            api.delete(&address).await.expect_status(404);
            t.page(t.cast.anna).await.get(&format!("/comments/{kind}/{id}/{comment}/edit")).await.expect_status(404);
        }
        for nothing in ["bin", "people", "lamps", "deal"] {
            api.get(&format!("/api/v1/{nothing}/{record}/comments")).await.expect_status(404);
        }
        t.page(t.cast.anna).await.post(&format!("/comments/bin/{record}"), &[("comment", "x")]).await.expect_status(404);
        api.post_json(&format!("/api/v1/deals/{record}/comments"), json!({ "comment": "x", "author_id": 1 })).await.expect_status(422);
        assert_eq!(texts(&api, kinds, record).await, ["Mine"]);
    }

    // A stage takes away: at one that hides deals there is nothing to read and nothing to say.
    async fn what_a_stage_hides_is_not_talked_about(t) {
        let (anna, olena) = (t.api(t.cast.anna).await, t.api(t.cast.olena).await);
        let stages = stages(&anna).await;
        let deal = id(&make(&anna, "deals", json!({ "title": "Boat", "stage_id": stages[0] })).await);
        let comment = said(&anna, "deals", deal, "Before").await;
        let role = olena.get("/api/v1/roles").await.json();
        let seller = role["items"].as_array().unwrap().iter().find(|role| role["key"] == "seller").unwrap()["id"].clone();
        let rule = |cells| json!({ "stages": { stages[0].to_string(): cells } });
        let role = format!("/api/v1/roles/{seller}");
        // Who may only look at this stage may still say something there.
        olena.patch(&role, rule(json!({ "edit": "none" }))).await.expect_status(200);
        said(&anna, "deals", deal, "Still here").await;
        olena.patch(&role, rule(json!({ "see": "none" }))).await.expect_status(200);
        say(&anna, "deals", deal, "x").await.expect_status(404);
        anna.get(&format!("/api/v1/deals/{deal}/comments")).await.expect_status(404);
        anna.delete(&format!("/api/v1/deals/{deal}/comments/{comment}")).await.expect_status(404);
        assert_eq!(texts(&olena, "deals", deal).await, ["Still here", "Before"]);
    }

    // What waits in a queue is seen by its department, so it is talked about there, too.
    async fn members_talk_about_what_waits_in_their_queue(t) {
        let olena = t.api(t.cast.olena).await;
        let queue = json!({ "department_id": t.cast.sales, "name": "Incoming" });
        let queue = id(&olena.post_json("/api/v1/queues", queue).await.expect_status(201).json());
        let deal = id(&make(&olena, "deals", json!({ "title": "Boat", "queue_id": queue })).await);
        let vira = t.api(t.cast.vira).await;
        let own = said(&vira, "deals", deal, "I know them").await;
        let others = said(&olena, "deals", deal, "Take it, then").await;
        vira.delete(&format!("/api/v1/deals/{deal}/comments/{others}")).await.expect_problem(403, "denied");
        vira.delete(&format!("/api/v1/deals/{deal}/comments/{own}")).await.expect_status(204);
        assert_eq!(texts(&vira, "deals", deal).await, ["Take it, then"]);
    }

    // Who is to leave goes on talking and takes nothing away, not even their own words.
    async fn who_is_to_leave_takes_no_comment_away(t) {
        let deal = boat(t).await;
        let (anna, olena) = (t.api(t.cast.anna).await, t.api(t.cast.olena).await);
        let comment = said(&anna, "deals", deal, "The key is with Hlib").await;
        let at = kit::date::to_rfc3339(crate::app::NOW + 7_200_000);
        let posts = crate::handovers::posts_to(&olena, t.cast.anna, t.cast.vira).await;
        let plan = json!({ "successor": t.cast.vira, "posts": posts, "at": at, "limits": true });
        olena.post_json(&format!("/api/v1/people/{}/departure", t.cast.anna), plan).await.expect_status(202);
        anna.delete(&format!("/api/v1/deals/{deal}/comments/{comment}")).await.expect_problem(403, "withheld");
        let card = t.page(t.cast.anna).await.get(&format!("/deals/{deal}")).await.expect_status(200);
        card.expect_text("data-quick=\"comment\"").expect_no_text(&format!("{comment}/remove"));
        said(&anna, "deals", deal, "Goodbye").await;
        assert_eq!(texts(&anna, "deals", deal).await, ["Goodbye", "The key is with Hlib"]);
    }
}
