//! A person's picture on a card, with the way to another one.

use base::org::Person;
use base::web::components::*;
use base::web::timeline;
use base::words::Say;
use maud::{Markup, html};

/// The picture, or the initials; `href` leads to the page of the picture, for who may change it.
pub fn panel(say: &Say, person: &Person, href: Option<&str>) -> Markup {
    html! {
        div class="portrait" {
            (avatar(timeline::who_is(person).large()))
            @if let Some(href) = href {
                (dialog_link(Press::Quiet, say.t(if person.picture.is_some() { "pictures-change" } else { "pictures-add" }), href))
            }
        }
    }
}
