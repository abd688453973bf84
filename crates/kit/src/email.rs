//! E-mail addresses of people, as identities and mail use them.

use std::fmt;

use email_address::{EmailAddress, Options};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// A checked address in lower case: two spellings that reach the same mailbox in practice are equal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// The text is not an address that mail can be sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not an e-mail address")]
pub struct NotAnEmail;

impl Email {
    /// Reads an address; spaces around it are ignored, case is folded, and a domain is the same in its own letters and as
    /// `xn--…` (UTS 46).
    ///
    /// Refused although the RFCs know them: display names, quoted local parts, bare IP addresses, and domains without
    /// a dot other than `localhost`. Each is a typing mistake far more often than a mailbox.
    pub fn parse(text: &str) -> Result<Email, NotAnEmail> {
        let address = in_its_letters(&text.trim().to_lowercase().nfc().collect::<String>());
        let options = Options::default().without_display_text().without_domain_literal();
        let parsed = EmailAddress::parse_with_options(&address, options).map_err(|_| NotAnEmail)?;
        let domain = parsed.domain();
        let reachable = domain == "localhost" || domain.contains('.');
        let plain = !address.contains(|c: char| c == '"' || c.is_whitespace() || c.is_control());
        if reachable && plain && address.len() <= MAX_LENGTH { Ok(Email(address)) } else { Err(NotAnEmail) }
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands after the `@`.
    pub fn domain(&self) -> &str {
        self.0.rsplit('@').next().unwrap_or_default()
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Email {
    type Error = NotAnEmail;
    fn try_from(text: String) -> Result<Email, NotAnEmail> {
        Email::parse(&text)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> String {
        email.0
    }
}

fn in_its_letters(address: &str) -> String {
    let Some((user, domain)) = address.rsplit_once('@') else { return address.to_owned() };
    match idna::domain_to_unicode(domain) {
        (domain, Ok(())) => format!("{user}@{domain}"),
        _ => address.to_owned(),
    }
}

/// The longest path SMTP can carry, without its angle brackets (RFC 5321, 4.5.3.1.3).
const MAX_LENGTH: usize = 254;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_spaces_around_do_not_matter() {
        let email = Email::parse("  Anna.Koval+crm@Example.COM\n").unwrap();
        assert_eq!(email.as_str(), "anna.koval+crm@example.com");
        assert_eq!(email.domain(), "example.com");
        assert_eq!(email, Email::parse("anna.koval+crm@example.com").unwrap());
        assert!(Email::parse("admin@localhost").is_ok());
        assert_eq!(Email::parse("Пошта@Приклад.укр").unwrap().as_str(), "пошта@приклад.укр");
    }

    // й as one sign and as two; a domain in its own letters and as mail servers spell it.
    #[test]
    fn one_address_has_one_spelling() {
        let spelled =
            ["йога@світанок.укр", "\u{438}\u{306}ога@світанок.укр", "ЙОГА@xn--80adzlfoi3n.xn--j1amh"];
        let read: Vec<String> = spelled.into_iter().map(|text| Email::parse(text).unwrap().into()).collect();
        assert_eq!(read, ["йога@світанок.укр"; 3]);
    }

    #[test]
    fn what_is_not_an_address_is_refused() {
        let long = format!("{}@{}.com", "a".repeat(60), "b.".repeat(100));
        let bad = [
            "",
            "anna",
            "anna@",
            "@example.com",
            "anna@example",
            "a@b@example.com",
            "anna@example..com",
            ".anna@example.com",
            "anna koval@example.com",
            "\"anna koval\"@example.com",
            "Anna <anna@example.com>",
            "anna@[127.0.0.1]",
            "anna@example.com\r\nBcc: all@example.com",
            "anna@exa mple.com",
            "anna@example.com,borys@example.com",
            long.as_str(),
        ];
        for text in bad {
            assert_eq!(Email::parse(text), Err(NotAnEmail), "{text}");
        }
    }

    #[test]
    fn json_is_checked_too() {
        assert_eq!(serde_json::from_str::<Email>("\"A@B.org\"").unwrap().as_str(), "a@b.org");
        assert!(serde_json::from_str::<Email>("\"a\"").is_err());
    }
}
