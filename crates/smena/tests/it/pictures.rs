//! K05: pictures of people: who gives them, what is refused, where they are seen, and when they go.

use std::io::{Cursor, Read};

use axum::http::Method;
use image::{ImageFormat, Rgb, RgbImage};
use kit::lang::Lang;
use serde_json::{Value as Json, json};

use crate::app::{Answer, Client, Engine, TestApp};
use crate::browser::{Browser, Look};
use crate::erasure::{act, anna_leaves, days_later};
use crate::on_both;
use crate::steps::step;
use crate::walkthrough::{picture, sign_in};

mod newcomers;

pub fn written(format: ImageFormat) -> Vec<u8> {
    let stripes = RgbImage::from_fn(300, 200, |x, _| Rgb([u8::try_from(x % 255).unwrap(), 90, 160]));
    let mut bytes = Cursor::new(Vec::new());
    stripes.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A PNG that says it is 30000 by 30000 points, all of one colour.
pub fn bomb() -> Vec<u8> {
    let mut bytes = written(ImageFormat::Png);
    bytes[16..20].copy_from_slice(&30_000_u32.to_be_bytes());
    bytes[20..24].copy_from_slice(&30_000_u32.to_be_bytes());
    let mut crc = flate2::Crc::new();
    crc.update(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&crc.sum().to_be_bytes());
    bytes
}

async fn put(client: &Client, path: &str, bytes: Vec<u8>) -> Answer {
    client.send(Method::PUT, path, Some("image/png"), bytes).await
}

/// Sends a file as a browser does.
async fn send(client: &Client, path: &str, (name, kind): (&str, &str), bytes: &[u8]) -> Answer {
    send_form(client, path, &[("once", name)], (name, kind), bytes).await
}

/// The same below what was typed.
pub async fn send_form(
    client: &Client,
    path: &str,
    typed: &[(&str, &str)],
    (name, kind): (&str, &str),
    bytes: &[u8],
) -> Answer {
    let mut body = Vec::new();
    for (field, value) in typed {
        let part = format!("--edge\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let file = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"{name}\"\r\nContent-Type: {kind}\r\n\r\n"
    );
    body.extend_from_slice(file.as_bytes());
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    client.send(Method::POST, path, Some("multipart/form-data; boundary=edge"), body).await
}

pub async fn shown(api: &Client, person: i64) -> Option<String> {
    let person = api.get(&format!("/api/v1/people/{person}")).await.expect_status(200).json();
    person["picture"].as_str().map(ToOwned::to_owned)
}

pub fn side(answer: &Answer) -> u32 {
    let picture = image::load_from_memory_with_format(&answer.raw, ImageFormat::Jpeg).unwrap();
    assert_eq!(picture.width(), picture.height());
    picture.width()
}

on_both! {
    // K05
    async fn a_picture_is_shown_wherever_the_person_is(t) {
        let (api, page) = (t.api(t.cast.olena).await, t.page(t.cast.olena).await);
        let anna = t.api(t.cast.anna).await;
        let deal = anna.post_json("/api/v1/deals", json!({ "title": "Boat" })).await.expect_status(201).json();
        let at = format!("/api/v1/people/{}/picture", t.cast.anna);
        api.get(&at).await.expect_problem(404, "not_found");
        assert_eq!(shown(&api, t.cast.anna).await, None);
        put(&api, &at, written(ImageFormat::Png)).await.expect_status(204);
        let large = shown(&api, t.cast.anna).await.unwrap();
        let small = large.trim_end_matches("?size=large").to_owned();
        let places = ["/people".to_owned(), "/structure".to_owned(), "/settings/departments".to_owned(), "/deals".to_owned(),
            "/deals/board".to_owned(), format!("/deals/{}", deal["id"]), format!("/handovers/new?person={}&mode=handover", t.cast.anna)];
        for place in places {
            page.get(&place).await.expect_status(200).expect_text(&format!("src=\"{small}\""));
        }
        page.get(&format!("/people/{}", t.cast.anna)).await.expect_text(&format!("src=\"{large}\"")).expect_text("Change the picture");
        // In her own panel, on every page of hers.
        t.page(t.cast.anna).await.get("/tasks").await.expect_text(&format!("src=\"{small}\""));
        let got = t.page(t.cast.hlib).await.get(&small).await.expect_status(200);
        assert_eq!(side(&got), 64);
        assert_eq!(side(&page.get(&large).await), 200);
        assert_eq!(side(&api.get(&at).await.expect_status(200)), 200);
        for (name, value) in [("content-type", "image/jpeg"), ("cache-control", "private, max-age=31536000, immutable"), ("x-content-type-options", "nosniff")] {
            assert_eq!(got.headers[name], value);
        }
        // Another picture has another address; the old one is nowhere.
        put(&api, &at, written(ImageFormat::WebP)).await.expect_status(204);
        assert_ne!(shown(&api, t.cast.anna).await.unwrap(), large);
        page.get(&small).await.expect_status(404);
        page.get(&large).await.expect_status(404);
        let now = shown(&api, t.cast.anna).await.unwrap();
        t.page(t.cast.zoryana).await.get(&now).await.expect_status(404);
        t.api(t.cast.zoryana).await.get(&at).await.expect_problem(404, "not_found");
        assert_ne!(t.stranger().get(&now).await.status, 200);
    }

    // K05
    async fn everybody_gives_themselves_one_and_who_manages_people_anybody(t) {
        let (anna, olena) = (t.api(t.cast.anna).await, t.api(t.cast.olena).await);
        put(&anna, "/api/v1/me/picture", written(ImageFormat::Jpeg)).await.expect_status(204);
        assert!(shown(&anna, t.cast.anna).await.is_some());
        let of_borys = format!("/api/v1/people/{}/picture", t.cast.borys);
        put(&anna, &of_borys, written(ImageFormat::Jpeg)).await.expect_problem(403, "denied");
        anna.delete(&of_borys).await.expect_problem(403, "denied");
        let people = json!({ "own_rights": { "areas": { "people": true } } });
        olena.patch(&format!("/api/v1/people/{}", t.cast.vira), people).await.expect_status(200);
        let vira = t.api(t.cast.vira).await;
        put(&vira, &of_borys, written(ImageFormat::Jpeg)).await.expect_status(204);
        let of_olena = format!("/api/v1/people/{}/picture", t.cast.olena);
        put(&vira, &of_olena, written(ImageFormat::Jpeg)).await.expect_problem(403, "denied");
        // Away again, as often as asked.
        anna.delete("/api/v1/me/picture").await.expect_status(204);
        anna.delete("/api/v1/me/picture").await.expect_status(204);
        assert_eq!(shown(&anna, t.cast.anna).await, None);
        // The journal knows who did what to whom, and nothing of the picture.
        let journal = olena.get("/api/v1/journal").await.body;
        let journal: Json = serde_json::from_str(&journal).unwrap();
        let kinds: Vec<&str> = journal["items"].as_array().unwrap().iter().filter_map(|item| item["kind"].as_str())
            .filter(|kind| kind.starts_with("picture")).collect();
        assert_eq!(kinds, ["picture_removed", "picture_set", "picture_set"]);
        assert!(journal.to_string().len() < 20_000);
        t.page(t.cast.olena).await.get(&format!("/people/{}", t.cast.anna)).await.expect_text("removed the picture of");
    }

    // K05
    async fn what_is_no_such_picture_is_refused_with_the_reason(t) {
        let (api, page) = (t.api(t.cast.olena).await, t.page(t.cast.olena).await);
        let (form, at) = (format!("/people/{}/picture", t.cast.anna), format!("/api/v1/people/{}/picture", t.cast.anna));
        let refused = [
            (("dance.gif", "image/gif"), b"GIF89a\x01\0\x01\0\0\0\0;".to_vec(), "picture_format", "no PNG, JPEG or WebP"),
            (("logo.svg", "image/svg+xml"), b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(), "picture_format", "no PNG, JPEG or WebP"),
            (("page.png", "image/png"), b"<!DOCTYPE html><script>alert(1)</script>".to_vec(), "picture_format", "no PNG, JPEG or WebP"),
            (("bomb.png", "image/png"), bomb(), "picture_points", "more than 20 million points"),
            (("half.png", "image/png"), written(ImageFormat::Png)[..60].to_vec(), "picture_broken", "the file is broken"),
            (("huge.png", "image/png"), vec![7; 5 * 1024 * 1024 + 1], "picture_too_large", "larger than 5 MB"),
            (("vast.png", "image/png"), vec![7; 6 * 1024 * 1024], "picture_too_large", "larger than 5 MB"),
            (("none.png", "image/png"), Vec::new(), "picture_none", "Choose a file first"),
        ];
        for (name, bytes, code, says) in refused {
            let answer = put(&api, &at, bytes.clone()).await.expect_status(422).json();
            assert_eq!((&answer["errors"][0]["field"], &answer["errors"][0]["code"]), (&json!("picture"), &json!(code)), "{name:?}");
            send(&page, &form, name, &bytes).await.expect_status(422).expect_text(says);
        }
        page.send(Method::POST, &form, Some("text/plain"), b"x".to_vec()).await.expect_status(422);
        assert_eq!(shown(&api, t.cast.anna).await, None);
        // The same by the form, when it is one; sent twice, it is one act.
        let good = written(ImageFormat::Png);
        let sent = send(&page, &form, ("good.png", "image/png"), &good).await.expect_status(303);
        assert_eq!(sent.location(), format!("/people/{}", t.cast.anna));
        let first = shown(&api, t.cast.anna).await;
        send(&page, &form, ("good.png", "image/png"), &good).await.expect_status(303);
        assert_eq!(shown(&api, t.cast.anna).await, first);
        page.get(&form).await.expect_text("Remove the picture");
        page.post(&format!("{form}/remove"), &[("once", "r1")]).await.expect_status(303);
        page.get(&form).await.expect_no_text("Remove the picture");
        page.get(&format!("/people/{}/edit", t.cast.anna)).await.expect_text(&format!("href=\"{form}\""));
    }

    // K05
    async fn an_erased_person_has_no_picture_and_the_archive_had_it(t) {
        let olena = t.api(t.cast.olena).await;
        let at = format!("/api/v1/people/{}/picture", t.cast.anna);
        put(&olena, &at, written(ImageFormat::Png)).await.expect_status(204);
        let large = shown(&olena, t.cast.anna).await.unwrap();
        let archive = olena.get(&format!("/api/v1/people/{}/archive", t.cast.anna)).await.expect_status(200);
        let mut zip = zip::ZipArchive::new(Cursor::new(archive.raw)).unwrap();
        let mut kept = Vec::new();
        zip.by_name("picture.jpg").unwrap().read_to_end(&mut kept).unwrap();
        assert_eq!(kept, olena.get(&at).await.raw);
        anna_leaves(t).await;
        act(&olena, t.cast.anna, "erase").await.expect_status(200);
        put(&olena, &at, written(ImageFormat::Png)).await.expect_problem(409, "person_closing");
        olena.delete(&at).await.expect_problem(409, "person_closing");
        olena.get(&at).await.expect_status(200);
        // From the day on, whether the round came by or not.
        t.clock.advance(30 * 86_400_000);
        olena.get(&at).await.expect_problem(404, "not_found");
        let page = t.page(t.cast.olena).await;
        page.get(&large).await.expect_status(404);
        page.get(&format!("/people/{}", t.cast.anna)).await.expect_no_text("/pictures/");
        days_later(t, 0).await;
        olena.get(&at).await.expect_problem(404, "not_found");
        let left = t.app.look(|tx| Ok(tx.query("select person_id from pictures", &[])?)).await.unwrap();
        assert!(left.is_empty());
        put(&olena, &at, written(ImageFormat::Png)).await.expect_problem(409, "person_erased");
    }
}

// K05: by an administrator at a desk.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_chosen_and_the_face_is_there() {
    choose_one(Lang::En, Look::desktop("en")).await;
}

// K05, G12: the same by touch, in the dark.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_chosen_on_a_phone() {
    choose_one(Lang::Ru, Look::phone("ru").dark()).await;
}

pub async fn choose_one(lang: Lang, look: Look) {
    let t = TestApp::start(Engine::Sqlite).await;
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: Vec<u8>| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.display().to_string()
    };
    let (good, bad) = (file("anna.webp", written(ImageFormat::WebP)), file("anna.png", b"GIF89a;".to_vec()));
    let say = t.app.words.say(lang);
    // Olena of a colleague, Vira of herself.
    let ways = [
        ("olena@svitanok.example", format!("/people/{}", t.cast.anna)),
        ("vira@svitanok.example", "/me".to_owned()),
    ];
    for (email, card) in ways {
        let page = Browser::open(&t.serve().await, look).await;
        page.bring_axe().await;
        sign_in(&page, &say, email).await;
        page.visit(&card).await;
        page.click(&say.t("pictures-add")).await;
        page.fill(&say.t("pictures-file"), &bad).await;
        page.click(&say.t("pictures-save")).await;
        page.sees(&say.t("error-picture-format")).await;
        assert_eq!(page.overflow().await, 0);
        page.fill(&say.t("pictures-file"), &good).await;
        page.click(&say.t("pictures-save")).await;
        page.sees(&say.t("pictures-changed")).await;
        page.arrives(&card).await;
        page.appears(".portrait img.avatar").await;
        let width = "const face = document.querySelector('.portrait img'); await face.decode(); return face.naturalWidth";
        let width = page.run(&format!("return (async () => {{ {width} }})()"), vec![]).await;
        assert_eq!(width, 200);
        picture(&page, &say, "picture").await;
        page.run("document.querySelector('.portrait').scrollIntoView({ block: 'center' })", vec![]).await;
        step(&page, &say, "K05").await;
        let barriers = [page.findings().await, page.faint().await].concat();
        assert_eq!(barriers, Vec::<String>::new());
        page.click(&say.t("pictures-change")).await;
        page.click(&say.t("pictures-remove")).await;
        page.sees(&say.t("pictures-removed")).await;
        page.appears(".portrait span.avatar").await;
    }
    t.leave().await;
}
