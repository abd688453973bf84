//! Making open links, ending them, and what there is.

use std::collections::BTreeSet;

use base::authz::{self, Area, Do, To};
use base::kind::Category;
use base::{Ctx, Error, Event, Result, org};
use kit::token::{self, Kind};

use super::link::{Kept, Wish};
use super::{come, store};
use crate::roles;

const DAY_MS: i64 = 86_400_000;

/// Makes an open link; the path, to be shown once.
///
/// # Errors
/// 403; 422 for days, number, role and department, `open_link_administrator` for the role of administrators.
pub async fn make(ctx: &Ctx, wish: Wish) -> Result<(i64, String)> {
    ctx.need(Area::People)?;
    wish.check()?;
    let (id, made) = (ctx.app.new_id()?, token::make(Kind::Link, ctx.account.id));
    let path = format!("/join/{}", made.text);
    ctx.write(move |mut tx| {
        // Nobody removes the role meanwhile.
        roles::lock_account(&mut tx)?;
        let roles = roles::find(&mut tx)?;
        let role_id = wish.role_id.or(roles.default).ok_or(Error::field("role_id", "error-no-such-role"))?;
        let role = roles.find(role_id).ok_or(Error::field("role_id", "error-no-such-role"))?;
        if role.is_administrator() {
            return Err(Error::field("role_id", "error-open-link-administrator"));
        }
        if let Some(department) = wish.department_id {
            let known = org::departments(&mut tx)?.iter().any(|one| one.id == department);
            known.then_some(()).ok_or(Error::field("department_id", "error-no-such-department"))?;
        }
        let to = if roles.default == Some(role_id) { To::SomebodyByDefault } else { To::Somebody };
        let gives = Do::GiveRights { rights: Box::new(role.rights.clone()), to };
        let mut tx = tx.permit_all(&[Do::AddPerson { category: Category::Member }, gives])?;
        let until = tx.now() + wish.days * DAY_MS;
        store::add(&mut tx, id, (role_id, wish), &made.hash, until)?;
        tx.commit(
            Event::OpenLinkMade { open_link: id, role: role_id, department: wish.department_id },
            (id, path.clone()),
        )
    })
    .await
}

/// The account's open links, those that work first.
///
/// # Errors
/// 403.
pub async fn list(ctx: &Ctx) -> Result<Vec<Kept>> {
    ctx.need(Area::People)?;
    ctx.read(|tx| {
        let (links, now) = (store::all(tx)?, tx.now());
        let makers = org::names(tx, links.iter().map(|link| link.created_by))?;
        let mut adding = BTreeSet::new();
        for id in makers.keys() {
            adding.extend(come::maker(tx, *id)?.map(|_| *id));
        }
        let kept = links.into_iter().map(|link| Kept {
            maker: makers.get(&link.created_by).cloned(),
            standing: link.standing(adding.contains(&link.created_by), now),
            link,
        });
        Ok(kept.collect())
    })
    .await
}

/// Ends an open link at once; who waits goes on waiting.
///
/// # Errors
/// 403; 404 also for one that has ended.
pub async fn end(ctx: &Ctx, id: i64) -> Result<()> {
    ctx.write(move |mut tx| {
        authz::decide(tx.actor(), &Do::AddPerson { category: Category::Member })?;
        let found =
            store::lock(&mut tx, id)?.filter(|link| link.ended_at.is_none()).ok_or(Error::NotFound)?;
        let mut tx = tx.permit(Do::AddPerson { category: Category::Member })?;
        store::end(&mut tx, found.id)?;
        tx.commit(Event::OpenLinkEnded { open_link: id }, ())
    })
    .await
}
