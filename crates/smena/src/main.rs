//! The `smena` program; see `smena::cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    smena::cli::run()
}
