//! `smena init`: an account and its administrator.

use std::path::PathBuf;

use base::{App, Error, Problem};
use clap::Args;
use kit::lang::Lang;
use people::accounts::{self, NewAccount};
use serde_json::json;

use super::{Out, Stop};

#[derive(Args)]
pub(super) struct Init {
    /// The company's name
    #[arg(long)]
    name: String,
    /// The administrator's name
    #[arg(long)]
    admin_name: String,
    /// The administrator's e-mail; it signs in
    #[arg(long)]
    admin_email: String,
    /// A file whose first line is the administrator's password
    #[arg(long, value_name = "FILE")]
    admin_password_file: PathBuf,
    /// The account's language: en, ru or uk; without it that of --lang
    #[arg(long, value_parser = super::lang)]
    account_lang: Option<Lang>,
    /// The account's time zone, for example Europe/Kyiv
    #[arg(long, default_value = "UTC")]
    zone: String,
    /// The account's currency (ISO 4217)
    #[arg(long, default_value = "EUR")]
    currency: String,
}

pub(super) async fn init(app: &App, out: &Out, args: Init) -> Result<(), Stop> {
    let password = first_line(&args.admin_password_file)?;
    let created = accounts::create(
        app,
        NewAccount {
            name: args.name,
            admin_name: args.admin_name,
            admin_email: args.admin_email,
            admin_password: password,
            lang: args.account_lang.unwrap_or(out.lang),
            zone: args.zone,
            currency: args.currency,
            ..NewAccount::default()
        },
    )
    .await?;
    let answer = json!({"account_id": created.account_id, "person_id": created.person_id});
    out.answer(&answer, || {
        out.say.with(
            "cli-created",
            &[
                ("account", created.account_id.to_string().into()),
                ("person", created.person_id.to_string().into()),
            ],
        )
    });
    Ok(())
}

fn first_line(file: &PathBuf) -> Result<String, Stop> {
    let text = std::fs::read_to_string(file).map_err(|why| {
        let problem = Problem::new("cli-bad-file").with("file", file.display().to_string());
        Stop::Refused(Error::Invalid(problem.with("why", why.to_string())))
    })?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}
