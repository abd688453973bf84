//! Columns of cards: one for each stage of a way that things go.

use maud::{Markup, Render, html};

use super::badges::count;
use super::icons::{Icon, icon};

/// What becomes of what stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Open,
    Won,
    Lost,
}

/// The head of a column and what stands in it.
pub struct BoardColumn<'a> {
    /// The stage: its heading, its list of cards and what is dropped on it are named for it.
    pub id: i64,
    pub fate: Fate,
    pub title: &'a str,
    /// Where the column stands alone.
    pub href: &'a str,
    pub count: &'a str,
    /// Sums, each in its own currency.
    pub sums: &'a [String],
    /// Between the head and the cards: a form, a link to what came before; may be empty.
    pub above: Markup,
    /// [`board_card`]s; may be empty.
    pub cards: Markup,
    /// What is said where there are no cards.
    pub empty: Option<&'a str>,
    /// Below the cards: the way to more of them; may be empty.
    pub below: Markup,
}

/// Columns side by side; `address` is where a card that is dragged is moved.
pub fn board(address: &str, columns: Markup) -> Markup {
    html! { div class="board" data-board=(address) data-field="stage_id" { (columns) } }
}

/// One column.
pub fn board_column(c: BoardColumn<'_>) -> Markup {
    let class = match c.fate {
        Fate::Open => "column",
        Fate::Won => "column won",
        Fate::Lost => "column lost",
    };
    let heading = format!("stage-{}", c.id);
    html! {
        section class=(class) aria-labelledby=(heading) data-drop=(c.id) {
            header class="column-head" {
                h2 id=(heading) dir="auto" { a href=(c.href) { (c.title) } }
                (count(c.count))
                p class="column-sums" { @for sum in c.sums { span { (sum) } " " } }
            }
            (c.above)
            ul class="cards" id={ "cards-" (c.id) } { (c.cards) }
            @if let Some(empty) = c.empty { p class="column-empty" { (empty) } }
            (c.below)
        }
    }
}

/// One thing in a column.
pub struct BoardCard<'a> {
    pub id: i64,
    /// The version shown, where the reader may move the card.
    pub movable: Option<i64>,
    pub title: &'a str,
    pub href: &'a str,
    pub amount: Option<&'a str>,
    /// Whom it is for: a company, a contact.
    pub whom: Option<&'a str>,
    /// A [`badge`](super::badge()) that presses; may be empty.
    pub mark: Markup,
    /// Who answers for it, and the way to move it.
    pub foot: Markup,
}

/// One card.
pub fn board_card(c: BoardCard<'_>) -> Markup {
    html! {
        li class="deal" id={ "deal-" (c.id) } draggable=[c.movable.map(|_| "true")]
            data-drag=[c.movable.map(|_| c.id)] data-version=[c.movable] {
            a class="deal-title" href=(c.href) dir="auto" draggable="false" { (c.title) }
            @if let Some(amount) = c.amount { p { strong { (amount) } } }
            @if let Some(whom) = c.whom { p class="deal-whom" dir="auto" { (whom) } }
            @if !c.mark.0.is_empty() { p { (c.mark) } }
            div class="deal-foot" { (c.foot) }
        }
    }
}

/// A card's way to another column; `title` says which card, for a screen reader.
pub fn card_move(label: &str, title: &str, href: &str) -> Markup {
    html! {
        a class="button quiet square" href=(href) draggable="false" data-dialog title=(label)
            aria-label={ (label) " " (title) } { (icon(Icon::Arrow)) span class="unseen" { (label) } }
    }
}

/// A line under or over the cards of a column.
pub fn column_more(content: impl Render) -> Markup {
    html! { p class="column-more" { (content) } }
}
