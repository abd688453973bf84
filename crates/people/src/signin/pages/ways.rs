//! By what somebody gets in, as tables with an end to each.

use base::Ctx;
use base::credentials::{Access, AccessKind};
use base::web::Wrong;
use base::web::components::*;
use base::words::Say;
use maud::{Markup, html};

use crate::signin::device;
use crate::signin::tokens::MadeToken;

/// Sessions by browser and system; `here` is the one that reads this.
pub(super) fn sessions(ctx: &Ctx, address: &str, sessions: &[&Access], here: Option<i64>) -> Markup {
    let say = &ctx.say;
    let lines = sessions.iter().map(|session| {
        let name = name(ctx, session);
        let mark = html! {
            (name)
            @if here == Some(session.id) { " " (badge(Tone::Good, say.t("signin-session-this"))) }
        };
        line(ctx, address, session, name.clone(), mark)
    });
    table(ctx, say.t("signin-sessions"), lines.collect(), say.t("signin-sessions-none"))
}

/// API tokens by the name that was given to them.
pub(super) fn tokens(ctx: &Ctx, address: &str, tokens: &[&Access], none: String) -> Markup {
    let lines =
        tokens.iter().map(|token| line(ctx, address, token, token.name.clone(), html! { (token.name) }));
    table(ctx, ctx.say.t("signin-tokens"), lines.collect(), none)
}

/// A token that was just made, with its secret, which nothing shows again.
pub(super) fn made(say: &Say, made: &MadeToken) -> Markup {
    let title = say.t("signin-token-secret");
    let secret = copyable(&title, &made.secret, &say.t("signin-copy"), &say.t("signin-copied"));
    card(title, html! { (notice(Tone::Good, say.t("signin-token-made"))) (secret) })
}

/// What a new token is for.
pub(super) fn new_token(say: &Say, address: &str, wrong: &Wrong) -> Markup {
    html! {
        form method="post" action=(address) {
            (Input::text("name", say.t("signin-token-name")).required()
                .hint(say.t("signin-token-hint")).error(wrong.at("name")))
            (buttons(button(Press::Plain, say.t("signin-token-make"))))
        }
    }
}

/// One-time links that still work.
pub(super) fn links(ctx: &Ctx, address: &str, links: &[&Access]) -> Markup {
    let name = ctx.say.t("signin-link-waiting");
    let lines = links.iter().map(|link| line(ctx, address, link, name.clone(), html! { (name) }));
    table(ctx, ctx.say.t("signin-links"), lines.collect(), ctx.say.t("signin-links-none"))
}

fn name(ctx: &Ctx, session: &Access) -> String {
    match device::describe(&session.name) {
        nameless if nameless.is_empty() => ctx.say.t("signin-session-unknown"),
        name => name,
    }
}

fn table(ctx: &Ctx, title: String, lines: Vec<Line<'_>>, none: String) -> Markup {
    let say = &ctx.say;
    let columns = vec![
        Column::new(say.t("signin-access-name")),
        Column::new(say.t("signin-access-since")),
        Column::new(say.t("signin-access")),
    ];
    html! {
        @if lines.is_empty() { p { (none) } } @else { (Table::new(title, columns, lines)) }
    }
}

fn line<'a>(ctx: &Ctx, address: &str, access: &Access, label: String, name: Markup) -> Line<'a> {
    let address = format!("{address}/{}/{}/end", access.kind.code(), access.id);
    let word = match access.kind {
        AccessKind::Link => "signin-access-withdraw",
        AccessKind::Session | AccessKind::Token => "signin-access-end",
    };
    let end = post_button(Press::Quiet, ctx.say.t(word), &address);
    Line::new(access.id, label, vec![name, html! { (ctx.moment(access.created_at)) }, end])
}
