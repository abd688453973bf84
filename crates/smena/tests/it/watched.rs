//! A program that serves the tests and can't outlive them.
//!
//! A small shell starts it, says so, and then waits for the end of its own standard input. The system closes
//! that input however this process ends (return, panic, kill), and the shell stops the program and removes its
//! folder. It has a process group of its own, so that Ctrl-C reaches the tests first and the shell can still
//! clean up.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// The running program; it stops when this is dropped, at the latest with the process.
pub struct Watched {
    _input: ChildStdin,
    _output: BufReader<ChildStdout>,
    _shell: Child,
}

/// Runs `script` with `sh` through `command` (`sh` itself, or a program that changes the user first) until it
/// prints a line `ready …`; gives the rest of that line. Whatever it prints before is the reason if it fails.
pub fn start(mut command: Command, script: &str, arguments: &[&str]) -> Result<(Watched, String), String> {
    command.args(["-c", script, "sh"]).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).process_group(0);
    let mut shell = command.spawn().map_err(|error| format!("{command:?}: {error}"))?;
    let (Some(input), Some(output)) = (shell.stdin.take(), shell.stdout.take()) else {
        return Err("the shell has no input or output".into());
    };
    let mut output = BufReader::new(output);
    let mut said = String::new();
    loop {
        let mut line = String::new();
        match output.read_line(&mut line) {
            Ok(0) => return Err(said),
            Ok(_) => {}
            Err(error) => return Err(format!("{said}{error}")),
        }
        if let Some(rest) = line.strip_prefix("ready") {
            return Ok((Watched { _input: input, _output: output, _shell: shell }, rest.trim().to_owned()));
        }
        said.push_str(&line);
    }
}
