//! The operator's list of partners.

use base::authz::{self, Do};
use base::error::Fields;
use base::partners::{self, Partner, State};
use base::{App, Change, Ctx, Error, Event, Result};
use kit::email::Email;

use super::store;
use crate::closing;

/// What a partner says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Face {
    pub name: String,
    pub regions: Vec<String>,
    pub about: String,
    pub contact: String,
}

/// An address of somebody of the partner's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    pub address: String,
    /// ms UTC.
    pub added_at: i64,
}

const LONGEST_NAME: usize = 100;
const LONGEST: usize = 1_000;

impl Face {
    fn checked(self) -> Result<Face> {
        let plain = |text: &str| text.split_whitespace().collect::<Vec<&str>>().join(" ");
        let mut regions: Vec<String> =
            self.regions.iter().map(|region| plain(region)).filter(|region| !region.is_empty()).collect();
        regions.sort();
        regions.dedup();
        let (about, contact) = (self.about.trim().to_owned(), self.contact.trim().to_owned());
        let face = Face { name: plain(&self.name), regions, about, contact };
        let mut wrong = Fields::default();
        if face.name.is_empty() {
            wrong.add("name", "error-required");
        }
        if face.regions.is_empty() {
            wrong.add("region", "error-required");
        }
        if face.contact.is_empty() {
            wrong.add("contact", "error-required");
        }
        let regions = face.regions.iter().map(|region| ("region", region, LONGEST_NAME));
        let texts = [
            ("name", &face.name, LONGEST_NAME),
            ("about", &face.about, LONGEST),
            ("contact", &face.contact, LONGEST),
        ];
        for (field, text, most) in texts.into_iter().chain(regions) {
            if text.chars().count() > most {
                wrong.add(field, "error-too-long");
            }
        }
        wrong.check()?;
        Ok(face)
    }
}

/// Every partner, by name; struck off ones at the end.
pub async fn list(app: &App) -> Result<Vec<Partner>> {
    app.look(partners::all).await
}

/// Puts the account on the list.
///
/// # Errors
/// 403; 409 `partner_listed` when it is there already, `partner_sample` for a sample, `partner_closes` for a company that
/// closes; 422 for what it says of itself.
pub async fn add(ctx: &Ctx, face: Face) -> Result<()> {
    let face = face.checked()?;
    let sample = ctx.account.sample;
    ctx.write(move |mut tx| {
        let partner = tx.account();
        authz::decide(tx.actor(), &Do::KeepPartners)?;
        if sample {
            return Err(Error::conflict("error-partner-sample"));
        }
        if closing::closes(&mut tx)? {
            return Err(Error::conflict("error-partner-closes"));
        }
        if partners::find(&mut tx, partner)?.is_some() {
            return Err(Error::conflict("error-partner-listed"));
        }
        let mut tx = tx.permit(Do::KeepPartners)?;
        store::add(&mut tx, &face)?;
        tx.commit(Event::PartnerListed { partner, name: face.name.clone() }, ())
    })
    .await
}

/// Changes what it says of itself.
///
/// # Errors
/// 403; 404; 422.
pub async fn change(ctx: &Ctx, face: Face) -> Result<()> {
    let face = face.checked()?;
    ctx.write(move |mut tx| {
        let partner = tx.account();
        let before = store::lock(&mut tx)?.ok_or(Error::NotFound)?;
        authz::decide(tx.actor(), &Do::KeepPartners)?;
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let changes: Vec<Change> = [
            Change::of("name", text(&before.name), text(&face.name)),
            Change::of("regions", text(&before.regions.join(", ")), text(&face.regions.join(", "))),
            Change::of("about", text(&before.about), text(&face.about)),
            Change::of("contact", text(&before.contact), text(&face.contact)),
        ]
        .into_iter()
        .flatten()
        .collect();
        if changes.is_empty() {
            return tx.unchanged(());
        }
        let mut tx = tx.permit(Do::KeepPartners)?;
        store::change(&mut tx, &face)?;
        tx.commit(Event::PartnerChanged { partner, changes }, ())
    })
    .await
}

/// Strikes the partner off: nothing can be asked of it and it can do nothing for customers any more.
///
/// # Errors
/// 403; 404.
pub async fn strike(ctx: &Ctx) -> Result<()> {
    become_state(ctx, State::Struck).await
}

/// Puts a partner that was struck off back on the list.
///
/// # Errors
/// 403; 404; 409 `partner_closes` for a company that closes.
pub async fn relist(ctx: &Ctx) -> Result<()> {
    become_state(ctx, State::Listed).await
}

async fn become_state(ctx: &Ctx, state: State) -> Result<()> {
    ctx.write(move |mut tx| {
        let partner = tx.account();
        let closes = closing::closes(&mut tx)?;
        let before = store::lock(&mut tx)?.ok_or(Error::NotFound)?;
        let listed = |state: State| Some(if state == State::Listed { "yes" } else { "no" }.to_owned());
        authz::decide(tx.actor(), &Do::KeepPartners)?;
        let Some(change) = Change::of("listed", listed(before.state), listed(state)) else {
            return tx.unchanged(());
        };
        if closes && state == State::Listed {
            return Err(Error::conflict("error-partner-closes"));
        }
        let mut tx = tx.permit(Do::KeepPartners)?;
        store::set_state(&mut tx, state)?;
        tx.commit(Event::PartnerChanged { partner, changes: vec![change] }, ())
    })
    .await
}

/// The addresses of the partner's people, in their order: for the operator, and for who administers the partner's account.
///
/// # Errors
/// 403; 404 where the account is no partner's.
pub async fn addresses(ctx: &Ctx) -> Result<Vec<Address>> {
    ctx.read(|tx| {
        let account = tx.account();
        let partner = partners::find(tx, account)?.ok_or(Error::NotFound)?;
        authz::decide(tx.actor(), &Do::KeepAddresses { listed: partner.is_listed() })?;
        store::addresses(tx)
    })
    .await
}

/// Registers an address of somebody of the partner's: customers may let them in from then on. Letter case and spelling of
/// its domain don't matter.
///
/// # Errors
/// 403; 404; 422 for the address, `address_taken` where another partner has registered it.
pub async fn register_address(ctx: &Ctx, address: &str) -> Result<()> {
    with_address(ctx, address, Step::Register).await
}

/// Takes an address off: whoever is let in somewhere with it is shown out.
///
/// # Errors
/// 403; 404 also for an address that is not there; 422 for the address.
pub async fn withdraw_address(ctx: &Ctx, address: &str) -> Result<()> {
    with_address(ctx, address, Step::Withdraw).await
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Register,
    Withdraw,
}

async fn with_address(ctx: &Ctx, address: &str, step: Step) -> Result<()> {
    let address = Email::parse(address).map_err(|_| Error::field("address", "error-email"))?;
    ctx.write(move |mut tx| {
        let partner = tx.account();
        let listed = store::lock(&mut tx)?.ok_or(Error::NotFound)?.is_listed();
        let act = Do::KeepAddresses { listed };
        authz::decide(tx.actor(), &act)?;
        if step == Step::Register {
            let others = partners::registered(&mut tx, address.as_str())?;
            if others.iter().any(|other| other.id != partner && other.is_listed()) {
                return Err(Error::field("address", "error-address-taken"));
            }
        }
        let mut tx = tx.permit_all(&[act, Do::Remove])?;
        let said = Some(address.to_string());
        let (done, change) = match step {
            Step::Register => {
                (store::add_address(&mut tx, address.as_str())?, Change::of("address", None, said))
            }
            Step::Withdraw => {
                (store::remove_address(&mut tx, address.as_str())?, Change::of("address", said, None))
            }
        };
        if !done {
            return Err(Error::NotFound);
        }
        let changes = change.into_iter().collect();
        tx.commit(Event::PartnerChanged { partner, changes }, ())
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face(name: &str, regions: &[&str], contact: &str) -> Face {
        let regions = regions.iter().map(|region| (*region).to_owned()).collect();
        Face { name: name.into(), regions, about: String::new(), contact: contact.into() }
    }

    #[test]
    fn regions_are_told_once_each() {
        let checked = face(" Obriy  Partners ", &["Kyiv", " Lviv", "Kyiv", ""], "+380").checked().unwrap();
        assert_eq!(
            (checked.name.as_str(), checked.regions),
            ("Obriy Partners", vec!["Kyiv".into(), "Lviv".into()])
        );
    }

    #[test]
    fn a_partner_has_a_name_a_region_and_a_contact() {
        let Err(Error::Invalid(problem)) = face(" ", &[], "").checked() else { panic!("is refused") };
        let fields: Vec<&str> = problem.fields.iter().map(|field| field.field).collect();
        assert_eq!(fields, ["name", "region", "contact"]);
    }
}
