//! The list of people.

use base::authz::{Do, offers};
use base::kind::Category;
use base::web::components::{Sort as Way, *};
use base::web::{Kept, Nav, show};
use base::words::Say;
use base::{Ctx, Result, Status};
use maud::{Markup, html};

use super::shown;
use crate::departments::tree;
use crate::people::{self, Asked, Listed, Row, Sort};
use crate::roles;

const PATH: &str = "/people";
/// The element that the search replaces while typing.
const REGION: &str = "people";
/// The form that ticks belong to.
const TICKED: &str = "ticked";
/// A page is long, so that "tick all" means all in most companies; in others all are one press away.
const ON_A_PAGE: &str = "100";

/// The list of people, below what else the reader should know.
pub async fn list(ctx: &Ctx, mut asked: Asked, above: Markup) -> Result<Markup> {
    if asked.limit.is_empty() {
        asked.limit = ON_A_PAGE.to_owned();
    }
    let listed = people::list(ctx, &asked).await?;
    let say = &ctx.say;
    let title = say.t("people-title");
    let acts = html! {
        @if ctx.asked > 0 { (link_button(Press::Plain, say.n("people-asks", ctx.asked), "/asks")) }
        @if !ctx.actor.rests {
            (link_button(Press::Plain, say.t("invite-several"), "/people/invite"))
            (link_button(Press::Main, say.t("people-add"), "/people/new"))
        }
    };
    let content = html! {
        (head(Head { acts, lead: &seats_lead(say, &listed), ..Head::new(&title) }))
        (above)
        (toolbar(html! {
            (chips(&say.t("structure-views"), &[
                Filter { label: &say.t("structure-view-list"), href: PATH, count: None, current: true },
                Filter { label: &say.t("structure-view"), href: "/structure", count: None, current: false },
            ]))
            (search_form(Search {
                action: PATH,
                value: &asked.q,
                label: &say.t("people-search"),
                button: &say.t("people-find"),
                region: REGION,
                keep: &kept(&asked).without(&["q", "cursor"]),
                offers: &[],
            }))
        }))
        div id=(REGION) {
            (statuses(say, &asked))
            (narrowing(say, &asked, &listed))
            @if listed.rows.len() == 1 && listed.count == Some(1) && !narrows(&asked) {
                (notice_with(Tone::Quiet, say.t("people-alone"), from_file(ctx)))
            }
            @if listed.rows.is_empty() {
                (empty_state(say.t("people-nobody"), say.t("people-nobody-text"),
                    link_button(Press::Plain, say.t("people-show-all"), PATH)))
            } @else {
                @if let Some((label, href)) = whole(say, &asked, &listed) { p { a href=(href) { (label) } } }
                (rows(ctx, &asked, &listed))
            }
            (pager(Pager {
                label: &say.t("people-pages"),
                newer: (&say.t("people-newer"), turn(&asked, listed.newer.as_deref()).as_deref()),
                older: (&say.t("people-older"), turn(&asked, listed.older.as_deref()).as_deref()),
                total: &listed.count.map_or_else(|| say.t("people-count-many"), |n| say.n("people-count", n)),
            }))
        }
    };
    Ok(show(ctx, Nav::People, &title, content))
}

/// Whether not everybody was asked for.
fn narrows(asked: &Asked) -> bool {
    [&asked.q, &asked.status, &asked.category, &asked.department, &asked.role, &asked.factor, &asked.idle]
        .iter()
        .any(|text| !text.is_empty())
}

/// The way to bring in several at once, for who may.
fn from_file(ctx: &Ctx) -> Markup {
    html! {
        @if offers(&ctx.actor, &Do::Import) {
            (link_button(Press::Plain, ctx.say.t("people-from-file"), "/settings/import"))
        }
    }
}

fn seats_lead(say: &Say, listed: &Listed) -> String {
    let seats = listed.seats;
    match seats.bought {
        Some(bought) => say.with("people-seats", &[("used", seats.used.into()), ("bought", bought.into())]),
        None => say.with("people-seats-unlimited", &[("used", seats.used.into())]),
    }
}

fn statuses(say: &Say, asked: &Asked) -> Markup {
    let label = |status: Option<Status>| match status {
        Some(status) => say.t(&format!("status-{}", status.code())),
        None => say.t("people-all"),
    };
    let code = |status: Option<Status>| status.map(Status::code).unwrap_or_default();
    let order =
        [Status::Active, Status::Pending, Status::Blocked, Status::Departed, Status::Closing, Status::Erased];
    let choices = std::iter::once(None).chain(order.map(Some));
    let kept = kept(asked);
    let shown: Vec<(String, String, bool)> = choices
        .map(|s| (label(s), kept.href(PATH, &[("status", code(s)), ("cursor", "")]), asked.status == code(s)))
        .collect();
    let filters: Vec<Filter<'_>> = shown
        .iter()
        .map(|(label, href, current)| Filter { label, href, count: None, current: *current })
        .collect();
    chips(&say.t("people-by-status"), &filters)
}

fn narrowing(say: &Say, asked: &Asked, listed: &Listed) -> Markup {
    let departments =
        tree::paths(&listed.departments).into_iter().map(|(id, path)| Choice::new(id.to_string(), path));
    let roles = listed.roles.roles.iter();
    let roles = roles.map(|r| Choice::new(r.id.to_string(), roles::name(say, r.key.as_deref(), &r.name)));
    let categories =
        Category::ALL.into_iter().map(|c| Choice::new(c.code(), say.t(&format!("category-{}", c.code()))));
    let factors = [("none", "people-factor-none"), ("on", "people-factor-on")];
    let factors = factors.into_iter().map(|(code, key)| Choice::new(code, say.t(key)));
    let kept = kept(asked);
    let keep = kept.without(&["department", "role", "category", "factor", "idle", "cursor"]);
    let fields = html! {
        (Select::new("department", say.t("people-department"), departments.collect())
            .none(say.t("people-any")).selected(&asked.department))
        (Select::new("role", say.t("people-role"), roles.collect())
            .none(say.t("people-any")).selected(&asked.role))
        (Select::new("category", say.t("people-category"), categories.collect())
            .none(say.t("people-any")).selected(&asked.category))
        (Select::new("factor", say.t("factor-title"), factors.collect())
            .none(say.t("people-any")).selected(&asked.factor))
        (Select::new("idle", say.t("people-last-seen"), vec![Choice::new("yes", say.t("people-idle-long"))])
            .none(say.t("people-any")).selected(&asked.idle))
    };
    filter_form(PATH, &keep, fields, &say.t("people-filter"))
}

fn rows(ctx: &Ctx, asked: &Asked, listed: &Listed) -> Markup {
    let say = &ctx.say;
    let href = |to: Sort| kept(asked).href(PATH, &[("sort", to.code()), ("cursor", "")]).into();
    let sorted = |way, to: Sort| match way {
        Some(true) => Way::Ascending(href(to)),
        Some(false) => Way::Descending(href(to)),
        None => Way::Offered(href(to)),
    };
    let by_name = match listed.sort {
        Sort::Name => sorted(Some(true), Sort::NameBack),
        Sort::NameBack => sorted(Some(false), Sort::Name),
        Sort::LastSeen => sorted(None, Sort::Name),
    };
    let by_seen = match listed.sort {
        Sort::LastSeen => sorted(Some(false), Sort::Name),
        _ => sorted(None, Sort::LastSeen),
    };
    let by_factor = listed.requires_factor || !asked.factor.is_empty();
    let mut columns = vec![
        Column::sorted(say.t("people-name-and-sign-in"), by_name),
        Column::new(say.t("people-department")),
        Column::new(say.t("people-role")),
        Column::new(say.t("people-status")),
        Column::sorted(say.t("people-last-seen"), by_seen),
    ];
    if by_factor {
        columns.push(Column::new(say.t("factor-title")));
    }
    let lines = listed.rows.iter().map(|row| line(ctx, row, listed, by_factor)).collect();
    if ctx.actor.rests {
        return html! { (Table::new(say.t("people-title"), columns, lines)) };
    }
    tick_list(html! {
        (Table::new(say.t("people-title"), columns, lines).ticks(TICKED, say.t("people-tick-all")))
        (tick_bar(TickBar {
            form: TICKED,
            action: "/people/ticked/departure",
            ticked: &say.t("people-ticked"),
            sum: Some(&say.t("people-ticked-seats")),
            acts: html! {
                (button_to(Press::Danger, say.t("people-deactivate"), "/people/ticked/departure"))
                (button_to(Press::Plain, say.t("people-block"), "/people/ticked/block"))
            },
        }))
    })
}

/// The way to everybody on one page, where "tick all" leaves out somebody.
fn whole(say: &Say, asked: &Asked, listed: &Listed) -> Option<(String, String)> {
    let parted = listed.newer.is_some() || listed.older.is_some();
    let count = listed.count.filter(|n| parted && *n <= people::WHOLE)?;
    let href = kept(asked).href(PATH, &[("limit", "all"), ("cursor", "")]);
    Some((say.with("people-tick-whole", &[("n", count.into())]), href))
}

/// `by_factor`: whether the list has the column of second factors.
fn line<'a>(ctx: &Ctx, row: &'a Row, listed: &Listed, by_factor: bool) -> Line<'a> {
    let say = &ctx.say;
    let person = &row.person;
    let sign_in = person.email.as_deref().or(person.login.as_deref()).unwrap_or_default();
    let main = row.belongs.iter().find(|belongs| belongs.main);
    let apart = person.category != Category::Member;
    let mut cells = vec![
        person_line(shown::who(person), &format!("{PATH}/{}", person.id), sign_in),
        html! { @if let Some(main) = main { (shown::belongs(say, main)) } },
        html! {
            (shown::role(say, person))
            @if apart && person.role_key.as_deref() != Some(person.category.code()) {
                " " (badge(Tone::Quiet, shown::category(say, person)))
            }
        },
        html! {
            (shown::status(say, person.status))
            @if let Some(away) = listed.away.note(ctx, person.id) { " " small { (away) } }
        },
        html! {
            (row.seen_at.map_or_else(|| say.t("people-never"), |at| ctx.moment(at)))
            @if row.idle { " " (badge(Tone::Quiet, say.t("people-idle"))) }
        },
    ];
    if by_factor {
        cells.push(second_factor(ctx, row));
    }
    Line {
        weight: person.takes_seat().into(),
        faded: person.status == Status::Blocked || person.status.has_left(),
        ..Line::new(person.id, person.name.as_str(), cells)
    }
}

/// Nothing of who doesn't sign in.
fn second_factor(ctx: &Ctx, row: &Row) -> Markup {
    html! {
        @if let Some(since) = row.factor {
            (badge(Tone::Good, ctx.day(since)))
        } @else if row.person.identity_id.is_some() {
            (badge(Tone::Quiet, ctx.say.t("factor-none")))
        }
    }
}

fn turn(asked: &Asked, cursor: Option<&str>) -> Option<String> {
    cursor.map(|cursor| kept(asked).href(PATH, &[("cursor", cursor)]))
}

/// The parts of the address that are said.
fn kept(asked: &Asked) -> Kept {
    Kept::default()
        .and("q", Some(&asked.q))
        .and("status", Some(&asked.status))
        .and("category", Some(&asked.category))
        .and("department", Some(&asked.department))
        .and("role", Some(&asked.role))
        .and("factor", Some(&asked.factor))
        .and("idle", Some(&asked.idle))
        .and("sort", Some(&asked.sort))
        .and("cursor", Some(&asked.cursor))
        .and("limit", Some(asked.limit.as_str()).filter(|limit| *limit == "all"))
}
