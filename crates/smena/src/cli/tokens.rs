//! `smena token create`: prints the token alone, once.

use base::App;
use clap::Subcommand;

use super::{Stop, operator, who};

#[derive(Subcommand)]
pub(super) enum Token {
    /// Make an API token for a person; it is printed once
    Create {
        /// The account; may be left out when there is only one
        #[arg(long)]
        account: Option<i64>,
        /// Id, e-mail, login or full name
        #[arg(long)]
        person: String,
        /// What it is for
        #[arg(long)]
        name: String,
    },
}

pub(super) async fn run(app: &App, command: Token) -> Result<(), Stop> {
    let Token::Create { account, person, name } = command;
    let ctx = operator(app, account).await?;
    let person = who::person(&ctx, &person).await?;
    let made = people::signin::tokens::make(&ctx, person, &name).await?;
    super::print(&made.secret);
    Ok(())
}
