//! What pages and the API are made of: components and the frame, and between the browser and the rooms: who is
//! signed in (`enter`), input as types (`extract`), refusals as pages and problems (`faults`), protection against
//! forged requests (`forgery`), tables as files (`sheet`), what keys do (`keys`), and the page that notices at once when access ends (`live`).

mod address;
pub mod assets;
pub mod closing;
pub mod components;
pub mod enter;
pub mod extract;
pub mod faults;
pub mod forgery;
mod kept;
pub mod keys;
pub mod layout;
pub mod live;
pub mod once;
pub mod parcel;
pub mod sheet;
pub mod shell;
pub mod styleguide;
pub mod timeline;
pub mod tongues;
pub mod upload;
mod wrong;

pub use address::address;
pub use assets::{asset, set_assets};
pub use enter::Visitor;
pub use extract::{Form, Json, Path, Query};
pub use kept::{Kept, with_query};
pub use shell::{Nav, Notice, see_other, show, show_printed};
pub use wrong::Wrong;
