//! The picture in a real browser: dragged by the pointer, moved by keys, folded by fingers.

use base::words::Say;
use kit::lang::Lang;
use serde_json::json;

use super::{department, large, places};
use crate::app::{Client, Engine, TestApp};
use crate::browser::{Browser, Look, keys};
use crate::steps::step;
use crate::walkthrough::{picture, sign_in};

// B03
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_and_departments_are_dragged_to_their_new_place() {
    let t = TestApp::start(Engine::Sqlite).await;
    let say = t.app.words.say(Lang::En);
    let api = t.api(t.cast.olena).await;
    let kyiv = department(&api, "Kyiv", Some(t.cast.sales)).await;
    let page = Browser::open(&t.serve().await, Look::desktop("en")).await;
    page.bring_axe().await;
    sign_in(&page, &say, "olena@svitanok.example").await;
    page.visit("/people").await;
    page.click(&say.t("structure-view")).await;
    page.sees("Head: vacant").await;
    picture(&page, &say, "structure").await;
    barriers(&page).await;
    page.drag(&person(t.cast.anna), &unit(kyiv)).await;
    page.sees("Anna Melnyk: “Kyiv”, Member").await;
    assert_eq!(places(&api, t.cast.anna).await, ["Kyiv member main"]);
    page.drag(&heading(kyiv), &unit(t.cast.support)).await;
    page.sees("“Kyiv” is part of “Support” now").await;
    // What is folded stays folded over a move.
    page.run(
        "document.querySelector(arguments[0]).open = false",
        vec![format!("#below-{}", t.cast.support).into()],
    )
    .await;
    page.drag(&person(t.cast.vira), &unit(t.cast.support)).await;
    page.sees("Vira Savchuk: “Support”, Member").await;
    let open = format!("return document.querySelector('#below-{}').open", t.cast.support);
    assert_eq!(page.run(&open, vec![]).await, false);
    // Below itself a department does not go.
    page.run(
        "document.querySelector(arguments[0]).open = true",
        vec![format!("#below-{}", t.cast.support).into()],
    )
    .await;
    page.drag(&heading(t.cast.support), &unit(kyiv)).await;
    page.sees(&say.t("error-department-circle")).await;
    // Somebody else is quicker.
    let away = serde_json::json!({ "department_id": null });
    api.patch(&format!("/api/v1/people/{}", t.cast.vira), away).await.expect_status(200);
    page.drag(&person(t.cast.vira), &unit(t.cast.sales)).await;
    page.sees("Vira Savchuk was moved or changed meanwhile").await;
    assert_eq!(
        page.complaints().await.iter().filter(|said| !said.contains("40") && !said.contains("42")).count(),
        0
    );
    t.leave().await;
}

// B03
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_is_done_by_keys_too() {
    let t = TestApp::start(Engine::Sqlite).await;
    let say = t.app.words.say(Lang::Uk);
    let api = t.api(t.cast.olena).await;
    let kyiv = department(&api, "Kyiv", Some(t.cast.sales)).await;
    let page = Browser::open(&t.serve().await, Look::desktop("uk")).await;
    sign_in(&page, &say, "olena@svitanok.example").await;
    page.visit("/structure").await;
    let whole = width(&page, kyiv).await;
    for (key, size) in [("-", 75), ("+", 100), ("+", 125)] {
        page.press(key).await;
        page.arrives(&format!("/structure?zoom={size}")).await;
        page.appears(&format!(".structure.size-{size}")).await;
        let part = width(&page, kyiv).await / whole;
        assert!((part - f64::from(size) / 100.0).abs() < 0.02, "at {size} per cent it is {part} as wide");
    }
    page.press("/").await;
    page.press("anna").await;
    page.arrives("/structure?zoom=125&q=anna").await;
    page.sees(&say.n("structure-found", 1)).await;
    page.appears("li.sought").await;
    page.tab_to(&format!("{} Anna Melnyk", say.t("structure-move"))).await;
    page.press(keys::ENTER).await;
    page.sees(&say.with("structure-move-whom", &[("name", "Anna Melnyk".into())])).await;
    page.fill(&say.t("people-department"), "Support").await;
    page.fill(&say.t("people-post"), &say.t("post-deputy")).await;
    page.fill(&say.t("people-role"), &say.t("role-head")).await;
    page.tab_to(&say.t("people-department")).await;
    page.press(&format!("{}{}", keys::CONTROL, keys::ENTER)).await;
    page.sees("Anna Melnyk: «Support», Заступник").await;
    assert_eq!(places(&api, t.cast.anna).await, ["Support deputy main"]);
    assert_eq!(page.overflow().await, 0);
    picture(&page, &say, "structure-zoomed").await;
    // A department goes elsewhere by the same keys.
    page.visit("/structure").await;
    page.tab_to(&format!("{} Kyiv", say.t("structure-move"))).await;
    page.press(keys::ENTER).await;
    page.sees(&say.with("structure-move-whom", &[("name", "Kyiv".into())])).await;
    page.tab_to(&say.t("departments-parent")).await;
    page.press("Support").await;
    page.press(&format!("{}{}", keys::CONTROL, keys::ENTER)).await;
    page.sees(&part_of(&say, "Kyiv", "Support")).await;
    assert_eq!(parent(&api, kyiv).await, t.cast.support);
    t.leave().await;
}

// B03
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_phone_shows_the_tree_from_top_to_bottom_and_moves_by_touch() {
    by_touch(Lang::Ru, Look::phone("ru").dark()).await;
}

pub async fn by_touch(lang: Lang, look: Look) {
    let t = TestApp::start(Engine::Sqlite).await;
    let say = t.app.words.say(lang);
    let api = t.api(t.cast.olena).await;
    let long = format!("Отдел{}", " длинный".repeat(9));
    let below = department(&api, &long, Some(t.cast.sales)).await;
    let page = Browser::open(&t.serve().await, look).await;
    page.bring_axe().await;
    sign_in(&page, &say, "olena@svitanok.example").await;
    page.visit("/structure").await;
    picture(&page, &say, "structure").await;
    barriers(&page).await;
    page.click_in("Support", &say.t("structure-appoint")).await;
    page.sees(&say.with("structure-appoint-where", &[("department", "Support".into())])).await;
    assert_eq!(page.overflow().await, 0);
    page.fill(&say.t("structure-head"), "Vira").await;
    page.press(keys::ENTER).await;
    page.click(&say.t("departments-save")).await;
    let placed = [
        ("name", "Vira Savchuk".into()),
        ("department", "Support".into()),
        ("post", say.t("post-head").into()),
    ];
    page.sees(&say.with("structure-placed", &placed)).await;
    assert_eq!(places(&api, t.cast.vira).await, ["Sales member main", "Support head"]);
    // Somebody moves, and gets a post and a role, by the same touch.
    page.click_in("Hlib Moroz", &say.t("structure-move")).await;
    page.sees(&say.with("structure-move-whom", &[("name", "Hlib Moroz".into())])).await;
    assert_eq!(page.overflow().await, 0);
    page.fill(&say.t("people-department"), "Sales").await;
    page.fill(&say.t("people-post"), &say.t("post-deputy")).await;
    page.fill(&say.t("people-role"), &say.t("role-seller")).await;
    page.click(&say.t("departments-save")).await;
    let placed = [
        ("name", "Hlib Moroz".into()),
        ("department", "Sales".into()),
        ("post", say.t("post-deputy").into()),
    ];
    page.sees(&say.with("structure-placed", &placed)).await;
    assert_eq!(places(&api, t.cast.hlib).await, ["Sales deputy main"]);
    let hlib = api.get(&format!("/api/v1/people/{}", t.cast.hlib)).await.json();
    let roles = api.get("/api/v1/roles").await.json();
    let seller = roles["items"].as_array().unwrap().iter().find(|role| role["key"] == "seller").unwrap();
    assert_eq!(hlib["role_id"], seller["id"]);
    page.click(&say.n("structure-departments", 1)).await;
    assert_eq!(page.run("return document.querySelector('.below').open", vec![]).await, false);
    step(&page, &say, "B03").await;
    // And a department moves by its own link.
    page.click(&say.n("structure-departments", 1)).await;
    page.click(&format!("{} {long}", say.t("structure-move"))).await;
    page.sees(&say.with("structure-move-whom", &[("name", long.as_str().into())])).await;
    assert_eq!(page.overflow().await, 0);
    page.fill(&say.t("departments-parent"), "Support").await;
    page.click(&say.t("departments-save")).await;
    page.sees(&part_of(&say, &long, "Support")).await;
    assert_eq!(parent(&api, below).await, t.cast.support);
    t.leave().await;
}

// B03
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_needs_no_scripts() {
    let t = TestApp::start(Engine::Sqlite).await;
    let say = t.app.words.say(Lang::En);
    let page = Browser::open(&t.serve().await, Look::desktop("en")).await;
    page.without_scripts().await;
    sign_in(&page, &say, "olena@svitanok.example").await;
    page.visit("/structure").await;
    page.click("−").await;
    page.arrives("/structure?zoom=75").await;
    page.click_in("Hlib Moroz", &say.t("structure-move")).await;
    page.sees("Move: Hlib Moroz").await;
    page.fill(&say.t("people-department"), "Sales").await;
    page.click(&say.t("departments-save")).await;
    page.sees("Hlib Moroz: “Sales”, Member").await;
    assert_eq!(places(&t.api(t.cast.olena).await, t.cast.hlib).await, ["Sales member main"]);
    t.leave().await;
}

// B03
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_hundred_people_are_drawn_moved_and_found_without_a_halt() {
    let t = TestApp::start(Engine::Sqlite).await;
    let say = t.app.words.say(Lang::En);
    large(&t).await;
    let page = Browser::open(&t.serve().await, Look::desktop("en")).await;
    sign_in(&page, &say, "olena@svitanok.example").await;
    page.visit("/structure").await;
    page.sees("Support").await;
    let drawn = page.run("return document.querySelectorAll('[data-drag^=\"people/\"]').length", vec![]).await;
    assert_eq!(drawn, 506);
    let api = t.api(t.cast.olena).await;
    let structure = api.get("/api/v1/structure").await.json();
    let units = structure["items"].as_array().unwrap();
    let support = units.iter().find(|unit| unit["id"] == json!(t.cast.support)).unwrap();
    // In the middle, below its parent.
    let branch = &support["below"][4];
    let (one, called) =
        (branch["people"][0]["person_id"].as_i64().unwrap(), branch["people"][0]["name"].as_str().unwrap());
    page.notes_how_busy_it_is().await;
    page.tap(&format!("#members-{} > summary", branch["id"])).await;
    page.appears(&format!("#members-{}[open]", branch["id"])).await;
    page.drag(&person(one), &unit(t.cast.support)).await;
    let placed =
        [("name", called.into()), ("department", "Support".into()), ("post", say.t("post-member").into())];
    page.sees(&say.with("structure-placed", &placed)).await;
    assert_eq!(places(&api, one).await, ["Support member main"]);
    page.press("-").await;
    page.appears(".structure.size-75").await;
    page.press("/").await;
    page.press("anna").await;
    page.sees(&say.n("structure-found", 1)).await;
    page.appears("li.sought").await;
    let busiest = page.busiest().await;
    assert!((0..1_000).contains(&busiest), "the page stood still for {busiest} ms");
    t.leave().await;
}

/// How wide the box of a department is on the screen.
async fn width(page: &Browser, department: i64) -> f64 {
    let wide = "return document.querySelector(arguments[0]).getBoundingClientRect().width";
    page.run(wide, vec![unit(department).into()]).await.as_f64().unwrap()
}

fn part_of(say: &Say, name: &str, parent: &str) -> String {
    say.with("structure-part-of", &[("name", name.into()), ("parent", parent.into())])
}

async fn parent(api: &Client, department: i64) -> i64 {
    let departments = api.get("/api/v1/departments").await.expect_status(200).json();
    let items = departments["items"].as_array().unwrap();
    items.iter().find(|one| one["id"] == json!(department)).unwrap()["parent_id"].as_i64().unwrap()
}

async fn barriers(page: &Browser) {
    let found = [page.findings().await, page.faint().await].concat();
    assert_eq!(found, Vec::<String>::new());
}

fn person(id: i64) -> String {
    format!("[data-drag=\"people/{id}\"] .avatar")
}

fn unit(id: i64) -> String {
    format!("#department-{id}")
}

fn heading(id: i64) -> String {
    format!("#name-{id}")
}
