//! What is known of a person beside lists: one piece of JSON.

use base::{Error, Reading, Result, Tx, org};
use kit::date::to_rfc3339;
use serde_json::json;

use super::store;

/// The person as JSON, laid out for reading.
pub fn facts(tx: &mut Tx<'_, Reading>, id: i64) -> Result<String> {
    let person = org::find(tx, id)?.ok_or(Error::NotFound)?;
    let names = org::department_names(tx)?;
    let departments: Vec<_> = org::memberships(tx, Some(id))?
        .into_iter()
        .map(|m| json!({ "name": names.get(&m.department_id), "post": m.post.code(), "main": m.main }))
        .collect();
    let sign_in = store::sign_in(tx, id)?;
    let seen = store::last_seen(tx, id)?;
    let told = json!({
        "id": person.id,
        "name": person.name,
        "email": person.email,
        "login": person.login,
        "phone": person.phone,
        "category": person.category.code(),
        "status": person.status.code(),
        "role": person.role_key.or(Some(person.role_name)),
        "own_rights": person.own,
        "departments": departments,
        "language": person.lang,
        "time_zone": person.zone,
        "has_password": sign_in.as_ref().map(|sign_in| sign_in.has_password),
        "sign_in_since": sign_in.as_ref().map(|sign_in| to_rfc3339(sign_in.since)),
        "second_factor_since": sign_in.and_then(|sign_in| sign_in.factor_since).map(to_rfc3339),
        "last_seen_at": seen.map(to_rfc3339),
        "added_at": to_rfc3339(person.created_at),
        "changed_at": to_rfc3339(person.updated_at),
        "departed_at": person.departed_at.map(to_rfc3339),
        "erase_at": person.erase_at.map(to_rfc3339),
    });
    serde_json::to_string_pretty(&told).map_err(|e| Error::Broken(e.to_string()))
}
