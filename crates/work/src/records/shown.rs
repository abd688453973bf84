//! Days, moments and money as the reader sees them.

use base::web::components::{Standing, Who, person_chip};
use base::{Ctx, org};
use kit::date::{self, Zone};
use kit::money::{self, Currency};
use maud::{Markup, html};

/// The account's time zone.
pub fn zone(ctx: &Ctx) -> Zone {
    Zone::parse(&ctx.account.zone).unwrap_or_else(|_| Zone::utc())
}

/// A day, with the machine's form beside it.
pub fn day(ctx: &Ctx, zone: &Zone, ms: i64) -> Markup {
    html! { time datetime=(date::to_rfc3339(ms)) { (date::day(ms, zone, ctx.say.lang)) } }
}

/// A day and a time.
pub fn moment(ctx: &Ctx, zone: &Zone, ms: i64) -> Markup {
    html! { time datetime=(date::to_rfc3339(ms)) { (date::moment(ms, zone, ctx.say.lang)) } }
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
    let here = name.status == base::Status::Active;
    Who::new(name.id, &name.name).standing(if here { Standing::Here } else { Standing::Away })
}
