//! The illustrated guide in `docs/guide`: every page of the product in three languages, light and dark, at a desk and on
//! a phone. Its words are in `guide.toml`; `make guide` writes the rest.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::PathBuf;

use base::Event;
use base::authz::Do;
use base::words::Say;
use kit::lang::Lang;
use serde::Deserialize;
use smena::sample;

use crate::app::{self, Engine, TestApp};
use crate::browser::{Browser, Look, keys};
use crate::post_office::PostOffice;
use crate::screenshots::{Company, name_of};

/// Pages that the tour of all addresses does not come to, since they stand before it or over another page.
const BESIDE: [&str; 9] = [
    "/welcome",
    "/welcome/company",
    "/sign-in",
    "/search/palette",
    "/partner",
    "/partner/customers/{id}",
    "/partner/addresses",
    "/people/{id}/terms",
    "/people/{id}/made",
];

const WIDTHS: [u32; 2] = [1440, 360];
const SCHEMES: [&str; 2] = ["light", "dark"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Guide {
    front: HashMap<Lang, [String; 5]>,
    chapter: Vec<Chapter>,
    from: Vec<Elsewhere>,
}

#[derive(Deserialize)]
struct Chapter {
    file: String,
    page: Vec<Page>,
    #[serde(flatten)]
    said: HashMap<Lang, [String; 2]>,
}

#[derive(Deserialize)]
struct Page {
    at: String,
    #[serde(flatten)]
    said: HashMap<Lang, [String; 2]>,
}

/// What a thing is called in another product.
#[derive(Deserialize)]
struct Elsewhere {
    at: String,
    #[serde(flatten)]
    said: HashMap<Lang, String>,
}

impl Guide {
    fn read() -> Guide {
        toml::from_str(&fs::read_to_string(folder().join("guide.toml")).unwrap()).unwrap()
    }

    fn pages(&self) -> impl Iterator<Item = (&Chapter, &Page)> {
        self.chapter.iter().flat_map(|chapter| chapter.page.iter().map(move |page| (chapter, page)))
    }

    /// Where in the folder of the guide each of its written pages is, and what it says.
    fn written(&self) -> BTreeMap<PathBuf, String> {
        let mut written = BTreeMap::new();
        for lang in Lang::all() {
            let folder = folder().join(lang.code());
            written.insert(folder.join("README.md"), self.front_page(lang));
            for chapter in &self.chapter {
                written.insert(folder.join(format!("{}.md", chapter.file)), chapter.written(lang));
            }
        }
        written
    }

    fn front_page(&self, lang: Lang) -> String {
        let [title, intro, looked_for, elsewhere, here] = &self.front[&lang];
        let languages =
            Lang::all().map(|other| format!("[{}](../{}/README.md)", other.own_name(), other.code()));
        let mut text = format!("# {title}\n\n{}\n\n{intro}\n", languages.join(" · "));
        for chapter in &self.chapter {
            let [title, intro] = &chapter.said[&lang];
            text += &format!("\n## [{title}]({}.md)\n\n{intro}\n\n", chapter.file);
            for page in &chapter.page {
                text += &format!("- {}\n", link(chapter, page, lang));
            }
        }
        text += &format!("\n## {looked_for}\n\n| {elsewhere} | {here} |\n|---|---|\n");
        for from in &self.from {
            let (chapter, page) = self.pages().find(|(_, page)| page.at == from.at).unwrap();
            text += &format!("| {} | {} |\n", from.said[&lang], link(chapter, page, lang));
        }
        text
    }
}

impl Chapter {
    fn written(&self, lang: Lang) -> String {
        let [title, intro] = &self.said[&lang];
        let mut text = format!("# {title}\n\n{intro}\n");
        for page in &self.page {
            let ([title, says], name) = (&page.said[&lang], name_of(&page.at));
            text += &format!("\n<a id=\"{name}\"></a>\n## {title}\n\n`{}`\n\n{says}\n\n", page.at);
            for width in WIDTHS {
                let [light, dark] = SCHEMES.map(|scheme| file_of(&page.at, width, scheme));
                text += &format!(
                    "<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"{dark}\"><img src=\"{light}\" \
                     alt=\"{title}, {width} px\"></picture>\n"
                );
            }
        }
        text
    }
}

fn link(chapter: &Chapter, page: &Page, lang: Lang) -> String {
    format!("[{}]({}.md#{})", page.said[&lang][0], chapter.file, name_of(&page.at))
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide")
}

fn file_of(page: &str, width: u32, scheme: &str) -> String {
    format!("pictures/{}-{width}-{scheme}.webp", name_of(page))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_guide_shows_every_page_once() {
    let t = TestApp::start(Engine::Sqlite).await;
    let filled = sample::fill(&t.app, Lang::En, false).await.unwrap().unwrap();
    let company = Company::of(&t, Lang::En, &filled).await;
    let mut pages: Vec<_> = company.pages().into_iter().map(|(page, _)| page).collect();
    pages.extend(BESIDE.map(str::to_owned));
    pages.sort();
    let guide = Guide::read();
    let mut shown: Vec<_> = guide.pages().map(|(_, page)| page.at.clone()).collect();
    shown.sort();
    assert_eq!(shown, pages, "name it in docs/guide/guide.toml, then run `make guide`");
    t.leave().await;
}

#[test]
fn the_guide_is_what_its_source_says() {
    for (path, says) in Guide::read().written() {
        let written = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(written, says, "{} is old: `make guide` writes it", path.display());
    }
}

#[test]
fn every_picture_of_the_guide_is_there_and_none_is_left_over() {
    let guide = Guide::read();
    for lang in Lang::all() {
        let wanted = guide.pages().flat_map(|(_, page)| {
            WIDTHS.map(|width| SCHEMES.map(|scheme| file_of(&page.at, width, scheme))).into_iter().flatten()
        });
        let there = fs::read_dir(folder().join(lang.code()).join("pictures")).unwrap();
        let there = there.map(|file| format!("pictures/{}", file.unwrap().file_name().to_string_lossy()));
        assert_eq!(
            there.collect::<BTreeSet<_>>(),
            wanted.collect(),
            "in {}: run `make guide`",
            lang.own_name()
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "writes the guide: `make guide`"]
async fn write_the_guide() {
    for lang in Lang::all() {
        let pictures = folder().join(lang.code()).join("pictures");
        fs::remove_dir_all(&pictures).ok();
        fs::create_dir_all(&pictures).unwrap();
        photograph(lang).await;
        crate::walkthroughs::photograph(lang).await;
    }
    for (path, says) in Guide::read().written() {
        fs::write(path, says).unwrap();
    }
    crate::walkthroughs::write();
}

/// Two screens walk through an installation that begins, then through the sample company.
async fn photograph(lang: Lang) {
    let looks = [Look::desktop(lang.code()), Look::phone(lang.code())];
    begin(lang, looks).await;
    leave_the_sample(lang, looks).await;
    look_after(lang, looks).await;
    let t = TestApp::start(Engine::Sqlite).await;
    let filled = sample::fill(&t.app, lang, false).await.unwrap().unwrap();
    let company = Company::of(&t, lang, &filled).await;
    let (base, say) = (t.serve().await, t.app.words.say(lang));
    let mut browsers = Vec::new();
    for look in looks {
        let browser = Browser::open(&base, look).await;
        browser.visit("/sign-in").await;
        keep(&browser, look, "/sign-in").await;
        enter(&browser, &say, (filled.email, &filled.password)).await;
        browsers.push((browser, look));
    }
    // A company like any other has no banner of a sample over its pages.
    let (account, set) = (filled.account_id, "update accounts set sample = $2 where id = $1");
    let operator = t.app.operator(people::accounts::load(&t.app, account).await.unwrap());
    let unmark = operator.write(move |tx| {
        let mut tx = tx.permit(Do::EditAccount)?;
        tx.execute(set, store::params![account, false])?;
        tx.commit(Event::AccountChanged { account, changes: Vec::new() }, ())
    });
    unmark.await.unwrap();
    for (browser, look) in browsers {
        for (page, address) in company.pages() {
            if !["/start", "/settings/own"].contains(&page.as_str()) {
                browser.visit(&address).await;
                keep(&browser, look, &page).await;
            }
        }
        browser.visit("/deals").await;
        browser.press(&format!("{}k", keys::CONTROL)).await;
        browser.appears("#palette-list a").await;
        keep(&browser, look, "/search/palette").await;
    }
    let office = PostOffice::open();
    let base = app::serve(smena::app::router(office.for_app(&t))).await;
    for look in looks {
        let browser = Browser::open(&base, look).await;
        browser.visit("/sign-in/forgotten").await;
        keep(&browser, look, "/sign-in/forgotten").await;
    }
    t.leave().await;
}

/// The first pages of an installation, and the first steps of the company that is made there.
async fn begin(lang: Lang, looks: [Look; 2]) {
    let (_folder, fresh) = app::empty().await;
    let (router, say) = (smena::app::router(fresh.clone()), fresh.words.say(lang));
    let base = app::serve(router).await;
    for look in looks {
        let browser = Browser::open(&base, look).await;
        for page in ["/welcome", "/welcome/company"] {
            browser.visit(page).await;
            keep(&browser, look, page).await;
        }
    }
    let (name, admin) = match lang {
        Lang::En => ("Daybreak Ltd", "Helen Moore"),
        Lang::Ru => ("Мастерская «Рассвет»", "Елена Морозова"),
        Lang::Uk => ("Майстерня «Світанок»", "Олена Бондар"),
    };
    let (email, password) = ("admin@example.com", crate::cast::PASSWORD);
    let company = [
        ("name", name),
        ("admin_name", admin),
        ("admin_email", email),
        ("admin_password", password),
        ("lang", lang.code()),
        ("zone", "Europe/Kyiv"),
        ("currency", "UAH"),
    ];
    app::Client::stranger(fresh).post("/welcome", &company).await.expect_status(303);
    for look in looks {
        let browser = Browser::open(&base, look).await;
        browser.visit("/sign-in").await;
        enter(&browser, &say, (email, password)).await;
        browser.visit("/start").await;
        keep(&browser, look, "/start").await;
    }
}

/// A partner whose customer asks for seats.
async fn look_after(lang: Lang, looks: [Look; 2]) {
    let (_folder, app) = app::empty().await;
    let (email, customer) = crate::partners::found(&app, lang).await;
    let say = app.words.say(lang);
    let base = app::serve(smena::app::router(app.clone())).await;
    for look in looks {
        let browser = Browser::open(&base, look).await;
        browser.visit("/sign-in").await;
        enter(&browser, &say, (email, crate::cast::PASSWORD)).await;
        browser.visit("/partner").await;
        keep(&browser, look, "/partner").await;
        browser.visit(&format!("/partner/customers/{customer}")).await;
        keep(&browser, look, "/partner/customers/{id}").await;
        browser.visit("/partner/addresses").await;
        keep(&browser, look, "/partner/addresses").await;
    }
    let helped = crate::integrators::found(&app, lang, customer).await;
    for look in looks {
        let browser = Browser::open(&base, look).await;
        browser.visit("/sign-in").await;
        enter(&browser, &say, (helped.email, crate::cast::PASSWORD)).await;
        for what in ["terms", "made"] {
            browser.visit(&format!("/people/{}/{what}", helped.integrator)).await;
            keep(&browser, look, &format!("/people/{{id}}/{what}")).await;
        }
    }
}

/// The way out of a sample, as long as nobody has a company there.
async fn leave_the_sample(lang: Lang, looks: [Look; 2]) {
    let (_folder, alone) = app::empty().await;
    let filled = sample::fill(&alone, lang, false).await.unwrap().unwrap();
    let say = alone.words.say(lang);
    let base = app::serve(smena::app::router(alone)).await;
    for look in looks {
        let browser = Browser::open(&base, look).await;
        browser.visit("/sign-in").await;
        enter(&browser, &say, (filled.email, &filled.password)).await;
        browser.visit("/settings/own").await;
        keep(&browser, look, "/settings/own").await;
    }
}

async fn enter(browser: &Browser, say: &Say, (login, password): (&str, &str)) {
    browser.fill(&say.t("signin-login"), login).await;
    browser.fill(&say.t("signin-password"), password).await;
    browser.press(keys::ENTER).await;
    browser.sees(&say.t("nav-deals")).await;
}

/// Keeps the page that is open, in the light and in the dark.
async fn keep(browser: &Browser, look: Look, page: &str) {
    for scheme in SCHEMES {
        browser.dark(scheme == "dark").await;
        let path = folder().join(look.lang).join(file_of(page, look.width, scheme));
        browser.photograph(&path).await;
    }
}
