//! K03: a new person comes with their picture, and no answer of the form loses it.

use axum::http::Method;
use base::authz::PROOF_MS;
use data_encoding::BASE64;
use image::ImageFormat;
use serde_json::{Value as Json, json};

use super::{bomb, send_form, shown, side, written};
use crate::app::{Answer, Client, TestApp};
use crate::cast::PASSWORD;
use crate::on_both;

const PNG: (&str, &str) = ("face.png", "image/png");
const STRONG: &str = "violet-harbour-92-slow";
const NONE: (&str, &str) = ("", "application/octet-stream");

const YEVA: [(&str, &str); 4] =
    [("name", "Yeva Lys"), ("email", "yeva@svitanok.example"), ("entry", "link"), ("once", "k03")];

/// Whoever the list finds by the word.
async fn found(api: &Client, word: &str) -> Vec<Json> {
    let list = api.get(&format!("/api/v1/people?q={word}")).await.expect_status(200).json();
    list["items"].as_array().unwrap().clone()
}

async fn picture_of(api: &Client, word: &str) -> Answer {
    let id = found(api, word).await[0]["id"].as_i64().unwrap();
    assert!(shown(api, id).await.is_some(), "{word} has no picture");
    api.get(&format!("/api/v1/people/{id}/picture")).await.expect_status(200)
}

/// The fields that the page has, as it would send them.
fn again(answer: &Answer) -> Vec<(String, String)> {
    let kept =
        answer.body.split("name=\"picture_kept\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    vec![("picture_kept".to_owned(), kept.unwrap_or_default().to_owned())]
}

async fn end_sessions(t: &TestApp, person: i64) {
    t.by_hand("update sessions set expires_at = 1 where account_id = $1 and person_id = $2", person).await;
}

on_both! {
    // K03
    async fn a_new_person_comes_with_a_picture(t) {
        let (api, page) = (t.api(t.cast.olena).await, t.page(t.cast.olena).await);
        page.get("/people/new").await.expect_text("enctype=\"multipart/form-data\"").expect_text("name=\"picture\"");
        let sent = send_form(&page, "/people", &YEVA, PNG, &written(ImageFormat::Png)).await;
        sent.expect_status(200).expect_text("/link/").expect_text("Yeva Lys");
        assert_eq!(side(&picture_of(&api, "yeva").await), 200);
        // Sent twice, it is one act.
        send_form(&page, "/people", &YEVA, PNG, &written(ImageFormat::Png)).await;
        assert_eq!(found(&api, "yeva").await.len(), 1);
        let journal = api.get("/api/v1/journal").await.json();
        let kinds: Vec<&str> = journal["items"].as_array().unwrap().iter().filter_map(|item| item["kind"].as_str()).collect();
        assert!(kinds.contains(&"picture_set") && kinds.contains(&"person_added"), "{kinds:?}");
        // Without one, and as a plain form, as before.
        let typed = [("name", "Orest"), ("login", "orest"), ("entry", "link"), ("once", "k03-2")];
        send_form(&page, "/people", &typed, NONE, b"").await.expect_status(200);
        assert_eq!(shown(&api, found(&api, "orest").await[0]["id"].as_i64().unwrap()).await, None);
        page.post("/people", &[("name", "Vlas"), ("login", "vlas"), ("entry", "link"), ("once", "k03-3")]).await.expect_status(200);
        assert_eq!(found(&api, "vlas").await.len(), 1);
    }

    // K03: through the API.
    async fn a_program_adds_a_person_with_a_picture(t) {
        let api = t.api(t.cast.olena).await;
        let body = |picture: &str| json!({ "name": "Yeva Lys", "login": "yeva", "picture": picture });
        let good = BASE64.encode(&written(ImageFormat::WebP));
        for bad in ["no base64!", &BASE64.encode(b"GIF89a;"), &BASE64.encode(&bomb())] {
            let answer = api.post_json("/api/v1/people", body(bad)).await.expect_status(422).json();
            assert_eq!(answer["errors"][0]["field"], "picture", "{bad}");
        }
        assert!(found(&api, "yeva").await.is_empty());
        api.post_json("/api/v1/people", body(&good)).await.expect_status(201);
        assert_eq!(side(&picture_of(&api, "yeva").await), 200);
    }

    // K03: nothing typed is lost by a bad picture, and no picture by something typed.
    async fn a_refused_form_keeps_the_picture_and_all_that_was_typed(t) {
        let (api, page) = (t.api(t.cast.olena).await, t.page(t.cast.olena).await);
        for (bytes, says) in [
            (b"GIF89a;".to_vec(), "no PNG, JPEG or WebP"),
            (bomb(), "more than 20 million points"),
            (vec![7; 5 * 1024 * 1024 + 1], "larger than 5 MB"),
            (vec![7; 14 * 1024 * 1024], "larger than 5 MB"),
        ] {
            let taken = [("name", "Yeva Lys"), ("email", "ANNA@svitanok.example"), ("entry", "link"), ("once", "r")];
            let answer = send_form(&page, "/people", &taken, PNG, &bytes).await.expect_status(422);
            answer.expect_text(says).expect_text("value=\"Yeva Lys\"").expect_no_text("picture_kept");
            let short = [("name", ""), ("email", "yeva@svitanok.example"), ("entry", "link"), ("once", "r")];
            let answer = send_form(&page, "/people", &short, PNG, &bytes).await.expect_status(422);
            answer.expect_text(says).expect_text("Fill this in").expect_text("value=\"yeva@svitanok.example\"");
        }
        let taken = [("name", "Yeva Lys"), ("email", "ANNA@svitanok.example"), ("entry", "link"), ("once", "r2")];
        let refused = send_form(&page, "/people", &taken, PNG, &written(ImageFormat::Png)).await.expect_status(422);
        let refused = refused.expect_text("src=\"data:image/jpeg;base64,").expect_text("Keep this picture");
        // Refused once more, it is still there; then it comes along.
        let kept = again(&refused);
        let mut typed = taken.to_vec();
        typed.push((&kept[0].0, &kept[0].1));
        let refused = send_form(&page, "/people", &typed, NONE, b"").await.expect_status(422).expect_text("Keep this picture");
        let kept = again(&refused);
        let mut typed = YEVA.to_vec();
        typed.push((&kept[0].0, &kept[0].1));
        send_form(&page, "/people", &typed, NONE, b"").await.expect_status(200);
        assert_eq!(side(&picture_of(&api, "yeva").await), 200);
        // What somebody else wrote into the field is opened as any file is.
        for forged in ["\" onerror=alert(1) x=\"", &BASE64.encode(b"<svg/>")] {
            let typed = [("name", "Vlas"), ("login", "vlas"), ("once", "r3"), ("picture_kept", forged)];
            page.post("/people", &typed).await.expect_status(422).expect_text("no PNG, JPEG or WebP").expect_no_text("onerror");
        }
    }

    // A file does not travel with the sign-in page; everything else does.
    async fn a_form_with_a_picture_that_meets_an_ended_session_keeps_what_was_typed(t) {
        let secret = t.secret(t.cast.olena, true).await;
        let olena = t.client([("cookie", format!("smena_session={secret}"))]);
        end_sessions(t, t.cast.olena).await;
        let mut typed = YEVA.to_vec();
        typed.push(("password", PASSWORD));
        let page = send_form(&olena, "/people", &typed, PNG, &written(ImageFormat::Png)).await.expect_status(401);
        let page = page.expect_text("is kept: sign in").expect_text("name=Yeva+Lys").expect_no_text(PASSWORD);
        let held = page.fields();
        let mut form: Vec<(&str, &str)> = held.iter().map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| name.starts_with("held")).collect();
        assert!(form.contains(&("held_to", "/people")) && form.contains(&("held_file", "1")), "{form:?}");
        form.extend([("login", "olena@svitanok.example"), ("password", PASSWORD)]);
        let review = t.stranger().post("/sign-in", &form).await.expect_status(200).expect_text("A file was chosen, too");
        let session = review.cookie("smena_session").unwrap();
        let olena = t.client([("cookie", format!("smena_session={session}"))]);
        let again = review.fields();
        let again: Vec<(&str, &str)> = again.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        olena.post("/people", &again).await.expect_status(200).expect_text("Yeva Lys");
        // Nobody hears of a file who chose none; of a stranger nothing is read.
        end_sessions(t, t.cast.olena).await;
        let none = send_form(&olena, "/people", &YEVA, NONE, b"").await.expect_status(401);
        none.expect_text("held_to").expect_no_text("held_file");
        let vast = vec![7; 30 * 1024 * 1024];
        send_form(&olena, "/people", &YEVA, PNG, &vast).await.expect_status(401).expect_text("too long to be kept");
        assert!(send_form(&t.stranger(), "/people", &YEVA, PNG, &vast).await.location().starts_with("/sign-in"));
    }

    // Another file that is none leaves the one before where it was.
    async fn a_second_file_that_is_no_picture_does_not_push_out_the_first(t) {
        let (api, page) = (t.api(t.cast.olena).await, t.page(t.cast.olena).await);
        let taken = [("name", "Yeva Lys"), ("email", "ANNA@svitanok.example"), ("entry", "link"), ("once", "s1")];
        let kept = again(&send_form(&page, "/people", &taken, PNG, &written(ImageFormat::Png)).await.expect_status(422));
        let mut typed = YEVA.to_vec();
        typed.push((&kept[0].0, &kept[0].1));
        let refused = send_form(&page, "/people", &typed, PNG, b"GIF89a;").await.expect_status(422);
        let kept = again(&refused.expect_text("no PNG, JPEG or WebP").expect_text("Keep this picture"));
        let mut typed = YEVA.to_vec();
        typed.push((&kept[0].0, &kept[0].1));
        send_form(&page, "/people", &typed, NONE, b"").await.expect_status(200);
        assert_eq!(side(&picture_of(&api, "yeva").await), 200);
    }

    // Files that are each small enough are not all together; a form of a million of fields is none.
    async fn a_form_is_only_so_large(t) {
        let page = t.page(t.cast.olena).await;
        let mut body = Vec::new();
        for _ in 0..3 {
            body.extend_from_slice(b"--edge\r\nContent-Disposition: form-data; name=\"other\"; filename=\"a.png\"\r\n\r\n");
            body.extend_from_slice(&vec![7; 3 * 1024 * 1024]);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--edge\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a.png\"\r\n\r\nx\r\n--edge--\r\n");
        let kind = Some("multipart/form-data; boundary=edge");
        page.send(Method::POST, "/people", kind, body).await.expect_status(422).expect_text("larger than 5 MB");
        let many = "--edge\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n".repeat(5_000) + "--edge--\r\n";
        page.send(Method::POST, "/people", kind, many.into_bytes()).await.expect_status(413);
        let mut endless = Vec::from(b"--edge\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a.png\"\r\n\r\n");
        endless.extend_from_slice(&vec![7; 30 * 1024 * 1024]);
        page.send(Method::POST, "/people", kind, endless).await.expect_status(413);
    }

    // Who becomes an administrator asks whether it is them; the picture comes along.
    async fn the_question_before_harm_carries_the_picture(t) {
        let (api, page) = (t.api(t.cast.olena).await, t.page(t.cast.olena).await);
        let roles = api.get("/api/v1/roles").await.json();
        let administrator = roles["items"].as_array().unwrap().iter().find(|role| role["key"] == "administrator").unwrap()["id"].to_string();
        let mut typed = YEVA.to_vec();
        typed.push(("role_id", &administrator));
        t.clock.advance(PROOF_MS);
        let question = send_form(&page, "/people", &typed, PNG, &written(ImageFormat::Png)).await.expect_status(403);
        let question = question.expect_text("Is it you?").expect_text("action=\"/people\"");
        assert!(found(&t.api(t.cast.olena).await, "yeva").await.is_empty());
        let fields = question.fields();
        let mut form: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        form.push(("proof_password", PASSWORD));
        page.post("/people", &form).await.expect_status(200).expect_text("Yeva Lys");
        assert_eq!(side(&picture_of(&t.api(t.cast.olena).await, "yeva").await), 200);
    }

    // With a password in it the form comes back with all that was typed, but for the password.
    async fn after_the_question_only_the_password_is_missing(t) {
        let (api, page) = (t.api(t.cast.olena).await, t.page(t.cast.olena).await);
        let roles = api.get("/api/v1/roles").await.json();
        let administrator = roles["items"].as_array().unwrap().iter().find(|role| role["key"] == "administrator").unwrap()["id"].to_string();
        let typed = [("name", "Yeva Lys"), ("email", "yeva@svitanok.example"), ("entry", "password"), ("password", STRONG),
            ("role_id", &*administrator), ("once", "q1")];
        t.clock.advance(PROOF_MS);
        let question = send_form(&page, "/people", &typed, PNG, &written(ImageFormat::Png)).await.expect_status(403);
        let question = question.expect_text("There was a password in the form").expect_no_text(STRONG).expect_text("action=\"/people\"");
        let fields = question.fields();
        let mut form: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        form.push(("proof_password", PASSWORD));
        let back = page.post("/people", &form).await.expect_status(422).expect_text("value=\"Yeva Lys\"");
        let back = back.expect_text("Keep this picture").expect_text("Fill this in").expect_no_text("proof_lost");
        let kept = again(&back);
        let mut typed = typed.to_vec();
        typed.push((&kept[0].0, &kept[0].1));
        send_form(&page, "/people", &typed, NONE, b"").await.expect_status(303);
        assert_eq!(side(&picture_of(&t.api(t.cast.olena).await, "yeva").await), 200);
    }

    // Who may not add people makes nobody open a picture.
    async fn nobody_else_sends_one(t) {
        let anna = t.page(t.cast.anna).await;
        send_form(&anna, "/people", &YEVA, PNG, b"GIF89a;").await.expect_status(403);
    }
}
