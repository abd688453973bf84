//! What can be asked for when a person is added or changed, from text to types. No SQL, no HTTP.

use std::collections::HashMap;

use base::error::Fields;
use base::kind::Category;
use base::org::{Post, tongue};
use kit::phone::Country;

use super::wanted::Wanted;
use crate::signin::names::Names;

const LONGEST_NAME: usize = 200;
const LONGEST_PHONE: usize = 40;

/// A person whose fields are each in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub name: String,
    pub names: Names,
    pub phone: Option<String>,
    pub lang: Option<String>,
    pub zone: Option<String>,
}

/// Reads name, names to sign in with, phone, language and zone; all that is wrong goes into `fields`.
pub fn read(wanted: &Wanted, fields: &mut Fields) -> Draft {
    let name = read_name(&wanted.name, fields);
    let names = Names::read(&wanted.email, &wanted.login, fields);
    Draft { name, ..read_beside(wanted, names, fields) }
}

/// As `read`, for a human whose name, sign-in and password are there already: only the e-mail that finds them counts.
pub fn read_attached(wanted: &Wanted, fields: &mut Fields) -> Draft {
    let names = Names::read(&wanted.email, "", fields);
    if names.email.is_none() && fields.is_empty() {
        fields.add("email", "error-required");
    }
    let given = [("login", !wanted.login.trim().is_empty()), ("password", wanted.password.is_some())];
    for (field, _) in given.into_iter().filter(|(_, given)| *given) {
        fields.add(field, "error-attached-sign-in");
    }
    read_beside(wanted, names, fields)
}

/// What stands beside the names.
fn read_beside(wanted: &Wanted, names: Names, fields: &mut Fields) -> Draft {
    Draft {
        name: String::new(),
        names,
        phone: read_phone(&wanted.phone, wanted.home, fields),
        lang: tongue::read_lang(&wanted.tongue.lang, fields),
        zone: tongue::read_zone(&wanted.tongue.zone, fields),
    }
}

/// A name: required, trimmed, any alphabet.
pub fn read_name(text: &str, fields: &mut Fields) -> String {
    let visible: String = text.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect();
    let name = visible.split_whitespace().collect::<Vec<&str>>().join(" ");
    match name.chars().count() {
        0 => fields.add("name", "error-required"),
        1..=LONGEST_NAME => {}
        _ => fields.add("name", "error-too-long"),
    }
    name
}

/// A phone in the one way of writing it, as far as it can be dialled; `home`: where numbers without a `+` are from. Nothing
/// when empty.
pub fn read_phone(text: &str, home: Option<Country>, fields: &mut Fields) -> Option<String> {
    let phone = text.trim();
    let fits =
        |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-()./,;:#".contains(c) || c.is_alphabetic();
    if phone.chars().count() > LONGEST_PHONE {
        fields.add("phone", "error-too-long");
    } else if !phone.is_empty() && (kit::text::digits(phone).len() < 3 || !phone.chars().all(fits)) {
        fields.add("phone", "error-phone");
    }
    (!phone.is_empty()).then(|| kit::phone::tidy(phone, home))
}

/// Somebody who signs in needs a name to sign in with.
pub fn need_names(names: &Names, fields: &mut Fields) {
    if names.is_empty() && fields.is_empty() {
        fields.add("email", "error-email-or-login");
    }
}

/// A technical user gets in by API tokens only.
pub fn refuse_sign_in(names: &Names, password: Option<&str>, fields: &mut Fields) {
    let given = [
        ("email", names.email.is_some()),
        ("login", names.login.is_some()),
        ("password", password.is_some()),
    ];
    for (field, _) in given.into_iter().filter(|(_, given)| *given) {
        fields.add(field, "error-technical-sign-in");
    }
}

/// The role as far as the rules care: its id, and whether it is the ready role `administrator`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleFacts {
    pub id: i64,
    pub administrator: bool,
}

/// Role and category together: the role `administrator` and the category administrator are one thing. `chosen` is the
/// role asked for, `fallback` the one without a choice, `administrator` the ready role.
///
/// # Errors
/// The field and the key of what doesn't go together.
pub fn settle(
    chosen: Option<RoleFacts>,
    category: Option<Category>,
    fallback: RoleFacts,
    administrator: RoleFacts,
) -> Result<(i64, Category), (&'static str, &'static str)> {
    match (chosen, category) {
        (None, None) => Ok(natural(fallback, Category::Member)),
        (None, Some(Category::Administrator)) => Ok((administrator.id, Category::Administrator)),
        (None, Some(_)) if fallback.administrator => Err(("category", "error-role-category")),
        (None, Some(category)) => Ok((fallback.id, category)),
        (Some(role), None) => Ok(natural(role, Category::Member)),
        (Some(role), Some(category)) if role.administrator == (category == Category::Administrator) => {
            Ok((role.id, category))
        }
        (Some(_), Some(_)) => Err(("category", "error-role-category")),
    }
}

/// As `settle`, for somebody who has a role already; both are `None` when nothing is asked for. Who stops being an
/// administrator without another role gets `fallback`; technical users and integrators stay what they are, and nobody
/// becomes one.
///
/// # Errors
/// The field and the key of what doesn't go together.
pub fn resettle(
    now: (RoleFacts, Category),
    chosen: Option<RoleFacts>,
    category: Option<Category>,
    fallback: RoleFacts,
    administrator: RoleFacts,
) -> Result<(i64, Category), (&'static str, &'static str)> {
    let (role, is) = now;
    if category.is_some_and(|wanted| wanted != is && (wanted.is_fixed() || is.is_fixed())) {
        return Err(("category", "error-category-fixed"));
    }
    match (chosen, category) {
        (None, None) => Ok((role.id, is)),
        (None, Some(wanted)) if wanted == is => Ok((role.id, is)),
        (Some(chosen), None) if is.is_fixed() => settle(Some(chosen), Some(is), fallback, administrator),
        (chosen, category) => settle(chosen, category, fallback, administrator),
    }
}

fn natural(role: RoleFacts, otherwise: Category) -> (i64, Category) {
    (role.id, if role.administrator { Category::Administrator } else { otherwise })
}

/// A place in a department; the first of a person's places is the main one unless another says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub department: i64,
    pub post: Post,
    pub main: bool,
}

/// One step of a person in the structure: out of a department, into another, with a post there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// `None`: into one more department.
    pub from: Option<i64>,
    /// `None`: only out.
    pub to: Option<i64>,
    /// `None`: the post they have there, otherwise member.
    pub post: Option<Post>,
}

/// Where the person belongs after the step; nothing when they are not where it begins.
pub fn after(places: &[Place], step: Step) -> Option<Vec<Place>> {
    let was = match step.from {
        None => None,
        Some(from) => Some(*places.iter().find(|place| place.department == from)?),
    };
    let known = step.to.and_then(|to| places.iter().find(|place| place.department == to));
    let main = was.is_some_and(|was| was.main) || known.is_some_and(|known| known.main);
    let new = step.to.map(|department| Place {
        department,
        post: step.post.or(known.map(|known| known.post)).unwrap_or(Post::Member),
        main,
    });
    let touched = [step.from, step.to];
    let others = places.iter().filter(|place| !touched.contains(&Some(place.department)));
    Some(others.copied().chain(new).collect())
}

/// Each department once, exactly one main when there is any.
pub fn settle_places(places: &[Place], fields: &mut Fields) -> Vec<Place> {
    let mut settled: Vec<Place> = Vec::new();
    for place in places {
        if settled.iter().any(|known| known.department == place.department) {
            fields.add("departments", "error-department-twice");
            return settled;
        }
        settled.push(*place);
    }
    let main = settled.iter().position(|place| place.main).unwrap_or(0);
    for (at, place) in settled.iter_mut().enumerate() {
        place.main = at == main;
    }
    settled
}

/// The places as the journal keeps them, the main one first: `Sales [head]; Support`.
pub fn say_places(places: &[Place], names: &HashMap<i64, String>) -> String {
    let mut sorted: Vec<&Place> = places.iter().collect();
    sorted.sort_by_key(|place| (!place.main, place.department));
    let said = sorted.into_iter().map(|place| {
        let name = names.get(&place.department).map(String::as_str).unwrap_or_default();
        match place.post {
            Post::Member => name.to_owned(),
            post => format!("{name} [{}]", post.code()),
        }
    });
    said.collect::<Vec<String>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Error;

    const SELLER: RoleFacts = RoleFacts { id: 1, administrator: false };
    const HEAD: RoleFacts = RoleFacts { id: 2, administrator: false };
    const ADMIN: RoleFacts = RoleFacts { id: 3, administrator: true };

    fn wrong(wanted: Wanted) -> Vec<(&'static str, &'static str)> {
        let mut fields = Fields::default();
        let draft = read(&wanted, &mut fields);
        need_names(&draft.names, &mut fields);
        let Error::Invalid(problem) = fields.into_error() else { panic!("not a refusal") };
        problem.fields.iter().map(|f| (f.field, f.key)).collect()
    }

    fn anna() -> Wanted {
        Wanted { name: "Anna Melnyk".into(), email: "anna@x.ua".into(), ..Wanted::default() }
    }

    // A15
    #[test]
    fn a_name_is_required_trimmed_and_of_any_alphabet() {
        assert_eq!(wrong(Wanted { name: " \u{a0}\t".into(), ..anna() }), [("name", "error-required")]);
        assert_eq!(wrong(Wanted { name: "я".repeat(201), ..anna() }), [("name", "error-too-long")]);
        for (typed, kept) in
            [("  Олена \n Бондар ", "Олена Бондар"), ("李 小龍", "李 小龍"), ("Иван", "Иван")]
        {
            let mut fields = Fields::default();
            assert_eq!(read_name(typed, &mut fields), kept);
            assert!(fields.is_empty());
        }
    }

    // A16, K03
    #[test]
    fn an_email_or_a_login_is_needed() {
        assert_eq!(wrong(anna()), []);
        assert_eq!(wrong(Wanted { email: String::new(), login: "anna".into(), ..anna() }), []);
        assert_eq!(wrong(Wanted { email: String::new(), ..anna() }), [("email", "error-email-or-login")]);
        assert_eq!(wrong(Wanted { email: "anna".into(), ..anna() }), [("email", "error-email")]);
    }

    // K03
    #[test]
    fn a_phone_may_be_left_out_and_has_digits() {
        for phone in ["", "+38 (044) 123-45-67", "044 1234567 доб. 5", "044 1234567; Анна: 068 1112233"]
        {
            assert_eq!(wrong(Wanted { phone: phone.into(), ..anna() }), [], "{phone}");
        }
        for phone in ["call me", "12", "<b>123</b>"] {
            assert_eq!(
                wrong(Wanted { phone: phone.into(), ..anna() }),
                [("phone", "error-phone")],
                "{phone}"
            );
        }
    }

    #[test]
    fn the_administrators_role_and_category_are_one_thing() {
        let settle = |role, category| settle(role, category, SELLER, ADMIN);
        assert_eq!(settle(None, None), Ok((1, Category::Member)));
        assert_eq!(settle(Some(HEAD), None), Ok((2, Category::Member)));
        assert_eq!(settle(Some(ADMIN), None), Ok((3, Category::Administrator)));
        assert_eq!(settle(None, Some(Category::Administrator)), Ok((3, Category::Administrator)));
        assert_eq!(settle(None, Some(Category::Technical)), Ok((1, Category::Technical)));
        assert_eq!(settle(Some(HEAD), Some(Category::Technical)), Ok((2, Category::Technical)));
        for (role, category) in
            [(HEAD, Category::Administrator), (ADMIN, Category::Member), (ADMIN, Category::Technical)]
        {
            assert_eq!(settle(Some(role), Some(category)), Err(("category", "error-role-category")));
        }
    }

    #[test]
    fn a_new_role_brings_its_category_and_the_other_way_round() {
        let seller = (SELLER, Category::Member);
        let admin = (ADMIN, Category::Administrator);
        let robot = (SELLER, Category::Technical);
        let again = |now, role, category| resettle(now, role, category, SELLER, ADMIN);
        assert_eq!(again(seller, None, None), Ok((1, Category::Member)));
        assert_eq!(again(seller, Some(ADMIN), None), Ok((3, Category::Administrator)));
        assert_eq!(again(seller, None, Some(Category::Administrator)), Ok((3, Category::Administrator)));
        assert_eq!(again(admin, Some(HEAD), None), Ok((2, Category::Member)));
        assert_eq!(again(admin, None, Some(Category::Member)), Ok((1, Category::Member)));
        assert_eq!(again(admin, None, Some(Category::Administrator)), Ok((3, Category::Administrator)));
        assert_eq!(again(robot, Some(HEAD), None), Ok((2, Category::Technical)));
        assert_eq!(again(robot, Some(ADMIN), None), Err(("category", "error-role-category")));
        assert_eq!(again(robot, None, Some(Category::Member)), Err(("category", "error-category-fixed")));
        assert_eq!(again(seller, None, Some(Category::Technical)), Err(("category", "error-category-fixed")));
    }

    #[test]
    fn a_person_has_one_main_department() {
        let place = |department, main| Place { department, post: Post::Member, main };
        let mains = |places: &[Place]| -> Vec<bool> {
            settle_places(places, &mut Fields::default()).iter().map(|p| p.main).collect()
        };
        assert_eq!(mains(&[place(1, false), place(2, false)]), [true, false]);
        assert_eq!(mains(&[place(1, false), place(2, true), place(3, true)]), [false, true, false]);
        let mut fields = Fields::default();
        settle_places(&[place(1, true), place(1, false)], &mut fields);
        assert!(!fields.is_empty());
    }

    #[test]
    fn a_step_leaves_one_department_and_enters_another() {
        let place = |department, post, main| Place { department, post, main };
        let (here, also) = (place(1, Post::Head, true), place(2, Post::Deputy, false));
        let step = |from, to, post| after(&[here, also], Step { from, to, post });
        assert_eq!(step(Some(1), Some(3), None), Some(vec![also, place(3, Post::Member, true)]));
        assert_eq!(step(Some(1), Some(2), None), Some(vec![place(2, Post::Deputy, true)]));
        assert_eq!(step(Some(2), Some(2), Some(Post::Head)), Some(vec![here, place(2, Post::Head, false)]));
        assert_eq!(
            step(None, Some(3), Some(Post::Head)),
            Some(vec![here, also, place(3, Post::Head, false)])
        );
        assert_eq!(step(Some(1), None, None), Some(vec![also]));
        assert_eq!(step(Some(9), Some(1), None), None);
    }
}
