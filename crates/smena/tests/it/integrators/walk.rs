//! The same in a browser: the partner registers, the administrator invites, the integrator accepts, and it is ended.

use kit::lang::Lang;

use super::{IHOR, arrange};
use crate::app::{Engine, TestApp};
use crate::browser::{Browser, Look, keys};
use crate::cast::PASSWORD;
use crate::partners::walk::{enter, sound};
use crate::steps::step;

// B05, B06, B08, B09
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_integrator_comes_and_goes_at_a_desk() {
    walk(Lang::En, Look::desktop("en")).await;
}

// B05, B06, B08, B09, G12
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_integrator_comes_and_goes_on_a_phone() {
    walk(Lang::Ru, Look::phone("ru")).await;
}

/// What the list says in the line of a person.
const LINE: &str = "return [...document.querySelectorAll('main tbody tr')].find((tr) => tr.innerText.includes(arguments[0]))?.innerText";

pub async fn walk(lang: Lang, look: Look) {
    let t = TestApp::start(Engine::Sqlite).await;
    arrange(&t).await;
    let (site, say) = (t.serve().await, t.app.words.say(lang));
    // The partner registers a second specialist.
    let zoryana = enter(&site, look, &say, "zoryana@obriy.example").await;
    zoryana.visit("/partner").await;
    zoryana.click(&say.t("partner-addresses")).await;
    zoryana.arrives("/partner/addresses").await;
    zoryana.fill(&say.t("partner-address"), "maria@obriy.example").await;
    zoryana.click(&say.t("partner-address-add")).await;
    zoryana.sees(&say.t("partner-address-added")).await;
    sound(&zoryana, "/partner/addresses").await;

    // B05: the administrator invites Ihor.
    let olena = enter(&site, look, &say, "olena@svitanok.example").await;
    olena.visit("/settings/integrators").await;
    sound(&olena, "/settings/integrators").await;
    olena.click(&say.t("integrators-invite")).await;
    olena.arrives("/settings/integrators/new").await;
    olena.fill(&say.t("people-email"), "stranger@example.com").await;
    olena.fill(&say.t("people-name"), "Ihor Tech").await;
    sound(&olena, "/settings/integrators/new").await;
    olena.click(&say.t("integrators-send")).await;
    olena.sees(&say.t("error-integrator-unregistered")).await;
    step(&olena, &say, "B05").await;
    olena.fill(&say.t("people-email"), IHOR).await;
    olena.click(&say.t("integrators-send")).await;
    olena.sees(&say.t("people-link-once")).await;
    let link = olena.value(&say.t("people-link")).await;

    // B06: the terms stand before the button; then he is in.
    let ihor = Browser::open(&site, look).await;
    ihor.bring_axe().await;
    let path = link.split_once("/link/").map(|(_, secret)| format!("/link/{secret}")).unwrap();
    ihor.visit(&path).await;
    ihor.sees(&say.t("terms-rights")).await;
    ihor.sees("Obriy Partners").await;
    ihor.sees(&say.t("integrators-last-day")).await;
    ihor.sees(&say.t("area-settings")).await;
    sound(&ihor, "the page of the link").await;
    step(&ihor, &say, "B06").await;
    ihor.fill(&say.t("signin-password-new"), PASSWORD).await;
    ihor.press(keys::ENTER).await;
    // In the language of the company from here on.
    let theirs = t.app.words.say(Lang::En);
    ihor.sees(&theirs.t("signin-welcome")).await;
    ihor.arrives("/settings").await;

    // B08: he makes a form, and sees no people.
    ihor.visit("/settings/forms/new").await;
    ihor.fill(&say.t("forms-name"), "From the site").await;
    ihor.fill(&say.t("forms-receiver"), "Anna").await;
    ihor.press(keys::ENTER).await;
    ihor.click(&say.t("records-save")).await;
    ihor.sees("From the site").await;
    ihor.visit("/people").await;
    ihor.sees("Olena Bondar").await;
    assert!(!ihor.text().await.contains("Vira Savchuk"), "he sees no people but who can help");
    olena.visit("/settings/journal").await;
    olena.sees(&say.with("event-who-integrator", &[("name", "Ihor Tech".into())])).await;
    step(&olena, &say, "B08").await;

    // B01: who is what, in the list: by the role, or by the category where that says more.
    olena.visit("/people").await;
    for (name, category) in [("Olena Bondar", "administrator"), ("Ihor Tech", "integrator")] {
        let line = olena.run(LINE, vec![name.into()]).await;
        assert!(line.as_str().unwrap().contains(&say.t(&format!("category-{category}"))), "{line}");
    }
    let line = olena.run(LINE, vec!["Borys Kravets".into()]).await;
    assert!(line.as_str().unwrap().contains(&say.t("role-head")), "{line}");
    olena.bring_into_sight("Ihor Tech").await;
    step(&olena, &say, "B01").await;

    // B09: the report, a later day, and the end by hand.
    olena.visit("/settings/integrators").await;
    olena.sees("Ihor Tech").await;
    sound(&olena, "/settings/integrators with somebody").await;
    olena.click(&say.t("made-link")).await;
    olena.sees("From the site").await;
    sound(&olena, "the report").await;
    step(&olena, &say, "B09").await;
    olena.visit("/settings/integrators").await;
    olena.click(&say.t("integrators-terms")).await;
    olena.sees(&say.t("integrators-answerable-hint")).await;
    sound(&olena, "the terms").await;
    olena.visit("/settings/integrators").await;
    olena.click(&say.t("people-deactivate")).await;
    olena.click(&say.t("handovers-do-departure")).await;
    olena.sees(&say.with("handovers-done-departure", &[("name", "Ihor Tech".into())])).await;
    ihor.visit("/settings/forms").await;
    ihor.sees(&say.t("signin-title")).await;
    t.leave().await;
}
