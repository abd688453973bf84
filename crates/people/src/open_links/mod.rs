//! Open links: whoever has one joins by it, until a day and up to a number of people (B04).
//!
//! An open link carries a role and a department and, unless it is made otherwise, asks an administrator each time. It works
//! as long as whoever made it may still add people; nobody becomes an administrator by one. Who joins gives a name and an
//! e-mail: the way in is the invitation that everybody gets, so an e-mail is theirs who reads it, and nobody learns who is
//! here already. Where no letters are sent nothing proves an e-mail: whoever is known under it waits for a word, whatever the link
//! says, and no name of theirs is shown. Looking at it consumes nothing. Start with `make` and `come`.

pub mod api;
mod come;
mod link;
mod make;
pub mod pages;
mod store;
mod waiting;

pub use come::{Came, Comer, come, look};
pub use link::{Kept, Link, Standing, Wish};
pub use make::{end, list, make};
pub use waiting::{Join, admit, decline, forget, waiting};
