//! Every door for programs.

use axum::Router;
use base::App;

use super::{For, Route};

routes! {
    // Accounts and signing in
    open post "/api/v1/sign-in" => people::signin::api::sign_in;
    open post "/api/v1/sign-in/passkey/begin" => people::signin::api::passkeys::begin_sign_in;
    open post "/api/v1/sign-in/passkey" => people::signin::api::passkeys::sign_in;
    open post "/api/v1/forgotten-password" => people::forgotten::api::ask;
    open post "/api/v1/one-time-link/look" => people::signin::api::look;
    open post "/api/v1/one-time-link" => people::signin::api::follow;
    signed post "/api/v1/sign-out" => people::signin::api::sign_out;
    signed get "/api/v1/me" => people::signin::api::me;
    signed patch "/api/v1/me" => people::signin::api::change_me;
    signed put "/api/v1/me/password" => people::signin::api::access::change_password;
    signed get "/api/v1/me/accounts" => people::signin::api::accounts::all;
    signed post "/api/v1/me/accounts/{id}" => people::signin::api::accounts::go;
    signed delete "/api/v1/me/accounts/{id}" => people::signin::api::accounts::decline;
    signed get "/api/v1/me/data" => people::retention::api::mine;
    signed post "/api/v1/me/proof" => people::signin::api::proof::show;
    signed post "/api/v1/me/proof/begin" => people::signin::api::passkeys::begin_proof;
    signed get "/api/v1/me/passkeys" => people::signin::api::passkeys::all;
    signed post "/api/v1/me/passkeys/begin" => people::signin::api::passkeys::begin;
    signed post "/api/v1/me/passkeys" => people::signin::api::passkeys::add;
    signed patch "/api/v1/me/passkeys/{id}" => people::signin::api::passkeys::rename;
    signed delete "/api/v1/me/passkeys/{id}" => people::signin::api::passkeys::remove;
    signed get "/api/v1/me/second-factor" => people::signin::api::factor::look;
    signed put "/api/v1/me/second-factor" => people::signin::api::factor::set_up;
    signed post "/api/v1/me/second-factor/offer" => people::signin::api::factor::offer;
    signed post "/api/v1/me/second-factor/codes" => people::signin::api::factor::new_codes;
    signed post "/api/v1/me/second-factor/off" => people::signin::api::factor::turn_off;
    people delete "/api/v1/people/{id}/second-factor" => people::signin::api::factor::lift;
    settings get "/api/v1/second-factor-policy" => people::signin::api::requirement::get;
    settings patch "/api/v1/second-factor-policy" => people::signin::api::requirement::patch;
    signed get "/api/v1/me/access" => people::signin::api::access::mine;
    signed delete "/api/v1/me/access" => people::signin::api::access::end_mine;
    signed delete "/api/v1/me/access/{kind}/{id}" => people::signin::api::access::end_one_of_mine;

    // People, departments, roles, seats
    people get "/api/v1/people/{id}/access" => people::signin::api::access::of;
    people delete "/api/v1/people/{id}/access" => people::signin::api::access::end_of;
    people delete "/api/v1/people/{id}/access/{kind}/{access}" => people::signin::api::access::end_one_of;
    people post "/api/v1/people/{id}/tokens" => people::signin::api::access::make_token;
    people put "/api/v1/people/{id}/password" => people::signin::api::access::give_password;
    people post "/api/v1/people/{id}/link" => people::signin::api::links::make;
    people post "/api/v1/people/{id}/invitation" => people::invitations::api::invite;
    people delete "/api/v1/people/{id}/invitation" => people::invitations::api::take_back;
    people get "/api/v1/people/{id}/letters" => people::invitations::api::to_person;
    people get "/api/v1/letters" => people::invitations::api::all;
    people post "/api/v1/letters/test" => people::invitations::api::trial;
    signed post "/api/v1/people/{id}/cover" => people::covers::api::begin;
    signed get "/api/v1/people/{id}/covers" => people::covers::api::of_person;
    signed patch "/api/v1/covers/{id}" => people::covers::api::change;
    signed delete "/api/v1/covers/{id}" => people::covers::api::end;
    signed get "/api/v1/absences" => people::absences::api::all;
    signed post "/api/v1/absences" => people::absences::api::state;
    signed get "/api/v1/absences/{id}" => people::absences::api::one;
    signed patch "/api/v1/absences/{id}" => people::absences::api::change;
    signed delete "/api/v1/absences/{id}" => people::absences::api::withdraw;
    people post "/api/v1/people/{id}/takeover" => people::handovers::api::take_over;
    people get "/api/v1/portfolios" => people::handovers::api::portfolios;
    people get "/api/v1/people" => people::people::api::all;
    people post "/api/v1/people/several" => people::people::api_several::add;
    people post "/api/v1/people" => people::people::api::create;
    people get "/api/v1/people/{id}" => people::people::api::one;
    people patch "/api/v1/people/{id}" => people::people::api::edit;
    signed get "/api/v1/people/{id}/picture" => people::pictures::api::get;
    people put "/api/v1/people/{id}/picture" => people::pictures::api::put;
    people delete "/api/v1/people/{id}/picture" => people::pictures::api::remove;
    signed put "/api/v1/me/picture" => people::pictures::api::put_own;
    signed delete "/api/v1/me/picture" => people::pictures::api::remove_own;
    people get "/api/v1/structure" => people::structure::api::get;
    people get "/api/v1/departments" => people::departments::api::all;
    settings post "/api/v1/departments" => people::departments::api::create;
    settings patch "/api/v1/departments/{id}" => people::departments::api::edit;
    settings delete "/api/v1/departments/{id}" => people::departments::api::delete;
    people get "/api/v1/people/{id}/rights" => people::people::api_rights::get;
    journal get "/api/v1/journal" => people::journal::api::list;
    people get "/api/v1/seats" => people::seats::api::get;
    people get "/api/v1/seats/requests" => people::seats::api::requests;
    people post "/api/v1/seats/requests" => people::seats::api::ask;
    people delete "/api/v1/seats/requests/{id}" => people::seats::api::withdraw;
    people get "/api/v1/open-links" => people::open_links::api::all;
    people post "/api/v1/open-links" => people::open_links::api::create;
    people delete "/api/v1/open-links/{id}" => people::open_links::api::end;
    people get "/api/v1/joins" => people::open_links::api::joins;
    people post "/api/v1/joins/{id}/admit" => people::open_links::api::admit;
    people post "/api/v1/joins/{id}/decline" => people::open_links::api::decline;
    open post "/api/v1/join" => people::open_links::api::join;
    people get "/api/v1/asks" => people::asks::api::all;
    people post "/api/v1/asks/{id}/done" => people::asks::api::done;
    people post "/api/v1/asks/{id}/decline" => people::asks::api::decline;
    people get "/api/v1/reviews" => people::reviews::api::all;
    people post "/api/v1/reviews" => people::reviews::api::begin;
    people get "/api/v1/reviews/{id}" => people::reviews::api::one;
    people post "/api/v1/reviews/{id}/lines/{person}" => people::reviews::api::decide;
    people post "/api/v1/reviews/{id}/end" => people::reviews::api::end;
    people get "/api/v1/reviews/{id}/result" => people::reviews::api::result;
    people get "/api/v1/review-exemptions" => people::reviews::api::exempt;
    people put "/api/v1/review-exemptions/{person}" => people::reviews::api::leave_out;
    people delete "/api/v1/review-exemptions/{person}" => people::reviews::api::include;
    signed get "/api/v1/me/reviews" => people::reviews::api::mine;
    signed post "/api/v1/me/reviews/{id}/{person}" => people::reviews::api::answer;
    signed get "/api/v1/me/asks" => people::asks::api::mine;
    signed post "/api/v1/me/asks" => people::asks::api::ask;
    signed delete "/api/v1/me/asks/{id}" => people::asks::api::withdraw;
    people get "/api/v1/integrators" => people::integrators::api::all;
    people post "/api/v1/integrators" => people::integrators::api::create;
    people get "/api/v1/integrators/{id}" => people::integrators::api::one;
    people patch "/api/v1/integrators/{id}" => people::integrators::api::update;
    people get "/api/v1/integrators/{id}/made" => work::made::api::made;
    signed get "/api/v1/partner/addresses" => people::partners::api::addresses::all;
    signed post "/api/v1/partner/addresses" => people::partners::api::addresses::register;
    signed delete "/api/v1/partner/addresses" => people::partners::api::addresses::remove;
    settings get "/api/v1/partners" => people::partners::api::searches::directory;
    settings get "/api/v1/partner-searches" => people::partners::api::searches::searches;
    settings post "/api/v1/partner-searches" => people::partners::api::searches::leave;
    settings delete "/api/v1/partner-searches/{id}" => people::partners::api::searches::withdraw;
    settings post "/api/v1/partner-searches/{id}/accept" => people::partners::api::searches::accept;
    signed get "/api/v1/partner/searches" => people::partners::api::searches::sought;
    signed post "/api/v1/partner/searches/{id}/offer" => people::partners::api::searches::offer;
    signed post "/api/v1/partner/searches/{id}/decline" => people::partners::api::searches::refuse;
    signed get "/api/v1/partner/requests" => people::partners::api::requests;
    signed post "/api/v1/partner/requests/{id}/grant" => people::partners::api::grant;
    signed post "/api/v1/partner/requests/{id}/decline" => people::partners::api::decline;
    signed get "/api/v1/partner/customers" => people::partners::api::customers;
    signed put "/api/v1/partner/customers/{id}" => people::partners::api::set;
    people get "/api/v1/roles" => people::roles::api::all;
    settings post "/api/v1/roles" => people::roles::api::create;
    people get "/api/v1/roles/{id}" => people::roles::api::get;
    settings patch "/api/v1/roles/{id}" => people::roles::api::edit;
    settings delete "/api/v1/roles/{id}" => people::roles::api::delete;

    // Hand-overs
    people get "/api/v1/people/{id}/holdings" => people::handovers::api::holdings;
    people get "/api/v1/people/{id}/proof" => people::handovers::api::proof;
    people post "/api/v1/people/{id}/departure" => people::handovers::api::depart;
    people post "/api/v1/people/{id}/handover" => people::handovers::api::hand_over;
    people post "/api/v1/people/{id}/block" => people::handovers::api::block;
    people post "/api/v1/people/{id}/unblock" => people::handovers::api::unblock;
    people post "/api/v1/people/{id}/reactivate" => people::handovers::api::reactivate;
    people post "/api/v1/people/{id}/erase" => people::erasure::api::erase;
    people post "/api/v1/people/{id}/restore" => people::erasure::api::restore;
    people get "/api/v1/people/{id}/archive" => people::erasure::api::take;
    settings get "/api/v1/account/closing" => people::closing::api::get;
    settings post "/api/v1/account/closing" => people::closing::api::close;
    settings delete "/api/v1/account/closing" => people::closing::api::keep;
    settings get "/api/v1/account/export" => work::exports::api::take;
    settings get "/api/v1/retention" => people::retention::api::get;
    settings put "/api/v1/retention" => people::retention::api::put;
    people post "/api/v1/departures" => people::handovers::api::depart_all;
    people get "/api/v1/planned-departures" => people::handovers::api::planned_departures;
    people get "/api/v1/planned-departures/{id}" => people::handovers::api::planned_departure;
    people delete "/api/v1/planned-departures/{id}" => people::handovers::api::cancel_planned;
    people post "/api/v1/planned-departures/{id}/go-on" => people::handovers::api::go_on;
    people get "/api/v1/departures/{id}" => people::handovers::api::departure;
    people delete "/api/v1/departures/{id}" => people::handovers::api::undo_departure;
    people get "/api/v1/handovers/{id}" => people::handovers::api::handover;
    people get "/api/v1/handovers/{id}/records" => people::handovers::api::handover_records;
    signed get "/api/v1/received" => people::handovers::api::received;
    signed get "/api/v1/received/{id}" => people::handovers::api::received_one;
    signed get "/api/v1/people/{id}/handing-over" => people::handovers::api::handing;
    signed put "/api/v1/people/{id}/handing-over" => people::handovers::api::note;
    people get "/api/v1/plans/{id}" => people::handovers::api::plan;
    people delete "/api/v1/plans/{id}" => people::handovers::api::cancel_plan;
    people post "/api/v1/plans/{id}/take-over" => people::handovers::api::take_over_plan;
    people delete "/api/v1/handovers/{id}" => people::handovers::api::undo_handover;

    // Deals
    record get "/api/v1/deals" => work::deals::api::list;
    record post "/api/v1/deals" => work::deals::api::add;
    record post "/api/v1/deals/move" => work::deals::api::move_all;
    record get "/api/v1/deals/{id}" => work::deals::api::get;
    record get "/api/v1/deals/{id}/holders" => work::deals::api::holders;
    record get "/api/v1/deals/{id}/access" => work::deals::api::access;
    record patch "/api/v1/deals/{id}" => work::deals::api::patch;
    record delete "/api/v1/deals/{id}" => work::deals::api::delete;

    // Pipelines, products
    signed get "/api/v1/pipelines" => work::pipelines::api::list;
    settings post "/api/v1/pipelines" => work::pipelines::api::add;
    settings patch "/api/v1/pipelines/{id}" => work::pipelines::api::patch;
    settings get "/api/v1/pipelines/{id}/removal" => work::removals::api::look_at_pipeline;
    settings post "/api/v1/pipelines/{id}/removal" => work::removals::api::remove_pipeline;
    settings get "/api/v1/pipelines/{id}/stages/{stage}/removal" => work::removals::api::look_at_stage;
    settings post "/api/v1/pipelines/{id}/stages/{stage}/removal" => work::removals::api::remove_stage;
    signed get "/api/v1/products" => work::products::api::list;
    settings post "/api/v1/products" => work::products::api::add;
    settings put "/api/v1/products/{id}" => work::products::api::put;

    // Forms, triggers
    settings get "/api/v1/forms" => work::sources::api::list;
    settings post "/api/v1/forms" => work::sources::api::add;
    settings get "/api/v1/forms/{id}" => work::sources::api::one;
    settings patch "/api/v1/forms/{id}" => work::sources::api::patch;
    settings get "/api/v1/forms/{id}/entries" => work::sources::api::entries;
    settings post "/api/v1/forms/{id}/bring" => work::sources::api::bring;
    settings get "/api/v1/triggers" => work::triggers::api::list;
    settings post "/api/v1/triggers" => work::triggers::api::add;
    settings patch "/api/v1/triggers/{id}" => work::triggers::api::patch;
    settings delete "/api/v1/triggers/{id}" => work::triggers::api::delete;

    // Contacts
    record get "/api/v1/contacts" => work::contacts::api::list;
    record post "/api/v1/contacts" => work::contacts::api::create;
    record get "/api/v1/contacts/{id}" => work::contacts::api::one;
    record get "/api/v1/contacts/{id}/holders" => work::contacts::api::holders;
    record get "/api/v1/contacts/{id}/access" => work::contacts::api::access;
    record patch "/api/v1/contacts/{id}" => work::contacts::api::change;
    record delete "/api/v1/contacts/{id}" => work::contacts::api::delete;

    // Companies
    record get "/api/v1/companies" => work::companies::api::list;
    record post "/api/v1/companies" => work::companies::api::create;
    record get "/api/v1/companies/{id}" => work::companies::api::one;
    record get "/api/v1/companies/{id}/holders" => work::companies::api::holders;
    record get "/api/v1/companies/{id}/access" => work::companies::api::access;
    record patch "/api/v1/companies/{id}" => work::companies::api::change;
    record delete "/api/v1/companies/{id}" => work::companies::api::delete;

    // Tasks
    record get "/api/v1/tasks" => work::tasks::api::list;
    record post "/api/v1/tasks" => work::tasks::api::create;
    record get "/api/v1/tasks/{id}" => work::tasks::api::one;
    record get "/api/v1/tasks/{id}/holders" => work::tasks::api::holders;
    record get "/api/v1/tasks/{id}/access" => work::tasks::api::access;
    record patch "/api/v1/tasks/{id}" => work::tasks::api::change;
    record delete "/api/v1/tasks/{id}" => work::tasks::api::delete;

    // Notes to the successor
    record get "/api/v1/notes/{kind}/{id}" => work::notes::api::list;
    record put "/api/v1/notes/{kind}/{id}" => work::notes::api::write;
    record delete "/api/v1/notes/{kind}/{id}/{note}" => work::notes::api::put_away;

    // Comments
    record get "/api/v1/{kind}/{id}/comments" => work::comments::api::list;
    record post "/api/v1/{kind}/{id}/comments" => work::comments::api::write;
    record patch "/api/v1/{kind}/{id}/comments/{comment}" => work::comments::api::change;
    record delete "/api/v1/{kind}/{id}/comments/{comment}" => work::comments::api::remove;

    // Queues
    signed get "/api/v1/queues" => people::queues::api::all;
    settings post "/api/v1/queues" => people::queues::api::create;
    settings patch "/api/v1/queues/{id}" => people::queues::api::edit;
    record post "/api/v1/queues/{id}/take" => work::queues::api::take;

    // Everything at once: each kind as far as its own list
    record get "/api/v1/search" => work::search::api::search;

    // The bin
    record get "/api/v1/bin" => work::bin::api::list;
    record post "/api/v1/bin/{id}/restore" => work::bin::api::restore;
}
