//! `/styleguide`: every token and every component with its states, on pages made by the components themselves, so
//! that what is shown can't differ from what pages use. It knows no data: names and numbers on it are samples.
//!
//! For who is signed in, since it stands in the frame of the product; it needs no right.

mod acts;
mod forms;
mod lists;
mod messages;
mod tokens;
mod work;

use maud::{Markup, Render, html};

use super::components::*;
use super::{Nav, Path, show};
use crate::words::Say;
use crate::{Ctx, Error, Result};

/// A page of the guide.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Tokens,
    Acts,
    Forms,
    Lists,
    Messages,
    Work,
}

const PARTS: [(Part, &str); 6] = [
    (Part::Tokens, "/styleguide"),
    (Part::Acts, "/styleguide/acts"),
    (Part::Forms, "/styleguide/forms"),
    (Part::Lists, "/styleguide/lists"),
    (Part::Messages, "/styleguide/messages"),
    (Part::Work, "/styleguide/work"),
];

/// `GET /styleguide`: the tokens.
pub async fn tokens(ctx: Ctx) -> Markup {
    page(&ctx, Part::Tokens)
}

/// `GET /styleguide/{part}`: components of one sort.
pub async fn part(ctx: Ctx, Path(name): Path<String>) -> Result<Markup> {
    let found = PARTS.iter().find(|(_, address)| address.strip_prefix("/styleguide/") == Some(&name));
    let (part, _) = found.ok_or(Error::NotFound)?;
    Ok(page(&ctx, *part))
}

fn page(ctx: &Ctx, now: Part) -> Markup {
    let say = &ctx.say;
    let title = say.t("look-title");
    let labels = PARTS.map(|(part, _)| part.label(say));
    let sides: Vec<Tab<'_>> = PARTS
        .iter()
        .zip(&labels)
        .map(|((part, href), label)| Tab { label, href, count: None, current: *part == now })
        .collect();
    let content = html! {
        (head(Head { lead: &say.t("look-lead"), ..Head::new(&title) }))
        (tabs(&title, &sides))
        @match now {
            Part::Tokens => { (tokens::show(say)) }
            Part::Acts => { (acts::show(say)) }
            Part::Forms => { (forms::show(say)) }
            Part::Lists => { (lists::show(say)) }
            Part::Messages => { (messages::show(say)) }
            Part::Work => { (work::show(say)) }
        }
    };
    show(ctx, Nav::None, &title, content)
}

impl Part {
    fn label(self, say: &Say) -> String {
        match self {
            Part::Tokens => say.t("look-tokens"),
            Part::Acts => say.t("look-acts"),
            Part::Forms => say.t("look-forms"),
            Part::Lists => say.t("look-lists"),
            Part::Messages => say.t("look-messages"),
            Part::Work => say.t("look-work"),
        }
    }
}

/// Components of one name.
fn specimen(name: &str, content: impl Render) -> Markup {
    html! {
        section class="specimen" {
            h2 class="specimen-name" { (name) }
            div class="specimen-body" { (content) }
        }
    }
}

/// States side by side, each named under it.
fn states(list: &[(&str, Markup)]) -> Markup {
    html! {
        ul class="states" { @for (name, shown) in list { li { (shown) small { (name) } } } }
    }
}

/// A component as it looks while somebody points at it or stands on it.
fn posed(pose: &str, component: impl Render) -> Markup {
    html! { span data-pose=(pose) { (component) } }
}
