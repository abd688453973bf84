//! Lists of who was looked at and who was added.

use base::Ctx;
use base::web::components::*;
use maud::{Markup, html};
use people::people::several::{Fate, Looked};

/// Each line and what would become of it.
pub(super) fn fates(ctx: &Ctx, looked: &[Looked]) -> Markup {
    let say = &ctx.say;
    let lines = looked.iter().zip(1..).map(|(looked, id)| {
        let name = looked.line.named();
        let label = if name.is_empty() { looked.line.text() } else { name };
        let cells = vec![html! { (label) }, html! { (looked.line.email) }, fate(ctx, &looked.fate)];
        Line::new(id, label.clone(), cells)
    });
    let heads = ["people-name", "people-email", "invite-fate"].map(|key| Column::new(say.t(key)));
    html! { (Table::new(say.t("invite-would"), heads.into(), lines.collect())) }
}

fn fate(ctx: &Ctx, fate: &Fate) -> Markup {
    let say = &ctx.say;
    match fate {
        Fate::New => badge(Tone::Good, say.t("invite-fate-new")),
        Fate::Elsewhere => {
            html! { (badge(Tone::Good, say.t("invite-fate-new"))) " " (say.t("invite-fate-elsewhere")) }
        }
        Fate::Here { person, .. } => {
            html! { a href={ "/people/" (person) } { (badge(Tone::Quiet, say.t("invite-fate-here"))) } }
        }
        Fate::Twice => badge(Tone::Quiet, say.t("invite-fate-twice")),
        Fate::Wrong(problems) => html! {
            (badge(Tone::Bad, say.t("invite-fate-wrong")))
            @for problem in problems { " " (problem.sentence(say)) }
        },
    }
}

/// The links, each shown once, and all of them together.
pub(super) fn links(ctx: &Ctx, ways: &[(String, String)]) -> Markup {
    let say = &ctx.say;
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
