//! The card of a person.

use base::credentials::AccessKind;
use base::org::Person;
use base::web::components::*;
use base::web::{Nav, Path, show, timeline};
use base::words::Say;
use base::{Ctx, Kind, Result, Status};
use kit::lang::Lang;
use maud::{Markup, html};

use super::{rights, shown};
use crate::invitations::panel::panel;
use crate::people::{self, Card};
use crate::{absences, covers, erasure, pictures};

/// `GET /people/{id}`
pub async fn card(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    let shown = people::card(&ctx, id).await?;
    let say = &ctx.say;
    let person = &shown.row.person;
    let crumbs = [Crumb { label: &say.t("people-title"), href: "/people" }];
    let content = html! {
        (head(Head { beside: id_of(say, id), crumbs: &crumbs, acts: acts(&ctx, &shown), ..Head::new(&person.name) }))
        (erasure::panel::panel(&ctx, person, shown.may.restore, shown.may.archive))
        (columns(
            html! {
                (base::web::components::card(say.t("people-facts"), html! {
                    (portrait(&ctx, &shown))
                    (details(&ctx, &shown))
                }))
                @if let Some(panel) = invitation(&ctx, &shown) {
                    (base::web::components::card(say.t("letters-panel"), panel))
                }
                (base::web::components::card(say.t("people-history"), timeline::entries(&ctx, &shown.entries, &shown.names)))
            },
            html! {
                (base::web::components::card(say.t("people-holds"), holdings(&ctx, &shown)))
                @if !shown.sees.is_empty() {
                    (base::web::components::card(say.t("people-sees"), rights::brief(&ctx, id, &shown.sees)))
                }
                @if !shown.planned.is_empty() {
                    (base::web::components::card(say.t("takeovers-card"), planned(&ctx, &shown)))
                }
                @if shown.may.absence || !shown.absences.is_empty() {
                    (base::web::components::card(say.t("absences-title"), html! {
                        (absences::panel::panel(&ctx, &shown.absences))
                        @if shown.may.absence {
                            (buttons(dialog_link(Press::Plain, say.t("absences-state"), &format!("/absences/new?person={id}"))))
                        }
                    }))
                }
                @if shown.covers.open().next().is_some() {
                    (base::web::components::card(say.t("covers-title"), covers::panel::lines(&ctx, &shown.covers, id)))
                }
                (base::web::components::card(say.t("people-access"), access(&ctx, &shown)))
            },
        ))
    };
    Ok(show(&ctx, Nav::People, &person.name, content))
}

/// Of who is still awaited: whether a letter went, and how else they get their way in.
fn invitation(ctx: &Ctx, card: &Card) -> Option<Markup> {
    let awaited = card.row.person.status == Status::Pending && card.may.link;
    let alive = card.access.iter().any(|(kind, n)| *kind == AccessKind::Link && *n > 0);
    awaited.then(|| panel(ctx, &card.row.person, card.invitation.as_ref(), alive))
}

fn acts(ctx: &Ctx, card: &Card) -> Markup {
    let say = &ctx.say;
    let may = card.may;
    let at = |what: &str| format!("/people/{}/{what}", card.row.person.id);
    let handover = |mode: &str| format!("/handovers/new?person={}&mode={mode}", card.row.person.id);
    let items = html! {
        @if may.edit { (menu_link(say.t("people-edit"), &at("edit"))) }
        @if may.link { (menu_post(say.t("people-make-link"), &at("link"))) }
        @if may.password { (menu_link(say.t("people-set-password"), &at("password"))) }
        @if may.token { (menu_link(say.t("signin-token-make"), &at("access"))) }
        @if may.hand_over { (menu_link(say.t("people-hand-over"), &handover("handover"))) }
        @if may.take_over { (menu_link(say.t("people-take-over"), &at("takeover"))) }
        @if may.cover { (menu_link(say.t("people-cover"), &at("cover"))) }
        @if may.block { (menu_link(say.t("people-block"), &at("block"))) }
        @if may.unblock { (menu_post(say.t("people-unblock"), &at("unblock"))) }
        @if may.depart { (menu_link(say.t("people-deactivate"), &handover("departure"))) }
        @if may.archive { (menu_link(say.t("erasure-archive"), &at("archive"))) }
        @if may.erase { (menu_link(say.t("erasure-menu"), &at("erase"))) }
    };
    html! {
        @if may.reactivate { (dialog_link(Press::Main, say.t("people-reactivate"), &at("reactivate"))) }
        @if may.edit { (link_button(Press::Plain, say.t("people-edit"), &at("edit"))) }
        @if may.edit || may.archive { (menu(&say.with("people-acts", &[("name", card.row.person.name.as_str().into())]), items)) }
    }
}

/// What programs call the person (K11).
fn id_of(say: &Say, id: i64) -> Markup {
    let label = say.t("people-id");
    let value = copyable(&label, &id.to_string(), &say.t("people-copy"), &say.t("people-copied"));
    info("person-id", &format!("{label}: {id}"), value)
}

fn portrait(ctx: &Ctx, card: &Card) -> Markup {
    let person = &card.row.person;
    let href = format!("/people/{}/picture", person.id);
    pictures::panel::panel(&ctx.say, person, card.may.edit.then_some(href.as_str()))
}

fn details(ctx: &Ctx, card: &Card) -> Markup {
    let say = &ctx.say;
    let person = &card.row.person;
    let mut list = vec![
        (say.t("people-status"), html! { (shown::status(say, person.status)) " " (since(ctx, person)) }),
        (say.t("people-role"), html! { (shown::role(say, person)) }),
        (say.t("people-category"), html! { (shown::category(say, person)) }),
        (say.t("people-departments"), departments(ctx, card)),
        (say.t("people-email"), or_none(ctx, person.email.as_deref())),
        (say.t("people-login"), or_none(ctx, person.login.as_deref())),
        (
            say.t("people-phone"),
            match &person.phone {
                Some(number) => phone(number, ctx.account.home()),
                None => or_none(ctx, None),
            },
        ),
    ];
    if let Some(lang) = person.lang.as_deref().and_then(Lang::parse) {
        list.push((say.t("people-lang"), html! { (lang.own_name()) }));
    }
    if let Some(zone) = &person.zone {
        list.push((say.t("people-zone"), html! { (zone.replace('_', " ")) }));
    }
    if person.identity_id.is_some() {
        let factor = match card.row.factor {
            Some(since) => say.with("factor-on-since", &[("when", ctx.day(since).into())]),
            None => say.t("factor-none"),
        };
        list.push((say.t("factor-title"), html! { (factor) }));
    }
    if let Some(name) = person.answerable_person_id.and_then(|id| card.names.get(&id)) {
        let who = timeline::who(name);
        list.push((say.t("people-answerable"), person_link(who, &format!("/people/{}", name.id))));
    }
    if let Some(until) = person.valid_until {
        let card = format!("/people/{}", person.id);
        let terms = html! {
            (ctx.company_day(until - 1)) " · " a href={ (card) "/terms" } { (say.t("integrators-terms")) }
            " · " a href={ (card) "/made" } { (say.t("made-link")) }
        };
        list.push((say.t("integrators-last-day"), terms));
    }
    if let Some(at) = person.leaving_at {
        let href = format!("/people/{}/planned", person.id);
        list.push((say.t("people-leaving"), html! { a href=(href) { (ctx.moment(at)) } }));
    }
    let seen = card.row.seen_at.map_or_else(|| say.t("people-never"), |at| ctx.moment(at));
    list.push((say.t("people-last-seen"), html! { (seen) }));
    list.push((say.t("people-added"), html! { (ctx.moment(person.created_at)) }));
    let lines: Vec<(&str, Markup)> =
        list.iter().map(|(label, value)| (label.as_str(), value.clone())).collect();
    facts(&lines)
}

fn since(ctx: &Ctx, person: &Person) -> Markup {
    let gone = person.departed_at.filter(|_| person.status == Status::Departed);
    html! { @if let Some(at) = gone { (ctx.moment(at)) } }
}

fn departments(ctx: &Ctx, card: &Card) -> Markup {
    let said: Vec<String> = card.row.belongs.iter().map(|b| shown::belongs(&ctx.say, b)).collect();
    html! { @if said.is_empty() { (ctx.say.t("people-none")) } @else { (said.join("; ")) } }
}

fn or_none(ctx: &Ctx, value: Option<&str>) -> Markup {
    html! { (value.map_or_else(|| ctx.say.t("people-none"), str::to_owned)) }
}

/// Kind by kind with a way to the list of exactly these.
fn holdings(ctx: &Ctx, card: &Card) -> Markup {
    let say = &ctx.say;
    let id = card.row.person.id;
    let held: Vec<_> = card.holdings.iter().filter(|(_, held)| held.count > 0).collect();
    let line = |kind: Kind, n: i64, open: i64| {
        let href = match kind {
            Kind::Bin | Kind::Source | Kind::Trigger => kind.path().to_owned(),
            kind => format!("{}?responsible_id={id}", kind.path()),
        };
        html! {
            a href=(href) { (n) }
            @if open != n { " · " (say.n("people-open", open)) }
        }
    };
    let lines: Vec<(String, Markup)> = held
        .iter()
        .map(|(kind, held)| (say.t(&format!("kind-{}", kind.code())), line(**kind, held.count, held.open)))
        .collect();
    let lines: Vec<(&str, Markup)> =
        lines.iter().map(|(label, value)| (label.as_str(), value.clone())).collect();
    html! {
        @if lines.is_empty() { p { (say.t("people-holds-nothing")) } } @else { (facts(&lines)) }
        @if card.may.hand_over && !lines.is_empty() {
            (buttons(link_button(
                Press::Plain,
                say.t("people-hand-over"),
                &format!("/handovers/new?person={id}&mode=handover"),
            )))
        }
    }
}

/// Whose work a pending person takes over, and which kinds of it.
fn planned(ctx: &Ctx, card: &Card) -> Markup {
    let say = &ctx.say;
    html! {
        ul {
            @for (home, kinds) in &card.planned {
                li {
                    @if let Some(home) = home { (say.with("takeovers-of", &[("name", home.name.as_str().into())])) }
                    @if let Some(kinds) = kinds {
                        ": " (kinds.iter().map(|kind| say.t(&format!("kind-{}", kind.code()))).collect::<Vec<_>>().join(", "))
                    }
                }
            }
        }
    }
}

fn access(ctx: &Ctx, card: &Card) -> Markup {
    let say = &ctx.say;
    let word = |kind: &AccessKind| say.t(&format!("access-{}", kind.code()));
    let lines: Vec<(String, Markup)> =
        card.access.iter().map(|(kind, n)| (word(kind), html! { (n) })).collect();
    let lines: Vec<(&str, Markup)> =
        lines.iter().map(|(label, value)| (label.as_str(), value.clone())).collect();
    let alive = card.access.iter().any(|(_, n)| *n > 0);
    let href = format!("/people/{}/access", card.row.person.id);
    html! {
        (facts(&lines))
        @if card.may.access && alive {
            (buttons(link_button(Press::Plain, say.t("people-access-look"), &href)))
        } @else if card.may.token {
            p { (say.t("people-token-none")) }
            (buttons(link_button(Press::Plain, say.t("signin-token-make"), &href)))
        }
        @if card.may.lift_factor {
            p { (say.t("factor-lift-text")) }
            (buttons(post_button(
                Press::Plain,
                say.t("factor-lift"),
                &format!("/people/{}/second-factor/lift", card.row.person.id),
            )))
        }
    }
}
