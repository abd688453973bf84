//! The server that takes letters, and one conversation with it.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::io;
use std::iter;
use std::sync::Arc;
use std::time::{Duration, Instant};

use lettre::message::Mailbox;
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use percent_encoding::percent_decode_str;
use tokio::sync::{Mutex, OwnedMutexGuard};
use url::{Host, Url};

use super::{Failure, Posted, Why};

/// How long it may take until a line stands, and until a letter is taken.
const CONNECT: Duration = Duration::from_secs(20);
const SEND: Duration = Duration::from_secs(60);
/// How long a line that nobody speaks on is kept for the next letter, and how many letters go over one: servers end longer
/// ones by themselves.
const IDLE: Duration = Duration::from_secs(5);
const MOST_LETTERS: usize = 20;
/// How long saying goodbye may take, and an answer to "are you there?".
const SHORT: Duration = Duration::from_secs(2);
/// How much of a server's answer is kept, in characters.
const MOST_WORDS: usize = 500;

/// The server that takes letters, and who sends them. One line at a time: a server that is silent holds up letters
/// alone, and many letters go over the line that one of them has opened.
pub struct Relay {
    host: String,
    port: u16,
    cover: Cover,
    credentials: Option<Credentials>,
    from: Mailbox,
    turn: Turn,
}

/// Whoever holds it may speak to the server; in it is the line that the last one left.
type Turn = Arc<Mutex<Option<Kept>>>;

/// A line that stands.
struct Kept {
    smtp: AsyncSmtpConnection,
    /// Since when it stands, by which it is known, and when it was last spoken on.
    since: Instant,
    used: Instant,
    letters: usize,
}

/// What keeps a line from being read on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cover {
    /// From the first byte: `smtps://`.
    Tls,
    /// After STARTTLS, or not at all.
    StartTls,
    None,
}

/// What is wrong with the address of a server or of a sender. Never says the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadRelay {
    #[error("the mail server is not an address like smtps://name:password@mail.example.com")]
    Url,
    #[error("tls is either left out (STARTTLS) or none")]
    Cover,
    #[error("a password may not travel unencrypted: leave ?tls=none out, or use smtps://")]
    OpenPassword,
    #[error("the sender is not an address like Smena <crm@example.com>")]
    Sender,
}

/// A conversation with the server that stands: who we are is told, and believed.
pub struct Line<'a> {
    kept: Kept,
    from: &'a Mailbox,
    turn: OwnedMutexGuard<Option<Kept>>,
}

impl Relay {
    /// `smtps://name:password@host:port` speaks TLS, `smtp://…` STARTTLS and nothing without it, `smtp://…?tls=none` in
    /// the open. Name and password are percent-encoded and may be left out, so may the port.
    ///
    /// # Errors
    /// When the server or the sender can't be read, and for a password in the open to anywhere but this machine.
    pub fn parse(url: &str, from: &str) -> Result<Relay, BadRelay> {
        let url = Url::parse(url.trim()).map_err(|_| BadRelay::Url)?;
        // Unknown schemes keep their hosts as written; reading them once more tells names from numbers.
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(BadRelay::Url)?;
        let host = Host::parse(host).map_err(|_| BadRelay::Url)?;
        let tls = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
        let (cover, usual) = match (url.scheme(), tls.as_deref()) {
            ("smtps", None) => (Cover::Tls, 465),
            ("smtp", None) => (Cover::StartTls, 587),
            ("smtp", Some("none")) => (Cover::None, 25),
            ("smtp" | "smtps", Some(_)) => return Err(BadRelay::Cover),
            _ => return Err(BadRelay::Url),
        };
        let credentials = credentials(&url)?;
        if cover == Cover::None && credentials.is_some() && !is_here(&host) {
            return Err(BadRelay::OpenPassword);
        }
        let from = from.trim().parse().map_err(|_| BadRelay::Sender)?;
        let host = match host {
            Host::Ipv6(address) => address.to_string(),
            other => other.to_string(),
        };
        let port = url.port().unwrap_or(usual);
        Ok(Relay { host, port, cover, credentials, from, turn: Turn::default() })
    }

    /// The server's name, without a password.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The sender's address.
    pub fn sender(&self) -> String {
        self.from.to_string()
    }

    /// A line to the server; `None` while somebody else has it.
    ///
    /// # Errors
    /// When no line stands: a failure that is never final, whatever the server says.
    pub async fn line(&self) -> Result<Option<Line<'_>>, Failure> {
        let Ok(mut turn) = Arc::clone(&self.turn).try_lock_owned() else { return Ok(None) };
        let kept = match turn.take() {
            Some(kept) => kept.if_it_stands().await,
            None => None,
        };
        let kept = match kept {
            Some(kept) => kept,
            None => {
                let smtp = in_time(CONNECT, self.connect()).await?.map_err(|error| self.no_line(&error))?;
                let now = Instant::now();
                tokio::spawn(hang_up(Arc::clone(&self.turn), now));
                Kept { smtp, since: now, used: now, letters: 0 }
            }
        };
        Ok(Some(Line { kept, from: &self.from, turn }))
    }

    /// Whether somebody has the line.
    pub fn is_taken(&self) -> bool {
        self.turn.try_lock().is_err()
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, SmtpError> {
        let hello = ClientId::Domain(self.from.email.domain().to_owned());
        let tls = || TlsParameters::new(self.host.clone());
        let at_once = if self.cover == Cover::Tls { Some(tls()?) } else { None };
        let server = (self.host.as_str(), self.port);
        let mut smtp =
            AsyncSmtpConnection::connect_tokio1(server, Some(CONNECT), &hello, at_once, None).await?;
        if self.cover == Cover::StartTls {
            smtp.starttls(tls()?, &hello).await?;
        }
        if let Some(credentials) = &self.credentials {
            smtp.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(smtp)
    }

    fn no_line(&self, error: &SmtpError) -> Failure {
        let code = error.status().map(u16::from);
        let why = match code {
            Some(code) if wants_sign_in(code) => Why::SignIn,
            Some(_) => Why::Later,
            None if error.is_tls() || breaks_tls(error) => Why::Insecure,
            None if error.is_client() && self.cover == Cover::StartTls => Why::Insecure,
            None if error.is_client() => Why::SignIn,
            None => Why::Unreachable,
        };
        Failure { why, code, words: words(error) }
    }
}

impl fmt::Debug for Relay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Relay({}:{})", self.host, self.port)
    }
}

impl Kept {
    async fn if_it_stands(mut self) -> Option<Kept> {
        let stands = tokio::time::timeout(SHORT, self.smtp.test_connected()).await;
        stands.unwrap_or_default().then_some(self)
    }

    async fn goodbye(mut self) {
        // What was sent is taken or refused by now: a server that is slow to say goodbye changes nothing.
        let _ = tokio::time::timeout(SHORT, self.smtp.abort()).await;
    }
}

/// Ends the line that stands since then once nobody has spoken on it for a while.
async fn hang_up(turn: Turn, since: Instant) {
    loop {
        tokio::time::sleep(IDLE).await;
        let Ok(mut turn) = turn.try_lock() else { continue };
        match turn.take() {
            Some(kept) if kept.since == since && kept.used.elapsed() < IDLE => *turn = Some(kept),
            Some(kept) if kept.since == since => {
                // Whoever wants a line opens another and waits for no goodbye.
                drop(turn);
                return kept.goodbye().await;
            }
            other => {
                *turn = other;
                return;
            }
        }
    }
}

impl Line<'_> {
    /// The sender, as letters name them.
    pub fn from(&self) -> &Mailbox {
        self.from
    }

    /// Hands a letter over; answers the server's words. The line stays for the next letter, if the server took this one.
    ///
    /// # Errors
    /// When the server didn't take it, or went silent: then it may have it all the same.
    pub async fn send(mut self, posted: &Posted) -> Result<String, Failure> {
        let taken = in_time(SEND, self.kept.smtp.send(&posted.envelope, &posted.mime)).await?;
        self.kept.letters += 1;
        match taken {
            Ok(response) => {
                self.kept.used = Instant::now();
                match self.kept.letters < MOST_LETTERS {
                    true => *self.turn = Some(self.kept),
                    false => self.kept.goodbye().await,
                }
                let lines: Vec<&str> = response.message().collect();
                Ok(shortened(&format!("{} {}", response.code(), lines.join(" "))))
            }
            Err(error) => {
                self.kept.goodbye().await;
                Err(not_taken(&error))
            }
        }
    }
}

fn not_taken(error: &SmtpError) -> Failure {
    let words = words(error);
    let code = error.status().map(u16::from);
    let why = match code {
        Some(400..500) => Why::Later,
        Some(code) if wants_sign_in(code) => Why::SignIn,
        Some(code) => Why::of_refusal(code, &words),
        None if error.is_client() => Why::Address,
        None => Why::Unreachable,
    };
    Failure { why, code, words }
}

/// Whether the line broke over a certificate or over what is no TLS at all: the library calls both a lost connection.
fn breaks_tls(error: &SmtpError) -> bool {
    causes(error).any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|cause| cause.kind() == io::ErrorKind::InvalidData)
    })
}

/// Whether the server wants to know who writes, or doesn't believe it (RFC 4954).
fn wants_sign_in(code: u16) -> bool {
    matches!(code, 530 | 534 | 535 | 538)
}

async fn in_time<T>(most: Duration, what: impl Future<Output = T>) -> Result<T, Failure> {
    let late = |_| Failure { why: Why::Unreachable, code: None, words: "no answer in time".into() };
    tokio::time::timeout(most, what).await.map_err(late)
}

/// What lies behind an error, from the nearest to the first cause.
fn causes(error: &SmtpError) -> impl Iterator<Item = &(dyn Error + 'static)> {
    iter::successors(error.source(), |cause: &&(dyn Error + 'static)| Error::source(*cause))
}

fn words(error: &SmtpError) -> String {
    shortened(&causes(error).last().map_or_else(|| error.to_string(), ToString::to_string))
}

fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<&str>>().join(" ");
    text.chars().take(MOST_WORDS).collect()
}

fn credentials(url: &Url) -> Result<Option<Credentials>, BadRelay> {
    let decoded = |text: &str| {
        let decoded = percent_decode_str(text).decode_utf8().map_err(|_| BadRelay::Url)?;
        Ok::<String, BadRelay>(decoded.into_owned())
    };
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        (name, Some(password)) => Ok(Some(Credentials::new(decoded(name)?, decoded(password)?))),
        (_, None) => Err(BadRelay::Url),
    }
}

fn is_here(host: &Host) -> bool {
    match host {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: &str = "Smena <crm@example.com>";

    #[test]
    fn a_server_is_named_as_operators_write_it() {
        let relay = Relay::parse("smtps://crm%40example.com:p%2Fw@mail.example.com", FROM).unwrap();
        assert_eq!((relay.host(), relay.port, relay.cover), ("mail.example.com", 465, Cover::Tls));
        assert_eq!(relay.sender(), FROM);
        let relay = Relay::parse("smtp://mail.example.com", FROM).unwrap();
        assert_eq!((relay.port, relay.cover), (587, Cover::StartTls));
        let relay = Relay::parse("smtp://name:word@127.0.0.1:2525?tls=none", FROM).unwrap();
        assert_eq!((relay.port, relay.cover), (2525, Cover::None));
        assert!(Relay::parse("smtp://10.0.0.7?tls=none", "crm@example.com").is_ok());
    }

    #[test]
    fn what_could_not_work_or_would_tell_a_password_is_refused() {
        let refused = |url: &str| Relay::parse(url, FROM).unwrap_err();
        for url in
            ["", "mail.example.com", "http://mail.example.com", "smtp://", "smtp://name@mail.example.com"]
        {
            assert_eq!(refused(url), BadRelay::Url, "{url}");
        }
        assert_eq!(refused("smtp://mail.example.com?tls=maybe"), BadRelay::Cover);
        assert_eq!(refused("smtp://name:word@mail.example.com?tls=none"), BadRelay::OpenPassword);
        for from in ["", "Smena", "crm@example.com, all@example.com"] {
            assert_eq!(
                Relay::parse("smtp://mail.example.com", from).unwrap_err(),
                BadRelay::Sender,
                "{from}"
            );
        }
    }

    #[test]
    fn no_password_is_ever_printed() {
        let relay = Relay::parse("smtps://name:word@mail.example.com", FROM).unwrap();
        assert_eq!(format!("{relay:?}"), "Relay(mail.example.com:465)");
    }
}
