//! A room's content in the frame of the product: the panel at the side, what came of the last act.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar};
use kit::cursor::CursorPart;
use maud::Markup;

use super::closing;
use super::components::{Icon, Tone};
use super::faults::FACTOR;
use super::layout::{self, NavItem, Shell};
use crate::authz::{self, Area, Deed, Do, Scope};
use crate::{Ctx, Kind};

/// The line of the panel a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nav {
    Start,
    Deals,
    Contacts,
    Companies,
    Tasks,
    Search,
    People,
    Handovers,
    Bin,
    Asks,
    Partner,
    Settings,
    None,
}

/// What came of the last act, said once at the top of the next page: a dictionary key and its values.
#[derive(Clone, Debug)]
pub struct Notice {
    pub tone: Tone,
    pub text: String,
}

impl Notice {
    pub fn good(text: String) -> Notice {
        Notice { tone: Tone::Good, text }
    }
}

/// The page: title, the line it belongs to, its content.
pub fn show(ctx: &Ctx, nav: Nav, title: &str, content: Markup) -> Markup {
    let say = &ctx.say;
    let items = items(ctx, nav);
    let person = ctx.signed.as_ref().map(|signed| &signed.person);
    let plain_http = ctx.app.settings.public_url.as_deref().is_some_and(|url| url.starts_with("http://"));
    layout::page(
        Shell {
            say,
            title,
            account: &ctx.account.name,
            person: person.map(super::timeline::who_is),
            nav: &items,
            go: if ctx.keys { shortcuts(ctx) } else { Vec::new() },
            notice: ctx.notice.as_deref().and_then(unpacked),
            warning: plain_http.then(|| say.t("web-plain-http")),
            ways: ways(ctx),
        },
        content,
    )
}

/// What there is to know on every page.
fn ways(ctx: &Ctx) -> Vec<(String, Option<(String, &'static str)>)> {
    let sample = ctx.account.sample.then(|| sample(ctx));
    [closing::line(ctx), sample, factor(ctx)].into_iter().flatten().collect()
}

/// What a sample says of itself, and the way out of it for who may go.
fn sample(ctx: &Ctx) -> (String, Option<(String, &'static str)>) {
    let leaves = authz::decide(&ctx.actor, &Do::LeaveSample { sample: true }).is_ok();
    (ctx.say.t("web-sample"), leaves.then(|| (ctx.say.t("web-sample-leave"), "/settings/own")))
}

/// That a second factor is asked for soon, and where it is set up.
fn factor(ctx: &Ctx) -> Option<(String, Option<(String, &'static str)>)> {
    let due = ctx.factor_due()?;
    let text = ctx.say.with("web-factor-due", &[("when", ctx.moment(due).into())]);
    Some((text, Some((ctx.say.t("web-factor-set-up"), FACTOR))))
}

/// The page as it is printed: nothing around it but the company's name and the way back.
pub fn show_printed(ctx: &Ctx, title: &str, back: &str, content: Markup) -> Markup {
    layout::printed(&ctx.say, &format!("{title} · {}", ctx.account.name), (&ctx.account.name, back), content)
}

/// After a post: go there (303), and say what came of it.
pub fn see_other(address: &str, notice: Option<Notice>) -> Response {
    let mut response = Redirect::to(address).into_response();
    if let Some(notice) = notice {
        let tone = TONES.iter().position(|tone| *tone == notice.tone).unwrap_or_default();
        let packed = kit::cursor::encode(&[CursorPart::Int(tone as i64), CursorPart::Text(notice.text)]);
        set(&mut response, Cookie::new(NOTICE, packed));
    }
    response
}

/// The cookie that carries a notice over one redirect.
const NOTICE: &str = "smena_notice";
const TONES: [Tone; 4] = [Tone::Good, Tone::Quiet, Tone::Warn, Tone::Bad];

/// The notice that came with the request, as it was packed.
pub fn notice_of(headers: &HeaderMap) -> Option<String> {
    CookieJar::from_headers(headers).get(NOTICE).map(|cookie| cookie.value().to_owned())
}

fn unpacked(packed: &str) -> Option<(Tone, String)> {
    let parts = kit::cursor::decode(packed)?;
    let [CursorPart::Int(tone), CursorPart::Text(text)] = parts.as_slice() else { return None };
    let tone = usize::try_from(*tone).ok().and_then(|n| TONES.get(n)).copied()?;
    Some((tone, text.clone()))
}

/// The layer that takes a notice away once a page has said it.
pub async fn forget_notice(request: Request, next: Next) -> Response {
    let told = CookieJar::from_headers(request.headers()).get(NOTICE).is_some();
    let mut response = next.run(request).await;
    let is_page =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|t| t.as_bytes().starts_with(b"text/html"));
    if told && is_page {
        let mut cookie = Cookie::new(NOTICE, "");
        cookie.make_removal();
        set(&mut response, cookie);
    }
    response
}

fn set(response: &mut Response, mut cookie: Cookie<'_>) {
    cookie.set_path("/");
    cookie.set_http_only(true);
    if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// What `g` and a letter lead to: letter, address, name; as far as one may go there.
pub fn shortcuts(ctx: &Ctx) -> Vec<(&'static str, &'static str, String)> {
    let all = [
        ("D", Nav::Deals, "/deals"),
        ("B", Nav::Deals, "/deals/board"),
        ("C", Nav::Contacts, "/contacts"),
        ("O", Nav::Companies, "/companies"),
        ("T", Nav::Tasks, "/tasks"),
        ("P", Nav::People, "/people"),
        ("H", Nav::Handovers, "/handovers"),
        ("S", Nav::Settings, "/settings"),
    ];
    let open = lines(ctx);
    let way = |(letter, nav, href): (&'static str, Nav, &'static str)| {
        let (_, begins, key, _) = open.iter().find(|(line, ..)| *line == nav)?;
        match href {
            "/deals/board" => Some((letter, href, ctx.say.t("deals-board"))),
            _ => Some((letter, *begins, ctx.say.t(key))),
        }
    };
    all.into_iter().filter_map(way).collect()
}

fn items(ctx: &Ctx, current: Nav) -> Vec<NavItem> {
    let item = |(nav, href, key, icon): (Nav, &'static str, &'static str, Icon)| NavItem {
        href,
        label: ctx.say.t(key),
        icon,
        current: nav == current,
        waiting: match nav {
            Nav::Handovers => ctx.waiting,
            Nav::People | Nav::Asks => ctx.asked,
            Nav::Partner => ctx.partner.unwrap_or_default(),
            _ => 0,
        },
    };
    lines(ctx).into_iter().map(item).collect()
}

/// The lines of the panel that lead somewhere for this reader.
fn lines(ctx: &Ctx) -> Vec<(Nav, &'static str, &'static str, Icon)> {
    let sees = |kind| ctx.actor.scope(kind, Deed::See) != Scope::None;
    // Who manages people has the number beside People; anybody else has a line while something waits.
    let asked = ctx.asked > 0 && !ctx.actor.has(Area::People);
    let all = [
        (Nav::Start, "/start", "nav-start", Icon::Check, ctx.beginning),
        (Nav::Deals, "/deals", "nav-deals", Icon::Deals, sees(Kind::Deal)),
        (Nav::Contacts, "/contacts", "nav-contacts", Icon::Contacts, sees(Kind::Contact)),
        (Nav::Companies, "/companies", "nav-companies", Icon::Companies, sees(Kind::Company)),
        (Nav::Tasks, "/tasks", "nav-tasks", Icon::Tasks, sees(Kind::Task)),
        (Nav::Search, "/search", "nav-search", Icon::Search, true),
        (Nav::People, "/people", "nav-people", Icon::People, ctx.actor.has(Area::People)),
        (Nav::Handovers, "/handovers", "nav-handovers", Icon::Handovers, ctx.actor.has(Area::People)),
        (Nav::Bin, "/bin", "nav-bin", Icon::Bin, ctx.actor.scope(Kind::Bin, Deed::Delete) != Scope::None),
        (Nav::Asks, "/asks", "asks-title", Icon::Question, asked),
        (Nav::Partner, "/partner", "nav-partner", Icon::Companies, ctx.partner.is_some()),
        (Nav::Settings, "/settings", "nav-settings", Icon::Settings, ctx.actor.has_some_area()),
    ];
    let shown = all.into_iter().filter(|(.., shown)| *shown);
    shown.map(|(nav, href, key, icon, _)| (nav, href, key, icon)).collect()
}
