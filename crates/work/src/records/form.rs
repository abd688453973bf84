//! Parts of the forms of records: who is responsible, what was wrong, what somebody else changed meanwhile.

pub use base::web::Wrong;

use base::org::Name;
use base::web::components::*;
use base::{Ctx, Kind, Result};
use maud::{Markup, html};

use super::{lines, place};

/// The way to a form: the list, and the card of the record that it changes.
pub struct Way(Vec<(String, String)>);

impl Way {
    pub async fn to(ctx: &Ctx, kind: Kind, id: Option<i64>) -> Result<Way> {
        let list = (ctx.say.t(&format!("kind-{}", kind.code())), kind.path().to_owned());
        let Some(id) = id else { return Ok(Way(vec![list])) };
        let line = ctx.read(move |tx| Ok(lines::find(tx, kind, &[id])?.remove(&id))).await?;
        let card = line.map(|line| (line.title, format!("{}/{id}", kind.path())));
        Ok(Way(std::iter::once(list).chain(card).collect()))
    }

    pub fn crumbs(&self) -> Vec<Crumb<'_>> {
        self.0.iter().map(|(label, href)| Crumb { label, href }).collect()
    }
}

/// Choosing who is responsible. `current` holds the record now and stays on offer, even where nothing new may
/// reach them.
pub fn responsible_select(
    ctx: &Ctx,
    people: &[place::Candidate],
    current: Option<&Name>,
    selected: Option<i64>,
    wrong: &Wrong,
) -> Markup {
    let say = &ctx.say;
    let mut options = options(people);
    if let Some(current) = current.filter(|current| people.iter().all(|p| p.id != current.id)) {
        options.insert(0, Candidate::new(current.id, current.name.as_str(), ""));
    }
    let select = PersonSelect::new("responsible_id", say.t("records-responsible"), &options)
        .selected(selected)
        .search(say.t("records-search"), say.t("records-nobody-found"))
        .required()
        .error(wrong.at("responsible_id"));
    let select = if selected.is_some() { select } else { select.none(say.t("records-not-chosen")) };
    html! { (select) }
}

/// People as the component wants them.
pub fn options(people: &[place::Candidate]) -> Vec<Candidate<'_>> {
    people.iter().map(|p| Candidate::new(p.id, p.name.as_str(), p.note.as_str())).collect()
}

/// Somebody changed the record while it was edited: what it says now beside what was typed, field by field.
pub fn stale_notice(ctx: &Ctx, differing: &[(String, String, String)]) -> Markup {
    let say = &ctx.say;
    let lines = differing.iter().map(|(label, now, typed)| {
        Line::new(0, label.as_str(), vec![html! { (label) }, html! { (now) }, html! { (typed) }])
    });
    let columns = ["records-field", "records-now", "records-typed"].map(|key| Column::new(say.t(key)));
    html! {
        (notice(Tone::Warn, say.t("error-stale")))
        @if !differing.is_empty() {
            (Table::new(say.t("records-differs"), columns.into(), lines.collect()))
        }
    }
}
