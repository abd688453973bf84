//! Where passkeys can work: a browser binds each to the name of a site, which comes by https, or is this very machine. No
//! database.

use base::web::Visitor;
use base::{App, Error, Problem, Result};
use webauthn_rs::prelude::{Url, Webauthn, WebauthnBuilder};

/// The site that passkeys are bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The name without scheme and port.
    name: String,
    origin: Url,
}

/// Why they can't work under an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Plain http, or a number in place of a name: the operator sets a public address.
    NeedsHttps,
    /// On this machine, under a number: the same page has a name.
    NeedsLocalhost(String),
}

impl Place {
    /// The library for this site.
    ///
    /// # Errors
    /// 500 where the address is none.
    pub(super) fn library(&self) -> Result<Webauthn> {
        let builder = WebauthnBuilder::new(&self.name, &self.origin).map_err(broken)?;
        builder.rp_name("Smena").build().map_err(broken)
    }
}

impl Why {
    /// The same as a refusal.
    pub fn error(&self) -> Error {
        match self {
            Why::NeedsHttps => Error::conflict("error-passkeys-https"),
            Why::NeedsLocalhost(address) => {
                let problem = Problem::new("error-passkeys-localhost").with("address", address.as_str());
                Error::Conflict(problem)
            }
        }
    }
}

/// The site that the visitor is on.
///
/// # Errors
/// 409 `passkeys_https`, `passkeys_localhost`.
pub fn place(visitor: &Visitor) -> Result<Place> {
    usual(&visitor.app, &visitor.host).map_err(|why| why.error())
}

/// The public address, or without one the name of this machine that the browser says.
pub fn usual(app: &App, host: &str) -> Result<Place, Why> {
    read(app.settings.public_url.as_deref(), host)
}

fn read(public: Option<&str>, host: &str) -> Result<Place, Why> {
    let Some(public) = public else {
        let port = host.rsplit_once(':').map(|(_, port)| port).filter(|port| port.parse::<u16>().is_ok());
        let here =
            port.map_or_else(|| "http://localhost".to_owned(), |port| format!("http://localhost:{port}"));
        let is_here = host.split(':').next() == Some("localhost");
        return is_here.then(|| at(&here)).flatten().ok_or(Why::NeedsLocalhost(here));
    };
    at(public).ok_or(Why::NeedsHttps)
}

/// The site at this address, where passkeys can work there.
fn at(address: &str) -> Option<Place> {
    let url = Url::parse(address).ok()?;
    let name = url.domain()?.to_owned();
    let safe = url.scheme() == "https" || name == "localhost";
    let origin = Url::parse(&url.origin().ascii_serialization()).ok()?;
    safe.then_some(Place { name, origin })
}

fn broken(error: impl std::fmt::Display) -> Error {
    Error::Broken(format!("passkeys: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(public: Option<&str>, host: &str) -> Result<(String, String), Why> {
        read(public, host).map(|place| (place.name, place.origin.to_string()))
    }

    #[test]
    fn a_public_address_with_https_is_the_site_whatever_the_browser_says() {
        let site = ("crm.example.com".to_owned(), "https://crm.example.com/".to_owned());
        assert_eq!(named(Some("https://crm.example.com"), "10.0.0.7:7878"), Ok(site.clone()));
        assert_eq!(named(Some("https://CRM.example.com/"), ""), Ok(site));
        let port = named(Some("https://crm.example.com:8443"), "").map(|(_, origin)| origin);
        assert_eq!(port, Ok("https://crm.example.com:8443/".into()));
    }

    #[test]
    fn without_https_or_without_a_name_there_are_none() {
        for address in
            ["http://crm.example.com", "http://10.0.0.7:7878", "https://10.0.0.7", "https://[::1]", "crm"]
        {
            assert_eq!(named(Some(address), "localhost:7878"), Err(Why::NeedsHttps), "{address}");
        }
    }

    #[test]
    fn on_this_machine_the_page_has_to_be_called_by_its_name() {
        let here = || "http://localhost:7878".to_owned();
        assert_eq!(named(None, "localhost:7878"), Ok(("localhost".into(), format!("{}/", here()))));
        assert_eq!(named(Some("http://localhost:7878"), "").map(|(name, _)| name), Ok("localhost".into()));
        for host in ["127.0.0.1:7878", "[::1]:7878", "evil.example:7878", "localhost.evil.example:7878"] {
            assert_eq!(named(None, host), Err(Why::NeedsLocalhost(here())), "{host}");
        }
        assert_eq!(named(None, ""), Err(Why::NeedsLocalhost("http://localhost".into())));
    }
}
