//! The pages of absences: the calendar, one absence with its offer of a cover, and the forms.

mod drawn;
pub mod form;
mod listed;
pub mod month;
pub mod one;

pub(super) const PATH: &str = "/absences";
