//! The doors of comments on records; what they are and how they are kept is in `records::comments`.

pub mod api;
pub mod pages;
