//! The form in which a form is described.

use base::error::Fields;
use base::web::components::*;
use base::web::{Nav, once, show};
use base::{Ctx, Result};
use kit::lang::Lang;
use maud::{Markup, html};
use serde::Deserialize;

use super::super::{Asks, Draft, Form, Input as Wanted, Page};
use super::{PATH, named, receivers};
use crate::pipelines::{self, Outcome};
use crate::records::form::{Wrong, options};
use crate::records::typed;

/// As it is sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct FormForm {
    pub name: String,
    pub lang: String,
    pub stage_id: String,
    pub receiver_id: String,
    pub phone: String,
    pub email: String,
    pub company: String,
    pub message: String,
    pub thanks: String,
    pub next_url: String,
    pub on: String,
    pub version: String,
    pub once: String,
    /// What is to be said at the top.
    #[serde(skip)]
    pub told: Option<String>,
}

impl FormForm {
    pub async fn begun(ctx: &Ctx) -> Result<FormForm> {
        let pipelines = pipelines::all(ctx).await?;
        Ok(FormForm::says(&Draft::begun(ctx.account.lang, &pipelines)))
    }

    pub fn of(form: &Form) -> FormForm {
        FormForm {
            receiver_id: form.receiver().to_string(),
            version: form.version.to_string(),
            ..FormForm::says(&form.draft)
        }
    }

    fn says(draft: &Draft) -> FormForm {
        FormForm {
            name: draft.name.clone(),
            lang: draft.lang.code().to_owned(),
            stage_id: draft.stage_id.to_string(),
            phone: draft.phone.code().to_owned(),
            email: draft.email.code().to_owned(),
            company: draft.company.code().to_owned(),
            message: draft.message.code().to_owned(),
            thanks: draft.thanks.clone().unwrap_or_default(),
            next_url: draft.next_url.clone().unwrap_or_default(),
            on: if draft.on { "1" } else { "" }.to_owned(),
            ..FormForm::default()
        }
    }

    pub fn read(&self) -> Result<Wanted> {
        let mut wrong = Fields::default();
        let stage = typed::id(&mut wrong, "stage_id", &self.stage_id);
        let receiver = typed::id(&mut wrong, "receiver_id", &self.receiver_id);
        wrong.check()?;
        Ok(Wanted {
            name: Some(self.name.clone()),
            lang: Some(self.lang.clone()),
            stage,
            receiver,
            phone: Asks::parse(&self.phone),
            email: Asks::parse(&self.email),
            company: Asks::parse(&self.company),
            message: Asks::parse(&self.message),
            thanks: Some(self.thanks.clone()),
            next_url: Some(self.next_url.clone()),
            on: Some(!self.on.is_empty()),
        })
    }
}

/// `now`: the form that is changed.
pub async fn page(ctx: &Ctx, now: Option<&Page>, form: &FormForm, wrong: &Wrong) -> Result<Markup> {
    let now = now.and_then(|page| Some((&page.forms.first()?.form, &page.names)));
    let id = now.map(|(form, _)| form.id);
    let say = &ctx.say;
    let people = receivers(ctx).await?;
    let pipelines = pipelines::all(ctx).await?;
    let mut who = options(&people);
    let chosen: Option<i64> = form.receiver_id.parse().ok();
    // Who receives now stays on offer, even where nothing new may reach them.
    if let Some((form, names)) = now.filter(|(form, _)| who.iter().all(|one| one.id != form.receiver())) {
        let name = form.queue.as_deref().unwrap_or(named(names, form.holder));
        who.insert(0, Candidate::new(form.receiver(), name, ""));
    }
    let title = if id.is_some() { say.t("forms-edit") } else { say.t("forms-new") };
    let back = id.map_or_else(|| PATH.to_owned(), |id| format!("{PATH}/{id}"));
    let languages = Lang::all().into_iter().map(|lang| Choice::new(lang.code(), lang.own_name())).collect();
    let open = pipelines.named().into_iter().filter(|(stage, _)| stage.outcome == Outcome::Open);
    let stages = open.map(|(stage, name)| Choice::new(stage.id.to_string(), name)).collect();
    let content = html! {
        (head(Head {
            crumbs: &[
                Crumb { label: &say.t("nav-settings"), href: "/settings" },
                Crumb { label: &say.t("forms-title"), href: PATH },
            ],
            ..Head::new(&title)
        }))
        @if let Some(told) = &form.told { (notice(Tone::Warn, told)) }
        (wrong.summary(say))
        (edit_form(&back, html! {
            @if id.is_some() { (hidden("version", &form.version)) } @else { (once::field(ctx)) }
            (Input::text("name", say.t("forms-name")).value(&form.name).required().hint(say.t("forms-name-hint"))
                .error(wrong.at("name")))
            (PersonSelect::new("receiver_id", say.t("forms-receiver"), &who).selected(chosen)
                .none(say.t("records-not-chosen")).search(say.t("records-search"), say.t("records-nobody-found"))
                .required().hint(say.t("forms-receiver-hint")).error(wrong.at("receiver_id")))
            (form_grid(html! {
                (Select::new("stage_id", say.t("forms-stage"), stages).selected(&*form.stage_id)
                    .error(wrong.at("stage_id")))
                (Select::new("lang", say.t("forms-lang"), languages).selected(&*form.lang).error(wrong.at("lang")))
            }))
            (group(say.t("forms-asks"), form_grid(html! {
                @for (name, label, value) in [
                    ("phone", "forms-phone", &form.phone), ("email", "forms-email", &form.email),
                    ("company", "forms-company", &form.company), ("message", "forms-message", &form.message),
                ] {
                    (Select::new(name, say.t(label), asks(ctx)).selected(value.as_str()))
                }
            })))
            (TextArea::new("thanks", say.t("forms-thanks")).value(&form.thanks).hint(say.t("forms-thanks-hint"))
                .error(wrong.at("thanks")))
            (Input::text("next_url", say.t("forms-next")).value(&form.next_url).hint(say.t("forms-next-hint"))
                .error(wrong.at("next_url")))
            (switch(Check {
                name: "on", value: "1", label: &say.t("forms-takes"), hint: Some(&say.t("forms-takes-hint")),
                checked: !form.on.is_empty(),
            }))
            (buttons(html! {
                (button(Press::Main, say.t("records-save")))
                (link_button(Press::Quiet, say.t("records-cancel"), &back))
            }))
        }))
    };
    Ok(show(ctx, Nav::Settings, &title, content))
}

fn asks(ctx: &Ctx) -> Vec<Choice<'static>> {
    Asks::ALL
        .into_iter()
        .map(|asks| Choice::new(asks.code(), ctx.say.t(&format!("asks-{}", asks.code()))))
        .collect()
}
