//! Products of an import. Names are unique, so a product that is here already under the same name is the same.

use base::error::Fields;
use base::{Event, Problem, Reading, Result, Tx, Writing};
use kit::money::Currency;
use serde::Serialize;
use work::products::{self, Draft, Product};
use work::records::Place as Held;

use super::files::Files;
use super::mapping::{self, Table};
use super::memory::Import;
use super::rows::{self, Cells, Drafted};
use super::values::Reader;
use super::writing::Incoming;

/// The word in the report.
pub const KIND: &str = "product";

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Incomer {
    name: String,
    price: Option<i64>,
    currency: Currency,
    note: String,
}

pub async fn bring(
    import: &mut Import,
    tables: &[Table<mapping::Product>],
    files: &Files,
    reader: &Reader,
) -> Result<()> {
    if tables.is_empty() {
        return Ok(());
    }
    let said = rows::read(tables, files, |fields, cells| draft(fields, cells, reader));
    import.told(KIND, said.read, &said.refused);
    for product in products::all(&import.ctx).await? {
        for taken in said.taken.iter().filter(|taken| taken.draft.name == product.name) {
            import.adopt(KIND, &taken.key, product.id);
        }
    }
    import.bring(said.taken).await?;
    import.tell(KIND).await
}

fn draft(fields: &mapping::Product, cells: &Cells<'_>, reader: &Reader) -> Drafted<Incomer> {
    let currency = reader.currency(cells.maybe(fields.currency.as_ref()).as_deref())?;
    let price =
        cells.maybe(fields.price.as_ref()).map(|price| reader.amount(&price, currency)).transpose()?;
    let name = rows::need(cells.text(&fields.name), "imports-no-name")?;
    Ok((Incomer { name, price, currency, note: cells.lines(&fields.note).join("\n") }, Vec::new()))
}

impl Incomer {
    fn checked(&self) -> Result<Draft> {
        let mut wrong = Fields::default();
        let Incomer { name, price, currency, note } = self;
        let draft = Draft::checked(&mut wrong, name, *price, currency.code(), Some(note));
        wrong.check()?;
        draft.ok_or(base::Error::Invalid(Problem::new("imports-currency").with("text", currency.code())))
    }
}

impl Incoming for Incomer {
    const KIND: &'static str = KIND;
    type Before = Product;

    fn check(&self) -> Result<()> {
        self.checked().map(drop)
    }

    fn lock(tx: &mut Tx<'_, Reading>, id: i64) -> Result<Option<Product>> {
        products::lock(tx, id)
    }

    fn add(&self, tx: &mut Tx<'_, Writing>, _held: Option<&Held>) -> Result<(i64, Vec<Event>)> {
        let (id, event) = products::store_draft(tx, &self.checked()?)?;
        Ok((id, vec![event]))
    }

    fn change(&self, tx: &mut Tx<'_, Writing>, before: &Product, _held: Option<&Held>) -> Result<Vec<Event>> {
        Ok(products::store_change(tx, before, &self.checked()?)?.into_iter().collect())
    }
}
