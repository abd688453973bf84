//! The sources as the rules read them: code without its comments and texts, and the texts by themselves.

use std::path::{Path, PathBuf};

/// One file of the workspace.
pub struct Source {
    /// From the root of the workspace, with `/`.
    pub path: String,
    pub text: String,
    /// The text with comments, string literals and test modules blanked; every byte stays where it was.
    pub code: String,
    /// String literals outside comments and test modules.
    pub literals: Vec<Literal>,
}

pub struct Literal {
    /// Where its first quote is.
    pub at: usize,
    pub line: usize,
    pub text: String,
}

/// One breach of a rule: where, and what it is.
#[derive(Debug, PartialEq)]
pub struct Finding {
    pub path: String,
    pub line: usize,
    pub what: String,
}

/// Fails with every finding and what to do about it.
pub fn demand(rule: &str, todo: &str, findings: Vec<Finding>) {
    let list: String = findings.iter().map(|f| format!("\n  {}:{}: {}", f.path, f.line, f.what)).collect();
    assert!(findings.is_empty(), "\n{rule}.\n{todo}.{list}\n");
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The Rust files of the product: every crate's `src`.
pub fn product() -> Vec<Source> {
    let crates = names("crates").into_iter().flat_map(|name| files(&format!("crates/{name}/src"), &["rs"]));
    crates
        .filter(|path| !path.ends_with("/tests.rs") && !path.contains("/tests/"))
        .map(Source::open)
        .collect()
}

/// Every file below `folder` with one of the endings, sorted.
pub fn files(folder: &str, endings: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for name in names(folder) {
        let path = format!("{folder}/{name}");
        if root().join(&path).is_dir() {
            found.extend(files(&path, endings));
        } else if endings.iter().any(|ending| path.ends_with(&format!(".{ending}"))) {
            found.push(path);
        }
    }
    found
}

/// What a folder has in it, sorted; nothing when there is no such folder.
pub fn names(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(root().join(folder)).into_iter().flatten().flatten();
    let mut names: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

impl Source {
    pub fn open(path: String) -> Source {
        let text = read(&path);
        Source::new(path, text)
    }

    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Source {
        let text = text.into();
        let (mut code, mut literals) = split(&text);
        while let Some((from, to)) = test_module(&code) {
            code.replace_range(from..to, &blank(&code[from..to]));
            literals.retain(|literal| !(from..to).contains(&literal.at));
        }
        Source { path: path.into(), text, code, literals }
    }

    pub fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    pub fn finding(&self, at: usize, what: impl Into<String>) -> Finding {
        Finding { path: self.path.clone(), line: line(&self.text, at), what: what.into() }
    }

    /// Where `word` stands in the code as a word of its own.
    pub fn places<'a>(&'a self, word: &'a str) -> impl Iterator<Item = usize> + 'a {
        let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let (first, last) = (part(word.chars().next()), part(word.chars().last()));
        self.code.match_indices(word).map(|(at, _)| at).filter(move |at| {
            let before = self.code[..*at].chars().next_back();
            let after = self.code[at + word.len()..].chars().next();
            !(first && part(before) || last && part(after))
        })
    }
}

pub fn line(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Spaces for everything but the ends of lines.
fn blank(text: &str) -> String {
    text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect()
}

/// Splits Rust into code (comments and literals blanked) and string literals.
fn split(text: &str) -> (String, Vec<Literal>) {
    let (mut code, mut literals) = (String::with_capacity(text.len()), Vec::new());
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if let Some((open, close)) = string(rest, code.chars().next_back()) {
            let end = open + close(&rest[open..]);
            let content = &rest[open..end];
            literals.push(Literal {
                at,
                line: line(text, at),
                text: unescape(content, rest.starts_with('"')),
            });
            (end + rest[end..].find(|c| c != '"' && c != '#').unwrap_or(rest.len() - end)).min(end + open)
        } else if let Some(length) = character(rest) {
            length
        } else {
            let length = rest.chars().next().map_or(1, char::len_utf8);
            code.push_str(&rest[..length]);
            at += length;
            continue;
        };
        code.push_str(&blank(&rest[..taken]));
        at += taken;
    }
    (code, literals)
}

fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// A string literal at the beginning of `rest`: where its content begins, and how to find the content's end.
type End = Box<dyn Fn(&str) -> usize>;
fn string(rest: &str, before: Option<char>) -> Option<(usize, End)> {
    if rest.starts_with('"') {
        return Some((1, Box::new(closing_quote)));
    }
    let raw = rest.strip_prefix("br").or(rest.strip_prefix('r'))?;
    let hashes = raw.len() - raw.trim_start_matches('#').len();
    let is_name = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    if is_name || !raw[hashes..].starts_with('"') {
        return None;
    }
    let close = format!("\"{}", "#".repeat(hashes));
    let open = rest.len() - raw.len() + hashes + 1;
    Some((open, Box::new(move |content: &str| content.find(&close).unwrap_or(content.len()))))
}

fn closing_quote(content: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in content.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at,
            _ => {}
        }
    }
    content.len()
}

/// The length of a character literal at the beginning; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    if inside.starts_with('\\') {
        return inside[2..].find('\'').map(|at| at + 4);
    }
    let length = inside.chars().next()?.len_utf8();
    inside[length..].starts_with('\'').then_some(length + 2)
}

/// A literal as the compiler reads it, as far as the rules care: lines that `\` continues become one.
fn unescape(content: &str, escapes: bool) -> String {
    if !escapes {
        return content.to_owned();
    }
    let mut lines = content.split("\\\n");
    let first = lines.next().unwrap_or_default().to_owned();
    lines.fold(first, |text, line| text + line.trim_start()).replace("\\n", "\n").replace("\\\"", "\"")
}

/// Where the next `#[cfg(test)] mod … { … }` begins and ends.
fn test_module(code: &str) -> Option<(usize, usize)> {
    let from = code.find("#[cfg(test)]")?;
    let after = &code[from..];
    let (brace, semicolon) = (after.find('{'), after.find(';').unwrap_or(after.len()));
    let Some(open) = brace.filter(|brace| *brace < semicolon) else {
        return Some((from, from + (semicolon + 1).min(after.len())));
    };
    let mut depth = 0;
    for (at, byte) in after.bytes().enumerate().skip(open) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return Some((from, from + at + 1)),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    Some((from, code.len()))
}

#[test]
fn code_is_told_from_comments_and_texts() {
    let text = concat!(
        "fn a<'a>(x: &'a str) { let c = '\"'; b(\"one // \\\"two\\\"\"); } // \"three\"\n",
        "/* \"four\" /* nested */ */ let s = r#\"five \"six\" \"#; let t = \"se\\\n    ven\";\n",
        "#[cfg(test)]\nmod tests { fn x() { \"eight\"; } }\nfn end() {}\n",
    );
    let source = Source::new("a.rs", text);
    let said: Vec<_> = source.literals.iter().map(|literal| (literal.line, literal.text.as_str())).collect();
    assert_eq!(said, [(1, "one // \"two\""), (2, "five \"six\" "), (2, "seven")]);
    assert_eq!(source.code.len(), text.len());
    assert!(
        source.code.contains("fn end()")
            && !source.code.contains("mod tests")
            && source.code.contains("&'a str")
    );
}
