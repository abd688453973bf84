//! On the list of people: that it is time for a review, for who may begin one.

use base::web::Query;
use base::web::components::*;
use base::{Ctx, Result};
use maud::{Markup, html};

use super::PAGE;
use crate::people;
use crate::reviews;

/// `GET /people`
pub async fn people(ctx: Ctx, Query(asked): Query<people::Asked>) -> Result<Markup> {
    let due = reviews::is_due(&ctx).await?;
    let above = html! {
        @if due {
            (notice_with(Tone::Quiet, ctx.say.t("reviews-suggested"),
                link_button(Press::Plain, ctx.say.t("reviews-title"), PAGE)))
        }
    };
    people::pages::list(&ctx, asked, above).await
}
