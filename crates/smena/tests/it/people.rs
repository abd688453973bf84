//! Adding people, changing them, the list and the card.

use base::kind::Category;
use people::people::{Wanted, add_active};
use serde_json::{Value, json};

use crate::app::{Answer, Client, NOW, TestApp};
use crate::cast::PASSWORD;
use crate::on_both;

const STRONG: &str = "violet-harbour-92-slow";

async fn add(client: &Client, body: Value) -> Value {
    client.post_json("/api/v1/people", body).await.expect_status(201).json()
}

#[track_caller]
fn wrong(answer: Answer) -> Vec<(String, String)> {
    let answer = answer.expect_status(422).json();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    answer["errors"].as_array().unwrap().iter().map(|e| (text(&e["field"]), text(&e["code"]))).collect()
}

async fn names(client: &Client, query: &str) -> Vec<String> {
    let list = client.get(&format!("/api/v1/people{query}")).await.expect_status(200).json();
    list["items"].as_array().unwrap().iter().map(|p| p["name"].as_str().unwrap().to_owned()).collect()
}

async fn role(t: &TestApp, key: &str) -> i64 {
    let roles = t.api(t.cast.olena).await.get("/api/v1/roles").await.json();
    let role = roles["items"].as_array().unwrap().iter().find(|role| role["key"] == key).unwrap();
    role["id"].as_i64().unwrap()
}

/// A person the operator brought in, active and without a way in.
async fn bring(t: &TestApp, name: &str) -> i64 {
    add_active(&t.operator(), Wanted { name: name.into(), ..Wanted::default() }).await.unwrap()
}

on_both! {
    // A15, A16, A17, A20, K03, K08
    async fn a_person_added_with_a_password_is_pending_until_the_first_sign_in(t) {
        let olena = t.api(t.cast.olena).await;
        let body = json!({ "name": "  Роксолана   Гнатюк ", "email": "Roksolana@Svitanok.Example",
            "phone": "+38 (044) 123-45-67", "password": STRONG, "department_id": t.cast.sales });
        let added = add(&olena, body).await;
        assert_eq!((&added["name"], &added["email"]), (&json!("Роксолана Гнатюк"), &json!("roksolana@svitanok.example")));
        assert_eq!((&added["status"], &added["category"], &added["role"]), (&json!("pending"), &json!("member"), &json!("Seller")));
        assert_eq!((&added["department_id"], &added["link"]), (&json!(t.cast.sales), &Value::Null));
        assert_eq!(olena.get("/api/v1/seats").await.json()["used"], 7);
        let sign_in = json!({ "login": "ROKSOLANA@svitanok.example", "password": STRONG });
        t.stranger().post_json("/api/v1/sign-in", sign_in).await.expect_status(201);
        let at = format!("/api/v1/people/{}", added["id"]);
        assert_eq!(olena.get(&at).await.json()["status"], "active");
    }

    // A16: case, signs put together, and a domain in its own letters or as servers spell it are one address.
    async fn an_email_is_one_however_it_is_spelled(t) {
        let olena = t.api(t.cast.olena).await;
        let body = json!({ "name": "Йога", "email": "Йога@Світанок.укр", "password": STRONG });
        assert_eq!(add(&olena, body).await["email"], "йога@світанок.укр");
        for spelled in ["ЙОГА@СВІТАНОК.УКР", "\u{438}\u{306}ога@світанок.укр", "йога@XN--80adzlfoi3n.xn--j1amh"] {
            let again = olena.post_json("/api/v1/people", json!({ "name": "Two", "email": spelled })).await;
            assert_eq!(wrong(again), [("email".to_owned(), "email_taken".to_owned())], "{spelled}");
            let sign_in = json!({ "login": spelled, "password": STRONG });
            t.stranger().post_json("/api/v1/sign-in", sign_in).await.expect_status(201);
        }
    }

    // A16
    async fn an_email_is_taken_once_whatever_its_case(t) {
        let olena = t.api(t.cast.olena).await;
        let body = json!({ "name": "Second Anna", "email": "ANNA@svitanok.example" });
        assert_eq!(wrong(olena.post_json("/api/v1/people", body).await), [("email".into(), "email_taken".into())]);
        let stranger = json!({ "name": "Spy", "email": "zoryana@obriy.example" });
        let refused = olena.post_json("/api/v1/people", stranger).await;
        assert!(!refused.body.contains("Zoryana Other"), "{}", refused.body);
        assert_eq!(refused.status, 422);
        assert_eq!(olena.get("/api/v1/seats").await.json()["used"], 6);
    }

    // A15, A16, A17, K03
    async fn everything_wrong_with_a_new_person_is_said_at_once(t) {
        let olena = t.api(t.cast.olena).await;
        let body = json!({ "name": " ", "email": "anna", "login": "a b", "phone": "call", "password": "123" });
        let said = wrong(olena.post_json("/api/v1/people", body).await);
        let fields: Vec<&str> = said.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["name", "email", "login", "phone", "password"]);
        let nameless = json!({ "name": "No Sign-in" });
        assert_eq!(wrong(olena.post_json("/api/v1/people", nameless).await), [("email".into(), "email_or_login".into())]);
        let weak = json!({ "name": "Weak Word", "login": "weak", "password": "weak word 1" });
        assert_eq!(wrong(olena.post_json("/api/v1/people", weak).await), [("password".into(), "password_weak".into())]);
        for (field, value, code) in [
            ("role_id", json!(7), "no_such_role"), ("department_id", json!(7), "no_such_department"),
            ("category", json!("guest"), "no_such_category"),
        ] {
            let mut body = json!({ "name": "Odd Wish", "login": "odd" });
            body[field] = value;
            assert_eq!(wrong(olena.post_json("/api/v1/people", body).await), [(field.into(), code.into())]);
        }
        olena.post_json("/api/v1/people", json!({ "name": "A", "login": "a", "sudo": true })).await.expect_status(422);
    }

    // K03: no e-mail, a login instead; a one-time link instead of a password
    async fn a_link_is_shown_once_and_lets_the_person_set_a_password(t) {
        let page = t.page(t.cast.olena).await;
        let fields = [("name", "Danylo Koval"), ("login", "Danylo"), ("entry", "link"), ("once", "once-1")];
        let shown = page.post("/people", &fields).await.expect_status(200);
        let shown = shown.expect_text("http://smena.test/link/smn_l_").expect_text("value=\"danylo\"");
        let link = shown.body.split("http://smena.test").nth(1).unwrap().split('"').next().unwrap().to_owned();
        t.stranger().get(&link).await.expect_status(200);
        let again = page.post("/people", &fields).await.expect_status(303);
        let card = page.get(&again.location()).await.expect_status(200);
        card.expect_text("Danylo Koval").expect_no_text(&link);
        let olena = t.api(t.cast.olena).await;
        assert_eq!(names(&olena, "?q=danylo").await, ["Danylo Koval"]);
        let body = json!({ "name": "Other Link", "login": "other.link" });
        let added = add(&olena, body).await;
        assert!(added["link"].as_str().unwrap().starts_with("http://smena.test/link/smn_l_"));
        assert_eq!(olena.get(&format!("/api/v1/people/{}", added["id"])).await.json()["link"], Value::Null);
    }

    // A14, A17, A18, A19
    async fn the_form_keeps_what_was_typed_and_makes_a_department_in_place(t) {
        let page = t.page(t.cast.olena).await;
        page.get("/people/new").await.expect_status(200)
            .expect_text("data-strength=\"/password-strength\"").expect_text("A strong password, if you want one");
        let wrong = [("name", "Ірина Швець"), ("email", "iryna"), ("entry", "password"), ("password", "qwerty"),
            ("department_new", "sales"), ("once", "f1")];
        let form = page.post("/people", &wrong).await.expect_status(422);
        form.expect_text("value=\"Ірина Швець\"").expect_text("value=\"iryna\"").expect_no_text("qwerty");
        let email = [("name", "Ірина Швець"), ("email", "iryna@svitanok.example"), ("entry", "password"),
            ("password", STRONG), ("department_new", "sales"), ("once", "f1")];
        page.post("/people", &email).await.expect_status(422)
            .expect_text("There is already a department of this name here.");
        let right = [("name", "Ірина Швець"), ("email", "iryna@svitanok.example"), ("entry", "password"),
            ("password", STRONG), ("department_new", "Logistics"), ("once", "f1")];
        let card = page.post("/people", &right).await.expect_status(303).location();
        page.get(&card).await.expect_status(200).expect_text("Logistics").expect_text("Pending");
        let list = page.get("/people?q=logistics").await.expect_status(200);
        list.expect_text("Ірина Швець").expect_no_text("Anna Melnyk");
    }

    // A02, K15: the order
    async fn the_list_sinks_who_is_blocked_or_gone(t) {
        let olena = t.api(t.cast.olena).await;
        olena.post_json(&format!("/api/v1/people/{}/block", t.cast.anna), json!({})).await.expect_status(200);
        let everybody =
            ["Borys Kravets", "Hlib Moroz", "Olena Bondar", "Vira Savchuk", "Petro Lys", "Anna Melnyk"];
        assert_eq!(names(&olena, "").await, everybody);
        assert_eq!(names(&olena, "?sort=-name").await.last().unwrap(), "Anna Melnyk");
        assert_eq!(names(&olena, "?status=blocked").await, ["Anna Melnyk"]);
        let page = t.page(t.cast.olena).await.get("/people").await.expect_status(200);
        let page = page.expect_text("Blocked").expect_text("olena@svitanok.example").expect_text("Sales (Head)");
        page.expect_text("Seats used: 6, without a limit").expect_no_text("Zoryana");
    }

    // A02: filters, pages
    async fn the_list_is_narrowed_and_turned_page_by_page(t) {
        let olena = t.api(t.cast.olena).await;
        let (sales, seller) = (t.cast.sales, role(t, "seller").await);
        assert_eq!(names(&olena, &format!("?department={sales}")).await, ["Anna Melnyk", "Borys Kravets", "Vira Savchuk"]);
        assert_eq!(names(&olena, &format!("?role={seller}")).await, ["Anna Melnyk", "Vira Savchuk", "Petro Lys"]);
        assert_eq!(names(&olena, "?category=administrator").await, ["Olena Bondar"]);
        assert_eq!(names(&olena, "?status=pending").await, ["Petro Lys"]);
        for sort in ["name", "-name", "-last_seen"] {
            let whole = names(&olena, &format!("?sort={sort}")).await;
            let (mut turned, mut cursor) = (Vec::new(), String::new());
            loop {
                let page = format!("/api/v1/people?sort={sort}&limit=2&cursor={cursor}");
                let page = olena.get(&page).await.expect_status(200).json();
                assert_eq!(page["count"], 6);
                turned.extend(page["items"].as_array().unwrap().iter().map(|p| p["name"].as_str().unwrap().to_owned()));
                match page["next"].as_str() {
                    Some(next) => cursor = next.to_owned(),
                    None => break,
                }
            }
            assert_eq!(turned, whole, "{sort}");
        }
        for query in ["?status=gone", "?sort=age", "?cursor=x", "?limit=201", "?role=x"] {
            olena.get(&format!("/api/v1/people{query}")).await.expect_status(422);
        }
        let page = t.page(t.cast.olena).await;
        let first = page.get("/people?limit=2").await.expect_status(200).body;
        let href = |body: &str, rel: &str| {
            let at = body.find(&format!("rel=\"{rel}\"")).unwrap();
            body[at..].split("href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&")
        };
        let second = page.get(&format!("{}&limit=2", href(&first, "next"))).await.expect_status(200).body;
        assert!(second.contains("Hlib Moroz") && !second.contains("Vira Savchuk") && !second.contains("Anna Melnyk"));
        let back = page.get(&format!("{}&limit=2", href(&second, "prev"))).await.expect_status(200);
        back.expect_text("Anna Melnyk").expect_text("Borys Kravets");
    }

    // K02
    async fn a_person_is_found_by_any_part_of_what_is_known_of_them(t) {
        let olena = t.api(t.cast.olena).await;
        let body = json!({ "name": "Соломія Ґалаґан", "email": "solomiya@svitanok.example", "login": "solo",
            "phone": "+380 44 765-43-21", "department_id": t.cast.support });
        let id = add(&olena, body).await["id"].as_i64().unwrap();
        let id = id.to_string();
        for q in ["соломія", "ґалаґан сол", "ГАЛАҐАН".replace('Г', "Ґ").as_str(), "solomiya@svit", "solo", "0447654321",
            "765-43-21", "support seller", "supp соломія", &id] {
            let query = format!("?q={}", base::web::faults::form_encoded(q));
            assert!(names(&olena, &query).await.contains(&"Соломія Ґалаґан".to_owned()), "{q}");
        }
        assert_eq!(names(&olena, "?q=head").await, ["Borys Kravets"]);
        assert_eq!(names(&olena, "?q=%25").await.len(), 7, "a mark alone is no word");
        assert!(names(&olena, "?q=zoryana").await.is_empty());
        let page = t.page(t.cast.olena).await;
        page.get("/people?q=nobody-at-all").await.expect_status(200).expect_text("Nobody is found");
    }

    // A03, A11
    async fn ticks_weigh_a_seat_each_and_lead_on_one_at_a_time(t) {
        arrange_departed(t, "Former Person").await;
        let page = t.page(t.cast.olena).await;
        let body = page.get("/people").await.expect_status(200).expect_text("data-tick-sum").body;
        assert_eq!((body.matches("data-weight=\"1\"").count(), body.matches("data-weight=\"0\"").count()), (6, 1));
        let (anna, vira) = (t.cast.anna.to_string(), t.cast.vira.to_string());
        let one = page.post("/people/ticked/departure", &[("id", &*anna)]).await.expect_status(303);
        assert_eq!(one.location(), format!("/handovers/new?person={anna}"));
        let several = page.post("/people/ticked/block", &[("id", &*anna), ("id", &*vira)]).await;
        several.expect_status(200).expect_text("Anna Melnyk").expect_text("Vira Savchuk").expect_text("All access ends at once");
        let block = page.post("/people/ticked/block", &[("id", &*vira)]).await;
        assert_eq!(block.location(), format!("/people/{vira}/block"));
        let olena = t.api(t.cast.olena).await;
        assert_eq!(names(&olena, "?status=active").await.len(), 5, "nothing has changed yet");
    }

    // A11: of a list of several pages everybody stands on one, and all ticked are the seats that are used.
    async fn everybody_of_a_long_list_can_be_ticked(t) {
        let olena = t.api(t.cast.olena).await;
        let page = t.page(t.cast.olena).await;
        page.get("/people").await.expect_no_text("on one page");
        let people: Vec<serde_json::Value> = (0..120).map(|n| json!({ "name": format!("Helper {n:03}"), "email": format!("h{n}@svitanok.example") })).collect();
        olena.post_json("/api/v1/people/several", json!({ "people": people })).await;
        let listed = page.get("/people?sort=-name").await.expect_status(200);
        assert_eq!(listed.body.matches("data-weight=\"1\"").count(), 100);
        let listed = listed.expect_text("All 126 on one page").expect_text("href=\"/people?sort=-name&amp;limit=all\"");
        drop(listed);
        let whole = page.get("/people?sort=-name&limit=all").await.expect_status(200).expect_no_text("on one page");
        let seats = olena.get("/api/v1/seats").await.json()["used"].as_u64().unwrap();
        assert_eq!((whole.body.matches("data-weight=\"1\"").count() as u64, seats), (126, 126));
        // Sorting and filters stay on one page, and programs may ask the same.
        whole.expect_text("href=\"/people?limit=all&amp;sort=name\"");
        assert_eq!(olena.get("/api/v1/people?limit=all").await.json()["items"].as_array().unwrap().len(), 126);
        // As many as leave at once, and no more.
        let ids: Vec<String> = olena.get("/api/v1/people?limit=all").await.json()["items"].as_array().unwrap().iter().map(|one| one["id"].to_string()).collect();
        let ticked: Vec<(&str, &str)> = ids.iter().map(|id| ("id", id.as_str())).collect();
        for act in ["departure", "block"] {
            let told = page.post(&format!("/people/ticked/{act}"), &ticked).await.expect_status(303);
            assert_eq!(told.location(), "/people");
        }
        olena.get("/api/v1/people?limit=2000").await.expect_problem(422, "form");
    }

    // A03: several are blocked by one answer, and who can't be is named.
    async fn several_who_are_ticked_are_blocked_at_once(t) {
        let page = t.page(t.cast.olena).await;
        let anna = t.page(t.cast.anna).await;
        anna.get("/deals").await.expect_status(200);
        let ids = [t.cast.anna, t.cast.olena, t.cast.vira].map(|id| id.to_string());
        let typed = [("id", &*ids[0]), ("id", &*ids[1]), ("id", &*ids[2]), ("sure", "yes"), ("once", "b1")];
        assert_eq!(page.post("/people/ticked/block", &typed).await.expect_status(303).location(), "/people");
        let olena = t.api(t.cast.olena).await;
        assert_eq!(names(&olena, "?status=blocked").await, ["Anna Melnyk", "Vira Savchuk"]);
        anna.get("/deals").await.expect_status(303);
    }

    // K10, K11, K14
    async fn a_change_is_in_the_history_with_before_and_after(t) {
        let olena = t.api(t.cast.olena).await;
        let at = format!("/api/v1/people/{}", t.cast.anna);
        let version = olena.get(&at).await.json()["version"].clone();
        let body = json!({ "name": "Anna Petrenko", "email": "anna.p@svitanok.example", "login": "anna", "phone": "044 765 43 21",
            "role_id": role(t, "head").await, "version": version,
            "departments": [{ "id": t.cast.support, "post": "head", "main": true }, { "id": t.cast.sales }] });
        let changed = olena.patch(&at, body.clone()).await.expect_status(200).json();
        assert_eq!((&changed["name"], &changed["role"]), (&json!("Anna Petrenko"), &json!("Head")));
        assert_eq!(changed["department_id"], t.cast.support);
        olena.patch(&at, body).await.expect_problem(409, "stale");
        let card = t.page(t.cast.olena).await.get(&format!("/people/{}", t.cast.anna)).await.expect_status(200);
        let card = card.expect_text("Name: Anna Melnyk → Anna Petrenko").expect_text("Role: Seller → Head");
        let card = card.expect_text("Departments: Sales → Support (Head); Sales").expect_text("Login: empty → anna");
        let card = card.expect_text("E-mail: anna@svitanok.example → anna.p@svitanok.example").expect_text("Phone: empty → +380 4476 54321");
        card.expect_text(&format!("value=\"{}\"", t.cast.anna)).expect_text("data-copy");
        for login in ["anna.p@svitanok.example", "anna"] {
            let sign_in = json!({ "login": login, "password": PASSWORD, "account": t.cast.account });
            t.stranger().post_json("/api/v1/sign-in", sign_in).await.expect_status(201);
        }
        let old = json!({ "login": "anna@svitanok.example", "password": PASSWORD });
        assert_ne!(t.stranger().post_json("/api/v1/sign-in", old).await.status, 201);
        t.api(t.cast.anna).await.get(&at).await.expect_status(200);
    }

    // K10
    async fn the_form_changes_a_person_and_says_when_somebody_was_faster(t) {
        let page = t.page(t.cast.olena).await;
        let at = format!("/people/{}", t.cast.vira);
        page.get(&format!("{at}/edit")).await.expect_status(200).expect_text("value=\"Vira Savchuk\"");
        let (sales, support) = (t.cast.sales.to_string(), t.cast.support.to_string());
        let fields = |name, once| [("name", name), ("email", "vira@svitanok.example"), ("department", &*support),
            ("post", "deputy"), ("department", &*sales), ("post", "member"), ("version", "1"), ("once", once)];
        assert_eq!(page.post(&at, &fields("Vira Savchuk-Lys", "e1")).await.location(), at);
        page.get(&at).await.expect_text("Support (Deputy); Sales").expect_text("Vira Savchuk-Lys");
        let late = page.post(&at, &fields("Late Name", "e2")).await.expect_status(409);
        late.expect_text("Somebody changed this in the meantime").expect_text("value=\"Late Name\"");
        let wrong = [("name", ""), ("email", ""), ("version", "2"), ("once", "e3")];
        page.post(&at, &wrong).await.expect_status(422).expect_text("Fill this in.");
    }

    // G05
    async fn the_last_administrator_can_not_be_demoted(t) {
        let olena = t.api(t.cast.olena).await;
        let at = format!("/api/v1/people/{}", t.cast.olena);
        olena.patch(&at, json!({ "category": "member" })).await.expect_problem(409, "last_administrator");
        olena.patch(&at, json!({ "role_id": role(t, "seller").await })).await.expect_problem(409, "last_administrator");
        let borys = format!("/api/v1/people/{}", t.cast.borys);
        let raised = olena.patch(&borys, json!({ "role_id": role(t, "administrator").await })).await.expect_status(200);
        assert_eq!(raised.json()["category"], "administrator");
        let boss = t.api(t.cast.borys).await;
        let (one, other) = (json!({ "category": "member" }), json!({ "category": "member" }));
        let (a, b) = tokio::join!(olena.patch(&at, one), boss.patch(&borys, other));
        let mut answers = [a.status, b.status];
        answers.sort_unstable();
        assert!(answers == [200, 409] || answers == [200, 403], "{answers:?}");
    }

    async fn role_and_category_of_an_administrator_are_one_thing(t) {
        let olena = t.api(t.cast.olena).await;
        let body = json!({ "name": "Second Admin", "login": "second", "category": "administrator" });
        assert_eq!(add(&olena, body).await["role"], "Administrator");
        let body = json!({ "name": "Odd Admin", "login": "odd", "category": "member", "role_id": role(t, "administrator").await });
        assert_eq!(wrong(olena.post_json("/api/v1/people", body).await), [("category".into(), "role_category".into())]);
        let vira = format!("/api/v1/people/{}", t.cast.vira);
        let refused = olena.patch(&vira, json!({ "category": "technical" })).await;
        assert_eq!(wrong(refused), [("category".into(), "category_fixed".into())]);
    }

    async fn a_role_that_may_not_hold_waits_for_a_hand_over(t) {
        let (olena, anna) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await);
        let body = json!({ "name": "Customer" });
        anna.post_json("/api/v1/contacts", body).await.expect_status(201);
        let observer = json!({ "role_id": role(t, "observer").await });
        let at = format!("/api/v1/people/{}", t.cast.anna);
        let refused = olena.patch(&at, observer.clone()).await.expect_problem(409, "hand_over_first");
        assert_eq!(refused.json()["kinds"], json!(["contact"]));
        olena.patch(&format!("/api/v1/people/{}", t.cast.vira), observer).await.expect_status(200);
    }

    async fn a_technical_user_has_tokens_only_and_holds_nothing(t) {
        let olena = t.api(t.cast.olena).await;
        let robot = add(&olena, json!({ "name": "Site forms", "category": "technical" })).await;
        assert_eq!((&robot["status"], &robot["link"]), (&json!("active"), &Value::Null));
        assert_eq!(robot["answerable_id"], t.cast.olena);
        let body = json!({ "name": "Robot", "category": "technical", "login": "robot" });
        assert_eq!(wrong(olena.post_json("/api/v1/people", body).await), [("login".into(), "technical_sign_in".into())]);
        let page = t.page(t.cast.olena).await.get(&format!("/people/{}", robot["id"])).await.expect_status(200);
        page.expect_text("Technical user").expect_text("Answers for it");
    }

    async fn the_operator_brings_in_people_who_work_here_already(t) {
        let id = bring(t, "Darcel Schlecht").await;
        let olena = t.api(t.cast.olena).await;
        let at = format!("/api/v1/people/{id}");
        let person = olena.get(&at).await.expect_status(200).json();
        assert_eq!((&person["status"], &person["email"]), (&json!("active"), &Value::Null));
        let body = json!({ "name": "Customer", "responsible_id": id });
        olena.post_json("/api/v1/contacts", body).await.expect_status(201);
        let page = t.page(t.cast.olena).await;
        page.post(&format!("/people/{id}/link"), &[]).await.expect_status(409);
        olena.patch(&at, json!({ "email": "darcel@svitanok.example" })).await.expect_status(200);
        page.post(&format!("/people/{id}/link"), &[]).await.expect_status(200).expect_text("/link/smn_l_");
        let borys = t.ctx(t.cast.borys).await;
        let wanted = Wanted { name: "Nobody".into(), category: Some(Category::Member), ..Wanted::default() };
        assert!(add_active(&borys, wanted).await.is_err());
    }

    // K14
    async fn a_card_stays_for_history_and_is_nobody_elses_business(t) {
        let id = arrange_departed(t, "Former Person").await;
        let page = t.page(t.cast.olena).await;
        page.get(&format!("/people/{id}")).await.expect_status(200).expect_text("Former Person").expect_text("Departed");
        let olena = t.api(t.cast.olena).await;
        let at = format!("/api/v1/people/{id}");
        assert_ne!(olena.delete(&at).await.status, 204);
        olena.get(&at).await.expect_status(200);
        olena.get(&format!("/api/v1/people/{}", t.cast.zoryana)).await.expect_problem(404, "not_found");
        olena.patch(&format!("/api/v1/people/{}", t.cast.zoryana), json!({ "name": "X" })).await.expect_status(404);
        let anna = t.api(t.cast.anna).await;
        anna.get(&format!("/api/v1/people/{}", t.cast.vira)).await.expect_problem(403, "denied");
        anna.get("/api/v1/people").await.expect_problem(403, "denied");
        anna.get(&format!("/api/v1/people/{}", t.cast.anna)).await.expect_status(200);
        anna.patch(&format!("/api/v1/people/{}", t.cast.anna), json!({ "category": "administrator" })).await.expect_status(403);
        anna.post_json("/api/v1/people", json!({ "name": "Mine", "login": "mine" })).await.expect_status(403);
        t.page(t.cast.anna).await.get("/people").await.expect_status(403).expect_text("Olena Bondar");
    }

    // A02: last seen
    async fn the_list_says_when_somebody_was_last_here(t) {
        let olena = t.api(t.cast.olena).await;
        let (account, anna) = (t.cast.account, t.cast.anna);
        t.app.keep(move |tx| base::credentials::note_seen(tx, account, anna)).await.unwrap();
        let seen = olena.get(&format!("/api/v1/people/{anna}")).await.json();
        assert_eq!(seen["last_seen_at"], kit::date::to_rfc3339(NOW));
        let page = t.page(t.cast.olena).await.get("/people?sort=-last_seen").await.expect_status(200);
        page.expect_text("23 Nov 2026, 11:00").expect_text("Never");
    }
}

/// Somebody who has left: added, then taken out through the door of hand-overs.
async fn arrange_departed(t: &TestApp, name: &str) -> i64 {
    let olena = t.api(t.cast.olena).await;
    let added = add(&olena, json!({ "name": name, "login": name.to_lowercase().replace(' ', ".") })).await;
    let id = added["id"].as_i64().unwrap();
    let body = json!({ "successor": t.cast.vira });
    olena.post_json(&format!("/api/v1/people/{id}/departure"), body).await.expect_status(201);
    id
}
