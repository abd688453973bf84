//! Many tables as one file: a ZIP that is sent while it is made.

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use kit::lang::Lang;
use kit::money::{self, Currency};
use kit::pack::Pack;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio_stream::wrappers::ReceiverStream;

use ::store::{Row, Value};
use kit::date::to_rfc3339;

use super::sheet;
use crate::{Ctx, Error, Result};

/// So many rows of a table are read at once.
const PAGE: i64 = 500;

/// One table as a statement that is read page by page, so that its size doesn't matter.
pub struct Table {
    /// Of the file.
    pub name: &'static str,
    /// Its first columns are its key, and it is in their order. The first values are whoever calls gives, then the place to go
    /// on from, a value for each column of the key, and at last how many rows.
    pub sql: &'static str,
    /// What the columns of the key are.
    pub key: &'static [Key],
}

/// A column of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Number,
    Text,
}

impl Table {
    /// Before the first row.
    pub fn beginning(&self) -> Vec<Value> {
        let before = |key: &Key| match key {
            Key::Number => Value::from(0_i64),
            Key::Text => Value::from(""),
        };
        self.key.iter().map(before).collect()
    }
}

/// Pieces of the file as they are made; a fault is the last of them.
pub type Pieces = Receiver<Result<Bytes>>;

/// The file being made. At most two pieces wait in memory; once nobody reads them any more, the next one is refused.
pub struct Parcel {
    pack: Pack,
    sender: Sender<Result<Bytes>>,
    lang: Lang,
}

impl Parcel {
    /// A file of this name begins.
    pub fn begin(&mut self, name: &str) -> Result<()> {
        self.pack.begin(name).map_err(|e| Error::Broken(e.to_string()))
    }

    /// A whole file.
    pub async fn file(&mut self, name: &str, text: &str) -> Result<()> {
        self.begin(name)?;
        self.put(text.as_bytes()).await
    }

    /// Rows of the table that is being written, as its reader's spreadsheet takes them.
    pub async fn rows(&mut self, rows: &[sheet::Row]) -> Result<()> {
        let bytes = sheet::written(self.lang, rows)?;
        self.put(&bytes).await
    }

    /// A whole table as a file of its own; one of which there is nothing has none.
    pub async fn table(&mut self, ctx: &Ctx, table: &'static Table, given: &[Value]) -> Result<()> {
        let mut place = Some(table.beginning());
        let mut begun = false;
        while let Some(from) = place {
            let rows = page(ctx, table, given, from).await?;
            if let (false, Some(first)) = (begun, rows.first()) {
                self.begin(&format!("{}.csv", table.name))?;
                self.rows(&[first.named().map(|(name, _)| name.to_owned()).collect()]).await?;
                begun = true;
            }
            if !rows.is_empty() {
                let lang = self.lang;
                let lines: Vec<sheet::Row> = rows.iter().map(|row| line(lang, row)).collect();
                self.rows(&lines).await?;
            }
            place = next(&rows, table);
        }
        Ok(())
    }

    /// More of the file, sent on as far as it is ready.
    pub async fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.pack.put(bytes).map_err(|e| Error::Broken(e.to_string()))?;
        let ready = self.pack.take();
        if ready.is_empty() {
            return Ok(());
        }
        self.sender.send(Ok(ready.into())).await.map_err(|_| gone())
    }

    /// Nothing more comes.
    pub async fn end(self) -> Result<()> {
        let rest = self.pack.end().map_err(|e| Error::Broken(e.to_string()))?;
        self.sender.send(Ok(rest.into())).await.map_err(|_| gone())
    }
}

/// The rows of a table after a place.
pub async fn page(ctx: &Ctx, table: &'static Table, given: &[Value], place: Vec<Value>) -> Result<Vec<Row>> {
    let mut values = given.to_vec();
    values.extend(place);
    values.push(Value::from(PAGE));
    ctx.read(move |tx| tx.query(table.sql, &values)).await
}

/// Where the page after these rows begins; nothing at the end.
pub fn next(rows: &[Row], table: &Table) -> Option<Vec<Value>> {
    let whole = i64::try_from(rows.len()).is_ok_and(|rows| rows == PAGE);
    let last = rows.last().filter(|_| whole)?;
    Some(last.named().take(table.key.len()).map(|(_, value)| value.clone()).collect())
}

fn line(lang: Lang, row: &Row) -> sheet::Row {
    let currency = row.get::<String>("currency").ok().and_then(|code| Currency::parse(&code).ok());
    row.named().map(|(name, value)| cell(lang, currency, name, value)).collect()
}

/// Moments and amounts as people and programs read them; what is missing is empty.
fn cell(lang: Lang, currency: Option<Currency>, name: &str, value: &Value) -> String {
    match (value, currency) {
        (Value::Int(minor), Some(currency)) if is_amount(name) => {
            sheet::number(lang, &money::input_value(*minor, currency))
        }
        (value, _) => plain(name, value),
    }
}

fn is_amount(name: &str) -> bool {
    ["amount", "open_amount", "price"].contains(&name)
}

fn plain(name: &str, value: &Value) -> String {
    match value {
        Value::Int(ms) if is_moment(name) => to_rfc3339(*ms),
        Value::Int(n) => n.to_string(),
        Value::Real(n) => n.to_string(),
        Value::Text(text) => text.clone(),
        Value::Null | Value::Bytes(_) => String::new(),
    }
}

fn is_moment(name: &str) -> bool {
    ["at", "since", "until"].contains(&name) || name.ends_with("_at") || name.ends_with("_until")
}

fn gone() -> Error {
    Error::Broken("nobody reads the file any more".into())
}

/// The pieces of what `write` puts into the parcel. A fault in the middle breaks the file off, so that nobody takes a
/// part for the whole.
pub fn pieces<F, Fut>(lang: Lang, write: F) -> Pieces
where
    F: FnOnce(Parcel) -> Fut,
    Fut: Future<Output = Result<()>> + Send + 'static,
{
    let (sender, pieces) = channel(2);
    let faults = sender.clone();
    let written = write(Parcel { pack: Pack::default(), sender, lang });
    tokio::spawn(async move {
        if let Err(error) = written.await {
            // The reader may have gone; then nobody needs to know.
            let _ = faults.send(Err(error)).await;
        }
    });
    pieces
}

/// The pieces as a download of this name, without its ending.
pub fn download(name: &str, pieces: Pieces) -> Response {
    let safe: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let attached = HeaderValue::from_str(&format!("attachment; filename=\"{safe}.zip\""));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/zip")),
        (header::CONTENT_DISPOSITION, attached.unwrap_or_else(|_| HeaderValue::from_static("attachment"))),
    ];
    (headers, Body::from_stream(ReceiverStream::new(pieces))).into_response()
}
