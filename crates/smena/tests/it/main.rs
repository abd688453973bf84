//! The product's tests, in one program: linking is most of the wait.

mod browser;
mod postgres;
mod watched;
