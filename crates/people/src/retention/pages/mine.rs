//! What happens to my data (G09).

use base::web::components::*;
use base::web::{Nav, show, timeline};
use base::{Ctx, Result};
use maud::{Markup, html};

use super::FIXED;
use crate::retention::mine::CAP;
use crate::retention::{self, Mine};

/// `GET /me/data`
pub async fn page(ctx: Ctx) -> Result<Markup> {
    let mine = retention::mine(&ctx).await?;
    let say = &ctx.say;
    let title = say.t("mydata-title");
    let crumbs = [Crumb { label: &say.t("signin-me"), href: "/me" }];
    let account = [("account", ctx.account.name.as_str().into())];
    let content = html! {
        (head(Head { crumbs: &crumbs, lead: &say.with("mydata-lead", &account), ..Head::new(&title) }))
        (columns(
            html! {
                (card(say.t("mydata-kept"), kept(&ctx, &mine)))
                (card(say.t("mydata-long"), how_long(&ctx, &mine)))
            },
            html! {
                (card(say.t("mydata-who"), who_sees(&ctx, &mine)))
                (card(say.t("mydata-can"), html! {
                    ul {
                        li { (say.t("mydata-can-change")) }
                        li { (say.t("mydata-can-end")) " " a href="/me" { (say.t("signin-me")) } }
                        li { (say.t("mydata-can-ask")) }
                    }
                }))
            },
        ))
    };
    Ok(show(&ctx, Nav::None, &title, content))
}

/// Real numbers; what reached the cap of counting says so.
fn kept(ctx: &Ctx, mine: &Mine) -> Markup {
    let say = &ctx.say;
    let count = |n: i64| if n < CAP { n.to_string() } else { "10 000+".to_owned() };
    let mut lines = vec![
        (say.t("mydata-facts"), say.t("mydata-facts-text")),
        (
            say.t("access-session"),
            say.with(
                "mydata-sign-ins",
                &[("open", mine.access.sessions.into()), ("over", count(mine.kept.past_sign_ins).into())],
            ),
        ),
        (say.t("access-token"), count(mine.access.tokens)),
        (
            say.t("mydata-factor"),
            say.t(if mine.kept.factors > 0 { "mydata-factor-on" } else { "mydata-factor-off" }),
        ),
        (say.t("passkeys-title"), mine.kept.passkeys.to_string()),
        (say.t("mydata-absences"), count(mine.kept.absences)),
        (say.t("mydata-requests"), count(mine.kept.requests)),
        (say.t("mydata-reviews"), count(mine.kept.reviews)),
        (say.t("mydata-letters"), count(mine.kept.letters)),
        (say.t("mydata-about"), count(mine.kept.about)),
        (say.t("mydata-done"), count(mine.kept.done)),
        (say.t("mydata-comments"), count(mine.kept.comments)),
        (say.t("mydata-notes"), count(mine.kept.notes)),
    ];
    let held = mine.holdings.iter().filter(|(_, held)| held.count > 0);
    lines.extend(held.map(|(kind, held)| (say.t(&format!("kind-{}", kind.code())), held.count.to_string())));
    let lines: Vec<(&str, Markup)> =
        lines.iter().map(|(label, value)| (label.as_str(), html! { (value) })).collect();
    html! { (facts(&lines)) p { small { (say.t("mydata-company")) } } }
}

fn how_long(ctx: &Ctx, mine: &Mine) -> Markup {
    let say = &ctx.say;
    html! {
        ul {
            li { (say.with("mydata-grace", &[("n", mine.rules.grace_days.into())])) }
            li {
                @match mine.rules.entry_days {
                    Some(days) => (say.with("mydata-entries", &[("n", days.into())])),
                    None => (say.t("mydata-entries-always")),
                }
            }
            @for key in FIXED { li { (say.t(key)) } }
        }
    }
}

fn who_sees(ctx: &Ctx, mine: &Mine) -> Markup {
    let say = &ctx.say;
    html! {
        p { (say.t("mydata-administrators")) }
        @for person in &mine.administrators {
            p { (person_chip(timeline::who(person))) }
        }
        ul {
            li { (say.with("mydata-manage", &[("n", mine.manage_people.into())])) }
            li { (say.with("mydata-journal", &[("n", mine.read_journal.into())])) }
            li { (say.t("mydata-colleagues")) }
            li { (say.t("mydata-away")) }
            li { (say.t("mydata-operator")) }
        }
    }
}
