//! What an account says of itself: its name, language, time zone and currency.

use base::authz::{Area, Do};
use base::error::Fields;
use base::{Change, Ctx, Error, Event, Result};
use kit::lang::Lang;

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
    let pairs = [
        ("name", &before.name, &after.name),
        ("lang", &before.lang.code().to_owned(), &after.lang.code().to_owned()),
        ("zone", &before.zone, &after.zone),
        ("currency", &before.currency, &after.currency),
    ];
    pairs
        .into_iter()
        .filter_map(|(field, b, a)| Change::of(field, Some(b.clone()), Some(a.clone())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours() -> Settings {
        let (name, zone, currency) = ("Svitanok".into(), "Europe/Kyiv".into(), "UAH".into());
        Settings { name, lang: Lang::Uk, zone, currency, version: 3 }
    }

    #[test]
    fn only_what_differs_is_a_change() {
        assert!(changes(&ours(), &ours()).is_empty());
        let said = changes(&ours(), &Settings { name: "Svitanok Ltd".into(), lang: Lang::En, ..ours() });
        assert_eq!(said.iter().map(|c| c.field.as_str()).collect::<Vec<_>>(), ["name", "lang"]);
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let wrong = Settings { name: " ".into(), zone: "Mars/Base".into(), currency: "XYZ".into(), ..ours() };
        let Err(Error::Invalid(problem)) = checked(wrong) else { panic!("took it") };
        assert_eq!(problem.fields.iter().map(|f| f.field).collect::<Vec<_>>(), ["name", "zone", "currency"]);
        assert_eq!(checked(Settings { currency: "eur".into(), ..ours() }).unwrap().currency, "EUR");
    }
}
