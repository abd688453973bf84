//! Parts of the forms of records: who is responsible, what was wrong, what somebody else changed meanwhile.

use base::org::Name;
use base::web::components::*;
use base::words::Say;
use base::{Ctx, Error};
use maud::{Markup, html};

use super::place;

/// What was wrong with a form that came back: empty the first time.
#[derive(Clone, Debug, Default)]
pub struct Wrong(Vec<(&'static str, String)>);

impl Wrong {
    /// The fields of a 422; of any other refusal nothing.
    pub fn of(say: &Say, error: &Error) -> Wrong {
        match error {
            Error::Invalid(problem) => {
                Wrong(problem.fields.iter().map(|f| (f.field, f.sentence(say))).collect())
            }
            _ => Wrong::default(),
        }
    }

    /// The sentence for `.error(…)` of a field.
    pub fn at(&self, field: &str) -> Option<String> {
        self.0.iter().find(|(name, _)| *name == field).map(|(_, text)| text.clone())
    }

    /// All of them, for the top of the form.
    pub fn summary(&self, say: &Say) -> Markup {
        let errors: Vec<(&str, &str)> = self.0.iter().map(|(field, text)| (*field, text.as_str())).collect();
        error_summary(say.t("error-form"), &errors)
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
    html! {
        (PersonSelect::new("responsible_id", say.t("records-responsible"), &options)
            .selected(selected)
            .search(say.t("records-search"), say.t("records-nobody-found"))
            .error(wrong.at("responsible_id")))
    }
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
