//! What presses in some work: asked of the rooms that keep it.

use base::portfolios::urgent::{Pressing, Telling, Today};
use base::portfolios::{Sight, Within};
use base::{Kind, Reading, Result, Tx};

/// One thing that presses, of which there is something.
#[derive(Clone, Debug)]
pub struct Pressed {
    pub kind: Kind,
    /// The end of its dictionary keys.
    pub word: &'static str,
    pub pressing: Pressing,
    /// The address of the kind's list, narrowed to it.
    pub list: String,
}

/// What presses among what is in sight, the weightiest first; of what there is nothing of it is silent.
pub fn pressing(
    tx: &mut Tx<'_, Reading>,
    tellings: &[Telling],
    today: &Today,
    mut sight: impl FnMut(&mut Tx<'_, Reading>, Kind) -> Result<Sight>,
) -> Result<Vec<Pressed>> {
    let mut all = Vec::new();
    for telling in tellings.iter().filter(|telling| !telling.urgent.is_empty()) {
        let sight = sight(tx, telling.kind)?;
        for urgent in telling.urgent {
            let pressing = (urgent.find)(tx, &sight, today)?;
            if pressing.count.n > 0 {
                let list = format!("{}?{}", telling.kind.path(), (urgent.narrow)(today));
                all.push(Pressed { kind: telling.kind, word: urgent.word, pressing, list });
            }
        }
    }
    Ok(all)
}

/// How many notes stand on records in sight.
pub fn count_notes(
    tx: &mut Tx<'_, Reading>,
    tellings: &[Telling],
    mut within: impl FnMut(&mut Tx<'_, Reading>, Kind) -> Result<Within>,
) -> Result<i64> {
    let mut all = 0;
    for telling in tellings {
        if let Within::Set(portfolios) = within(tx, telling.kind)? {
            all += (telling.notes)(tx, &portfolios)?;
        }
    }
    Ok(all)
}
