//! Where somebody went lately: the browser keeps the addresses, the names are read anew, as far as one may see them
//! now.

use std::collections::HashMap;

use base::authz::Area;
use base::web::components::Icon;
use base::{Ctx, Kind, Result, org};

use super::palette::{Hit, icon_of};
use crate::records::lines;

/// So many at most.
const SHOWN: usize = 8;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum What {
    Record(Kind),
    Person,
}

/// What stands at these addresses, in their order; what is no record or person, gone or closed to the actor is left
/// out.
pub async fn went(ctx: &Ctx, addresses: &[String]) -> Result<Vec<Hit>> {
    let asked: Vec<(What, i64)> = addresses.iter().filter_map(|address| read(address)).take(SHOWN).collect();
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let (all, people) = (asked.clone(), ctx.actor.has(Area::People));
    let names: HashMap<(What, i64), String> = ctx
        .read(move |tx| {
            let of = |what| all.iter().filter(move |(of, _)| *of == what).map(|(_, id)| *id);
            let mut names = HashMap::new();
            for kind in Kind::RECORDS {
                let found = lines::find(tx, kind, &of(What::Record(kind)).collect::<Vec<_>>())?.into_values();
                let seen = found.filter(|line| line.visible);
                names.extend(seen.map(|line| ((What::Record(kind), line.id), line.title)));
            }
            if people {
                let found = org::names(tx, of(What::Person))?.into_values();
                names.extend(found.map(|person| ((What::Person, person.id), person.name)));
            }
            Ok(names)
        })
        .await?;
    let hit = |(what, id): &(What, i64)| {
        let (path, icon) = match what {
            What::Record(kind) => (kind.path(), icon_of(*kind)),
            What::Person => ("/people", Icon::People),
        };
        Some(Hit { icon, ..Hit::to(format!("{path}/{id}"), names.get(&(*what, *id))?.clone()) })
    };
    Ok(asked.iter().filter_map(hit).collect())
}

/// `/deals/12` and its like.
fn read(address: &str) -> Option<(What, i64)> {
    let (path, id) = address.rsplit_once('/')?;
    let what = match Kind::RECORDS.into_iter().find(|kind| kind.path() == path) {
        Some(kind) => What::Record(kind),
        None if path == "/people" => What::Person,
        None => return None,
    };
    Some((what, id.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_cards_are_read() {
        assert!(read("/deals/12") == Some((What::Record(Kind::Deal), 12)));
        assert!(read("/people/7") == Some((What::Person, 7)));
        for other in
            ["", "/", "/deals", "/deals/new", "/deals/12/edit", "/bin/3", "https://evil.example/deals/1"]
        {
            assert!(read(other).is_none(), "{other}");
        }
    }
}
