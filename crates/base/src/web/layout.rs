//! The frame around every page: the document, the panel at its side, what is said at its top.

use kit::lang::Lang;
use maud::{DOCTYPE, Markup, html};

use super::assets::asset;
use super::components::tabs::CRUMBS_NAME;
use super::components::{Icon, Tone, Who, banner, flash, icon, person_chip, way_banner};
use super::keys::SHEET;
use crate::words::Say;

/// A line of the panel at the side.
pub struct NavItem {
    pub href: &'static str,
    pub label: String,
    pub icon: Icon,
    pub current: bool,
    /// How many things wait there for the reader.
    pub waiting: i64,
}

/// What the frame needs to know.
pub struct Shell<'a> {
    pub say: &'a Say,
    /// The page's name in the browser's tab; the page's own `h1` is in its content.
    pub title: &'a str,
    pub account: &'a str,
    /// Who is signed in.
    pub person: Option<Who<'a>>,
    /// Most used first: a phone's bar shows the first four, the rest is in its menu.
    pub nav: &'a [NavItem],
    /// What `g` and a letter lead to: letter, address, name. Empty: single keys do nothing.
    pub go: Vec<(&'static str, &'static str, String)>,
    /// What came of the last act.
    pub notice: Option<(Tone, String)>,
    /// A warning that stays, such as "this connection is not encrypted".
    pub warning: Option<String>,
    /// What there is to know on every page, each with the way to do something about it.
    pub ways: Vec<(String, Option<(String, &'static str)>)>,
}

/// A whole page of a signed-in person.
pub fn page(shell: Shell<'_>, content: Markup) -> Markup {
    let say = shell.say;
    let live = shell.person.map(|_| "/live");
    let go = shell.go.iter().map(|(letter, href, _)| format!("{}={href}", letter.to_lowercase()));
    let go = (!shell.go.is_empty()).then(|| go.collect::<Vec<_>>().join(" "));
    html! {
        (DOCTYPE)
        html lang=(say.lang.code()) {
            (document_head(&format!("{} · {}", shell.title, shell.account)))
            body data-live=[live] data-live-gone="/sign-in" data-live-lost=(say.t("web-connection-lost"))
                data-person=[shell.person.map(|person| person.id)] data-go=[go]
                data-live-unsent=(say.t("web-connection-unsent")) data-typed-back=(say.t("web-typed-back"))
                data-unsaved=(say.t("web-unsaved")) {
                a class="skip" href="#main" { (say.t("web-skip")) }
                span id=(CRUMBS_NAME) hidden { (say.t("web-crumbs")) }
                div class="shell" {
                    (panel(&shell))
                    div class="stage" {
                        @if let Some(warning) = &shell.warning { (banner(warning)) }
                        @for (text, way) in &shell.ways {
                            (way_banner(text, way.as_ref().map(|(label, href)| (label.as_str(), *href))))
                        }
                        main id="main" tabindex="-1" {
                            @if let Some((tone, text)) = &shell.notice { (flash(*tone, text)) }
                            (content)
                        }
                    }
                    (phone_bar(&shell))
                }
                @if shell.person.is_some() { (palette(say)) }
                (end())
            }
        }
    }
}

/// A page of one thing with nobody signed in: sign-in, first run, an invitation, an error.
pub fn plain(say: &Say, title: &str, content: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(say.lang.code()) {
            (document_head(title))
            body class="plain" {
                a class="skip" href="#main" { (say.t("web-skip")) }
                header class="plain-head" { (logo()) }
                main id="main" tabindex="-1" { (content) }
                footer class="plain-foot" { (language_form(say)) }
                (end())
            }
        }
    }
}

/// A page for paper: the company's name above it, and on the screen the way back and a button that prints.
pub fn printed(say: &Say, title: &str, (account, back): (&str, &str), content: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(say.lang.code()) {
            (document_head(title))
            body class="paper" {
                header class="paper-head" {
                    p { strong { (account) } }
                    div class="buttons" {
                        a class="button quiet" href=(back) { (say.t("web-back")) }
                        button class="button" type="button" data-print { (say.t("web-print")) }
                    }
                }
                main id="main" tabindex="-1" { (content) }
                (end())
            }
        }
    }
}

/// A page to be shown inside pages of other sites: nothing of ours around it, no script.
pub fn bare(say: &Say, title: &str, content: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(say.lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (title) }
                link rel="icon" href=(asset("favicon.svg")) type="image/svg+xml";
                link rel="stylesheet" href=(asset("smena.css"));
                (whole())
            }
            body class="bare" { main id="main" { (content) } (end()) }
        }
    }
}

fn document_head(title: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            title { (title) " · Smena" }
            link rel="icon" href=(asset("favicon.svg")) type="image/svg+xml";
            link rel="stylesheet" href=(asset("smena.css"));
            (whole())
            script type="module" src=(asset("smena.js")) {}
        }
    }
}

/// Nothing is drawn before the whole page is there, so that nothing moves while the rest of it comes (HTML, "Link type
/// expect"; browsers that don't know it draw as they read).
fn whole() -> Markup {
    html! { link rel="expect" href={ "#" (END) } blocking="render"; }
}

/// The last thing on every page.
fn end() -> Markup {
    html! { span id=(END) hidden {} }
}

const END: &str = "end";

/// The panel at the side. On a phone the same element is a sheet that the bar's "Menu" opens: a popover needs no
/// script.
fn panel(shell: &Shell<'_>) -> Markup {
    let say = shell.say;
    html! {
        div class="panel" id="panel" popover {
            a class="brand" href="/" { (logo()) span class="brand-account" { (shell.account) } }
            nav class="panel-nav" aria-label=(say.t("web-nav")) {
                @for item in shell.nav { (nav_link(say, item)) }
            }
            div class="panel-foot" {
                div class="panel-small" {
                    (language_form(say))
                    @if shell.person.is_some() {
                        a class="keys-link" href=(SHEET) data-dialog data-sheet title=(say.t("keys-title"))
                            aria-label=(say.t("keys-title")) { kbd { "?" } }
                    }
                }
                @if let Some(person) = shell.person {
                    div class="panel-person" {
                        a href="/me" title=(say.t("web-me")) { (person_chip(person)) }
                        form method="post" action="/sign-out" {
                            button class="button quiet square" type="submit" title=(say.t("web-sign-out"))
                                aria-label=(say.t("web-sign-out")) { (icon(Icon::Out)) }
                        }
                    }
                }
            }
        }
    }
}

/// The bar at the foot of a phone.
fn phone_bar(shell: &Shell<'_>) -> Markup {
    let say = shell.say;
    let behind: i64 = shell.nav.iter().skip(4).map(|item| item.waiting).sum();
    html! {
        nav class="phone-bar" aria-label=(say.t("web-nav")) {
            @for item in shell.nav.iter().take(4) { (nav_link(say, item)) }
            button type="button" popovertarget="panel" {
                (icon(Icon::Menu)) span { (say.t("web-menu")) } (waiting(say, behind))
            }
        }
    }
}

fn nav_link(say: &Say, item: &NavItem) -> Markup {
    let opens = item.href == SEARCH;
    html! {
        a href=(item.href) aria-current=[item.current.then_some("page")] data-palette[opens]
            aria-keyshortcuts=[opens.then_some("Control+K")] {
            (icon(item.icon)) span { (item.label) }
            @if opens { kbd class="nav-keys" aria-hidden="true" { "Ctrl K" } }
            (waiting(say, item.waiting))
        }
    }
}

/// The page of the search, which the palette stands for where scripts run.
const SEARCH: &str = "/search";

/// The line that finds everything, over any page; it lies ready so that it opens at once.
fn palette(say: &Say) -> Markup {
    let label = say.t("web-palette");
    html! {
        dialog class="palette" id="palette" aria-label=(label) {
            form method="get" action=(SEARCH) role="search" {
                (icon(Icon::Search))
                input type="text" name="q" role="combobox" aria-label=(label) placeholder=(label) autocomplete="off"
                    autocapitalize="off" spellcheck="false" enterkeyhint="go" aria-autocomplete="list"
                    aria-expanded="true" aria-controls="palette-list";
                button class="button quiet square" type="button" data-close title=(say.t("web-close"))
                    aria-label=(say.t("web-close")) { (icon(Icon::Close)) }
            }
            div id="palette-list" role="listbox" aria-label=(label) {}
            p class="palette-keys" aria-hidden="true" {
                @for (keys, does) in [("↑ ↓", "web-palette-choose"), ("Enter", "web-palette-go"), ("Esc", "web-close")] {
                    span { kbd { (keys) } " " (say.t(does)) }
                }
            }
        }
    }
}

/// How many things wait behind a line, if any.
fn waiting(say: &Say, count: i64) -> Markup {
    html! {
        @if count > 0 {
            span class="nav-waiting" {
                span aria-hidden="true" { (count) }
                span class="unseen" { (say.n("web-waiting", count)) }
            }
        }
    }
}

/// Three buttons, each named in its own language.
fn language_form(say: &Say) -> Markup {
    html! {
        form class="languages" method="post" action="/language" aria-label=(say.t("web-language")) {
            @for lang in Lang::all() {
                button type="submit" name="lang" value=(lang.code()) lang=(lang.code()) title=(lang.own_name())
                    aria-label={ (short(lang)) ": " (lang.own_name()) } aria-current=[(lang == say.lang).then_some("true")] { (short(lang)) }
            }
        }
    }
}

/// The first letters of the language's own name.
fn short(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "EN",
        Lang::Ru => "РУ",
        Lang::Uk => "УК",
    }
}

/// Two arcs, one taking over from the other.
fn logo() -> Markup {
    html! {
        span class="logo" {
            svg viewBox="3 6 26 20" aria-hidden="true" {
                path class="arc-b" d="M12.92 18.4A7 7 0 1 0 16 9.94" {}
                path class="arc-a" d="M19.08 13.6A7 7 0 1 0 16 22.06" {}
                path class="arc-b" d="M12.92 18.4A7 7 0 0 0 19.5 23" {}
            }
            "Smena"
        }
    }
}
