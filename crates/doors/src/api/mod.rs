//! The description of `/api/v1` (OpenAPI 3.1), put together from what each room says of its own calls. The tests
//! compare it with the addresses there really are, both ways.

use axum::Json;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi};

/// All calls.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Smena",
        description = "Bearer tokens, JSON, keyset pages (`cursor`, `limit`, `next`), refusals as RFC 9457 problems, \
            repeated posts safe with `Idempotency-Key`. Times are RFC 3339, money is in minor units with its \
            currency (ISO 4217), a PATCH carries the `version` it saw.",
    ),
    paths(
        people::signin::api::sign_in,
        people::signin::api::sign_out,
        people::signin::api::me,
        people::signin::api::access::change_password,
        people::signin::api::accounts::all,
        people::signin::api::accounts::go,
        people::signin::api::access::mine,
        people::signin::api::access::end_mine,
        people::signin::api::access::end_one_of_mine,
        people::signin::api::access::of,
        people::signin::api::access::end_of,
        people::signin::api::access::end_one_of,
        people::signin::api::access::give_password,
        people::people::api::all,
        people::people::api::create,
        people::people::api::one,
        people::people::api::edit,
        people::invitations::api::invite,
        people::invitations::api::take_back,
        people::invitations::api::to_person,
        people::invitations::api::all,
        people::invitations::api::trial,
        people::departments::api::all,
        people::departments::api::create,
        people::departments::api::edit,
        people::departments::api::delete,
        people::covers::api::begin,
        people::covers::api::of_person,
        people::covers::api::end,
        people::queues::api::all,
        people::queues::api::create,
        people::queues::api::edit,
        work::queues::api::take,
        people::roles::api::all,
        people::roles::api::create,
        people::roles::api::get,
        people::roles::api::edit,
        people::roles::api::delete,
        people::people::api_rights::get,
        people::journal::api::list,
        people::seats::api::get,
        people::seats::api::requests,
        people::seats::api::ask,
        people::seats::api::withdraw,
        people::partners::api::searches::directory,
        people::partners::api::searches::searches,
        people::partners::api::searches::leave,
        people::partners::api::searches::withdraw,
        people::partners::api::searches::accept,
        people::partners::api::searches::sought,
        people::partners::api::searches::offer,
        people::partners::api::searches::refuse,
        people::partners::api::requests,
        people::partners::api::grant,
        people::partners::api::decline,
        people::partners::api::customers,
        people::partners::api::set,
        people::handovers::api::holdings,
        people::handovers::api::portfolios,
        people::handovers::api::take_over,
        people::handovers::api::depart,
        people::handovers::api::hand_over,
        people::handovers::api::depart_all,
        people::handovers::api::planned_departures,
        people::handovers::api::planned_departure,
        people::handovers::api::cancel_planned,
        people::handovers::api::go_on,
        people::handovers::api::departure,
        people::handovers::api::handover,
        people::handovers::api::handover_records,
        people::handovers::api::received,
        people::handovers::api::received_one,
        people::handovers::api::handing,
        people::handovers::api::note,
        work::notes::api::list,
        work::notes::api::write,
        work::notes::api::put_away,
        work::comments::api::list,
        work::comments::api::write,
        work::comments::api::change,
        work::comments::api::remove,
        people::handovers::api::undo_departure,
        people::handovers::api::undo_handover,
        people::handovers::api::plan,
        people::handovers::api::cancel_plan,
        people::handovers::api::take_over_plan,
        people::handovers::api::block,
        people::handovers::api::unblock,
        people::handovers::api::reactivate,
        work::deals::api::list,
        work::deals::api::add,
        work::deals::api::move_all,
        work::deals::api::get,
        work::deals::api::access,
        work::deals::api::holders,
        work::deals::api::patch,
        work::deals::api::delete,
        work::pipelines::api::list,
        work::pipelines::api::add,
        work::pipelines::api::patch,
        work::removals::api::look_at_pipeline,
        work::removals::api::remove_pipeline,
        work::removals::api::look_at_stage,
        work::removals::api::remove_stage,
        work::products::api::list,
        work::products::api::add,
        work::products::api::put,
        work::contacts::api::list,
        work::contacts::api::create,
        work::contacts::api::one,
        work::contacts::api::access,
        work::contacts::api::holders,
        work::contacts::api::change,
        work::contacts::api::delete,
        work::companies::api::list,
        work::companies::api::create,
        work::companies::api::one,
        work::companies::api::access,
        work::companies::api::holders,
        work::companies::api::change,
        work::companies::api::delete,
        work::tasks::api::list,
        work::tasks::api::create,
        work::tasks::api::one,
        work::tasks::api::access,
        work::tasks::api::holders,
        work::tasks::api::change,
        work::tasks::api::delete,
        work::sources::api::list,
        work::sources::api::add,
        work::sources::api::one,
        work::sources::api::patch,
        work::sources::api::entries,
        work::sources::api::bring,
        work::triggers::api::list,
        work::triggers::api::add,
        work::triggers::api::patch,
        work::triggers::api::delete,
        work::search::api::search,
        work::bin::api::list,
        work::bin::api::restore,
    ),
    modifiers(&Bearer),
    security(("bearer" = []))
)]
struct Description;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let scheme = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        openapi.components.get_or_insert_default().add_security_scheme("bearer", scheme);
    }
}

/// The description itself.
pub fn description() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

/// `GET /openapi.json`.
pub async fn openapi() -> Json<utoipa::openapi::OpenApi> {
    Json(description())
}
