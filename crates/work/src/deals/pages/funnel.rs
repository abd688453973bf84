//! The open stages of a pipeline drawn: how much money is at each.

use base::Ctx;
use base::web::components::*;
use maud::{Markup, html};

use crate::deals::board::Board;
use crate::pipelines::Outcome;
use crate::records::shown;

/// Sums in the account's own currency; nothing while fewer than two stages have any.
pub fn drawn(ctx: &Ctx, board: &Board) -> Markup {
    let (say, currency) = (&ctx.say, &ctx.account.currency);
    let open = board.columns.iter().filter(|column| column.stage.outcome == Outcome::Open);
    let sums: Vec<(&str, i64, String)> = open
        .map(|column| {
            let sum =
                column.sums.iter().find(|total| total.currency == *currency).map_or(0, |total| total.sum);
            (column.stage.name.as_str(), sum, shown::amount(ctx, sum, currency))
        })
        .collect();
    if sums.iter().filter(|(_, sum, _)| *sum > 0).count() < 2 {
        return html! {};
    }
    let points = sums.iter().map(|(label, value, shown)| Point { label, value: *value, shown }).collect();
    let (title, stage, amount) = (say.t("deals-funnel"), say.t("deals-stage"), say.t("deals-amount"));
    let drawing = chart(Chart {
        id: "funnel",
        title: &title,
        says: &say.with("deals-funnel-says", &[("currency", currency.as_str().into())]),
        shape: Shape::Bars,
        points,
        columns: (&stage, &amount),
        table: &say.t("deals-funnel-table"),
    });
    fold(&title, false, drawing)
}
