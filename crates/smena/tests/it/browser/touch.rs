//! What a person does with a finger, and what their screen shows then.

use std::path::Path;

use serde_json::json;

use super::{Browser, squeeze, write_decoded};

impl Browser {
    pub fn is_phone(&self) -> bool {
        self.look.phone
    }

    /// Touches, or clicks on, the first element that the CSS selector finds.
    pub async fn tap(&self, css: &str) {
        let find = "return document.querySelector(arguments[0])";
        self.click_element(&format!("nothing to touch is {css}"), find, &[css]).await;
    }

    /// Scrolls until what says `text` stands below what is fixed at the top of a phone; a desk has room.
    pub async fn bring_into_sight(&self, text: &str) {
        if !self.is_phone() {
            return;
        }
        let scrolled = "arguments[0].scrollIntoView({ block: 'start' }); scrollBy(0, -96)";
        let found =
            self.eventually(&format!("nothing says «{text}»"), async || self.find(SAYS, &[text]).await).await;
        self.run(scrolled, vec![found]).await;
    }

    /// Waits until the page says `text` no more.
    pub async fn vanishes(&self, text: &str) {
        self.eventually(&format!("the page goes on saying «{text}»"), async || {
            (!squeeze(&self.text().await).contains(&squeeze(text))).then_some(())
        })
        .await;
    }

    /// What the file that a link leads to is answered with.
    pub async fn fetch(&self, css: &str) -> i64 {
        self.appears(css).await;
        let ask = "const asked = new XMLHttpRequest(); asked.open('GET', document.querySelector(arguments[0]).href, false);
            asked.send(); return asked.status";
        self.run(ask, vec![json!(css)]).await.as_i64().unwrap()
    }

    /// A small picture of what the screen shows at this moment.
    pub async fn photograph_screen(&self, path: &Path) {
        let at = self.run("return [scrollX, scrollY]", vec![]).await;
        let (width, height) = (self.look.width, self.look.height);
        let clip = json!({ "x": at[0], "y": at[1], "width": width, "height": height, "scale": 0.4 });
        let small = json!({ "format": "webp", "quality": 45, "clip": clip });
        let picture = self.cdp("Page.captureScreenshot", small).await;
        write_decoded(picture["data"].as_str().unwrap_or_default(), path);
    }
}

/// Finds the innermost thing to be seen that says something, in a dialog that is open or on the page.
const SAYS: &str = r#"
const [text] = arguments;
const squeeze = said => (said || '').replace(/\s+/g, ' ').trim();
const place = document.querySelector('dialog:modal') || document.querySelector('main') || document.body;
const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  if (squeeze(walker.currentNode.data) === text && element.checkVisibility()) return element;
}
return null;
"#;
