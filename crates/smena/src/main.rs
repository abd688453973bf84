//! The `smena` program; see `smena::cli`.

use std::process::ExitCode;

/// Pages are made of many small texts; this allocator serves several threads without having them wait.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    smena::cli::run()
}
