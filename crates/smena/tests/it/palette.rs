//! B02: one line over any page that finds pages, acts, people and records by the words people use.

use ::people::people::{Wanted, add_active};
use base::web::faults::form_encoded;
use kit::lang::Lang;
use serde_json::json;
use smena::routes::{For, all};

use crate::app::{Client, TestApp};
use crate::browser::{Browser, Look, keys};
use crate::on_both;
use crate::walkthrough::sign_in;

/// Pages that are steps of something else, or are reached by what is ticked or chosen.
const STEPS: &[&str] = &[
    "/live",
    "/search/palette",
    "/sign-in/forgotten",
    "/me/tokens",
    "/me/proof",
    "/me/passkeys/new",
    "/me/picture",
    "/people/new",
    "/settings/own",
    "/handovers/new",
    "/handovers/choose",
    "/styleguide",
    "/deals/columns",
    "/contacts/columns",
    "/companies/columns",
    "/tasks/columns",
    "/deals/assign",
    "/deals/delete",
    "/deals/move",
    "/contacts/assign",
    "/contacts/delete",
    "/companies/assign",
    "/companies/delete",
    "/tasks/assign",
    "/tasks/delete",
];

on_both! {
    // B02: whatever the language of the interface.
    async fn the_words_people_use_find_pages_and_acts(t) {
        let olena = t.page(t.cast.olena).await;
        for typed in ["employees", "сотрудники", "співробітники", "peo", "ЛЮДИ", "staff"] {
            assert_eq!(found(&olena, typed).await[0], "/people", "{typed}");
        }
        for typed in ["offboarding", "уволить", "звільнити", "увольнение", "deactivate", "удалить сотрудника"] {
            let links = found(&olena, typed).await;
            assert!(links.contains(&"/people?status=active".to_owned()), "{typed}: {links:?}");
        }
        for typed in ["передать дела", "дела передать", "передати справи", "hand-over"] {
            let links = found(&olena, typed).await;
            assert!(links.contains(&"/handovers".to_owned()), "{typed}: {links:?}");
        }
        // B03
        for typed in ["структура", "оргструктура", "оргструктура компании", "org chart", "hierarchy", "ієрархія"] {
            let links = found(&olena, typed).await;
            assert!(links.contains(&"/structure".to_owned()), "{typed}: {links:?}");
        }
        // G01
        for typed in ["отпуск", "отгул", "больничный", "відпустка", "хто замінює", "кто замещает", "vacation", "out of office"] {
            let links = found(&olena, typed).await;
            assert!(links.contains(&"/absences".to_owned()), "{typed}: {links:?}");
        }
        assert!(found(&olena, "day off").await.contains(&"/absences/new".to_owned()));
        assert!(found(&olena, "сотрудники").await.contains(&"/structure".to_owned()));
        assert_eq!(found(&olena, "новая роль").await[0], "/settings/roles/new");
        assert_eq!(found(&olena, "add a deal").await[0], "/deals/new");
        // The word that found it stands beside it.
        offered(&olena, "сотрудники").await.expect_text("Сотрудники").expect_text("People");
    }

    // B02
    async fn what_was_typed_on_the_wrong_layout_is_found(t) {
        let olena = t.page(t.cast.olena).await;
        let api = t.api(t.cast.olena).await;
        let deal = api.post_json("/api/v1/deals", json!({"title": "Привет из Киева"})).await.expect_status(201).json();
        assert_eq!(found(&olena, "cjnhelybrb").await[0], "/people");
        assert_eq!(found(&olena, "pdskmybnb").await[0], "/people?status=active");
        assert_eq!(found(&olena, "вуфды").await[0], "/deals");
        assert_eq!(found(&olena, "ghbdtn").await[0], format!("/deals/{}", deal["id"]));
        olena.get("/search?q=ghbdtn").await.expect_status(200).expect_text("<mark>Привет</mark>");
        olena.get("/search?q=cjnhelybrb").await.expect_status(200).expect_text("href=\"/people\"").expect_no_text("Nothing found");
    }

    // A01: nobody is offered what they may not open.
    async fn everything_offered_opens(t) {
        for person in [t.cast.olena, t.cast.borys, t.cast.anna, t.cast.hlib] {
            let client = t.page(person).await;
            for href in found(&client, "").await {
                client.get(&href).await.expect_status(200);
            }
        }
        // What a partner has beside is offered once the company is one.
        crate::partners::list(t.operator()).await;
        let all = found(&t.page(t.cast.olena).await, "").await;
        assert_eq!(all.len(), work::search::PLACES.len(), "an administrator is offered everything: {all:?}");
        let observer = t.page(t.cast.hlib).await;
        let offered = found(&observer, "").await;
        for closed in ["/people", "/handovers", "/settings", "/settings/roles", "/settings/journal", "/deals/new"] {
            assert!(!offered.contains(&closed.to_owned()), "{closed} is offered to the observer");
        }
        // Of dismissing there is only leaving, oneself.
        for typed in ["сотрудники", "уволить", "roles", "new deal", "deactivate anna"] {
            let links = found(&observer, typed).await;
            let own = |link: &String| link.starts_with("/search") || (typed == "уволить" && link == "/me/leave");
            assert!(links.iter().all(own), "{typed}: {links:?}");
        }
    }

    // B02
    async fn records_are_offered_as_far_as_their_lists_go(t) {
        let anna = t.api(t.cast.anna).await;
        let deal = anna.post_json("/api/v1/deals", json!({"title": "Lantern order"})).await.expect_status(201).json();
        let contact = json!({"name": "Solomiia Hnatiuk", "phones": ["+380 44 123 45 67"]});
        let contact = anna.post_json("/api/v1/contacts", contact).await.expect_status(201).json();
        let card = format!("/deals/{}", deal["id"]);
        let lately = format!("lately=/contacts/{}&lately={card}&lately=/people/{}", contact["id"], t.cast.borys);

        // Olena sees all of it; what she had open lately comes first and is called as it is now.
        let olena = t.page(t.cast.olena).await;
        assert_eq!(found(&olena, "lantern").await[0], card);
        offered(&olena, "044 123-45-67").await.expect_text("Solomiia Hnatiuk").expect_text("+380 44 123 4567");
        anna.patch(&card.replace("/deals", "/api/v1/deals"), json!({"title": "Lamps", "version": 1})).await.expect_status(200);
        let answer = olena.get(&format!("/search/palette?{lately}&lately=/settings&lately=/deals/x")).await.expect_status(200);
        let answer = answer.expect_text("You were here").expect_text("Lamps").expect_no_text("Lantern").expect_text("Borys Kravets");
        let links = hrefs(&answer.body);
        assert_eq!(links[..3], [format!("/contacts/{}", contact["id"]), card.clone(), format!("/people/{}", t.cast.borys)]);

        // Vira sells, too, and sees her own: neither the words nor the address tell her anything.
        let (vira, zoryana) = (t.page(t.cast.vira).await, t.page(t.cast.zoryana).await);
        for stranger in [&vira, &zoryana] {
            for asked in [lately.as_str(), "q=lantern", "q=lamps", "q=solomiia", "q=0441234567"] {
                let answer = stranger.get(&format!("/search/palette?{asked}")).await.expect_status(200);
                answer.expect_no_text("Lamps</").expect_no_text("Solomiia Hnatiuk").expect_no_text("Borys").expect_no_text(&card);
            }
        }
    }

    // B02
    async fn who_manages_people_goes_to_somebody_s_departure_at_once(t) {
        let olena = t.page(t.cast.olena).await;
        let leave = format!("/handovers/new?person={}&amp;mode=departure", t.cast.anna);
        for typed in ["deactivate anna", "уволить melnyk", "anna offboarding"] {
            let answer = offered(&olena, typed).await.expect_text(&leave).expect_text("Deactivate: Anna Melnyk");
            answer.expect_no_text(&format!("person={}", t.cast.olena));
        }
        let give = format!("/handovers/new?person={}&amp;mode=handover", t.cast.anna);
        offered(&olena, "передать дела anna").await.expect_text(&give);
        // Who is no longer here, or not yet, has nothing to hand over.
        offered(&olena, "deactivate petro").await.expect_no_text("mode=departure");
    }

    // Nothing offered is refused: nothing about administrators to who is none, nothing in a company that closes.
    async fn an_act_about_somebody_is_offered_to_who_may_do_it(t) {
        let areas = json!({ "own_rights": { "areas": { "people": true } } });
        t.api(t.cast.olena).await.patch(&format!("/api/v1/people/{}", t.cast.vira), areas).await.expect_status(200);
        let vira = t.page(t.cast.vira).await;
        for typed in ["deactivate olena", "передать дела olena", "deactivate anna", "передати справи anna"] {
            for href in found(&vira, typed).await {
                assert_eq!(vira.get(&href).await.status, 200, "{typed}: {href}");
            }
        }
        offered(&vira, "deactivate anna").await.expect_text("mode=departure");
        offered(&vira, "deactivate olena").await.expect_no_text("mode=");
        crate::closing::close(t, t.cast.olena).await.expect_status(201);
        let olena = t.page(t.cast.olena).await;
        for typed in ["deactivate anna", "передать дела anna"] {
            offered(&olena, typed).await.expect_no_text("mode=");
            for href in found(&olena, typed).await {
                assert_eq!(olena.get(&href).await.status, 200, "{typed}: {href}");
            }
        }
    }

    // After a Russian or Ukrainian verb the name is in the accusative.
    async fn a_declined_name_is_found_after_the_verb(t) {
        let mut ids = std::collections::HashMap::new();
        for name in ["Анна Шевченко", "Борис Кравець", "Иван Петренко", "Павел Гай", "Ян Бойко", "Яна Бойко", "Сусанна Лис"] {
            let wanted = Wanted { name: name.into(), ..Wanted::default() };
            ids.insert(name, add_active(&t.operator(), wanted).await.unwrap());
        }
        let olena = t.page(t.cast.olena).await;
        for (typed, name, mode) in [
            ("уволить Анну", "Анна Шевченко", "departure"),
            ("уволить Павла", "Павел Гай", "departure"),
            ("звільнити Бориса", "Борис Кравець", "departure"),
            ("звільнити Кравця", "Борис Кравець", "departure"),
            ("звільнити Анну Шевченко", "Анна Шевченко", "departure"),
            ("передать дела Ивана Петренко", "Иван Петренко", "handover"),
            ("передати справи Бориса Кравця", "Борис Кравець", "handover"),
            // Who is called just so comes alone.
            ("уволить Яна", "Яна Бойко", "departure"),
        ] {
            let about: Vec<String> = found(&olena, typed).await.into_iter().filter(|href| href.contains("mode=")).collect();
            assert_eq!(about, [format!("/handovers/new?person={}&mode={mode}", ids[name])], "{typed}");
        }
        for typed in ["уволить Марию", "звільнити Остапа"] {
            offered(&olena, typed).await.expect_no_text("mode=");
        }
    }

    // What anybody may change of themselves, by the words for it.
    async fn everybody_finds_what_is_their_own(t) {
        let anna = t.page(t.cast.anna).await;
        for typed in [
            "язык", "мова", "language", "фото", "photo", "picture", "аватар", "пароль", "password", "часовой пояс", "часовий пояс",
            "time zone",
        ] {
            let links = found(&anna, typed).await;
            assert!(links.contains(&"/me".to_owned()), "{typed}: {links:?}");
        }
        for typed in ["уволиться", "звільнитися", "quit", "resign"] {
            assert_eq!(found(&anna, typed).await[0], "/me/leave", "{typed}");
        }
        // Who manages people means somebody else first.
        assert_eq!(found(&t.page(t.cast.olena).await, "уволить").await[0], "/people?status=active");
    }

    // Who sees others' work may choose by colleague in its lists, and so here; who sees only their own may not.
    async fn colleagues_are_offered_where_lists_offer_them(t) {
        let borys = t.page(t.cast.borys).await;
        offered(&borys, "anna").await.expect_text(&format!("/deals?responsible_id={}", t.cast.anna)).expect_text("Anna Melnyk");
        offered(&t.page(t.cast.vira).await, "anna").await.expect_no_text("Anna Melnyk");
    }

    async fn anything_at_all_may_be_typed(t) {
        let olena = t.page(t.cast.olena).await;
        for typed in ["%", "'; drop table deals", "<script>", "\u{202e}ana", "日本", "+++", "\0", &"ы".repeat(3_000)] {
            offered(&olena, typed).await.expect_no_text("<script>");
        }
    }
}

#[test]
fn every_page_that_has_an_address_of_its_own_is_in_the_palette() {
    let pages = all().filter(|route| route.method == "get" && route.whom != For::Open);
    let pages = pages.filter(|route| !route.path.contains('{') && !route.path.starts_with("/api/"));
    let known =
        |path: &str| work::search::PLACES.iter().any(|place| place.href == path) || STEPS.contains(&path);
    let missing: Vec<_> = pages.map(|route| route.path).filter(|path| !known(path)).collect();
    assert!(missing.is_empty(), "neither in search/places.rs nor among STEPS: {missing:?}");
}

// B02: Enter means what was typed last, though its links are still on the way.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn enter_straight_after_typing_goes_where_the_words_say() {
    let t = TestApp::start(crate::app::Engine::Sqlite).await;
    let browser = Browser::open(&t.serve().await, Look::desktop("en")).await;
    sign_in(&browser, &t.app.words.say(Lang::En), "olena@svitanok.example").await;
    browser.visit(&format!("/people/{}", t.cast.anna)).await;
    browser.sees("Anna Melnyk").await;
    browser.visit("/tasks").await;
    browser.press(&format!("{}k", keys::CONTROL)).await;
    browser.sees("You were here").await;
    browser.press(&format!("сотрудники{}", keys::ENTER)).await;
    browser.arrives("/people").await;
    // What was chosen by the arrows stays chosen.
    browser.press(&format!("{}k", keys::CONTROL)).await;
    browser.sees("You were here").await;
    browser.press("сотрудники").await;
    browser.sees("Сотрудники").await;
    browser.press(&format!("{}{}", keys::DOWN, keys::ENTER)).await;
    browser.arrives("/structure").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    t.leave().await;
}

// B02
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ctrl_k_opens_the_palette_over_any_page_and_leads_on_by_keyboard() {
    let t = TestApp::start(crate::app::Engine::Sqlite).await;
    let api = t.api(t.cast.olena).await;
    let deal =
        api.post_json("/api/v1/deals", json!({"title": "Lantern order"})).await.expect_status(201).json();
    let card = format!("/deals/{}", deal["id"]);
    let browser = Browser::open(&t.serve().await, Look::desktop("en")).await;
    let say = t.app.words.say(Lang::En);
    sign_in(&browser, &say, "olena@svitanok.example").await;
    browser.visit(&card).await;
    browser.sees("Lantern order").await;
    browser.visit("/tasks").await;

    // Nothing typed: where she was, then everything.
    browser.press(&format!("{}k", keys::CONTROL)).await;
    browser.sees("You were here").await;
    assert_eq!(chosen(&browser).await, "Lantern order");
    browser.press(keys::END).await;
    assert_eq!(chosen(&browser).await, "Make an API token");
    browser.press(keys::HOME).await;
    browser.press(keys::DOWN).await;
    assert_eq!(chosen(&browser).await, "Deals");
    // Escape leaves the page as it was.
    browser.press(keys::ESCAPE).await;
    assert_eq!(browser.run("return document.querySelector('dialog:modal')", vec![]).await, json!(null));
    assert_eq!(browser.path().await, "/tasks");

    // A press on "Search" opens it, too; the first hit is chosen, Enter goes there.
    browser.click("Search").await;
    browser.press("сотруд").await;
    browser.sees("Сотрудники").await;
    assert_eq!(chosen(&browser).await, "People Сотрудники");
    browser.press(keys::ENTER).await;
    browser.arrives("/people").await;

    // After signing out nothing tells where she was.
    let kept = "return Object.keys(localStorage).length";
    assert_eq!(browser.run(kept, vec![]).await, json!(1));
    browser.click("Sign out").await;
    browser.arrives("/sign-in").await;
    assert_eq!(browser.run(kept, vec![]).await, json!(0));
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    t.leave().await;
}

/// What a screen reader is told is chosen.
async fn chosen(browser: &Browser) -> String {
    let script = "const field = document.querySelector('#palette input');
        const hit = document.getElementById(field.getAttribute('aria-activedescendant'));
        return hit?.getAttribute('aria-selected') === 'true' && hit.role === 'option' ? hit.innerText : ''";
    let said = browser.run(script, vec![]).await;
    said.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn offered(client: &Client, typed: &str) -> crate::app::Answer {
    client.get(&format!("/search/palette?q={}", form_encoded(typed))).await.expect_status(200)
}

async fn found(client: &Client, typed: &str) -> Vec<String> {
    hrefs(&offered(client, typed).await.body)
}

fn hrefs(page: &str) -> Vec<String> {
    let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    links.map(|link| link.replace("&amp;", "&")).collect()
}
