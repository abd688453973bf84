//! Days, moments and money as the reader sees them.

use base::web::components::{Who, person_chip};
use base::{Ctx, org};
use kit::date;
use kit::money::{self, Currency};
use maud::{Markup, html};

/// A day, with the machine's form beside it.
pub fn day(ctx: &Ctx, ms: i64) -> Markup {
    html! { time datetime=(date::to_rfc3339(ms)) { (ctx.day(ms)) } }
}

/// The company's day of a moment: typed as a whole day by one, read as the same by everybody.
pub fn company_day(ctx: &Ctx, ms: i64) -> Markup {
    html! { time datetime=(date::to_rfc3339(ms)) { (ctx.company_day(ms)) } }
}

/// A day that is the same wherever one reads it.
pub fn date(ctx: &Ctx, day: &str) -> Markup {
    html! { time datetime=(day) { (ctx.date(day)) } }
}

/// A day and a time.
pub fn moment(ctx: &Ctx, ms: i64) -> Markup {
    html! { time datetime=(date::to_rfc3339(ms)) { (ctx.moment(ms)) } }
}

/// An amount; a currency that is no more is shown by its code.
pub fn amount(ctx: &Ctx, minor: i64, currency: &str) -> String {
    match Currency::parse(currency) {
        Ok(known) => money::format(minor, known, ctx.say.lang),
        Err(_) => format!("{minor} {currency}"),
    }
}

/// A person by name: grey when they are not active.
pub fn person(name: &org::Name) -> Markup {
    person_chip(who(name))
}

/// As components want it.
pub fn who(name: &org::Name) -> Who<'_> {
    base::web::timeline::who(name)
}

/// A text of several lines, as it was typed.
pub fn note(text: &str) -> Markup {
    html! { @for (n, line) in text.lines().enumerate() { @if n > 0 { br; } (line) } }
}
