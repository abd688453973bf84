//! Comments on a record's card: the box to write one, and how each is shown.

use base::Ctx;
use base::Kind;
use base::authz::{Do, offers};
use base::web::components::{self as parts, *};
use base::web::once;
use linkify::{LinkFinder, LinkKind};
use maud::{Markup, html};

use super::Comment;
use crate::records::card::May;
use crate::records::shown;

/// Where comments on the record are sent.
pub fn address(kind: Kind, id: i64) -> String {
    format!("/comments/{}/{id}", kind.code())
}

/// The box above the timeline; `show` is the part of it that the reader looks at.
pub fn write_box(ctx: &Ctx, (kind, id): (Kind, i64), show: &str) -> Markup {
    let say = &ctx.say;
    if ctx.actor.rests {
        return html! {};
    }
    edit_form(
        address(kind, id),
        html! {
            (once::field(ctx))
            @if !show.is_empty() { (hidden("show", show)) }
            (TextArea::new("comment", say.t("comments-write")).hint(say.t("comments-hint")).required())
            (buttons(button(Press::Plain, say.t("comments-send"))))
        },
    )
}

/// What was said, with what the reader may do about it.
pub fn said(ctx: &Ctx, (kind, id): (Kind, i64), comment: &Comment, may: May) -> Markup {
    let say = &ctx.say;
    let own = comment.is_of(ctx.person_id());
    let at = format!("{}/{}", address(kind, id), comment.id);
    let text = words(&comment.text);
    let text = match own && !ctx.actor.rests {
        true => {
            let label = say.t("comments-edit");
            editable(text, &Change { form: &format!("{at}/edit"), fields: "comment", label: &label })
        }
        false => text,
    };
    let note = html! {
        @if let Some(changed) = comment.changed_at { (say.t("comments-changed")) " " (shown::moment(ctx, changed)) }
    };
    let removes = (own || may.delete) && offers(&ctx.actor, &Do::Remove);
    let acts = html! {
        @if removes { (dialog_link(Press::Quiet, say.t("comments-remove"), &format!("{at}/remove"))) }
    };
    parts::said(text, note, acts)
}

/// The words line by line, as they were typed; addresses on the web can be followed.
pub fn words(text: &str) -> Markup {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    html! {
        @for (n, line) in text.lines().enumerate() {
            @if n > 0 { br; }
            @for span in finder.spans(line) {
                @if span.kind().is_some() && is_web(span.as_str()) {
                    a href=(span.as_str()) target="_blank" rel="noopener noreferrer nofollow" { (span.as_str()) }
                } @else { (span.as_str()) }
            }
        }
    }
}

fn is_web(address: &str) -> bool {
    let scheme = address.split(':').next().unwrap_or_default();
    scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn lines_stay_and_only_addresses_on_the_web_can_be_followed() {
        let link = |address: &str| {
            format!(
                "<a href=\"{address}\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">{address}</a>"
            )
        };
        let shown =
            words("See https://example.com/a?b=1 (or HTTP://example.org/c).\nNot <b>javascript:alert(1)</b>")
                .0;
        assert_eq!(
            shown.replace("&amp;", "&"),
            format!(
                "See {} (or {}).<br>Not &lt;b&gt;javascript:alert(1)&lt;/b&gt;",
                link("https://example.com/a?b=1"),
                link("HTTP://example.org/c")
            )
        );
        assert_eq!(words("ftp://example.com file:///etc/passwd").0, "ftp://example.com file:///etc/passwd");
        let quoted = words("https://example.com/\"onclick=\"x").0;
        assert!(!quoted.contains("\" onclick") && !quoted.contains("\"onclick"), "{quoted}");
    }
}
