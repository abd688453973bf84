//! The ways to reach a contact or a company: telephone numbers and e-mail addresses.

use base::Result;
use base::error::Fields;
use kit::email::Email;
use serde::{Deserialize, Serialize};

/// Checked numbers, kept as they were typed, and addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ways {
    pub phones: Vec<String>,
    pub emails: Vec<String>,
}

/// More of a kind than this is a pasted list, not one contact.
const MOST: usize = 20;
const LONGEST_PHONE: usize = 60;

impl Ways {
    /// Reads what was typed; leaves out what is empty or comes twice, and notes what is wrong.
    pub fn read(phones: &[String], emails: &[String], wrong: &mut Fields) -> Ways {
        Ways { phones: read_phones(phones, wrong), emails: read_emails(emails, wrong) }
    }

    /// As the columns `phones` and `emails` keep them.
    pub fn columns(&self) -> Result<(String, String)> {
        let json = |list: &[String]| serde_json::to_string(list).map_err(|e| base::Error::Broken(e.to_string()));
        Ok((json(&self.phones)?, json(&self.emails)?))
    }

    /// The reverse of `columns`.
    pub fn from_columns(phones: &str, emails: &str) -> Result<Ways> {
        let list = |json: &str| {
            serde_json::from_str(json).map_err(|e| base::Error::Broken(format!("phones or e-mails: {e}")))
        };
        Ok(Ways { phones: list(phones)?, emails: list(emails)? })
    }

    /// Everything that a search may find them by.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.phones.iter().chain(&self.emails).map(String::as_str)
    }

    pub fn is_empty(&self) -> bool {
        self.phones.is_empty() && self.emails.is_empty()
    }
}

/// What is searched: each part made comparable by itself, so that a name's last digits never join a number.
pub fn search_text<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let parts: Vec<String> = parts.into_iter().map(kit::text::normalise).filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

fn read_phones(typed: &[String], wrong: &mut Fields) -> Vec<String> {
    let mut phones: Vec<String> = Vec::new();
    for phone in typed.iter().map(|phone| phone.trim()).filter(|phone| !phone.is_empty()) {
        let digits = kit::text::digits(phone);
        if digits.len() < 2 || phone.chars().count() > LONGEST_PHONE {
            wrong.add_with("phones", "error-ways-phone", vec![("phone", phone.into())]);
        } else if !phones.iter().any(|known| kit::text::digits(known) == digits) {
            phones.push(phone.to_owned());
        }
    }
    if phones.len() > MOST {
        wrong.add("phones", "error-ways-many");
    }
    phones
}

fn read_emails(typed: &[String], wrong: &mut Fields) -> Vec<String> {
    let mut emails: Vec<String> = Vec::new();
    for typed in typed.iter().map(|email| email.trim()).filter(|email| !email.is_empty()) {
        match Email::parse(typed) {
            Ok(email) if !emails.iter().any(|known| known == email.as_str()) => emails.push(email.into()),
            Ok(_) => {}
            Err(_) => wrong.add_with("emails", "error-ways-email", vec![("email", typed.into())]),
        }
    }
    if emails.len() > MOST {
        wrong.add("emails", "error-ways-many");
    }
    emails
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(list: &[&str]) -> Vec<String> {
        list.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn numbers_stay_as_typed_and_come_once() {
        let mut wrong = Fields::default();
        let phones = texts(&[" +38 (044) 123-45-67 ", "", "380441234567", "102"]);
        let ways = Ways::read(&phones, &texts(&["Anna@Example.com", "anna@example.com "]), &mut wrong);
        assert!(wrong.is_empty());
        assert_eq!(ways.phones, ["+38 (044) 123-45-67", "102"]);
        assert_eq!(ways.emails, ["anna@example.com"]);
    }

    #[test]
    fn everything_wrong_is_named_at_once() {
        let mut wrong = Fields::default();
        Ways::read(&texts(&["call me", &"1".repeat(61)]), &texts(&["anna@", "anna"]), &mut wrong);
        let base::Error::Invalid(problem) = wrong.into_error() else { panic!("not a refusal") };
        let fields: Vec<&str> = problem.fields.iter().map(|f| f.field).collect();
        assert_eq!(fields, ["phones", "phones", "emails", "emails"]);
    }

    #[test]
    fn a_name_that_ends_in_digits_does_not_join_the_number() {
        let text = search_text(["Склад 24", "044 123 45 67", "Stock@Example.com"]);
        assert_eq!(text, "склад 24 0441234567 stock@example.com");
    }

    #[test]
    fn columns_go_there_and_back() {
        let ways = Ways { phones: texts(&["1\"2"]), emails: texts(&["a@b.c"]) };
        let (phones, emails) = ways.columns().unwrap();
        assert_eq!(Ways::from_columns(&phones, &emails).unwrap(), ways);
        assert!(Ways::from_columns("{", "[]").is_err());
    }
}
