//! A picture on its way in: the file of a form, or what the same form brought before and has kept since.

use base::web::upload::Part;
use base::{Error, Result};
use data_encoding::BASE64;

use super::square::{Squares, squares};

/// The field of the file.
pub const FIELD: &str = "picture";
/// The field of what is kept while the form comes back: a browser forgets the file it has sent.
pub const KEPT: &str = "picture_kept";

/// A file that somebody chose.
#[derive(Clone, Debug)]
pub enum Chosen {
    File(Vec<u8>),
    TooLarge,
}

impl Chosen {
    /// Nothing where no file was chosen.
    pub fn of(part: Part) -> Option<Chosen> {
        match part {
            Part { too_large: true, .. } => Some(Chosen::TooLarge),
            Part { name, bytes, .. } if name.is_empty() && bytes.is_empty() => None,
            Part { bytes, .. } => Some(Chosen::File(bytes)),
        }
    }

    /// What a form has kept. It may have been written by anybody: it is opened as any file is.
    pub fn of_kept(text: &str) -> Option<Chosen> {
        let bytes = BASE64.decode(text.as_bytes()).unwrap_or_else(|_| text.as_bytes().to_vec());
        (!text.is_empty()).then_some(Chosen::File(bytes))
    }

    /// Both squares of it.
    ///
    /// # Errors
    /// 422 at `picture` with the reason.
    pub async fn squares(self) -> Result<Squares> {
        match self {
            Chosen::File(bytes) => squares(bytes).await,
            Chosen::TooLarge => Err(Error::field(FIELD, "error-picture-too-large")),
        }
    }

    /// What the form keeps of it; nothing of what is no picture.
    pub async fn kept(self) -> Option<String> {
        self.squares().await.ok().map(|squares| BASE64.encode(&squares.large))
    }
}

/// Where a browser finds what is kept.
pub fn kept_address(kept: &str) -> String {
    format!("data:image/jpeg;base64,{kept}")
}
