//! The command line: what the operator of an installation can do from the machine itself, beside a running server.
//!
//! `smena --help` is its documentation. A refusal is a sentence on standard error and exit code 1; a name that fits
//! several people lists them and exits with 2. With `--json` answers and refusals are JSON.

mod accounts;
mod bench;
mod companies;
mod departures;
mod exports;
mod imports;
mod partners;
mod people;
mod rescue;
mod sample;
mod serve;
mod splits;
mod tokens;
mod verify;
mod who;

use std::path::PathBuf;
use std::process::ExitCode;

use base::words::Say;
use base::{App, Settings};
use clap::{Args, Parser, Subcommand};
use kit::lang::Lang;
use serde_json::{Value as Json, json};

use crate::{app, assets, nodes};

/// A self-hosted CRM in which people come and go and nothing gets lost.
#[derive(Parser)]
#[command(name = "smena", version)]
pub struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

#[derive(Args, Clone)]
struct Common {
    /// The database: sqlite:PATH or postgres://…
    #[arg(long, global = true, env = "SMENA_DB", default_value = "sqlite:data/smena.db", value_name = "URL")]
    db: String,
    /// Answer in JSON
    #[arg(long, global = true)]
    json: bool,
    /// The language of answers and refusals: en, ru or uk
    #[arg(long, global = true, env = "SMENA_LANG", default_value = "en", value_parser = lang)]
    lang: Lang,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the pages and the API until told to stop
    Serve(serve::Serve),
    /// Create an account and its administrator
    Init(accounts::Init),
    /// Fill the installation with a sample company; prints how to sign in
    Sample(sample::Sample),
    /// Bring in CSV files by a mapping; running it again creates nothing twice
    Import(imports::Import),
    /// Everything of an account as a ZIP of CSV, JSON and JSON lines
    Export(exports::Export),
    /// The accounts there are, and those that close
    #[command(subcommand)]
    Account(companies::Company),
    /// End a person's access and hand over everything they hold
    Depart(departures::Depart),
    /// Undo a hand-over or a departure by its number
    Undo(departures::Undo),
    /// What becomes of the data of people who left
    #[command(subcommand)]
    People(people::People),
    /// API tokens
    #[command(subcommand)]
    Token(tokens::Token),
    /// The list of partners: companies that look after others
    #[command(subcommand)]
    Partner(partners::Partner),
    /// What an account may use, and who looks after it
    Plan(partners::Plan),
    /// A one-time link for an administrator who can't get in any more; printed once
    Rescue(rescue::Rescue),
    /// Check everything that must always hold, and the journal; exit 1 and a list when something is broken
    Verify,
    /// Measure this machine
    #[command(subcommand)]
    Bench(bench::Bench),
}

fn lang(text: &str) -> Result<Lang, String> {
    Lang::parse(text).ok_or_else(|| "one of en, ru, uk".to_owned())
}

/// What a command ends with, other than well.
enum Stop {
    /// A refusal in the person's words.
    Refused(base::Error),
    /// Several people fit the name.
    Ambiguous { name: String, people: Vec<(i64, String)> },
    /// `verify` found something.
    Broken(Vec<String>),
    /// The answer has said it already.
    Said,
    /// The machine's side: files, the database, the network.
    Failed(anyhow::Error),
}

impl From<base::Error> for Stop {
    fn from(error: base::Error) -> Stop {
        Stop::Refused(error)
    }
}

impl From<anyhow::Error> for Stop {
    fn from(error: anyhow::Error) -> Stop {
        Stop::Failed(error)
    }
}

/// The program: parses the arguments and carries the command out.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    log_to_stderr();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("smena: {error}");
            return ExitCode::FAILURE;
        }
    };
    let common = cli.common.clone();
    match runtime.block_on(carry_out(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => tell(&common, stop),
    }
}

async fn carry_out(cli: Cli) -> Result<(), Stop> {
    let Common { db, json, lang } = cli.common;
    let settings = match &cli.command {
        Command::Serve(serve) => serve.settings()?,
        _ => Settings::default(),
    };
    let app = app::open(&prepared(&db)?, settings).await?;
    let out = Out { json, lang, say: app.words.say(lang) };
    let done = match cli.command {
        Command::Serve(args) => serve::run(&app, args).await,
        Command::Init(args) => accounts::init(&app, &out, args).await,
        Command::Sample(args) => sample::run(&app, &out, args).await,
        Command::Import(args) => imports::import(&app, &out, args).await,
        Command::Export(args) => exports::run(&app, &out, args).await,
        Command::Account(command) => companies::run(&app, &out, command).await,
        Command::Depart(args) => departures::depart(&app, &out, args).await,
        Command::Undo(args) => departures::undo(&app, &out, args).await,
        Command::People(args) => people::run(&app, &out, args).await,
        Command::Token(args) => tokens::run(&app, args).await,
        Command::Partner(command) => partners::run(&app, &out, command).await,
        Command::Plan(args) => partners::plan(&app, &out, args).await,
        Command::Rescue(args) => rescue::run(&app, &out, args).await,
        Command::Verify => verify::run(&app, &out).await,
        Command::Bench(args) => bench::run(&app, &out, &db, args).await,
    };
    // The lease runs out by itself; giving it back only keeps later ids closer to the clock.
    if let Err(error) = nodes::give_back(&app).await {
        tracing::warn!(%error, "the node's lease could not be given back");
    }
    done
}

/// The address of the database, with its folder made.
fn prepared(db: &str) -> anyhow::Result<String> {
    if let Some(path) = db.strip_prefix("sqlite:")
        && let Some(folder) = PathBuf::from(path).parent().filter(|folder| !folder.as_os_str().is_empty())
    {
        std::fs::create_dir_all(folder)
            .map_err(|e| anyhow::anyhow!("the folder {} can't be made: {e}", folder.display()))?;
    }
    Ok(db.to_owned())
}

/// How answers are given.
struct Out {
    json: bool,
    lang: Lang,
    say: Say,
}

impl Out {
    /// The answer: JSON for programs, sentences for people.
    fn answer(&self, json: &Json, text: impl FnOnce() -> String) {
        if self.json {
            print(&json.to_string());
        } else {
            print(&text());
        }
    }
}

/// A line of the answer. Whoever stopped reading (`| head`) has what they wanted.
fn print(line: &str) {
    use std::io::Write;
    if let Err(error) = writeln!(std::io::stdout(), "{line}") {
        tracing::debug!(%error, "nobody reads the answer any more");
    }
}

fn tell(common: &Common, stop: Stop) -> ExitCode {
    if matches!(stop, Stop::Said) {
        return ExitCode::FAILURE;
    }
    let Ok(words) = assets::words() else { return ExitCode::FAILURE };
    let say = words.say(common.lang);
    let (code, json, text) = match stop {
        Stop::Refused(error) => refusal(&say, &error),
        Stop::Ambiguous { name, people } => {
            let lines: Vec<String> = people.iter().map(|(id, name)| format!("{id}  {name}")).collect();
            let text =
                format!("{}\n{}", say.with("cli-ambiguous", &[("name", name.into())]), lines.join("\n"));
            let people: Vec<Json> = people.iter().map(|(id, name)| json!({"id": id, "name": name})).collect();
            (2, json!({"code": "ambiguous", "people": people}), text)
        }
        Stop::Broken(list) => (1, json!({"ok": false, "broken": list}), list.join("\n")),
        Stop::Said => (1, Json::Null, String::new()),
        Stop::Failed(error) => {
            (1, json!({"code": "failed", "detail": format!("{error:#}")}), format!("{error:#}"))
        }
    };
    if common.json {
        print(&json.to_string());
    } else {
        eprintln!("{text}");
    }
    ExitCode::from(code)
}

fn refusal(say: &Say, error: &base::Error) -> (u8, Json, String) {
    let mut lines = vec![error.sentence(say)];
    let code = match error {
        base::Error::Invalid(problem) | base::Error::Conflict(problem) => {
            lines.extend(problem.fields.iter().map(|f| format!("{}: {}", f.field, f.sentence(say))));
            problem.code()
        }
        base::Error::Broken(why) => {
            lines.push(why.clone());
            "broken".into()
        }
        base::Error::Store(why) => {
            lines.push(why.to_string());
            "broken".into()
        }
        base::Error::Denied(act) | base::Error::Withheld(act) => (*act).to_owned(),
        _ => "refused".into(),
    };
    (1, json!({"code": code, "detail": lines.join("\n")}), lines.join("\n"))
}

fn log_to_stderr() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("SMENA_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}

/// The app a command works with, and the account it names.
async fn operator(app: &App, account: Option<i64>) -> Result<base::Ctx, Stop> {
    Ok(app.operator(who::account(app, account).await?))
}
