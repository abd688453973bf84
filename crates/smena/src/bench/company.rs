//! An account in which two hundred people of twenty departments hold very many contacts.

use std::collections::BTreeMap;
use std::sync::Arc;

use ::people::people::{self, Joins, Wanted};
use ::people::{departments, roles};
use ::store::Lane;
use base::authz::{Actor, Do, Ready};
use base::tx::Tally;
use base::{App, Ctx, Error, Event, Kind, Result, org};
use work::contacts::Draft;
use work::records::ways::Ways;

use super::fill::{self, PER_STATEMENT, PER_TRANSACTION, scatter};
use super::store;
use crate::nodes;

const DEPARTMENTS: usize = 20;
const PEOPLE: usize = 200;

/// The account and who looks into it.
#[derive(Clone)]
pub struct Company {
    /// Sees everything.
    pub administrator: Ctx,
    /// Sees what the two hundred hold, since they head the department above all.
    pub chief: Ctx,
    /// Sees what ten of them hold.
    pub head: Ctx,
    /// Sees their own.
    pub seller: Ctx,
}

/// A contact of the bulk load.
#[derive(Clone, Debug)]
pub struct Contact {
    pub id: i64,
    pub portfolio: i64,
    pub draft: Draft,
    pub text: String,
}

/// Makes a new account with `records` contacts.
pub async fn company(app: &App, records: usize) -> Result<Company> {
    let (company, everybody) = hired(app, records).await?;
    load(&company.administrator, &everybody, records).await?;
    app.db.analyze().await?;
    app.db.checkpoint().await?;
    Ok(company)
}

/// The account and its two hundred people, who hold nothing yet.
pub async fn hired(app: &App, records: usize) -> Result<(Company, Vec<i64>)> {
    let administrator = fill::found(app, records).await?;
    let roles = roles::list(&administrator).await?;
    let head_role = roles.ready(Ready::Head.key()).map(|role| role.id);
    let top = departments::add(&administrator, "Sales", None).await?;
    let chief = add(&administrator, "Chief Vance".into(), top, head_role).await?;
    let (mut sellers, mut heads) = (Vec::new(), Vec::new());
    for number in 0..DEPARTMENTS {
        let department = departments::add(&administrator, &format!("Team {}", number + 1), Some(top)).await?;
        for place in 0..PEOPLE / DEPARTMENTS {
            let role = head_role.filter(|_| place == 0);
            let name = format!("Seller {}-{}", number + 1, place + 1);
            let person = add(&administrator, name, department, role).await?;
            if place == 0 { heads.push(person) } else { sellers.push(person) }
        }
    }
    let mut everybody = heads.clone();
    everybody.extend(&sellers);
    let head = heads.first().copied().ok_or(Error::NotFound)?;
    let seller = sellers.first().copied().ok_or(Error::NotFound)?;
    let company = Company {
        chief: as_person(&administrator, chief).await?,
        head: as_person(&administrator, head).await?,
        seller: as_person(&administrator, seller).await?,
        administrator,
    };
    Ok((company, everybody))
}

async fn add(ctx: &Ctx, name: String, department: i64, role: Option<i64>) -> Result<i64> {
    let department = Some(Joins::Known(department));
    people::add_active(ctx, Wanted { name, department, role_id: role, ..Wanted::default() }).await
}

async fn as_person(ctx: &Ctx, id: i64) -> Result<Ctx> {
    let person = ctx.read(move |tx| org::find(tx, id)).await?.ok_or(Error::NotFound)?;
    let actor = Actor::person(id, person.category, person.rights);
    Ok(ctx.app.ctx((*ctx.account).clone(), actor))
}

async fn load(ctx: &Ctx, people: &[i64], records: usize) -> Result<()> {
    let ids = people.to_vec();
    let portfolios: Vec<i64> = ctx
        .read(move |tx| {
            ids.iter()
                .map(|id| org::find(tx, *id)?.and_then(|p| p.portfolio_id).ok_or(Error::NotFound))
                .collect()
        })
        .await?;
    let mut counts = BTreeMap::new();
    let mut made = 0;
    while made < records {
        let count = PER_TRANSACTION.min(records - made);
        let rows: Vec<Contact> = (made..made + count)
            .map(|number| contact(ctx.app.new_id()?, number, &portfolios))
            .collect::<Result<_>>()?;
        for row in &rows {
            *counts.entry(row.portfolio).or_insert(0) += 1;
        }
        let (common, rows): (_, Arc<[Contact]>) = ((ctx.account.id, ctx.app.now()), rows.into());
        let written = ctx.app.db.write(Lane::Jobs, move |tx| {
            rows.chunks(PER_STATEMENT).try_for_each(|some| store::insert_contacts(tx, common, some))?;
            Ok::<(), Error>(())
        });
        written.await?;
        ctx.app.db.checkpoint().await?;
        made += count;
        nodes::renew(&ctx.app).await.map_err(|error| Error::Broken(error.to_string()))?;
    }
    declare(ctx, counts, records).await
}

async fn declare(ctx: &Ctx, counts: BTreeMap<i64, i64>, records: usize) -> Result<()> {
    let created = i64::try_from(records).unwrap_or(i64::MAX);
    ctx.write(move |tx| {
        let mut tx = tx.permit(Do::Import)?;
        for (portfolio, count) in &counts {
            let (portfolio, currency) = (*portfolio, String::new());
            tx.tally(Tally { portfolio, kind: Kind::Contact, bucket: 0, open: true, currency }, *count, 0);
        }
        let (source, kind) = ("bench".to_owned(), Kind::Contact.code().to_owned());
        tx.commit(Event::Imported { source, kind, created, updated: 0, refused: 0 }, ())
    })
    .await
}

/// The first few are every other contact's name, the last ones few have.
const FIRST: [&str; 24] = [
    "Іван",
    "Олена",
    "Андрій",
    "Наталія",
    "Сергій",
    "Оксана",
    "Дмитро",
    "Ірина",
    "Юрій",
    "Тетяна",
    "Семён",
    "Мар'яна",
    "Богдан",
    "Соломія",
    "Остап",
    "Зоряна",
    "Anna",
    "John",
    "Maria",
    "Peter",
    "Ждан",
    "Фросина",
    "Юстим",
    "Ярина",
];
const LAST: [&str; 32] = [
    "Шевченко",
    "Коваленко",
    "Бондаренко",
    "Мельник",
    "Ковальчук",
    "Ткаченко",
    "Кравчук",
    "Олійник",
    "Лисенко",
    "Марченко",
    "Савчук",
    "Поліщук",
    "Гончаренко",
    "Королёв",
    "Иванов",
    "Петров",
    "Smith",
    "Walker",
    "Brown",
    "O'Brien",
    "Дем'яненко",
    "Зінченко",
    "Цимбалюк",
    "Щербак",
    "Ґудзь",
    "Їжак",
    "Євтушенко",
    "Яценко",
    "Хоменко",
    "Фурман",
    "Жмудь",
    "Чуйко",
];

/// The contact with this number: the same on every run, but for its id.
fn contact(id: i64, number: usize, portfolios: &[i64]) -> Result<Contact> {
    let chance = scatter(number);
    let pick =
        |shift: u32, of: usize| usize::try_from((chance >> shift) % 1_000_003).unwrap_or(0) % of.max(1);
    let leaning = |shift: u32, of: usize| pick(shift, of).min(pick(shift + 9, of));
    let name = format!("{} {}", FIRST[leaning(2, FIRST.len())], LAST[leaning(5, LAST.len())]);
    let phone =
        format!("+380 {} {:03}-{:02}-{:02}", 50 + pick(7, 49), pick(11, 1_000), pick(13, 100), pick(17, 100));
    let email = format!("client-{:06x}@mail-{}.example", number, pick(19, 400));
    let ways = Ways { phones: vec![phone], emails: vec![email] };
    let draft = Draft { name, ways, ..Draft::default() };
    let portfolio = portfolios.get(pick(23, portfolios.len())).copied().ok_or(Error::NotFound)?;
    Ok(Contact { id, portfolio, text: draft.search_text(), draft })
}
