//! What an integrator is let in on, shown before they accept (B06): on the page of a link, where one chooses a company, and
//! to programs.

use base::authz::{Deed, Rights, Scope};
use base::partners::{self, Offer};
use base::web::components::*;
use base::words::Say;
use base::{App, Error, Kind, Problem, Result};
use kit::date::{self, Zone};
use maud::{Markup, html};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::sign_in::Door;
use crate::roles;

/// What an integrator is let in on; going in accepts it.
#[derive(Debug, Serialize, ToSchema)]
pub struct TermsView {
    /// Who vouches for them, by name.
    pub partner: String,
    pub role: String,
    /// What they may: kinds with how far each deed goes, and areas.
    #[schema(value_type = Object)]
    pub rights: serde_json::Value,
    /// RFC 3339: from then on no credential opens the door.
    pub until: String,
    /// Who answers for them in the company, by name.
    pub answerable: String,
}

impl TermsView {
    pub(super) fn of(offer: &Offer) -> TermsView {
        TermsView {
            partner: offer.partner.clone(),
            role: offer.role_name.clone(),
            rights: serde_json::to_value(&offer.rights).unwrap_or_default(),
            until: date::to_rfc3339(offer.until),
            answerable: offer.answerable.clone(),
        }
    }
}

/// The terms of a place, where there are some to accept.
pub async fn of(app: &App, door: &Door) -> Result<Option<Offer>> {
    match door.has_terms {
        true => partners::offer(app, door.account_id, door.person_id).await,
        false => Ok(None),
    }
}

/// The same for programs.
pub async fn view(app: &App, door: &Door) -> Result<Option<TermsView>> {
    Ok(of(app, door).await?.as_ref().map(TermsView::of))
}

/// The only door, or the one that was named; nobody accepts terms that they have not seen.
///
/// # Errors
/// 409 `choose_account` with the accounts and their terms.
pub async fn choose(app: &App, doors: Vec<Door>, named: bool) -> Result<Door> {
    if let [door] = doors.as_slice()
        && (named || !door.has_terms)
    {
        return Ok(door.clone());
    }
    let mut accounts = Vec::new();
    for door in &doors {
        let (id, name, waiting) = (door.account_id, &door.account_name, door.attached || door.has_terms);
        let mut one = json!({ "id": id, "name": name, "waiting": waiting });
        if let Some(terms) = view(app, door).await? {
            one["terms"] = json!(terms);
        }
        accounts.push(one);
    }
    Err(Error::Conflict(Problem::new("error-choose-account").extra(json!({ "accounts": accounts }))))
}

/// The terms to be read before a press accepts them.
pub fn shown(say: &Say, offer: &Offer) -> Markup {
    let zone = Zone::parse(&offer.zone).unwrap_or_else(|_| Zone::utc());
    let last_day = date::day(offer.until - 1, &zone, say.lang);
    let title = say.t("terms-rights");
    let lines = rights(say, &offer.rights);
    html! {
        p { (say.with("terms-text", &[("partner", offer.partner.as_str().into())])) }
        (facts(&[
            (say.t("integrators-last-day").as_str(), html! { (last_day) }),
            (say.t("people-role").as_str(), html! { (roles::name(say, offer.role_key.as_deref(), &offer.role_name)) }),
            (say.t("terms-answerable").as_str(), html! { (offer.answerable) }),
        ]))
        h3 { (title) }
        (facts(&lines.iter().map(|(label, value)| (label.as_str(), html! { (value) })).collect::<Vec<_>>()))
        p { small { (say.t("terms-small")) } }
    }
}

/// Kind by kind how far each deed goes, and the areas: as few lines as there is to say.
fn rights(say: &Say, rights: &Rights) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for kind in Kind::RECORDS {
        let deeds = Deed::ALL.into_iter().map(|deed| (deed, rights.scope(kind, deed)));
        let said: Vec<String> = deeds
            .filter(|(_, scope)| *scope != Scope::None)
            .map(|(deed, scope)| {
                let (deed, scope) =
                    (say.t(&format!("deed-{}", deed.code())), say.t(&format!("scope-{}", scope.code())));
                format!("{deed}: {scope}")
            })
            .collect();
        let said = if said.is_empty() { say.t("scope-none") } else { said.join("; ") };
        lines.push((say.t(&format!("kind-{}", kind.code())), said));
    }
    let areas: Vec<String> =
        rights.areas.iter().map(|area| say.t(&format!("area-{}", area.code()))).collect();
    let areas = if areas.is_empty() { say.t("scope-none") } else { areas.join(", ") };
    lines.push((say.t("roles-areas"), areas));
    lines
}
