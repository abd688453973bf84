//! Deals put at another stage, one or up to two hundred, all or none.

use base::authz::{Deed, decide};
use base::error::Fields;
use base::{Ctx, Error, Kind, Result};

use super::change::settle;
use super::create::gone_meanwhile;
use super::deal::{Draft, Input};
use super::store;
use crate::pipelines;
use crate::records::acts::chosen;
use crate::records::{doing, entering};

/// Moves the deals to the stage, with all that it sets off for each; answers how many went. Those that stand there
/// already stay as they are.
///
/// # Errors
/// 404 and 403 for any of them, 422 for a stage that isn't there.
pub async fn move_all(ctx: &Ctx, ids: Vec<i64>, stage: i64) -> Result<usize> {
    let ids = chosen(ids)?;
    let zone = ctx.company_zone();
    let moved = ctx.write(move |mut tx| {
        let pipelines = pipelines::read(&mut tx)?;
        let (mut moving, mut acts) = (Vec::new(), Vec::new());
        for id in &ids {
            let deal = store::lock(&mut tx, *id)?.ok_or(Error::NotFound)?;
            acts.push(doing(&mut tx, Kind::Deal, Deed::Edit, deal.place())?);
            if deal.stage_id != stage {
                acts.push(entering(&mut tx, deal.portfolio_id, stage)?);
                moving.push(deal);
            }
        }
        for act in &acts {
            decide(tx.actor(), act)?;
        }
        let (mut wrong, mut drafts) = (Fields::default(), Vec::new());
        let input = Input { stage: Some(stage), ..Input::default() };
        for deal in &moving {
            let Some(draft) = Draft::changed(&mut wrong, deal, &input, &pipelines, tx.now()) else { break };
            drafts.push(draft);
        }
        wrong.check()?;
        if moving.is_empty() {
            return tx.unchanged(0);
        }
        let mut tx = tx.permit_all(&acts)?;
        let mut events = Vec::new();
        for (deal, draft) in moving.iter().zip(&drafts) {
            events.extend(settle(&mut tx, deal, draft, None, &pipelines, &zone)?);
        }
        tx.commit_all(events, moving.len())
    });
    moved.await.map_err(gone_meanwhile)
}
