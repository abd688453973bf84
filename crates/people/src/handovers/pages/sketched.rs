//! The drawing of a plan while it is being written, and what there is to say before it is done. The dialog's form asks
//! for them anew with every change, where scripts run.

use std::collections::BTreeSet;

use base::web::components::*;
use base::{Ctx, Error, Problem, Result};
use maud::{Markup, html};

use super::super::{Flow, Outcome, Preview, Warning, What, sketch, warnings};
use super::drawn::{Receiver, drawing};
use super::typed::{Typed, When};
use crate::handovers::splits;

/// Up to so many receivers the drawing stays in sight while the form below is filled in.
const FEW: usize = 4;

/// A plan as far as it has been written.
pub(super) struct Sketched {
    pub flows: Vec<Flow>,
    pub warnings: Vec<Warning>,
    /// What would come of it, when it is whole.
    pub outcome: Option<Outcome>,
    /// What has to be said before it can be done.
    pub missing: Vec<String>,
}

/// What the dialog says, judged as far as it has been written.
pub(super) async fn sketched(ctx: &Ctx, preview: &Preview, typed: &Typed) -> Result<Sketched> {
    if !preview.blockers.is_empty() {
        return drawn(ctx, preview, typed, None).await;
    }
    let problem = match rehearse(ctx, preview, typed).await {
        Ok(outcome) => return drawn(ctx, preview, typed, Some(outcome)).await,
        Err(Error::Invalid(problem) | Error::Conflict(problem)) => problem,
        Err(other) => return Err(other),
    };
    Ok(Sketched { missing: sentences(ctx, &problem), ..drawn(ctx, preview, typed, None).await? })
}

/// What the dialog says, with what would come of it where that is known; what is wrong with it is said elsewhere.
pub(super) async fn drawn(
    ctx: &Ctx,
    preview: &Preview,
    typed: &Typed,
    outcome: Option<Outcome>,
) -> Result<Sketched> {
    let (plan, kinds) = typed.draft(ctx);
    let flows = sketch(ctx, typed.what, preview, &plan, &kinds).await?;
    let at = if typed.what == What::Departure { moment(ctx, &typed.when) } else { None };
    let warnings = warnings(ctx, typed.what, preview.person.id, &plan, at).await?;
    Ok(Sketched { flows, warnings, outcome, missing: Vec::new() })
}

/// When it is to be; what can't be read is said beside its field.
pub(super) fn moment(ctx: &Ctx, when: &When) -> Option<i64> {
    when.moment(ctx).unwrap_or_default()
}

/// Each thing that is wrong, as a sentence.
pub(super) fn sentences(ctx: &Ctx, problem: &Problem) -> Vec<String> {
    let mut said: Vec<String> = problem.fields.iter().map(|field| field.sentence(&ctx.say)).collect();
    if said.is_empty() {
        said.push(problem.sentence(&ctx.say));
    }
    said.dedup();
    said
}

/// What would come of the dialog, when it is whole.
pub(super) async fn rehearse(ctx: &Ctx, preview: &Preview, typed: &Typed) -> Result<Outcome> {
    splits::rehearse(ctx, typed.what, preview.person.id, typed.plan(ctx, preview)?).await
}

/// From whom, what and how much, to whom; in sight while the form below is filled in, unless it is long.
pub(super) fn picture(ctx: &Ctx, preview: &Preview, flows: &[Flow], id: &str) -> Markup {
    let receivers: BTreeSet<Option<i64>> = flows.iter().map(|flow| flow.to).collect();
    place(id, receivers.len() <= FEW, from_to(ctx, preview, flows))
}

/// As `picture`, of one among several: it stands where their part of the form does.
pub(super) fn picture_among(ctx: &Ctx, preview: &Preview, flows: &[Flow], id: &str) -> Markup {
    place(id, false, from_to(ctx, preview, flows))
}

fn place(id: &str, stays: bool, content: Markup) -> Markup {
    html! { div.sketch.stays[stays] id=(id) data-sketched aria-live="polite" { (content) } }
}

fn from_to(ctx: &Ctx, preview: &Preview, flows: &[Flow]) -> Markup {
    let say = &ctx.say;
    let from = base::web::timeline::who_is(&preview.person).standing(Standing::Here);
    let note = say.t(&format!("status-{}", preview.person.status.code()));
    let nobody = say.t("handovers-not-chosen");
    let mut receivers: Vec<Receiver<'_>> = Vec::new();
    let mut flows = flows.to_vec();
    // Whom nobody has chosen yet stands last.
    flows.sort_by_key(|flow| (flow.to.is_none(), flow.to));
    for flow in flows {
        let known = flow.to.and_then(|id| preview.successors.iter().find(|one| one.id == id));
        let to = match known {
            Some(one) => Who::new(one.id, &one.name).picture(one.picture.map(Picture::Small)),
            None => Who::new(0, &nobody).standing(Standing::Away),
        };
        match receivers.iter_mut().find(|receiver| receiver.to.id == to.id) {
            Some(receiver) => receiver.loads.push((flow.kind, flow.count)),
            None => receivers.push(Receiver { to, loads: vec![(flow.kind, flow.count)] }),
        }
    }
    html! {
        @if preview.count() == 0 { (notice(Tone::Quiet, say.t("handovers-holds-nothing"))) }
        @else if !receivers.is_empty() { (drawing(say, from, &note, &receivers)) }
    }
}

/// What is still to be said, what to mind, and until when it can be undone: the last thing before the press. With
/// every change of its form the `address` is asked for all that is drawn.
pub(super) fn minding(ctx: &Ctx, sketched: &Sketched, id: &str, address: &str) -> Markup {
    let warnings: Vec<String> = sketched.warnings.iter().map(|one| one.sentence(ctx)).collect();
    let undo_until = sketched.outcome.as_ref().map(|outcome| outcome.undo_until);
    minded(ctx, (&sketched.missing, &warnings, undo_until), id, address)
}

/// As `minding`, of sentences.
pub(super) fn minded(
    ctx: &Ctx,
    (missing, warnings, undo_until): (&[String], &[String], Option<i64>),
    id: &str,
    address: &str,
) -> Markup {
    let say = &ctx.say;
    html! {
        div id=(id) data-sketched data-sketch=(address) aria-live="polite" {
            (notice_list(Tone::Quiet, say.t("handovers-missing"), missing))
            (notice_list(Tone::Warn, say.t("handovers-mind"), warnings))
            @if let Some(until) = undo_until {
                (notice(Tone::Quiet, say.with("handovers-would", &[("until", ctx.day(until).into())])))
            }
        }
    }
}
