//! The pages of hand-overs: the list, the dialog that asks, the fact with its proof and its undo; and the short
//! questions about one person.

mod ask;
mod drawn;
mod fact;
mod handing;
mod list;
mod passing;
mod person;
mod plan;
mod planned;
mod received;
mod report;
mod several;
mod share;
mod sheets;
mod sketched;
mod takeover;
mod there;
mod ticked;
mod together;
mod typed;
mod when;

pub use ask::{ask, carry_out, preview, sketch};
pub use fact::{fact, print, undo};
pub use handing::{handing, handing_of, note_of, note_own};
pub use list::list;
pub use person::{block, block_ask, proof, reactivate, reactivate_ask, unblock};
pub use plan::{cancel, live, plan, records, take_over};
pub use planned::{cancel_planned, go_on, of_person, planned};
pub use received::{received, received_one};
pub use several::{choose, preview_several, several, sketch_several};
pub use sheets::{records_sheet, report_sheet};
pub use takeover::{takeover, takeover_ask};
pub use ticked::{ticked_block, ticked_departure};
