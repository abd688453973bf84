//! The public page in three languages, in frames of other sites, and the pages of the settings.

use serde_json::json;

use super::{deals, form, path, seen, send};
use crate::deals::{id, stages};
use crate::on_both;

on_both! {
    async fn the_form_speaks_its_own_language_and_keeps_what_was_typed(t) {
        let says = [
            ("en", "This is no e-mail address", "Fill this in", "Send"),
            ("ru", "Это не адрес почты", "Заполните поле", "Отправить"),
            ("uk", "Це не адреса пошти", "Заповніть поле", "Надіслати"),
        ];
        for (lang, email, required, button) in says {
            let form = form(t, json!({ "responsible_id": t.cast.anna, "lang": lang, "message": "required" })).await;
            // Whatever the browser would rather have.
            let stranger = t.stranger().with("accept-language", "de");
            stranger.get(&path(&form)).await.expect_status(200).expect_text(button).expect_text(&format!("lang=\"{lang}\""));
            let refused = send(t, &form, &[("name", "Marta \"Lis\""), ("email", "marta@"), ("message", " ")]).await;
            refused.expect_status(422).expect_text(email).expect_text(required).expect_text("Marta &quot;Lis&quot;").expect_text("marta@");
            let at = format!("/api/v1/forms/{}", id(&form));
            t.api(t.cast.olena).await.patch(&at, json!({ "version": 1, "on": false })).await.expect_status(200);
            let closed = if lang == "en" { "closed" } else if lang == "ru" { "закрыта" } else { "закрито" };
            stranger.get(&path(&form)).await.expect_status(404).expect_text(closed);
            send(t, &form, &[("name", "Late"), ("message", "x")]).await.expect_status(404).expect_text(closed);
            assert_eq!(seen(t, &form).await["done"], 0);
        }
        assert!(deals(t, t.cast.anna).await.is_empty());
    }

    // This door alone stands open to other sites.
    async fn a_form_may_stand_in_other_sites_and_be_sent_from_them(t) {
        let form = form(t, json!({ "responsible_id": t.cast.anna, "next_url": "https://shop.example/thanks" })).await;
        let page = t.stranger().get(&path(&form)).await.expect_status(200);
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("frame-ancestors *") && policy.contains("default-src 'none'") && !policy.contains("script-src"), "{policy}");
        assert!(!page.headers.contains_key("x-frame-options"));
        page.expect_no_text("<script").expect_text("target=\"_top\"");
        let abroad = t.stranger().with("origin", "https://shop.example").with("sec-fetch-site", "cross-site");
        let answer = abroad.post(&path(&form), &[("name", "Marta")]).await.expect_status(303);
        assert_eq!(answer.location(), "https://shop.example/thanks");
        assert_eq!(deals(t, t.cast.anna).await, ["Site: Marta"]);
        // Everything else keeps its door shut and out of frames.
        let login = [("login", "anna@svitanok.example"), ("password", "x")];
        abroad.post("/sign-in", &login).await.expect_status(403);
        let other = t.stranger().get("/sign-in").await;
        assert_eq!(other.headers["x-frame-options"], "DENY");
        assert!(other.headers["content-security-policy"].to_str().unwrap().contains("frame-ancestors 'none'"));
    }

    async fn forms_are_made_and_changed_in_the_settings(t) {
        let (olena, api) = (t.page(t.cast.olena).await, t.api(t.cast.olena).await);
        let stages = stages(&api).await;
        olena.get("/settings").await.expect_text("/settings/forms");
        olena.get("/settings/forms").await.expect_text("No forms yet");
        olena.get("/settings/forms/new").await.expect_status(200).expect_text("Anna Melnyk").expect_no_text("Hlib Moroz");
        let (anna, stage) = (t.cast.anna.to_string(), stages[1].to_string());
        let filled = |once: &'static str| [
            ("name", "Shop".to_owned()), ("receiver_id", anna.clone()), ("stage_id", stage.clone()), ("lang", "ru".into()),
            ("phone", "required".into()), ("email", "off".into()), ("company", "optional".into()), ("message", "off".into()),
            ("thanks", "See you".into()), ("on", "1".into()), ("once", once.into()),
        ];
        let said = |fields: &[(&'static str, String)]| -> Vec<(&'static str, String)> { fields.to_vec() };
        let post = async |path: &str, fields: Vec<(&'static str, String)>| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            olena.post(path, &fields).await
        };
        let mut wrong = said(&filled("f0"));
        wrong[0].1 = String::new();
        wrong[1].1 = t.cast.hlib.to_string();
        post("/settings/forms", wrong).await.expect_status(422).expect_text("Fill this in").expect_text("See you");
        let made = post("/settings/forms", said(&filled("f1"))).await.expect_status(303).location();
        assert_eq!(post("/settings/forms", said(&filled("f1"))).await.location(), made);
        let page = olena.get(&made).await.expect_status(200).expect_text("Anna Melnyk").expect_text("Phone: Required");
        page.expect_text("&lt;iframe").expect_text("display:none").expect_text("data-copy");
        olena.get("/settings/forms").await.expect_text("Shop");
        let number = made.rsplit('/').next().unwrap().to_owned();
        let form = api.get(&format!("/api/v1/forms/{number}")).await.expect_status(200).json();
        assert_eq!((&form["stage_id"], &form["lang"], &form["email"]), (&json!(stages[1]), &json!("ru"), &json!("off")));
        send(t, &form, &[("name", "Marta"), ("phone", "044 123 45 67")]).await.expect_status(303);
        t.stranger().get(&format!("{}?sent=1", path(&form))).await.expect_text("See you");
        assert_eq!(t.api(t.cast.anna).await.get("/api/v1/deals").await.json()["items"][0]["stage_id"], stages[1]);
        olena.get(&format!("{made}/edit")).await.expect_status(200).expect_text("Shop");
        let mut off = said(&filled(""));
        off.retain(|(name, _)| *name != "on");
        off.push(("version", "1".into()));
        post(&made, off.clone()).await.expect_status(303);
        post(&made, off).await.expect_status(409).expect_text("Somebody changed this");
        olena.get(&made).await.expect_text("Off").expect_text("changed the form");
        assert_eq!(seen(t, &form).await["on"], false);
    }

    // K09: who is still awaited receives nothing.
    async fn forms_are_for_who_may_change_settings_and_bring_to_who_can_receive(t) {
        let olena = t.api(t.cast.olena).await;
        let refused = async |body: serde_json::Value| {
            let answer = olena.post_json("/api/v1/forms", body).await.expect_status(422).json();
            answer["errors"][0].clone()
        };
        for person in [t.cast.hlib, t.cast.petro, t.cast.zoryana, 7] {
            let error = refused(json!({ "name": "Site", "responsible_id": person })).await;
            assert_eq!(error["field"], "receiver_id");
        }
        assert_eq!(refused(json!({ "name": "Site" })).await["code"], "required");
        assert_eq!(refused(json!({ "responsible_id": t.cast.anna })).await["field"], "name");
        assert_eq!(refused(json!({ "name": "Site", "queue_id": t.cast.anna })).await["code"], "records_no_queue");
        let (stages, named) = (stages(&olena).await, |stage: i64| json!({ "name": "Site", "responsible_id": t.cast.anna, "stage_id": stage }));
        assert_eq!(refused(named(*stages.last().unwrap())).await["code"], "forms_stage");
        assert_eq!(refused(named(7)).await["code"], "forms_stage");
        let address = json!({ "name": "Site", "responsible_id": t.cast.anna, "next_url": "javascript:alert(1)" });
        assert_eq!(refused(address).await["code"], "forms_address");
        for person in [t.cast.borys, t.cast.anna, t.cast.hlib] {
            let api = t.api(person).await;
            api.get("/api/v1/forms").await.expect_problem(403, "denied");
            api.post_json("/api/v1/forms", json!({ "name": "Site", "responsible_id": person })).await.expect_problem(403, "denied");
        }
        // A stage at which a form begins stays.
        form(t, named(stages[1])).await;
        let pipelines = olena.get("/api/v1/pipelines").await.json();
        let pipeline = &pipelines["items"][0];
        let rest: Vec<_> = pipeline["stages"].as_array().unwrap().iter().filter(|s| s["id"] != stages[1]).cloned().collect();
        let change = json!({ "name": pipeline["name"], "version": pipeline["version"], "stages": rest });
        olena.patch(&format!("/api/v1/pipelines/{}", id(pipeline)), change).await.expect_status(422);
    }
}
