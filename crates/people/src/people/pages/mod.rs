//! The pages of people.

mod card;
mod form;
mod link;
mod list;
mod shown;

pub use card::card;
pub use form::{create, edit, new, update};
pub use link::make as make_link;
pub use list::{list, ticked_block, ticked_departure};
