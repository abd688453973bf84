//! Somebody new: the form with everything on it, the letter, the link for a messenger.

use base::jobs;
use kit::lang::Lang;
use serde_json::json;

use super::step;
use crate::app::{self, Engine, TestApp};
use crate::browser::{Browser, Look, keys};
use crate::cast::PASSWORD;
use crate::post_office::PostOffice;
use crate::walkthrough::sign_in;

const STRONG: &str = "violet-harbour-92-slow";

pub async fn by_the_form(lang: Lang, look: Look) {
    let t = TestApp::start(Engine::Sqlite).await;
    let (site, say) = (t.serve().await, t.app.words.say(lang));
    let api = t.api(t.cast.olena).await;
    let olena = Browser::open(&site, look).await;
    sign_in(&olena, &say, "olena@svitanok.example").await;
    olena.visit("/people").await;
    if look.phone {
        olena.click(&say.t("people-add")).await;
    } else {
        // By the keys alone.
        olena.tab_to(&say.t("people-add")).await;
        olena.press(keys::ENTER).await;
    }
    olena.arrives("/people/new").await;
    let focused = olena.run("return document.activeElement.name", vec![]).await;
    assert_eq!(focused, "name", "one types at once");
    step(&olena, &say, "A14").await;

    // A15: nobody is without a name; any alphabet is one.
    olena.press(keys::ENTER).await;
    let missing = "return document.querySelector('[name=name]').validity.valueMissing";
    assert_eq!(olena.run(missing, vec![]).await, true);
    olena.fill(&say.t("people-name"), "  Роксолана   Гнатюк ").await;
    step(&olena, &say, "A15").await;

    // K03: a phone beside it, a login, a picture; an e-mail below.
    let folder = tempfile::tempdir().unwrap();
    let face = folder.path().join("roksolana.png");
    std::fs::write(&face, crate::pictures::written(image::ImageFormat::Png)).unwrap();
    olena.fill(&say.t("people-login"), "roksolana").await;
    olena.fill(&say.t("people-phone"), "+38 (044) 123-45-67").await;
    olena.fill(&say.t("people-picture"), &face.display().to_string()).await;
    step(&olena, &say, "K03").await;

    // A19: she alone sees all deals, whatever her role says.
    let cell = format!("{}: {}", say.t("kind-deal"), say.t("deed-see"));
    olena.click(&say.t("people-own-rights")).await;
    olena.fill(&cell, &say.t("scope-all")).await;
    step(&olena, &say, "A19").await;
    olena.click(&say.t("people-own-rights")).await;

    // A18: the department is made in place. K04: so is the role, and what was typed stays.
    olena.fill(&say.t("people-department-new"), "Logistics").await;
    step(&olena, &say, "A18").await;
    olena.click(&say.t("people-role-new")).await;
    olena.fill(&say.t("roles-name"), "Dispatcher").await;
    olena.fill(&format!("{}: {}", say.t("kind-deal"), say.t("deed-edit")), &say.t("scope-none")).await;
    step(&olena, &say, "K04").await;

    // A16: somebody signs in with this e-mail already, in whatever case.
    olena.fill(&say.t("people-email"), "ANNA@svitanok.example").await;
    olena.press(keys::ENTER).await;
    olena.sees(&say.t("error-email-taken")).await;
    // The picture is kept while the form comes back.
    olena.appears(".portrait img.avatar").await;
    assert_eq!(olena.overflow().await, 0);
    olena.tap("[name=email]").await;
    step(&olena, &say, "A16").await;
    assert_eq!(olena.value(&say.t("people-department-new")).await, "Logistics");
    assert_eq!(olena.value(&say.t("roles-name")).await, "Dispatcher");
    let own = "return document.querySelector('[name=\"own.deal.see\"]').value";
    assert_eq!(olena.run(own, vec![]).await, "all");
    olena.fill(&say.t("people-email"), "Roksolana@Svitanok.Example").await;

    // A17: how strong it is, as it is typed; a weak one is refused, a strong one offered.
    olena.tap("[name=entry][value=password] ~ *").await;
    olena.tap("[name=password]").await;
    olena.press("qwerty").await;
    olena.appears("[data-strength-of][data-score='0']").await;
    step(&olena, &say, "A17").await;
    olena.press(keys::ENTER).await;
    olena.sees(say.t("error-password-weak").split('{').next().unwrap_or_default().trim()).await;
    assert_eq!(olena.value(&say.t("people-password-offer")).await.split('-').count(), 3);
    olena.tap("[name=password]").await;
    olena.press(STRONG).await;
    olena.appears("[data-strength-of][data-score='4']").await;
    olena.tap("main form .button.main").await;
    olena.sees(&say.with("people-was-added", &[("name", "Роксолана Гнатюк".into())])).await;
    olena.sees("Dispatcher").await;
    olena.appears(".portrait img.avatar").await;

    // A20: in the list, on a seat. K08: awaited until the first sign-in.
    olena.visit("/people?q=roksolana").await;
    olena.sees("Роксолана Гнатюк").await;
    olena.sees(&say.with("people-seats-unlimited", &[("used", 7.into())])).await;
    step(&olena, &say, "A20").await;
    olena.bring_into_sight(&say.t("people-tick-all")).await;
    olena.sees(&say.t("status-pending")).await;
    step(&olena, &say, "K08").await;

    // K09: nobody makes her responsible yet.
    olena.visit("/deals/new").await;
    let offered =
        "return [...document.querySelector('[name=responsible_id]').options].map((one) => one.text).join()";
    let offered = olena.run(offered, vec![]).await.as_str().unwrap().to_owned();
    assert!(offered.contains("Anna Melnyk") && !offered.contains("Роксолана"), "{offered}");
    olena.tap(".combo:has([name=responsible_id]) input").await;
    olena.press("Роксолана").await;
    olena.sees(&say.t("records-nobody-found")).await;
    step(&olena, &say, "K09").await;

    let hers = json!({ "login": "roksolana@svitanok.example", "password": STRONG });
    t.stranger().post_json("/api/v1/sign-in", hers).await.expect_status(201);
    let found = api.get("/api/v1/people?q=roksolana").await.json();
    assert_eq!((&found["items"][0]["status"], &found["count"]), (&json!("active"), &json!(1)));
    let rights = api.get(&format!("/api/v1/people/{}/rights", found["items"][0]["id"])).await.json();
    assert_eq!(rights["own"]["kinds"], json!({ "deal": { "see": "all" } }));
    assert_eq!(rights["role"]["kinds"]["deal"]["edit"], "none");
    t.leave().await;
}

pub async fn by_letter_and_by_link(lang: Lang, look: Look) {
    let t = TestApp::start(Engine::Sqlite).await;
    let office = PostOffice::open();
    let product = office.for_app(&t);
    let say = product.words.say(lang);
    let site = app::serve(smena::app::router(product.clone())).await;
    let olena = Browser::open(&site, look).await;
    sign_in(&olena, &say, "olena@svitanok.example").await;

    // K06: with an e-mail the invitation goes out.
    olena.visit("/people/new").await;
    olena.fill(&say.t("people-name"), "Solomiia Hnatiuk").await;
    olena.fill(&say.t("people-email"), "solomiia@svitanok.example").await;
    olena.click(&say.t("people-tongue")).await;
    olena.fill(&say.t("people-lang"), lang.own_name()).await;
    olena.tap("[name=email]").await;
    olena.press(keys::ENTER).await;
    let gone = [("name", "Solomiia Hnatiuk".into()), ("address", "solomiia@svitanok.example".into())];
    olena.sees(&say.with("people-was-invited", &gone)).await;
    jobs::run_due(&product).await.unwrap();
    let letter = office.letter();
    assert_eq!(letter.to, "solomiia@svitanok.example");
    assert_eq!(letter.header("Content-Language"), lang.code());
    let card = olena.path().await;
    olena.visit(&card).await;
    olena.sees("solomiia@svitanok.example").await;
    olena.bring_into_sight(&say.t("letters-panel")).await;
    step(&olena, &say, "K06").await;

    // K07: without one none goes, and none by itself when it comes later.
    olena.visit("/people/new").await;
    olena.fill(&say.t("people-name"), "Danylo Koval").await;
    olena.fill(&say.t("people-login"), "danylo").await;
    olena.press(keys::ENTER).await;
    olena.sees(&say.t("people-link-once")).await;
    olena.click(&say.t("people-to-card")).await;
    olena.sees(&say.t("letters-no-address")).await;
    olena.click(&say.t("people-edit")).await;
    olena.fill(&say.t("people-email"), "danylo@svitanok.example").await;
    olena.press(keys::ENTER).await;
    olena.sees(&say.t("letters-none")).await;
    jobs::run_due(&product).await.unwrap();
    assert_eq!(office.letters().len(), 1, "nobody wrote to Danylo");
    olena.bring_into_sight(&say.t("letters-send-now")).await;
    step(&olena, &say, "K07").await;

    // A22: or address, sign-in and link are copied for a messenger, and let him in.
    olena.click(&say.t("letters-by-hand")).await;
    olena.sees(&say.t("people-link-once")).await;
    let written = olena.value(&say.t("people-link-text")).await;
    let link = olena.value(&say.t("people-link")).await;
    assert!(written.contains(&link) && written.contains("danylo@svitanok.example"), "{written}");
    step(&olena, &say, "A22").await;
    let danylo = Browser::open(&site, look).await;
    danylo.visit(&link[link.find("/link/").unwrap()..]).await;
    danylo.fill(&say.t("signin-password-new"), PASSWORD).await;
    danylo.press(keys::ENTER).await;
    danylo.arrives("/deals").await;
    t.leave().await;
}
