//! Every address of a page or of something that a page asks for.

use axum::Router;
use base::App;

use super::{For, Route};

routes! {
    // The house
    signed get "/live" => work::records::watch::listen;
    signed get "/help/keys" => base::web::keys::sheet;
    signed post "/me/keys" => base::web::keys::turn;
    signed get "/styleguide" => base::web::styleguide::tokens;
    signed get "/styleguide/{part}" => base::web::styleguide::part;
    open get "/openapi.json" => doors::api::openapi;

    // First steps
    settings get "/start" => crate::start::pages::page;
    settings post "/start/away" => crate::start::pages::away;
    settings post "/start/back" => crate::start::pages::back;

    // Accounts and signing in
    open get "/" => people::accounts::pages::home;
    open get "/welcome" => people::accounts::pages::welcome;
    open post "/welcome" => people::accounts::pages::create;
    open get "/welcome/company" => people::accounts::pages::company;
    open post "/welcome/sample" => crate::sample::pages::look_around;
    settings get "/settings/own" => people::accounts::pages::own::page;
    settings post "/settings/own" => people::accounts::pages::own::start;
    settings get "/settings/closing" => people::closing::pages::page;
    settings post "/settings/closing" => people::closing::pages::close;
    settings post "/settings/closing/call-back" => people::closing::pages::keep;
    settings get "/settings/export" => work::exports::pages::page;
    settings post "/settings/export" => work::exports::pages::take;
    settings get "/settings" => people::accounts::pages::settings;
    settings post "/settings" => people::accounts::pages::save;
    open get "/sign-in" => people::signin::pages::sign_in_page;
    open post "/sign-in" => people::signin::pages::sign_in;
    open post "/sign-out" => people::signin::pages::sign_out;
    open get "/sign-in/forgotten" => people::forgotten::pages::page;
    open post "/sign-in/forgotten" => people::forgotten::pages::ask;
    open post "/sign-in/passkey" => people::signin::pages::sign_in_by_passkey;
    open post "/sign-in/passkey/begin" => people::signin::pages::passkeys::begin_sign_in;
    open post "/sign-in/code" => people::signin::pages::enter_code;
    open post "/sign-in/password" => people::signin::pages::renew;
    open get "/join/{token}" => people::open_links::pages::look;
    open post "/join/{token}" => people::open_links::pages::come;
    open get "/link/{token}" => people::signin::pages::link;
    open post "/link/{token}" => people::signin::pages::follow;
    open post "/language" => people::signin::pages::choose_language;
    open post "/password-strength" => people::signin::pages::strength;
    signed get "/me" => people::signin::pages::me;
    signed post "/me/language-and-time" => people::signin::pages::choose_tongue;
    signed post "/me/password" => people::signin::pages::change_password;
    signed get "/me/second-factor" => people::signin::pages::factor_page;
    signed post "/me/second-factor" => people::signin::pages::set_up_factor;
    signed post "/me/second-factor/codes" => people::signin::pages::new_codes;
    signed post "/me/second-factor/off" => people::signin::pages::turn_factor_off;
    signed get "/me/passkeys" => people::signin::pages::passkeys::page;
    signed get "/me/passkeys/new" => people::signin::pages::passkeys::new;
    signed post "/me/passkeys/begin" => people::signin::pages::passkeys::begin;
    signed post "/me/passkeys" => people::signin::pages::passkeys::add;
    signed post "/me/passkeys/{id}" => people::signin::pages::passkeys::rename;
    signed post "/me/passkeys/{id}/remove" => people::signin::pages::passkeys::remove;
    signed post "/me/proof/begin" => people::signin::pages::passkeys::begin_proof;
    signed get "/me/proof" => people::signin::pages::proof::page;
    signed post "/me/proof" => people::signin::pages::proof::go_on;
    signed get "/me/tokens" => people::signin::pages::tokens;
    signed post "/me/tokens" => people::signin::pages::make_token;
    signed get "/me/leave" => people::asks::pages::leave_page;
    signed post "/me/leave" => people::asks::pages::leave;
    signed get "/asks" => people::reviews::pages::asked::page;
    signed post "/asks" => people::asks::pages::ask;
    signed post "/asks/{id}/withdraw" => people::asks::pages::take_back;
    people post "/asks/{id}/done" => people::reviews::pages::asked::done;
    people post "/asks/{id}/decline" => people::reviews::pages::asked::decline;
    signed post "/asks/reviews/{id}/{person}" => people::reviews::pages::asked::answer;
    people get "/settings/reviews" => people::reviews::pages::list::page;
    people post "/settings/reviews" => people::reviews::pages::list::begin;
    people post "/settings/reviews/exempt" => people::reviews::pages::list::exempt;
    people post "/settings/reviews/exempt/{person}/remove" => people::reviews::pages::list::include;
    people get "/settings/reviews/{id}" => people::reviews::pages::one::page;
    people post "/settings/reviews/{id}/end" => people::reviews::pages::one::end;
    people post "/settings/reviews/{id}/ticked/{verdict}" => people::reviews::pages::ticked::decide;
    people get "/settings/reviews/{id}/people/{person}" => people::reviews::pages::person::page;
    people post "/settings/reviews/{id}/people/{person}/{verdict}" => people::reviews::pages::person::decide;
    people get "/settings/reviews/{id}/print" => people::reviews::pages::result::print;
    people get "/settings/reviews/{id}/result.csv" => people::reviews::pages::result::sheet;
    people get "/settings/reviews/{id}/result.json" => people::reviews::pages::result::signed;
    signed get "/me/data" => people::retention::pages::mine;
    signed get "/me/accounts" => people::signin::pages::accounts::page;
    signed post "/me/accounts/{account}" => people::signin::pages::accounts::go;
    signed post "/me/accounts/{account}/decline" => people::signin::pages::accounts::decline;
    signed post "/me/access/end" => people::signin::pages::end_others;
    signed post "/me/access/{kind}/{id}/end" => people::signin::pages::end_access;

    // Imports
    settings get "/settings/import" => crate::imports::upload::pages::ask;
    settings post "/settings/import" => crate::imports::upload::pages::send;
    settings get "/settings/import/{id}" => crate::imports::upload::pages::one;
    settings post "/settings/import/{id}" => crate::imports::upload::pages::correct;
    settings get "/settings/import/{id}/live" => crate::imports::upload::pages::live;
    settings post "/settings/import/{id}/begin" => crate::imports::upload::pages::begin;
    settings get "/settings/import/{id}/wrong.csv" => crate::imports::upload::pages::wrong;

    // People, departments, roles, seats
    people get "/people" => people::reviews::pages::due::people;
    people post "/people" => people::people::pages::create;
    people get "/people/new" => people::people::pages::new;
    people get "/people/invite" => crate::inviting::pages::ask;
    people post "/people/invite" => crate::inviting::pages::look;
    people post "/people/invite/send" => crate::inviting::pages::send;
    people get "/people/open-links" => people::open_links::pages::page;
    people post "/people/open-links" => people::open_links::pages::make;
    people post "/people/open-links/{id}/end" => people::open_links::pages::end;
    people post "/people/joins/{id}/admit" => people::open_links::pages::admit;
    people post "/people/joins/{id}/decline" => people::open_links::pages::decline;
    people post "/people/ticked/departure" => people::handovers::pages::ticked_departure;
    people post "/people/ticked/block" => people::handovers::pages::ticked_block;
    people get "/people/{id}" => people::people::pages::card;
    people post "/people/{id}" => people::people::pages::update;
    people get "/people/{id}/edit" => people::people::pages::edit;
    people get "/people/{id}/picture" => people::pictures::pages::of;
    people post "/people/{id}/picture" => people::pictures::pages::put_of;
    people post "/people/{id}/picture/remove" => people::pictures::pages::remove_of;
    signed get "/me/picture" => people::pictures::pages::own;
    signed post "/me/picture" => people::pictures::pages::put_own;
    signed post "/me/picture/remove" => people::pictures::pages::remove_own;
    signed get "/pictures/{id}/{version}" => people::pictures::pages::serve;
    people post "/people/{id}/link" => people::people::pages::make_link;
    people post "/people/{id}/invitation" => people::invitations::pages::invite;
    people post "/people/{id}/invitation/withdraw" => people::invitations::pages::take_back;
    people get "/settings/mail" => people::invitations::pages::page;
    people post "/settings/mail/test" => people::invitations::pages::trial;
    people get "/people/{id}/access" => people::signin::pages::of;
    people post "/people/{id}/access" => people::signin::pages::make_token_of;
    people post "/people/{id}/access/end" => people::signin::pages::end_all_of;
    people post "/people/{id}/access/{kind}/{access}/end" => people::signin::pages::end_of;
    people post "/people/{id}/second-factor/lift" => people::signin::pages::lift_factor;
    people get "/people/{id}/password" => people::signin::pages::ask_password;
    people post "/people/{id}/password" => people::signin::pages::give_password;
    signed get "/absences" => people::absences::pages::month::page;
    signed post "/absences" => people::absences::pages::form::state;
    signed get "/absences/new" => people::absences::pages::form::new;
    signed get "/absences/{id}" => people::absences::pages::one::page;
    signed post "/absences/{id}" => people::absences::pages::form::change;
    signed get "/absences/{id}/edit" => people::absences::pages::form::edit;
    signed get "/absences/{id}/withdraw" => people::absences::pages::form::ask_withdraw;
    signed post "/absences/{id}/withdraw" => people::absences::pages::form::withdraw;
    signed post "/absences/{id}/cover" => people::absences::pages::one::cover;
    signed post "/absences/{id}/covers/{cover}/fit" => people::absences::pages::one::fit;
    signed post "/absences/{id}/covers/{cover}/end" => people::absences::pages::one::end;
    signed get "/covers" => people::covers::pages::list;
    signed post "/covers/{id}/end" => people::covers::pages::end;
    signed get "/people/{id}/cover" => people::covers::pages::ask;
    signed post "/people/{id}/cover" => people::covers::pages::begin;
    people get "/people/{id}/takeover" => people::handovers::pages::takeover_ask;
    people post "/people/{id}/takeover" => people::handovers::pages::takeover;
    people get "/structure" => people::structure::pages::page;
    people get "/structure/people/{id}" => people::structure::pages::ask_person;
    people post "/structure/people/{id}" => people::structure::pages::move_person;
    settings get "/structure/departments/{id}" => people::structure::pages::ask_department;
    settings post "/structure/departments/{id}" => people::structure::pages::move_department;
    people get "/structure/departments/{id}/head" => people::structure::pages::ask_head;
    people post "/structure/departments/{id}/head" => people::structure::pages::appoint;
    settings get "/settings/departments" => people::departments::pages::list;
    settings post "/settings/departments" => people::departments::pages::create;
    settings get "/settings/departments/new" => people::departments::pages::new;
    settings get "/settings/departments/{id}/edit" => people::departments::pages::edit;
    settings post "/settings/departments/{id}" => people::departments::pages::update;
    settings post "/settings/departments/{id}/remove" => people::departments::pages::delete;
    settings get "/settings/seats" => people::seats::pages::page;
    settings post "/settings/seats/request" => people::seats::pages::ask;
    settings post "/settings/seats/requests/{id}/withdraw" => people::seats::pages::take_back;
    settings get "/settings/partners" => people::partners::pages::directory;
    settings post "/settings/partners/search" => people::partners::pages::leave;
    settings post "/settings/partners/searches/{id}/withdraw" => people::partners::pages::withdraw;
    settings post "/settings/partners/searches/{id}/accept" => people::partners::pages::accept;
    signed post "/partner/searches/{id}/offer" => people::partners::pages::offer;
    signed post "/partner/searches/{id}/decline" => people::partners::pages::refuse;
    signed get "/partner" => people::partners::pages::page;
    signed get "/partner/addresses" => people::partners::pages::addresses::page;
    signed post "/partner/addresses" => people::partners::pages::addresses::register;
    signed post "/partner/addresses/remove" => people::partners::pages::addresses::remove;
    signed post "/partner/requests/{id}/grant" => people::partners::pages::grant;
    signed post "/partner/requests/{id}/decline" => people::partners::pages::decline;
    signed get "/partner/customers/{id}" => people::partners::pages::customer;
    signed post "/partner/customers/{id}" => people::partners::pages::set;
    people get "/settings/integrators" => people::integrators::pages::page;
    people post "/settings/integrators" => people::integrators::pages::create;
    people get "/settings/integrators/new" => people::integrators::pages::new;
    people get "/people/{id}/terms" => people::integrators::pages::terms;
    people post "/people/{id}/terms" => people::integrators::pages::save_terms;
    people get "/people/{id}/made" => work::made::pages::page;
    people get "/people/{id}/rights" => people::people::pages::rights;
    people post "/people/{id}/rights" => people::people::pages::own_rights;
    settings get "/settings/roles" => people::roles::pages::list;
    settings post "/settings/roles" => people::roles::pages::create;
    settings get "/settings/roles/new" => people::roles::pages::new;
    settings get "/settings/roles/compare" => people::roles::pages::compare;
    settings get "/settings/roles/{id}" => people::roles::pages::page;
    settings post "/settings/roles/{id}" => people::roles::pages::update;
    settings get "/settings/roles/{id}/copy" => people::roles::pages::copy;
    settings post "/settings/roles/{id}/default" => people::roles::pages::default;
    settings get "/settings/roles/{id}/remove" => people::roles::pages::ask_remove;
    settings post "/settings/roles/{id}/remove" => people::roles::pages::remove;
    journal get "/settings/journal" => people::journal::pages::page;

    // Hand-overs
    people get "/handovers" => people::handovers::pages::list;
    people get "/handovers/new" => people::handovers::pages::ask;
    people post "/handovers/new" => people::handovers::pages::carry_out;
    people post "/handovers/sketch" => people::handovers::pages::sketch;
    people post "/handovers/preview" => people::handovers::pages::preview;
    people get "/handovers/choose" => people::handovers::pages::choose;
    people post "/handovers/several" => people::handovers::pages::several;
    people post "/handovers/several/sketch" => people::handovers::pages::sketch_several;
    people post "/handovers/several/preview" => people::handovers::pages::preview_several;
    people get "/planned/{id}" => people::handovers::pages::planned;
    people post "/planned/{id}/cancel" => people::handovers::pages::cancel_planned;
    people post "/planned/{id}/go-on" => people::handovers::pages::go_on;
    people get "/people/{id}/planned" => people::handovers::pages::of_person;
    people get "/handovers/{id}" => people::handovers::pages::fact;
    people post "/handovers/{id}/undo" => people::handovers::pages::undo;
    people get "/handovers/{id}/print" => people::handovers::pages::print;
    people get "/handovers/{id}/report.csv" => people::handovers::pages::report_sheet;
    people get "/handovers/{id}/records.csv" => people::handovers::pages::records_sheet;
    signed get "/handing-over" => people::handovers::pages::handing;
    signed post "/handing-over" => people::handovers::pages::note_own;
    people get "/people/{id}/handing-over" => people::handovers::pages::handing_of;
    people post "/people/{id}/handing-over" => people::handovers::pages::note_of;
    signed get "/received" => people::handovers::pages::received;
    signed get "/received/{id}" => people::handovers::pages::received_one;
    people get "/plans/{id}" => people::handovers::pages::plan;
    people get "/plans/{id}/live" => people::handovers::pages::live;
    people get "/plans/{id}/records" => people::handovers::pages::records;
    people post "/plans/{id}/cancel" => people::handovers::pages::cancel;
    people post "/plans/{id}/take-over" => people::handovers::pages::take_over;
    people get "/people/{id}/block" => people::handovers::pages::block_ask;
    people post "/people/{id}/block" => people::handovers::pages::block;
    people post "/people/{id}/unblock" => people::handovers::pages::unblock;
    people get "/people/{id}/reactivate" => people::handovers::pages::reactivate_ask;
    people post "/people/{id}/reactivate" => people::handovers::pages::reactivate;
    people get "/people/{id}/erase" => people::erasure::pages::ask;
    people post "/people/{id}/erase" => people::erasure::pages::erase;
    people post "/people/{id}/restore" => people::erasure::pages::restore;
    people get "/people/{id}/archive" => people::erasure::pages::take;
    settings get "/settings/second-factor" => people::signin::pages::requirement::page;
    settings post "/settings/second-factor" => people::signin::pages::requirement::save;
    settings get "/settings/data" => people::retention::pages::page;
    settings post "/settings/data" => people::retention::pages::save;
    people get "/people/{id}/proof" => people::handovers::pages::proof;

    // Deals
    record get "/deals" => work::deals::pages::list;
    record post "/deals" => work::deals::pages::add;
    record get "/deals/columns" => work::deals::pages::ask_columns;
    record post "/deals/columns" => work::deals::pages::choose_columns;
    record get "/deals/new" => work::deals::pages::new;
    record get "/deals/assign" => work::deals::pages::assign;
    record post "/deals/assign" => work::deals::pages::assign_do;
    record get "/deals/delete" => work::deals::pages::delete;
    record post "/deals/delete" => work::deals::pages::delete_do;
    record get "/deals/move" => work::deals::pages::moving::ask;
    record post "/deals/move" => work::deals::pages::moving::carry_out;
    record get "/deals/board" => work::deals::pages::board::show;
    record post "/deals/board" => work::deals::pages::board::add;
    record get "/deals/board/{id}" => work::deals::pages::board::ask;
    record post "/deals/board/{id}" => work::deals::pages::board::move_to;
    record get "/deals/{id}" => work::deals::pages::show;
    record post "/deals/{id}" => work::deals::pages::save;
    record get "/deals/{id}/edit" => work::deals::pages::edit;
    record get "/deals/{id}/access" => work::deals::pages::access;
    record post "/deals/{id}/stage" => work::deals::pages::move_to;

    // Pipelines, products
    settings get "/settings/pipelines" => work::pipelines::pages::list;
    settings post "/settings/pipelines" => work::pipelines::pages::add;
    settings get "/settings/pipelines/new" => work::pipelines::pages::new;
    settings get "/settings/pipelines/{id}" => work::pipelines::pages::edit;
    settings post "/settings/pipelines/{id}" => work::pipelines::pages::save;
    settings get "/settings/pipelines/{id}/remove" => work::removals::pages::ask_pipeline;
    settings post "/settings/pipelines/{id}/remove" => work::removals::pages::remove_pipeline;
    settings get "/settings/pipelines/{id}/stages/{stage}/remove" => work::removals::pages::ask_stage;
    settings post "/settings/pipelines/{id}/stages/{stage}/remove" => work::removals::pages::remove_stage;
    settings get "/settings/products" => work::products::pages::list;
    settings post "/settings/products" => work::products::pages::add;
    settings get "/settings/products/new" => work::products::pages::new;
    settings get "/settings/products/{id}" => work::products::pages::edit;
    settings post "/settings/products/{id}" => work::products::pages::save;

    // Forms, triggers
    settings get "/settings/forms" => work::sources::pages::list;
    settings post "/settings/forms" => work::sources::pages::add;
    settings get "/settings/forms/new" => work::sources::pages::new;
    settings get "/settings/forms/{id}" => work::sources::pages::one;
    settings post "/settings/forms/{id}" => work::sources::pages::save;
    settings get "/settings/forms/{id}/edit" => work::sources::pages::edit;
    settings post "/settings/forms/{id}/bring" => work::sources::pages::bring;
    open get "/f/{key}" => work::sources::pages::show_public;
    open post "/f/{key}" => work::sources::pages::send;
    settings get "/settings/triggers" => work::triggers::pages::list;
    settings post "/settings/triggers" => work::triggers::pages::add;
    settings get "/settings/triggers/new" => work::triggers::pages::new;
    settings get "/settings/triggers/{id}" => work::triggers::pages::edit;
    settings post "/settings/triggers/{id}" => work::triggers::pages::save;
    settings post "/settings/triggers/{id}/remove" => work::triggers::pages::remove;

    // Contacts
    record get "/contacts" => work::contacts::pages::list;
    record post "/contacts" => work::contacts::pages::create;
    record get "/contacts/columns" => work::contacts::pages::ask_columns;
    record post "/contacts/columns" => work::contacts::pages::choose_columns;
    record get "/contacts/new" => work::contacts::pages::new;
    record get "/contacts/assign" => work::contacts::pages::assign_page;
    record post "/contacts/assign" => work::contacts::pages::assign;
    record get "/contacts/delete" => work::contacts::pages::delete_page;
    record post "/contacts/delete" => work::contacts::pages::delete;
    record get "/contacts/{id}" => work::contacts::pages::card;
    record post "/contacts/{id}" => work::contacts::pages::change;
    record get "/contacts/{id}/edit" => work::contacts::pages::edit;
    record get "/contacts/{id}/access" => work::contacts::pages::access;

    // Companies
    record get "/companies" => work::companies::pages::list;
    record post "/companies" => work::companies::pages::create;
    record get "/companies/columns" => work::companies::pages::ask_columns;
    record post "/companies/columns" => work::companies::pages::choose_columns;
    record get "/companies/new" => work::companies::pages::new;
    record get "/companies/assign" => work::companies::pages::assign_page;
    record post "/companies/assign" => work::companies::pages::assign;
    record get "/companies/delete" => work::companies::pages::delete_page;
    record post "/companies/delete" => work::companies::pages::delete;
    record get "/companies/{id}" => work::companies::pages::card;
    record post "/companies/{id}" => work::companies::pages::change;
    record get "/companies/{id}/edit" => work::companies::pages::edit;
    record get "/companies/{id}/access" => work::companies::pages::access;

    // Tasks
    record get "/tasks" => work::tasks::pages::list;
    record post "/tasks" => work::tasks::form::create;
    record get "/tasks/columns" => work::tasks::pages::ask_columns;
    record post "/tasks/columns" => work::tasks::pages::choose_columns;
    record get "/tasks/new" => work::tasks::form::new;
    record get "/tasks/assign" => work::tasks::pages::assign_page;
    record post "/tasks/assign" => work::tasks::pages::assign;
    record get "/tasks/delete" => work::tasks::pages::delete_page;
    record post "/tasks/delete" => work::tasks::pages::delete;
    record get "/tasks/{id}" => work::tasks::pages::card;
    record post "/tasks/{id}" => work::tasks::form::change;
    record get "/tasks/{id}/edit" => work::tasks::form::edit;
    record get "/tasks/{id}/access" => work::tasks::pages::access;
    record post "/tasks/{id}/done" => work::tasks::pages::done;
    record post "/tasks/{id}/open" => work::tasks::pages::open;

    // Notes to the successor
    record post "/notes/{kind}/{id}" => work::notes::pages::write;
    record post "/notes/{kind}/{id}/done" => work::notes::pages::put_away;

    // Comments
    record post "/comments/{kind}/{id}" => work::comments::pages::write;
    record post "/comments/{kind}/{id}/{comment}" => work::comments::pages::change;
    record get "/comments/{kind}/{id}/{comment}/edit" => work::comments::pages::edit;
    record get "/comments/{kind}/{id}/{comment}/remove" => work::comments::pages::ask_remove;
    record post "/comments/{kind}/{id}/{comment}/remove" => work::comments::pages::remove;

    // Queues
    settings get "/settings/departments/{id}/queue" => people::queues::pages::new;
    settings post "/settings/departments/{id}/queue" => people::queues::pages::create;
    settings get "/settings/queues/{id}/edit" => people::queues::pages::edit;
    settings post "/settings/queues/{id}" => people::queues::pages::save;
    record post "/queues/{id}/take/{kind}" => work::queues::pages::take;

    // Everything at once: each kind as far as its own list
    record get "/search" => work::search::pages::page;
    record get "/search/palette" => work::search::pages::offered;

    // The bin
    record get "/bin" => work::bin::pages::list;
    record post "/bin/{id}/restore" => work::bin::pages::restore;
}
