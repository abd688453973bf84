//! What a form is and says. No database, no clock.

use base::Change;
use base::error::Fields;
use kit::lang::Lang;
use serde::{Deserialize, Serialize};

use crate::pipelines::{Outcome, Pipelines};
use crate::records::typed;

/// Whether a form asks for something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Asks {
    Off,
    #[default]
    Optional,
    Required,
}

impl Asks {
    pub const ALL: [Asks; 3] = [Asks::Off, Asks::Optional, Asks::Required];

    pub fn code(self) -> &'static str {
        match self {
            Asks::Off => "off",
            Asks::Optional => "optional",
            Asks::Required => "required",
        }
    }

    pub fn parse(code: &str) -> Option<Asks> {
        Asks::ALL.into_iter().find(|asks| asks.code() == code)
    }
}

/// All that a form is to say. It always asks for a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub name: String,
    pub lang: Lang,
    pub pipeline_id: i64,
    /// Where its deals begin.
    pub stage_id: i64,
    pub phone: Asks,
    pub email: Asks,
    pub company: Asks,
    pub message: Asks,
    /// Said afterwards instead of the usual words.
    pub thanks: Option<String>,
    /// Where to go afterwards.
    pub next_url: Option<String>,
    pub on: bool,
}

/// A form as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub id: i64,
    pub portfolio: i64,
    /// The last part of its address.
    pub key: String,
    pub draft: Draft,
    /// The job that brings in what waits.
    pub job: Option<i64>,
    /// Who holds its portfolio for sources.
    pub holder: i64,
    /// The queue it brings to, by name.
    pub queue: Option<String>,
    pub version: i64,
}

impl Form {
    /// Whom it brings to: a queue by its id, a person by theirs.
    pub fn receiver(&self) -> i64 {
        if self.queue.is_some() { self.portfolio } else { self.holder }
    }
}

/// What somebody wants a form to say; absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    pub name: Option<String>,
    pub lang: Option<String>,
    pub stage: Option<i64>,
    /// A person or a queue.
    pub receiver: Option<i64>,
    pub phone: Option<Asks>,
    pub email: Option<Asks>,
    pub company: Option<Asks>,
    pub message: Option<Asks>,
    pub thanks: Option<String>,
    pub next_url: Option<String>,
    pub on: Option<bool>,
}

/// The longest name and text afterwards, and the longest address to go to.
const LONGEST_NAME: usize = 100;
const LONGEST_THANKS: usize = 1_000;
const LONGEST_ADDRESS: usize = 500;

impl Draft {
    /// A form as it begins: in this language, at the first stage, on.
    pub fn begun(lang: Lang, pipelines: &Pipelines) -> Draft {
        let stage = pipelines.beginning(None);
        Draft {
            name: String::new(),
            lang,
            pipeline_id: stage.map_or(0, |stage| stage.pipeline_id),
            stage_id: stage.map_or(0, |stage| stage.id),
            phone: Asks::Optional,
            email: Asks::Optional,
            company: Asks::Off,
            message: Asks::Optional,
            thanks: None,
            next_url: None,
            on: true,
        }
    }

    /// What it says once the input has changed it; notes what is wrong.
    pub fn with(mut self, wrong: &mut Fields, input: &Input, pipelines: &Pipelines) -> Draft {
        let name = input.name.as_deref().unwrap_or(&self.name).to_owned();
        self.name = typed::required_line(wrong, "name", &name, LONGEST_NAME);
        if let Some(lang) = &input.lang {
            match Lang::parse(lang) {
                Some(lang) => self.lang = lang,
                None => wrong.add("lang", "error-forms-lang"),
            }
        }
        let stage = input.stage.unwrap_or(self.stage_id);
        match pipelines.stage(stage).filter(|stage| stage.outcome == Outcome::Open) {
            Some(stage) => (self.pipeline_id, self.stage_id) = (stage.pipeline_id, stage.id),
            None => wrong.add("stage_id", "error-forms-stage"),
        }
        self.phone = input.phone.unwrap_or(self.phone);
        self.email = input.email.unwrap_or(self.email);
        self.company = input.company.unwrap_or(self.company);
        self.message = input.message.unwrap_or(self.message);
        if let Some(thanks) = &input.thanks {
            self.thanks = typed::lines(wrong, "thanks", thanks, LONGEST_THANKS);
        }
        if let Some(address) = &input.next_url {
            self.next_url = typed::line(wrong, "next_url", address, LONGEST_ADDRESS);
            if self.next_url.as_deref().is_some_and(|address| !is_https(address)) {
                wrong.add("next_url", "error-forms-address");
            }
        }
        self.on = input.on.unwrap_or(self.on);
        self
    }

    /// What differs, as a person would read it; who receives is the caller's to name.
    pub fn changes(&self, after: &Draft, pipelines: &Pipelines) -> Vec<Change> {
        let some = |text: &str| Some(text.to_owned());
        let stage = |draft: &Draft| pipelines.stage(draft.stage_id).map(|stage| stage.name.clone());
        let asks = |field: &str, was: Asks, is: Asks| Change::of(field, some(was.code()), some(is.code()));
        [
            Change::of("name", some(&self.name), some(&after.name)),
            Change::of("lang", some(self.lang.code()), some(after.lang.code())),
            Change::of("stage", stage(self), stage(after)),
            asks("asks_phone", self.phone, after.phone),
            asks("asks_email", self.email, after.email),
            asks("asks_company", self.company, after.company),
            asks("asks_message", self.message, after.message),
            Change::of("thanks", self.thanks.clone(), after.thanks.clone()),
            Change::of("next_url", self.next_url.clone(), after.next_url.clone()),
            switched(self.on, after.on),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// On or off, before and after.
pub fn switched(was: bool, is: bool) -> Option<Change> {
    let word = |on: bool| Some(if on { "yes" } else { "no" }.to_owned());
    Change::of("on", word(was), word(is))
}

/// An address of another site that may be gone to: https, with a host, without anything that isn't text.
fn is_https(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("https://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    !host.is_empty()
        && !host.contains('@')
        && !address.contains(|c: char| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipelines::{Pipeline, Stage};

    fn pipelines() -> Pipelines {
        let stage = |id, outcome| Stage { id, pipeline_id: 1, name: format!("Stage {id}"), outcome };
        let stages = vec![stage(2, Outcome::Open), stage(3, Outcome::Open), stage(4, Outcome::Won)];
        Pipelines(vec![Pipeline { id: 1, name: "Sales".into(), version: 1, stages }])
    }

    fn read(input: &Input) -> (Draft, Vec<&'static str>) {
        let mut wrong = Fields::default();
        let draft = Draft::begun(Lang::Uk, &pipelines()).with(&mut wrong, input, &pipelines());
        let fields = match wrong.check() {
            Err(base::Error::Invalid(problem)) => problem.fields.iter().map(|f| f.field).collect(),
            _ => Vec::new(),
        };
        (draft, fields)
    }

    #[test]
    fn a_form_begins_at_the_first_stage_and_needs_only_a_name() {
        let (draft, wrong) = read(&Input { name: Some(" Site ".into()), ..Input::default() });
        assert_eq!((draft.name.as_str(), draft.stage_id, draft.lang, wrong.len()), ("Site", 2, Lang::Uk, 0));
        assert_eq!(read(&Input::default()).1, ["name"]);
    }

    #[test]
    fn closed_and_unknown_stages_languages_and_addresses_are_refused() {
        let named = || Input { name: Some("Site".into()), ..Input::default() };
        for stage in [4, 9] {
            assert_eq!(read(&Input { stage: Some(stage), ..named() }).1, ["stage_id"]);
        }
        assert_eq!(read(&Input { lang: Some("xx".into()), ..named() }).1, ["lang"]);
        for address in
            ["http://a.example", "https://", "https:///x", "javascript:alert(1)", "https://a@b", "//a"]
        {
            assert_eq!(
                read(&Input { next_url: Some(address.into()), ..named() }).1,
                ["next_url"],
                "{address}"
            );
        }
        assert!(
            read(&Input { next_url: Some("https://a.example/thanks?x=1".into()), ..named() }).1.is_empty()
        );
        assert!(read(&Input { next_url: Some(" ".into()), ..named() }).1.is_empty());
    }

    #[test]
    fn only_what_differs_is_a_change() {
        let (before, _) = read(&Input { name: Some("Site".into()), ..Input::default() });
        assert!(before.changes(&before, &pipelines()).is_empty());
        let after = Draft { on: false, phone: Asks::Required, ..before.clone() };
        let fields: Vec<String> = before.changes(&after, &pipelines()).into_iter().map(|c| c.field).collect();
        assert_eq!(fields, ["asks_phone", "on"]);
    }
}
