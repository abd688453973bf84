//! What the form of a person sends, and what it means.

use base::Error;
use base::Result;
use base::kind::Category;
use base::org::{Post, tongue};

use crate::people::draft::Place;
use crate::people::{Joins, Row, Wanted, Wish};
use crate::pictures;
use crate::roles::{Draft, matrix};
use crate::takeovers;

/// The form as it came. Departments and posts come in pairs, the main department first; the fields of a role that is
/// made in place begin with `role.`, those of the person's own rights with `own.`.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    pub name: String,
    pub email: String,
    pub login: String,
    pub phone: String,
    pub lang: String,
    pub zone: String,
    /// `password` or `link`.
    pub entry: String,
    pub password: String,
    /// Whether an invitation goes by e-mail.
    pub invites: bool,
    /// The e-mail of the human who is to be added as they are; only while it is the one typed.
    pub attach: String,
    pub role_id: String,
    pub category: String,
    pub department: Vec<String>,
    pub post: Vec<String>,
    pub department_new: String,
    /// A portfolio whose work a new person takes over.
    pub takes_over: String,
    /// The name of a role that is made in place; empty: none.
    pub role_new: String,
    /// The picture that the form has kept; empty: none.
    pub picture: String,
    pub version: String,
    pub once: String,
    /// Everything that came, for the matrix.
    pub pairs: Vec<(String, String)>,
}

impl Typed {
    pub fn of(pairs: Vec<(String, String)>) -> Typed {
        let one = |name: &str| matrix::value(&pairs, name).to_owned();
        let all = |name: &str| -> Vec<String> {
            pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect()
        };
        Typed {
            name: one("name"),
            email: one("email"),
            login: one("login"),
            phone: one("phone"),
            lang: one("lang"),
            zone: one("zone"),
            entry: one("entry"),
            password: one("password"),
            invites: one("invites") == "1",
            attach: one("attach"),
            role_id: one("role_id"),
            category: one("category"),
            department: all("department"),
            post: all("post"),
            department_new: one("department_new"),
            takes_over: one("takes_over"),
            role_new: one("role_new"),
            picture: one(pictures::KEPT),
            version: one("version"),
            once: one("once"),
            pairs,
        }
    }
}

/// What the fields of a new person's own rights begin with.
pub(super) const OWN: &str = "own.";

/// The role to be made in place, if its name was given.
pub(super) fn new_role(typed: &Typed) -> Result<Option<Draft>> {
    if typed.role_new.trim().is_empty() {
        return Ok(None);
    }
    let rights = matrix::rights(&typed.pairs, "role.")?;
    Ok(Some(Draft { name: typed.role_new.clone(), rights }))
}

pub(super) fn wanted(typed: &Typed) -> Result<Wanted> {
    let technical = typed.category == Category::Technical.code();
    let known = typed.department.iter().find(|id| !id.is_empty());
    let department = match (typed.department_new.trim(), known) {
        ("", None) => None,
        ("", Some(id)) => Some(Joins::Known(id_of("department", "error-no-such-department", id)?)),
        (name, _) => Some(Joins::New(name.to_owned())),
    };
    let attach = !typed.attach.is_empty() && typed.attach == typed.email.trim();
    Ok(Wanted {
        home: None,
        terms: None,
        name: typed.name.clone(),
        email: typed.email.clone(),
        login: typed.login.clone(),
        phone: typed.phone.clone(),
        tongue: tongue::Typed { lang: typed.lang.clone(), zone: typed.zone.clone() },
        password: (typed.entry == "password" && !technical && !attach).then(|| typed.password.clone()),
        attach,
        role_id: role_of(typed)?,
        new_role: new_role(typed)?,
        own: matrix::own(&typed.pairs, OWN)?,
        category: technical.then_some(Category::Technical),
        department,
        invites: typed.invites && !technical,
        takes_over: takes_over(typed)?,
        picture: None,
    })
}

fn takes_over(typed: &Typed) -> Result<Vec<takeovers::Wish>> {
    match typed.takes_over.as_str() {
        "" => Ok(Vec::new()),
        id => Ok(vec![takeovers::Wish {
            portfolio: id_of("portfolios", "error-no-such-portfolio", id)?,
            kinds: None,
        }]),
    }
}

pub(super) fn wish(typed: &Typed) -> Result<Wish> {
    let mut places = Vec::new();
    for (id, post) in typed.department.iter().zip(&typed.post).filter(|(id, _)| !id.is_empty()) {
        let post = Post::parse(post).ok_or(Error::field("departments", "error-no-such-post"))?;
        let department = id_of("departments", "error-no-such-department", id)?;
        places.push(Place { department, post, main: false });
    }
    Ok(Wish {
        heads: None,
        version: Some(typed.version.parse().map_err(|_| Error::conflict("error-stale"))?),
        name: Some(typed.name.clone()),
        email: Some(typed.email.clone()),
        login: Some(typed.login.clone()),
        phone: Some(typed.phone.clone()),
        lang: said(typed, "lang"),
        zone: said(typed, "zone"),
        role_id: role_of(typed)?,
        category: None,
        places: Some(places),
        step: None,
        own: None,
        new_role: new_role(typed)?,
    })
}

/// A field that may be absent: it stays as it is then.
fn said(typed: &Typed, name: &str) -> Option<String> {
    typed.pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
}

fn role_of(typed: &Typed) -> Result<Option<i64>> {
    match typed.role_id.as_str() {
        "" => Ok(None),
        id => id_of("role_id", "error-no-such-role", id).map(Some),
    }
}

fn id_of(field: &'static str, key: &'static str, text: &str) -> Result<i64> {
    text.parse().map_err(|_| Error::field(field, key))
}

pub(super) fn typed_of(row: &Row) -> Typed {
    let person = &row.person;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    Typed {
        name: person.name.clone(),
        email: text(&person.email),
        login: text(&person.login),
        phone: text(&person.phone),
        lang: text(&person.lang),
        zone: text(&person.zone),
        role_id: person.role_id.to_string(),
        department: row.belongs.iter().map(|belongs| belongs.id.to_string()).collect(),
        post: row.belongs.iter().map(|belongs| belongs.post.code().to_owned()).collect(),
        version: person.version.to_string(),
        ..Typed::default()
    }
}
