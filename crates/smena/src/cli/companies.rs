//! `smena account`: which companies there are, which close and which are gone; calling one back.

use base::App;
use clap::{Args, Subcommand};
use kit::date::to_rfc3339;
use people::closing;
use serde_json::json;

use super::{Out, Stop, operator};
use crate::verify::accounts;

#[derive(Subcommand)]
pub(super) enum Company {
    /// The accounts there are, which of them close, and which are gone
    List,
    /// Keep an account that is to close; until its day
    CallBack(Named),
}

#[derive(Args)]
pub(super) struct Named {
    /// The account; may be left out when there is only one
    #[arg(long)]
    account: Option<i64>,
}

pub(super) async fn run(app: &App, out: &Out, command: Company) -> Result<(), Stop> {
    match command {
        Company::List => list(app, out).await,
        Company::CallBack(named) => call_back(app, out, named).await,
    }
}

async fn list(app: &App, out: &Out) -> Result<(), Stop> {
    let (there, gone) = (accounts(app).await?, app.look(closing::gone).await?);
    let told = json!({
        "accounts": there.iter().map(|account| json!({
            "id": account.id, "name": account.name, "closes_at": account.closes_at.map(to_rfc3339),
        })).collect::<Vec<_>>(),
        "gone": gone.iter().map(|gone| json!({
            "id": gone.id, "name": gone.name, "closed_at": to_rfc3339(gone.closed_at),
            "removed_at": to_rfc3339(gone.removed_at),
        })).collect::<Vec<_>>(),
    });
    out.answer(&told, || {
        let mut lines: Vec<String> = Vec::new();
        for account in &there {
            let line = format!("{}  {}", account.id, account.name);
            lines.push(match account.closes_at {
                Some(at) => {
                    format!("{line}  {}", out.say.with("cli-closes", &[("at", to_rfc3339(at).into())]))
                }
                None => line,
            });
        }
        for gone in &gone {
            let at = [("at", to_rfc3339(gone.removed_at).into())];
            lines.push(format!("{}  {}  {}", gone.id, gone.name, out.say.with("cli-gone", &at)));
        }
        lines.join("\n")
    });
    Ok(())
}

async fn call_back(app: &App, out: &Out, named: Named) -> Result<(), Stop> {
    let ctx = operator(app, named.account).await?.speaking(out.lang);
    closing::call_back(&ctx).await?;
    out.answer(&json!({"account_id": ctx.account.id, "closing": false}), || out.say.t("closing-kept"));
    Ok(())
}
