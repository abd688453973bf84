//! What somebody typed into a public form, and what the form makes of it. No database, no clock.

use base::error::Fields;
use base::words::Say;
use kit::phone::Country;
use serde::{Deserialize, Serialize};

use super::form::{Asks, Draft};
use crate::contacts;
use crate::deals::LONGEST_TITLE;
use crate::records::typed;
use crate::records::ways::Ways;

/// A public form as it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub name: String,
    pub phone: String,
    pub email: String,
    pub company: String,
    pub message: String,
    /// Told apart by it: a double press.
    pub once: String,
    /// The trap: people don't see it.
    pub website: String,
}

/// What came, checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub name: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub company: Option<String>,
    pub message: Option<String>,
}

/// The longest line and the longest message, in characters: more is no message but a file.
const LONGEST_LINE: usize = 200;
const LONGEST_MESSAGE: usize = 5_000;

impl Typed {
    /// Whether a program filled in what people don't see.
    pub fn is_trapped(&self) -> bool {
        !self.website.trim().is_empty()
    }

    /// What came, or everything that is wrong with it. What the form does not ask for is dropped.
    pub fn read(&self, form: &Draft, home: Option<Country>) -> base::Result<Said> {
        let mut wrong = Fields::default();
        let asked = |asks: Asks, text: &str| if asks == Asks::Off { String::new() } else { text.to_owned() };
        let name = typed::required_line(&mut wrong, "name", &self.name, LONGEST_LINE);
        let (mut phones, mut emails) = (Fields::default(), Fields::default());
        let phone = Ways::read(&[asked(form.phone, &self.phone)], &[], home, &mut phones).phones.pop();
        let email = Ways::read(&[], &[asked(form.email, &self.email)], None, &mut emails).emails.pop();
        for (field, key, refused) in
            [("phone", "error-forms-phone", &phones), ("email", "error-forms-email", &emails)]
        {
            if !refused.is_empty() {
                wrong.add(field, key);
            }
        }
        let company = typed::line(&mut wrong, "company", &asked(form.company, &self.company), LONGEST_LINE);
        let message =
            typed::lines(&mut wrong, "message", &asked(form.message, &self.message), LONGEST_MESSAGE);
        let lacking = [
            ("phone", form.phone, phone.is_none() && phones.is_empty()),
            ("email", form.email, email.is_none() && emails.is_empty()),
            ("company", form.company, company.is_none()),
            ("message", form.message, message.is_none()),
        ];
        for (field, asks, lacks) in lacking {
            if asks == Asks::Required && lacks {
                wrong.add(field, "error-required");
            }
        }
        wrong.check()?;
        Ok(Said { name, phone, email, company, message })
    }
}

impl Said {
    pub fn ways(&self) -> Ways {
        Ways { phones: self.phone.iter().cloned().collect(), emails: self.email.iter().cloned().collect() }
    }

    /// The contact that it is from, where there is none yet.
    pub fn contact(&self) -> contacts::Draft {
        contacts::Draft { name: self.name.clone(), ways: self.ways(), ..contacts::Draft::default() }
    }

    /// The deal's title: the form and the person.
    pub fn title(&self, form: &str) -> String {
        format!("{form}: {}", self.name).chars().take(LONGEST_TITLE).collect()
    }

    /// The deal's note: the company, if one was named, and the message.
    pub fn note(&self, say: &Say) -> Option<String> {
        let company = self.company.as_ref().map(|name| format!("{}: {name}", say.t("forms-company")));
        let parts: Vec<String> = company.into_iter().chain(self.message.clone()).collect();
        (!parts.is_empty()).then(|| parts.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipelines::Pipelines;
    use kit::lang::Lang;

    fn form() -> Draft {
        let begun = Draft::begun(Lang::En, &Pipelines::default());
        Draft { email: Asks::Required, ..begun }
    }

    fn typed() -> Typed {
        let text = |text: &str| text.to_owned();
        Typed { name: text(" Marta  Lis "), email: text("Marta@Example.com"), ..Typed::default() }
    }

    fn refused(typed: &Typed) -> Vec<(&'static str, &'static str)> {
        match typed.read(&form(), None) {
            Err(base::Error::Invalid(problem)) => problem.fields.iter().map(|f| (f.field, f.key)).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn what_was_typed_is_tidied_and_what_is_not_asked_is_dropped() {
        let said =
            Typed { company: "Acme".into(), message: " Hi\r\nthere ".into(), ..typed() }.read(&form(), None);
        let said = said.unwrap_or_default();
        assert_eq!((said.name.as_str(), said.email.as_deref()), ("Marta Lis", Some("marta@example.com")));
        assert_eq!((said.company.as_deref(), said.message.as_deref()), (None, Some("Hi\nthere")));
        assert_eq!(said.title("Site"), "Site: Marta Lis");
    }

    #[test]
    fn everything_wrong_is_named_beside_its_field() {
        let bad = Typed { name: " ".into(), phone: "call me".into(), email: "marta@".into(), ..typed() };
        let expected =
            [("name", "error-required"), ("phone", "error-forms-phone"), ("email", "error-forms-email")];
        assert_eq!(refused(&bad), expected);
        assert_eq!(refused(&Typed { email: String::new(), ..typed() }), [("email", "error-required")]);
        assert_eq!(
            refused(&Typed { message: "я".repeat(5_001), ..typed() }),
            [("message", "error-too-long")]
        );
        assert_eq!(refused(&Typed { name: "я".repeat(201), ..typed() }), [("name", "error-too-long")]);
    }

    #[test]
    fn only_programs_fill_in_the_trap() {
        assert!(!typed().is_trapped());
        assert!(Typed { website: "http://spam.example".into(), ..typed() }.is_trapped());
    }
}
