//! A card hears when its record changes hands by a hand-over, goes to the bin, comes back or goes out of sight.

use serde_json::json;

use super::{hears, line, listen, silent};
use crate::comments::{boat, one_of_each};
use crate::on_both;

on_both! {
    async fn a_card_says_who_is_responsible_after_a_hand_over(t) {
        let c = t.cast.clone();
        let site = t.serve().await;
        let records = one_of_each(&t.api(c.anna).await).await;
        let (mut told, mut untold) = (Vec::new(), Vec::new());
        for (_, kinds, record) in records {
            let card = format!("/{kinds}/{record}");
            told.push(line(t, &site, c.borys, &card).await);
            told.push(line(t, &site, c.hlib, &format!("{card}?show=comments")).await);
            untold.push(line(t, &site, c.olena, &card).await);
        }
        let olena = t.api(c.olena).await;
        let address = format!("/api/v1/people/{}/handover", c.anna);
        let handover = olena.post_json(&address, json!({ "successor": c.vira })).await.expect_status(201).json();
        for line in &mut told {
            hears(line, "A hand-over: Vira Savchuk is responsible for this now").await;
        }
        olena.delete(&format!("/api/v1/handovers/{}", handover["id"])).await.expect_status(200);
        for line in &mut told {
            hears(line, "A hand-over: Anna Melnyk is responsible for this now").await;
        }
        untold.extend(told);
        silent(t, &mut untold).await;
    }

    // A page that was left open by whoever does not see the record any more says so, and not who has it now.
    async fn what_goes_out_of_sight_is_told_without_a_name(t) {
        let c = t.cast.clone();
        let deal = boat(t).await;
        let site = t.serve().await;
        let mut anna = line(t, &site, c.anna, &format!("/deals/{deal}")).await;
        let mut vira = listen(&format!("{site}/live?watch=deal/{deal}/1"), &t.secret(c.vira, true).await).await;
        let mut hlib = line(t, &site, c.hlib, &format!("/deals/{deal}")).await;
        // The first look finds her with the record.
        crate::comments::said(&t.api(c.hlib).await, "deals", deal, "Hello").await;
        hears(&mut anna, "Hlib Moroz wrote a comment").await;
        let address = format!("/api/v1/people/{}/handover", c.anna);
        let olena = t.api(c.olena).await;
        let handover = olena.post_json(&address, json!({ "successor": c.borys })).await.expect_status(201).json();
        let said = hears(&mut anna, "This is not there any more, or isn't open to you now").await;
        assert!(said.contains("\"href\":\"/deals\"") && !said.contains("Borys"), "{said}");
        hears(&mut hlib, "Borys Kravets is responsible").await;
        olena.delete(&format!("/api/v1/handovers/{}", handover["id"])).await.expect_status(200);
        hears(&mut hlib, "Anna Melnyk is responsible").await;
        silent(t, std::slice::from_mut(&mut vira)).await;
    }

    async fn a_deleted_record_is_told_as_far_as_one_may_see_it_in_the_bin(t) {
        let c = t.cast.clone();
        let site = t.serve().await;
        let anna = t.api(c.anna).await;
        for (kind, kinds, record) in one_of_each(&anna).await {
            let card = format!("/{kinds}/{record}");
            let mut borys = line(t, &site, c.borys, &card).await;
            let mut hlib = line(t, &site, c.hlib, &card).await;
            let mut untold = vec![
                line(t, &site, c.anna, &card).await,
                listen(&format!("{site}/live?watch={kind}/{record}/1"), &t.secret(c.vira, true).await).await,
                listen(&format!("{site}/live?watch={kind}/{record}/1"), &t.secret(c.zoryana, true).await).await,
            ];
            let api = format!("/api/v1/{kinds}/{record}");
            // All lines have found the record where it is.
            crate::comments::said(&anna, kinds, record, "Hello").await;
            hears(&mut hlib, "Anna Melnyk wrote a comment").await;
            hears(&mut borys, "Anna Melnyk wrote a comment").await;
            anna.delete(&api).await.expect_status(204);
            let said = hears(&mut borys, "Anna Melnyk moved this to the bin").await;
            assert!(said.contains("\"href\":\"/bin\""), "{said}");
            let said = hears(&mut hlib, "This is not there any more").await;
            assert!(!said.contains("Anna"), "{said}");
            let restored = format!("/api/v1/bin/{record}/restore");
            t.api(c.olena).await.post_json(&restored, json!({})).await.expect_status(200);
            hears(&mut borys, "Olena Bondar brought this back from the bin").await;
            hears(&mut hlib, "Olena Bondar brought this back from the bin").await;
            hears(&mut untold.remove(0), "Olena Bondar brought this back from the bin").await;
            anna.delete(&api).await.expect_status(204);
            hears(&mut borys, "Anna Melnyk moved this to the bin").await;
            t.by_hand("update bin set deleted_at = 1 where account_id = $1 and id <> $2", 0).await;
            assert_eq!(work::bin::purge(&t.operator()).await.unwrap(), 1);
            hears(&mut borys, "This is not there any more").await;
            if kind == "task" {
                silent(t, &mut untold).await;
            }
        }
    }

    // Given to somebody else by hand it is that one hint, and the own press none at all.
    async fn a_record_given_by_hand_is_no_hand_over(t) {
        let c = t.cast.clone();
        let deal = boat(t).await;
        let site = t.serve().await;
        let card = format!("/deals/{deal}");
        let mut hlib = line(t, &site, c.hlib, &card).await;
        let mut borys = line(t, &site, c.borys, &card).await;
        let given = json!({ "version": 1, "responsible_id": c.vira });
        t.api(c.borys).await.patch(&format!("/api/v1/deals/{deal}"), given).await.expect_status(200);
        hears(&mut hlib, "Borys Kravets changed this a moment ago").await;
        crate::comments::said(&t.api(c.vira).await, "deals", deal, "Mine now").await;
        hears(&mut hlib, "Vira Savchuk wrote a comment").await;
        hears(&mut borys, "Vira Savchuk wrote a comment").await;
        silent(t, &mut [hlib, borys]).await;
    }
}
