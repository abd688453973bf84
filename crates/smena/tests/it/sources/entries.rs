//! What nobody can receive is kept, and brought in as soon as somebody can.

use base::jobs;
use serde_json::{Value as Json, json};

use super::{a_minute_later, block, deals, form, marta, path, queue, seen, send, unblock};
use crate::app::TestApp;
use crate::deals::id;
use crate::on_both;

async fn counts(t: &TestApp, form: &Json) -> (i64, i64, Json) {
    let seen = seen(t, form).await;
    (seen["waiting"].as_i64().unwrap(), seen["done"].as_i64().unwrap(), seen["why"].clone())
}

on_both! {
    async fn what_comes_for_somebody_blocked_waits_for_the_end_of_the_block(t) {
        let form = form(t, json!({ "responsible_id": t.cast.anna })).await;
        block(t, t.cast.anna).await;
        marta(t, &form).await.expect_status(303);
        send(t, &form, &[("name", "Second"), ("email", "second@example.com")]).await.expect_status(303);
        assert_eq!(counts(t, &form).await, (2, 0, json!("blocked")));
        assert!(deals(t, t.cast.anna).await.is_empty());
        let page = t.page(t.cast.olena).await.get(&format!("/settings/forms/{}", id(&form))).await;
        page.expect_text("Waiting: 2.").expect_text("Anna Melnyk: is blocked").expect_text("Bring in now");
        // She stays on offer in the form's own form, and saving it changes nothing of that.
        let edit = t.page(t.cast.olena).await.get(&format!("/settings/forms/{}/edit", id(&form))).await;
        edit.expect_text("Anna Melnyk");
        // The job looks each minute, and nothing happens as long as nothing can.
        a_minute_later(t).await;
        assert_eq!(counts(t, &form).await, (2, 0, json!("blocked")));
        unblock(t, t.cast.anna).await;
        a_minute_later(t).await;
        assert_eq!(counts(t, &form).await, (0, 2, json!(null)));
        assert_eq!(deals(t, t.cast.anna).await, ["Site: Marta Lis", "Site: Second"]);
        // With nothing left there is no job any more, and the next one begins anew.
        assert_eq!(jobs::run_due(&t.app).await.unwrap(), 0);
        block(t, t.cast.anna).await;
        send(t, &form, &[("name", "Third"), ("email", "third@example.com")]).await.expect_status(303);
        unblock(t, t.cast.anna).await;
        a_minute_later(t).await;
        assert_eq!(counts(t, &form).await, (0, 3, json!(null)));
    }

    async fn what_waits_goes_to_the_successor(t) {
        let form = form(t, json!({ "responsible_id": t.cast.anna })).await;
        block(t, t.cast.anna).await;
        marta(t, &form).await.expect_status(303);
        let path = format!("/api/v1/people/{}/departure", t.cast.anna);
        let olena = t.api(t.cast.olena).await;
        olena.post_json(&path, json!({ "successor": t.cast.vira })).await.expect_status(201);
        a_minute_later(t).await;
        assert_eq!(deals(t, t.cast.vira).await, ["Site: Marta Lis"]);
        assert_eq!(counts(t, &form).await, (0, 1, json!(null)));
    }

    async fn an_administrator_brings_it_in_without_waiting_for_the_minute(t) {
        let form = form(t, json!({ "responsible_id": t.cast.anna })).await;
        let bring = format!("/api/v1/forms/{}/bring", id(&form));
        let olena = t.api(t.cast.olena).await;
        block(t, t.cast.anna).await;
        marta(t, &form).await.expect_status(303);
        assert_eq!(olena.post_json(&bring, json!({})).await.expect_status(200).json()["waiting"], 1);
        // Whoever is to receive from now on gets what waits, too.
        let change = json!({ "responsible_id": t.cast.vira, "version": form["version"] });
        olena.patch(&format!("/api/v1/forms/{}", id(&form)), change).await.expect_status(200);
        let page = t.page(t.cast.olena).await;
        let pressed = page.post(&format!("/settings/forms/{}/bring", id(&form)), &[]).await;
        assert_eq!(pressed.expect_status(303).location(), format!("/settings/forms/{}", id(&form)));
        assert_eq!(deals(t, t.cast.vira).await, ["Site: Marta Lis"]);
        a_minute_later(t).await;
        assert_eq!(counts(t, &form).await, (0, 1, json!(null)));
        t.api(t.cast.borys).await.post_json(&bring, json!({})).await.expect_problem(403, "denied");
    }

    async fn all_that_waits_is_counted(t) {
        let form = form(t, json!({ "responsible_id": t.cast.anna })).await;
        block(t, t.cast.anna).await;
        for n in 0..25 {
            let guest = t.stranger().with("x-forwarded-for", &format!("203.0.113.{n}"));
            guest.post(&path(&form), &[("name", &format!("Guest {n}"))]).await.expect_status(303);
        }
        let bring = format!("/api/v1/forms/{}/bring", id(&form));
        assert_eq!(t.api(t.cast.olena).await.post_json(&bring, json!({})).await.expect_status(200).json()["waiting"], 25);
        unblock(t, t.cast.anna).await;
        a_minute_later(t).await;
        assert_eq!(counts(t, &form).await, (0, 25, json!(null)));
    }

    async fn past_validity_and_a_role_that_may_not_hold_are_waited_out_as_well(t) {
        let form = form(t, json!({ "responsible_id": t.cast.anna })).await;
        t.by_hand("update people set valid_until = 1 where account_id = $1 and id = $2", t.cast.anna).await;
        marta(t, &form).await.expect_status(303);
        assert_eq!(counts(t, &form).await, (1, 0, json!("past")));
        t.by_hand("update people set valid_until = null where account_id = $1 and id = $2", t.cast.anna).await;
        let hold = "update roles set rights = replace(rights, '\"hold\":true', '\"hold\":false')
            where account_id = $1 and key = 'seller' and cast($2 as bigint) > 0";
        t.by_hand(hold, t.cast.anna).await;
        a_minute_later(t).await;
        assert_eq!(counts(t, &form).await, (1, 0, json!("rights")));
        let hold = "update roles set rights = replace(rights, '\"hold\":false', '\"hold\":true')
            where account_id = $1 and key = 'seller' and cast($2 as bigint) > 0";
        t.by_hand(hold, t.cast.anna).await;
        a_minute_later(t).await;
        assert_eq!(counts(t, &form).await, (0, 1, json!(null)));
    }

    // With the contact there already it takes only the right to deals.
    async fn a_role_without_contacts_receives_whom_it_knows(t) {
        let form = form(t, json!({ "responsible_id": t.cast.anna })).await;
        let known = json!({ "name": "Marta Lis", "emails": ["marta@example.com"] });
        t.api(t.cast.vira).await.post_json("/api/v1/contacts", known).await.expect_status(201);
        let own = "update people set own_rights = '{\"holds\":{\"contact\":false}}' where account_id = $1 and id = $2";
        t.by_hand(own, t.cast.anna).await;
        marta(t, &form).await.expect_status(303);
        send(t, &form, &[("name", "Unknown"), ("email", "unknown@example.com")]).await.expect_status(303);
        assert_eq!(deals(t, t.cast.anna).await, ["Site: Marta Lis"]);
        assert_eq!(counts(t, &form).await, (1, 1, json!("rights")));
        a_minute_later(t).await;
        assert_eq!(counts(t, &form).await, (1, 1, json!("rights")));
    }

    // What can't be received stands in nobody's way, however much it is and however old.
    async fn what_can_be_received_passes_what_can_not(t) {
        let form = form(t, json!({ "responsible_id": t.cast.anna })).await;
        block(t, t.cast.anna).await;
        for n in 0..25 {
            let guest = t.stranger().with("x-forwarded-for", &format!("203.0.113.{n}"));
            let (name, email) = (format!("Guest {n:02}"), format!("guest{n}@example.com"));
            guest.post(&path(&form), &[("name", &name), ("email", &email)]).await.expect_status(303);
        }
        // She may hold deals alone, and only the last five are contacts already.
        let own = "update people set own_rights = '{\"holds\":{\"contact\":false}}' where account_id = $1 and id = $2";
        t.by_hand(own, t.cast.anna).await;
        for n in 20..25 {
            let known = json!({ "name": format!("Known {n}"), "emails": [format!("guest{n}@example.com")] });
            t.api(t.cast.vira).await.post_json("/api/v1/contacts", known).await.expect_status(201);
        }
        unblock(t, t.cast.anna).await;
        a_minute_later(t).await;
        assert_eq!(counts(t, &form).await, (20, 5, json!("rights")));
        let brought: Vec<String> = (20..25).map(|n| format!("Site: Guest {n}")).collect();
        assert_eq!(deals(t, t.cast.anna).await, brought);
        // The rest waits on, and a press brings in what has become possible since.
        let known = json!({ "name": "Known 7", "emails": ["guest7@example.com"] });
        t.api(t.cast.vira).await.post_json("/api/v1/contacts", known).await.expect_status(201);
        let bring = format!("/api/v1/forms/{}/bring", id(&form));
        assert_eq!(t.api(t.cast.olena).await.post_json(&bring, json!({})).await.expect_status(200).json()["waiting"], 19);
        let whole = "update people set own_rights = null where account_id = $1 and id = $2";
        t.by_hand(whole, t.cast.anna).await;
        a_minute_later(t).await;
        assert_eq!(counts(t, &form).await, (0, 25, json!(null)));
    }

    // A queue's department is taken apart while something is on its way: it goes to who answers for the queue.
    async fn a_form_of_a_closed_queue_brings_to_who_answered_for_it(t) {
        let queue = queue(t).await;
        let form = form(t, json!({ "queue_id": queue })).await;
        t.by_hand("update portfolios set department_id = null where account_id = $1 and id = $2", queue).await;
        marta(t, &form).await.expect_status(303);
        assert_eq!(deals(t, t.cast.borys).await, ["Site: Marta Lis"]);
    }

    async fn a_crash_between_two_steps_brings_nothing_in_twice(t) {
        let form = form(t, json!({ "responsible_id": t.cast.anna })).await;
        block(t, t.cast.anna).await;
        for n in 0..45 {
            send(t, &form, &[("name", &format!("Guest {n:02}")), ("email", &format!("guest{n}@example.com"))]).await.expect_status(303);
        }
        unblock(t, t.cast.anna).await;
        t.clock.advance(61_000);
        // One step only; another process goes on.
        assert!(jobs::run_step(&t.app).await.unwrap());
        let (waiting, done, _) = counts(t, &form).await;
        assert!(waiting > 0 && done > 0 && waiting + done == 45, "{waiting} {done}");
        t.clock.advance(61_000);
        jobs::run_due(&t.slow()).await.unwrap();
        assert_eq!(counts(t, &form).await, (0, 45, json!(null)));
        assert_eq!(deals(t, t.cast.anna).await.len(), 45);
    }
}
