//! The SQL of what is kept for how long.

use ::store::params;
use base::{Result, Tx, Writing};

use super::Rules;
use super::mine::Kept;

/// What the account has decided.
pub fn rules<S>(tx: &mut Tx<'_, S>) -> Result<Rules> {
    read(tx, "")
}

/// The same, held against others who decide until the end of the act.
pub(super) fn lock<S>(tx: &mut Tx<'_, S>) -> Result<Rules> {
    read(tx, tx.dialect().lock())
}

fn read<S>(tx: &mut Tx<'_, S>, lock: &str) -> Result<Rules> {
    let sql = format!("select grace_days, entry_days from accounts where id = $1{lock}");
    let row = tx.query_one(&sql, params![tx.account()])?;
    Ok(Rules { grace_days: row.at(0)?, entry_days: row.at(1)? })
}

pub(super) fn set(tx: &mut Tx<'_, Writing>, rules: Rules) -> Result<()> {
    tx.execute(
        "update accounts set grace_days = $2, entry_days = $3 where id = $1",
        params![tx.account(), rules.grace_days, rules.entry_days],
    )?;
    Ok(())
}

/// How many rows are about the person or theirs, each up to a cap.
pub(super) fn kept<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Kept> {
    let looks = [
        "select count(*) from (select 1 from sessions where account_id = $1 and person_id = $2 limit 10000) c",
        "select count(*) from (select 1 from events where account_id = $1 and subject_kind = 'person'
            and subject_id = $2 limit 10000) c",
        "select count(*) from (select 1 from events where account_id = $1 and actor_person_id = $2 limit 10000) c",
        "select count(*) from (select 1 from record_comments where account_id = $1 and author_person_id = $2
            limit 10000) c",
        "select count(*) from (select 1 from record_notes where account_id = $1 and author_person_id = $2
            limit 10000) c",
        "select count(*) from (select 1 from letters where account_id = $1 and person_id = $2 limit 10000) c",
        "select count(*) from (select 1 from absences where account_id = $1 and person_id = $2 limit 10000) c",
        "select count(*) from (select 1 from asks where account_id = $1 and person_id = $2 limit 10000) c",
        "select count(*) from (select 1 from review_lines where account_id = $1 and person_id = $2 limit 10000) c",
        "select count(*) from passkeys k join people p on p.identity_id = k.identity_id where p.account_id = $1 and p.id = $2",
        "select count(*) from identities i join people p on p.identity_id = i.id where p.account_id = $1 and p.id = $2
            and i.factor_since is not null",
    ];
    let looks = looks.map(|sql| (sql.to_owned(), params![tx.account(), person].to_vec()));
    let answers = tx.query_all(&looks)?;
    let mut counts = [0; 11];
    for (count, rows) in counts.iter_mut().zip(&answers) {
        *count = rows.first().map(|row| row.at(0)).transpose()?.unwrap_or_default();
    }
    let [
        past_sign_ins,
        about,
        done,
        comments,
        notes,
        letters,
        absences,
        requests,
        reviews,
        passkeys,
        factors,
    ] = counts;
    Ok(Kept {
        past_sign_ins,
        about,
        done,
        comments,
        notes,
        letters,
        absences,
        requests,
        reviews,
        passkeys,
        factors,
    })
}
