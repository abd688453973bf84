//! What is filled in.

use maud::{Markup, html};

use super::super::components::*;
use super::{posed, specimen};
use crate::words::Say;

pub fn show(say: &Say) -> Markup {
    let (name, mail) = (say.t("look-sample-name"), say.t("look-sample-mail"));
    let hint = say.t("look-sample-hint");
    let wrong = say.t("look-sample-wrong");
    html! {
        (specimen("Field", form_grid(html! {
            (Input::text("rest", &name))
            (Input::text("filled", &name).value(say.t("look-sample-person")).required())
            (Input::text("hint", &name).hint(&hint).placeholder(say.t("look-sample-person")))
            (posed("focus", Input::text("focus", &name).value(say.t("look-sample-person"))))
            (Input::email("wrong", &mail).value("anna@").hint(&hint).error(Some(&wrong)))
            (Input::text("shut", &name).value(say.t("look-sample-person")).hint(say.t("look-sample-shut")).shut())
        })))
        (specimen("Errors of a form", error_summary(say.t("look-sample-errors"), &[("wrong", wrong.as_str())])))
        (specimen("Text area", form_grid(html! {
            (TextArea::new("note", say.t("look-sample-note")).value(say.t("look-sample-note-text")))
            (TextArea::new("note-wrong", say.t("look-sample-note")).error(Some(&wrong)))
        })))
        (specimen("Select", selects(say)))
        (specimen("Date picker", form_grid(html! {
            (Input::date("day", say.t("look-sample-day")).value("2026-11-30"))
            (Input::moment("moment", say.t("look-sample-moment")).value("2026-11-30T18:00"))
            (Input::date("no-day", say.t("look-sample-day")))
        })))
        (specimen("Check box", html! {
            (checkboxes(say.t("look-sample-kinds"), vec![
                check("kind-a", &say.t("look-sample-deals"), None, true),
                check("kind-b", &say.t("look-sample-tasks"), None, false),
                check("kind-c", &say.t("look-sample-contacts"), None, true),
            ]))
        }))
        (specimen("Group", group(say.t("look-sample-kinds"), html! {
            (Input::text("grouped", &name).value(say.t("look-sample-person")))
            (checkbox(check("alone", &say.t("look-sample-off"), Some(&hint), false)))
        })))
        (specimen("Switch", html! {
            (switch(check("on", &say.t("look-sample-on"), Some(&hint), true)))
            (switch(check("off", &say.t("look-sample-off"), None, false)))
        }))
        (specimen("Form that asks before it is left", edit_form("/styleguide/forms", html! {
            (Input::text("title", say.t("look-sample-deal")).value(say.t("look-sample-deal")))
            (buttons(link_button(Press::Quiet, say.t("look-edit"), "/styleguide/forms")))
        })))
        (specimen("Radio", choices(say)))
        (specimen("Password", Input::password("password", say.t("look-sample-password")).autocomplete("off")))
        (specimen("Form with a file", upload_form("/styleguide/forms", html! {
            (Input::file("file", say.t("look-sample-file")))
        })))
    }
}

fn selects(say: &Say) -> Markup {
    let stages = || {
        vec![
            Choice::new("1", say.t("look-sample-stage-a")),
            Choice::new("2", say.t("look-sample-stage-b")),
            Choice::new("3", say.t("look-sample-stage-c")),
        ]
    };
    let department = say.t("look-sample-department");
    let people = [
        Candidate::new(1, say.t("look-sample-person"), &department),
        Candidate::new(2, say.t("look-sample-other"), &department),
        Candidate::new(3, say.t("look-sample-third"), ""),
    ];
    let (search, nothing) = (say.t("look-sample-search"), say.t("look-sample-nobody"));
    let (stage, person) = (say.t("look-sample-stage"), say.t("look-sample-responsible"));
    form_grid(html! {
        (Select::new("stage", &stage, stages()).selected("2"))
        (Select::new("stage-wrong", &stage, stages()).none("—").error(Some(say.t("look-sample-choose"))))
        (PersonSelect::new("person", &person, &people).selected(Some(2)).search(&search, &nothing))
        (PersonSelect::new("nobody", &person, &people).none(say.t("look-sample-none")).search(&search, &nothing))
    })
}

fn choices(say: &Say) -> Markup {
    let card = |value: &'static str, label, text| RadioCard::new(value, label, text);
    let explained = vec![
        card("now", say.t("look-sample-now"), say.t("look-sample-now-text")),
        card("later", say.t("look-sample-later"), say.t("look-sample-later-text")),
    ];
    let plain = vec![
        card("a", say.t("look-sample-stage-a"), String::new()),
        card("b", say.t("look-sample-stage-b"), String::new()),
    ];
    form_grid(html! {
        (RadioCards::new("when", say.t("look-sample-moment"), explained).selected("now"))
        (RadioCards::new("which", say.t("look-sample-stage"), plain).hint(say.t("look-sample-hint")))
    })
}

fn check<'a>(name: &'a str, label: &'a str, hint: Option<&'a str>, checked: bool) -> Check<'a> {
    Check { name, value: "yes", label, hint, checked }
}
