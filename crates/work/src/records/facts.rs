//! What a card says, line by line, and what of it can be changed where it stands.

use base::web::components::{Change, editable};
use base::{Ctx, Kind};
use maud::{Markup, html};

use super::card::May;

/// The lines of one card, in the order in which they are said.
pub struct Facts<'a> {
    ctx: &'a Ctx,
    form: String,
    may: May,
    lines: Vec<(String, Markup)>,
}

impl<'a> Facts<'a> {
    pub fn of(ctx: &'a Ctx, kind: Kind, id: i64, may: May) -> Facts<'a> {
        Facts { ctx, form: format!("{}/{id}/edit", kind.path()), may, lines: Vec::new() }
    }

    /// Label (a dictionary key) and value; nothing is left out.
    pub fn says(&mut self, key: &str, value: Option<Markup>) {
        self.lines.extend(value.map(|value| (self.ctx.say.t(key), value)));
    }

    /// As `says`, with the names of the fields in which the reader may change it: then there is a line without a value, too.
    pub fn changes(&mut self, key: &str, fields: &str, value: Option<Markup>) {
        let label = self.ctx.say.t(key);
        if value.is_some() || self.may.edit {
            let value = self.changed_in(fields, &label, value.unwrap_or_else(|| html! { "—" }));
            self.lines.push((label, value));
        }
    }

    /// As `changes`, for who holds the record.
    pub fn held_by(&mut self, fields: &str, value: Option<Markup>) {
        if self.may.assign {
            self.changes("records-responsible", fields, value)
        } else {
            self.says("records-responsible", value)
        }
    }

    /// A value with the way to change it, where the reader may.
    pub fn changed_in(&self, fields: &str, label: &str, value: Markup) -> Markup {
        if !self.may.edit {
            return value;
        }
        let label = self.ctx.say.with("records-edit-what", &[("what", label.into())]);
        editable(value, &Change { form: &self.form, fields, label: &label })
    }

    pub fn extend(&mut self, lines: impl IntoIterator<Item = (String, Markup)>) {
        self.lines.extend(lines);
    }

    pub fn lines(&self) -> Vec<(&str, Markup)> {
        self.lines.iter().map(|(label, value)| (label.as_str(), value.clone())).collect()
    }
}
