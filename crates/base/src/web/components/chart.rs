//! A chart: a drawing made on the server, with its name, its description and the table behind it.
//!
//! Widths are shares of whatever room there is, so the letters keep their size on every screen.

use std::fmt::Write as _;

use maud::{Markup, html};

use super::reach::fold;
use super::table::{Column, Line, Table};

/// How the values are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// To compare things: one bar under another, the longest fills the width.
    Bars,
    /// To see something change: from point to point, with the area under it.
    Area,
}

/// One value.
pub struct Point<'a> {
    pub label: &'a str,
    pub value: i64,
    /// The value as it is read: "12", "4 200 €".
    pub shown: &'a str,
}

/// What is drawn.
pub struct Chart<'a> {
    /// Tells this chart from others of the page.
    pub id: &'a str,
    pub title: &'a str,
    /// What one sees in it, as a sentence.
    pub says: &'a str,
    pub shape: Shape,
    pub points: Vec<Point<'a>>,
    /// The heads of the two columns of the table behind it.
    pub columns: (&'a str, &'a str),
    /// Opens the table.
    pub table: &'a str,
}

/// Room for one bar and its words, and for an area and its words.
const BAR_STEP: usize = 40;
const AREA_HEIGHT: usize = 168;
/// Longer labels end in "…" in the drawing; the table says them whole.
const LONGEST_LABEL: usize = 28;

/// The drawing, and under it the table, shut.
pub fn chart(c: Chart<'_>) -> Markup {
    let height = match c.shape {
        Shape::Bars => c.points.len().max(1) * BAR_STEP,
        Shape::Area => AREA_HEIGHT,
    };
    let (title, says) = (format!("{}-title", c.id), format!("{}-says", c.id));
    html! {
        figure class="chart" {
            svg class={ "chart-drawing " (c.shape.class()) } role="img" width="100%" height=(height)
                aria-labelledby=(title) aria-describedby=(says) {
                title id=(title) { (c.title) }
                desc id=(says) { (c.says) }
                @match c.shape {
                    Shape::Bars => { (bars(&c.points)) }
                    Shape::Area => { (area(&c.points)) }
                }
            }
            figcaption { (c.says) }
            (fold(c.table, false, behind(&c)))
        }
    }
}

impl Shape {
    fn class(self) -> &'static str {
        match self {
            Shape::Bars => "bars",
            Shape::Area => "area",
        }
    }
}

fn behind(c: &Chart<'_>) -> Markup {
    let lines = c.points.iter().enumerate().map(|(at, point)| {
        let cells = vec![html! { (point.label) }, html! { (point.shown) }];
        Line::new(i64::try_from(at).unwrap_or_default(), point.label, cells)
    });
    let columns = vec![Column::new(c.columns.0), Column::new(c.columns.1).numbers()];
    html! { (Table::new(c.title, columns, lines.collect())) }
}

fn bars(points: &[Point<'_>]) -> Markup {
    let most = points.iter().map(|point| point.value).max().unwrap_or_default();
    html! {
        @for (at, point) in points.iter().enumerate() {
            @let top = at * BAR_STEP;
            text x="0" y=(top + 14) { (short(point.label)) }
            text class="chart-value" x="100%" y=(top + 14) text-anchor="end" { (point.shown) }
            rect class="chart-rail" x="0" y=(top + 21) width="100%" height="8" rx="4" {}
            @if point.value > 0 {
                rect class="chart-bar" x="0" y=(top + 21) width=(share(point.value, most)) height="8" rx="4" {}
            }
        }
    }
}

fn area(points: &[Point<'_>]) -> Markup {
    let values: Vec<i64> = points.iter().map(|point| point.value).collect();
    let line = line(&values);
    let highest = points.iter().max_by_key(|point| point.value);
    html! {
        @if let Some(highest) = highest {
            text class="chart-value" x="0" y="14" { (highest.shown) }
        }
        svg x="0" y="24" width="100%" height="116" viewBox="0 0 100 100" preserveAspectRatio="none" {
            path class="chart-grid" d="M0 0H100M0 50H100M0 100H100" vector-effect="non-scaling-stroke" {}
            @if !line.is_empty() {
                path class="chart-area" d={ (line) "V100H0Z" } {}
                path class="chart-line" d=(line) vector-effect="non-scaling-stroke" {}
            }
        }
        @if let (Some(first), Some(last)) = (points.first(), points.last()) {
            text x="0" y=(AREA_HEIGHT - 8) { (short(first.label)) }
            text x="100%" y=(AREA_HEIGHT - 8) text-anchor="end" { (short(last.label)) }
        }
    }
}

/// A part of the largest, in tenths of a percent; what is there at all can be seen.
fn share(value: i64, most: i64) -> String {
    let tenths = i128::from(value.max(0)) * 1000 / i128::from(most.max(1));
    let tenths = tenths.clamp(if value > 0 { 5 } else { 0 }, 1000);
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// From left to right through every value; the highest is at the top, nought at the foot.
fn line(values: &[i64]) -> String {
    let most = values.iter().copied().max().unwrap_or_default().max(1);
    let mut path = String::new();
    for (at, value) in values.iter().enumerate() {
        let x = at * 100 / values.len().saturating_sub(1).max(1);
        let y = 100 - i128::from((*value).max(0)) * 100 / i128::from(most);
        let step = if at == 0 { 'M' } else { 'L' };
        // Writing to a string can't fail.
        let _ = write!(path, "{step}{x} {y}");
    }
    if values.len() == 1 {
        path.push_str("H100");
    }
    path
}

fn short(label: &str) -> String {
    if label.chars().count() <= LONGEST_LABEL {
        return label.to_owned();
    }
    let kept: String = label.chars().take(LONGEST_LABEL - 1).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_bar_fills_the_width_and_a_small_one_can_be_seen() {
        assert_eq!(share(400, 400), "100.0%");
        assert_eq!(share(100, 300), "33.3%");
        assert_eq!(share(1, 1_000_000), "0.5%");
        assert_eq!((share(0, 10), share(0, 0), share(-3, 10)), ("0.0%".into(), "0.0%".into(), "0.0%".into()));
        assert_eq!(share(i64::MAX, i64::MAX), "100.0%");
    }

    #[test]
    fn a_line_goes_from_edge_to_edge_with_the_highest_at_the_top() {
        assert_eq!(line(&[0, 5, 10]), "M0 100L50 50L100 0");
        assert_eq!(line(&[7]), "M0 0H100");
        assert_eq!(line(&[0, 0]), "M0 100L100 100");
        assert_eq!(line(&[]), "");
    }

    #[test]
    fn the_table_says_whole_what_the_drawing_cuts_short() {
        let long = "Переговоры с ответственным за закупки";
        let points = vec![Point { label: long, value: 3, shown: "3" }];
        let drawn = chart(Chart {
            id: "c",
            title: "Stages",
            says: "Three deals.",
            shape: Shape::Bars,
            points,
            columns: ("Stage", "Deals"),
            table: "As a table",
        });
        let (drawing, table) = drawn.0.split_once("</svg>").unwrap();
        assert!(drawing.contains("Переговоры с ответственным…"), "{drawing}");
        assert!(!drawing.contains(long) && table.contains(long), "{table}");
        assert!(drawing.contains(r#"aria-labelledby="c-title""#) && drawing.contains("<desc"), "{drawing}");
    }
}
