//! Buttons, links that look like buttons, the "⋯" menu and the question before something final.

use maud::{Markup, Render, html};

use super::icons::{Icon, icon};

/// How loud a button is. One `Main` on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    Main,
    Plain,
    Quiet,
    Danger,
}

impl Press {
    pub(crate) fn class(self) -> &'static str {
        match self {
            Press::Main => "button main",
            Press::Plain => "button",
            Press::Quiet => "button quiet",
            Press::Danger => "button danger",
        }
    }
}

/// Sends the form it stands in.
pub fn button(press: Press, label: impl Render) -> Markup {
    html! { button type="submit" class=(press.class()) { (label) } }
}

/// Can't be pressed now; what stands beside it says why.
pub fn button_off(press: Press, label: impl Render) -> Markup {
    html! { button type="submit" class=(press.class()) disabled { (label) } }
}

/// Has been pressed, and what it asked for is under way.
pub fn button_busy(press: Press, label: impl Render) -> Markup {
    html! { button type="submit" class=(press.class()) aria-busy="true" disabled { (label) } }
}

/// Sends the form it stands in and says which button was pressed.
pub fn button_value(press: Press, label: impl Render, name: &str, value: &str) -> Markup {
    html! { button type="submit" class=(press.class()) name=(name) value=(value) { (label) } }
}

/// Sends the form it stands in to another address.
pub fn button_to(press: Press, label: impl Render, action: &str) -> Markup {
    html! { button type="submit" class=(press.class()) formaction=(action) { (label) } }
}

/// Sends the form it stands in to another address, and says which button was pressed.
pub fn button_value_to(
    press: Press,
    label: impl Render,
    (name, value): (&str, &str),
    action: &str,
) -> Markup {
    html! {
        button type="submit" class=(press.class()) name=(name) value=(value) formaction=(action) formnovalidate {
            (label)
        }
    }
}

/// What a passkey's button sends where a browser did nothing: it runs no scripts, or knows no passkeys.
pub const NO_PASSKEY: &str = "none";

/// Asks the browser for a passkey as the address `begin` says, and sends what came of it as `name` with the form; without
/// scripts it sends `NO_PASSKEY`, and the answer says why.
pub fn passkey_button(press: Press, label: impl Render, name: &str, begin: &str) -> Markup {
    html! { button type="submit" class=(press.class()) name=(name) value=(NO_PASSKEY) data-passkey=(begin) { (label) } }
}

/// A link that looks like a button.
pub fn link_button(press: Press, label: impl Render, href: &str) -> Markup {
    html! { a class=(press.class()) href=(href) { (label) } }
}

/// A link to a page that holds a [`dialog`](super::dialog()): with script the dialog opens over the present page.
pub fn dialog_link(press: Press, label: impl Render, href: &str) -> Markup {
    html! { a class=(press.class()) href=(href) data-dialog { (label) } }
}

/// A link with an icon alone; `label` is what a screen reader says and what hovering shows.
pub fn icon_link(picture: Icon, label: &str, href: &str) -> Markup {
    html! { a class="button quiet square" href=(href) title=(label) aria-label=(label) { (icon(picture)) } }
}

/// A whole form with one button: one press, one act.
pub fn post_button(press: Press, label: impl Render, action: &str) -> Markup {
    html! { form class="inline" method="post" action=(action) { (button(press, label)) } }
}

/// A row of buttons: the main one first.
pub fn buttons(content: Markup) -> Markup {
    html! { div class="buttons" { (content) } }
}

/// The "⋯" menu; `label` says what it is a menu of. Filled with [`menu_link`] and [`menu_post`].
pub fn menu(label: &str, items: Markup) -> Markup {
    html! {
        details class="menu" data-menu {
            summary class="button quiet square" aria-label=(label) title=(label) { (icon(Icon::More)) }
            div class="menu-items" { (items) }
        }
    }
}

/// A line of a menu that goes to a page.
pub fn menu_link(label: impl Render, href: &str) -> Markup {
    html! { a class="menu-item" href=(href) { (label) } }
}

/// A line of a menu that does something at once.
pub fn menu_post(label: impl Render, action: &str) -> Markup {
    html! { form method="post" action=(action) { button type="submit" class="menu-item" { (label) } } }
}

/// A question before something that is hard to take back.
pub struct Confirm<'a> {
    pub action: &'a str,
    pub text: &'a str,
    /// The verb: what will happen, never "OK".
    pub yes: &'a str,
    pub press: Press,
    pub no: &'a str,
    pub back: &'a str,
    /// Fields that belong to the answer; may be empty.
    pub content: Markup,
}

/// The question as a form; it works the same inside a dialog and on a page.
pub fn confirm(ask: Confirm<'_>) -> Markup {
    html! {
        form class="confirm" method="post" action=(ask.action) {
            p { (ask.text) }
            (ask.content)
            div class="buttons" {
                (button(ask.press, ask.yes))
                a class=(Press::Quiet.class()) href=(ask.back) data-close { (ask.no) }
            }
        }
    }
}
