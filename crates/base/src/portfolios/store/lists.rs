//! The first pages of several lists of one table by one statement, such as the columns of a board.
//!
//! A short statement with joins takes PostgreSQL longer to plan than to run; here the joins are planned once.

use ::store::Row;

use super::super::Within;
use super::page::{ListPage, Text, keys_within, order};
use crate::{Result, Tx};

/// The rows of each list, in its order. The lists differ in their conditions alone, and no words are among those.
pub fn find_each<S>(tx: &mut Tx<'_, S>, within: &Within, lists: &[ListPage<'_>]) -> Result<Vec<Vec<Row>>> {
    let mut pages: Vec<Vec<Row>> = lists.iter().map(|_| Vec::new()).collect();
    let mut text = Text::new(tx.account(), tx.dialect());
    let mut keys = Vec::with_capacity(lists.len());
    for (number, list) in lists.iter().enumerate() {
        if let Some(own) = keys_within(tx, &mut text, within, list)? {
            keys.push(format!("select {number} as list, l.id, l.sort_key from ({own}) l"));
        }
    }
    let Some(list) = lists.first().filter(|_| !keys.is_empty()) else { return Ok(pages) };
    let sql = format!(
        "select {}, k.list as key_list from ({}) k cross join {} r {} where r.account_id = $1 and r.id = k.id
        order by k.list, {}",
        list.columns,
        keys.join(" union all "),
        list.table,
        list.joins,
        order("k", "sort_key", list.sort)
    );
    for row in tx.query(&sql, &text.values)? {
        let number: i64 = row.get("key_list")?;
        if let Some(page) = usize::try_from(number).ok().and_then(|number| pages.get_mut(number)) {
            page.push(row);
        }
    }
    Ok(pages)
}
