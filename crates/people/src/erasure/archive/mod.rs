//! The archive of a person: everything about them and by them, as one file in open formats.
//!
//! Tables are CSV, the person is JSON, and a page of words says what is what. Hashes and secrets are in none of them. It is
//! for administrators, who see every record anyway; the journal has who took it. Read page by page, so that the size of a
//! person's work does not matter.

mod person;
mod store;

use base::authz::{self, Area, Do};
use base::web::parcel::{self, Parcel, Pieces};
use base::{Ctx, Error, Event, Reading, Result, Status, Tx, org};

use super::whole;
use crate::pictures;
pub use store::TABLES;

/// The archive as it stands, in pieces; the journal has it first.
///
/// # Errors
/// 404; 403 for who is no administrator; 409 `person_erased` when there is nothing left, `closing_over` when the company goes.
pub async fn take(ctx: &Ctx, person: i64) -> Result<Pieces> {
    ctx.need(Area::People)?;
    if authz::decide(&ctx.actor, &Do::TakeArchive).is_ok() {
        ctx.read(whole::check).await?;
        whole::first_erase(ctx).await?;
    }
    ctx.write(move |mut tx| {
        let found = org::find(&mut tx, person)?.ok_or(Error::NotFound)?;
        authz::decide(tx.actor(), &Do::TakeArchive)?;
        if found.status == Status::Erased {
            return Err(Error::conflict("error-person-erased"));
        }
        tx.permit(Do::TakeArchive)?.commit(Event::ArchiveTaken { person }, ())
    })
    .await?;
    let ctx = ctx.clone();
    Ok(parcel::pieces(ctx.say.lang, move |parcel| write(ctx, person, parcel)))
}

async fn write(ctx: Ctx, person: i64, mut parcel: Parcel) -> Result<()> {
    let facts = ctx.read(move |tx| person::facts(tx, person)).await?;
    let values = [
        ("account", ctx.account.name.as_str().into()),
        ("id", person.to_string().into()),
        ("at", ctx.moment(ctx.app.now()).into()),
    ];
    parcel.file("README.txt", &ctx.say.with("erasure-archive-readme", &values)).await?;
    parcel.file("person.json", &facts).await?;
    if let Some(picture) = ctx.read(move |tx| pictures::large(tx, person)).await? {
        parcel.begin("picture.jpg")?;
        parcel.put(&picture).await?;
    }
    for table in TABLES.into_iter().flatten() {
        let given = [ctx.account.id, person].map(::store::Value::from);
        parcel.table(&ctx, table, &given).await?;
    }
    ctx.read(move |tx| check(tx, person)).await?;
    parcel.end().await
}

/// Whether nothing went while it was being written: then the file would say less than there was, and nobody could tell.
fn check(tx: &mut Tx<'_, Reading>, person: i64) -> Result<()> {
    whole::check(tx)?;
    match org::find(tx, person)?.map(|person| person.status) {
        None => Err(Error::NotFound),
        Some(Status::Erased) => Err(Error::conflict("error-person-erased")),
        Some(_) => Ok(()),
    }
}
