//! The drawing: boxes of departments with lines between them. Everything that is dragged has a link that does the same.

use base::authz::{Do, offers};
use base::kind::Category;
use base::org::Post;
use base::web::components::*;
use base::web::timeline;
use base::{Ctx, Status};
use maud::{Markup, html};

use super::pages::{PATH, Shown};
use super::{Drawing, Hits, Look, Open, Seat, Somebody, Unit};
use crate::roles;

/// How large the picture can be, per cent.
const SIZES: [u32; 5] = [50, 75, 100, 125, 150];

/// What is drawn, and what the reader may do with it.
pub(super) struct View<'a> {
    ctx: &'a Ctx,
    look: &'a Look,
    shown: &'a Shown,
    drawing: Drawing,
    hits: Hits,
    open: Open,
    /// Whether nothing is folded, whatever is open.
    whole: bool,
    /// Whom the reader may move.
    movable: Vec<Category>,
    shapes: bool,
}

impl<'a> View<'a> {
    pub fn of(ctx: &'a Ctx, look: &'a Look, shown: &'a Shown) -> View<'a> {
        let drawing = look.drawing();
        let mut hits = look.find(&shown.q);
        let searching = !shown.q.trim().is_empty();
        let open = match shown.person.parse() {
            Ok(person) if !searching && look.person(person).is_some() => {
                hits.people.insert(person);
                Open::of(&drawing, &hits, false)
            }
            _ => Open::of(&drawing, &hits, searching),
        };
        let may = |category: &Category| {
            offers(&ctx.actor, &Do::EditPerson { category: *category, becomes: *category })
        };
        let movable = Category::ALL.into_iter().filter(may).collect();
        let shapes = offers(&ctx.actor, &Do::EditDepartments);
        View { ctx, look, shown, drawing, hits, open, whole: false, movable, shapes }
    }

    /// For paper: everybody, and nothing that moves.
    pub fn printed(ctx: &'a Ctx, look: &'a Look, shown: &'a Shown) -> View<'a> {
        let (drawing, hits, open) = (look.drawing(), Hits::default(), Open::default());
        View { ctx, look, shown, drawing, hits, open, whole: true, movable: Vec::new(), shapes: false }
    }

    fn opens_below(&self, department: i64) -> bool {
        self.whole || self.open.below.contains(&department)
    }

    fn opens_members(&self, department: i64) -> bool {
        self.whole || self.open.members.contains(&department)
    }

    fn opens_outside(&self, outside: &[i64]) -> bool {
        self.whole || outside.len() <= 12 || outside.iter().any(|id| self.hits.people.contains(id))
    }

    fn moves(&self, person: &Somebody) -> bool {
        self.movable.contains(&person.category)
    }

    fn role(&self, person: &Somebody) -> String {
        let role = self.look.roles.find(person.role_id);
        role.map(|role| roles::name(&self.ctx.say, role.key.as_deref(), &role.name)).unwrap_or_default()
    }
}

/// The picture with its sizes; of a search, how much it found.
pub(super) fn all(view: &View<'_>) -> Markup {
    let say = &view.ctx.say;
    html! {
        div class="structure-tools" {
            p role="status" {
                @if !view.shown.q.trim().is_empty() { (say.n("structure-found", view.hits.count().try_into().unwrap_or(i64::MAX))) }
            }
            (sizes(view, size(view.shown)))
        }
        (picture(view))
    }
}

/// The picture alone.
pub(super) fn picture(view: &View<'_>) -> Markup {
    let (say, size, outside) = (&view.ctx.say, size(view.shown), &view.drawing.outside);
    html! {
        div class="structure-frame" tabindex="0" role="region" aria-label=(say.t("structure-title"))
            data-board=(view.shown.address(PATH, &[])) data-field="to" {
            ul class={ "structure size-" (size) } {
                @for unit in &view.drawing.tops { (branch(view, unit)) }
                @if !outside.is_empty() || !view.movable.is_empty() { (nowhere(view, outside)) }
            }
        }
    }
}

fn size(shown: &Shown) -> u32 {
    shown.zoom.parse().ok().filter(|size| SIZES.contains(size)).unwrap_or(100)
}

fn sizes(view: &View<'_>, now: u32) -> Markup {
    let say = &view.ctx.say;
    let smaller = SIZES.into_iter().rev().find(|size| *size < now);
    let larger = SIZES.into_iter().find(|size| *size > now);
    let step = |id: &str, sign: &str, label: String, size: Option<u32>| {
        let href = size.map(|size| view.shown.address(PATH, &[("zoom", &size.to_string())]));
        html! {
            @match href {
                Some(href) => { a class="button quiet square" id=(id) href=(href) data-swap title=(label) aria-label=(label) { (sign) } }
                None => { span class="button quiet square" id=(id) tabindex="-1" { (sign) } }
            }
        }
    };
    html! {
        nav class="structure-sizes" aria-label=(say.t("structure-size")) {
            (step("zoom-out", "−", say.t("structure-smaller"), smaller))
            span { (say.with("structure-percent", &[("n", i64::from(now).into())])) }
            (step("zoom-in", "+", say.t("structure-larger"), larger))
        }
    }
}

fn branch(view: &View<'_>, unit: &Unit) -> Markup {
    let id = unit.department.id;
    let departments = view.ctx.say.n("structure-departments", number(unit.count_below()));
    html! {
        li {
            (department(view, unit))
            @if !unit.below.is_empty() {
                details id={ "below-" (id) } class="below" open[view.opens_below(id)] {
                    summary { (departments) }
                    ul { @for below in &unit.below { (branch(view, below)) } }
                }
            }
        }
    }
}

fn department(view: &View<'_>, unit: &Unit) -> Markup {
    let (say, d) = (&view.ctx.say, &unit.department);
    let headless = unit.of(Post::Head).next().is_none();
    let leaders = [Post::Head, Post::Deputy].into_iter().flat_map(|post| unit.of(post));
    let members: Vec<&Seat> = unit.of(Post::Member).collect();
    let step = format!("{PATH}/departments/{}", d.id);
    html! {
        section class="unit" id={ "department-" (d.id) } aria-labelledby={ "name-" (d.id) } data-drop=(d.id)
            draggable=[view.shapes.then_some("true")] data-version=[view.shapes.then_some(d.version)]
            data-drag=[view.shapes.then(|| format!("departments/{}", d.id))] {
            header {
                h2 id={ "name-" (d.id) } dir="auto" { (found(view.hits.departments.contains(&d.id), &d.name)) }
                (count(unit.everybody.len()))
                @if view.shapes {
                    (card_move(&say.t("structure-move"), &d.name, &view.shown.address(&step, &[("version", &d.version.to_string())])))
                }
            }
            ul {
                @if headless {
                    li class="vacant" {
                        (say.t("structure-vacant"))
                        @if !view.movable.is_empty() {
                            " " a href=(view.shown.address(&format!("{step}/head"), &[])) data-dialog { (say.t("structure-appoint")) }
                        }
                    }
                }
                @for seat in leaders { (person(view, seat.person, Some(seat.post), d.id)) }
            }
            @if !members.is_empty() {
                details id={ "members-" (d.id) } open[view.opens_members(d.id)] {
                    summary { (say.n("structure-members", number(members.len()))) }
                    ul { @for seat in &members { (person(view, seat.person, None, d.id)) } }
                }
            }
        }
    }
}

/// Who is in no department; what is dropped here leaves its own.
fn nowhere(view: &View<'_>, outside: &[i64]) -> Markup {
    let say = &view.ctx.say;
    html! {
        li {
            section class="unit nowhere" aria-labelledby="name-nowhere" data-drop="" {
                header { h2 id="name-nowhere" { (say.t("structure-nowhere")) } (count(outside.len())) }
                @if outside.is_empty() {
                    p { (say.t("structure-nowhere-empty")) }
                } @else {
                    details id="members-nowhere" open[view.opens_outside(outside)] {
                        summary { (say.n("structure-members", number(outside.len()))) }
                        ul { @for id in outside { (person(view, *id, None, 0)) } }
                    }
                }
            }
        }
    }
}

fn person(view: &View<'_>, id: i64, post: Option<Post>, department: i64) -> Markup {
    let Some(somebody) = view.look.person(id) else { return html! {} };
    let (say, moves) = (&view.ctx.say, view.moves(somebody));
    let who = Who::new(id, &somebody.name)
        .standing(timeline::standing(somebody.status))
        .picture(somebody.picture.map(Picture::Small));
    let second = [
        post.map(|post| say.t(&format!("post-{}", post.code()))),
        Some(view.role(somebody)),
        (somebody.status != Status::Active).then(|| say.t(&format!("status-{}", somebody.status.code()))),
    ];
    let mut second: Vec<String> = second.into_iter().flatten().collect();
    // Who heads by post and by role is called so once.
    second.dedup();
    let (from, version) = (department.to_string(), somebody.version.to_string());
    let step = view.shown.address(&format!("{PATH}/people/{id}"), &[("from", &from), ("version", &version)]);
    html! {
        li class=[view.hits.people.contains(&id).then_some("sought")] draggable=[moves.then_some("true")]
            data-drag=[moves.then(|| format!("people/{id}"))] data-version=[moves.then_some(somebody.version)] {
            (person_line(who, &format!("/people/{id}"), &second.join(" · ")))
            @if moves { (card_move(&say.t("structure-move"), &somebody.name, &step)) }
        }
    }
}

fn found(is: bool, name: &str) -> Markup {
    html! { @if is { mark { (name) } } @else { (name) } }
}

fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
