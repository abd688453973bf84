//! The pages of accounts: the way in, the first run, the way out of a sample, the settings.

mod founding;
pub mod own;
mod settings;
mod welcome;

pub use settings::{page as settings, save};
pub use welcome::{company, create, home, welcome};

use base::web::components::*;
use base::words::Say;
use kit::date::Zone;
use kit::lang::Lang;
use kit::money::Currency;

/// Choosing the account's language, each named in itself.
fn lang_select(say: &Say, selected: Lang) -> Select<'static> {
    let options = Lang::all().into_iter().map(|lang| Choice::new(lang.code(), lang.own_name()));
    Select::new("lang", say.t("accounts-lang"), options.collect()).selected(selected.code())
}

fn zone_select(say: &Say, selected: String) -> Select<'static> {
    let mut names = Zone::names();
    if !selected.is_empty() && !names.contains(&selected) {
        names.insert(0, selected.clone());
    }
    let options = names.into_iter().map(|name| {
        let label = name.replace('_', " ");
        Choice::new(name, label)
    });
    Select::new("zone", say.t("accounts-zone"), options.collect()).selected(selected)
}

fn currency_select(say: &Say, selected: String) -> Select<'static> {
    let options = Currency::all().map(|currency| Choice::new(currency.code(), currency.code()));
    Select::new("currency", say.t("accounts-currency"), options.collect()).selected(selected)
}
