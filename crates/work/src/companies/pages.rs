//! The pages of companies.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::Deed;
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Query, once, see_other, show};
use base::{Ctx, Error, Kind, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::draft::Typed;
use super::look::{self, Company, Listed};
use super::{ROOM, keep};
use crate::records::card::{CardView, May, card_page, may};
use crate::records::columns::{self, Choosing};
use crate::records::facts::Facts;
use crate::records::form::{Way, Wrong, responsible_select, stale_notice};
use crate::records::happened::Looking;
use crate::records::lines::{self, LinkField};
use crate::records::list::{self, ListView};
use crate::records::watch;
use crate::records::words::{self, Address, Frame};
use crate::records::{
    Asked, Kept, ListQuery, around, ask, candidates, place::candidates_for_new, shown, typed, ways,
};
use crate::{deals, tasks};

/// A page of the list that an address asks for.
pub async fn listed(ctx: &Ctx, query: &ListQuery) -> Result<Listed> {
    look::list(ctx, &query.read(ROOM.sorts)?, None).await
}

const FRAME: Frame =
    Frame { path: "/companies", region: list::REGION, title: "kind-company", search: "companies-search" };

/// `GET /companies`
pub async fn list(
    ctx: Ctx,
    Query(query): Query<ListQuery>,
    Query(address): Query<Address>,
) -> Result<Response> {
    if let Some(answer) = words::answer(&ctx, &ROOM, &FRAME, &address).await? {
        return Ok(answer);
    }
    let asked = query.read(ROOM.sorts)?;
    let around = around(&ctx, ROOM.kind).await?;
    let seq = watch::now(&ctx).await?;
    let listed = listed(&ctx, &query).await?;
    let kept = query.kept();
    let people = candidates(&ctx, Kind::Company).await?;
    let say = &ctx.say;
    let rows = listed.slice.items.iter().map(|company| {
        let [phone, email] = ways::cells(&ctx, &company.draft.ways);
        let name = &company.draft.name;
        let cells = vec![
            html! { a href={ "/companies/" (company.id) } dir="auto" { (name) } },
            phone,
            email,
            html! { @if let Some(parent) = &company.parent { bdi { (parent) } } },
            html! { @if let Some(name) = listed.names.get(&company.responsible) { (list::responsible_cell(&ctx, &ROOM, &around, name)) } },
            shown::day(&ctx, company.created_at),
            shown::day(&ctx, company.updated_at),
        ];
        Line::new(company.id, name.as_str(), cells)
    });
    let filters = match list::responsible_filter(&ctx, &ROOM, &asked, &people) {
        Some(fields) => list::filter_form(&ctx, &ROOM, &kept, &["responsible_id"], fields),
        None => html! {},
    };
    let view = ListView {
        title: &say.t("kind-company"),
        search: &say.t("companies-search"),
        filters,
        columns: heads(&ctx, &asked, &kept),
        lines: rows.collect(),
        count: listed.count,
        newer: listed.slice.newer.as_deref(),
        older: listed.slice.older.as_deref(),
        partial: listed.slice.partial,
        acts: html! {},
        seq,
        new: &say.t("companies-new"),
        around: &around,
        empty: (&say.t("companies-empty"), &say.t("companies-empty-text")),
    };
    Ok(list::list_page(&ctx, &ROOM, &asked, &kept, view).await?.into_response())
}

fn heads<'a>(ctx: &Ctx, asked: &Asked, kept: &Kept) -> Vec<Column<'a>> {
    let say = &ctx.say;
    let sorted = |word| list::sorted(&ROOM, asked, kept, word);
    vec![
        Column::sorted(say.t("companies-name"), sorted("name")),
        Column::new(say.t("records-phone")).named("phone"),
        Column::new(say.t("records-email")).named("email"),
        Column::new(say.t("companies-parent")).named("parent"),
        Column::new(say.t("records-responsible")).named("responsible"),
        Column::sorted(say.t("records-created"), sorted("created_at")).named("created"),
        Column::sorted(say.t("records-updated"), sorted("updated_at")).named("updated"),
    ]
}

/// `GET /companies/columns`
pub async fn ask_columns(ctx: Ctx, Query(choosing): Query<Choosing>) -> Result<Markup> {
    columns::ask(&ctx, &ROOM, &offered(&ctx)?, &choosing).await
}

/// `POST /companies/columns`
pub async fn choose_columns(ctx: Ctx, Form(choosing): Form<Choosing>) -> Result<Response> {
    columns::choose(&ctx, &ROOM, &offered(&ctx)?, choosing).await
}

/// The columns there are to choose from.
fn offered(ctx: &Ctx) -> Result<Vec<Column<'static>>> {
    Ok(heads(ctx, &ListQuery::default().read(ROOM.sorts)?, &Kept::default()))
}

/// `GET /companies/{id}`
pub async fn card(ctx: Ctx, Path(id): Path<i64>, Query(looking): Query<Looking>) -> Result<Markup> {
    let card = look::card(&ctx, id).await?;
    let company = &card.company;
    let may = may(&ctx, &ROOM, (company.portfolio, 0)).await?;
    let facts = facts(&ctx, &card, may);
    let view = CardView {
        id,
        portfolio: company.portfolio,
        version: company.version,
        title: &company.draft.name,
        list: &ctx.say.t("kind-company"),
        may,
        facts: &facts.lines(),
        linked: linked(&ctx, &card).await?,
        next: tasks::panel(&ctx, Kind::Company, id).await?,
        side: html! {},
        holder: company.responsible,
        titled: "companies-name",
        looking: &looking,
    };
    card_page(&ctx, &ROOM, view).await
}

fn facts<'a>(ctx: &'a Ctx, card: &look::Card, may: May) -> Facts<'a> {
    let company = &card.company;
    let site = company.draft.site.as_ref();
    let site = site.map(|site| html! { a href=(site) rel="noopener noreferrer nofollow" { (site) } });
    let mut facts = Facts::of(ctx, Kind::Company, company.id, may);
    ways::facts(ctx, &mut facts, &company.draft.ways);
    facts.changes("companies-site", "site", site);
    facts.changes(
        "companies-parent",
        "parent_id parent_words",
        card.parent.as_ref().map(|line| lines::show_line(ctx, line)),
    );
    facts.says("records-responsible", card.responsible.as_ref().map(shown::person));
    facts.changes("records-note", "note", company.draft.note.as_deref().map(shown::note));
    facts.extend(lines::moments(ctx, company.created_at, company.updated_at));
    facts
}

async fn linked(ctx: &Ctx, card: &look::Card) -> Result<Markup> {
    let say = &ctx.say;
    let id = card.company.id;
    let add = if !ctx.actor.offers_on(Kind::Contact, Deed::Create) {
        html! {}
    } else {
        let address = lines::new_with(Kind::Contact, "company_id", &id.to_string());
        link_button(Press::Quiet, say.t("companies-add-contact"), &address)
    };
    Ok(html! {
        (lines::lines_card(ctx, say.t("kind-contact"), add, &card.contacts, say.t("companies-no-contacts")))
        (deals::panel(ctx, deals::Link::Company(id), say.t("companies-no-deals")).await?)
        @if !card.parts.is_empty() {
            (lines::lines_card(ctx, say.t("companies-parts"), html! {}, &card.parts, String::new()))
        }
    })
}

/// What the form sends, as text.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CompanyForm {
    pub name: String,
    pub phones: Vec<String>,
    pub emails: Vec<String>,
    pub site: String,
    pub parent_id: String,
    pub parent_words: String,
    pub note: String,
    pub responsible_id: String,
    pub version: String,
    pub once: String,
}

impl CompanyForm {
    fn of(company: Company) -> CompanyForm {
        let version = company.version.to_string();
        let Typed { name, phones, emails, site, parent_id, note } = company.draft.typed();
        let parent_id = parent_id.map(|id| id.to_string()).unwrap_or_default();
        CompanyForm { name, phones, emails, site, parent_id, note, version, ..CompanyForm::default() }
    }

    /// From text to types, with the company that its words find.
    async fn read(&self, ctx: &Ctx) -> Result<(Typed, Option<i64>, i64)> {
        let mut wrong = base::error::Fields::default();
        let parent = typed::id(&mut wrong, "parent_id", &self.parent_id);
        let responsible = typed::id(&mut wrong, "responsible_id", &self.responsible_id);
        let version = typed::id(&mut wrong, "version", &self.version).unwrap_or_default();
        wrong.check()?;
        let parent_id = lines::choose(ctx, Kind::Company, "parent_id", parent, &self.parent_words).await?;
        let CompanyForm { name, phones, emails, site, note, .. } = self.clone();
        Ok((Typed { name, phones, emails, site, parent_id, note }, responsible, version))
    }
}

/// `GET /companies/new`
pub async fn new(ctx: Ctx, Query(form): Query<CompanyForm>) -> Result<Markup> {
    form_page(&ctx, None, &form, &Wrong::default(), html! {}).await
}

/// `POST /companies`
pub async fn create(ctx: Ctx, Form(form): Form<CompanyForm>) -> Result<Response> {
    let done = once::carry_out(&ctx, &form.once, async {
        let (typed, responsible, _) = form.read(&ctx).await?;
        let id = keep::create(&ctx, typed, responsible).await?;
        let address = format!("/companies/{id}");
        Ok((address.clone(), see_other(&address, Some(Notice::good(ctx.say.t("companies-created"))))))
    })
    .await;
    match done {
        Err(error @ Error::Invalid(_)) => {
            let wrong = Wrong::of(&ctx.say, &error);
            let page = form_page(&ctx, None, &form, &wrong, html! {}).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        other => other,
    }
}

/// `GET /companies/{id}/access`
pub async fn access(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    crate::records::access::page(&ctx, &ROOM, id).await
}

/// `GET /companies/{id}/edit`
pub async fn edit(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    let company = look::one(&ctx, id).await?;
    if !may(&ctx, &ROOM, (company.portfolio, 0)).await?.edit {
        return Err(Error::Denied("edit_record"));
    }
    form_page(&ctx, Some(id), &CompanyForm::of(company), &Wrong::default(), html! {}).await
}

/// `POST /companies/{id}`
pub async fn change(ctx: Ctx, Path(id): Path<i64>, Form(form): Form<CompanyForm>) -> Result<Response> {
    let done = async {
        let (typed, _, version) = form.read(&ctx).await?;
        keep::change(&ctx, id, version, None, move |_| typed.clone()).await
    }
    .await;
    match done {
        Ok(()) => {
            let notice = Notice::good(ctx.say.t("records-saved"));
            Ok(see_other(&format!("/companies/{id}"), Some(notice)))
        }
        Err(error @ Error::Invalid(_)) => {
            let wrong = Wrong::of(&ctx.say, &error);
            let page = form_page(&ctx, Some(id), &form, &wrong, html! {}).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(Error::Conflict(_)) => stale(&ctx, id, form).await,
        Err(other) => Err(other),
    }
}

/// What it says now beside what was typed; sending the form again then counts for the new version.
async fn stale(ctx: &Ctx, id: i64, form: CompanyForm) -> Result<Response> {
    let now = CompanyForm::of(look::one(ctx, id).await?);
    let say = &ctx.say;
    let pairs = [
        (say.t("companies-name"), now.name.clone(), form.name.clone()),
        (say.t("records-phones"), now.phones.join(", "), ways::joined(&form.phones)),
        (say.t("records-emails"), now.emails.join(", "), ways::joined(&form.emails)),
        (say.t("companies-site"), now.site.clone(), form.site.clone()),
        (say.t("records-note"), now.note.clone(), form.note.replace("\r\n", "\n")),
    ];
    let differing: Vec<(String, String, String)> =
        pairs.into_iter().filter(|(_, now, typed)| now.trim() != typed.trim()).collect();
    let form = CompanyForm { version: now.version, ..form };
    let page = form_page(ctx, Some(id), &form, &Wrong::default(), stale_notice(ctx, &differing)).await?;
    Ok((StatusCode::CONFLICT, page).into_response())
}

/// The one form of companies: for a new one, and for one that is there.
async fn form_page(
    ctx: &Ctx,
    id: Option<i64>,
    form: &CompanyForm,
    wrong: &Wrong,
    above: Markup,
) -> Result<Markup> {
    let say = &ctx.say;
    let (title, action, back) = match id {
        Some(id) => (say.t("companies-edit"), format!("/companies/{id}"), format!("/companies/{id}")),
        None => (say.t("companies-new"), "/companies".to_owned(), "/companies".to_owned()),
    };
    let parent = LinkField {
        kind: Kind::Company,
        name: "parent_id",
        words: "parent_words",
        label: say.t("companies-parent"),
        selected: form.parent_id.trim().parse().ok(),
        q: &form.parent_words,
    };
    let responsible = match id {
        Some(_) => html! {},
        None => new_responsible(ctx, form, wrong).await?,
    };
    let way = Way::to(ctx, Kind::Company, id).await?;
    let content = html! {
        (head(Head { crumbs: &way.crumbs(), ..Head::new(&title) }))
        @if let (Some(id), Ok(version)) = (id, form.version.parse()) { (watch::mark(Kind::Company, id, version)) }
        (above)
        (wrong.summary(say))
        (edit_form(&action, html! {
            (once::field(ctx))
            @if !form.version.is_empty() { (hidden("version", &form.version)) }
            (form_grid(html! {
                (Input::text("name", say.t("companies-name")).value(form.name.as_str()).required().focus()
                    .autocomplete("off").error(wrong.at("name")))
                (Input::text("site", say.t("companies-site")).value(form.site.as_str())
                    .autocomplete("off").error(wrong.at("site")))
            }))
            (ways::fields(ctx, &form.phones, &form.emails, wrong))
            (form_grid(html! {
                (lines::link_select(ctx, parent, wrong).await?)
                (responsible)
            }))
            (TextArea::new("note", say.t("records-note")).value(form.note.as_str()).error(wrong.at("note")))
            (buttons(html! {
                (button(Press::Main, say.t("records-save")))
                (link_button(Press::Quiet, say.t("records-cancel"), &back))
            }))
        }))
    };
    Ok(show(ctx, Nav::Companies, &title, content))
}

async fn new_responsible(ctx: &Ctx, form: &CompanyForm, wrong: &Wrong) -> Result<Markup> {
    let people = candidates_for_new(ctx, Kind::Company).await?;
    let selected = form.responsible_id.trim().parse().ok().or(ctx.person_id());
    Ok(responsible_select(ctx, &people, None, selected, wrong))
}

/// `GET /companies/assign`
pub async fn assign_page(ctx: Ctx, Query(picked): Query<ask::Picked>) -> Result<Response> {
    ask::assign(&ctx, &ROOM, &picked).await
}

/// `POST /companies/assign`
pub async fn assign(ctx: Ctx, Form(picked): Form<ask::Picked>) -> Result<Response> {
    ask::assign(&ctx, &ROOM, &picked).await
}

/// `GET /companies/delete`
pub async fn delete_page(ctx: Ctx, Query(picked): Query<ask::Picked>) -> Result<Response> {
    ask::delete(&ctx, &ROOM, &picked).await
}

/// `POST /companies/delete`
pub async fn delete(ctx: Ctx, Form(picked): Form<ask::Picked>) -> Result<Response> {
    ask::delete(&ctx, &ROOM, &picked).await
}
