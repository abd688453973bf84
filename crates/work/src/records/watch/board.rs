//! The board under watch: the list of its deals, and the stages of its pipeline.

use std::sync::atomic::{AtomicI64, Ordering};

use base::{Ctx, Kind, Result};
use maud::{Markup, html};

use super::super::store;
use super::{hint, list};

/// The version of a pipeline that isn't there.
const GONE: i64 = 0;

/// The mark of a page that shows the stages of a pipeline in this version, with deals as of this `seq`.
pub fn mark_board(pipeline: i64, version: i64, seq: i64) -> Markup {
    html! { div data-watch={ "board/" (pipeline) "/" (version) "/" (seq) } hidden {} }
}

pub struct Watched {
    pipeline: i64,
    version: AtomicI64,
    deals: list::Watched,
}

/// `5/2/456`
pub fn read(board: &str) -> Option<Watched> {
    let mut parts = board.splitn(3, '/');
    let (pipeline, version) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let deals = list::of(Kind::Deal, parts.next()?.parse().ok()?);
    Some(Watched { pipeline, version: AtomicI64::new(version), deals })
}

impl Watched {
    /// What to say, where the stages are others since or gone, or deals changed hands or went.
    pub async fn told(&self, ctx: &Ctx) -> Result<Option<String>> {
        let (id, known) = (self.pipeline, self.version.load(Ordering::Relaxed));
        let found = ctx.read(move |tx| store::pipeline_version(tx, id)).await?;
        let version = found.unwrap_or(GONE);
        if version == known {
            return self.deals.told(ctx).await;
        }
        self.version.store(version, Ordering::Relaxed);
        Ok(Some(match found {
            Some(_) => {
                let text = ctx.say.t("records-stages-changed");
                hint(ctx, &text, &format!("/deals/board?pipeline_id={id}"))
            }
            None => hint(ctx, &ctx.say.t("records-pipeline-gone"), "/deals/board"),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_board_names_its_pipeline_and_how_much_it_knows() {
        let watched = read("5/2/456").map(|it| (it.pipeline, it.version.into_inner()));
        assert_eq!(watched, Some((5, 2)));
        for other in ["", "5", "5/2", "5/2/", "5/x/1", "x/2/1", "5/2/1/0"] {
            assert!(read(other).is_none(), "{other}");
        }
    }
}
