//! Where to go after signing in: only to a page of this product.

use base::web::faults::form_encoded;

/// The path to go to; `/` for anything that could lead elsewhere.
pub fn local(path: &str) -> String {
    let elsewhere = !path.starts_with('/') || path.starts_with("//") || path.contains('\\');
    if elsewhere || path.contains(|c: char| c.is_control()) {
        return "/".into();
    }
    path.chars()
        .map(|c| if c.is_ascii_graphic() { c.to_string() } else { form_encoded(c.encode_utf8(&mut [0; 4])) })
        .collect()
}

/// The page a form was sent from, by its `Referer`.
pub fn back(referer: &str) -> String {
    let path = referer.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]));
    local(path.unwrap_or(referer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_ours_are_followed() {
        assert_eq!(local("/deals?q=a&sort=-name"), "/deals?q=a&sort=-name");
        assert_eq!(local("/people?q=Ян"), "/people?q=%D0%AF%D0%BD");
        for elsewhere in
            ["", "//evil.example", "/\\evil.example", "https://evil.example", "javascript:x", "/a\r\nb"]
        {
            assert_eq!(local(elsewhere), "/", "{elsewhere}");
        }
    }

    #[test]
    fn the_way_back_is_the_path_of_the_page_before() {
        assert_eq!(back("https://crm.example/people?q=a"), "/people?q=a");
        assert_eq!(back("https://crm.example"), "/");
        assert_eq!(back(""), "/");
        assert_eq!(back("https://crm.example//evil.example"), "/");
    }
}
