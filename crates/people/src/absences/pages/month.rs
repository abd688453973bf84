//! `GET /absences`: a month of absences.

use base::authz::Area;
use base::web::components::*;
use base::web::{Kept, Nav, Query, show};
use base::words::Say;
use base::{Ctx, Result};
use kit::month::Month;
use maud::{Markup, html};

use super::{PATH, drawn, listed};
use crate::absences::{self, Asked, Calendar};
use crate::departments::tree;

/// The element that the search replaces while typing.
const REGION: &str = "absences";

/// `GET /absences`
pub async fn page(ctx: Ctx, Query(asked): Query<Asked>) -> Result<Markup> {
    let calendar = absences::calendar(&ctx, &asked).await?;
    let say = &ctx.say;
    let title = say.t("absences-title");
    let content = html! {
        (head(Head { acts: acts(&ctx), lead: &lead(say, &calendar), ..Head::new(&title) }))
        (toolbar(html! {
            (chips(&say.t("absences-show"), &filters(&ctx, &asked).iter().map(Choose::filter).collect::<Vec<_>>()))
            (search_form(Search {
                action: PATH,
                value: &asked.q,
                label: &say.t("absences-search"),
                button: &say.t("people-find"),
                region: REGION,
                keep: &kept(&asked).without(&["q", "page"]),
                offers: &[],
            }))
        }))
        div id=(REGION) {
            @if calendar.departments.len() > 1 { (narrowing(say, &asked, &calendar)) }
            (months(&ctx, &asked, calendar.month))
            @if calendar.rows.is_empty() {
                (empty_state(say.t("absences-nobody"), say.t("absences-nobody-text"),
                    link_button(Press::Plain, say.t("people-show-all"), PATH)))
            } @else {
                (drawn::table(&ctx, &calendar))
                (listed::list(&ctx, &calendar))
            }
            (pager(Pager {
                label: &say.t("people-pages"),
                newer: (&say.t("people-newer"), turn(&asked, &calendar, -1).as_deref()),
                older: (&say.t("people-older"), turn(&asked, &calendar, 1).as_deref()),
                total: &say.n("people-count", i64::try_from(calendar.total).unwrap_or(i64::MAX)),
            }))
        }
    };
    Ok(show(&ctx, Nav::None, &title, content))
}

fn acts(ctx: &Ctx) -> Markup {
    let say = &ctx.say;
    let manages = ctx.actor.has(Area::People) && !ctx.actor.rests;
    let holds = ctx.person_id().is_some() && ctx.actor.category.may_hold() && !ctx.actor.rests;
    html! {
        (link_button(Press::Plain, say.t("covers-title"), "/covers"))
        @if manages {
            (dialog_link(Press::Main, say.t("absences-state"), "/absences/new"))
        } @else if holds {
            (dialog_link(Press::Main, say.t("covers-away"), "/absences/new"))
        }
    }
}

fn lead(say: &Say, calendar: &Calendar) -> String {
    let this = Month::of(&calendar.today) == Some(calendar.month);
    if this {
        say.n("absences-today", i64::try_from(calendar.away_today).unwrap_or(i64::MAX))
    } else {
        say.t("absences-lead")
    }
}

/// A way to another look, with its words.
struct Choose {
    label: String,
    href: String,
    current: bool,
}

impl Choose {
    fn filter(&self) -> Filter<'_> {
        Filter { label: &self.label, href: &self.href, count: None, current: self.current }
    }
}

fn filters(ctx: &Ctx, asked: &Asked) -> Vec<Choose> {
    let choose = |only: &str, key| Choose {
        label: ctx.say.t(key),
        href: kept(asked).href(PATH, &[("only", only), ("page", "")]),
        current: asked.only == only,
    };
    let mut all = vec![choose("", "absences-everybody"), choose("away", "absences-only-away")];
    if ctx.actor.has(Area::People) {
        all.push(choose("uncovered", "absences-only-uncovered"));
    }
    all
}

fn narrowing(say: &Say, asked: &Asked, calendar: &Calendar) -> Markup {
    let departments =
        tree::paths(&rooted(calendar)).into_iter().map(|(id, path)| Choice::new(id.to_string(), path));
    let kept = kept(asked);
    let keep = kept.without(&["department", "page"]);
    let fields = html! {
        (Select::new("department", say.t("people-department"), departments.collect())
            .none(say.t("people-any")).selected(&asked.department))
    };
    filter_form(PATH, &keep, fields, &say.t("people-filter"))
}

/// The departments one may see, as trees of their own where what is above isn't among them.
fn rooted(calendar: &Calendar) -> Vec<base::org::Department> {
    let there = |id: i64| calendar.departments.iter().any(|d| d.id == id);
    let mut all = calendar.departments.clone();
    for department in &mut all {
        department.parent_id = department.parent_id.filter(|parent| there(*parent));
    }
    all
}

/// The month, the ways to its neighbours and back to today.
fn months(ctx: &Ctx, asked: &Asked, month: Month) -> Markup {
    let say = &ctx.say;
    let at = |month: &str| kept(asked).href(PATH, &[("month", month), ("page", "")]);
    html! {
        nav class="months" aria-label=(say.t("absences-months")) {
            h2 { (month.name(say.lang)) }
            div class="buttons" {
                @if let Some(before) = month.previous() {
                    a class="button" rel="prev" href=(at(&before.code())) { "← " (before.word(say.lang)) }
                }
                (link_button(Press::Plain, say.t("absences-to-today"), &at("")))
                @if let Some(after) = month.next() {
                    a class="button" rel="next" href=(at(&after.code())) { (after.word(say.lang)) " →" }
                }
            }
        }
    }
}

fn turn(asked: &Asked, calendar: &Calendar, by: i64) -> Option<String> {
    let page = i64::try_from(calendar.page).ok()? + by;
    let there = (1..=i64::try_from(calendar.pages).ok()?).contains(&page);
    there.then(|| kept(asked).href(PATH, &[("page", &page.to_string())]))
}

/// The parts of the address that are said.
fn kept(asked: &Asked) -> Kept {
    Kept::default()
        .and("month", Some(&asked.month))
        .and("department", Some(&asked.department))
        .and("q", Some(&asked.q))
        .and("only", Some(&asked.only))
        .and("page", Some(&asked.page))
}
