//! The company's structure.

use serde_json::json;

use crate::on_both;

on_both! {
    async fn departments_are_added_moved_renamed_and_removed(t) {
        let olena = t.api(t.cast.olena).await;
        let body = json!({ "name": "  North  ", "parent_id": t.cast.sales });
        let north = olena.post_json("/api/v1/departments", body).await.expect_status(201).json();
        assert_eq!((&north["name"], &north["parent_id"]), (&json!("North"), &json!(t.cast.sales)));
        let at = format!("/api/v1/departments/{}", north["id"]);
        let moved = olena.patch(&at, json!({ "parent_id": null, "version": 1 })).await.expect_status(200).json();
        assert_eq!((&moved["parent_id"], &moved["version"]), (&json!(null), &json!(2)));
        olena.patch(&at, json!({ "name": "South", "version": 1 })).await.expect_problem(409, "stale");
        let renamed = olena.patch(&at, json!({ "name": "South", "version": 2 })).await.expect_status(200).json();
        assert_eq!((&renamed["name"], &renamed["parent_id"]), (&json!("South"), &json!(null)));
        olena.delete(&at).await.expect_status(204);
        olena.delete(&at).await.expect_problem(404, "not_found");
    }

    async fn a_department_is_never_part_of_itself(t) {
        let olena = t.api(t.cast.olena).await;
        let below = json!({ "name": "Below", "parent_id": t.cast.sales });
        let below = olena.post_json("/api/v1/departments", below).await.expect_status(201).json();
        let sales = format!("/api/v1/departments/{}", t.cast.sales);
        let refused = olena.patch(&sales, json!({ "parent_id": below["id"] })).await.expect_status(422);
        assert_eq!(refused.json()["errors"][0]["code"], "department_circle");
        let refused = olena.patch(&sales, json!({ "parent_id": t.cast.sales })).await.expect_status(422);
        assert_eq!(refused.json()["errors"][0]["field"], "parent_id");
    }

    async fn a_department_with_people_or_departments_stays(t) {
        let olena = t.api(t.cast.olena).await;
        let sales = format!("/api/v1/departments/{}", t.cast.sales);
        olena.delete(&sales).await.expect_problem(409, "department_not_empty");
        let top = olena.post_json("/api/v1/departments", json!({ "name": "Top" })).await.json();
        let under = json!({ "name": "Under", "parent_id": top["id"] });
        olena.post_json("/api/v1/departments", under).await.expect_status(201);
        olena.delete(&format!("/api/v1/departments/{}", top["id"])).await.expect_problem(409, "department_not_empty");
    }

    async fn names_are_needed_and_differ_among_neighbours(t) {
        let olena = t.api(t.cast.olena).await;
        for (name, code) in [(" ", "required"), ("sales", "department_taken"), (&*"я".repeat(101), "too_long")] {
            let refused = olena.post_json("/api/v1/departments", json!({ "name": name })).await.expect_status(422);
            assert_eq!(refused.json()["errors"][0]["code"], code, "{name}");
        }
        let other = t.api(t.cast.zoryana).await;
        other.post_json("/api/v1/departments", json!({ "name": "Sales" })).await.expect_status(201);
        let stranger = json!({ "name": "Spy", "parent_id": t.cast.sales });
        other.post_json("/api/v1/departments", stranger).await.expect_status(422);
    }

    async fn the_page_shows_the_tree_and_changes_it(t) {
        let page = t.page(t.cast.olena).await;
        page.get("/settings/departments").await.expect_status(200)
            .expect_text("Borys Kravets").expect_text("Head").expect_no_text("Zoryana");
        let fields = [("name", "Kyiv office"), ("parent_id", &*t.cast.sales.to_string()), ("once", "d1")];
        assert_eq!(page.post("/settings/departments", &fields).await.location(), "/settings/departments");
        page.get("/settings/departments").await.expect_text("Kyiv office");
        let twice = [("name", "Kyiv office"), ("parent_id", &*t.cast.sales.to_string()), ("once", "d2")];
        page.post("/settings/departments", &twice).await.expect_status(422)
            .expect_text("There is already a department of this name here.").expect_text("value=\"Kyiv office\"");
        let form = page.get(&format!("/settings/departments/{}/edit", t.cast.sales)).await.expect_status(200);
        form.expect_text("It can be removed once nobody is in it");
    }

    async fn the_structure_is_changed_by_who_may_change_settings(t) {
        let borys = t.api(t.cast.borys).await;
        borys.post_json("/api/v1/departments", json!({ "name": "Mine" })).await.expect_problem(403, "denied");
        borys.delete(&format!("/api/v1/departments/{}", t.cast.support)).await.expect_problem(403, "denied");
        t.page(t.cast.borys).await.get("/settings/departments").await.expect_status(403);
    }

    async fn two_moves_at_once_never_close_a_circle(t) {
        let olena = t.api(t.cast.olena).await;
        let move_below = async |id: i64, parent: i64| {
            olena.patch(&format!("/api/v1/departments/{id}"), json!({ "parent_id": parent })).await.status
        };
        let (a, b) =
            tokio::join!(move_below(t.cast.sales, t.cast.support), move_below(t.cast.support, t.cast.sales));
        let mut answers = [a, b];
        answers.sort_unstable();
        assert_eq!(answers, [200, 422]);
    }
}
