//! The fields of a person's form.

use base::Ctx;
use base::org::Post;
use base::web::components::*;
use base::web::{Wrong, tongues};
use base::words::Say;
use maud::{Markup, html};

use super::form::Offered;
use super::typed::{OWN, Typed, new_role};
use crate::departments::tree;
use crate::roles::matrix;
use crate::{invitations, pictures, roles};

/// Name, sign-in names, phone.
pub(super) fn who(say: &Say, typed: &Typed, wrong: &Wrong) -> Markup {
    html! {
        (Input::text("name", say.t("people-name")).value(&typed.name).required().focus()
            .autocomplete("off").hint(say.t("people-name-hint")).error(wrong.at("name")))
        (form_grid(html! {
            (Input::email("email", say.t("people-email")).value(&typed.email).autocomplete("off")
                .hint(say.t("people-email-hint")).error(wrong.at("email")))
            (Input::text("login", say.t("people-login")).value(&typed.login).autocomplete("off")
                .hint(say.t("people-login-hint")).error(wrong.at("login")))
            (Input::tel("phone", say.t("people-phone")).value(&typed.phone).autocomplete("off")
                .error(wrong.at("phone")))
        }))
    }
}

/// Their picture; one that was sent before is shown, and stays unless another is chosen.
pub(super) fn picture(say: &Say, typed: &Typed, wrong: &Wrong) -> Markup {
    let address = pictures::kept_address(&typed.picture);
    html! {
        @if !typed.picture.is_empty() {
            div class="portrait" {
                (avatar(Who::new(0, &typed.name).picture(Some(Picture::At(&address)))))
                (checkbox(Check {
                    name: pictures::KEPT,
                    value: &typed.picture,
                    label: &say.t("people-picture-kept"),
                    hint: Some(&say.t("people-picture-kept-hint")),
                    checked: true,
                }))
            }
        }
        (Input::file(pictures::FIELD, say.t("people-picture")).accept(pictures::FORMATS)
            .hint(say.t("pictures-hint")).error(wrong.at(pictures::FIELD)))
    }
}

/// What they are spoken to in, and where their days begin.
pub(super) fn tongue(ctx: &Ctx, typed: &Typed, wrong: &Wrong) -> Markup {
    let say = &ctx.say;
    let open = wrong.at("lang").or_else(|| wrong.at("zone")).is_some();
    fold(
        say.t("people-tongue"),
        open,
        form_grid(html! {
            (Select::new("lang", say.t("people-lang"), tongues::languages()).none(say.t("people-lang-none"))
                .selected(&typed.lang).error(wrong.at("lang")))
            (Select::new("zone", say.t("people-zone"), tongues::zones(&typed.zone)).none(tongues::company(ctx))
                .selected(&typed.zone).hint(say.t("people-zone-hint")).error(wrong.at("zone")))
        }),
    )
}

/// By an invitation, a link or a password, with a strong one offered.
pub(super) fn entry(ctx: &Ctx, typed: &Typed, wrong: &Wrong) -> Markup {
    let say = &ctx.say;
    let letters = invitations::are_on(&ctx.app);
    let link = if letters { say.t("people-entry-link-letter") } else { say.t("people-entry-link-text") };
    let ways = vec![
        RadioCard::new("link", say.t("people-entry-link"), link),
        RadioCard::new("password", say.t("people-entry-password"), say.t("people-entry-password-text")),
    ];
    let offer = say.t("people-password-offer");
    html! {
        @if letters {
            (checkbox(Check {
                name: "invites",
                value: "1",
                label: &say.t("people-invite"),
                hint: Some(&say.t("people-invite-hint")),
                checked: typed.invites,
            }))
        } @else {
            p { (say.t("letters-off")) }
        }
        (RadioCards::new("entry", say.t("people-entry-how"), ways).selected(&typed.entry))
        (Input::password("password", say.t("people-password")).autocomplete("new-password")
            .strength("/password-strength", "name email login").hint(say.t("people-password-hint"))
            .error(wrong.at("password")))
        p { (offer) }
        (copyable(&offer, &kit::secret::generate(), &say.t("people-copy"), &say.t("people-copied")))
    }
}

pub(super) fn role<'a>(say: &Say, offered: &Offered, typed: &'a Typed, wrong: &Wrong) -> Select<'a> {
    let choices = offered.roles.roles.iter();
    let choices = choices.map(|r| Choice::new(r.id.to_string(), roles::name(say, r.key.as_deref(), &r.name)));
    Select::new("role_id", say.t("people-role"), choices.collect())
        .selected(&typed.role_id)
        .hint(say.t("people-role-hint"))
        .error(wrong.at("role_id"))
}

fn choices(offered: &Offered) -> Vec<Choice<'static>> {
    tree::paths(&offered.departments)
        .into_iter()
        .map(|(id, path)| Choice::new(id.to_string(), path))
        .collect()
}

/// A new person's department, or the name of one that is made in place (A18).
pub(super) fn first_department(say: &Say, offered: &Offered, typed: &Typed, wrong: &Wrong) -> Markup {
    let chosen = typed.department.first().map(String::as_str).unwrap_or_default();
    let error = wrong.at("department").or_else(|| wrong.at("department_id"));
    html! {
        (Select::new("department", say.t("people-department"), choices(offered))
            .none(say.t("people-not-chosen")).selected(chosen).error(error))
        (Input::text("department_new", say.t("people-department-new")).value(&typed.department_new)
            .error(wrong.at("department_new")))
    }
}

/// Every department of the person with the post, and a line for one more.
pub(super) fn places(say: &Say, offered: &Offered, typed: &Typed, wrong: &Wrong) -> Markup {
    let rows = typed.department.iter().filter(|id| !id.is_empty()).count() + 1;
    let posts = || {
        Post::ALL.into_iter().map(|post| Choice::new(post.code(), say.t(&format!("post-{}", post.code()))))
    };
    let at = |list: &[String], n: usize| list.get(n).cloned().unwrap_or_default();
    html! {
        @for n in 0..rows {
            @let label = if n == 0 { say.t("people-department-main") } else { say.t("people-department-also") };
            @let post = at(&typed.post, n);
            (form_grid(html! {
                (Select::new("department", label, choices(offered)).id(if n == 0 { "f-departments".to_owned() } else { format!("f-department-{n}") })
                    .none(say.t("people-not-chosen")).selected(at(&typed.department, n))
                    .error(wrong.at("departments").filter(|_| n == 0)))
                (Select::new("post", say.t("people-post"), posts().collect()).id(format!("f-post-{n}"))
                    .selected(if post.is_empty() { "member".to_owned() } else { post }))
            }))
        }
    }
}

/// A role that is made in place (K04): a name, and everything it grants, beginning as the default role is. Only for who
/// makes roles.
pub(super) fn role_in_place(say: &Say, offered: &Offered, typed: &Typed, wrong: &Wrong) -> Markup {
    if !offered.makes_roles {
        return html! {};
    }
    let begun = offered.roles.default.and_then(|id| offered.roles.find(id)).map(|role| role.rights.clone());
    let rights = match new_role(typed) {
        Ok(Some(draft)) => draft.rights,
        _ => begun.unwrap_or_default(),
    };
    let open = !typed.role_new.trim().is_empty() || wrong.at("role_new").is_some();
    fold(
        say.t("people-role-new"),
        open,
        html! {
            p { (say.t("people-role-new-text")) }
            (Input::text("role_new", say.t("roles-name")).value(&typed.role_new).autocomplete("off")
                .error(wrong.at("role_new")))
            (roles::pages::drawn::editor(say, "role.", &rights, &offered.stages))
        },
    )
}

/// What is otherwise for the new person alone than their role has it (A19).
pub(super) fn own_rights(say: &Say, typed: &Typed) -> Markup {
    let own = matrix::own(&typed.pairs, OWN).unwrap_or_default();
    fold(
        say.t("people-own-rights"),
        !own.is_empty(),
        html! {
            p { (say.t("people-own-rights-text")) }
            (roles::pages::drawn::own_editor(say, OWN, None, &own))
        },
    )
}
