//! `smena depart` and `smena undo`: the same use cases as the page and the API, by the operator.

use std::collections::BTreeMap;
use std::time::Duration;

use base::credentials::Counts;
use base::event::Moved;
use base::{App, Ctx, Error, Kind, Problem, jobs, org};
use clap::Args;
use people::handovers::planned::{self, Wish};
use people::handovers::splits::{self, AccessEnds, Begun};
use people::handovers::{self, Fate, Outcome, Plan, Undone, What};
use serde_json::{Value as Json, json};

use super::{Out, Stop, operator, who};

#[derive(Args)]
pub(super) struct Depart {
    /// The account; may be left out when there is only one
    #[arg(long)]
    account: Option<i64>,
    /// Who leaves: id, e-mail, login or full name
    #[arg(long)]
    person: String,
    /// Who receives everything that --kind doesn't give to others
    #[arg(long)]
    successor: Option<String>,
    /// Somebody else for one kind, for example contact=borys@example.com; may be given several times
    #[arg(long, value_name = "KIND=PERSON")]
    kind: Vec<String>,
    /// A rule that shares records out, for example "deal open to anna@example.com, borys@example.com"; several people
    /// receive evenly, the first rule that fits counts, and what fits none goes as said above. May be given several
    /// times. Tests: open, closed, pipeline=, stage=, department=, from=, up-to=, currency=, id=1,2
    #[arg(long, value_name = "RULE")]
    split: Vec<String>,
    /// With --split: block the person before the records are shared out
    #[arg(long)]
    end_access_now: bool,
    /// Who has a post of theirs next, for example "Sales=borys@example.com", or "Sales=vacant"; may be given several times
    #[arg(long, value_name = "DEPARTMENT=PERSON")]
    post: Vec<String>,
    /// A token that goes on as a technical user's, by its id, for example "115148390400071=Robot"; may be given several
    /// times. All others end
    #[arg(long, value_name = "TOKEN=TECHNICAL USER")]
    token: Vec<String>,
    /// A moment to come at which it is carried out by a running server, for example 2026-12-01T18:00:00+02:00
    #[arg(long, value_name = "MOMENT")]
    at: Option<String>,
    /// With --at: until then nothing is deleted or downloaded, and no token made
    #[arg(long, requires = "at")]
    limits: bool,
    /// Why, in words
    #[arg(long)]
    reason: Option<String>,
    /// Show what would happen and change nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Args)]
pub(super) struct Undo {
    /// The account; may be left out when there is only one
    #[arg(long)]
    account: Option<i64>,
    /// The id of the departure or hand-over
    handover: i64,
}

pub(super) async fn depart(app: &App, out: &Out, args: Depart) -> Result<(), Stop> {
    let ctx = operator(app, args.account).await?;
    let person = who::person(&ctx, &args.person).await?;
    let plan = plan(&ctx, &args).await?;
    if let Some(at) = args.at.as_deref().filter(|_| !args.dry_run) {
        return plan_ahead(&ctx, out, person, plan, (at, args.limits)).await;
    }
    let outcome = if args.dry_run {
        splits::rehearse(&ctx, What::Departure, person, plan).await?
    } else {
        let access = if args.end_access_now { AccessEnds::Now } else { AccessEnds::WithIt };
        carry_out(&ctx, person, plan, access).await?
    };
    let names = names(&ctx, std::iter::once(person).chain(outcome.moved.iter().map(|m| m.to))).await?;
    out.answer(&departed_json(&outcome), || departed_text(out, &outcome, &names));
    Ok(())
}

/// Writes the departure down for a moment to come.
async fn plan_ahead(
    ctx: &Ctx,
    out: &Out,
    person: i64,
    plan: Plan,
    (at, limits): (&str, bool),
) -> Result<(), Stop> {
    let at = kit::date::parse(at).map_err(|_| Error::field("at", "error-planned-moment"))?;
    let id = planned::plan(ctx, person, Wish { plan, at, limits, instead: None }).await?;
    let names = names(ctx, std::iter::once(person)).await?;
    let told = json!({"id": id, "person_id": person, "state": "planned", "at": kit::date::to_rfc3339(at), "limits": limits});
    out.answer(&told, || {
        let values = [("name", name(&names, person).into()), ("at", ctx.moment(at).into())];
        out.say.with("planned-line", &values)
    });
    Ok(())
}

/// How often a plan that another process carries out is looked at.
const LOOK: Duration = Duration::from_millis(500);

/// Takes the person out, and stays until a plan with rules is through, whoever carries it out.
async fn carry_out(ctx: &Ctx, person: i64, plan: Plan, access: AccessEnds) -> Result<Outcome, Stop> {
    let id = match splits::begin(ctx, What::Departure, person, plan, access).await? {
        Begun::Done(handover) => return Ok(handovers::outcome(ctx, handover).await?),
        Begun::Running(id) => id,
    };
    loop {
        let view = splits::view(ctx, id).await?;
        if let Some(handover) = view.run.handover {
            return Ok(handovers::outcome(ctx, handover).await?);
        }
        if view.state() != "running" {
            let why = view.job.and_then(|job| job.trouble).map(|why| why.sentence(&ctx.say));
            let problem = Problem::new("cli-plan-waits").with("why", why.unwrap_or_default());
            return Err(Stop::Refused(Error::Conflict(problem.with("id", id.to_string()))));
        }
        jobs::run_now(ctx, view.run.job).await?;
        tokio::time::sleep(LOOK).await;
    }
}

pub(super) async fn undo(app: &App, out: &Out, args: Undo) -> Result<(), Stop> {
    let ctx = operator(app, args.account).await?;
    let undone = handovers::undo(&ctx, args.handover).await?;
    let names = names(&ctx, undone.restored.iter().map(|m| m.to)).await?;
    out.answer(&undone_json(&undone), || undone_text(out, &undone, &names));
    Ok(())
}

async fn plan(ctx: &Ctx, args: &Depart) -> Result<Plan, Stop> {
    let mut by_kind = BTreeMap::new();
    for text in &args.kind {
        let (kind, person) = text
            .split_once('=')
            .and_then(|(kind, person)| Some((Kind::parse(kind)?, person)))
            .ok_or_else(|| Stop::Refused(Error::Invalid(Problem::new("cli-kind").with("text", text))))?;
        by_kind.insert(kind, who::person(ctx, person).await?);
    }
    let successor = match &args.successor {
        Some(name) => Some(who::person(ctx, name).await?),
        None => None,
    };
    let mut rules = Vec::new();
    for text in &args.split {
        rules.push(super::splits::parse(ctx, text).await?);
    }
    let mut posts = BTreeMap::new();
    for text in &args.post {
        let wrong = || Stop::Refused(Error::Invalid(Problem::new("cli-post").with("text", text)));
        let (department, to) = text.rsplit_once('=').ok_or_else(wrong)?;
        let department = super::splits::department(ctx, department).await?.ok_or_else(wrong)?;
        posts.insert(department, if to == "vacant" { None } else { Some(who::person(ctx, to).await?) });
    }
    let mut access = BTreeMap::new();
    for text in &args.token {
        let wrong = || Stop::Refused(Error::Invalid(Problem::new("cli-token").with("text", text)));
        let (token, to) = text.split_once('=').ok_or_else(wrong)?;
        access.insert(token.parse().map_err(|_| wrong())?, Fate::To(who::person(ctx, to).await?));
    }
    let plan = Plan { successor, by_kind, splits: rules, posts, access, reason: None };
    Ok(match &args.reason {
        Some(reason) => plan.because(reason),
        None => plan,
    })
}

type Names = std::collections::HashMap<i64, org::Name>;

async fn names(ctx: &Ctx, ids: impl Iterator<Item = i64>) -> Result<Names, Stop> {
    let ids: Vec<i64> = ids.collect();
    Ok(ctx.read(move |tx| org::names(tx, ids.clone())).await?)
}

fn departed_json(outcome: &Outcome) -> Json {
    json!({
        "id": outcome.fact.map(|(id, _)| id),
        "number": outcome.fact.map(|(_, number)| number),
        "person_id": outcome.person,
        "status": outcome.status.code(),
        "moved": moved_json(&outcome.moved),
        "ended": ended(&outcome.ended).map(|(kind, count)| json!({"kind": kind, "count": count})),
        "undo_until": kit::date::to_rfc3339(outcome.undo_until),
    })
}

fn moved_json(moved: &[Moved]) -> Vec<Json> {
    moved
        .iter()
        .map(|m| json!({"kind": m.kind.code(), "count": m.count, "open": m.open, "to": m.to}))
        .collect()
}

fn ended(counts: &Counts) -> [(&'static str, i64); 3] {
    [("session", counts.sessions), ("token", counts.tokens), ("link", counts.links)]
}

fn departed_text(out: &Out, outcome: &Outcome, names: &Names) -> String {
    let name = name(names, outcome.person);
    let mut lines = vec![match outcome.fact {
        Some((id, _)) => {
            out.say.with("cli-departed", &[("name", name.into()), ("id", id.to_string().into())])
        }
        None => out.say.with("cli-would-depart", &[("name", name.into())]),
    }];
    lines.extend(moved_lines(out, &outcome.moved, names));
    for (kind, count) in ended(&outcome.ended) {
        let kind = out.say.t(&format!("access-{kind}"));
        lines.push(out.say.with("cli-ended", &[("kind", kind.into()), ("n", count.into())]));
    }
    lines.join("\n")
}

fn moved_lines(out: &Out, moved: &[Moved], names: &Names) -> Vec<String> {
    moved
        .iter()
        .map(|m| {
            let kind = out.say.t(&format!("kind-{}", m.kind.code()));
            let to = name(names, m.to);
            out.say.with("cli-moved", &[("kind", kind.into()), ("n", m.count.into()), ("to", to.into())])
        })
        .collect()
}

fn undone_json(undone: &Undone) -> Json {
    json!({
        "id": undone.fact.0,
        "person_id": undone.person,
        "status": undone.status.code(),
        "restored": moved_json(&undone.restored),
        "left": undone.left,
    })
}

fn undone_text(out: &Out, undone: &Undone, names: &Names) -> String {
    let mut lines = vec![out.say.t("cli-undone")];
    lines.extend(moved_lines(out, &undone.restored, names));
    for left in &undone.left {
        let kind = out.say.t(&format!("kind-{}", left.kind.code()));
        lines.push(out.say.with("cli-left", &[("kind", kind.into()), ("n", left.count.into())]));
    }
    lines.join("\n")
}

fn name(names: &Names, id: i64) -> String {
    names.get(&id).map(|person| person.name.clone()).unwrap_or_else(|| id.to_string())
}
