//! The question before an erasure, the card after it, the account's own rules.

use super::{anna_leaves, days_later};
use crate::on_both;

on_both! {
    // G02, G03, G08: asked twice, with what goes and what stays; afterwards the card says what is kept and why.
    async fn it_is_asked_twice_and_the_card_says_what_is_kept(t) {
        let olena = t.page(t.cast.olena).await;
        let card = format!("/people/{}", t.cast.anna);
        let ask = format!("{card}/erase");
        olena.get(&card).await.expect_no_text(&ask);
        olena.get(&ask).await.expect_status(409);
        anna_leaves(t).await;
        olena.get(&card).await.expect_text(&ask);
        let first = olena.get(&ask).await.expect_status(200);
        first.expect_text("What goes").expect_text("What stays, and why").expect_text("Download the archive").expect_text("sure=yes");
        olena.get(&format!("{ask}?sure=yes")).await.expect_text("I understand").expect_text("Nobody can undo that");
        olena.post(&ask, &[]).await.expect_status(422).expect_text("Tick that you understand");
        assert_eq!(olena.post(&ask, &[("understood", "yes")]).await.expect_status(303).location(), card);
        olena.get(&card).await.expect_text("one press brings everything back").expect_text("Restore").expect_no_text("Activate again");
        olena.get("/people?status=closing").await.expect_text("Anna Melnyk").expect_text("Being deleted");
        assert_eq!(olena.post(&format!("{card}/restore"), &[]).await.expect_status(303).location(), card);
        olena.get(&card).await.expect_text("Activate again").expect_no_text("one press brings everything back");
        olena.post(&ask, &[("understood", "yes")]).await.expect_status(303);
        days_later(t, 30).await;
        let olena = t.page(t.cast.olena).await;
        let number = format!("Deleted person #{}", t.cast.anna);
        let erased = olena.get(&card).await.expect_status(200).expect_text(&number);
        erased.expect_text("What stays, and why").expect_no_text("Anna").expect_no_text(&ask).expect_no_text("Activate again");
        olena.get("/people?status=erased").await.expect_text(&number);
        olena.get(&format!("/people?q={}", t.cast.anna)).await.expect_text(&number);
        // In the reader's language.
        olena.post("/language", &[("lang", "uk"), ("next", &card)]).await;
        olena.get(&card).await.expect_text(&format!("Видалений співробітник №{}", t.cast.anna));
    }

    async fn an_administrator_decides_how_long_data_is_kept(t) {
        let olena = t.page(t.cast.olena).await;
        olena.get("/settings").await.expect_text("/settings/data");
        olena.get("/settings/data").await.expect_status(200).expect_text("value=\"30\"").expect_text("30 days in the bin");
        let wrong = [("grace_days", "91"), ("entry_days", "soon")];
        olena.post("/settings/data", &wrong).await.expect_status(422).expect_text("from 1 to 90").expect_text("3,650");
        let typed = [("grace_days", "7"), ("entry_days", "")];
        assert_eq!(olena.post("/settings/data", &typed).await.expect_status(303).location(), "/settings/data");
        olena.get("/settings/data").await.expect_text("value=\"7\"");
        olena.get("/settings/journal").await.expect_text("Days until a person’s data is deleted");
        anna_leaves(t).await;
        let erase = format!("/people/{}/erase", t.cast.anna);
        let first = olena.get(&erase).await.expect_text("Days left to change your mind: 7");
        // G04: a copy comes first, of the person or of all.
        first.expect_text(&format!("/people/{}/archive", t.cast.anna)).expect_text("/settings/export").expect_text("passkeys");
    }
}
