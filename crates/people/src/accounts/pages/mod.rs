//! The pages of accounts: the way in, the first run, the way out of a sample, the settings.

mod founding;
pub mod own;
mod settings;
mod welcome;

pub use settings::{page as settings, save};
pub use welcome::{company, create, home, welcome};

use base::web::components::*;
use base::web::tongues;
use base::words::Say;
use kit::lang::Lang;
use kit::money::Currency;

/// Choosing the account's language, each named in itself.
fn lang_select(say: &Say, selected: Lang) -> Select<'static> {
    Select::new("lang", say.t("accounts-lang"), tongues::languages()).selected(selected.code())
}

fn zone_select(say: &Say, selected: String) -> Select<'static> {
    Select::new("zone", say.t("accounts-zone"), tongues::zones(&selected)).selected(selected)
}

fn currency_select(say: &Say, selected: String) -> Select<'static> {
    let options = Currency::all().map(|currency| Choice::new(currency.code(), currency.code()));
    Select::new("currency", say.t("accounts-currency"), options.collect()).selected(selected)
}
