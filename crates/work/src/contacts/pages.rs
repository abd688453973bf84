//! The pages of contacts.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Query, once, see_other, show};
use base::{Ctx, Error, Kind, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::draft::Typed;
use super::look::{self, Asking, Contact, Listed};
use super::{ROOM, keep};
use crate::records::card::{CardView, card_page, may};
use crate::records::columns::{self, Choosing};
use crate::records::facts::Facts;
use crate::records::form::{Way, Wrong, responsible_select, stale_notice};
use crate::records::happened::Looking;
use crate::records::lines::{self, LinkField};
use crate::records::list::{self, ListView};
use crate::records::query::flag;
use crate::records::watch;
use crate::records::words::{self, Address, Frame};
use crate::records::{
    Asked, Kept, ListQuery, around, ask, candidates, place::candidates_for_new, shown, typed, ways,
};
use crate::{deals, tasks};

/// The address of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ContactQuery {
    /// Only those that nobody has changed for long.
    pub unchanged: Option<String>,
    #[serde(flatten)]
    pub list: ListQuery,
}

impl ContactQuery {
    fn asking(&self) -> Result<Asking> {
        let unchanged = flag("unchanged", self.unchanged.as_deref())? == Some(true);
        Ok(Asking { company: None, unchanged })
    }
}

/// A page of the list that an address asks for.
pub async fn listed(ctx: &Ctx, query: &ContactQuery) -> Result<Listed> {
    look::list(ctx, &query.list.read(ROOM.sorts)?, query.asking()?).await
}

const FRAME: Frame =
    Frame { path: "/contacts", region: list::REGION, title: "kind-contact", search: "contacts-search" };

/// `GET /contacts`
pub async fn list(
    ctx: Ctx,
    Query(query): Query<ContactQuery>,
    Query(address): Query<Address>,
) -> Result<Response> {
    if let Some(answer) = words::answer(&ctx, &ROOM, &FRAME, &address).await? {
        return Ok(answer);
    }
    let seq = watch::now(&ctx).await?;
    let listed = listed(&ctx, &query).await?;
    let asked = query.list.read(ROOM.sorts)?;
    let only_unchanged = query.asking()?.unchanged;
    let around = around(&ctx, ROOM.kind).await?;
    let kept = query.list.kept().and("unchanged", query.unchanged.as_deref());
    let people = candidates(&ctx, Kind::Contact).await?;
    let say = &ctx.say;
    let rows = listed.slice.items.iter().map(|contact| {
        let [phone, email] = ways::cells(&ctx, &contact.draft.ways);
        let name = &contact.draft.name;
        let cells = vec![
            html! { a href={ "/contacts/" (contact.id) } dir="auto" { (name) } },
            phone,
            email,
            html! { @if let Some(company) = &contact.company { bdi { (company) } } },
            html! { @if let Some(name) = listed.names.get(&contact.responsible) { (list::responsible_cell(&ctx, &ROOM, &around, name)) } },
            shown::day(&ctx, contact.created_at),
            shown::day(&ctx, contact.updated_at),
        ];
        Line::new(contact.id, name.as_str(), cells)
    });
    let only = match only_unchanged {
        true => list::narrowed(
            &ctx,
            say.t("contacts-unchanged"),
            &kept.href("/contacts", &[("unchanged", ""), ("sort", "")]),
        ),
        false => html! {},
    };
    let filters = match list::responsible_filter(&ctx, &ROOM, &asked, &people) {
        Some(fields) => list::filter_form(&ctx, &ROOM, &kept, &["responsible_id"], fields),
        None => html! {},
    };
    let filters = html! { (only) (filters) };
    let view = ListView {
        title: &say.t("kind-contact"),
        search: &say.t("contacts-search"),
        filters,
        columns: heads(&ctx, &asked, &kept),
        lines: rows.collect(),
        count: listed.count,
        newer: listed.slice.newer.as_deref(),
        older: listed.slice.older.as_deref(),
        partial: listed.slice.partial,
        acts: html! {},
        seq,
        new: &say.t("contacts-new"),
        around: &around,
        empty: (&say.t("contacts-empty"), &say.t("contacts-empty-text")),
    };
    Ok(list::list_page(&ctx, &ROOM, &asked, &kept, view).await?.into_response())
}

fn heads<'a>(ctx: &Ctx, asked: &Asked, kept: &Kept) -> Vec<Column<'a>> {
    let say = &ctx.say;
    let sorted = |word| list::sorted(&ROOM, asked, kept, word);
    vec![
        Column::sorted(say.t("contacts-name"), sorted("name")),
        Column::new(say.t("records-phone")).named("phone"),
        Column::new(say.t("records-email")).named("email"),
        Column::new(say.t("contacts-company")).named("company"),
        Column::new(say.t("records-responsible")).named("responsible"),
        Column::sorted(say.t("records-created"), sorted("created_at")).named("created"),
        Column::sorted(say.t("records-updated"), sorted("updated_at")).named("updated"),
    ]
}

/// `GET /contacts/columns`
pub async fn ask_columns(ctx: Ctx, Query(choosing): Query<Choosing>) -> Result<Markup> {
    columns::ask(&ctx, &ROOM, &offered(&ctx)?, &choosing).await
}

/// `POST /contacts/columns`
pub async fn choose_columns(ctx: Ctx, Form(choosing): Form<Choosing>) -> Result<Response> {
    columns::choose(&ctx, &ROOM, &offered(&ctx)?, choosing).await
}

/// The columns there are to choose from.
fn offered(ctx: &Ctx) -> Result<Vec<Column<'static>>> {
    Ok(heads(ctx, &ListQuery::default().read(ROOM.sorts)?, &Kept::default()))
}

/// `GET /contacts/{id}`
pub async fn card(ctx: Ctx, Path(id): Path<i64>, Query(looking): Query<Looking>) -> Result<Markup> {
    let card = look::card(&ctx, id).await?;
    let contact = &card.contact;
    let say = &ctx.say;
    let may = may(&ctx, &ROOM, (contact.portfolio, 0)).await?;
    let position = contact.draft.position.as_ref().map(|position| html! { (position) });
    let mut facts = Facts::of(&ctx, Kind::Contact, id, may);
    ways::facts(&ctx, &mut facts, &contact.draft.ways);
    facts.changes("contacts-position", "position", position);
    facts.changes(
        "contacts-company",
        "company_id company_words",
        card.company.as_ref().map(|line| lines::show_line(&ctx, line)),
    );
    facts.says("records-responsible", card.responsible.as_ref().map(shown::person));
    facts.changes("records-note", "note", contact.draft.note.as_deref().map(shown::note));
    facts.extend(lines::moments(&ctx, contact.created_at, contact.updated_at));
    let view = CardView {
        id,
        portfolio: contact.portfolio,
        version: contact.version,
        title: &contact.draft.name,
        list: &say.t("kind-contact"),
        may,
        facts: &facts.lines(),
        linked: deals::panel(&ctx, deals::Link::Contact(id), say.t("contacts-no-deals")).await?,
        next: tasks::panel(&ctx, Kind::Contact, id).await?,
        side: html! {},
        holder: contact.responsible,
        titled: "contacts-name",
        looking: &looking,
    };
    card_page(&ctx, &ROOM, view).await
}

/// What the form sends, as text.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ContactForm {
    pub name: String,
    pub phones: Vec<String>,
    pub emails: Vec<String>,
    pub position: String,
    pub company_id: String,
    pub company_words: String,
    pub note: String,
    pub responsible_id: String,
    pub version: String,
    pub once: String,
}

impl ContactForm {
    fn of(contact: Contact) -> ContactForm {
        let version = contact.version.to_string();
        let Typed { name, phones, emails, position, company_id, note } = contact.draft.typed();
        let company_id = company_id.map(|id| id.to_string()).unwrap_or_default();
        ContactForm { name, phones, emails, position, company_id, note, version, ..ContactForm::default() }
    }

    /// From text to types, with the company that its words find.
    async fn read(&self, ctx: &Ctx) -> Result<(Typed, Option<i64>, i64)> {
        let mut wrong = base::error::Fields::default();
        let company = typed::id(&mut wrong, "company_id", &self.company_id);
        let responsible = typed::id(&mut wrong, "responsible_id", &self.responsible_id);
        let version = typed::id(&mut wrong, "version", &self.version).unwrap_or_default();
        wrong.check()?;
        let company_id =
            lines::choose(ctx, Kind::Company, "company_id", company, &self.company_words).await?;
        let ContactForm { name, phones, emails, position, note, .. } = self.clone();
        Ok((Typed { name, phones, emails, position, company_id, note }, responsible, version))
    }
}

/// `GET /contacts/new`
pub async fn new(ctx: Ctx, Query(form): Query<ContactForm>) -> Result<Markup> {
    form_page(&ctx, None, &form, &Wrong::default(), html! {}).await
}

/// `POST /contacts`
pub async fn create(ctx: Ctx, Form(form): Form<ContactForm>) -> Result<Response> {
    let done = once::carry_out(&ctx, &form.once, async {
        let (typed, responsible, _) = form.read(&ctx).await?;
        let id = keep::create(&ctx, typed, responsible).await?;
        let address = format!("/contacts/{id}");
        Ok((address.clone(), see_other(&address, Some(Notice::good(ctx.say.t("contacts-created"))))))
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

/// `GET /contacts/{id}/access`
pub async fn access(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    crate::records::access::page(&ctx, &ROOM, id).await
}

/// `GET /contacts/{id}/edit`
pub async fn edit(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    let contact = look::one(&ctx, id).await?;
    if !may(&ctx, &ROOM, (contact.portfolio, 0)).await?.edit {
        return Err(Error::Denied("edit_record"));
    }
    form_page(&ctx, Some(id), &ContactForm::of(contact), &Wrong::default(), html! {}).await
}

/// `POST /contacts/{id}`
pub async fn change(ctx: Ctx, Path(id): Path<i64>, Form(form): Form<ContactForm>) -> Result<Response> {
    let done = async {
        let (typed, _, version) = form.read(&ctx).await?;
        keep::change(&ctx, id, version, None, move |_| typed.clone()).await
    }
    .await;
    match done {
        Ok(()) => {
            let notice = Notice::good(ctx.say.t("records-saved"));
            Ok(see_other(&format!("/contacts/{id}"), Some(notice)))
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
async fn stale(ctx: &Ctx, id: i64, form: ContactForm) -> Result<Response> {
    let now = ContactForm::of(look::one(ctx, id).await?);
    let say = &ctx.say;
    let pairs = [
        (say.t("contacts-name"), now.name.clone(), form.name.clone()),
        (say.t("records-phones"), now.phones.join(", "), ways::joined(&form.phones)),
        (say.t("records-emails"), now.emails.join(", "), ways::joined(&form.emails)),
        (say.t("contacts-position"), now.position.clone(), form.position.clone()),
        (say.t("records-note"), now.note.clone(), form.note.replace("\r\n", "\n")),
    ];
    let differing: Vec<(String, String, String)> =
        pairs.into_iter().filter(|(_, now, typed)| now.trim() != typed.trim()).collect();
    let form = ContactForm { version: now.version, ..form };
    let page = form_page(ctx, Some(id), &form, &Wrong::default(), stale_notice(ctx, &differing)).await?;
    Ok((StatusCode::CONFLICT, page).into_response())
}

/// The one form of contacts: for a new one, and for one that is there.
async fn form_page(
    ctx: &Ctx,
    id: Option<i64>,
    form: &ContactForm,
    wrong: &Wrong,
    above: Markup,
) -> Result<Markup> {
    let say = &ctx.say;
    let (title, action, back) = match id {
        Some(id) => (say.t("contacts-edit"), format!("/contacts/{id}"), format!("/contacts/{id}")),
        None => (say.t("contacts-new"), "/contacts".to_owned(), "/contacts".to_owned()),
    };
    let company = LinkField {
        kind: Kind::Company,
        name: "company_id",
        words: "company_words",
        label: say.t("contacts-company"),
        selected: form.company_id.trim().parse().ok(),
        q: &form.company_words,
    };
    let responsible = match id {
        Some(_) => html! {},
        None => new_responsible(ctx, form, wrong).await?,
    };
    let way = Way::to(ctx, Kind::Contact, id).await?;
    let content = html! {
        (head(Head { crumbs: &way.crumbs(), ..Head::new(&title) }))
        @if let (Some(id), Ok(version)) = (id, form.version.parse()) { (watch::mark(Kind::Contact, id, version)) }
        (above)
        (wrong.summary(say))
        (edit_form(&action, html! {
            (once::field(ctx))
            @if !form.version.is_empty() { (hidden("version", &form.version)) }
            (form_grid(html! {
                (Input::text("name", say.t("contacts-name")).value(form.name.as_str()).required().focus()
                    .autocomplete("off").error(wrong.at("name")))
                (Input::text("position", say.t("contacts-position")).value(form.position.as_str())
                    .autocomplete("off").error(wrong.at("position")))
            }))
            (ways::fields(ctx, &form.phones, &form.emails, wrong))
            (form_grid(html! {
                (lines::link_select(ctx, company, wrong).await?)
                (responsible)
            }))
            (TextArea::new("note", say.t("records-note")).value(form.note.as_str()).error(wrong.at("note")))
            (buttons(html! {
                (button(Press::Main, say.t("records-save")))
                (link_button(Press::Quiet, say.t("records-cancel"), &back))
            }))
        }))
    };
    Ok(show(ctx, Nav::Contacts, &title, content))
}

async fn new_responsible(ctx: &Ctx, form: &ContactForm, wrong: &Wrong) -> Result<Markup> {
    let people = candidates_for_new(ctx, Kind::Contact).await?;
    let selected = form.responsible_id.trim().parse().ok().or(ctx.person_id());
    Ok(responsible_select(ctx, &people, None, selected, wrong))
}

/// `GET /contacts/assign`
pub async fn assign_page(ctx: Ctx, Query(picked): Query<ask::Picked>) -> Result<Response> {
    ask::assign(&ctx, &ROOM, &picked).await
}

/// `POST /contacts/assign`
pub async fn assign(ctx: Ctx, Form(picked): Form<ask::Picked>) -> Result<Response> {
    ask::assign(&ctx, &ROOM, &picked).await
}

/// `GET /contacts/delete`
pub async fn delete_page(ctx: Ctx, Query(picked): Query<ask::Picked>) -> Result<Response> {
    ask::delete(&ctx, &ROOM, &picked).await
}

/// `POST /contacts/delete`
pub async fn delete(ctx: Ctx, Form(picked): Form<ask::Picked>) -> Result<Response> {
    ask::delete(&ctx, &ROOM, &picked).await
}
