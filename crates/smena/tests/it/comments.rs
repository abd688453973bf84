//! Comments on records: whoever sees a record says something about it; the words are with the record alone.

mod browser;
mod faults;

use serde_json::{Value as Json, json};

use crate::app::{Answer, Client, TestApp};
use crate::contacts::{id, make};
use crate::on_both;

pub const DAY: i64 = 86_400_000;

/// A record of each kind, with where it is among pages.
pub async fn one_of_each(client: &Client) -> [(&'static str, &'static str, i64); 4] {
    let due = json!({ "title": "Call", "due_at": "2026-11-25T10:00:00Z" });
    [
        ("deal", "deals", id(&make(client, "deals", json!({ "title": "Boat" })).await)),
        ("contact", "contacts", id(&make(client, "contacts", json!({ "name": "Ivan" })).await)),
        ("company", "companies", id(&make(client, "companies", json!({ "name": "Acme" })).await)),
        ("task", "tasks", id(&make(client, "tasks", due).await)),
    ]
}

pub async fn say(client: &Client, kinds: &str, record: i64, text: &str) -> Answer {
    client.post_json(&format!("/api/v1/{kinds}/{record}/comments"), json!({ "comment": text })).await
}

pub async fn said(client: &Client, kinds: &str, record: i64, text: &str) -> i64 {
    id(&say(client, kinds, record, text).await.expect_status(201).json())
}

/// What the comments of a record say, newest first.
pub async fn texts(client: &Client, kinds: &str, record: i64) -> Vec<String> {
    let list = client.get(&format!("/api/v1/{kinds}/{record}/comments")).await.expect_status(200).json();
    list["items"].as_array().unwrap().iter().map(|one| one["comment"].as_str().unwrap().to_owned()).collect()
}

/// A deal of Anna's.
pub async fn boat(t: &TestApp) -> i64 {
    id(&make(&t.api(t.cast.anna).await, "deals", json!({ "title": "Boat" })).await)
}

on_both! {
    async fn a_comment_stands_on_the_card_in_the_words_of_its_author(t) {
        let api = t.api(t.cast.anna).await;
        let page = t.page(t.cast.anna).await;
        for (kind, kinds, record) in one_of_each(&api).await {
            let before = api.get(&format!("/api/v1/{kinds}/{record}")).await.json();
            let text = "They <b>prefer</b> walnut.\nSee https://example.com/tables?a=1.";
            let sent = page.post(&format!("/comments/{kind}/{record}"), &[("comment", text)]).await.expect_status(303);
            assert_eq!(sent.location(), format!("/{kinds}/{record}#happened"));
            let card = page.get(&format!("/{kinds}/{record}")).await.expect_status(200);
            let card = card.expect_text("Anna Melnyk wrote a comment").expect_text("They &lt;b&gt;prefer&lt;/b&gt; walnut.<br>See <a href");
            let link = "<a href=\"https://example.com/tables?a=1\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">";
            card.expect_text(link).expect_text(&format!("action=\"/comments/{kind}/{record}\" data-guard"));
            // Nothing of the record has changed, and the journal has no word of it.
            assert_eq!(api.get(&format!("/api/v1/{kinds}/{record}")).await.json(), before);
            let list = api.get(&format!("/api/v1/{kinds}/{record}/comments")).await.expect_status(200).json();
            assert_eq!(list["count"], 1);
            let one = &list["items"][0];
            assert_eq!((&one["comment"], &one["author_id"], &one["version"]), (&json!(text), &json!(t.cast.anna), &json!(1)));
            assert_eq!(one["changed_at"], Json::Null);
        }
        let journal = t.api(t.cast.olena).await.get("/api/v1/journal").await.expect_status(200);
        journal.expect_text("Anna Melnyk wrote a comment").expect_no_text("walnut");
    }

    async fn whoever_sees_a_record_says_something_and_nobody_else_hears_of_it(t) {
        let deal = boat(t).await;
        said(&t.api(t.cast.anna).await, "deals", deal, "Keep calm").await;
        // An observer changes nothing and may say something all the same.
        let hlib = t.api(t.cast.hlib).await;
        said(&hlib, "deals", deal, "Seen").await;
        let page = t.page(t.cast.hlib).await.get(&format!("/deals/{deal}")).await.expect_status(200);
        page.expect_text("Keep calm").expect_text("Hlib Moroz wrote a comment").expect_text("Write a comment");
        let mine = &hlib.get(&format!("/api/v1/deals/{deal}/comments")).await.json()["items"][0];
        for stranger in [t.cast.vira, t.cast.zoryana] {
            let api = t.api(stranger).await;
            let address = format!("/api/v1/deals/{deal}/comments");
            api.get(&address).await.expect_status(404).expect_no_text("calm");
            say(&api, "deals", deal, "x").await.expect_status(404);
            let one = format!("{address}/{}", mine["id"]);
            api.patch(&one, json!({ "version": 1, "comment": "x" })).await.expect_status(404);
            api.delete(&one).await.expect_status(404);
            let page = t.page(stranger).await;
            page.get(&format!("/comments/deal/{deal}/{}/edit", mine["id"])).await.expect_status(404).expect_no_text("Seen");
            page.get(&format!("/comments/deal/{deal}/{}/remove", mine["id"])).await.expect_status(404).expect_no_text("Seen");
            page.post(&format!("/comments/deal/{deal}/{}/remove", mine["id"]), &[]).await.expect_status(404);
        }
        assert_eq!(texts(&hlib, "deals", deal).await, ["Seen", "Keep calm"]);
    }

    async fn only_the_author_says_it_otherwise_and_the_card_says_that_it_was_changed(t) {
        let deal = boat(t).await;
        let (anna, olena) = (t.api(t.cast.anna).await, t.api(t.cast.olena).await);
        let comment = said(&anna, "deals", deal, "Two masts").await;
        let address = format!("/api/v1/deals/{deal}/comments/{comment}");
        t.clock.advance(60_000);
        let changed = anna.patch(&address, json!({ "version": 1, "comment": "Three masts" })).await.expect_status(200).json();
        assert_eq!((&changed["comment"], &changed["version"]), (&json!("Three masts"), &json!(2)));
        assert!(changed["changed_at"].is_string());
        anna.patch(&address, json!({ "version": 1, "comment": "Four" })).await.expect_problem(409, "stale");
        // Not even an administrator puts words into somebody's mouth, nor learns of versions.
        for version in [1, 2] {
            olena.patch(&address, json!({ "version": version, "comment": "None" })).await.expect_problem(403, "denied");
        }
        let page = t.page(t.cast.olena).await;
        page.get(&format!("/comments/deal/{deal}/{comment}/edit")).await.expect_status(403);
        page.post(&format!("/comments/deal/{deal}/{comment}"), &[("comment", "None"), ("version", "2")]).await.expect_status(403);
        let card = page.get(&format!("/deals/{deal}")).await.expect_text("Three masts").expect_text("changed <time");
        card.expect_no_text("Two masts").expect_no_text("data-quick=\"comment\"");
        let own = t.page(t.cast.anna).await;
        own.get(&format!("/deals/{deal}")).await.expect_text(&format!("/comments/deal/{deal}/{comment}/edit#f-comment"));
        own.get(&format!("/comments/deal/{deal}/{comment}/edit")).await.expect_status(200).expect_text("Three masts</textarea>");
    }

    async fn somebody_elses_window_is_no_trap(t) {
        let deal = boat(t).await;
        let (anna, page) = (t.api(t.cast.anna).await, t.page(t.cast.anna).await);
        let comment = said(&anna, "deals", deal, "Two masts").await;
        let address = format!("/comments/deal/{deal}/{comment}");
        page.post(&address, &[("comment", "Three masts"), ("version", "1")]).await.expect_status(303);
        let late = page.post(&address, &[("comment", "No mast"), ("version", "1")]).await.expect_status(409);
        let late = late.expect_text("Somebody changed this").expect_text("Three masts</td>").expect_text("No mast</textarea>");
        assert!(late.fields().iter().any(|(name, value)| name == "version" && value == "2"));
        page.post(&address, &[("comment", "No mast"), ("version", "2")]).await.expect_status(303);
        assert_eq!(texts(&anna, "deals", deal).await, ["No mast"]);
        // Saying the same again is no change.
        page.post(&address, &[("comment", "No mast"), ("version", "3")]).await.expect_status(303);
        let list = anna.get(&format!("/api/v1/deals/{deal}/comments")).await.json();
        assert_eq!(list["items"][0]["version"], 3);
    }

    async fn what_is_taken_away_leaves_a_line_and_no_word(t) {
        let deal = boat(t).await;
        let (anna, hlib, olena) = (t.api(t.cast.anna).await, t.api(t.cast.hlib).await, t.api(t.cast.olena).await);
        let own = said(&anna, "deals", deal, "Regrettable").await;
        let others = said(&hlib, "deals", deal, "Impolite").await;
        let address = |comment: i64| format!("/api/v1/deals/{deal}/comments/{comment}");
        // An observer may not delete the deal, so another's comment is not theirs to take.
        hlib.delete(&address(own)).await.expect_problem(403, "denied");
        let card = t.page(t.cast.hlib).await.get(&format!("/deals/{deal}")).await;
        card.expect_text(&format!("/comments/deal/{deal}/{others}/remove")).expect_no_text(&format!("{own}/remove"));
        let page = t.page(t.cast.anna).await;
        let ask = page.get(&format!("/comments/deal/{deal}/{own}/remove")).await.expect_status(200);
        ask.expect_text("Regrettable").expect_text("Remove this comment?");
        page.post(&format!("/comments/deal/{deal}/{own}/remove"), &[]).await.expect_status(303);
        olena.delete(&address(others)).await.expect_status(204);
        olena.delete(&address(others)).await.expect_status(404);
        let card = page.get(&format!("/deals/{deal}")).await.expect_text("Anna Melnyk removed a comment");
        let card = card.expect_text("Olena Bondar removed a comment").expect_text("Written by Hlib Moroz");
        card.expect_no_text("Regrettable").expect_no_text("Impolite").expect_no_text("wrote a comment");
        let journal = olena.get("/api/v1/journal").await.expect_text("removed a comment");
        journal.expect_no_text("Regrettable").expect_no_text("Impolite");
        assert!(texts(&anna, "deals", deal).await.is_empty());
    }

    // The head of a department deletes what its members hold, and so takes comments from it.
    async fn who_may_delete_the_record_takes_a_comment_away(t) {
        let deal = boat(t).await;
        let comment = said(&t.api(t.cast.hlib).await, "deals", deal, "Impolite").await;
        let borys = t.api(t.cast.borys).await;
        borys.delete(&format!("/api/v1/deals/{deal}/comments/{comment}")).await.expect_status(204);
        assert!(texts(&borys, "deals", deal).await.is_empty());
    }

    async fn comments_go_with_the_record_and_keep_the_name_of_who_left(t) {
        let deal = boat(t).await;
        said(&t.api(t.cast.anna).await, "deals", deal, "The key is with Hlib").await;
        let departure = json!({ "successor": t.cast.vira });
        t.api(t.cast.olena).await.post_json(&format!("/api/v1/people/{}/departure", t.cast.anna), departure).await.expect_status(201);
        let vira = t.page(t.cast.vira).await;
        let card = vira.get(&format!("/deals/{deal}")).await.expect_status(200);
        card.expect_text("The key is with Hlib").expect_text("Anna Melnyk wrote a comment");
        said(&t.api(t.cast.vira).await, "deals", deal, "Thank you").await;
        assert_eq!(texts(&t.api(t.cast.vira).await, "deals", deal).await, ["Thank you", "The key is with Hlib"]);
    }

    async fn comments_wait_in_the_bin_and_end_with_the_record(t) {
        let anna = t.api(t.cast.anna).await;
        for (_, kinds, record) in one_of_each(&anna).await {
            let comment = said(&anna, kinds, record, "Keep").await;
            let address = format!("/api/v1/{kinds}/{record}");
            anna.delete(&address).await.expect_status(204);
            anna.get(&format!("{address}/comments")).await.expect_status(404);
            say(&anna, kinds, record, "x").await.expect_status(404);
            anna.delete(&format!("{address}/comments/{comment}")).await.expect_status(404);
            anna.post_json(&format!("/api/v1/bin/{record}/restore"), json!({})).await.expect_status(200);
            assert_eq!(texts(&anna, kinds, record).await, ["Keep"]);
            anna.delete(&address).await.expect_status(204);
        }
        t.clock.advance(31 * DAY);
        assert_eq!(work::bin::purge(&t.operator()).await.unwrap(), 4);
        let left = t.operator().read(|tx| Ok(tx.query("select id from record_comments where account_id = $1", store::params![tx.account()])?.len())).await;
        assert_eq!(left.unwrap(), 0);
    }

    async fn a_long_talk_is_read_page_by_page_and_comments_alone(t) {
        let deal = boat(t).await;
        let (anna, page) = (t.api(t.cast.anna).await, t.page(t.cast.anna).await);
        let empty = page.get(&format!("/deals/{deal}?show=comments")).await.expect_status(200);
        empty.expect_text("No comments yet").expect_no_text("created the record");
        for n in 1..=60 {
            t.clock.advance(1_000);
            said(&anna, "deals", deal, &format!("Word {n:02}.")).await;
        }
        let first = anna.get(&format!("/api/v1/deals/{deal}/comments?limit=40")).await.expect_status(200).json();
        assert_eq!((first["items"].as_array().unwrap().len(), &first["count"]), (40, &json!(60)));
        let rest = anna.get(&format!("/api/v1/deals/{deal}/comments?limit=40&cursor={}", first["next"].as_str().unwrap())).await.json();
        assert_eq!((rest["items"].as_array().unwrap().len(), &rest["next"]), (20, &Json::Null));
        assert_eq!(rest["items"][19]["comment"], "Word 01.");
        let oldest = anna.get(&format!("/api/v1/deals/{deal}/comments?sort=created_at&limit=1")).await.json();
        assert_eq!(oldest["items"][0]["comment"], "Word 01.");
        for wrong in ["limit=0", "limit=x", "cursor=x", "sort=comment"] {
            anna.get(&format!("/api/v1/deals/{deal}/comments?{wrong}")).await.expect_status(422);
        }
        for show in ["", "comments"] {
            let newest = page.get(&format!("/deals/{deal}?show={show}")).await.expect_status(200);
            let older = newest.expect_text("Word 60.").expect_text("Word 11.").expect_no_text("Word 10.").body;
            let link = older.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
            let last = page.get(link.split('#').next().unwrap()).await.expect_status(200);
            let last = last.expect_text("Word 10.").expect_text("Word 01.").expect_no_text("Word 11.").expect_text("Newest");
            let made = last.body.contains("created the record");
            assert_eq!(made, show.is_empty(), "{}", last.body);
        }
        page.get(&format!("/deals/{deal}?show=comments&before=x")).await.expect_status(422);
    }

    async fn a_form_sent_twice_says_it_once(t) {
        let deal = boat(t).await;
        let (page, api) = (t.page(t.cast.anna).await, t.api(t.cast.anna).await);
        let form = [("comment", "Once"), ("once", "word-1"), ("show", "comments")];
        for _ in 0..2 {
            let sent = page.post(&format!("/comments/deal/{deal}"), &form).await.expect_status(303);
            assert_eq!(sent.location(), format!("/deals/{deal}?show=comments#happened"));
        }
        assert_eq!(texts(&api, "deals", deal).await, ["Once"]);
        let again = api.with("idempotency-key", "k-1");
        let first = say(&again, "deals", deal, "Twice").await.expect_status(201).json();
        assert_eq!(say(&again, "deals", deal, "Twice").await.expect_status(201).json(), first);
        assert_eq!(texts(&api, "deals", deal).await, ["Twice", "Once"]);
    }
}
