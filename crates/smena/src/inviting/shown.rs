//! Lists of who was looked at and who was added.

use base::web::components::*;
use base::words::Say;
use base::{Ctx, Status};
use maud::{Markup, html};
use people::people::lines::Line as Written;
use people::people::several::{Fate, Looked};

/// Who was not invited, and why; nothing where everybody was.
pub(super) fn left(ctx: &Ctx, left: &[Looked]) -> Markup {
    let title = ctx.say.t("invite-left");
    html! { @if !left.is_empty() { (card(&title, fates(ctx, &title, left))) } }
}

/// Each line and what would become of it.
pub(super) fn fates(ctx: &Ctx, title: &str, looked: &[Looked]) -> Markup {
    let say = &ctx.say;
    let lines = looked.iter().zip(1..).map(|(looked, id)| {
        let name = looked.line.named();
        let label = if name.is_empty() { looked.line.text() } else { name };
        let Written { email, phone, .. } = &looked.line;
        let cells = vec![html! { (label) }, html! { (email) }, html! { (phone) }, fate(ctx, &looked.fate)];
        Line::new(id, label.clone(), cells)
    });
    let heads =
        ["people-name", "people-email", "people-phone", "invite-fate"].map(|key| Column::new(say.t(key)));
    html! { (Table::new(title, heads.into(), lines.collect())) }
}

fn fate(ctx: &Ctx, fate: &Fate) -> Markup {
    let say = &ctx.say;
    match fate {
        Fate::New => badge(Tone::Good, say.t("invite-fate-new")),
        Fate::Elsewhere => {
            html! { (badge(Tone::Good, say.t("invite-fate-new"))) " " (say.t("invite-fate-elsewhere")) }
        }
        Fate::Here { person, status } => here(say, *person, *status),
        Fate::Twice => badge(Tone::Quiet, say.t("invite-fate-twice")),
        Fate::Wrong(problems) => html! {
            (badge(Tone::Bad, say.t("invite-fate-wrong")))
            @for problem in problems { " " (problem.sentence(say)) }
        },
    }
}

/// Who is here, with a way to the card: who can't get in is let in again there.
fn here(say: &Say, person: i64, status: Status) -> Markup {
    let word = say.t(&format!("status-{}", status.code()));
    let out = matches!(status, Status::Blocked | Status::Departed | Status::Closing);
    html! {
        a href={ "/people/" (person) } { (badge(Tone::Quiet, say.t("invite-fate-here"))) }
        " " (status_badge(if out { Tone::Warn } else { Tone::Quiet }, word))
        @if out { " " (say.t("invite-fate-back")) }
    }
}

/// The links, each shown once, and all of them together; nothing where letters bring them.
pub(super) fn links(ctx: &Ctx, ways: &[(String, String)]) -> Markup {
    let say = &ctx.say;
    if ways.is_empty() {
        return html! {};
    }
    let all = ways.iter().map(|(email, link)| format!("{email}\t{link}")).collect::<Vec<String>>().join("\n");
    let (copy, copied) = (say.t("people-copy"), say.t("people-copied"));
    card(
        say.t("people-link-send"),
        html! {
            p { (say.t("people-link-once")) }
            @for (email, link) in ways {
                h3 { (email) }
                (copyable(email, link, &copy, &copied))
            }
            h3 { (say.t("invite-all-links")) }
            (copyable_text(&say.t("invite-all-links"), &all, &copy, &copied))
            (buttons(link_button(Press::Main, say.t("people-title"), "/people")))
        },
    )
}
