//! The ways to reach a contact or a company: telephone numbers and e-mail addresses.

use base::error::Fields;
use base::web::components::*;
use base::{Ctx, Result};
use kit::email::Email;
use kit::phone::Country;
use maud::{Markup, html};
use serde::{Deserialize, Serialize};

use super::facts::Facts;
use super::form::Wrong;

/// Checked numbers, each in the one way of writing it, and addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ways {
    pub phones: Vec<String>,
    pub emails: Vec<String>,
}

/// More of a kind than this is a pasted list, not one contact.
const MOST: usize = 20;
const LONGEST_PHONE: usize = 60;

impl Ways {
    /// Reads what was typed; leaves out what is empty or comes twice, and notes what is wrong. `home`: where numbers without
    /// a `+` are from.
    pub fn read(phones: &[String], emails: &[String], home: Option<Country>, wrong: &mut Fields) -> Ways {
        Ways { phones: read_phones(phones, home, wrong), emails: read_emails(emails, wrong) }
    }

    /// As the columns `phones` and `emails` keep them.
    pub fn columns(&self) -> Result<(String, String)> {
        let json =
            |list: &[String]| serde_json::to_string(list).map_err(|e| base::Error::Broken(e.to_string()));
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
    let parts: Vec<String> =
        parts.into_iter().map(kit::text::normalise).filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

fn read_phones(typed: &[String], home: Option<Country>, wrong: &mut Fields) -> Vec<String> {
    let mut phones: Vec<String> = Vec::new();
    for phone in typed.iter().map(|phone| kit::phone::tidy(phone, home)).filter(|phone| !phone.is_empty()) {
        let digits = kit::text::digits(&phone);
        if digits.len() < 2 || phone.chars().count() > LONGEST_PHONE {
            wrong.add_with("phones", "error-ways-phone", vec![("phone", phone.as_str().into())]);
        } else if !phones.iter().any(|known| kit::text::digits(known) == digits) {
            phones.push(phone);
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

/// The fields of a form: one for each, and an empty one to add another.
pub fn fields(ctx: &Ctx, phones: &[String], emails: &[String], wrong: &Wrong) -> Markup {
    let say = &ctx.say;
    html! {
        (group(say.t("records-phones"), form_grid(html! {
            @for (n, phone) in with_room(phones).enumerate() {
                (Input::tel("phones", numbered(say.t("records-phone"), n)).id(nth_id("phones", n)).value(phone)
                    .autocomplete("off").error(if n == 0 { wrong.at("phones") } else { None }))
            }
        })))
        (group(say.t("records-emails"), form_grid(html! {
            @for (n, email) in with_room(emails).enumerate() {
                (Input::text("emails", numbered(say.t("records-email"), n)).id(nth_id("emails", n)).value(email)
                    .autocomplete("off").error(if n == 0 { wrong.at("emails") } else { None }))
            }
        })))
    }
}

fn with_room(typed: &[String]) -> impl Iterator<Item = &str> {
    typed.iter().map(String::as_str).filter(|text| !text.trim().is_empty()).chain(std::iter::once(""))
}

fn numbered(label: String, n: usize) -> String {
    if n == 0 { label } else { format!("{label} {}", n + 1) }
}

/// The first keeps the usual id: the summary of errors leads there.
fn nth_id(name: &str, n: usize) -> String {
    if n == 0 { format!("f-{name}") } else { format!("f-{name}-{}", n + 1) }
}

/// In a row of text: numbers to dial, addresses to write to.
pub fn inline(ctx: &Ctx, ways: &Ways) -> Markup {
    let phones = ways.phones.iter().map(|number| phone(number, ctx.account.home()));
    let emails = ways.emails.iter().map(|email| email_link(email));
    html! { @for (n, link) in phones.chain(emails).enumerate() { @if n > 0 { ", " } (link) } }
}

/// What was typed, in one line.
pub fn joined(typed: &[String]) -> String {
    let typed: Vec<&str> = typed.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
    typed.join(", ")
}

/// As facts of a card.
pub fn facts(ctx: &Ctx, facts: &mut Facts<'_>, ways: &Ways) {
    let lines =
        |links: Vec<Markup>| (!links.is_empty()).then(|| html! { @for link in links { div { (link) } } });
    facts.changes(
        "records-phones",
        "phones",
        lines(ways.phones.iter().map(|number| phone(number, ctx.account.home())).collect()),
    );
    facts.changes(
        "records-emails",
        "emails",
        lines(ways.emails.iter().map(|email| email_link(email)).collect()),
    );
}

/// The first number and the first address, for two cells of a list.
pub fn cells(ctx: &Ctx, ways: &Ways) -> [Markup; 2] {
    let phone = ways.phones.first().map(|number| phone(number, ctx.account.home()));
    let email = ways.emails.first().map(|email| email_link(email));
    [html! { @if let Some(link) = phone { (link) } }, html! { @if let Some(link) = email { (link) } }]
}

fn email_link(email: &str) -> Markup {
    html! { a href={ "mailto:" (base::web::faults::form_encoded(email).replace("%40", "@")) } { (email) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(list: &[&str]) -> Vec<String> {
        list.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn numbers_come_once_and_in_one_way() {
        let mut wrong = Fields::default();
        let phones = texts(&[" +38 (044) 123-45-67 ", "", "380441234567", "044 123 45 67", "102"]);
        let emails = texts(&["Anna@Example.com", "anna@example.com "]);
        let ways = Ways::read(&phones, &emails, Country::parse("UA"), &mut wrong);
        assert!(wrong.is_empty());
        assert_eq!(ways.phones, ["+380 44 123 4567", "102"]);
        assert_eq!(ways.emails, ["anna@example.com"]);
    }

    #[test]
    fn everything_wrong_is_named_at_once() {
        let mut wrong = Fields::default();
        Ways::read(&texts(&["call me", &"1".repeat(61)]), &texts(&["anna@", "anna"]), None, &mut wrong);
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
