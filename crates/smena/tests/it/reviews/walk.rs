//! The same as an administrator does it in a browser, at a desk and by touch on a phone.

use kit::lang::Lang;

use crate::app::{Engine, TestApp};
use crate::browser::Look;
use crate::partners::walk::{enter, sound};
use crate::steps::step;

// G11
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn access_is_reviewed_at_a_desk() {
    walk(Lang::En, Look::desktop("en")).await;
}

// G11, G12
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn access_is_reviewed_on_a_phone() {
    walk(Lang::Uk, Look::phone("uk").dark()).await;
}

pub async fn walk(lang: Lang, look: Look) {
    let t = TestApp::start(Engine::Sqlite).await;
    let (site, say) = (t.serve().await, t.app.words.say(lang));
    let olena = enter(&site, look, &say, "olena@svitanok.example").await;
    olena.visit("/settings/reviews").await;
    sound(&olena, "/settings/reviews before the first").await;
    olena.click(&say.t("reviews-begin-now")).await;
    olena.sees(&say.t("reviews-begun")).await;
    sound(&olena, "a review that has begun").await;
    step(&olena, &say, "G11").await;
    let review = olena.path().await;

    // Whoever knows is asked, and answers.
    olena.visit(&format!("{review}/people/{}", t.cast.anna)).await;
    sound(&olena, "one person in a review").await;
    olena.fill(&say.t("reviews-word"), "Is she still with the shop?").await;
    olena.click(&say.t("reviews-ask")).await;
    olena.sees(&say.with("reviews-asked", &[("name", "Borys Kravets".into())])).await;
    let borys = enter(&site, look, &say, "borys@svitanok.example").await;
    borys.visit("/asks").await;
    borys.sees("Is she still with the shop?").await;
    sound(&borys, "a question of a review").await;
    borys.click(&say.t("reviews-answer-no")).await;
    borys.sees(&say.t("reviews-answered")).await;

    // One with a word, one by one press, the rest together.
    olena.visit(&format!("{review}/people/{}", t.cast.anna)).await;
    olena.sees(&say.t("reviews-not-needed")).await;
    olena.fill(&say.t("reviews-word"), "Long gone").await;
    olena.click(&say.t("reviews-block")).await;
    olena.sees(&say.t("reviews-done-block")).await;
    olena.click_in("Vira Savchuk", &say.t("reviews-keep")).await;
    olena.sees(&say.t("reviews-done-keep")).await;
    olena.visit(&format!("{review}?show=left")).await;
    for name in ["Hlib Moroz", "Petro Lys", "Borys Kravets", "Olena Bondar"] {
        olena.tick(name).await;
    }
    olena.click(&say.t("reviews-keep-ticked")).await;
    olena.sees(&say.t("reviews-can-end")).await;
    sound(&olena, "a review that can end").await;
    olena.click(&say.t("reviews-end")).await;
    olena.sees(&say.t("reviews-was-ended")).await;
    sound(&olena, "a review that has ended").await;
    for ending in ["csv", "json"] {
        assert_eq!(olena.fetch(&format!("main a[href$='/result.{ending}']")).await, 200);
    }
    olena.visit("/settings/reviews").await;
    olena.sees(&say.t("reviews-ended")).await;
    sound(&olena, "/settings/reviews afterwards").await;
    assert_eq!(olena.complaints().await, Vec::<String>::new());
    t.leave().await;
}
