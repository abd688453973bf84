//! The API's description against the addresses there really are.

use std::collections::BTreeSet;

use crate::on_both;

on_both! {
    async fn the_description_names_every_call_and_no_other(t) {
        let described = t.stranger().get("/openapi.json").await.expect_status(200).json();
        let mut says = BTreeSet::new();
        for (path, calls) in described["paths"].as_object().unwrap() {
            for method in calls.as_object().unwrap().keys() {
                says.insert(format!("{method} {path}"));
            }
        }
        let there = smena::routes::all().filter(|route| route.path.starts_with("/api/"));
        let there: BTreeSet<String> = there.map(|route| format!("{} {}", route.method, route.path)).collect();
        assert_eq!(says, there);
    }
}

// The description is what integrators read: a change of it is a change for them.
#[test]
fn the_description_is_known() {
    insta::assert_json_snapshot!(doors::api::description());
}
