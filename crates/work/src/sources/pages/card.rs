//! A form's page in the settings: what waits and why, what came, how to put it on a site.

use axum::http::HeaderMap;
use base::web::components::*;
use base::web::{Nav, show, timeline};
use base::{Ctx, Error, Result};
use maud::{Markup, html};

use super::super::{Entry, Listed, Page, State};
use super::{PATH, address_of, receiver, snippet, state, why};

/// `entries`: `None` for who may not read them.
pub fn page(ctx: &Ctx, headers: &HeaderMap, page: &Page, entries: Option<&[Entry]>) -> Result<Markup> {
    let listed = page.forms.first().ok_or(Error::NotFound)?;
    let (say, form) = (&ctx.say, &listed.form);
    let content = html! {
        (head(Head {
            crumbs: &[
                Crumb { label: &say.t("nav-settings"), href: "/settings" },
                Crumb { label: &say.t("forms-title"), href: PATH },
            ],
            acts: html! {
                @if !ctx.actor.rests {
                    (link_button(Press::Plain, say.t("forms-change"), &format!("{PATH}/{}/edit", form.id)))
                }
            },
            ..Head::new(&form.draft.name)
        }))
        @if listed.waiting > 0 { (waits(ctx, page, listed)) }
        (columns(
            html! {
                (card(say.t("forms-came"), came(ctx, entries)))
                (card(say.t("forms-on-site"), on_site(ctx, headers, listed)))
            },
            html! {
                (card(say.t("forms-about"), about(ctx, page, listed)))
                (card(say.t("forms-history"), timeline::entries(ctx, &page.timeline, &page.names)))
            },
        ))
    };
    Ok(show(ctx, Nav::Settings, &form.draft.name, content))
}

/// How much waits, and why.
fn waits(ctx: &Ctx, page: &Page, listed: &Listed) -> Markup {
    let say = &ctx.say;
    let text = match listed.hindrance {
        Some(hindrance) => {
            let why = why(ctx, hindrance, &page.names);
            say.with("forms-waits", &[("n", listed.waiting.into()), ("why", why.into())])
        }
        None => say.n("forms-waits-soon", listed.waiting),
    };
    let bring = html! {
        @if !ctx.actor.rests {
            (post_button(Press::Plain, say.t("forms-bring"), &format!("{PATH}/{}/bring", listed.form.id)))
        }
    };
    notice_with(Tone::Warn, text, bring)
}

fn about(ctx: &Ctx, page: &Page, listed: &Listed) -> Markup {
    let (say, draft) = (&ctx.say, &listed.form.draft);
    let stage = page.pipelines.named().into_iter().find(|(stage, _)| stage.id == draft.stage_id);
    let asks: Vec<String> = [
        ("forms-phone", draft.phone),
        ("forms-email", draft.email),
        ("forms-company", draft.company),
        ("forms-message", draft.message),
    ]
    .into_iter()
    .map(|(field, asks)| format!("{}: {}", say.t(field), say.t(&format!("asks-{}", asks.code()))))
    .collect();
    facts(&[
        (say.t("forms-state").as_str(), state(ctx, draft.on)),
        (say.t("forms-receiver").as_str(), receiver(ctx, listed, &page.names)),
        (say.t("forms-stage").as_str(), html! { (stage.map(|(_, name)| name).unwrap_or_default()) }),
        (say.t("forms-lang").as_str(), html! { (draft.lang.own_name()) }),
        (say.t("forms-asks").as_str(), html! { @for line in &asks { (line) br; } }),
        (say.t("forms-done").as_str(), html! { (listed.done) }),
        (say.t("forms-waiting").as_str(), html! { (listed.waiting) }),
        (say.t("forms-trapped").as_str(), html! { (listed.trapped) }),
    ])
}

fn on_site(ctx: &Ctx, headers: &HeaderMap, listed: &Listed) -> Markup {
    let (say, draft) = (&ctx.say, &listed.form.draft);
    let address = address_of(&ctx.app, headers, &listed.form.key);
    let theirs = ctx.app.words.say(draft.lang);
    let ways = [
        ("forms-address", address.clone()),
        ("forms-frame", snippet::frame(&address, draft)),
        ("forms-plain", snippet::plain(&theirs, &address, draft)),
    ];
    html! {
        @for (label, text) in &ways {
            p { (say.t(label)) }
            (copyable(&say.t(label), text, &say.t("forms-copy"), &say.t("forms-copied")))
        }
        p { a href=(address) { (say.t("forms-look")) } }
    }
}

fn came(ctx: &Ctx, entries: Option<&[Entry]>) -> Markup {
    let say = &ctx.say;
    let Some(entries) = entries else { return html! { p { (say.t("forms-came-closed")) } } };
    let lines: Vec<Line<'_>> = entries.iter().map(|entry| line(ctx, entry)).collect();
    let columns = ["forms-who", "forms-when", "forms-what"].map(|key| Column::new(say.t(key)));
    html! {
        @if entries.is_empty() { p { (say.t("forms-came-nothing")) } } @else {
            (Table::new(say.t("forms-came"), columns.into(), lines))
        }
    }
}

fn line<'a>(ctx: &Ctx, entry: &'a Entry) -> Line<'a> {
    let say = &ctx.say;
    let what = match (entry.state, entry.deal) {
        (State::Done, Some(deal)) => html! { a href={ "/deals/" (deal) } { (say.t("one-deal")) } },
        _ => badge(Tone::Warn, say.t("forms-waiting")),
    };
    let who = html! {
        (entry.said.name)
        @for way in entry.said.phone.iter().chain(&entry.said.email) { br; small { (way) } }
    };
    let cells = vec![who, html! { (ctx.moment(entry.received_at)) }, what];
    Line::new(entry.id, entry.said.name.as_str(), cells)
}
