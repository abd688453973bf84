//! The parts that pages are made of.
//!
//! Each part is a function or a small builder that returns markup; it is given texts that are already in the
//! reader's language and knows neither the database nor the request. Pages write
//! `use base::web::components::*;` and put parts together; they hold no class names of their own.
//!
//! Nothing here writes a `style` attribute or an inline script: the content security policy forbids both.

pub mod badges;
pub mod board;
pub mod buttons;
pub mod chart;
pub mod choices;
pub mod combo;
pub mod copyable;
pub mod dialog;
pub mod editable;
pub mod fields;
pub mod flow;
pub mod found;
pub mod icons;
pub mod inputs;
pub mod notices;
pub mod pager;
pub mod panels;
pub mod person;
pub mod phone;
pub mod popover;
pub mod proof;
pub mod reach;
pub mod skeleton;
mod steps;
pub mod table;
pub mod tabs;
pub mod timeline;
pub mod toolbar;
pub mod tree;

pub use badges::{Tone, badge, count, status_badge};
pub use board::{BoardCard, BoardColumn, Fate, board, board_card, board_column, card_move, column_more};
pub use buttons::{
    Confirm, NO_PASSKEY, Press, button, button_busy, button_off, button_to, button_value, button_value_to,
    buttons, confirm, dialog_link, icon_link, link_button, menu, menu_link, menu_post, passkey_button,
    post_button,
};
pub use chart::{Chart, Point, Shape, chart};
pub use choices::{Check, RadioCard, RadioCards, checkbox, checkboxes, switch};
pub use combo::{Candidate, PersonSelect};
pub use copyable::{copyable, copyable_text};
pub use dialog::{Dialog, dialog};
pub use editable::{Change, editable};
pub use fields::{Field, Frame, edit_form, form_grid, group, upload_form};
pub use flow::{Flow, Leg, Load, flow};
pub use found::{FoundHeap, FoundLine, found_list};
pub use icons::{Icon, icon};
pub use inputs::{Choice, Input, Select, TextArea, hidden};
pub use notices::{
    banner, empty_state, error_page, error_summary, flash, notice, notice_list, notice_with, way_banner,
};
pub use pager::{Pager, pager};
pub use panels::{
    Head, card, card_with, columns, danger_card, desk, facts, head, progress, progress_unknown, stat, stats,
};
pub use person::{Picture, Standing, Who, avatar, person_chip, person_line, person_link};
pub use phone::phone;
pub use popover::{help, info};
pub use proof::{Proof, proof_list};
pub use reach::{Mark, ReachSelect, beside, cell_check, differing, fold, reach, reach_legend};
pub use skeleton::skeleton;
pub use steps::{Step, steps};
pub use table::{Align, Column, Line, Sort, Table};
pub use tabs::{Crumb, Tab, breadcrumbs, tabs};
pub use timeline::{Entry, moment, said, timeline};
pub use toolbar::{Filter, Search, TickBar, chips, filter_form, search_form, tick_bar, tick_list, toolbar};
pub use tree::{Branch, tree};
