//! The pages of roles: the list, one role as a matrix, roles side by side.

mod compare;
pub mod drawn;
mod form;
mod list;

pub use compare::compare;
pub use form::{ask_remove, copy, create, default, new, page, remove, update};
pub use list::list;

/// The address of the list.
const LIST: &str = "/settings/roles";
