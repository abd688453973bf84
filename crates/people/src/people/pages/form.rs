//! The form of a person: adding and changing.

use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base::authz::Area;
use base::kind::Category;
use base::org::{Department, Post};
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Wrong, address, once, see_other, show};
use base::words::Say;
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::link;
use crate::departments::{self, tree};
use crate::people::draft::{Joins, Place};
use crate::people::{self, Row, Wanted, Wish};
use crate::roles::{self, Listed};
use crate::takeovers::{self, Shelves};

/// What the form sends. Departments and posts come in pairs, the main department first.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub name: String,
    pub email: String,
    pub login: String,
    pub phone: String,
    /// `password` or `link`.
    pub entry: String,
    pub password: String,
    pub role_id: String,
    pub category: String,
    pub department: Vec<String>,
    pub post: Vec<String>,
    pub department_new: String,
    /// A portfolio whose work a new person takes over.
    pub takes_over: String,
    pub version: String,
    pub once: String,
}

/// What a form chooses from.
struct Offered {
    roles: Listed,
    departments: Vec<Department>,
    shelves: Shelves,
}

/// What came of sending the form before: errors at fields, or a refusal of the whole.
#[derive(Default)]
struct Came {
    wrong: Wrong,
    refusal: Option<String>,
}

/// `GET /people/new` (A14)
pub async fn new(ctx: Ctx) -> Result<Markup> {
    let offered = offered(&ctx).await?;
    let role_id = offered.roles.default.map(|id| id.to_string()).unwrap_or_default();
    let typed = Typed { entry: "link".into(), role_id, ..Typed::default() };
    Ok(adding(&ctx, &offered, &typed, &Came::default()))
}

/// `POST /people` (A20)
pub async fn create(ctx: Ctx, headers: HeaderMap, Form(typed): Form<Typed>) -> Result<Response> {
    ctx.need(Area::People)?;
    let done = once::carry_out(&ctx, &typed.once, async {
        let added = people::add(&ctx, wanted(&typed)?).await?;
        let card = format!("/people/{}", added.id);
        let row = people::find(&ctx, added.id).await?;
        let text = ctx.say.with("people-was-added", &[("name", row.person.name.as_str().into())]);
        let response = match added.link {
            Some(path) => link::page(&ctx, &text, &row, &address(&ctx.app, &headers, &path)).into_response(),
            None => see_other(&card, Some(Notice::good(text))),
        };
        Ok((card, response))
    });
    match done.await {
        Err(error) => {
            let (status, came) = came(&ctx.say, error)?;
            let offered = offered(&ctx).await?;
            Ok((status, adding(&ctx, &offered, &typed, &came)).into_response())
        }
        done => done,
    }
}

/// `GET /people/{id}/edit` (K10)
pub async fn edit(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    let offered = offered(&ctx).await?;
    let row = people::find(&ctx, id).await?;
    Ok(changing(&ctx, &offered, &row, &typed_of(&row), &Came::default()))
}

/// `POST /people/{id}`
pub async fn update(ctx: Ctx, Path(id): Path<i64>, Form(typed): Form<Typed>) -> Result<Response> {
    ctx.need(Area::People)?;
    let done = once::carry_out(&ctx, &typed.once, async {
        people::change(&ctx, id, wish(&typed)?).await?;
        let card = format!("/people/{id}");
        Ok((card.clone(), see_other(&card, Some(Notice::good(ctx.say.t("people-saved"))))))
    });
    match done.await {
        Err(error) => {
            let (status, came) = came(&ctx.say, error)?;
            let (offered, row) = (offered(&ctx).await?, people::find(&ctx, id).await?);
            // Who saves again has seen what is different now.
            let typed = Typed { version: row.person.version.to_string(), ..typed };
            Ok((status, changing(&ctx, &offered, &row, &typed, &came)).into_response())
        }
        done => done,
    }
}

async fn offered(ctx: &Ctx) -> Result<Offered> {
    ctx.need(Area::People)?;
    Ok(Offered {
        roles: roles::list(ctx).await?,
        departments: departments::look(ctx).await?.departments,
        shelves: takeovers::look(ctx, None).await?,
    })
}

/// A refusal that the form can say; any other is the error page's.
fn came(say: &Say, error: Error) -> Result<(StatusCode, Came)> {
    match error {
        Error::Invalid(_) => {
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Came { wrong: Wrong::of(say, &error), refusal: None }))
        }
        Error::Conflict(problem) if problem.key != "error-once" => {
            Ok((StatusCode::CONFLICT, Came { wrong: Wrong::default(), refusal: Some(problem.sentence(say)) }))
        }
        other => Err(other),
    }
}

fn wanted(typed: &Typed) -> Result<Wanted> {
    let technical = typed.category == Category::Technical.code();
    let known = typed.department.iter().find(|id| !id.is_empty());
    let department = match (typed.department_new.trim(), known) {
        ("", None) => None,
        ("", Some(id)) => Some(Joins::Known(id_of("department", "error-no-such-department", id)?)),
        (name, _) => Some(Joins::New(name.to_owned())),
    };
    Ok(Wanted {
        name: typed.name.clone(),
        email: typed.email.clone(),
        login: typed.login.clone(),
        phone: typed.phone.clone(),
        password: (typed.entry == "password" && !technical).then(|| typed.password.clone()),
        role_id: role_of(typed)?,
        category: technical.then_some(Category::Technical),
        department,
        takes_over: takes_over(typed)?,
    })
}

fn takes_over(typed: &Typed) -> Result<Vec<takeovers::Wish>> {
    match typed.takes_over.as_str() {
        "" => Ok(Vec::new()),
        id => Ok(vec![takeovers::Wish {
            portfolio: id_of("portfolios", "error-no-such-portfolio", id)?,
            kinds: None,
        }]),
    }
}

fn wish(typed: &Typed) -> Result<Wish> {
    let mut places = Vec::new();
    for (id, post) in typed.department.iter().zip(&typed.post).filter(|(id, _)| !id.is_empty()) {
        let post = Post::parse(post).ok_or(Error::field("departments", "error-no-such-post"))?;
        let department = id_of("departments", "error-no-such-department", id)?;
        places.push(Place { department, post, main: false });
    }
    Ok(Wish {
        version: Some(typed.version.parse().map_err(|_| Error::conflict("error-stale"))?),
        name: Some(typed.name.clone()),
        email: Some(typed.email.clone()),
        login: Some(typed.login.clone()),
        phone: Some(typed.phone.clone()),
        role_id: role_of(typed)?,
        category: None,
        places: Some(places),
    })
}

fn role_of(typed: &Typed) -> Result<Option<i64>> {
    match typed.role_id.as_str() {
        "" => Ok(None),
        id => id_of("role_id", "error-no-such-role", id).map(Some),
    }
}

fn id_of(field: &'static str, key: &'static str, text: &str) -> Result<i64> {
    text.parse().map_err(|_| Error::field(field, key))
}

fn typed_of(row: &Row) -> Typed {
    let person = &row.person;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    Typed {
        name: person.name.clone(),
        email: text(&person.email),
        login: text(&person.login),
        phone: text(&person.phone),
        role_id: person.role_id.to_string(),
        department: row.belongs.iter().map(|belongs| belongs.id.to_string()).collect(),
        post: row.belongs.iter().map(|belongs| belongs.post.code().to_owned()).collect(),
        version: person.version.to_string(),
        ..Typed::default()
    }
}

fn adding(ctx: &Ctx, offered: &Offered, typed: &Typed, came: &Came) -> Markup {
    let say = &ctx.say;
    let title = say.t("people-add");
    let categories = vec![
        RadioCard::new("", say.t("category-member"), say.t("people-category-member")),
        RadioCard::new("technical", say.t("category-technical"), say.t("people-category-technical")),
    ];
    let content = html! {
        (head(Head { crumbs: &[Crumb { label: &say.t("people-title"), href: "/people" }], ..Head::new(&title) }))
        form method="post" action="/people" {
            (once::field())
            (summary(say, came))
            (who(say, typed, &came.wrong))
            (group(say.t("people-entry"), entry(say, typed, &came.wrong)))
            (group(say.t("people-place"), html! {
                (form_grid(html! { (role(say, offered, typed, &came.wrong)) (first_department(say, offered, typed, &came.wrong)) }))
                (RadioCards::new("category", say.t("people-category"), categories)
                    .selected(&typed.category).error(came.wrong.at("category")))
                (takeover(say, &offered.shelves, typed, &came.wrong))
            }))
            (buttons(html! {
                (button(Press::Main, say.t("people-add")))
                (link_button(Press::Quiet, say.t("people-cancel"), "/people"))
            }))
        }
    };
    show(ctx, Nav::People, &title, content)
}

fn changing(ctx: &Ctx, offered: &Offered, row: &Row, typed: &Typed, came: &Came) -> Markup {
    let say = &ctx.say;
    let title = say.t("people-edit-title");
    let card_href = format!("/people/{}", row.person.id);
    let crumbs = [
        Crumb { label: &say.t("people-title"), href: "/people" },
        Crumb { label: &row.person.name, href: &card_href },
    ];
    let content = html! {
        (head(Head { crumbs: &crumbs, ..Head::new(&title) }))
        form method="post" action=(card_href) {
            (once::field())
            (hidden("version", &typed.version))
            (summary(say, came))
            (who(say, typed, &came.wrong))
            (group(say.t("people-place"), html! {
                (role(say, offered, typed, &came.wrong))
                (places(say, offered, typed, &came.wrong))
            }))
            (buttons(html! {
                (button(Press::Main, say.t("people-save")))
                (link_button(Press::Quiet, say.t("people-cancel"), &card_href))
            }))
        }
    };
    show(ctx, Nav::People, &title, content)
}

fn summary(say: &Say, came: &Came) -> Markup {
    html! {
        @if let Some(refusal) = &came.refusal { (notice(Tone::Bad, refusal)) }
        (came.wrong.summary(say))
    }
}

/// Name, sign-in names, phone.
fn who(say: &Say, typed: &Typed, wrong: &Wrong) -> Markup {
    html! {
        (Input::text("name", say.t("people-name")).value(&typed.name).required().focus()
            .autocomplete("off").error(wrong.at("name")))
        (form_grid(html! {
            (Input::email("email", say.t("people-email")).value(&typed.email).autocomplete("off")
                .hint(say.t("people-email-hint")).error(wrong.at("email")))
            (Input::text("login", say.t("people-login")).value(&typed.login).autocomplete("off")
                .hint(say.t("people-login-hint")).error(wrong.at("login")))
            (Input::tel("phone", say.t("people-phone")).value(&typed.phone).autocomplete("off")
                .error(wrong.at("phone")))
        }))
    }
}

/// By a link or a password, with a strong one offered.
fn entry(say: &Say, typed: &Typed, wrong: &Wrong) -> Markup {
    let ways = vec![
        RadioCard::new("link", say.t("people-entry-link"), say.t("people-entry-link-text")),
        RadioCard::new("password", say.t("people-entry-password"), say.t("people-entry-password-text")),
    ];
    let offer = say.t("people-password-offer");
    html! {
        (RadioCards::new("entry", say.t("people-entry-how"), ways).selected(&typed.entry))
        (Input::password("password", say.t("people-password")).autocomplete("new-password")
            .strength("/password-strength", "name email login").hint(say.t("people-password-hint"))
            .error(wrong.at("password")))
        p { (offer) }
        (copyable(&offer, &kit::secret::generate(), &say.t("people-copy"), &say.t("people-copied")))
    }
}

fn role<'a>(say: &Say, offered: &Offered, typed: &'a Typed, wrong: &Wrong) -> Select<'a> {
    let choices = offered.roles.roles.iter();
    let choices = choices.map(|r| Choice::new(r.id.to_string(), roles::name(say, r.key.as_deref(), &r.name)));
    Select::new("role_id", say.t("people-role"), choices.collect())
        .selected(&typed.role_id)
        .hint(say.t("people-role-hint"))
        .error(wrong.at("role_id"))
}

fn choices(offered: &Offered) -> Vec<Choice<'static>> {
    tree::paths(&offered.departments)
        .into_iter()
        .map(|(id, path)| Choice::new(id.to_string(), path))
        .collect()
}

/// A new person's department, or the name of one that is made in place (A18).
fn first_department(say: &Say, offered: &Offered, typed: &Typed, wrong: &Wrong) -> Markup {
    let chosen = typed.department.first().map(String::as_str).unwrap_or_default();
    let error = wrong.at("department").or_else(|| wrong.at("department_id"));
    html! {
        (Select::new("department", say.t("people-department"), choices(offered))
            .none(say.t("people-not-chosen")).selected(chosen).error(error))
        (Input::text("department_new", say.t("people-department-new")).value(&typed.department_new)
            .error(wrong.at("department_new")))
    }
}

/// What somebody left, for the new person to take over once they are active.
fn takeover(say: &Say, shelves: &Shelves, typed: &Typed, wrong: &Wrong) -> Markup {
    let offered = shelves.for_newcomer(None);
    let label = |shelf: &takeovers::Shelf| {
        let holders: Vec<&str> = shelf.holders().into_iter().map(|id| shelves.name(id)).collect();
        let home = shelf.home.map(|home| shelves.name(home)).unwrap_or_default();
        let values =
            [("name", home.into()), ("n", shelf.count().into()), ("holders", holders.join(", ").into())];
        say.with("takeovers-choice", &values)
    };
    let choices = offered.iter().map(|shelf| Choice::new(shelf.id.to_string(), label(shelf))).collect();
    html! {
        @if !offered.is_empty() {
            (Select::new("takes_over", say.t("takeovers-field"), choices)
                .none(say.t("takeovers-none")).selected(&typed.takes_over)
                .hint(say.t("takeovers-field-hint")).error(wrong.at("portfolios")))
        }
    }
}

/// Every department of the person with the post, and a line for one more.
fn places(say: &Say, offered: &Offered, typed: &Typed, wrong: &Wrong) -> Markup {
    let rows = typed.department.iter().filter(|id| !id.is_empty()).count() + 1;
    let posts = || {
        Post::ALL.into_iter().map(|post| Choice::new(post.code(), say.t(&format!("post-{}", post.code()))))
    };
    let at = |list: &[String], n: usize| list.get(n).cloned().unwrap_or_default();
    html! {
        @for n in 0..rows {
            @let label = if n == 0 { say.t("people-department-main") } else { say.t("people-department-also") };
            @let post = at(&typed.post, n);
            (form_grid(html! {
                (Select::new("department", label, choices(offered)).id(if n == 0 { "f-departments".to_owned() } else { format!("f-department-{n}") })
                    .none(say.t("people-not-chosen")).selected(at(&typed.department, n))
                    .error(wrong.at("departments").filter(|_| n == 0)))
                (Select::new("post", say.t("people-post"), posts().collect()).id(format!("f-post-{n}"))
                    .selected(if post.is_empty() { "member".to_owned() } else { post }))
            }))
        }
    }
}
