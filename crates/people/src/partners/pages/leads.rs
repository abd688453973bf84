//! In the partner's area: who looks for somebody in their region.

use axum::response::Response;
use base::web::components::*;
use base::web::{Form, Notice, Path, once, see_other};
use base::{Ctx, Result};
use maud::{Markup, html};

use super::directory::badge_of;
use super::{Answered, PAGE, Refused, again};
use crate::partners::leads;
use crate::partners::search::{Lead, Reply};

/// `POST /partner/searches/{id}/offer` (B07)
pub async fn offer(ctx: Ctx, Path(id): Path<i64>, Form(typed): Form<Answered>) -> Result<Response> {
    let done = once::carry_out(&ctx, &typed.once, async {
        leads::offer(&ctx, id, &typed.word).await?;
        Ok((PAGE.to_owned(), see_other(PAGE, Some(Notice::good(ctx.say.t("partner-offered"))))))
    });
    again(&ctx, done.await, id, &typed).await
}

/// `POST /partner/searches/{id}/decline`
pub async fn refuse(ctx: Ctx, Path(id): Path<i64>, Form(typed): Form<Answered>) -> Result<Response> {
    let done = once::carry_out(&ctx, &typed.once, async {
        leads::refuse(&ctx, id, &typed.word).await?;
        Ok((PAGE.to_owned(), see_other(PAGE, Some(Notice::good(ctx.say.t("partner-refused"))))))
    });
    again(&ctx, done.await, id, &typed).await
}

/// What waits, each with both answers; then what was said to the rest.
pub(super) fn sought(ctx: &Ctx, leads: &[Lead], listed: bool, refused: Option<&Refused>) -> Markup {
    let waiting = leads.iter().filter(|lead| lead.reply == Reply::Waiting);
    html! {
        @for lead in waiting { (waits(ctx, lead, listed, refused.filter(|refused| refused.of == lead.id))) }
    }
}

fn waits(ctx: &Ctx, lead: &Lead, listed: bool, refused: Option<&Refused>) -> Markup {
    let say = &ctx.say;
    let at = format!("{PAGE}/searches/{}", lead.id);
    let word = refused.map(|refused| refused.typed.word.clone()).unwrap_or_default();
    let title = say.with(
        "partner-sought",
        &[("name", lead.name.as_str().into()), ("region", lead.region.as_str().into())],
    );
    card(
        title,
        html! {
            p { (ctx.moment(lead.asked_at)) " · " (lead.text) }
            @if listed {
                (edit_form(format!("{at}/offer"), html! {
                    (once::field(ctx))
                    (TextArea::new("word", say.t("partner-reply")).id(format!("f-word-{}", lead.id)).value(word)
                        .hint(say.t("partner-reply-hint")).required()
                        .error(refused.and_then(|refused| refused.wrong.at("word"))))
                    (buttons(html! {
                        (button(Press::Main, say.t("partner-offer")))
                        (button_to(Press::Plain, say.t("partner-refuse"), &format!("{at}/decline")))
                    }))
                }))
            }
        },
    )
}

pub(super) fn said(ctx: &Ctx, leads: &[Lead]) -> Markup {
    let say = &ctx.say;
    let ended: Vec<&Lead> = leads.iter().filter(|lead| lead.reply != Reply::Waiting).collect();
    if ended.is_empty() {
        return html! {};
    }
    let title = say.t("partner-said");
    let lines = ended.iter().map(|lead| {
        let cells = vec![
            html! { (lead.name) },
            html! { (lead.region) },
            html! { (ctx.day(lead.asked_at)) },
            badge_of(ctx, lead.reply),
            html! { (lead.word.as_deref().unwrap_or_default()) },
        ];
        Line::new(lead.id, lead.name.clone(), cells)
    });
    let columns =
        ["partner-customer", "partners-region", "seats-asked-at", "seats-asked-state", "seats-asked-word"]
            .map(|key| Column::new(say.t(key)));
    card(&title, html! { (Table::new(&title, columns.into(), lines.collect())) })
}
