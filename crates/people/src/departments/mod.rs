//! Departments: the company's structure as a tree.
//!
//! A department is added, renamed, moved and, once empty, removed. The tree never has a circle: whoever changes it holds
//! the account's row and looks at the whole. Who is in a department is part of the person (see `people`). Start with
//! `tree`, the pure part.

mod add;
pub mod api;
mod change;
mod look;
pub mod pages;
mod remove;
mod store;
pub mod tree;

pub use add::{add, insert};
pub use change::{Wish, change};
pub use look::{Look, look};
pub use remove::remove;
pub use store::lock;
