//! What goes with an erasure and what stays, as the question before it and the card after it say it.

use base::org::Person;
use base::web::components::*;
use base::words::Say;
use base::{Ctx, Status};
use maud::{Markup, html};

/// What is kept, and why.
pub fn stays(say: &Say) -> Markup {
    html! {
        ul {
            li { (say.t("erasure-stays-number")) }
            li { (say.t("erasure-stays-history")) }
            li { (say.t("erasure-stays-work")) }
            li { (say.t("erasure-stays-login")) }
            li { (say.t("erasure-stays-texts")) }
        }
    }
}

/// What is gone for good.
pub fn goes(say: &Say) -> Markup {
    html! {
        ul {
            li { (say.t("erasure-goes-names")) }
            li { (say.t("erasure-goes-access")) }
            li { (say.t("erasure-goes-places")) }
            li { (say.t("erasure-goes-words")) }
            li { (say.t("erasure-goes-journal")) }
        }
    }
}

/// Over the card of who is to be erased, or was; nothing for everybody else.
pub fn panel(ctx: &Ctx, person: &Person, may_restore: bool, may_take: bool) -> Markup {
    let say = &ctx.say;
    let at = ctx.moment(person.erase_at.unwrap_or_default());
    let address = |what: &str| format!("/people/{}/{what}", person.id);
    match person.status {
        Status::Closing => notice_with(
            Tone::Bad,
            say.with("erasure-closing", &[("at", at.into())]),
            html! {
                @if may_restore { (post_button(Press::Main, say.t("erasure-restore"), &address("restore"))) }
                @if may_take { (link_button(Press::Plain, say.t("erasure-archive"), &address("archive"))) }
            },
        ),
        Status::Erased => html! {
            (notice(Tone::Quiet, say.with("erasure-erased", &[("at", at.into())])))
            (card(say.t("erasure-stays"), stays(say)))
        },
        _ => html! {},
    }
}
