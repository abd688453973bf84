//! The pages of people.

mod adding;
mod card;
mod fields;
mod form;
mod link;
mod list;
mod rights;
mod shown;
mod typed;

pub use adding::{create, new};
pub use card::card;
pub use form::{edit, update};
pub use link::make as make_link;
pub(crate) use link::once as link_once;
pub use list::list;
pub use rights::{own_rights, rights};
pub(crate) use shown::status;
