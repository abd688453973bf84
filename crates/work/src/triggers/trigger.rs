//! What a trigger is and says. No database, no clock.

use base::Change;
use base::error::Fields;
use serde::{Deserialize, Serialize};

use crate::pipelines::Pipelines;
use crate::records::typed;

/// What a trigger does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Does {
    /// Makes a task about the deal.
    #[default]
    Task,
    /// Gives the deal to somebody.
    Assign,
}

impl Does {
    pub const ALL: [Does; 2] = [Does::Task, Does::Assign];

    pub fn code(self) -> &'static str {
        match self {
            Does::Task => "task",
            Does::Assign => "assign",
        }
    }

    pub fn parse(code: &str) -> Option<Does> {
        Does::ALL.into_iter().find(|does| does.code() == code)
    }
}

/// All that a trigger is to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub name: String,
    pub pipeline_id: i64,
    /// The stage that sets it off.
    pub stage_id: i64,
    pub does: Does,
    /// A task for whoever is responsible for the deal.
    pub to_responsible: bool,
    /// The task's title.
    pub title: Option<String>,
    /// In so many days the task is due.
    pub days: i64,
    pub on: bool,
}

/// A trigger as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    pub id: i64,
    pub portfolio: i64,
    pub draft: Draft,
    /// Who holds its portfolio for triggers.
    pub holder: i64,
    /// The queue it gives to, by name.
    pub queue: Option<String>,
    pub version: i64,
}

impl Trigger {
    /// Whom it gives to, or who looks after it: a queue by its id, a person by theirs.
    pub fn receiver(&self) -> i64 {
        if self.queue.is_some() { self.portfolio } else { self.holder }
    }
}

/// What somebody wants a trigger to say; absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    pub name: Option<String>,
    pub stage: Option<i64>,
    pub does: Option<Does>,
    pub to_responsible: Option<bool>,
    /// A person or, for deals, a queue.
    pub receiver: Option<i64>,
    pub title: Option<String>,
    pub days: Option<i64>,
    pub on: Option<bool>,
}

const LONGEST_NAME: usize = 100;
/// The longest title of a task.
const LONGEST_TITLE: usize = 200;
/// The longest time for a task: a year.
const MOST_DAYS: i64 = 365;

impl Draft {
    /// A trigger as it begins: it makes a task for tomorrow and is on.
    pub fn begun() -> Draft {
        Draft {
            name: String::new(),
            pipeline_id: 0,
            stage_id: 0,
            does: Does::Task,
            to_responsible: false,
            title: None,
            days: 1,
            on: true,
        }
    }

    /// What it says once the input has changed it; notes what is wrong.
    pub fn with(mut self, wrong: &mut Fields, input: &Input, pipelines: &Pipelines) -> Draft {
        let name = input.name.as_deref().unwrap_or(&self.name).to_owned();
        self.name = typed::required_line(wrong, "name", &name, LONGEST_NAME);
        match pipelines.stage(input.stage.unwrap_or(self.stage_id)) {
            Some(stage) => (self.pipeline_id, self.stage_id) = (stage.pipeline_id, stage.id),
            None => wrong.add("stage_id", "error-deals-stage"),
        }
        self.does = input.does.unwrap_or(self.does);
        self.to_responsible = input.to_responsible.unwrap_or(self.to_responsible);
        if let Some(title) = &input.title {
            self.title = typed::line(wrong, "title", title, LONGEST_TITLE);
        }
        self.days = input.days.unwrap_or(self.days);
        match self.does {
            Does::Task if self.title.is_none() => wrong.add("title", "error-required"),
            Does::Task if !(0..=MOST_DAYS).contains(&self.days) => wrong.add("days", "error-triggers-days"),
            Does::Task => {}
            // Whoever is responsible has the deal already.
            Does::Assign => (self.to_responsible, self.title) = (false, None),
        }
        self.on = input.on.unwrap_or(self.on);
        self
    }

    /// What differs, as a person would read it; to whom it gives is the caller's to name.
    pub fn changes(&self, after: &Draft, pipelines: &Pipelines) -> Vec<Change> {
        let some = |text: &str| Some(text.to_owned());
        let stage = |draft: &Draft| pipelines.stage(draft.stage_id).map(|stage| stage.name.clone());
        let yes = |yes: bool| Some(if yes { "yes" } else { "no" }.to_owned());
        [
            Change::of("name", some(&self.name), some(&after.name)),
            Change::of("stage", stage(self), stage(after)),
            Change::of("does", some(self.does.code()), some(after.does.code())),
            Change::of("to_responsible", yes(self.to_responsible), yes(after.to_responsible)),
            Change::of("title", self.title.clone(), after.title.clone()),
            Change::of("days", Some(self.days.to_string()), Some(after.days.to_string())),
            Change::of("on", yes(self.on), yes(after.on)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipelines::{Outcome, Pipeline, Stage};

    fn refused(input: &Input) -> Vec<&'static str> {
        let stages = vec![Stage { id: 2, pipeline_id: 1, name: "New".into(), outcome: Outcome::Open }];
        let pipelines = Pipelines(vec![Pipeline { id: 1, name: "Sales".into(), version: 1, stages }]);
        let mut wrong = Fields::default();
        Draft::begun().with(&mut wrong, input, &pipelines);
        match wrong.check() {
            Err(base::Error::Invalid(problem)) => problem.fields.iter().map(|f| f.field).collect(),
            _ => Vec::new(),
        }
    }

    fn call() -> Input {
        Input {
            name: Some("Call".into()),
            stage: Some(2),
            title: Some("Call back".into()),
            ..Input::default()
        }
    }

    #[test]
    fn a_task_needs_a_title_and_a_time_within_a_year() {
        assert!(refused(&call()).is_empty());
        assert_eq!(refused(&Input { title: Some(" ".into()), ..call() }), ["title"]);
        for days in [-1, 366] {
            assert_eq!(refused(&Input { days: Some(days), ..call() }), ["days"]);
        }
        assert!(refused(&Input { does: Some(Does::Assign), title: None, ..call() }).is_empty());
        assert_eq!(refused(&Input { stage: Some(9), name: None, ..call() }), ["name", "stage_id"]);
    }
}
