//! Several people ticked in the list: one dialog for all of them, and one press.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::Area;
use base::credentials::Counts;
use base::web::components::*;
use base::web::{Form, Nav, Notice, Query, Wrong, once, see_other, show};
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::preview::people;
use super::super::{Plan, Preview, What};
use super::drawn::access_line;
use super::sketched::moment;
use super::ticked::too_many;
use super::together::Together;
use super::typed::{When, chosen, fates, numbered, posts};
use super::{passing, there, when};
use crate::handovers as room;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    id: Vec<i64>,
}

/// `GET /handovers/choose?id=…&id=…`: one ticked person leads to the dialog, several to a dialog for all (A03).
pub async fn choose(ctx: Ctx, Query(chosen): Query<Chosen>) -> Result<Response> {
    if chosen.id.len() > room::MOST_AT_ONCE {
        return Ok(too_many(&ctx));
    }
    let names = people(&ctx, chosen.id).await?;
    match names.as_slice() {
        [] => Ok(see_other("/people", None)),
        [one] => Ok(see_other(&format!("/handovers/new?person={}&mode=departure", one.id), None)),
        several => {
            let typed = Typed { people: several.iter().map(|name| name.id).collect(), ..Typed::default() };
            let previews = look(&ctx, &typed).await?;
            let together = judged(&ctx, &previews, &typed).await?;
            Ok(page(&ctx, &previews, &typed, &together, &Refused::default()).into_response())
        }
    }
}

/// `POST /handovers/several/sketch`: what would come of the dialog as it stands, whole or not; for the page that shows it.
pub async fn sketch_several(ctx: Ctx, Form(pairs): Form<Vec<(String, String)>>) -> Result<Markup> {
    let typed = Typed::read(pairs);
    let previews = look(&ctx, &typed).await?;
    Ok(judged(&ctx, &previews, &typed).await?.parts(&ctx, &previews))
}

/// `POST /handovers/several/preview`: the same dialog with what would happen, or what is wrong, where scripts don't run.
pub async fn preview_several(ctx: Ctx, Form(pairs): Form<Vec<(String, String)>>) -> Result<Response> {
    let typed = Typed::read(pairs);
    let previews = look(&ctx, &typed).await?;
    match room::rehearse_all(&ctx, typed.wanted()).await {
        Ok(_) => {
            let together = judged(&ctx, &previews, &typed).await?;
            Ok(page(&ctx, &previews, &typed, &together, &Refused::default()).into_response())
        }
        Err(error) => refused(&ctx, &previews, &typed, error).await,
    }
}

async fn judged(ctx: &Ctx, previews: &[Preview], typed: &Typed) -> Result<Together> {
    Together::judged(ctx, previews, typed.wanted(), moment(ctx, &typed.when)).await
}

/// `POST /handovers/several`: all of them leave, or nobody.
pub async fn several(ctx: Ctx, Form(pairs): Form<Vec<(String, String)>>) -> Result<Response> {
    let typed = Typed::read(pairs);
    let previews = look(&ctx, &typed).await?;
    let done = once::carry_out(&ctx, &typed.once, async {
        let wanted = typed.wanted();
        let text = match typed.when.moment(&ctx)? {
            Some(at) => {
                let ids = room::planned::plan_all(&ctx, wanted, at, typed.when.limits).await?;
                ctx.say.n("planned-several-done", i64::try_from(ids.len()).unwrap_or(i64::MAX))
            }
            None => {
                let outcomes = room::depart_all(&ctx, wanted).await?;
                ctx.say.n("handovers-several-done", i64::try_from(outcomes.len()).unwrap_or(i64::MAX))
            }
        };
        Ok(("/handovers".to_owned(), see_other("/handovers", Some(Notice::good(text)))))
    });
    match done.await {
        Ok(response) => Ok(response),
        Err(error) => refused(&ctx, &previews, &typed, error).await,
    }
}

/// What was typed, kept as it was typed.
#[derive(Clone, Debug, Default)]
struct Typed {
    people: Vec<i64>,
    /// Who receives from everybody for whom nobody else is named.
    successor: String,
    own: BTreeMap<i64, String>,
    posts: BTreeMap<i64, BTreeMap<i64, String>>,
    tokens: BTreeMap<i64, BTreeMap<i64, String>>,
    reason: String,
    once: String,
    when: When,
}

impl Typed {
    fn read(pairs: Vec<(String, String)>) -> Typed {
        let mut typed = Typed::default();
        for (name, value) in pairs {
            match name.as_str() {
                "id" => typed.people.extend(value.parse::<i64>().ok()),
                "successor" => typed.successor = value,
                "reason" => typed.reason = value,
                "once" => typed.once = value,
                name if typed.when.read(name, &value) => {}
                name if numbered(&mut typed.own, "to.", name, &value) => {}
                name if of_each(&mut typed.posts, "post.", name, &value) => {}
                name => {
                    of_each(&mut typed.tokens, "token.", name, &value);
                }
            }
        }
        typed
    }

    fn wanted(&self) -> Vec<(i64, Plan)> {
        let plan = |person: &i64| {
            let own = self.own.get(person).and_then(|to| chosen(to));
            let none = BTreeMap::new();
            let plan = Plan {
                successor: own.or(chosen(&self.successor)),
                posts: posts(self.posts.get(person).unwrap_or(&none)),
                access: fates(self.tokens.get(person).unwrap_or(&none)),
                ..Plan::default()
            };
            (*person, plan.because(&self.reason))
        };
        self.people.iter().map(plan).collect()
    }
}

/// Takes a field of one of them, `prefix`, their id, a point and what it is about; false for any other.
fn of_each(all: &mut BTreeMap<i64, BTreeMap<i64, String>>, prefix: &str, name: &str, value: &str) -> bool {
    let parts = name.strip_prefix(prefix).and_then(|rest| rest.split_once('.'));
    let Some((person, about)) = parts else { return false };
    person.parse().is_ok_and(|person| numbered(all.entry(person).or_default(), "", about, value))
}

async fn look(ctx: &Ctx, typed: &Typed) -> Result<Vec<Preview>> {
    ctx.need(Area::People)?;
    let mut previews = Vec::new();
    for person in &typed.people {
        previews.push(room::look(ctx, What::Departure, *person).await?);
    }
    Ok(previews)
}

/// What was refused: about one of them, or about all.
#[derive(Default)]
struct Refused {
    person: Option<i64>,
    text: Option<String>,
    wrong: Wrong,
}

impl Refused {
    fn about(&self, person: i64, field: &str) -> Option<String> {
        if self.person == Some(person) { self.wrong.at(field) } else { None }
    }
}

async fn refused(ctx: &Ctx, previews: &[Preview], typed: &Typed, error: Error) -> Result<Response> {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    let problem = match &error {
        Error::Invalid(problem) | Error::Conflict(problem) => problem,
        _ => return Err(error),
    };
    let person = problem.extra.as_ref().and_then(|extra| extra["person_id"].as_i64());
    let refused =
        Refused { person, text: Some(error.sentence(&ctx.say)), wrong: Wrong::of(&ctx.say, &error) };
    let together = Together::drawn(ctx, previews, &typed.wanted(), moment(ctx, &typed.when)).await?;
    Ok((status, page(ctx, previews, typed, &together, &refused)).into_response())
}

fn page(ctx: &Ctx, previews: &[Preview], typed: &Typed, together: &Together, refused: &Refused) -> Markup {
    let say = &ctx.say;
    let title = say.t("handovers-several");
    let many = i64::try_from(previews.len()).unwrap_or(i64::MAX);
    let whose = previews.iter().find(|one| Some(one.person.id) == refused.person);
    let crumbs = [Crumb { label: &say.t("nav-people"), href: "/people" }];
    let content = html! {
        (head(Head { crumbs: &crumbs, lead: &say.n("handovers-several-lead", many), ..Head::new(&title) }))
        @if let Some(text) = &refused.text {
            @match whose {
                Some(one) => { (notice(Tone::Bad, format!("{}: {text}", one.person.name))) }
                None => { (notice(Tone::Bad, text)) }
            }
        }
        p { small { (say.t("handovers-several-rules")) } }
        (edit_form("/handovers/several", html! {
            (once::field(ctx))
            @for one in previews { (hidden("id", one.person.id)) }
            (successor(ctx, previews, typed, refused))
            @for one in previews { (leaver(ctx, previews, one, (typed, together), refused)) }
            (when::when(ctx, &typed.when, refused.wrong.at("at")))
            (TextArea::new("reason", say.t("handovers-reason"))
                .value(typed.reason.as_str())
                .hint(say.t("handovers-reason-hint"))
                .error(refused.wrong.at("reason")))
            (together.minding(ctx))
            (buttons(html! {
                (button(Press::Main, say.n("handovers-do-several", many)))
                span data-sketch-asks {
                    (button_to(Press::Plain, say.t("handovers-do-preview"), "/handovers/several/preview"))
                }
                (link_button(Press::Quiet, say.t("handovers-cancel"), "/people"))
            }))
        }))
    };
    show(ctx, Nav::People, &title, content)
}

/// Those who stay: nobody who leaves receives.
fn staying<'a>(previews: &[Preview], of: &'a Preview) -> Vec<Candidate<'a>> {
    let leaves = |id: i64| previews.iter().any(|one| one.person.id == id);
    let staying = of.for_all().filter(|one| !leaves(one.id));
    staying.map(|one| Candidate::new(one.id, one.name.as_str(), one.note.as_str())).collect()
}

/// Who receives from all: those who may hold whatever any of them holds.
fn successor(ctx: &Ctx, previews: &[Preview], typed: &Typed, refused: &Refused) -> Markup {
    let Some(first) = previews.first() else { return html! {} };
    let say = &ctx.say;
    let mut all = staying(previews, first);
    all.retain(|one| {
        previews.iter().all(|other| staying(previews, other).iter().any(|two| two.id == one.id))
    });
    let alone = refused.person.is_none().then(|| refused.wrong.at("successor")).flatten();
    html! {
        (PersonSelect::new("successor", say.t("handovers-several-successor"), &all)
            .selected(chosen(&typed.successor))
            .none(say.t("handovers-not-chosen"))
            .search(say.t("handovers-find"), say.t("handovers-nobody-found"))
            .hint(say.t("handovers-several-hint"))
            .error(alone))
    }
}

/// One of them: what they hold, what ends, who receives.
fn leaver(
    ctx: &Ctx,
    previews: &[Preview],
    one: &Preview,
    (typed, together): (&Typed, &Together),
    refused: &Refused,
) -> Markup {
    let say = &ctx.say;
    let id = one.person.id;
    let own = typed.own.get(&id).and_then(|to| chosen(to));
    let none = BTreeMap::new();
    let posts = typed.posts.get(&id).unwrap_or(&none);
    let tokens = typed.tokens.get(&id).unwrap_or(&none);
    let people = staying(previews, one);
    group(
        &one.person.name,
        html! {
            @for key in &one.blockers { (notice(Tone::Bad, say.t(key))) }
            (when::planned(ctx, &one.person))
            (when::counted_on(ctx, one))
            (together.picture(ctx, one))
            p { small { (say.t("planned-ends")) " " (access_line(say, Counts::of(&one.access))) } }
            @if !one.jobs.is_empty() { p { small { (say.t("handovers-scheduled")) } " " (there::scheduled(say, one)) } }
            @if one.count() > 0 {
                (PersonSelect::new(format!("to.{id}"), say.t("handovers-successor"), &people)
                    .selected(own)
                    .none(say.t("handovers-as-above"))
                    .search(say.t("handovers-find"), say.t("handovers-nobody-found"))
                    .error(refused.about(id, "successor")))
            }
            (passing::posts(ctx, one, (&format!("post.{id}."), posts), refused.about(id, "posts")))
            (passing::tokens(ctx, one, (&format!("token.{id}."), tokens), refused.about(id, "access")))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handovers::Fate;

    #[test]
    fn each_leaver_has_their_own_answers_or_those_for_all() {
        let sent = [
            ("id", "1"),
            ("id", "2"),
            ("successor", "7"),
            ("to.2", "8"),
            ("post.2.40", "9"),
            ("post.2.41", "vacant"),
            ("token.2.60", "technical:9"),
            ("token.x.61", "end"),
        ];
        let typed = Typed::read(sent.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
        let wanted = typed.wanted();
        assert_eq!(
            wanted,
            [
                (1, Plan::to(7)),
                (
                    2,
                    Plan {
                        posts: [(40, Some(9)), (41, None)].into(),
                        access: [(60, Fate::To(9))].into(),
                        ..Plan::to(8)
                    }
                ),
            ]
        );
    }
}
