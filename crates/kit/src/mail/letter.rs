//! A letter as it travels: MIME, with the same words as text and as HTML.

use std::time::{Duration, UNIX_EPOCH};

use lettre::address::Envelope;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, Message};
use url::Host;

use super::{Failure, Why};

/// What is to be sent, and to whom.
#[derive(Clone, Debug)]
pub struct Letter<'a> {
    /// Tells this letter, this time, from all others of the sender's domain.
    pub id: &'a str,
    /// When it was written, ms UTC.
    pub at: i64,
    pub to: &'a str,
    pub to_name: &'a str,
    /// The language of its words.
    pub lang: &'a str,
    pub subject: &'a str,
    pub text: &'a str,
    pub html: &'a str,
}

/// A letter in its envelope.
#[derive(Clone, Debug)]
pub struct Posted {
    pub(super) envelope: Envelope,
    pub(super) mime: Vec<u8>,
}

impl Posted {
    /// Puts the letter into an envelope.
    ///
    /// # Errors
    /// [`Why::Address`] when the address can't be written down.
    pub fn new(from: &Mailbox, letter: &Letter<'_>) -> Result<Posted, Failure> {
        let wrong = |words: String| Failure { why: Why::Address, code: None, words: words.trim().to_owned() };
        let to = address(letter.to).ok_or_else(|| wrong(letter.to.to_owned()))?;
        let name = Some(letter.to_name.to_owned()).filter(|name| !name.is_empty());
        let at = UNIX_EPOCH + Duration::from_millis(u64::try_from(letter.at).unwrap_or_default());
        let message = Message::builder()
            .message_id(Some(format!("<{}@{}>", letter.id, from.email.domain())))
            .date(at)
            .from(from.clone())
            .to(Mailbox::new(name, to))
            .subject(letter.subject)
            .raw_header(plain("Auto-Submitted", "auto-generated"))
            .raw_header(plain("Content-Language", letter.lang))
            .multipart(MultiPart::alternative_plain_html(letter.text.to_owned(), letter.html.to_owned()))
            .map_err(|error| wrong(error.to_string()))?;
        Ok(Posted { envelope: message.envelope().clone(), mime: message.formatted() })
    }
}

/// The address with a domain that every server reads: xn--… for one in other letters.
pub(super) fn address(text: &str) -> Option<Address> {
    let (user, domain) = text.rsplit_once('@')?;
    let domain = match Host::parse(domain).ok()? {
        Host::Domain(domain) => domain,
        Host::Ipv4(_) | Host::Ipv6(_) => return None,
    };
    Address::new(user, domain).ok()
}

fn plain(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(to: &str, subject: &str) -> Result<Posted, Failure> {
        let letter = Letter {
            id: "7.1",
            at: 1_795_424_400_000,
            to,
            to_name: "Петро Лис",
            lang: "uk",
            subject,
            text: "Вітаємо!\n",
            html: "<p>Вітаємо!</p>",
        };
        Posted::new(&"Smena <crm@example.com>".parse().unwrap(), &letter)
    }

    #[test]
    fn whatever_its_words_it_travels_as_plain_ascii() {
        let posted = posted("petro@приклад.укр", "Запрошення до «Світанку»").unwrap();
        let mime = String::from_utf8(posted.mime).unwrap();
        assert!(mime.is_ascii());
        assert!(mime.lines().all(|line| line.len() <= 998));
        for header in [
            "Message-ID: <7.1@example.com>",
            "Date: Mon, 23 Nov 2026 09:00:00 +0000",
            "Auto-Submitted: auto-generated",
            "Content-Language: uk",
            "Subject: =?utf-8?",
        ] {
            assert!(mime.contains(header), "{header} is not in {mime}");
        }
        assert_eq!(posted.envelope.to()[0].to_string(), "petro@xn--80aikifvh.xn--j1amh");
    }

    #[test]
    fn nothing_slips_into_the_headers() {
        let mime = posted("petro@example.com", "Hello\r\nBcc: all@example.com").unwrap().mime;
        assert!(!String::from_utf8(mime).unwrap().lines().any(|line| line.starts_with("Bcc")));
        let failure = posted("petro@example.com\r\nBcc: all@example.com", "Hello").unwrap_err();
        assert_eq!(failure.why, Why::Address);
    }
}
