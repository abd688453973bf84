//! What the product says to the person: notices, empty places, refusals.

use maud::{Markup, Render, html};

use super::badges::Tone;
use super::icons::{Icon, icon};

/// A message within a page.
pub fn notice(tone: Tone, text: impl Render) -> Markup {
    notice_with(tone, text, html! {})
}

/// A message with something to do about it.
pub fn notice_with(tone: Tone, text: impl Render, acts: Markup) -> Markup {
    html! {
        div class={ "notice " (tone.class()) } {
            (icon(picture(tone)))
            div { p { (text) } @if !acts.0.is_empty() { div class="buttons" { (acts) } } }
        }
    }
}

/// Several messages of one kind under one title; nothing where there are none.
pub fn notice_list(tone: Tone, title: impl Render, lines: &[String]) -> Markup {
    html! {
        @if !lines.is_empty() {
            div class={ "notice " (tone.class()) } {
                (icon(picture(tone)))
                div { p { strong { (title) } } ul { @for line in lines { li { (line) } } } }
            }
        }
    }
}

/// What came of the last act; read out by a screen reader.
pub fn flash(tone: Tone, text: impl Render) -> Markup {
    let role = if tone == Tone::Bad { "alert" } else { "status" };
    html! { div class={ "notice flash " (tone.class()) } role=(role) { (icon(picture(tone))) p { (text) } } }
}

/// A line over the whole page that stays as long as what it says is so.
pub fn banner(text: impl Render) -> Markup {
    html! { p class="warning-banner" role="note" { (text) } }
}

/// A thin line over every page: something to know of the whole, and the way to do something about it.
pub fn way_banner(text: impl Render, way: Option<(&str, &str)>) -> Markup {
    html! {
        p class="way-banner" role="note" {
            span { (text) }
            @if let Some((label, href)) = way { a href=(href) { (label) } }
        }
    }
}

/// Every error of a form, each leading to its field: `(field name, sentence)`.
pub fn error_summary(title: impl Render, errors: &[(&str, &str)]) -> Markup {
    html! {
        @if !errors.is_empty() {
            div class="notice bad" role="alert" {
                (icon(Icon::Warning))
                div {
                    p { strong { (title) } }
                    ul { @for (name, text) in errors { li { a href={ "#f-" (name) } { (text) } } } }
                }
            }
        }
    }
}

/// A place where nothing is yet: what will be here and how to begin.
pub fn empty_state(title: impl Render, text: impl Render, act: Markup) -> Markup {
    html! {
        div class="empty" {
            svg class="empty-art" viewBox="0 0 96 56" aria-hidden="true" {
                path class="arc-b" d="M41.2 34.8A20 20 0 1 0 48 12" {}
                path class="arc-a" d="M54.8 21.2A20 20 0 1 0 48 44" {}
                path class="arc-b" d="M41.2 34.8A20 20 0 0 0 60 48" {}
                path class="arc-line" d="M8 52h80" {}
            }
            h2 { (title) }
            p { (text) }
            @if !act.0.is_empty() { div class="buttons" { (act) } }
        }
    }
}

/// The body of a page that refuses or could not: what happened, and what to do now.
pub fn error_page(code: u16, title: impl Render, text: impl Render, content: Markup) -> Markup {
    html! {
        div class="error-page" {
            p class="error-code" { (code) }
            h1 { (title) }
            p class="lead" { (text) }
            (content)
        }
    }
}

fn picture(tone: Tone) -> Icon {
    match tone {
        Tone::Good => Icon::Check,
        Tone::Quiet => Icon::Info,
        Tone::Warn | Tone::Bad => Icon::Warning,
    }
}
