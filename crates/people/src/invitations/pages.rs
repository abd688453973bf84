//! Letters in the settings, and the acts on a person's invitation.

use axum::response::Response;
use base::authz::Area;
use base::letters::{Letter, LinkFate, Purpose, State};
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Query, see_other, show};
use base::{Ctx, Error, Result};
use kit::date::to_rfc3339;
use maud::{Markup, html};
use serde::Deserialize;

use super::{Page, are_on, look, panel, send, try_mail, withdraw};

const PATH: &str = "/settings/mail";
/// How many letters a page has.
const USUAL: i64 = 50;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct From {
    before: Option<i64>,
}

/// `GET /settings/mail`
pub async fn page(ctx: Ctx, Query(from): Query<From>) -> Result<Markup> {
    let page = look(&ctx, from.before, USUAL).await?;
    let say = &ctx.say;
    let title = say.t("letters-title");
    let settings = say.t("nav-settings");
    let crumbs = [Crumb { label: &settings, href: "/settings" }];
    let crumbs = if ctx.actor.has(Area::Settings) { &crumbs[..] } else { &[] };
    let older = page.next.map(|id| format!("{PATH}?before={id}"));
    let content = html! {
        (head(Head { crumbs, lead: &say.t("letters-lead"), ..Head::new(&title) }))
        (server(&ctx))
        @if page.letters.is_empty() {
            (empty_state(say.t("letters-empty"), say.t("letters-empty-text"), html! {}))
        } @else {
            (table(&ctx, &page))
        }
        (pager(Pager {
            label: &say.t("letters-pages"),
            newer: (&say.t("letters-newest"), from.before.map(|_| PATH)),
            older: (&say.t("letters-older"), older.as_deref()),
            total: "",
        }))
    };
    Ok(show(&ctx, Nav::Settings, &title, content))
}

/// `POST /settings/mail/test`
pub async fn trial(ctx: Ctx) -> Result<Response> {
    let notice = match try_mail(&ctx).await {
        Ok(letter) => {
            Notice::good(ctx.say.with("letters-trial-asked", &[("address", letter.address.into())]))
        }
        Err(error) => refused(&ctx, error)?,
    };
    Ok(see_other(PATH, Some(notice)))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// `mail`: from the list of letters.
    from: String,
}

/// `POST /people/{id}/invitation`
pub async fn invite(ctx: Ctx, Path(person): Path<i64>, Form(asked): Form<Asked>) -> Result<Response> {
    let notice = match send(&ctx, person).await {
        Ok(letter) => Notice::good(ctx.say.with("letters-asked", &[("address", letter.address.into())])),
        Err(error) => refused(&ctx, error)?,
    };
    let card = format!("/people/{person}");
    Ok(see_other(if asked.from == "mail" { PATH } else { &card }, Some(notice)))
}

/// `POST /people/{id}/invitation/withdraw`
pub async fn take_back(ctx: Ctx, Path(person): Path<i64>) -> Result<Response> {
    let notice = match withdraw(&ctx, person).await {
        Ok(()) => Notice::good(ctx.say.t("letters-taken-back")),
        Err(error) => refused(&ctx, error)?,
    };
    Ok(see_other(&format!("/people/{person}"), Some(notice)))
}

/// A refusal that the page one came from can say.
fn refused(ctx: &Ctx, error: Error) -> Result<Notice> {
    match error {
        Error::Conflict(problem) => Ok(Notice { tone: Tone::Bad, text: problem.sentence(&ctx.say) }),
        other => Err(other),
    }
}

/// Whether letters go out, by which server, and from whom.
fn server(ctx: &Ctx) -> Markup {
    let say = &ctx.say;
    let text = |text: String| html! { (text) };
    html! {
        @match ctx.app.settings.mail.as_ref().filter(|_| are_on(&ctx.app)) {
            None => { (notice(Tone::Quiet, say.t("letters-off-how"))) }
            Some(relay) => {
                (card(say.t("letters-server"), html! {
                    (facts(&[
                        (say.t("letters-host").as_str(), text(relay.host().to_owned())),
                        (say.t("letters-sender").as_str(), text(relay.sender())),
                    ]))
                    @if !ctx.actor.rests { (buttons(post_button(Press::Plain, say.t("letters-try"), "/settings/mail/test"))) }
                }))
            }
        }
    }
}

fn table(ctx: &Ctx, page: &Page) -> Markup {
    let say = &ctx.say;
    let columns = ["letters-to", "letters-what", "letters-state", "letters-when", "letters-acts"]
        .map(|key| Column::new(say.t(key)));
    let lines = page.letters.iter().map(|letter| line(ctx, page, letter)).collect();
    html! { (Table::new(say.t("letters-title"), columns.into(), lines)) }
}

/// Of an invitation whose person still waits: whether what it brought opens something.
fn sent(link: Option<LinkFate>) -> (Tone, &'static str) {
    match link {
        None | Some(LinkFate::Works) => (Tone::Good, "letters-state-sent"),
        Some(LinkFate::Replaced) => (Tone::Quiet, "letters-state-replaced"),
        Some(LinkFate::Late) => (Tone::Warn, "letters-state-late"),
        Some(LinkFate::Declined) => (Tone::Warn, "letters-state-declined"),
        Some(LinkFate::Ended) => (Tone::Warn, "letters-state-ended"),
    }
}

fn line<'a>(ctx: &Ctx, page: &'a Page, letter: &'a Letter) -> Line<'a> {
    let say = &ctx.say;
    let name = page.names.get(&letter.person).map_or("", |name| name.name.as_str());
    let to = html! { a href={ "/people/" (letter.person) } { (name) } br; small { (letter.address) } };
    let what = say.t(&format!("letters-purpose-{}", letter.purpose.code()));
    let (tone, word) = match (letter.state, letter.next_at) {
        (State::Waiting, None) => (Tone::Warn, "letters-state-stuck"),
        (State::Waiting, _) if letter.tries > 0 => (Tone::Warn, "letters-state-later"),
        (State::Waiting, _) => (Tone::Quiet, "letters-state-waiting"),
        (State::Sent, _) if page.can_again(letter) => sent(letter.link_fate),
        (State::Sent, _) => (Tone::Good, "letters-state-sent"),
        (State::Refused, _) => (Tone::Bad, "letters-state-refused"),
        (State::Withdrawn, _) => (Tone::Quiet, "letters-state-withdrawn"),
    };
    let state = html! {
        (status_badge(tone, say.t(word)))
        @if let Some(answer) = letter.answer.as_ref().filter(|_| letter.state != State::Withdrawn) {
            p { (panel::why(say, answer)) }
            (panel::original(letter))
        }
        @if let Some(next) = letter.next_at.filter(|_| letter.tries > 0) {
            p { (say.with("letters-next", &[("when", ctx.moment(next).into())])) }
        }
    };
    let again = page.can_again(letter) && are_on(&ctx.app) && !ctx.actor.rests;
    let acts = html! {
        @if again {
            form class="inline" method="post" action={ "/people/" (letter.person) "/invitation" } {
                (button_value(Press::Quiet, say.t("letters-send-again"), "from", "mail"))
            }
        } @else if letter.purpose == Purpose::Invitation { (say.t("letters-nothing")) }
    };
    let when = letter.ended_at.or(letter.tried_at).unwrap_or(letter.created_at);
    Line::new(
        letter.id,
        name,
        vec![to, html! { (what) }, state, moment(&to_rfc3339(when), &ctx.moment(when)), acts],
    )
}
