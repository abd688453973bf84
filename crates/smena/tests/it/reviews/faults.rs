//! A review while people leave, come and are erased, while two administrators work, and when somebody tampers with it.

use serde_json::json;

use super::{DAY, begin, one, raise, say, state};
use crate::on_both;

on_both! {
    // G11, the fault: a review while people leave.
    async fn whoever_leaves_meanwhile_is_gone_and_whoever_comes_is_not_in_it(t) {
        let olena = t.api(t.cast.olena).await;
        let review = begin(&olena).await;
        say(&olena, review, t.cast.vira, "keep").await.expect_status(204);
        let leave = json!({ "successor": t.cast.borys });
        olena.post_json(&format!("/api/v1/people/{}/departure", t.cast.vira), leave).await.expect_status(201);
        olena.post_json(&format!("/api/v1/people/{}/block", t.cast.hlib), json!({})).await.expect_status(200);
        let new = json!({ "name": "Sofiia Nova", "email": "sofiia@svitanok.example", "department_id": t.cast.sales });
        let new = olena.post_json("/api/v1/people", new).await.expect_status(201).json();

        let now = one(&olena, review).await;
        assert_eq!((state(&now, t.cast.vira), state(&now, t.cast.hlib)), ("gone".into(), "gone".into()));
        assert!(now["lines"].as_array().unwrap().iter().all(|line| line["person_id"] != new["id"]));
        say(&olena, review, t.cast.vira, "keep").await.expect_problem(409, "review_gone");
        say(&olena, review, new["id"].as_i64().unwrap(), "keep").await.expect_status(404);

        olena.post_json(&format!("/api/v1/people/{}/unblock", t.cast.hlib), json!({})).await.expect_status(200);
        assert_eq!(state(&one(&olena, review).await, t.cast.hlib), "open", "access that is back is decided about");
        say(&olena, review, t.cast.hlib, "block").await.expect_status(204);
        say(&olena, review, t.cast.hlib, "open").await.expect_problem(409, "review_blocked");
        olena.post_json(&format!("/api/v1/people/{}/unblock", t.cast.hlib), json!({})).await.expect_status(200);
        assert_eq!(state(&one(&olena, review).await, t.cast.hlib), "open", "a block that was lifted is none");
    }

    // The seal holds after the person and the word about them are erased.
    async fn the_result_holds_when_somebody_in_it_is_erased(t) {
        let olena = t.api(t.cast.olena).await;
        let review = begin(&olena).await;
        for person in [t.cast.olena, t.cast.borys, t.cast.hlib, t.cast.petro, t.cast.vira] {
            say(&olena, review, person, "keep").await.expect_status(204);
        }
        let word = json!({ "verdict": "block", "word": "Anna moved to Lviv" });
        olena.post_json(&format!("/api/v1/reviews/{review}/lines/{}", t.cast.anna), word).await.expect_status(204);
        olena.post_json(&format!("/api/v1/reviews/{review}/end"), json!({})).await.expect_status(200);
        let before = olena.get(&format!("/api/v1/reviews/{review}/result")).await.expect_status(200).json();
        let leave = json!({ "successor": t.cast.borys });
        olena.post_json(&format!("/api/v1/people/{}/departure", t.cast.anna), leave).await.expect_status(201);
        let sure = json!({ "confirm": true });
        olena.post_json(&format!("/api/v1/people/{}/erase", t.cast.anna), sure).await.expect_status(200);
        t.clock.advance(31 * DAY);
        smena::housekeeping::round(&t.app).await.unwrap();
        let after = olena.get(&format!("/api/v1/reviews/{review}/result")).await.expect_status(200).json();
        assert_eq!(before, after);
        let page = t.page(t.cast.olena).await.get(&format!("/settings/reviews/{review}")).await.expect_status(200);
        page.expect_no_text("Lviv").expect_no_text("Anna");
    }

    // What a block refuses a review refuses, too.
    async fn the_last_administrator_and_oneself_are_not_blocked(t) {
        let olena = t.api(t.cast.olena).await;
        let review = begin(&olena).await;
        say(&olena, review, t.cast.olena, "block").await.expect_status(409);
        raise(t, t.cast.borys).await;
        let borys = t.api(t.cast.borys).await;
        say(&borys, review, t.cast.borys, "block").await.expect_problem(409, "not_yourself");
        say(&borys, review, t.cast.olena, "block").await.expect_status(204);
        say(&borys, review, t.cast.borys, "block").await.expect_status(409);
        assert_eq!(state(&one(&borys, review).await, t.cast.borys), "open");
    }

    // Two administrators say different things at the same moment: one is told.
    async fn two_administrators_decide_at_once(t) {
        raise(t, t.cast.borys).await;
        let (olena, borys) = (t.api(t.cast.olena).await, t.api(t.cast.borys).await);
        let review = begin(&olena).await;
        let (one_says, other_says) =
            tokio::join!(say(&olena, review, t.cast.anna, "keep"), say(&borys, review, t.cast.anna, "block"));
        let mut statuses = [one_says.status, other_says.status];
        statuses.sort_unstable();
        // Whoever is blocked first can't be kept afterwards, and the other way round.
        assert_eq!(statuses, [204, 409]);
        say(&olena, review, t.cast.vira, "keep").await.expect_status(204);
        say(&borys, review, t.cast.vira, "keep").await.expect_status(204);
        say(&borys, review, t.cast.vira, "block").await.expect_problem(409, "review_decided");
        say(&borys, review, t.cast.vira, "open").await.expect_status(204);
        say(&borys, review, t.cast.vira, "block").await.expect_status(204);
    }
}

// Whatever is changed afterwards is found: a verdict, a word, the seal.
on_both! {
    async fn tampering_with_a_result_is_found(t) {
        let olena = t.api(t.cast.olena).await;
        let review = begin(&olena).await;
        for person in [t.cast.olena, t.cast.borys, t.cast.anna, t.cast.hlib, t.cast.petro] {
            say(&olena, review, person, "keep").await.expect_status(204);
        }
        let word = json!({ "verdict": "keep", "word": "Needed" });
        olena.post_json(&format!("/api/v1/reviews/{review}/lines/{}", t.cast.vira), word).await.expect_status(204);
        olena.post_json(&format!("/api/v1/reviews/{review}/end"), json!({})).await.expect_status(200);
        for (breaks, says, mends) in [
            ("update review_lines set verdict = 'gone' where account_id = $1 and person_id = $2",
                "is not the one that was signed",
                "update review_lines set verdict = 'keep' where account_id = $1 and person_id = $2"),
            ("update review_lines set word = 'Not needed' where account_id = $1 and person_id = $2",
                "a word in review",
                "update review_lines set word = 'Needed' where account_id = $1 and person_id = $2"),
            ("update reviews set head_seq = head_seq - 1 where account_id = $1 and cast($2 as bigint) > 0",
                "the journal knows another result",
                "update reviews set head_seq = head_seq + 1 where account_id = $1 and cast($2 as bigint) > 0"),
        ] {
            t.by_hand(breaks, t.cast.vira).await;
            let broken = smena::verify::check(&t.app).await.unwrap().join("\n");
            assert!(broken.contains(says), "{broken}");
            t.by_hand(mends, t.cast.vira).await;
            assert_eq!(smena::verify::check(&t.app).await.unwrap(), Vec::<String>::new());
        }
    }
}
