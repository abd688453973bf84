//! Somebody comes by an open link.

use base::authz::{Actor, Do};
use base::credentials;
use base::error::Fields;
use base::kind::Category;
use base::org::{self, tongue};
use base::{App, Ctx, Error, Event, Result, Tx, Writing, letters};
use kit::email::Email;
use kit::lang::Lang;
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
    /// In which they read: that of the letter, and theirs from then on.
    pub lang: Option<Lang>,
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
            let maker = maker(tx, link.created_by)?;
            let open = link.is_open(tx.now());
            Ok((Some(link).filter(|_| open), maker))
        })
        .await?;
    let (link, maker) = (link.ok_or_else(dead)?, maker.ok_or_else(dead)?);
    let account_name = account.name.clone();
    Ok(Open { account_name, link, ctx: app.ctx(account, maker) })
}

/// Whoever made a link, as who they are now; nobody where they may not add people any more.
pub(super) fn maker<S>(tx: &mut Tx<'_, S>, id: i64) -> Result<Option<Actor>> {
    let maker = org::find(tx, id)?.filter(|maker| credentials::may_be_inside(maker, tx.now()));
    let actor = maker.map(|maker| Actor::acting_for(maker.id, maker.category, maker.rights));
    let adds = Do::AddPerson { category: Category::Member };
    Ok(actor.filter(|actor| base::authz::decide(actor, &adds).is_ok()))
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
    match admit(&ctx, &link, (name.clone(), email.clone()), (comer.lang, mails)).await {
        Ok(added) => Ok(added.link.map_or(Came::Letter, Came::Link)),
        // They are here already, or cannot be: whose e-mail it is reads nothing new, and nobody else learns of them.
        Err(error) if is_of_email(&error) && mails => Ok(Came::Letter),
        // Whoever came has shown nothing: that it is them somebody has to say who knows them.
        Err(error) if is_of_email(&error) => wait(&ctx, link, (name, email)).await,
        Err(error) => Err(error),
    }
}

/// Whether nothing but the e-mail is in the way: it has been somebody's before, here or elsewhere.
fn is_of_email(error: &Error) -> bool {
    let Error::Invalid(problem) = error else { return false };
    !problem.fields.is_empty() && problem.fields.iter().all(|field| field.field == "email")
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
    (lang, invites): (Option<Lang>, bool),
) -> Result<people::Added> {
    let lang = lang.map(|lang| lang.code().to_owned()).unwrap_or_default();
    let wanted = Wanted {
        name,
        email,
        role_id: Some(link.role_id),
        department: link.joins().map(Joins::Known),
        tongue: tongue::Typed { lang, ..tongue::Typed::default() },
        invites,
        ..Wanted::default()
    };
    let id = link.id;
    let takes = move |tx: &mut Tx<'_, Writing>| use_up(tx, id);
    match invites {
        true => people::add_as_they_are(ctx, wanted, takes).await,
        false => people::add_with(ctx, wanted, takes).await,
    }
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
