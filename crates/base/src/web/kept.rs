//! The address of a list in parts: what its links carry along, and what they change.

use super::faults::form_encoded;

/// What links of a list page carry along: search, filters and order.
#[derive(Clone, Debug, Default)]
pub struct Kept(Vec<(&'static str, String)>);

impl Kept {
    /// With this part, too, unless it is empty.
    pub fn and(mut self, name: &'static str, value: Option<&str>) -> Kept {
        if let Some(value) = value.map(str::trim).filter(|value| !value.is_empty()) {
            self.0.push((name, value.to_owned()));
        }
        self
    }

    /// The address with some of it changed; an empty value takes the name away.
    pub fn href(&self, path: &str, changed: &[(&str, &str)]) -> String {
        let kept = self.0.iter().map(|(name, value)| (*name, value.as_str()));
        let kept = kept.filter(|(name, _)| changed.iter().all(|(other, _)| other != name));
        with_query(path, kept.chain(changed.iter().copied()).filter(|(_, value)| !value.is_empty()))
    }

    /// All but these names, for a form that sends those itself.
    pub fn without(&self, names: &[&str]) -> Vec<(&str, &str)> {
        self.0
            .iter()
            .filter(|(name, _)| !names.contains(name))
            .map(|(name, value)| (*name, value.as_str()))
            .collect()
    }

    /// Whether anything narrows the list.
    pub fn narrows(&self) -> bool {
        self.0.iter().any(|(name, _)| *name != "sort")
    }
}

/// An address with these parts.
pub fn with_query<'a>(path: &str, parts: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let query: Vec<String> = parts.map(|(name, value)| format!("{name}={}", form_encoded(value))).collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_keep_what_they_do_not_change() {
        let kept = Kept::default().and("q", Some("ёж & co")).and("sort", Some("title"));
        let kept = kept.and("open", Some("true")).and("stage_id", Some(" "));
        assert_eq!(
            kept.href("/deals", &[("sort", "-title"), ("open", "")]),
            "/deals?q=%D1%91%D0%B6%20%26%20co&sort=-title"
        );
        assert_eq!(kept.without(&["q", "sort"]), [("open", "true")]);
        assert!(kept.narrows());
        assert_eq!(Kept::default().href("/deals", &[("q", "")]), "/deals");
    }
}
