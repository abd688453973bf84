//! The product's tests, in one program: linking is most of the wait.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says that it failed by stopping"
)]

mod browser;
mod house;
mod postgres;
mod watched;
