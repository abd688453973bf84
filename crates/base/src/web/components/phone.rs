//! A telephone number as everybody reads it, and one press dials it.

use kit::phone::{self, Country};
use maud::{Markup, html};

/// `home`: where numbers without a `+` are from. What can't be dialled stays as it was typed.
pub fn phone(number: &str, home: Option<Country>) -> Markup {
    html! { a class="phone" href=(phone::address(number, home)) { (phone::tidy(number, home)) } }
}
