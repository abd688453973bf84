//! Choosing what somebody takes over: portfolios by whose work it was, whole or by kind.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::Area;
use base::error::Fields;
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Wrong, once, see_other, show};
use base::{Ctx, Error, Kind, Result, Status};
use maud::{Markup, html};

use super::drawn::{card_of, kind_name};
use crate::handovers::{self as room, Taken};
use crate::people;
use crate::takeovers::{self, Shelf, Shelves, Wish};

/// `GET /people/{id}/takeover`
pub async fn takeover_ask(ctx: Ctx, Path(person): Path<i64>) -> Result<Markup> {
    ctx.need(Area::People)?;
    page(&ctx, person, &BTreeSet::new(), &Wrong::default(), None).await
}

/// `POST /people/{id}/takeover`
pub async fn takeover(
    ctx: Ctx,
    Path(person): Path<i64>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response> {
    ctx.need(Area::People)?;
    people::find(&ctx, person).await?;
    let of = |name: &str| {
        pairs.iter().filter(|(n, _)| n == name).map(|(_, value)| value.clone()).collect::<Vec<_>>()
    };
    let ticked: BTreeSet<String> = of("take").into_iter().collect();
    let key = of("once").pop().unwrap_or_default();
    let done = once::carry_out(&ctx, &key, async {
        let wishes = wishes(&ticked)?;
        let (address, text) = match room::take_over(&ctx, person, wishes).await? {
            Taken::Planned => (card_of(person), ctx.say.t("takeovers-planned")),
            Taken::Now(outcomes) => match outcomes.as_slice() {
                [one] => {
                    let id = one.fact.map(|(id, _)| id).unwrap_or_default();
                    (format!("/handovers/{id}"), ctx.say.t("takeovers-done"))
                }
                _ => (card_of(person), ctx.say.t("takeovers-done")),
            },
        };
        Ok((address.clone(), see_other(&address, Some(Notice::good(text)))))
    });
    match done.await {
        Err(error @ Error::Invalid(_)) => {
            let wrong = Wrong::of(&ctx.say, &error);
            let refusal = wrong.at("portfolios").is_none().then(|| error.sentence(&ctx.say));
            let page = page(&ctx, person, &ticked, &wrong, refusal).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        other => other,
    }
}

/// Ticks are `PORTFOLIO` for the whole or `PORTFOLIO.KIND`.
fn wishes(ticked: &BTreeSet<String>) -> Result<Vec<Wish>> {
    let nothing = || Fields::default().wrong("portfolios", "error-takeovers-none").into_error();
    let mut all: BTreeMap<i64, Option<BTreeSet<Kind>>> = BTreeMap::new();
    for tick in ticked {
        let (portfolio, kind) = tick.split_once('.').map_or((tick.as_str(), None), |(p, k)| (p, Some(k)));
        let portfolio = portfolio.parse().map_err(|_| nothing())?;
        let entry = all.entry(portfolio).or_insert_with(|| Some(BTreeSet::new()));
        match (kind.map(Kind::parse), entry.as_mut()) {
            (None, _) => *entry = None,
            (Some(Some(kind)), Some(kinds)) => {
                kinds.insert(kind);
            }
            _ => {}
        }
    }
    if all.is_empty() {
        return Err(nothing());
    }
    Ok(all.into_iter().map(|(portfolio, kinds)| Wish { portfolio, kinds }).collect())
}

async fn page(
    ctx: &Ctx,
    person: i64,
    ticked: &BTreeSet<String>,
    wrong: &Wrong,
    refusal: Option<String>,
) -> Result<Markup> {
    let row = people::find(ctx, person).await?;
    let shelves = takeovers::look(ctx, None).await?;
    let offered = shelves.for_newcomer(Some(person));
    let say = &ctx.say;
    let title = say.with("takeovers-title", &[("name", row.person.name.as_str().into())]);
    let back = card_of(person);
    let content = html! {
        @if let Some(refusal) = &refusal { (notice(Tone::Bad, refusal)) }
        @if let Some(text) = wrong.at("portfolios") { (notice(Tone::Bad, text)) }
        p { (say.t("takeovers-lead")) }
        @if row.person.status == Status::Pending { (notice(Tone::Quiet, say.t("takeovers-when-active"))) }
        @if offered.is_empty() {
            p { (say.t("takeovers-nothing")) }
        } @else {
            (edit_form(html! { "/people/" (person) "/takeover" }, html! {
                (once::field(ctx))
                @for shelf in &offered { (choice(ctx, &shelves, shelf, person, ticked)) }
                (buttons(html! {
                    (button(Press::Main, say.t("takeovers-do")))
                    (link_button(Press::Quiet, say.t("takeovers-cancel"), &back))
                }))
            }))
        }
    };
    let close = say.t("takeovers-close");
    let window = dialog(Dialog { id: "takeover", title: &title, close: &close, back: &back, content });
    Ok(show(ctx, Nav::People, &title, window))
}

/// One portfolio: whose work it was, then everything, or kind by kind with who holds it.
fn choice(ctx: &Ctx, shelves: &Shelves, shelf: &Shelf, person: i64, ticked: &BTreeSet<String>) -> Markup {
    let say = &ctx.say;
    let home = shelf.home.map(|home| shelves.name(home)).unwrap_or_default();
    let legend = say.with("takeovers-of", &[("name", home.into())]);
    let there = shelf.rows.iter().filter(|(_, (holder, held))| held.count > 0 && *holder != person);
    let mut lines = vec![(shelf.id.to_string(), say.t("takeovers-whole"))];
    lines.extend(there.map(|(kind, (holder, held))| {
        let values = [
            ("kind", kind_name(say, *kind).into()),
            ("n", held.count.into()),
            ("name", shelves.name(*holder).into()),
        ];
        (format!("{}.{}", shelf.id, kind.code()), say.with("takeovers-kind", &values))
    }));
    let boxes = lines.iter().map(|(value, label)| Check {
        name: "take",
        value,
        label,
        hint: None,
        checked: ticked.contains(value),
    });
    checkboxes(legend, boxes.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_portfolios_whole_or_by_kind() {
        let read = |ticks: &[&str]| wishes(&ticks.iter().map(|tick| (*tick).to_owned()).collect());
        assert_eq!(read(&["7"]).unwrap(), [Wish { portfolio: 7, kinds: None }]);
        let kinds = Some([Kind::Deal, Kind::Task].into());
        assert_eq!(read(&["7.deal", "7.task"]).unwrap(), [Wish { portfolio: 7, kinds }]);
        assert_eq!(read(&["7", "7.task"]).unwrap(), [Wish { portfolio: 7, kinds: None }]);
        assert!(read(&[]).is_err() && read(&["x"]).is_err());
    }
}
