//! Many tables as one file: a ZIP that is sent while it is made.

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use kit::lang::Lang;
use kit::pack::Pack;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio_stream::wrappers::ReceiverStream;

use super::sheet;
use crate::{Error, Result};

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
