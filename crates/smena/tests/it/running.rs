//! The real program, started as an operator starts it, and killed as a power cut does.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Output, Stdio};

/// A server in a process of its own.
pub struct Running {
    process: Process,
    /// `http://127.0.0.1:PORT`.
    pub address: String,
}

impl Running {
    /// Starts `smena serve` on a free port and waits until it says where.
    pub async fn start(db: &str) -> Running {
        let mut process = Process::serve(db, Stdio::piped());
        let output = process.0.stdout.take().unwrap();
        let said = tokio::task::spawn_blocking(move || {
            let lines = BufReader::new(output).lines().map_while(Result::ok);
            lines.into_iter().find_map(|line| {
                line.split_whitespace().find(|w| w.starts_with("http://")).map(str::to_owned)
            })
        });
        let address = said.await.unwrap().expect("the server said no address");
        Running { process, address }
    }

    pub fn kill(self) {
        self.process.kill();
    }
}

/// A server of which nobody asks where it listens: it does its jobs.
pub struct Process(Child);

impl Process {
    pub fn start(db: &str) -> Process {
        Process::serve(db, Stdio::null())
    }

    fn serve(db: &str, output: Stdio) -> Process {
        let mut command = smena(db, &["serve", "--listen", "127.0.0.1:0"]);
        Process(command.stdout(output).stderr(Stdio::inherit()).spawn().unwrap())
    }

    /// SIGKILL: no goodbye.
    pub fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Already gone after `kill`.
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// A command line over this database.
pub fn smena(db: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smena"));
    command.arg("--db").arg(db).args(arguments).env_remove("SMENA_LANG").env_remove("SMENA_DB");
    command
}

/// Runs a command line to its end.
pub fn run(db: &str, arguments: &[&str]) -> Output {
    smena(db, arguments).output().unwrap()
}
