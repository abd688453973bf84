//! Who is at the door. Pages come with a cookie, programs with a bearer secret; one never does for the other, so a
//! forged form can't reach the API.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use kit::lang::Lang;
use kit::token;

use super::faults::{FACTOR, PROOF};
use crate::authz::Area;
use crate::words::Say;
use crate::{App, Ctx, Error, Result, asks, beginnings, credentials, jobs, partners};

/// Someone who need not be signed in.
pub struct Visitor {
    pub app: App,
    /// Speaks the language the browser asked for.
    pub say: Say,
    /// Where they are, as far as the network tells, for limiting attempts: a network of version 6 is one address. Empty where
    /// it doesn't tell.
    pub address: String,
    pub agent: Option<String>,
    /// What the browser calls the site it is on: name and port.
    pub host: String,
}

impl FromRequestParts<App> for Ctx {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Ctx> {
        let secret = secret_of(&parts.headers, parts.uri.path(), app).ok_or(Error::SignedOut)?;
        let mut ctx = credentials::enter(app, &secret).await?;
        if !leads_out(parts.uri.path()) {
            ctx = ctx.check_factor()?;
        }
        ctx.notice = super::shell::notice_of(&parts.headers);
        ctx.keys = super::keys::are_on(&parts.headers);
        seen(&ctx);
        if !is_api(parts.uri.path()) {
            ctx.asked = asks::waiting(app, ctx.account.id, &ctx.actor).await?;
        }
        if !is_api(parts.uri.path()) && ctx.actor.has(Area::People) {
            ctx.waiting = jobs::waiting(app, ctx.account.id).await?;
            if ctx.actor.is_administrator() {
                ctx.partner = partners::waiting(app, ctx.account.id).await?;
            }
            ctx.beginning = ctx.actor.has(Area::Settings) && beginnings::is_open(app, ctx.account.id).await?;
        }
        Ok(speaking_as(ctx, &parts.headers, is_api(parts.uri.path())))
    }
}

impl OptionalFromRequestParts<App> for Ctx {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Ctx>> {
        match <Ctx as FromRequestParts<App>>::from_request_parts(parts, app).await {
            Ok(ctx) => Ok(Some(ctx)),
            // Who is shut out of a company that closes goes in elsewhere, or out.
            Err(Error::SignedOut | Error::Closing { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Visitor> {
        let text = |name| parts.headers.get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let address = sender(peer, &parts.headers).map(counted).unwrap_or_default();
        Ok(Visitor {
            app: app.clone(),
            say: app.words.say(language(&parts.headers)),
            address,
            agent: text(header::USER_AGENT).map(|agent| agent.chars().take(200).collect()),
            host: text(header::HOST).unwrap_or_default(),
        })
    }
}

/// Who sent it, as far as the network tells. A server in front of ours, on this machine or beside it, says for whom it
/// asks; anybody farther away is taken by their own address only.
fn sender(peer: Option<IpAddr>, headers: &HeaderMap) -> Option<IpAddr> {
    let near = peer.is_none_or(|peer| match peer.to_canonical() {
        IpAddr::V4(peer) => peer.is_loopback() || peer.is_private(),
        IpAddr::V6(peer) => peer.is_loopback() || peer.is_unique_local(),
    });
    let told = headers.get_all("x-forwarded-for").iter().next_back().and_then(|value| value.to_str().ok());
    let told = told.and_then(|list| list.rsplit(',').next()).and_then(|last| last.trim().parse().ok());
    told.filter(|_| near).or(peer)
}

/// An address as tries from it are counted: a network of version 6, of which anybody has more than they can use, is one.
fn counted(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let net = Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX));
            format!("{net}/64")
        }
    }
}

/// Whether the path is open to who must set up a second factor first: doing so (also by a passkey, and showing before that
/// it is them), leaving, another language.
fn leads_out(path: &str) -> bool {
    const PATHS: [&str; 9] = [
        "/sign-out",
        "/language",
        FACTOR,
        "/me/second-factor/offer",
        "/me/passkeys",
        "/me/passkeys/new",
        "/me/passkeys/begin",
        PROOF,
        "/me/proof/begin",
    ];
    PATHS.contains(&path.strip_prefix("/api/v1").unwrap_or(path))
}

/// Whether the path is a door for programs.
pub fn is_api(path: &str) -> bool {
    path.starts_with("/api/")
}

/// The secret that came with a request for this path.
pub(super) fn secret_of(headers: &HeaderMap, path: &str, app: &App) -> Option<String> {
    if is_api(path) {
        let bearer = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
        let (scheme, secret) = bearer.split_once(' ')?;
        return scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim().to_owned());
    }
    session_of(headers, app)
}

/// The session's secret in the cookie. A program's token opens no page: it was shown to nobody's eyes, and pages take what
/// came in the cookie for somebody who is there.
pub fn session_of(headers: &HeaderMap, app: &App) -> Option<String> {
    let secret = CookieJar::from_headers(headers).get(session_name(app))?.value().to_owned();
    token::read(&secret).is_some_and(|read| read.kind == token::Kind::Session).then_some(secret)
}

/// The cookie that carries the session; an empty secret takes it away.
pub fn session_cookie(app: &App, secret: String) -> Cookie<'static> {
    let over = secret.is_empty();
    let mut cookie = Cookie::new(session_name(app), secret);
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_secure(app.settings.secure());
    if over {
        cookie.make_removal();
    } else {
        cookie.make_permanent();
    }
    cookie
}

fn session_name(app: &App) -> &'static str {
    if app.settings.secure() { "__Host-smena_session" } else { "smena_session" }
}

/// The name of the cookie that remembers a visitor's language.
pub const LANGUAGE_COOKIE: &str = "smena_lang";

/// The language of someone not signed in: what they chose, or what their browser asks for.
pub fn language(headers: &HeaderMap) -> Lang {
    chosen_language(headers).unwrap_or_default()
}

/// Speaks as the request asks: a program says its language with each one; a person's own choice stands until they make
/// another.
pub fn speaking_as(ctx: Ctx, headers: &HeaderMap, program: bool) -> Ctx {
    let own = ctx.signed.as_ref().is_some_and(|signed| signed.person.lang.is_some());
    match chosen_language(headers) {
        Some(lang) if program || !own => ctx.speaking(lang),
        _ => ctx,
    }
}

fn chosen_language(headers: &HeaderMap) -> Option<Lang> {
    let chosen = CookieJar::from_headers(headers).get(LANGUAGE_COOKIE).and_then(|c| Lang::parse(c.value()));
    chosen.or_else(|| asked_language(headers))
}

/// The first of our languages in `Accept-Language` (RFC 9110, 12.5.4), in the order written.
fn asked_language(headers: &HeaderMap) -> Option<Lang> {
    let asked = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    asked.split(',').filter_map(|tag| tag.split(';').next()).find_map(|tag| Lang::parse(tag.trim()))
}

/// Notes that the person was here, beside the request and at most once a minute.
fn seen(ctx: &Ctx) {
    use std::collections::HashMap;
    use std::sync::{Mutex, PoisonError};
    static LAST: Mutex<Option<HashMap<(i64, i64), i64>>> = Mutex::new(None);
    const MINUTE: i64 = 60_000;

    let Some(person) = ctx.person_id() else { return };
    let (account, now) = (ctx.account.id, ctx.app.now());
    {
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        let last = last.get_or_insert_with(HashMap::new);
        if last.get(&(account, person)).is_some_and(|at| now - at < MINUTE) {
            return;
        }
        last.insert((account, person), now);
    }
    let app = ctx.app.clone();
    tokio::spawn(async move {
        if let Err(error) = app.keep(move |tx| credentials::note_seen(tx, account, person)).await {
            tracing::warn!(%error, "when a person was last seen could not be noted");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(peer: &str, told: &[&'static str]) -> String {
        let mut headers = HeaderMap::new();
        for list in told {
            headers.append("x-forwarded-for", header::HeaderValue::from_static(list));
        }
        sender(peer.parse().ok(), &headers).map(counted).unwrap_or_default()
    }

    #[test]
    fn a_server_in_front_says_for_whom_it_asks() {
        assert_eq!(sent("127.0.0.1", &["203.0.113.7"]), "203.0.113.7");
        // What somebody outside wrote stands before what the server in front adds.
        assert_eq!(sent("10.0.0.2", &["198.51.100.1, 203.0.113.7"]), "203.0.113.7");
        assert_eq!(sent("::1", &["198.51.100.1", "203.0.113.8"]), "203.0.113.8");
        assert_eq!(sent("fd00::1", &["2001:db8:1:2:3:4:5:6"]), "2001:db8:1:2::/64");
        assert_eq!(sent("127.0.0.1", &["nobody"]), "127.0.0.1");
        assert_eq!(sent("127.0.0.1", &[]), "127.0.0.1");
    }

    #[test]
    fn anybody_farther_away_says_nothing_of_themselves() {
        assert_eq!(sent("198.51.100.9", &["203.0.113.7"]), "198.51.100.9");
        assert_eq!(sent("2001:db8::9", &["203.0.113.7"]), "2001:db8::/64");
        assert_eq!(sent("", &[]), "");
    }

    #[test]
    fn a_network_of_version_6_counts_as_one_address() {
        assert_eq!(sent("2001:db8:1:2:ffff::1", &[]), sent("2001:db8:1:2:3:4:5:6", &[]));
        assert_eq!(sent("::ffff:203.0.113.7", &[]), "203.0.113.7");
    }
}
