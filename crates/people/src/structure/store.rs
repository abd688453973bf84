//! The SQL of the picture.

use ::store::params;
use base::kind::Category;
use base::{Error, Result, Status, Tx};

use super::Somebody;

/// Everybody who has not left, by name.
pub(super) fn everybody_here<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Somebody>> {
    let sql = "select id, name, status, category, role_id, version, picture from people
        where account_id = $1 and status in ('pending', 'active', 'blocked') order by name_key, id";
    tx.query(sql, params![tx.account()])?
        .iter()
        .map(|row| {
            let (status, category): (String, String) = (row.get("status")?, row.get("category")?);
            Ok(Somebody {
                id: row.get("id")?,
                name: row.get("name")?,
                status: Status::parse(&status).ok_or_else(|| unknown(&status))?,
                category: Category::parse(&category).ok_or_else(|| unknown(&category))?,
                role_id: row.get("role_id")?,
                version: row.get("version")?,
                picture: row.get("picture")?,
            })
        })
        .collect()
}

fn unknown(word: &str) -> Error {
    Error::Broken(format!("unknown word in people: {word}"))
}
