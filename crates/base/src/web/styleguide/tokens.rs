//! The palette in light and in dark, type, spacing, motion.

use maud::{Markup, html};

use super::specimen;
use crate::words::Say;

/// Each colour with the one that is read on it, where it is read on.
const COLOURS: [(&str, &[(&str, &str)]); 4] = [
    (
        "shift",
        &[
            ("--teal", "--on-teal"),
            ("--teal-strong", "--paper"),
            ("--teal-soft", "--teal-strong"),
            ("--amber", ""),
            ("--amber-soft", "--ink"),
        ],
    ),
    (
        "ground",
        &[
            ("--canvas", "--ink"),
            ("--side", "--ink-quiet"),
            ("--paper", "--ink"),
            ("--raised", "--ink"),
            ("--hover", "--ink"),
            ("--line", ""),
            ("--edge", ""),
        ],
    ),
    ("ink", &[("--ink", "--paper"), ("--ink-quiet", "--paper"), ("--focus", "")]),
    (
        "tone",
        &[
            ("--good", "--paper"),
            ("--good-soft", "--good"),
            ("--warn", "--paper"),
            ("--warn-soft", "--warn"),
            ("--bad", "--paper"),
            ("--bad-soft", "--bad"),
            ("--bad-fill", ""),
            ("--quiet-soft", "--quiet"),
        ],
    ),
];

const SPACES: [&str; 7] = ["--s-1", "--s-2", "--s-3", "--s-4", "--s-6", "--s-8", "--s-12"];
const SIZES: [(&str, &str); 4] =
    [("--title", "title"), ("--large", "large"), ("--text", "text"), ("--small", "small")];
const ROUNDS: [(&str, &str); 3] =
    [("--round", "round"), ("--round-large", "round-large"), ("--pill", "round-pill")];
const SHADES: [(&str, &str); 2] = [("--shade-1", "shade-1"), ("--shade-2", "shade-2")];

pub fn show(say: &Say) -> Markup {
    html! {
        (specimen("Palette", html! {
            p { (say.t("look-palette-text")) }
            div class="schemes" {
                div class="scheme light" { h3 { (say.t("look-light")) } (colours()) }
                div class="scheme dark" { h3 { (say.t("look-dark")) } (colours()) }
            }
        }))
        (specimen("Type", type_samples(say)))
        (specimen("Spacing", html! {
            ul class="scale" {
                @for (at, name) in SPACES.iter().enumerate() {
                    li { code { (name) } span class={ "space space-" (at) } {} }
                }
            }
        }))
        (specimen("Corners, shades", html! {
            ul class="plates" {
                @for (name, class) in ROUNDS.iter().chain(&SHADES) { li class={ "plate " (class) } { code { (name) } } }
            }
        }))
        (specimen("Motion", html! {
            p { (say.t("look-motion-text")) }
            div class="motion" { span class="moving" {} code { "--quick" } }
        }))
    }
}

/// Rectangles in the colour itself with letters in the colour that is read on it.
fn colours() -> Markup {
    html! {
        @for (_, group) in COLOURS {
            ul class="swatches" {
                @for (colour, on) in group {
                    li {
                        svg class="swatch" width="100%" height="44" aria-hidden="true" {
                            rect width="100%" height="44" rx="7" fill={ "var(" (colour) ")" } {}
                            @if !on.is_empty() { text x="12" y="28" fill={ "var(" (on) ")" } { "Aa Щщ" } }
                        }
                        code { (colour) }
                    }
                }
            }
        }
    }
}

fn type_samples(say: &Say) -> Markup {
    html! {
        ul class="types" {
            @for (name, class) in SIZES {
                li { code { (name) } p class={ "type-" (class) } { (say.t("look-type-sample")) } }
            }
            li { code { "--fonts" } p { "Aa Bb 0123456789 · Аа Бб Жж Щщ Ъъ Ыы Ээ · Ґґ Єє Іі Її · № ₴ € «» “” — …" } }
            li { code { "--figures" } p class="type-figures" { "1 234 567,89 ₴ · 0O 1lI · d7f3-09ab" } }
        }
    }
}
