//! What a browser can tell about a page beyond what is on it: what axe-core finds, whether it jumped while it came,
//! how it looks on paper, and what is left of it without scripts.

use std::path::PathBuf;

use serde_json::{Value as Json, json};

use super::{Browser, keys, squeeze, write_decoded};

/// As scripts/needs/axe.sh lays it down.
const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/needs/axe.min.js");

impl Browser {
    /// From now on every page has axe-core with it, which the page's own policy would not let in.
    pub async fn bring_axe(&self) {
        let source =
            std::fs::read_to_string(AXE).unwrap_or_else(|why| panic!("{AXE}: {why}; run `make needs`"));
        self.cdp("Page.enable", json!({})).await;
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await;
    }

    /// What axe-core finds on the page at WCAG 2.2 AA: rule, place and reason.
    pub async fn findings(&self) -> Vec<String> {
        let tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
        self.axe(json!({ "type": "tag", "values": tags })).await
    }

    /// The same, of colours alone.
    pub async fn faint(&self) -> Vec<String> {
        self.axe(json!({ "type": "rule", "values": ["color-contrast", "link-in-text-block"] })).await
    }

    async fn axe(&self, only: Json) -> Vec<String> {
        let said = self.wait_for(AXE_RUN, vec![only]).await;
        let said = said.as_array().unwrap_or_else(|| panic!("axe-core says nothing: {said}"));
        said.iter().map(|finding| finding.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// What has jumped on the page, and how much of the screen that was: nothing under 0.01 altogether.
    pub async fn jumps(&self) -> Vec<String> {
        let told = self.wait_for(JUMPS, vec![]).await;
        let told = told.as_array().unwrap_or_else(|| panic!("nobody says what jumped: {told}"));
        told.iter().map(|jump| jump.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// From now on the page notes how long it is busy at one go; `busiest` tells.
    pub async fn notes_how_busy_it_is(&self) {
        self.run(BUSY, vec![]).await;
    }

    /// How many milliseconds the page was busy at most at one go; -1 where it is another page by now.
    pub async fn busiest(&self) -> i64 {
        self.run("return window.busiest ? Math.round(window.busiest()) : -1", vec![])
            .await
            .as_i64()
            .unwrap_or(-1)
    }

    /// From now on pages run no script of their own.
    pub async fn without_scripts(&self) {
        self.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    }

    /// The page as it goes to paper: in `target/screenshots/NAME.pdf`.
    pub async fn print(&self, name: &str) -> PathBuf {
        let paper = json!({ "paperWidth": 8.27, "paperHeight": 11.69, "printBackground": false, "preferCSSPageSize": true });
        let printed = self.cdp("Page.printToPDF", paper).await;
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/screenshots");
        let path = folder.join(format!("{name}.pdf"));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        write_decoded(printed["data"].as_str().unwrap_or_default(), &path);
        path
    }

    /// The page is looked at as paper until the next page or `dark`.
    pub async fn on_paper(&self) {
        self.media("print", "light").await;
    }

    /// Takes what the first CSS selector finds by the pointer, and lets it go over what the second one finds.
    pub async fn drag(&self, what: &str, onto: &str) {
        let find = "const at = document.querySelector(arguments[0]); at?.scrollIntoView({ block: 'nearest' }); return at";
        let mut ends = Vec::new();
        for css in [onto, what] {
            ends.push(
                self.eventually(&format!("no element {css}"), async || self.find(find, &[css]).await).await,
            );
        }
        let [onto, what] = &ends[..] else { unreachable!() };
        let to = |origin: &Json, x: i64| json!({ "type": "pointerMove", "duration": 50, "origin": origin, "x": x, "y": 0 });
        let (down, up) =
            (json!({ "type": "pointerDown", "button": 0 }), json!({ "type": "pointerUp", "button": 0 }));
        let acts = json!([to(what, 0), down, to(what, 9), to(onto, 0), to(onto, 3), up]);
        let pointer = json!({ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": acts });
        let done = self.ask("actions", json!({ "actions": [pointer] })).await;
        done.unwrap_or_else(|why| panic!("nothing is dragged: {why}"));
    }

    /// Goes on with the Tab key until it stands on what says `text` or is labelled so.
    pub async fn tab_to(&self, text: &str) {
        for _ in 0..120 {
            self.press(keys::TAB).await;
            let said = self.run(FOCUSED, vec![]).await;
            if said.as_array().into_iter().flatten().any(|one| squeeze(one.as_str().unwrap_or("")) == text) {
                return;
            }
        }
        panic!("the Tab key never comes to «{text}» on {}", self.path().await);
    }

    async fn wait_for(&self, script: &str, arguments: Vec<Json>) -> Json {
        let body = json!({ "script": script, "args": arguments });
        self.ask("execute/async", body).await.unwrap_or_else(|why| panic!("{script}: {why}"))
    }
}

const AXE_RUN: &str = r"
const [only, done] = arguments;
const told = ({ id, nodes }) => nodes.map((n) => `${id} at ${n.target.join(' ')}: ${n.failureSummary.replace(/\s+/g, ' ')}`);
axe.run(document, { runOnly: only, resultTypes: ['violations'], preload: false })
  .then(({ violations }) => done(violations.flatMap(told)), (why) => done([`axe-core failed: ${why}`]));
";

const JUMPS: &str = r"
const [done] = arguments;
const jumps = [];
new PerformanceObserver((list) => jumps.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
const rect = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
const from = ({ node, previousRect, currentRect }) =>
  `${(node?.outerHTML ?? String(node?.nodeValue)).slice(0, 80)} [${rect(previousRect)}] to [${rect(currentRect)}]`;
const told = () => {
  const still = jumps.reduce((all, { value }) => all + value, 0) < 0.01;
  done(still ? [] : jumps.map(({ value, sources }) => `${value}: ${(sources ?? []).map(from).join('; ')}`));
};
requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(told)));
";

const BUSY: &str = r"
const goes = [];
const observer = new PerformanceObserver((list) => goes.push(...list.getEntries()));
observer.observe({ type: 'longtask' });
window.busiest = () => {
  goes.push(...observer.takeRecords());
  return Math.max(0, ...goes.map(({ duration }) => duration));
};
";

const FOCUSED: &str = r"
const at = document.activeElement;
return [at.ariaLabel, at.innerText, ...[...(at.labels ?? [])].map((label) => label.innerText)];
";
