//! The page of the picture, and what moves on it.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::{Area, Do, decide};
use base::org::{Department, Post};
use base::web::components::*;
use base::web::{Form, Kept, Nav, Notice, Path, Query, once, see_other, show, show_printed};
use base::words::Say;
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::drawn::{self, View};
use super::{Look, Somebody, look};
use crate::departments::{self, tree};
use crate::people;
use crate::people::draft::Step;
use crate::roles::pages::drawn as rights;
use crate::roles::{self, orphans};

pub(super) const PATH: &str = "/structure";
/// The element that the search replaces while typing.
const REGION: &str = "structure";

/// How the picture is looked at.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Shown {
    /// Words that must all be in the name of a person or a department.
    pub q: String,
    /// Per cent.
    pub zoom: String,
    /// Somebody who is shown wherever they are.
    pub person: String,
    /// Anything: the picture alone, for paper, with everybody.
    print: String,
    from: String,
    version: String,
}

impl Shown {
    /// An address with the same look, and with this beside.
    pub(super) fn address(&self, path: &str, with: &[(&str, &str)]) -> String {
        Kept::default().and("q", Some(&self.q)).and("zoom", Some(&self.zoom)).href(path, with)
    }
}

/// To the list of people and back.
fn views(say: &Say) -> Markup {
    let (list, structure) = (say.t("structure-view-list"), say.t("structure-view"));
    let view = |label, href, current| Filter { label, href, count: None, current };
    chips(&say.t("structure-views"), &[view(&list, "/people", false), view(&structure, PATH, true)])
}

/// `GET /structure`
pub async fn page(ctx: Ctx, Query(shown): Query<Shown>) -> Result<Markup> {
    if shown.print.is_empty() { drawn(&ctx, &shown, html! {}).await } else { printed(&ctx).await }
}

async fn printed(ctx: &Ctx) -> Result<Markup> {
    let (say, look) = (&ctx.say, look(ctx).await?);
    let title = say.t("structure-title");
    let content = html! {
        h1 { (title) }
        (drawn::picture(&View::printed(ctx, &look, &Shown::default())))
        p { small { (say.with("reports-printed", &[("at", ctx.moment(ctx.app.now()).into())])) } }
    };
    Ok(show_printed(ctx, &title, PATH, content))
}

async fn drawn(ctx: &Ctx, shown: &Shown, told: Markup) -> Result<Markup> {
    let (say, look) = (&ctx.say, look(ctx).await?);
    let title = say.t("structure-title");
    let people = say.t("people-title");
    let crumbs = [Crumb { label: &people, href: "/people" }];
    let acts = html! {
        (link_button(Press::Plain, say.t("web-print"), &format!("{PATH}?print=yes")))
        (link_button(Press::Plain, say.t("departments-title"), "/settings/departments"))
        @if ctx.actor.has(Area::Settings) && !ctx.actor.rests {
            (dialog_link(Press::Main, say.t("departments-add"), "/settings/departments/new"))
        }
    };
    let zoom = [("zoom", shown.zoom.as_str())];
    let content = html! {
        (head(Head { crumbs: &crumbs, acts, lead: &say.t("structure-lead"), ..Head::new(&title) }))
        (told)
        (toolbar(html! {
            @if ctx.actor.has(Area::People) { (views(say)) }
            (search_form(Search {
                action: PATH,
                value: &shown.q,
                label: &say.t("structure-search"),
                button: &say.t("people-find"),
                region: REGION,
                keep: if shown.zoom.is_empty() { &[] } else { &zoom },
                offers: &[],
            }))
        }))
        div id=(REGION) { (drawn::all(&View::of(ctx, &look, shown))) }
    };
    Ok(show(ctx, Nav::People, &title, content))
}

/// What a form or a drop sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Moved {
    from: String,
    to: String,
    post: String,
    role_id: String,
    person_id: String,
    version: String,
    once: String,
}

impl Moved {
    fn step(&self) -> Result<Step> {
        let post = match self.post.as_str() {
            "" => None,
            code => Some(Post::parse(code).ok_or(Error::field("departments", "error-no-such-post"))?),
        };
        Ok(Step { from: department_of(&self.from)?, to: department_of(&self.to)?, post })
    }

    fn version(&self) -> Result<Option<i64>> {
        self.version.trim().parse().map(Some).map_err(|_| Error::conflict("error-stale"))
    }
}

fn department_of(text: &str) -> Result<Option<i64>> {
    match text.trim() {
        "" | "0" => Ok(None),
        id => id.parse().map(Some).map_err(|_| Error::field("departments", "error-no-such-department")),
    }
}

/// `GET /structure/people/{id}`: where is this person to go, with which post and role?
pub async fn ask_person(ctx: Ctx, Path(id): Path<i64>, Query(shown): Query<Shown>) -> Result<Markup> {
    ctx.need(Area::People)?;
    let look = look(&ctx).await?;
    let person = look.person(id).ok_or(Error::NotFound)?;
    decide(&ctx.actor, &Do::EditPerson { category: person.category, becomes: person.category })?;
    let say = &ctx.say;
    let from = department_of(&shown.from)?;
    let seat =
        look.members.iter().find(|m| m.person_id == id && from.is_none_or(|from| m.department_id == from));
    let now = seat.map(|m| m.department_id);
    let version = if shown.version.is_empty() { person.version.to_string() } else { shown.version.clone() };
    // Who may hold nothing leads nobody.
    let posts = Post::ALL.into_iter().filter(|post| person.category.may_hold() || *post == Post::Member);
    let posts = posts.map(|post| Choice::new(post.code(), say.t(&format!("post-{}", post.code()))));
    let role = |role: &base::org::Role| {
        Choice::new(role.id.to_string(), roles::name(say, role.key.as_deref(), &role.name))
    };
    let fields = html! {
        (hidden("version", version))
        (hidden("from", now.map(|id| id.to_string()).unwrap_or_default()))
        (departments_field(&look.departments, "to", say.t("people-department"), |_| true)
            .none(say.t("structure-nowhere"))
            .selected(now.map(|id| id.to_string()).unwrap_or_default()))
        (Select::new("post", say.t("people-post"), posts.collect())
            .selected(seat.map_or(Post::Member, |m| m.post).code()))
        (Select::new("role_id", say.t("people-role"), look.roles.roles.iter().map(role).collect())
            .selected(person.role_id.to_string()))
    };
    let title = say.with("structure-move-whom", &[("name", person.name.as_str().into())]);
    Ok(ask(&ctx, &shown, (&title, &format!("{PATH}/people/{id}")), fields))
}

/// `POST /structure/people/{id}`: the person goes there, and the picture is shown as it is then.
pub async fn move_person(
    ctx: Ctx,
    Path(id): Path<i64>,
    Query(shown): Query<Shown>,
    Form(moved): Form<Moved>,
) -> Result<Response> {
    ctx.need(Area::People)?;
    let done = once::carry_out(&ctx, &moved.once, async {
        let role_id = match moved.role_id.as_str() {
            "" => None,
            id => Some(id.parse().map_err(|_| Error::field("role_id", "error-no-such-role"))?),
        };
        let wish = people::Wish {
            version: moved.version()?,
            step: Some(moved.step()?),
            role_id,
            ..people::Wish::default()
        };
        people::change(&ctx, id, wish).await?;
        placed(&ctx, &shown, id, department_of(&moved.to)?).await
    });
    answer(&ctx, &shown, done.await, |look| look.person(id).map(|person| person.name.clone())).await
}

/// `GET /structure/departments/{id}/head`: who leads it from now on?
pub async fn ask_head(ctx: Ctx, Path(id): Path<i64>, Query(shown): Query<Shown>) -> Result<Markup> {
    ctx.need(Area::People)?;
    let look = look(&ctx).await?;
    let department = look.department(id).ok_or(Error::NotFound)?;
    let say = &ctx.say;
    let may = |person: &&Somebody| {
        let act = Do::EditPerson { category: person.category, becomes: person.category };
        person.category.may_hold() && decide(&ctx.actor, &act).is_ok()
    };
    let main = |person: i64| {
        let seat = look.members.iter().find(|m| m.person_id == person && m.main)?;
        Some(look.department(seat.department_id)?.name.as_str())
    };
    let people: Vec<Candidate<'_>> = look
        .people
        .iter()
        .filter(may)
        .map(|p| Candidate::new(p.id, &p.name, main(p.id).unwrap_or_default()))
        .collect();
    let fields = html! {
        (PersonSelect::new("person_id", say.t("structure-head"), &people)
            .none(say.t("people-not-chosen"))
            .search(say.t("structure-head-search"), say.t("people-nobody")))
    };
    let title = say.with("structure-appoint-where", &[("department", department.name.as_str().into())]);
    Ok(ask(&ctx, &shown, (&title, &format!("{PATH}/departments/{id}/head")), fields))
}

/// `POST /structure/departments/{id}/head`
pub async fn appoint(
    ctx: Ctx,
    Path(id): Path<i64>,
    Query(shown): Query<Shown>,
    Form(moved): Form<Moved>,
) -> Result<Response> {
    ctx.need(Area::People)?;
    let done = once::carry_out(&ctx, &moved.once, async {
        let person = moved.person_id.parse().map_err(|_| Error::field("person_id", "error-required"))?;
        let step = Some(Step { from: None, to: Some(id), post: Some(Post::Head) });
        let wish = people::Wish { step, heads: Some(id), ..people::Wish::default() };
        people::change(&ctx, person, wish).await?;
        placed(&ctx, &shown, person, Some(id)).await
    });
    answer(&ctx, &shown, done.await, |_| None).await
}

/// `GET /structure/departments/{id}`: what is it to be part of?
pub async fn ask_department(ctx: Ctx, Path(id): Path<i64>, Query(shown): Query<Shown>) -> Result<Markup> {
    ctx.need(Area::Settings)?;
    let look = look(&ctx).await?;
    let department = look.department(id).ok_or(Error::NotFound)?;
    let say = &ctx.say;
    let version =
        if shown.version.is_empty() { department.version.to_string() } else { shown.version.clone() };
    let elsewhere = |other: i64| !tree::is_within(&look.departments, other, id);
    let fields = html! {
        (hidden("version", version))
        (departments_field(&look.departments, "to", say.t("departments-parent"), elsewhere)
            .none(say.t("departments-top"))
            .selected(department.parent_id.map(|id| id.to_string()).unwrap_or_default()))
    };
    let title = say.with("structure-move-whom", &[("name", department.name.as_str().into())]);
    Ok(ask(&ctx, &shown, (&title, &format!("{PATH}/departments/{id}")), fields))
}

/// `POST /structure/departments/{id}`
pub async fn move_department(
    ctx: Ctx,
    Path(id): Path<i64>,
    Query(shown): Query<Shown>,
    Form(moved): Form<Moved>,
) -> Result<Response> {
    ctx.need(Area::Settings)?;
    let done = once::carry_out(&ctx, &moved.once, async {
        let parent = department_of(&moved.to)?;
        let wish = departments::Wish { name: None, parent: Some(parent), version: moved.version()? };
        departments::change(&ctx, id, wish).await?;
        let look = look(&ctx).await?;
        let called = |id: i64| look.department(id).map(|d| d.name.clone()).unwrap_or_default();
        let name = ("name", called(id).into());
        let text = match parent {
            Some(parent) => ctx.say.with("structure-part-of", &[name, ("parent", called(parent).into())]),
            None => ctx.say.with("structure-at-top", &[name]),
        };
        Ok(gone_to(&format!("{}#department-{id}", shown.address(PATH, &[])), text))
    });
    answer(&ctx, &shown, done.await, |look| look.department(id).map(|d| d.name.clone())).await
}

fn departments_field<'a>(
    all: &[Department],
    name: &'a str,
    label: String,
    offered: impl Fn(i64) -> bool,
) -> Select<'a> {
    let paths = tree::paths(all).into_iter().filter(|(id, _)| offered(*id));
    Select::new(name, label, paths.map(|(id, path)| Choice::new(id.to_string(), path)).collect())
}

fn ask(ctx: &Ctx, shown: &Shown, (title, action): (&str, &str), fields: Markup) -> Markup {
    let say = &ctx.say;
    let content = dialog(Dialog {
        id: "move",
        title,
        close: &say.t("departments-close"),
        back: &shown.address(PATH, &[]),
        content: html! {
            (edit_form(shown.address(action, &[]), html! {
                (once::field(ctx))
                (fields)
                (buttons(html! { (button(Press::Main, say.t("departments-save"))) }))
            }))
        },
    });
    show(ctx, Nav::People, title, content)
}

/// The picture with the person in sight, and where they are now.
async fn placed(ctx: &Ctx, shown: &Shown, person: i64, to: Option<i64>) -> Result<(String, Response)> {
    let look = look(ctx).await?;
    let name = look.person(person).map(|person| person.name.clone()).unwrap_or_default();
    let at = shown.address(PATH, &[("person", &person.to_string())]);
    // Out of one department, somebody may still be in another.
    let mut seats = look.members.iter().filter(|m| m.person_id == person);
    let seat = seats.clone().find(|m| Some(m.department_id) == to).or_else(|| seats.find(|m| m.main));
    let place = seat.and_then(|seat| Some((look.department(seat.department_id)?, seat.post)));
    let Some((department, post)) = place else {
        return Ok(gone_to(&at, ctx.say.with("structure-is-nowhere", &[("name", name.into())])));
    };
    let (name, department_name) = (("name", name.into()), ("department", department.name.clone().into()));
    let post = ("post", ctx.say.t(&format!("post-{}", post.code())).into());
    let text = ctx.say.with("structure-placed", &[name, department_name, post]);
    Ok(gone_to(&format!("{at}#department-{}", department.id), text))
}

fn gone_to(address: &str, text: String) -> (String, Response) {
    (address.to_owned(), see_other(address, Some(Notice::good(text))))
}

/// What was done, or the picture as it is with the refusal above it.
async fn answer(
    ctx: &Ctx,
    shown: &Shown,
    done: Result<Response>,
    name: impl Fn(&Look) -> Option<String>,
) -> Result<Response> {
    let error = match done {
        Ok(response) => return Ok(response),
        Err(error) => error,
    };
    let say = &ctx.say;
    let gone = || (StatusCode::NOT_FOUND, notice(Tone::Warn, say.t("structure-gone")));
    let (status, told) = match error {
        Error::Invalid(problem) => {
            let sentences: Vec<String> = problem.fields.iter().map(|field| field.sentence(say)).collect();
            let text = if sentences.is_empty() { problem.sentence(say) } else { sentences.join(" ") };
            (StatusCode::UNPROCESSABLE_ENTITY, notice(Tone::Bad, text))
        }
        Error::Conflict(problem) if problem.key == "error-stale" => {
            let told =
                |name: String| notice(Tone::Warn, say.with("structure-overtaken", &[("name", name.into())]));
            name(&look(ctx).await?).map_or_else(gone, |name| (StatusCode::CONFLICT, told(name)))
        }
        Error::Conflict(problem) if problem.key != "error-once" => {
            let sentence = problem.sentence(say);
            let told = match orphans::named(&problem) {
                people if people.is_empty() => notice(Tone::Bad, sentence),
                people => rights::orphans(say, &sentence, &people),
            };
            (StatusCode::CONFLICT, told)
        }
        Error::Denied("give_rights") => (StatusCode::FORBIDDEN, notice(Tone::Bad, say.t("roles-too-wide"))),
        Error::NotFound => gone(),
        other => return Err(other),
    };
    Ok((status, drawn(ctx, shown, told).await?).into_response())
}
