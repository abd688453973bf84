//! A passkey in place of a code on the other ways in.

use people::signin::links;
use serde_json::json;

use super::{ANNA, Soft, add, begun, session, signs_in, visitor, with_phone};
use crate::cast::PASSWORD;
use crate::on_both;
use crate::signin::arrange::sign_in;

const NEW: &str = "harbour-violin-31-slow";

on_both! {
    // G07, K13: a link for another password asks for the second factor, and a passkey is one.
    async fn a_link_for_another_password_takes_a_passkey(t) {
        let (mut phone, _, _) = with_phone(t).await;
        let path = links::make(&t.ctx(t.cast.olena).await, t.cast.anna).await.unwrap();
        visitor(t).get(&path).await.expect_status(200).expect_text("one-time-code").expect_text("data-passkey");
        visitor(t).post(&path, &[("password", NEW)]).await.expect_status(422).expect_text("field-error");
        visitor(t).post(&path, &[("password", NEW), ("passkey", "none")]).await.expect_status(422).expect_text("runs no scripts here");
        let mut other = Soft::new(9);
        add(&session(t, "borys@svitanok.example").await, &mut other, "Laptop").await.expect_status(201);
        let signed = other.sign(&begun(&visitor(t), "/sign-in/passkey/begin").await).to_string();
        visitor(t).post(&path, &[("password", NEW), ("passkey", &signed)]).await.expect_status(422).expect_text("belongs to somebody else");
        // Nothing of that has used the link up.
        let signed = phone.sign(&begun(&visitor(t), "/sign-in/passkey/begin").await).to_string();
        visitor(t).post(&path, &[("password", NEW), ("passkey", &signed)]).await.expect_status(303);
        sign_in(t, ANNA, PASSWORD).await.expect_problem(422, "sign_in");
        sign_in(t, ANNA, NEW).await.expect_problem(409, "second_factor");
    }

    // The same for a program, which reads before what is asked for.
    async fn a_program_follows_a_link_with_a_passkey(t) {
        const FOLLOW: &str = "/api/v1/one-time-link";
        let (mut phone, _, _) = with_phone(t).await;
        let link = links::make(&t.ctx(t.cast.olena).await, t.cast.anna).await.unwrap();
        let looked = visitor(t).post_json(&format!("{FOLLOW}/look"), json!({"link": link})).await.expect_status(200).json();
        assert_eq!((&looked["second_factor"], &looked["passkeys"]), (&json!(true), &json!(true)));
        let other = links::make(&t.ctx(t.cast.olena).await, t.cast.borys).await.unwrap();
        let looked = visitor(t).post_json(&format!("{FOLLOW}/look"), json!({"link": other})).await.expect_status(200).json();
        assert_eq!((&looked["second_factor"], &looked["passkeys"]), (&json!(false), &json!(false)));
        visitor(t).post_json(FOLLOW, json!({"link": link, "password": NEW})).await.expect_problem(409, "second_factor");
        let mut strange = Soft::new(9);
        add(&session(t, "borys@svitanok.example").await, &mut strange, "Laptop").await.expect_status(201);
        let signed = strange.sign(&begun(&visitor(t), "/api/v1/sign-in/passkey/begin").await);
        visitor(t).post_json(FOLLOW, json!({"link": link, "password": NEW, "passkey": signed})).await.expect_problem(422, "passkey_else");
        let signed = phone.sign(&begun(&visitor(t), "/api/v1/sign-in/passkey/begin").await);
        let opened = visitor(t).post_json(FOLLOW, json!({"link": link, "password": NEW, "passkey": signed})).await.expect_status(201).json();
        assert_eq!(opened["person_id"], t.cast.anna);
        sign_in(t, ANNA, NEW).await.expect_problem(409, "second_factor");
    }

    async fn a_pending_person_of_another_company_becomes_active_by_a_passkey(t) {
        let (mut phone, _, _) = with_phone(t).await;
        let there = crate::signin::arrange::second_place(t, t.cast.anna).await;
        let more = json!({"account": t.cast.other_account});
        let opened = signs_in(t, &mut phone, more).await.expect_status(201).json();
        assert_eq!(opened["person_id"], there);
        let journal = t.api(t.cast.zoryana).await.get("/api/v1/journal?limit=5").await.json();
        let kinds: Vec<_> = journal["items"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap().to_owned()).collect();
        assert!(kinds.contains(&"person_activated".to_owned()) && kinds.contains(&"passkey_used".to_owned()), "{kinds:?}");
    }
}
