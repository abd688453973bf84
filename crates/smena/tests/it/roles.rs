//! The ready roles, as they are shown.

use serde_json::{Value, json};

use crate::on_both;

on_both! {
    // A19
    async fn the_four_ready_roles_say_what_they_grant(t) {
        let olena = t.api(t.cast.olena).await;
        let roles = olena.get("/api/v1/roles").await.expect_status(200).json();
        let keys: Vec<&Value> = roles["items"].as_array().unwrap().iter().map(|role| &role["key"]).collect();
        assert_eq!(keys, ["administrator", "head", "seller", "observer"]);
        let seller = &roles["items"][2];
        assert_eq!((&seller["name"], &seller["default"]), (&json!("Seller"), &json!(true)));
        assert_eq!(seller["kinds"]["deal"]["edit"], "own");
        assert_eq!(roles["items"][3]["holds"], json!([]));
        let page = t.page(t.cast.olena).await.get("/settings/roles").await.expect_status(200);
        page.expect_text("Department with those below").expect_text("May be responsible");
    }

    async fn roles_are_for_who_manages_people(t) {
        t.api(t.cast.hlib).await.get("/api/v1/roles").await.expect_problem(403, "denied");
        t.page(t.cast.hlib).await.get("/settings/roles").await.expect_status(403);
    }
}
