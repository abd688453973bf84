//! Several people ticked in the list: one dialog for each.

use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::{Nav, Query, see_other, show};
use base::{Ctx, Result, Status};
use maud::html;
use serde::Deserialize;

use super::super::preview::people;
use super::drawn::{link, status};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    id: Vec<i64>,
}

/// `GET /handovers/choose?id=…&id=…`: one ticked person leads to the dialog, several to a list of dialogs (A03).
pub async fn choose(ctx: Ctx, Query(chosen): Query<Chosen>) -> Result<Response> {
    let names = people(&ctx, chosen.id).await?;
    match names.as_slice() {
        [] => Ok(see_other("/people", None)),
        [one] => Ok(see_other(&format!("/handovers/new?person={}&mode=departure", one.id), None)),
        several => {
            let say = &ctx.say;
            let title = say.t("handovers-several");
            let lines = several.iter().map(|name| {
                let address = format!("/handovers/new?person={}&mode=departure", name.id);
                let act = if name.status == Status::Departed {
                    html! {}
                } else {
                    dialog_link(Press::Plain, say.t("handovers-deactivate-ask"), &address)
                };
                let who = link(Some(name));
                Line::new(name.id, &name.name, vec![who, status(say, name.status), act])
            });
            let columns = vec![
                Column::new(say.t("handovers-person")),
                Column::new(say.t("handovers-status")),
                Column::new(say.t("handovers-act")),
            ];
            let content = html! {
                (head(Head { lead: &say.t("handovers-several-lead"), ..Head::new(&title) }))
                (Table::new(title.as_str(), columns, lines.collect()))
            };
            Ok(show(&ctx, Nav::People, &title, content).into_response())
        }
    }
}
