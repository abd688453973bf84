//! What goes on with somebody else beside work: posts of departments, and tokens of programs.

use std::collections::BTreeMap;

use base::Ctx;
use base::credentials::AccessKind;
use base::web::components::*;
use maud::{Markup, html};

use super::super::{Fate, Kept, Names, Passed, Preview, Successor};
use super::drawn::link;
use super::typed::VACANT;

/// A field for each post: who has it next, or that nobody has. `prefix` stands before the department's id.
pub(super) fn posts(
    ctx: &Ctx,
    preview: &Preview,
    (prefix, typed): (&str, &BTreeMap<i64, String>),
    error: Option<String>,
) -> Markup {
    if preview.posts.is_empty() {
        return html! {};
    }
    let say = &ctx.say;
    let people = people(&preview.successors);
    let each = preview.posts.iter().map(|held| {
        let mut choices = vec![Choice::new(VACANT, say.t("handovers-post-vacant"))];
        choices.extend(people.iter().map(|(id, label)| Choice::new(id.as_str(), label.as_str())));
        let label = format!("{} · {}", say.t(&format!("post-{}", held.post.code())), held.name);
        let chosen = typed.get(&held.department).map_or("", String::as_str);
        Select::new(format!("{prefix}{}", held.department), label, choices)
            .selected(chosen)
            .none(say.t("handovers-not-chosen"))
            .required()
    });
    group(
        say.t("handovers-posts"),
        html! {
            p { (say.t("handovers-posts-text")) }
            @if let Some(error) = error { (notice(Tone::Bad, error)) }
            (form_grid(html! { @for field in each { (field) } }))
        },
    )
}

fn people(successors: &[Successor]) -> Vec<(String, String)> {
    let label = |one: &Successor| match one.note.as_str() {
        "" => one.name.clone(),
        note => format!("{}, {note}", one.name),
    };
    successors.iter().map(|one| (one.id.to_string(), label(one))).collect()
}

/// A field for each token: it ends, or goes on as a technical user's. `prefix` stands before the token's id.
pub(super) fn tokens(
    ctx: &Ctx,
    preview: &Preview,
    (prefix, typed): (&str, &BTreeMap<i64, String>),
    error: Option<String>,
) -> Markup {
    let tokens = || preview.access.iter().filter(|access| access.kind == AccessKind::Token);
    if tokens().next().is_none() {
        return html! {};
    }
    let say = &ctx.say;
    let open = error.is_some() || !typed.is_empty();
    let each = tokens().map(|token| {
        let mut choices = vec![Choice::new(String::from(Fate::End), say.t("handovers-token-ends"))];
        choices.extend(preview.technical_users.iter().map(|user| {
            let name = [("name", user.name.as_str().into())];
            Choice::new(String::from(Fate::To(user.id)), say.with("handovers-token-goes-on", &name))
        }));
        let chosen = typed.get(&token.id).map_or("", String::as_str);
        Select::new(format!("{prefix}{}", token.id), token.name.as_str(), choices).selected(chosen)
    });
    html! {
        (fold(say.t("handovers-tokens"), open, html! {
            @if preview.technical_users.is_empty() {
                p { (say.t("handovers-tokens-none")) }
            } @else {
                p { (say.t("handovers-tokens-text")) }
                @if let Some(error) = error { (notice(Tone::Bad, error)) }
                (form_grid(html! { @for field in each { (field) } }))
            }
        }))
    }
}

/// Who has which post since, and which token goes on as whose; nothing where nothing did.
pub(super) fn lines(
    ctx: &Ctx,
    title: &str,
    (posts, kept): (&[Passed], &[Kept]),
    names: &Names,
    departments: &std::collections::HashMap<i64, String>,
) -> Markup {
    if posts.is_empty() && kept.is_empty() {
        return html! {};
    }
    let say = &ctx.say;
    let mut list: Vec<(String, Markup)> = Vec::new();
    for passed in posts {
        let department = departments.get(&passed.department).map_or("", String::as_str);
        let label = format!("{} · {department}", say.t(&format!("post-{}", passed.post.code())));
        let to = match passed.to {
            Some(to) => link(names.get(&to)),
            None => html! { (say.t("handovers-post-vacant")) },
        };
        list.push((label, to));
    }
    for kept in kept {
        list.push((
            say.with("handovers-token", &[("name", kept.name.as_str().into())]),
            link(names.get(&kept.to)),
        ));
    }
    let lent: Vec<(&str, Markup)> =
        list.iter().map(|(label, value)| (label.as_str(), value.clone())).collect();
    card(say.t(title), facts(&lent))
}
