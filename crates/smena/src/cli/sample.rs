//! `smena sample`: a company to look around in.

use base::App;
use clap::Args;
use serde_json::json;

use super::{Out, Stop};
use crate::sample;

#[derive(Args)]
pub(super) struct Sample {
    /// Do nothing when there is an account already
    #[arg(long)]
    if_empty: bool,
}

pub(super) async fn run(app: &App, out: &Out, args: Sample) -> Result<(), Stop> {
    let Some(filled) = sample::fill(app, out.lang, args.if_empty).await? else {
        out.answer(&json!({"filled": false}), || out.say.t("cli-sample-there"));
        return Ok(());
    };
    let json = json!({"account_id": filled.account_id, "email": filled.email, "password": filled.password});
    out.answer(&json, || {
        out.say.with(
            "cli-sample",
            &[("email", filled.email.into()), ("password", filled.password.as_str().into())],
        )
    });
    Ok(())
}
