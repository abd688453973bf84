//! Line icons on a 20-unit grid, one path each, drawn with the colour of the text beside them.

use maud::{Markup, html};

/// A thing or an act that has a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Deals,
    Contacts,
    Companies,
    Tasks,
    People,
    Handovers,
    Settings,
    Bin,
    Chats,
    Orders,
    Analytics,
    Journal,
    Seats,
    Structure,
    Key,
    Menu,
    Search,
    Check,
    Arrow,
    Back,
    Copy,
    More,
    Close,
    Info,
    Question,
    Plus,
    Warning,
    Lock,
    Undo,
    Mail,
    Out,
    Pencil,
}

impl Icon {
    /// Every icon, in the order of their list.
    pub const ALL: [Icon; 31] = [
        Icon::Deals,
        Icon::Contacts,
        Icon::Companies,
        Icon::Tasks,
        Icon::People,
        Icon::Handovers,
        Icon::Settings,
        Icon::Bin,
        Icon::Chats,
        Icon::Orders,
        Icon::Analytics,
        Icon::Journal,
        Icon::Seats,
        Icon::Structure,
        Icon::Key,
        Icon::Menu,
        Icon::Search,
        Icon::Check,
        Icon::Arrow,
        Icon::Back,
        Icon::Copy,
        Icon::More,
        Icon::Close,
        Icon::Info,
        Icon::Question,
        Icon::Plus,
        Icon::Warning,
        Icon::Lock,
        Icon::Undo,
        Icon::Mail,
        Icon::Out,
    ];
}

/// The icon as decoration: a screen reader skips it, so a text must stand beside it.
pub fn icon(icon: Icon) -> Markup {
    html! { svg class="icon" viewBox="0 0 20 20" aria-hidden="true" { path d=(path(icon)) {} } }
}

fn path(icon: Icon) -> &'static str {
    match icon {
        Icon::Deals => "M3 4h4v12H3zM8.5 4h4v8.5h-4zM14 4h3v5.5h-3z",
        Icon::Contacts => {
            "M10 10a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM4 16.8c.5-3 2.9-4.6 6-4.6s5.5 1.6 6 4.6"
        }
        Icon::Companies => "M4 17V4h8v13M12 8.5h4V17M2.5 17h15M7 7h2M7 10h2M7 13h2",
        Icon::Tasks => "M4 4h12v12H4zM7 10.2l2.2 2.2L13.5 8",
        Icon::People => {
            "M7.5 9.5a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM2.5 16.5c.4-3 2.4-4.6 5-4.6s4.6 1.6 5 4.6\
             M13 4.2a2.7 2.7 0 0 1 0 5.1M14.7 12.2c1.6.6 2.6 2.1 2.8 4.3"
        }
        Icon::Handovers => "M3 8.5A7 7 0 0 1 15.5 6M16 2.5V6.2h-3.7M17 11.5A7 7 0 0 1 4.5 14M4 17.5v-3.7h3.7",
        Icon::Settings => {
            "M3 6h6.5M14.5 6H17M3 14h2.5M10.5 14H17M12 8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z\
             M8 16.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z"
        }
        Icon::Bin => "M3.5 5.5h13M8 5.5v-2h4v2M5 5.5l.8 11h8.4l.8-11M8.5 9v4.5M11.5 9v4.5",
        Icon::Chats => "M3.5 4.5h13v9h-7l-3.5 3v-3H3.5z",
        Icon::Orders => "M2.5 4h2.2l1.7 8.5h8.6l1.5-6H5.3M7.5 16h.01M13.5 16h.01",
        Icon::Analytics => "M3 17h14M5 14v-4M9 14V5M13 14V8M16.5 14v-2.5",
        Icon::Journal => "M5 3h10v14H5zM8 6.5h4M8 9.5h4M8 12.5h2.5",
        Icon::Seats => "M6 4h8v6H6zM4 8v5h12V8M6 13v4M14 13v4",
        Icon::Structure => "M7.5 3.5h5v4h-5zM3 12.5h5v4H3zM12 12.5h5v4h-5zM10 7.5V10M5.5 12.5V10h9v2.5",
        Icon::Key => "M7 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10.5 10H17.5v3M14.5 10v2",
        Icon::Menu => "M3 6h14M3 10h14M3 14h14",
        Icon::Search => "M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13.2 13.2 17 17",
        Icon::Check => "M4 10.5l4 4 8-9",
        Icon::Arrow => "M4 10h12M11 5l5 5-5 5",
        Icon::Back => "M16 10H4M9 5l-5 5 5 5",
        Icon::Copy => "M7.5 7.5h8.5V16H7.5zM12.5 7.5V4H4v8.5h3.5",
        Icon::More => "M4.5 10h.01M10 10h.01M15.5 10h.01",
        Icon::Close => "M5 5l10 10M15 5 5 15",
        Icon::Info => "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9.2v4M10 6.6h.01",
        Icon::Question => {
            "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM7.9 8.2a2.2 2.2 0 1 1 3.2 1.9c-.8.4-1.1.8-1.1 1.6M10 13.7h.01"
        }
        Icon::Plus => "M10 4v12M4 10h12",
        Icon::Warning => "M10 3.5 17.5 16.5h-15zM10 8.5V12M10 14.2h.01",
        Icon::Lock => "M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9",
        Icon::Undo => "M4 8h8a4 4 0 0 1 0 8H8M7.5 4.5 4 8l3.5 3.5",
        Icon::Mail => "M3 5h14v10.5H3zM3.5 5.5 10 11l6.5-5.5",
        Icon::Pencil => "M4 16l.7-3.4 8.8-8.8 2.7 2.7-8.8 8.8zM11.5 5.8l2.7 2.7",
        Icon::Out => "M8 4H4v12h4M9 10h8M13.5 6.5 17 10l-3.5 3.5",
    }
}
