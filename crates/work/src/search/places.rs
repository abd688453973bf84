//! Pages and acts that have an address of their own, and who may open each.

use base::authz::{self, Area, Deed, Scope};
use base::web::components::Icon;
use base::{Ctx, Kind};

/// A page, or the page where an act begins.
pub struct Place {
    /// Ends the key of its other words: `search-also-CODE`.
    pub code: &'static str,
    /// The key of its name.
    pub title: &'static str,
    pub href: &'static str,
    pub icon: Icon,
    pub act: Act,
    needs: Needs,
}

/// Whether one goes there to look or to do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Look,
    Do,
}

/// What the page itself asks for.
#[derive(Clone, Copy)]
enum Needs {
    Nothing,
    Record(Kind, Deed),
    Bin,
    /// One of these areas.
    Areas(&'static [Area]),
    /// Somebody who can hold work.
    Holding,
    /// An administrator of a partner's account.
    Partner,
    Administrator,
    /// Who says how people sign in.
    SecondFactor,
}

use Act::{Do, Look};
use Needs::{Administrator, Areas, Bin, Holding, Nothing, Partner, Record};

const PEOPLE: Needs = Areas(&[Area::People]);
const SETTINGS: Needs = Areas(&[Area::Settings]);

/// All of them, in the order in which equals are shown.
pub const PLACES: &[Place] = &[
    look("deals", "nav-deals", "/deals", Icon::Deals, Record(Kind::Deal, Deed::See)),
    look("board", "deals-board", "/deals/board", Icon::Deals, Record(Kind::Deal, Deed::See)),
    look("contacts", "nav-contacts", "/contacts", Icon::Contacts, Record(Kind::Contact, Deed::See)),
    look("companies", "nav-companies", "/companies", Icon::Companies, Record(Kind::Company, Deed::See)),
    look("tasks", "nav-tasks", "/tasks", Icon::Tasks, Record(Kind::Task, Deed::See)),
    look("people", "nav-people", "/people", Icon::People, PEOPLE),
    look("structure", "structure-title", "/structure", Icon::Structure, PEOPLE_OR_SETTINGS),
    look("handovers", "nav-handovers", "/handovers", Icon::Handovers, PEOPLE),
    look("search", "nav-search", "/search", Icon::Search, Nothing),
    look("bin", "nav-bin", "/bin", Icon::Bin, Bin),
    look("absences", "absences-title", "/absences", Icon::People, Nothing),
    look("covers", "covers-title", "/covers", Icon::Handovers, Nothing),
    look("received", "received-title", "/received", Icon::Handovers, Nothing),
    look("handing", "handing-title", "/handing-over", Icon::Handovers, Holding),
    look("me", "web-me", "/me", Icon::Contacts, Nothing),
    look("asks", "asks-title", "/asks", Icon::Info, Nothing),
    look("leave", "asks-leave-title", "/me/leave", Icon::Out, Nothing),
    look("my-data", "mydata-title", "/me/data", Icon::Info, Nothing),
    look("accounts", "accounts-title", "/me/accounts", Icon::Companies, Nothing),
    look("factor", "factor-title", "/me/second-factor", Icon::Lock, Nothing),
    look("passkeys", "passkeys-title", "/me/passkeys", Icon::Key, Nothing),
    look("keys", "keys-title", "/help/keys", Icon::Info, Nothing),
    look("start", "nav-start", "/start", Icon::Check, SETTINGS),
    look("settings", "nav-settings", "/settings", Icon::Settings, Areas(&Area::ALL)),
    look("departments", "departments-title", "/settings/departments", Icon::Structure, PEOPLE_OR_SETTINGS),
    look("roles", "roles-title", "/settings/roles", Icon::Key, PEOPLE_OR_SETTINGS),
    look("compare", "search-compare", "/settings/roles/compare", Icon::Key, PEOPLE_OR_SETTINGS),
    look("seats", "seats-title", "/settings/seats", Icon::Seats, Areas(&[Area::People, Area::Billing])),
    look("partners", "partners-title", "/settings/partners", Icon::Companies, Areas(&[Area::Billing])),
    look("partner", "partner-title", "/partner", Icon::Companies, Partner),
    look("integrators", "integrators-title", "/settings/integrators", Icon::People, PEOPLE),
    look("specialists", "partner-addresses", "/partner/addresses", Icon::People, Partner),
    look("mail", "letters-title", "/settings/mail", Icon::Mail, PEOPLE),
    look("pipelines", "pipelines-title", "/settings/pipelines", Icon::Deals, SETTINGS),
    look("products", "products-title", "/settings/products", Icon::Orders, SETTINGS),
    look("forms", "forms-title", "/settings/forms", Icon::Mail, SETTINGS),
    look("triggers", "triggers-title", "/settings/triggers", Icon::Arrow, SETTINGS),
    look("factor-policy", "factor-policy-title", "/settings/second-factor", Icon::Lock, Needs::SecondFactor),
    look("reviews", "reviews-title", "/settings/reviews", Icon::Check, Administrator),
    look("data", "retention-title", "/settings/data", Icon::Info, SETTINGS),
    look("import", "upload-title", "/settings/import", Icon::Plus, Administrator),
    look("export", "exports-title", "/settings/export", Icon::Copy, Administrator),
    look("closing", "closing-title", "/settings/closing", Icon::Out, Administrator),
    look("journal", "journal-title", "/settings/journal", Icon::Journal, Areas(&[Area::Journal])),
    act("new-deal", "search-new-deal", "/deals/new", Icon::Plus, Record(Kind::Deal, Deed::Create)),
    act(
        "new-contact",
        "search-new-contact",
        "/contacts/new",
        Icon::Plus,
        Record(Kind::Contact, Deed::Create),
    ),
    act(
        "new-company",
        "search-new-company",
        "/companies/new",
        Icon::Plus,
        Record(Kind::Company, Deed::Create),
    ),
    act("new-task", "search-new-task", "/tasks/new", Icon::Plus, Record(Kind::Task, Deed::Create)),
    act("new-person", "people-add", "/people/new", Icon::Plus, PEOPLE),
    act("invite", "invite-title", "/people/invite", Icon::Plus, PEOPLE),
    act("open-link", "open-links-title", "/people/open-links", Icon::Plus, PEOPLE),
    act("integrator", "integrators-invite", "/settings/integrators/new", Icon::Plus, PEOPLE),
    act("departure", "search-departure", "/people?status=active", Icon::Out, PEOPLE),
    act("handover", "search-handover", "/people?status=active", Icon::Handovers, PEOPLE),
    act("undo", "search-undo", "/handovers", Icon::Undo, PEOPLE),
    act("new-role", "roles-add", "/settings/roles/new", Icon::Plus, SETTINGS),
    act("new-department", "departments-add", "/settings/departments/new", Icon::Plus, SETTINGS),
    act("new-pipeline", "pipelines-add", "/settings/pipelines/new", Icon::Plus, SETTINGS),
    act("new-product", "products-add", "/settings/products/new", Icon::Plus, SETTINGS),
    act("new-form", "forms-add", "/settings/forms/new", Icon::Plus, SETTINGS),
    act("new-trigger", "triggers-add", "/settings/triggers/new", Icon::Plus, SETTINGS),
    act("new-absence", "covers-away", "/absences/new", Icon::Out, Holding),
    act("password", "search-password", "/me", Icon::Lock, Nothing),
    act("token", "search-token", "/me", Icon::Key, Nothing),
];

const PEOPLE_OR_SETTINGS: Needs = Areas(&[Area::People, Area::Settings]);

/// Where the actor may go.
pub fn open_to(ctx: &Ctx) -> impl Iterator<Item = &'static Place> {
    // Of what one does there, only one's own password is left while the company closes.
    let offered = |place: &Place| !ctx.actor.rests || place.act == Look || place.code == "password";
    PLACES.iter().filter(move |place| offered(place) && may(ctx, place.needs))
}

fn may(ctx: &Ctx, needs: Needs) -> bool {
    match needs {
        Needs::Nothing => true,
        Needs::Record(kind, deed) => {
            ctx.actor.scope(kind, Deed::See) != Scope::None && ctx.actor.scope(kind, deed) != Scope::None
        }
        Needs::Bin => ctx.actor.scope(Kind::Bin, Deed::Delete) != Scope::None,
        Needs::Areas(areas) => areas.iter().any(|area| ctx.actor.has(*area)),
        Needs::Partner => ctx.partner.is_some(),
        Needs::SecondFactor => authz::decide(&ctx.actor, &authz::Do::RequireSecondFactor).is_ok(),
        Needs::Administrator => ctx.actor.is_administrator(),
        Needs::Holding => ctx.signed.as_ref().is_some_and(|signed| signed.person.category.may_hold()),
    }
}

const fn look(
    code: &'static str,
    title: &'static str,
    href: &'static str,
    icon: Icon,
    needs: Needs,
) -> Place {
    Place { code, title, href, icon, act: Look, needs }
}

const fn act(code: &'static str, title: &'static str, href: &'static str, icon: Icon, needs: Needs) -> Place {
    Place { code, title, href, icon, act: Do, needs }
}
