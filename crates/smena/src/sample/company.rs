//! The company itself.

use ::people::absences;
use ::people::accounts::{self, Created, NewAccount};
use ::people::departments;
use ::people::people::Joins;
use ::people::people::draft::Place;
use ::people::people::{self, Wanted, Wish};
use base::authz::Actor;
use base::org::{self, Role};
use base::{App, Ctx, Error, Kind, Result};
use kit::lang::Lang;
use serde::Serialize;
use work::deals::{self, Input};
use work::pipelines::{self, Outcome, Stage};
use work::tasks::{self, Subject, draft::Due};
use work::{companies, contacts};

use super::words::{self, Colleague, Words};

/// The administrator signs in with this.
const EMAIL: &str = "admin@example.com";
const DAY: i64 = 86_400_000;
const DEALS: usize = 80;
const TASKS: usize = 60;

/// What the operator needs to look around.
#[derive(Clone, Debug, Serialize)]
pub struct Filled {
    pub account_id: i64,
    /// The administrator.
    pub person_id: i64,
    pub email: &'static str,
    /// Shown once.
    pub password: String,
}

/// Makes the company. With `if_empty` only where there is no account yet; `None` then says that there was one.
///
/// # Errors
/// 422 `email_taken` where the sample is in already.
pub async fn fill(app: &App, lang: Lang, if_empty: bool) -> Result<Option<Filled>> {
    if if_empty && !accounts::find_all(app).await?.is_empty() {
        return Ok(None);
    }
    let asked = asked(lang)?;
    let password = asked.admin_password.clone();
    let made = accounts::create(app, asked).await?;
    furnish(app, made, lang).await?;
    Ok(Some(Filled { account_id: made.account_id, person_id: made.person_id, email: EMAIL, password }))
}

/// The account that the company has, with a password that nobody has chosen.
pub(super) fn asked(lang: Lang) -> Result<NewAccount> {
    let words = words::read(lang)?;
    Ok(NewAccount {
        name: words.name,
        admin_name: words.administrator,
        admin_email: EMAIL.into(),
        admin_password: kit::secret::generate(),
        lang,
        zone: words.zone,
        currency: words.currency,
        sample: true,
    })
}

/// Puts everything into the account that was made.
pub(super) async fn furnish(app: &App, made: Created, lang: Lang) -> Result<()> {
    let words = words::read(lang)?;
    let ctx = administrator(app, made.account_id, made.person_id).await?;
    let sellers = people(&ctx, &words).await?;
    let work = Work { companies: companies(&ctx, &words, &sellers).await?, sellers };
    let contacts = contacts(&ctx, &words, &work).await?;
    let deals = deals(&ctx, &words, &work, &contacts).await?;
    tasks(&ctx, &words, &work, &deals).await?;
    vacation(&ctx, &work).await?;
    app.db.analyze().await?;
    Ok(())
}

/// The administrator at work, as if signed in.
async fn administrator(app: &App, account: i64, person: i64) -> Result<Ctx> {
    let account = accounts::load(app, account).await?;
    let operator = app.operator(account.clone());
    let found = operator.read(move |tx| org::find(tx, person)).await?.ok_or(Error::NotFound)?;
    Ok(app.ctx(account, Actor::person(person, found.category, found.rights)))
}

/// Who holds work, and the companies there are.
struct Work {
    sellers: Vec<i64>,
    companies: Vec<i64>,
}

impl Work {
    /// Whoever looks after this company holds what belongs to it.
    fn seller(&self, company: usize) -> Option<i64> {
        self.sellers.get(company % self.sellers.len().max(1)).copied()
    }
}

/// Departments and people; answers whoever may hold work.
async fn people(ctx: &Ctx, words: &Words) -> Result<Vec<i64>> {
    let mut places = Vec::new();
    for name in &words.departments {
        places.push(departments::add(ctx, name, None).await?);
    }
    let roles = ctx.read(org::roles).await?;
    let mut sellers = Vec::new();
    for (number, colleague) in words.people.iter().enumerate() {
        let department = *places.get(colleague.department).ok_or(Error::NotFound)?;
        let wanted = Wanted {
            name: colleague.name.clone(),
            email: format!("person{}@example.com", number + 1),
            role_id: role(&roles, colleague),
            department: Some(Joins::Known(department)),
            ..Wanted::default()
        };
        if colleague.pending {
            people::add(ctx, wanted).await?;
            continue;
        }
        let id = people::add_active(ctx, wanted).await?;
        let place = Place { department, post: colleague.post, main: true };
        people::change(ctx, id, Wish { places: Some(vec![place]), ..Wish::default() }).await?;
        sellers.push(id);
    }
    Ok(sellers)
}

fn role(roles: &[Role], colleague: &Colleague) -> Option<i64> {
    roles.iter().find(|role| role.key.is_some() && role.key == colleague.role).map(|role| role.id)
}

async fn companies(ctx: &Ctx, words: &Words, sellers: &[i64]) -> Result<Vec<i64>> {
    let mut ids = Vec::new();
    for (number, name) in words.companies.iter().enumerate() {
        let typed = companies::Typed {
            name: name.clone(),
            phones: vec![format!("+1 202 555 {:04}", 100 + number)],
            emails: vec![format!("office{}@example.com", number + 1)],
            site: format!("https://company{}.example.com", number + 1),
            ..companies::Typed::default()
        };
        let seller = sellers.get(number % sellers.len().max(1)).copied();
        ids.push(companies::create(ctx, typed, seller).await?);
    }
    Ok(ids)
}

async fn contacts(ctx: &Ctx, words: &Words, work: &Work) -> Result<Vec<i64>> {
    let mut ids = Vec::new();
    for (number, name) in words.contacts.iter().enumerate() {
        let company = number % work.companies.len().max(1);
        let typed = contacts::Typed {
            name: name.clone(),
            phones: vec![format!("+1 202 555 {:04}", 200 + number)],
            emails: vec![format!("contact{}@example.com", number + 1)],
            position: nth(&words.positions, number),
            company_id: work.companies.get(company).copied(),
            ..contacts::Typed::default()
        };
        ids.push(contacts::create(ctx, typed, work.seller(company)).await?);
    }
    Ok(ids)
}

async fn deals(ctx: &Ctx, words: &Words, work: &Work, contacts: &[i64]) -> Result<Vec<i64>> {
    let pipelines = pipelines::all(ctx).await?;
    let stages = pipelines.0.first().map(|pipeline| pipeline.stages.clone()).unwrap_or_default();
    let mut ids = Vec::new();
    for number in 0..DEALS {
        let company = number * 7 % work.companies.len().max(1);
        let name = words.companies.get(company).cloned().unwrap_or_default();
        let stage = stages.get(number * 5 % stages.len().max(1));
        let started = ctx.app.now() - DAY * whole(number * 11 % 120 + 40);
        let closed = stage.filter(|stage| stage.outcome != Outcome::Open);
        let input = Input {
            title: Some(format!("{} · {name}", nth(&words.deals, number))),
            stage: stage.map(|stage: &Stage| stage.id),
            amount: Some(amount(words.dearest, number)),
            company: Some(work.companies.get(company).copied()),
            contacts: Some(contacts.get(company).copied().into_iter().collect()),
            started_at: Some(Some(started)),
            closed_at: closed.map(|_| Some(started + DAY * whole(number % 30 + 5))),
            responsible: work.seller(company),
            ..Input::default()
        };
        ids.push(deals::create(ctx, input).await?);
    }
    Ok(ids)
}

/// In minor units: from a twentieth of the dearest up, on round hundreds.
fn amount(dearest: i64, number: usize) -> i64 {
    let share = whole(number * 13 % 20 + 1);
    dearest * share / 20 / 100 * 100 * 100
}

/// A third is overdue, some are for today, the rest is ahead.
async fn tasks(ctx: &Ctx, words: &Words, work: &Work, deals: &[i64]) -> Result<()> {
    for number in 0..TASKS {
        let deal = deals.get(number).copied();
        let typed = tasks::Typed {
            title: nth(&words.tasks, number),
            due: Due::At(ctx.app.now() + DAY * (whole(number * 7 % 30) - 10) + 3_600_000),
            subject: deal.map(|id| Subject { kind: Kind::Deal, id }),
            ..tasks::Typed::default()
        };
        // Tasks of a deal are with whoever holds the deal.
        tasks::create(ctx, typed, work.seller(number * 7 % work.companies.len().max(1))).await?;
    }
    Ok(())
}

fn nth(list: &[String], number: usize) -> String {
    list.get(number % list.len().max(1)).cloned().unwrap_or_default()
}

fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Somebody is away soon and nobody stands in yet: the calendar asks who does.
async fn vacation(ctx: &Ctx, work: &Work) -> Result<()> {
    let Some(person) = work.sellers.last() else { return Ok(()) };
    let today = ctx.company_today();
    let day = |days| kit::date::days_after(&today, days).unwrap_or_else(|| today.clone());
    let wish =
        absences::Wish { first: day(3), last: day(16), reason: absences::Reason::Vacation, word: None };
    absences::state(ctx, *person, wish).await.map(drop)
}
