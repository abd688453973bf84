//! What an account says of itself: its name, language, time zone and currency.

use base::authz::{Area, Do};
use base::error::Fields;
use base::{Change, Ctx, Error, Event, Result};
use kit::lang::Lang;
use kit::phone::Country;

use super::{create, store};

/// The account as it stands, or as somebody wants it. `version` is the one they looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    pub name: String,
    pub lang: Lang,
    /// An IANA zone name.
    pub zone: String,
    /// ISO 4217; for new records, what is there keeps its own.
    pub currency: String,
    /// Where telephone numbers without a `+` are from; `None`: where the zone's clocks are.
    pub country: Option<Country>,
    pub version: i64,
}

/// The account's settings now.
pub async fn settings(ctx: &Ctx) -> Result<Settings> {
    ctx.need(Area::Settings)?;
    ctx.read(store::settings).await
}

/// Changes them; answers how many departures are planned where the zone is another now: each happens at its very moment.
///
/// # Errors
/// 422 with everything that is wrong; 409 `stale` when somebody changed them since they were looked at.
pub async fn change(ctx: &Ctx, wanted: Settings) -> Result<i64> {
    ctx.need(Area::Settings)?;
    let wanted = checked(wanted)?;
    ctx.write(move |mut tx| {
        let before = store::lock_settings(&mut tx)?;
        if before.version != wanted.version {
            return Err(Error::conflict("error-stale"));
        }
        let changes = changes(&before, &wanted);
        if changes.is_empty() {
            return tx.unchanged(0);
        }
        let planned = if before.zone == wanted.zone { 0 } else { store::planned_departures(&mut tx)? };
        let mut tx = tx.permit(Do::EditAccount)?;
        store::set_settings(&mut tx, &wanted)?;
        let account = tx.account();
        tx.commit(Event::AccountChanged { account, changes }, planned)
    })
    .await
}

fn checked(wanted: Settings) -> Result<Settings> {
    let mut fields = Fields::default();
    let name = create::line(&mut fields, "name", &wanted.name);
    let zone = create::zone(&mut fields, &wanted.zone);
    let currency = create::currency(&mut fields, &wanted.currency);
    fields.check()?;
    Ok(Settings { name, zone, currency, ..wanted })
}

fn changes(before: &Settings, after: &Settings) -> Vec<Change> {
    let said = |of: &Settings| {
        let country = of.country.map(|country| country.code().to_owned());
        [
            Some(of.name.clone()),
            Some(of.lang.code().to_owned()),
            Some(of.zone.clone()),
            Some(of.currency.clone()),
            country,
        ]
    };
    let fields = ["name", "lang", "zone", "currency", "country"].into_iter();
    let pairs = fields.zip(said(before).into_iter().zip(said(after)));
    pairs.filter_map(|(field, (before, after))| Change::of(field, before, after)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours() -> Settings {
        let (name, zone, currency) = ("Svitanok".into(), "Europe/Kyiv".into(), "UAH".into());
        Settings { name, lang: Lang::Uk, zone, currency, country: None, version: 3 }
    }

    #[test]
    fn only_what_differs_is_a_change() {
        assert!(changes(&ours(), &ours()).is_empty());
        let country = Country::parse("PL");
        let said =
            changes(&ours(), &Settings { name: "Svitanok Ltd".into(), lang: Lang::En, country, ..ours() });
        assert_eq!(said.iter().map(|c| c.field.as_str()).collect::<Vec<_>>(), ["name", "lang", "country"]);
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let wrong = Settings { name: " ".into(), zone: "Mars/Base".into(), currency: "XYZ".into(), ..ours() };
        let Err(Error::Invalid(problem)) = checked(wrong) else { panic!("took it") };
        assert_eq!(problem.fields.iter().map(|f| f.field).collect::<Vec<_>>(), ["name", "zone", "currency"]);
        assert_eq!(checked(Settings { currency: "eur".into(), ..ours() }).unwrap().currency, "EUR");
    }
}
