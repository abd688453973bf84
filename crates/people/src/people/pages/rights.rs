//! What a person may do and sees, and what is otherwise for this one person than their role.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::{Area, Own};
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Wrong, once, see_other, show};
use base::{Ctx, Error, Kind, Result};
use maud::{Markup, html};

use super::shown;
use crate::people::{self, Look, Sees, Wish};
use crate::roles::pages::drawn;
use crate::roles::{matrix, orphans};

/// `GET /people/{id}/rights`
pub async fn rights(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    let look = people::rights(&ctx, id).await?;
    let own = look.own().clone();
    Ok(page(&ctx, &look, &own, html! {}))
}

/// `POST /people/{id}/rights`: what is otherwise from now on; `reset` takes it all away.
pub async fn own_rights(
    ctx: Ctx,
    Path(id): Path<i64>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response> {
    ctx.need(Area::People)?;
    people::rights(&ctx, id).await?;
    let reset = !matrix::value(&pairs, "reset").is_empty();
    let own = if reset { Own::default() } else { matrix::own(&pairs, "")? };
    let done = once::carry_out(&ctx, matrix::value(&pairs, "once"), async {
        let version = matrix::value(&pairs, "version");
        let version = version.parse().map_err(|_| Error::conflict("error-stale"))?;
        let wish = Wish { version: Some(version), own: Some(own.clone()), ..Wish::default() };
        people::change(&ctx, id, wish).await?;
        let address = format!("/people/{id}/rights");
        Ok((address.clone(), see_other(&address, Some(Notice::good(ctx.say.t("people-rights-saved"))))))
    });
    let error = match done.await {
        Err(error) => error,
        done => return done,
    };
    let say = &ctx.say;
    let (status, told) = match &error {
        Error::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, Wrong::of(say, &error).summary(say)),
        Error::Conflict(problem) if problem.key != "error-once" => {
            let (sentence, people) = (problem.sentence(say), orphans::named(problem));
            let none = people.is_empty();
            let told =
                if none { notice(Tone::Bad, sentence) } else { drawn::orphans(say, &sentence, &people) };
            (StatusCode::CONFLICT, told)
        }
        Error::Denied("give_rights") => (StatusCode::FORBIDDEN, notice(Tone::Bad, say.t("roles-too-wide"))),
        _ => return Err(error),
    };
    let look = people::rights(&ctx, id).await?;
    Ok((status, page(&ctx, &look, &own, told)).into_response())
}

fn page(ctx: &Ctx, look: &Look, own: &Own, told: Markup) -> Markup {
    let (say, person) = (&ctx.say, &look.person);
    let title = say.t("people-rights");
    let (list, card_href) = (say.t("people-title"), format!("/people/{}", person.id));
    let crumbs = if ctx.actor.has(Area::People) {
        vec![Crumb { label: &list, href: "/people" }, Crumb { label: &person.name, href: &card_href }]
    } else {
        vec![Crumb { label: &person.name, href: &card_href }]
    };
    let lead = say.with("people-rights-lead", &[("role", shown::role(say, person).into())]);
    let compare = format!("/settings/roles/compare?role={}&person={}", look.role.id, person.id);
    let acts = html! {
        @if ctx.actor.has(Area::People) { (link_button(Press::Quiet, say.t("roles-compare"), &compare)) }
    };
    let content = html! {
        (head(Head { lead: &lead, crumbs: &crumbs, acts, ..Head::new(&title) }))
        (told)
        (card(say.t("people-sees"), html! { (seen(ctx, look)) }))
        (card(say.t("people-may"), html! {
            (drawn::legend(say))
            (drawn::shown(say, &title, &look.rights))
            (drawn::stages_shown(say, &look.rights, &look.stages))
        }))
        @if look.may_change { (card(say.t("people-own-rights"), own_form(ctx, look, own))) }
        @else if person.actor().is_administrator() { (notice(Tone::Quiet, say.t("error-role-fixed"))) }
    };
    show(ctx, Nav::People, &title, content)
}

fn own_form(ctx: &Ctx, look: &Look, own: &Own) -> Markup {
    let (say, person) = (&ctx.say, &look.person);
    html! {
        p { (say.t("people-own-rights-text")) }
        (edit_form(html! { "/people/" (person.id) "/rights" }, html! {
            (once::field(ctx))
            (hidden("version", person.version))
            (drawn::own_editor(say, "", Some(&look.role.rights), own))
            (buttons(html! {
                (button(Press::Main, say.t("people-save")))
                @if !look.own().is_empty() {
                    (button_value(Press::Quiet, say.t("people-own-rights-reset"), "reset", "yes"))
                }
            }))
        }))
    }
}

/// Kind by kind: how much, how far, and whose.
fn seen(ctx: &Ctx, look: &Look) -> Markup {
    let say = &ctx.say;
    let columns = vec![
        Column::new(say.t("roles-kind")),
        Column::new(say.t("people-sees-count")).numbers(),
        Column::new(say.t("deed-see")),
        Column::new(say.t("people-sees-of")),
    ];
    let lines = (0..).zip(&look.sees).map(|(n, sees)| {
        let kind = say.t(&format!("kind-{}", sees.kind.code()));
        let staged = sees.kind == Kind::Deal && !look.rights.stages.is_empty();
        let cells = vec![
            html! { (kind) },
            html! { (sees.count) },
            html! {
                span {
                    (drawn::scope(say, sees.scope))
                    @if staged { " " (badge(Tone::Quiet, say.t("roles-by-stage"))) }
                }
            },
            whose(ctx, look, sees),
        ];
        Line::new(n, kind, cells)
    });
    html! { p { (say.t("people-sees-text")) } (Table::new(say.t("people-sees"), columns, lines.collect())) }
}

fn whose(ctx: &Ctx, look: &Look, sees: &Sees) -> Markup {
    const SHOWN: usize = 6;
    let rest: i64 = sees.of.iter().skip(SHOWN).map(|(_, n)| n).sum();
    let name = |id: &i64| look.names.get(id).map_or_else(|| format!("#{id}"), |name| name.name.clone());
    html! {
        span {
            @for (at, (id, n)) in sees.of.iter().take(SHOWN).enumerate() {
                @if at > 0 { " · " }
                (name(id)) ": " (n)
            }
            @if rest > 0 { " · " (ctx.say.with("people-sees-others", &[("n", rest.into())])) }
        }
    }
}

/// The short form for the person's card.
pub(super) fn brief(ctx: &Ctx, id: i64, sees: &[Sees]) -> Markup {
    let say = &ctx.say;
    let lines: Vec<(String, Markup)> = sees
        .iter()
        .map(|sees| {
            let kind = say.t(&format!("kind-{}", sees.kind.code()));
            (kind, html! { (sees.count) " " (drawn::scope(say, sees.scope)) })
        })
        .collect();
    let lines: Vec<(&str, Markup)> =
        lines.iter().map(|(label, value)| (label.as_str(), value.clone())).collect();
    html! {
        (facts(&lines))
        (buttons(link_button(Press::Plain, say.t("people-rights"), &format!("/people/{id}/rights"))))
    }
}
