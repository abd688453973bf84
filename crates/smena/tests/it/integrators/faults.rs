//! What goes wrong around integrators: a partner that is struck off, an e-mail that is taken off, spelled otherwise or another's.

use people::partners;
use serde_json::json;

use super::{DAY, IHOR, arrange, follows, inside, invited, offer};
use crate::app::Client;
use crate::cast::PASSWORD;
use crate::on_both;

on_both! {
    // B05, B09: whoever was struck off vouches for nobody: the door shuts with that very act, in every company.
    async fn who_is_struck_off_vouches_for_nobody(t) {
        let obriy = arrange(t).await;
        let (id, ihor) = inside(t, offer(t, IHOR, 30)).await;
        let (_, link) = {
            partners::register_address(&obriy, "second@obriy.example").await.unwrap();
            invited(t, offer(t, "second@obriy.example", 30)).await
        };
        ihor.get("/api/v1/me").await.expect_status(200);
        partners::strike(&obriy).await.unwrap();
        ihor.get("/api/v1/me").await.expect_status(401);
        t.stranger().get(&link).await.expect_status(422);
        let typed = json!({ "login": IHOR, "password": PASSWORD });
        t.stranger().post_json("/api/v1/sign-in", typed).await.expect_problem(422, "sign_in");
        t.page(t.cast.olena).await.get("/settings/integrators").await.expect_text("Not vouched for");
        // A mistake that is mended within the hour costs nobody anything.
        partners::relist(&obriy).await.unwrap();
        ihor.get("/api/v1/me").await.expect_status(200);
        partners::strike(&obriy).await.unwrap();
        smena::housekeeping::round(&t.app).await.unwrap();
        partners::relist(&obriy).await.unwrap();
        ihor.get("/api/v1/me").await.expect_status(401);
        let olena = t.api(t.cast.olena).await;
        assert_eq!(olena.get(&format!("/api/v1/integrators/{id}")).await.json()["status"], json!("departed"));
        t.page(t.cast.olena).await.get(&format!("/people/{id}")).await.expect_text("The partner does not vouch for them any more");
        olena.post_json(&format!("/api/v1/people/{id}/reactivate"), json!({})).await.expect_status(200);
    }

    // The partner's own administrators register and take off; nobody else does.
    async fn the_partner_keeps_its_own_people(t) {
        arrange(t).await;
        let zoryana = t.api(t.cast.zoryana).await;
        let (id, ihor) = inside(t, offer(t, IHOR, 30)).await;
        t.api(t.cast.olena).await.get("/api/v1/partner/addresses").await.expect_status(404);
        t.page(t.cast.zoryana).await.get("/partner").await.expect_text("Our specialists");
        let page = t.page(t.cast.zoryana).await;
        page.get("/partner/addresses").await.expect_text(IHOR);
        page.post("/partner/addresses", &[("address", "no address"), ("once", "a1")]).await.expect_status(422);
        page.post("/partner/addresses", &[("address", "New@Obriy.example"), ("once", "a2")]).await.expect_status(303);
        page.get("/partner/addresses").await.expect_text("new@obriy.example");
        zoryana.delete("/api/v1/partner/addresses?address=nobody@obriy.example").await.expect_status(404);
        zoryana.delete(&format!("/api/v1/partner/addresses?address={IHOR}")).await.expect_status(204);
        ihor.get("/api/v1/me").await.expect_status(401);
        let one = t.api(t.cast.olena).await.get(&format!("/api/v1/integrators/{id}")).await.json();
        assert_eq!(one["vouched"], json!(false));
        ihor_is_back(&t.api(t.cast.olena).await, &zoryana, &ihor).await;
        let again = json!({ "address": IHOR });
        crate::partners::list(t.operator()).await;
        t.api(t.cast.olena).await.post_json("/api/v1/partner/addresses", again).await.expect_problem(422, "form").expect_text("address_taken");
        t.api(t.cast.anna).await.get("/api/v1/partner/addresses").await.expect_status(403);
    }

    // An e-mail is one however it is spelled: by case, and in letters or as xn--.
    async fn the_registered_e_mail_is_one_however_it_is_spelled(t) {
        let obriy = arrange(t).await;
        partners::register_address(&obriy, "Ihor@ПРИКЛАД.укр").await.unwrap();
        let (id, link) = invited(t, offer(t, "IHOR@xn--80aikifvh.xn--j1amh", 30)).await;
        follows(t, &link).await.get("/api/v1/me").await.expect_status(200);
        t.api(t.cast.olena).await.post_json("/api/v1/integrators", offer(t, "ihor@приклад.укр", 30)).await.expect_status(422);
        assert_eq!(t.api(t.cast.olena).await.get(&format!("/api/v1/integrators/{id}")).await.json()["vouched"], json!(true));
    }

    // The invitation is accepted too late: the link is dead, and so is the place.
    async fn who_comes_after_the_last_day_finds_the_link_dead(t) {
        arrange(t).await;
        let (_, link) = invited(t, offer(t, IHOR, 1)).await;
        t.clock.advance(DAY);
        t.stranger().get(&link).await.expect_status(422);
        smena::housekeeping::round(&t.app).await.unwrap();
        t.page(t.cast.olena).await.get("/settings/integrators").await.expect_text("Ihor Tech").expect_text("Departed");
    }

    // An old row may make an integrator a head: nobody is asked through it, and the round lets them go all the same.
    async fn an_integrator_leads_nobody_and_is_let_go_though_an_old_row_says_so(t) {
        arrange(t).await;
        let (id, _) = inside(t, offer(t, IHOR, 1)).await;
        let olena = t.api(t.cast.olena).await;
        let head = json!({ "departments": [{ "id": t.cast.support, "post": "head", "main": true }] });
        olena.patch(&format!("/api/v1/people/{id}"), head).await.expect_problem(422, "form").expect_text("post_category");
        let page = t.page(t.cast.olena).await;
        page.get(&format!("/structure/departments/{}/head", t.cast.support)).await.expect_text("Anna Melnyk").expect_no_text("Ihor Tech");
        t.by_hand("insert into department_members (account_id, department_id, person_id, post, main)
            select account_id, id, cast($2 as bigint), 'head', 1 from departments where account_id = $1 and name = 'Support'", id).await;
        let review = crate::reviews::begin(&olena).await;
        crate::reviews::say(&olena, review, t.cast.hlib, "ask").await.expect_problem(409, "review_nobody");
        t.clock.advance(2 * DAY);
        smena::housekeeping::round(&t.app).await.unwrap();
        let olena = t.api(t.cast.olena).await;
        assert_eq!(olena.get(&format!("/api/v1/integrators/{id}")).await.json()["status"], json!("departed"));
        let structure = olena.get("/api/v1/structure").await.json();
        let support = structure["items"].as_array().unwrap().iter().find(|d| d["id"] == json!(t.cast.support)).unwrap().clone();
        assert_eq!(support["vacant"], json!(["head"]));
    }

    // Who answers must be able to hold what is made.
    async fn somebody_who_holds_work_answers(t) {
        arrange(t).await;
        let olena = t.api(t.cast.olena).await;
        for nobody in [t.cast.petro, t.cast.hlib, t.cast.zoryana] {
            let mut body = offer(t, IHOR, 30);
            body["answerable_id"] = json!(nobody);
            olena.post_json("/api/v1/integrators", body).await.expect_problem(422, "form").expect_text("integrator_answerable");
        }
        t.api(t.cast.anna).await.post_json("/api/v1/integrators", offer(t, IHOR, 30)).await.expect_status(403);
    }
}

async fn ihor_is_back(olena: &Client, zoryana: &Client, ihor: &Client) {
    let again = json!({ "address": "IHOR@obriy.example" });
    zoryana.post_json("/api/v1/partner/addresses", again).await.expect_status(204);
    ihor.get("/api/v1/me").await.expect_status(200);
    olena.get("/api/v1/integrators").await.expect_status(200);
}
