//! The drawing of the dialog for several people while it is being written: each leaver's own, and one list of what is
//! missing and what to mind. The form asks for them anew with every change, where scripts run.

use std::collections::BTreeMap;

use base::{Ctx, Error, Kind, Result};
use maud::{Markup, html};

use super::super::{Flow, Plan, Preview, What, judge_all, sketch, warnings};
use super::sketched::{minded, picture_among, sentences};

/// The plans of all as far as they have been written.
#[derive(Default)]
pub(super) struct Together {
    flows: BTreeMap<i64, Vec<Flow>>,
    missing: Vec<String>,
    warnings: Vec<String>,
    /// The earliest end of the time for undoing, where all plans are whole.
    undo_until: Option<i64>,
}

impl Together {
    /// What the plans would do, without a judgement of what is wrong with them: that is said elsewhere.
    pub async fn drawn(
        ctx: &Ctx,
        previews: &[Preview],
        wanted: &[(i64, Plan)],
        at: Option<i64>,
    ) -> Result<Together> {
        let mut together = Together::default();
        for (person, plan) in wanted {
            let Some(preview) = previews.iter().find(|one| one.person.id == *person) else { continue };
            let flows = sketch(ctx, What::Departure, preview, plan, &Kind::ALL.into()).await?;
            together.flows.insert(*person, flows);
            let minds = warnings(ctx, What::Departure, *person, plan, at).await?;
            together.warnings.extend(minds.iter().map(|one| about(preview, &one.sentence(ctx))));
        }
        Ok(together)
    }

    /// As `drawn`, and judged; whom nobody may take out has that said already.
    pub async fn judged(
        ctx: &Ctx,
        previews: &[Preview],
        wanted: Vec<(i64, Plan)>,
        at: Option<i64>,
    ) -> Result<Together> {
        let mut together = Together::drawn(ctx, previews, &wanted, at).await?;
        if previews.iter().any(|one| !one.blockers.is_empty()) {
            return Ok(together);
        }
        let (outcomes, refusals) = judge_all(ctx, wanted).await?;
        for refusal in &refusals {
            let (Error::Invalid(problem) | Error::Conflict(problem)) = refusal else { continue };
            let person = problem.extra.as_ref().and_then(|extra| extra["person_id"].as_i64());
            let said = sentences(ctx, problem);
            together.missing.extend(match previews.iter().find(|one| Some(one.person.id) == person) {
                Some(preview) => said.iter().map(|one| about(preview, one)).collect(),
                None => said,
            });
        }
        if refusals.is_empty() {
            together.undo_until = outcomes.iter().map(|outcome| outcome.undo_until).min();
        }
        Ok(together)
    }

    /// Everything that the page draws, to be put in the place of what it has.
    pub fn parts(&self, ctx: &Ctx, previews: &[Preview]) -> Markup {
        html! {
            @for one in previews { (self.picture(ctx, one)) }
            (self.minding(ctx))
        }
    }

    pub fn picture(&self, ctx: &Ctx, preview: &Preview) -> Markup {
        let id = preview.person.id;
        let flows = self.flows.get(&id).map(Vec::as_slice).unwrap_or_default();
        picture_among(ctx, preview, flows, &format!("sketch-{id}"))
    }

    pub fn minding(&self, ctx: &Ctx) -> Markup {
        let said = (self.missing.as_slice(), self.warnings.as_slice(), self.undo_until);
        minded(ctx, said, "mind", "/handovers/several/sketch")
    }
}

fn about(preview: &Preview, sentence: &str) -> String {
    format!("{}: {sentence}", preview.person.name)
}
