//! The pages of integrators: who is let in, letting one in, and until when.

mod form;
mod list;
mod terms;

pub use form::{create, new};
pub use list::page;
pub use terms::{page as terms, save as save_terms};

use base::Ctx;
use base::org::Person;
use base::web::components::*;
use kit::date;

const PAGE: &str = "/settings/integrators";

fn choices(people: &[Person]) -> Vec<Choice<'_>> {
    people.iter().map(|person| Choice::new(person.id.to_string(), person.name.as_str())).collect()
}

/// The last day inside, as a field has it, of the first moment outside.
fn last_day(ctx: &Ctx, until: i64) -> String {
    date::input_value(until - 1, &ctx.company_zone())
}
