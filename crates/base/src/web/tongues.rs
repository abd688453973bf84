//! What forms offer as languages and time zones.

use kit::date::Zone;
use kit::lang::Lang;

use super::components::Choice;
use crate::Ctx;

/// Our languages, each named in itself.
pub fn languages() -> Vec<Choice<'static>> {
    Lang::all().into_iter().map(|lang| Choice::new(lang.code(), lang.own_name())).collect()
}

/// Every place, and what is chosen although it is an old spelling.
pub fn zones(selected: &str) -> Vec<Choice<'static>> {
    let mut names = Zone::names();
    if !selected.is_empty() && !names.iter().any(|name| name == selected) {
        names.insert(0, selected.to_owned());
    }
    let named = |name: String| {
        let label = name.replace('_', " ");
        Choice::new(name, label)
    };
    names.into_iter().map(named).collect()
}

/// What no zone of one's own means.
pub fn company(ctx: &Ctx) -> String {
    ctx.say.with("web-zone-company", &[("zone", ctx.company_zone().name().replace('_', " ").into())])
}
