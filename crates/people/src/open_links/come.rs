//! Somebody comes by an open link.

use base::authz::{Actor, Do};
use base::credentials;
use base::error::Fields;
use base::org;
use base::{App, Ctx, Error, Event, Result, Tx, Writing, letters};
use kit::email::Email;
use kit::token::{self, Kind};
use tokio::sync::Mutex;

use super::link::Link;
use super::store;
use crate::people::draft::read_name;
use crate::people::{self, Joins, Wanted};
use crate::signin::attempts::{self, Counted};

/// So many from one address in a quarter of an hour: an office shares one.
const MOST_PER_ADDRESS: usize = 60;
/// The same for one e-mail.
const MOST_PER_EMAIL: usize = 5;

/// Who comes.
#[derive(Clone, Debug, Default)]
pub struct Comer {
    pub name: String,
    pub email: String,
    /// As the network sees it.
    pub address: String,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Came {
    /// An administrator decides.
    Waits,
    /// A letter is on its way, where there is something to send: nobody learns here who is known already.
    Letter,
    /// No letters are sent here: the path of their own one-time link.
    Link(String),
}

/// An open link that works at this moment.
pub struct Open {
    pub account_name: String,
    pub link: Link,
    ctx: Ctx,
}

/// Looks at an open link; consumes nothing.
///
/// # Errors
/// 422 `open_link_dead` when it has ended, is too old or full, the company closes, or whoever made it adds nobody any more.
pub async fn look(app: &App, secret: &str) -> Result<Open> {
    let dead = || Error::invalid("error-open-link-dead");
    let read = token::read(secret).filter(|read| read.kind == Kind::Link).ok_or_else(dead)?;
    let account = credentials::account_of(app, read.account_id).await?.ok_or_else(dead)?;
    if account.closes_at.is_some() {
        return Err(dead());
    }
    let nobody = app.nobody(account.clone());
    let (link, maker) = nobody
        .read(move |tx| {
            let Some(link) = store::by_hash(tx, &read.hash)? else { return Ok((None, None)) };
            let maker = org::find(tx, link.created_by)?;
            let open = link.is_open(tx.now());
            let inside = maker.filter(|maker| credentials::may_be_inside(maker, tx.now()));
            Ok((Some(link).filter(|_| open), inside))
        })
        .await?;
    let (link, maker) = (link.ok_or_else(dead)?, maker.ok_or_else(dead)?);
    let actor = Actor::acting_for(maker.id, maker.category, maker.rights);
    let adds = Do::AddPerson { category: base::kind::Category::Member };
    base::authz::decide(&actor, &adds).map_err(|_| dead())?;
    let account_name = account.name.clone();
    Ok(Open { account_name, link, ctx: app.ctx(account, actor) })
}

/// Comes by it: is added as whoever made the link would add them, or waits for an administrator.
///
/// # Errors
/// As `look`; 422 for name and e-mail; 409 `no_seat`; 429 after too many.
pub async fn come(app: &App, secret: &str, comer: Comer) -> Result<Came> {
    let Open { link, ctx, .. } = look(app, secret).await?;
    let mut wrong = Fields::default();
    let name = read_name(&comer.name, &mut wrong);
    let email = match Email::parse(&comer.email) {
        Ok(email) => Some(email.to_string()),
        Err(_) => {
            wrong.add("email", if comer.email.trim().is_empty() { "error-required" } else { "error-email" });
            None
        }
    };
    wrong.check()?;
    let email = email.unwrap_or_default();
    slow_down(app, &email, &comer.address).await?;
    let mails = letters::are_on(app);
    if link.approval {
        return wait(&ctx, link, (name, email)).await;
    }
    match admit(&ctx, &link, (name, email), mails).await {
        Ok(added) => Ok(added.link.map_or(Came::Letter, Came::Link)),
        // They are here already, or cannot be: whose e-mail it is reads nothing new, and nobody else learns of them.
        Err(Error::Invalid(problem))
            if mails
                && !problem.fields.is_empty()
                && problem.fields.iter().all(|field| field.field == "email") =>
        {
            Ok(Came::Letter)
        }
        Err(error) => Err(error),
    }
}

async fn slow_down(app: &App, email: &str, address: &str) -> Result<()> {
    // One at a time: many at once can't slip past the limit.
    static TURN: Mutex<()> = Mutex::const_new(());
    let counted = Counted::joining(email, address, (MOST_PER_EMAIL, MOST_PER_ADDRESS));
    let (now, asked) = (app.now(), counted.clone());
    let _turn = TURN.lock().await;
    let standing = app.look(move |tx| attempts::standing(tx, &asked, now)).await?;
    if standing.wait > 0 {
        return Err(Error::Slow(standing.wait));
    }
    attempts::note(app, &counted).await
}

async fn admit(
    ctx: &Ctx,
    link: &Link,
    (name, email): (String, String),
    invites: bool,
) -> Result<people::Added> {
    let wanted = Wanted {
        name,
        email,
        role_id: Some(link.role_id),
        department: link.department_id.map(Joins::Known),
        invites,
        ..Wanted::default()
    };
    let id = link.id;
    people::add_as_they_are(ctx, wanted, move |tx| use_up(tx, id)).await
}

/// One more has come by it, within the act that adds them.
fn use_up(tx: &mut Tx<'_, Writing>, id: i64) -> Result<Vec<Event>> {
    let now = tx.now();
    let open = store::lock(tx, id)?.filter(|link| link.is_open(now));
    let open = open.ok_or(Error::invalid("error-open-link-dead"))?;
    store::use_one(tx, open.id)?;
    Ok(vec![Event::OpenLinkUsed { open_link: id }])
}

/// The same e-mail waits once, also where two come by two links in one moment: the database judges that.
async fn wait(ctx: &Ctx, link: Link, (name, email): (String, String)) -> Result<Came> {
    let nobody = ctx.app.nobody((*ctx.account).clone());
    let id = ctx.app.new_id()?;
    let mails = letters::are_on(&ctx.app);
    let came = nobody
        .write(move |mut tx| {
            let now = tx.now();
            let open = store::lock(&mut tx, link.id)?.filter(|link| link.is_open(now)).is_some();
            if store::waits(&mut tx, &email)? {
                return tx.unchanged(Came::Waits);
            }
            if !open {
                return Err(Error::invalid("error-open-link-dead"));
            }
            let mut tx = tx.permit(Do::JoinByLink { open })?;
            store::use_one(&mut tx, link.id)?;
            store::add_join(&mut tx, id, link.id, (&name, &email))?;
            if mails {
                letters::to_administrators(&mut tx, letters::Purpose::JoinAsked)?;
            }
            tx.commit_all(
                vec![
                    Event::OpenLinkUsed { open_link: link.id },
                    Event::JoinAsked { open_link: link.id, join: id },
                ],
                Came::Waits,
            )
        })
        .await;
    match came {
        Err(Error::Store(::store::Error::Unique { table, .. })) if table == "open_joins" => Ok(Came::Waits),
        came => came,
    }
}
