//! `smena rescue`: a way back in for an administrator.

use base::App;
use clap::Args;
use people::accounts;
use serde_json::json;

use super::{Out, Stop, operator, who};

#[derive(Args)]
pub(super) struct Rescue {
    /// The account; may be left out when there is only one
    #[arg(long)]
    account: Option<i64>,
    /// Id, e-mail, login or full name; may be left out when there is only one administrator. Who is none becomes one
    #[arg(long)]
    person: Option<String>,
    /// The address people use; the link then begins with it
    #[arg(long, env = "SMENA_PUBLIC_URL")]
    public_url: Option<String>,
}

pub(super) async fn run(app: &App, out: &Out, args: Rescue) -> Result<(), Stop> {
    let ctx = operator(app, args.account).await?;
    let person = match &args.person {
        Some(name) => who::person(&ctx, name).await?,
        None => match accounts::administrators(&ctx).await?.as_slice() {
            [one] => one.id,
            several => {
                let people = several.iter().map(|p| (p.id, p.name.clone())).collect();
                return Err(Stop::Ambiguous { name: out.say.t("role-administrator"), people });
            }
        },
    };
    let rescued = accounts::rescue(&ctx, person).await?;
    let link =
        format!("{}{}", args.public_url.as_deref().unwrap_or_default().trim_end_matches('/'), rescued.link);
    let answer = json!({
        "person_id": rescued.person,
        "link": link,
        "promoted": rescued.promoted,
        "unblocked": rescued.unblocked,
        "second_factor_lifted": rescued.lifted,
    });
    out.answer(&answer, || {
        let name = [("name", rescued.name.as_str().into())];
        let mut lines = Vec::new();
        if rescued.unblocked {
            lines.push(out.say.with("cli-rescue-unblocked", &name));
        }
        if rescued.promoted {
            lines.push(out.say.with("cli-rescue-promoted", &name));
        }
        if rescued.lifted {
            lines.push(out.say.with("cli-rescue-lifted", &name));
        }
        lines.push(out.say.with("cli-rescue-link", &name));
        lines.push(link.clone());
        lines.join("\n")
    });
    Ok(())
}
