//! Inviting several people at once by page (B04): from a pasted list or a file, looked at first.
//!
//! `file` turns a table into the lines that `people::people::lines` reads, so that both ways meet in one text that a human can
//! correct. Who is added, and how, is `people::people::several`.

mod file;
pub mod pages;
mod shown;
