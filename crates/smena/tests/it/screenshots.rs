//! Every page of the product in a real browser, with the sample company in it: nothing hangs over the edge, no word is
//! missing, the browser complains of nothing. With SMENA_PICTURES set (`make screenshots`) each leaves a picture in
//! `target/screenshots/pages`.

use kit::lang::Lang;
use serde_json::json;
use smena::imports;
use smena::routes::{Route, all};
use smena::sample::{self, Filled};
use store::params;

use crate::app::{Client, Engine, TestApp};
use crate::browser::{Browser, Look, keys};
use crate::handovers::posts_to;

/// Addresses that are no pages of their own: they lead elsewhere, or stay open.
const NO_PAGES: &[&str] = &[
    "/settings/reviews/{id}/result.csv",
    "/settings/reviews/{id}/result.json",
    "/",
    "/live",
    "/plans/{id}/live",
    "/search/palette",
    "/welcome",
    "/welcome/company",
    "/me/tokens",
    "/openapi.json",
    "/sign-in",
    "/handovers/{id}/report.csv",
    "/handovers/{id}/records.csv",
    "/people/{id}/archive",
    "/pictures/{id}/{version}",
    "/settings/import/{id}/live",
    "/settings/import/{id}/wrong.csv",
    // Only a partner has these; `partners` looks at them.
    "/partner",
    "/partner/customers/{id}",
    "/partner/addresses",
    // Only an integrator has these; `integrators` looks at them.
    "/people/{id}/terms",
    "/people/{id}/made",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_in_english_at_a_desk() {
    look_around(Lang::En, Look::desktop("en")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_in_russian_in_the_dark() {
    look_around(Lang::Ru, Look::desktop("ru").dark()).await;
}

// G12: every page fits 360 pixels.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_in_ukrainian_on_a_phone() {
    look_around(Lang::Uk, Look::phone("uk")).await;
}

/// The palette and the sheet of keys as people open them.
async fn over_a_page(browser: &Browser, look: Look, typed: &str) {
    browser.visit("/deals").await;
    browser.press(&format!("{}k", keys::CONTROL)).await;
    browser.appears("#palette-list a").await;
    picture(browser, look, "palette").await;
    browser.press(typed).await;
    browser.appears("#palette-list .found-note").await;
    picture(browser, look, "palette-typed").await;
    assert_eq!(browser.overflow().await, 0, "the palette is wider than the screen");
    browser.press(keys::ESCAPE).await;
    browser.appears("body:not(:has(dialog:modal))").await;
    browser.press("?").await;
    browser.appears("dialog:modal .keys").await;
    picture(browser, look, "keys").await;
    assert_eq!(browser.overflow().await, 0, "the sheet of keys is wider than the screen");
}

async fn look_around(lang: Lang, look: Look) {
    let t = TestApp::start(Engine::Sqlite).await;
    let filled = sample::fill(&t.app, lang, false).await.unwrap().unwrap();
    let company = Company::of(&t, lang, &filled).await;
    let browser = Browser::open(&t.serve().await, look).await;
    let say = t.app.words.say(lang);
    // Barriers are the same in every language: they are looked for in one.
    let examined = lang == Lang::En;
    if examined {
        browser.bring_axe().await;
    }
    let mut barriers = Vec::new();
    browser.visit("/sign-in").await;
    picture(&browser, look, "/sign-in").await;
    if examined {
        barriers.extend(barriers_of(&browser, "/sign-in").await);
    }
    browser.fill(&say.t("signin-login"), filled.email).await;
    browser.fill(&say.t("signin-password"), &filled.password).await;
    browser.press(keys::ENTER).await;
    browser.sees(&say.t("nav-deals")).await;
    for (path, address) in company.pages() {
        browser.visit(&address).await;
        assert_eq!(browser.jumps().await, Vec::<String>::new(), "{address} jumps while it comes");
        picture(&browser, look, &path).await;
        assert_eq!(browser.overflow().await, 0, "{address} is wider than the screen");
        let text = browser.text().await;
        assert!(!text.contains('{') && !text.contains('}'), "a word is missing on {address}: {text}");
        let status =
            browser.run("return performance.getEntriesByType('navigation')[0].responseStatus", vec![]).await;
        assert_eq!(status, 200, "{address} shows an error: {text}");
        if examined {
            barriers.extend(barriers_of(&browser, &address).await);
        }
    }
    over_a_page(&browser, look, "offboard").await;
    assert!(barriers.is_empty(), "{} barriers:\n{}", barriers.len(), barriers.join("\n"));
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    t.leave().await;
}

/// What axe-core finds at a desk and on a phone, and in the dark, where only colours are others.
async fn barriers_of(browser: &Browser, address: &str) -> Vec<String> {
    let mut found = browser.findings().await;
    browser.dark(true).await;
    found.extend(browser.faint().await);
    browser.resize(360, 740).await;
    found.extend(browser.faint().await);
    browser.dark(false).await;
    found.extend(browser.findings().await);
    let desk = Look::desktop("en");
    browser.resize(desk.width, desk.height).await;
    found.sort();
    found.dedup();
    found.into_iter().map(|what| format!("{address}: {what}")).collect()
}

async fn picture(browser: &Browser, look: Look, path: &str) {
    if std::env::var_os("SMENA_PICTURES").is_some() {
        browser.screenshot(&format!("pages/{}-{}-{}", look.lang, look.width, name_of(path))).await;
    }
}

/// What the pictures of a page are called.
pub fn name_of(path: &str) -> String {
    path.split(['/', '{', '}']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

fn is_page(route: &Route) -> bool {
    route.method == "get" && !route.path.starts_with("/api/") && !NO_PAGES.contains(&route.path)
}

/// What the addresses name.
pub struct Company {
    seller: i64,
    departed: i64,
    /// Who is to leave on a day to come.
    leaving: i64,
    departure: i64,
    plan: i64,
    planned: i64,
    link: String,
    open_link: String,
    deal: i64,
    contact: i64,
    company: i64,
    task: i64,
    pipeline: i64,
    stage: i64,
    product: i64,
    department: i64,
    role: i64,
    /// The role of heads.
    leaders: i64,
    queue: i64,
    form: i64,
    form_page: String,
    trigger: i64,
    comment: i64,
    upload: i64,
    review: i64,
    absence: i64,
}

impl Company {
    /// Somebody has just been taken out of the sample company, and somebody else was given a link.
    pub async fn of(t: &TestApp, lang: Lang, filled: &Filled) -> Company {
        let (account, administrator) = (filled.account_id, filled.person_id);
        let said = Said::of(lang);
        let login = json!({"login": filled.email, "password": filled.password});
        let session = t.stranger().post_json("/api/v1/sign-in", login).await.expect_status(201).json();
        let api = t.client([("authorization", format!("Bearer {}", session["token"].as_str().unwrap()))]);
        let people = format!(
            "people where account_id = $1 and id <> {administrator} and status = 'active' and category = 'member'
            order by id"
        );
        let (departed, seller) =
            (id(t, account, &people).await, id(t, account, &format!("{people} desc")).await);
        // By a rule, so that there is a plan to look at.
        let rule = json!({"kind": "deal", "where": {"open": true}, "to": [seller]});
        let posts = posts_to(&api, departed, administrator).await;
        let departure =
            json!({"successor": administrator, "reason": said.reason, "splits": [rule], "posts": posts});
        let path = format!("/api/v1/people/{departed}/departure");
        let departure =
            api.post_json(&path, departure).await.expect_status(201).json()["id"].as_i64().unwrap();
        let leaving = id(t, account, &people).await;
        let planned = planned(&api, leaving, administrator, said.move_away).await;
        let product = json!({"name": said.product, "price": 12_900});
        let product = api.post_json("/api/v1/products", product).await.expect_status(201).json();
        let department = id(t, account, "departments where account_id = $1 order by id").await;
        let queue = queue(&api, administrator, seller, department, &said).await;
        let form = json!({"name": said.form, "responsible_id": administrator});
        let form = api.post_json("/api/v1/forms", form).await.expect_status(201).json();
        let form_page = form["url"].as_str().unwrap();
        let form_page = form_page[form_page.find("/f/").unwrap()..].to_owned();
        t.stranger()
            .post(&form_page, &[("name", said.visitor), ("email", "marta@example.com")])
            .await
            .expect_status(303);
        let stage = form["stage_id"].as_i64().unwrap();
        let trigger = json!({"name": said.trigger, "stage_id": stage, "does": "task", "title": said.trigger,
            "responsible_id": administrator});
        let trigger = api.post_json("/api/v1/triggers", trigger).await.expect_status(201).json();
        let deal = id(t, account, "deals where account_id = $1 order by id").await;
        let comment = json!({"comment": said.comment});
        let comment =
            api.post_json(&format!("/api/v1/deals/{deal}/comments"), comment).await.expect_status(201);
        Company {
            seller,
            departed,
            leaving,
            planned,
            departure,
            plan: id(t, account, "plans where account_id = $1 order by id").await,
            link: link(&api, said.newcomer).await,
            open_link: open_link(&api).await,
            deal,
            contact: id(t, account, "contacts where account_id = $1 order by id").await,
            company: id(t, account, "companies where account_id = $1 order by id").await,
            task: id(t, account, "tasks where account_id = $1 order by id").await,
            pipeline: id(t, account, "pipelines where account_id = $1 order by id").await,
            stage: id(
                t,
                account,
                "stages where account_id = $1 and outcome = 'open' order by pipeline_id, position desc",
            )
            .await,
            product: product["id"].as_i64().unwrap(),
            department,
            role: id(t, account, "roles where account_id = $1 and key = 'seller'").await,
            leaders: id(t, account, "roles where account_id = $1 and key = 'head'").await,
            queue,
            form: form["id"].as_i64().unwrap(),
            form_page,
            trigger: trigger["id"].as_i64().unwrap(),
            comment: comment.json()["id"].as_i64().unwrap(),
            upload: upload(t, account, said.upload).await,
            review: review(&api, t.app.now()).await,
            absence: absence(&api, seller, t.app.now()).await,
        }
    }

    /// Every page: its name among the pictures, and its address.
    pub fn pages(&self) -> Vec<(String, String)> {
        let pages = all().filter(|route| is_page(route)).flat_map(|route| match route.path {
            "/styleguide/{part}" => {
                let parts =
                    ["acts", "forms", "lists", "messages", "work"].map(|part| format!("/styleguide/{part}"));
                parts.map(|address| (address.clone(), address)).to_vec()
            }
            path => vec![(path.to_owned(), self.address(path))],
        });
        pages.collect()
    }

    /// The route with something of the company in the place of each name.
    pub fn address(&self, path: &str) -> String {
        match path {
            "/link/{token}" => return self.link.clone(),
            "/join/{token}" => return self.open_link.clone(),
            "/f/{key}" => return self.form_page.clone(),
            "/search" => return "/search?q=example".into(),
            "/styleguide/{part}" => return "/styleguide/acts".into(),
            "/people/{id}/reactivate" => return format!("/people/{}/reactivate", self.departed),
            "/people/{id}/erase" => return format!("/people/{}/erase", self.departed),
            "/people/{id}/proof" => return format!("/people/{}/proof", self.departed),
            "/plans/{id}/records" => {
                return format!("/plans/{}/records?rule=0&to={}", self.plan, self.seller);
            }
            "/handovers/choose" => {
                return format!("/handovers/choose?id={}&id={}", self.seller, self.leaving);
            }
            "/settings/roles/compare" => return format!("{path}?role={}&role={}", self.role, self.leaders),
            "/comments/{kind}/{id}/{comment}/edit" | "/comments/{kind}/{id}/{comment}/remove" => {
                let path = path.replace("{kind}", "deal").replace("{id}", &self.deal.to_string());
                return path.replace("{comment}", &self.comment.to_string());
            }
            "/people/{id}/planned" => return format!("/people/{}/planned", self.leaving),
            "/handovers/new" => return format!("/handovers/new?person={}&mode=departure", self.seller),
            "/settings/reviews/{id}/people/{person}" => {
                return format!("/settings/reviews/{}/people/{}", self.review, self.seller);
            }
            _ => {}
        }
        let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
        let id = match (first, path) {
            ("people", _) => self.seller,
            ("handovers" | "received", _) => self.departure,
            ("structure", path) if path.contains("/people/") => self.seller,
            ("structure", _) => self.department,
            ("plans", _) => self.plan,
            ("planned", _) => self.planned,
            ("absences", _) => self.absence,
            ("deals", _) => self.deal,
            ("contacts", _) => self.contact,
            ("companies", _) => self.company,
            ("tasks", _) => self.task,
            (_, path) if path.starts_with("/settings/pipelines") => self.pipeline,
            (_, path) if path.starts_with("/settings/products") => self.product,
            (_, path) if path.starts_with("/settings/departments") => self.department,
            (_, path) if path.starts_with("/settings/roles") => self.role,
            (_, path) if path.starts_with("/settings/forms") => self.form,
            (_, path) if path.starts_with("/settings/triggers") => self.trigger,
            (_, path) if path.starts_with("/settings/import") => self.upload,
            (_, path) if path.starts_with("/settings/queues") => self.queue,
            (_, path) if path.starts_with("/settings/reviews") => self.review,
            (_, path) => {
                assert!(!path.contains('{'), "say what {path} names in the sample company");
                0
            }
        };
        let address = path.replace("{id}", &id.to_string()).replace("{stage}", &self.stage.to_string());
        if ["/assign", "/delete", "/move"].iter().any(|end| address.ends_with(end)) {
            format!("{address}?id={id}")
        } else {
            address
        }
    }
}

/// A review of access has begun.
async fn review(api: &Client, now: i64) -> i64 {
    let due = json!({"due_at": kit::date::to_rfc3339(now + 30 * 86_400_000)});
    api.post_json("/api/v1/reviews", due).await.expect_status(201).json()["id"].as_i64().unwrap()
}

/// The seller will be away for four days, and nobody stands in yet.
async fn absence(api: &Client, person: i64, now: i64) -> i64 {
    let day = |days: i64| kit::date::input_value(now + days * 86_400_000, &kit::date::Zone::utc());
    let absence =
        json!({"person_id": person, "first_day": day(20), "last_day": day(23), "reason": "vacation"});
    api.post_json("/api/v1/absences", absence).await.expect_status(201).json()["id"].as_i64().unwrap()
}

/// What the company's people write, in their language.
struct Said {
    reason: &'static str,
    move_away: &'static str,
    leave: &'static str,
    product: &'static str,
    form: &'static str,
    visitor: &'static str,
    trigger: &'static str,
    queue: &'static str,
    newcomer: &'static str,
    comment: &'static str,
    upload: &'static str,
}

impl Said {
    fn of(lang: Lang) -> Said {
        match lang {
            Lang::En => Said {
                reason: "A new job",
                move_away: "Moves to Lviv",
                leave: "Two weeks at the sea",
                product: "Floor lamp",
                form: "Questions from the site",
                visitor: "Marta Lind",
                trigger: "Call back",
                queue: "Calls",
                newcomer: "Marta Novak",
                comment: "They want the walnut table.\nSee https://example.com/tables",
                upload: "Name,E-mail,Company\nMarta Hai,marta@raduha.example,Raduha\n,nobody@raduha.example,\n",
            },
            Lang::Ru => Said {
                reason: "Новая работа",
                move_away: "Переезжает в Алматы",
                leave: "Две недели на море",
                product: "Торшер",
                form: "Вопросы с сайта",
                visitor: "Марта Линде",
                trigger: "Перезвонить",
                queue: "Звонки",
                newcomer: "Марта Новак",
                comment: "Хотят стол из ореха.\nСмотри https://example.com/tables",
                upload: "Имя,Почта,Компания\nМарта Гай,marta@raduga.example,Радуга\n,nobody@raduga.example,\n",
            },
            Lang::Uk => Said {
                reason: "Нова робота",
                move_away: "Переїздить до Львова",
                leave: "Два тижні на морі",
                product: "Торшер",
                form: "Запитання із сайту",
                visitor: "Марта Лінде",
                trigger: "Передзвонити",
                queue: "Дзвінки",
                newcomer: "Марта Новак",
                comment: "Хочуть стіл із горіха.\nДив. https://example.com/tables",
                upload: "Ім'я,Пошта,Компанія\nМарта Гай,marta@raduha.example,Веселка\n,nobody@raduha.example,\n",
            },
        }
    }
}

/// A file that somebody is about to bring in, with a row that doesn't fit.
async fn upload(t: &TestApp, account: i64, table: &str) -> i64 {
    let ctx = t.app.operator(people::accounts::load(&t.app, account).await.unwrap());
    imports::upload::add(&ctx, "contacts.csv", imports::upload::What::Contacts, table.into()).await.unwrap()
}

async fn id(t: &TestApp, account: i64, from: &str) -> i64 {
    let sql = format!("select id from {from} limit 1");
    t.app.look(move |tx| Ok(tx.query_one(&sql, params![account])?.at(0)?)).await.unwrap()
}

/// The person is to leave on a day to come.
async fn planned(api: &Client, person: i64, successor: i64, reason: &str) -> i64 {
    let posts = posts_to(api, person, successor).await;
    let plan = json!({"successor": successor, "posts": posts, "at": "2026-11-27T16:00:00Z", "limits": true, "reason": reason});
    let planned =
        api.post_json(&format!("/api/v1/people/{person}/departure"), plan).await.expect_status(202).json();
    planned["id"].as_i64().unwrap()
}

/// A department's queue with something in it, whose member the administrator is; they stand in for the seller, too.
async fn queue(api: &Client, administrator: i64, seller: i64, department: i64, said: &Said) -> i64 {
    let member = json!({"departments": [{"id": department, "main": true}]});
    api.patch(&format!("/api/v1/people/{administrator}"), member).await.expect_status(200);
    let queue = json!({"department_id": department, "name": said.queue, "holder_id": seller});
    let queue =
        api.post_json("/api/v1/queues", queue).await.expect_status(201).json()["id"].as_i64().unwrap();
    api.post_json("/api/v1/deals", json!({"title": said.product, "queue_id": queue}))
        .await
        .expect_status(201);
    let cover = json!({"stand_in": administrator, "until": "2026-11-28T22:00:00Z", "reason": said.leave});
    api.post_json(&format!("/api/v1/people/{seller}/cover"), cover).await.expect_status(201);
    queue
}

/// A link by which anybody joins.
async fn open_link(api: &Client) -> String {
    let made = api.post_json("/api/v1/open-links", json!({})).await.expect_status(201).json();
    made["link"].as_str().unwrap().to_owned()
}

/// The one-time link of somebody who has just been added.
async fn link(api: &Client, name: &str) -> String {
    let added = api.post_json("/api/v1/people", json!({"name": name, "email": "marta@sample.example"})).await;
    let link = added.expect_status(201).json()["link"].as_str().unwrap().to_owned();
    link[link.find("/link/").unwrap()..].to_owned()
}
