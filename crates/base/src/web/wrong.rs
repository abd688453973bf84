//! What was wrong with a form that came back.

use maud::Markup;

use super::components::error_summary;
use crate::Error;
use crate::words::Say;

/// The refused fields and why: empty the first time.
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
