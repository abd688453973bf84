//! `smena partner` and `smena plan`: who looks after whom, and what an account may use.

use base::partners as reading;
use base::{App, Error};
use clap::{Args, Subcommand};
use kit::date;
use people::partners::{self as register, Face};
use people::seats;
use serde_json::{Value as Json, json};

use super::{Out, Stop, operator};

#[derive(Subcommand)]
pub(super) enum Partner {
    /// Put an account on the list
    Add {
        /// The partner's own account
        #[arg(long)]
        account: i64,
        #[command(flatten)]
        face: FaceArgs,
    },
    /// Everybody on the list, and who was struck off
    List,
    /// Change what the list says of a partner; everything is said anew
    Change {
        /// The partner's own account
        #[arg(long)]
        account: i64,
        #[command(flatten)]
        face: FaceArgs,
    },
    /// The e-mail addresses of the partner's people whom customers may let in
    #[command(subcommand)]
    Address(Address),
    /// Strike a partner off: it can do nothing for customers any more
    Strike {
        /// The partner's own account
        #[arg(long)]
        account: i64,
    },
    /// Put a partner that was struck off back on the list
    Relist {
        /// The partner's own account
        #[arg(long)]
        account: i64,
    },
}

#[derive(Args)]
pub(super) struct FaceArgs {
    /// What customers know it by
    #[arg(long)]
    name: String,
    /// Where it works; may be given several times
    #[arg(long, required = true)]
    region: Vec<String>,
    /// How it is reached outside: a telephone, an address
    #[arg(long)]
    contact: String,
    /// What it says of itself
    #[arg(long, default_value = "")]
    about: String,
}

impl From<FaceArgs> for Face {
    fn from(args: FaceArgs) -> Face {
        Face { name: args.name, regions: args.region, about: args.about, contact: args.contact }
    }
}

#[derive(Subcommand)]
pub(super) enum Address {
    /// Register an address
    Add {
        /// The partner's own account
        #[arg(long)]
        account: i64,
        address: String,
    },
    /// Take an address off
    Remove {
        /// The partner's own account
        #[arg(long)]
        account: i64,
        address: String,
    },
    /// The addresses of a partner
    List {
        /// The partner's own account
        #[arg(long)]
        account: i64,
    },
}

#[derive(Args)]
pub(super) struct Plan {
    /// The account; may be left out when there is only one
    #[arg(long)]
    account: Option<i64>,
    /// How many seats there are, or `unlimited`
    #[arg(long, value_name = "NUMBER", value_parser = seats_word)]
    seats: Option<Bought>,
    /// The last day that is paid, for example 2027-01-31, or `never` for no date
    #[arg(long, value_name = "DAY")]
    paid_until: Option<String>,
    /// The partner who looks after the account, by its own account, or `none`
    #[arg(long, value_name = "ACCOUNT", value_parser = partner_word)]
    partner: Option<Chosen>,
}

/// `None`: as many as wanted.
type Bought = Option<i64>;

/// `None`: nobody.
type Chosen = Option<i64>;

fn seats_word(text: &str) -> Result<Bought, String> {
    number_or(text, "unlimited")
}

fn partner_word(text: &str) -> Result<Chosen, String> {
    number_or(text, "none")
}

fn number_or(text: &str, word: &str) -> Result<Option<i64>, String> {
    if text == word {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| format!("a number, or `{word}`"))
}

pub(super) async fn run(app: &App, out: &Out, command: Partner) -> Result<(), Stop> {
    match command {
        Partner::List => return list(app, out).await,
        Partner::Add { account, face } => {
            register::add(&operator(app, Some(account)).await?, face.into()).await?;
            tell(app, out, account).await
        }
        Partner::Change { account, face } => {
            register::change(&operator(app, Some(account)).await?, face.into()).await?;
            tell(app, out, account).await
        }
        Partner::Strike { account } => {
            register::strike(&operator(app, Some(account)).await?).await?;
            tell(app, out, account).await
        }
        Partner::Relist { account } => {
            register::relist(&operator(app, Some(account)).await?).await?;
            tell(app, out, account).await
        }
        Partner::Address(command) => address(app, out, command).await,
    }
}

async fn address(app: &App, out: &Out, command: Address) -> Result<(), Stop> {
    match command {
        Address::Add { account, address } => {
            register::register_address(&operator(app, Some(account)).await?, &address).await?;
            tell(app, out, account).await
        }
        Address::Remove { account, address } => {
            register::withdraw_address(&operator(app, Some(account)).await?, &address).await?;
            tell(app, out, account).await
        }
        Address::List { account } => {
            let addresses = register::addresses(&operator(app, Some(account)).await?).await?;
            let list: Vec<&str> = addresses.iter().map(|one| one.address.as_str()).collect();
            out.answer(&json!({ "account_id": account, "addresses": list }), || list.join("\n"));
            Ok(())
        }
    }
}

async fn list(app: &App, out: &Out) -> Result<(), Stop> {
    let partners = register::list(app).await?;
    let items: Vec<Json> = partners.iter().map(view).collect();
    out.answer(&json!({ "items": items }), || {
        if partners.is_empty() {
            return out.say.t("cli-partners-none");
        }
        let lines: Vec<String> = partners.iter().map(|partner| line(out, partner)).collect();
        lines.join("\n")
    });
    Ok(())
}

/// What the list says of the partner now.
async fn tell(app: &App, out: &Out, account: i64) -> Result<(), Stop> {
    let partner = register::list(app).await?.into_iter().find(|partner| partner.id == account);
    let partner = partner.ok_or(Error::NotFound)?;
    let name = partner.name.as_str().into();
    out.answer(&view(&partner), || out.say.with("cli-partner-done", &[("name", name)]));
    Ok(())
}

fn view(partner: &reading::Partner) -> Json {
    json!({
        "account_id": partner.id,
        "name": partner.name,
        "regions": partner.regions,
        "about": partner.about,
        "contact": partner.contact,
        "state": partner.state.code(),
    })
}

fn line(out: &Out, partner: &reading::Partner) -> String {
    let state = if partner.is_listed() { "right-yes" } else { "right-no" };
    let values = [
        ("id", partner.id.to_string().into()),
        ("name", partner.name.as_str().into()),
        ("regions", partner.regions.join(", ").into()),
        ("state", format!("{}: {}", out.say.t("event-field-listed"), out.say.t(state)).into()),
    ];
    out.say.with("cli-partner-line", &values)
}

pub(super) async fn plan(app: &App, out: &Out, args: Plan) -> Result<(), Stop> {
    let ctx = operator(app, args.account).await?;
    let now = seats::look(&ctx).await?;
    let paid_until = match args.paid_until.as_deref() {
        None => now.paid_until,
        Some("never") => None,
        Some(day) => Some(seats::paid_through(day, &ctx.zone())?),
    };
    seats::set(&ctx, seats::Plan { bought: args.seats.unwrap_or(now.bought), paid_until }).await?;
    if let Some(partner) = args.partner {
        seats::choose_partner(&ctx, partner).await?;
    }
    let seats = seats::look(&ctx).await?;
    let partner = ctx.read(reading::of_account).await?;
    let until = seats.paid_until.map(date::to_rfc3339);
    let answer = json!({
        "account_id": ctx.account.id,
        "bought": seats.bought,
        "used": seats.used,
        "paid_until": until,
        "partner": partner.as_ref().map(view),
    });
    out.answer(&answer, || {
        let values = [
            ("seats", seats.bought.map_or_else(|| "∞".to_owned(), |n| n.to_string()).into()),
            ("until", seats.paid_until.map_or_else(|| "—".to_owned(), |at| ctx.company_day(at)).into()),
            ("partner", partner.as_ref().map_or_else(|| "—".to_owned(), |p| p.name.clone()).into()),
        ];
        out.say.with("cli-plan-set", &values)
    });
    Ok(())
}
