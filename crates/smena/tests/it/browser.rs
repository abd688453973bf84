//! A real browser that does what a person does: reads, clicks on what is written, fills in labelled fields.
//!
//! One driver serves the whole test program; every session is a browser of its own with an empty profile.
//! Methods wait (up to ten seconds) for what they look for, so no test sleeps; what never comes fails the test
//! with what the page says and a picture in `target/screenshots`.

mod audit;
mod touch;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value as Json, json};

use crate::watched::{self, Watched};

/// What the person's screen is like and which language they prefer.
#[derive(Clone, Copy)]
pub struct Look {
    pub width: u32,
    pub height: u32,
    pub phone: bool,
    pub dark: bool,
    pub lang: &'static str,
}

impl Look {
    pub fn desktop(lang: &'static str) -> Look {
        Look { width: 1440, height: 900, phone: false, dark: false, lang }
    }

    /// 360 pixels wide, held upright, by touch.
    pub fn phone(lang: &'static str) -> Look {
        Look { width: 360, height: 740, phone: true, dark: false, lang }
    }

    pub fn dark(self) -> Look {
        Look { dark: true, ..self }
    }
}

/// Keys that have no letter, for `press`.
pub mod keys {
    pub const TAB: &str = "\u{e004}";
    pub const ENTER: &str = "\u{e007}";
    pub const ESCAPE: &str = "\u{e00c}";
    pub const DOWN: &str = "\u{e015}";
    pub const HOME: &str = "\u{e011}";
    pub const END: &str = "\u{e010}";
    /// Held until the end of what is typed together with it.
    pub const CONTROL: &str = "\u{e009}";
}

/// One open browser; closed with this. It speaks the few calls of the WebDriver protocol that it needs.
pub struct Browser {
    client: reqwest::Client,
    session: String,
    profile: PathBuf,
    base: String,
    look: Look,
}

impl Browser {
    /// Opens a browser for the site at `base` (`http://127.0.0.1:PORT`).
    pub async fn open(base: &str, look: Look) -> Browser {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let driver = driver();
        let profile = driver.dir.join(NEXT.fetch_add(1, Ordering::Relaxed).to_string());
        let wanted = json!({ "goog:chromeOptions": options(&profile, look), "goog:loggingPrefs": { "browser": "ALL" } });
        let client = reqwest::Client::new();
        let body = json!({ "capabilities": { "alwaysMatch": wanted } });
        let begun = post(&client, &format!("{}/session", driver.url), &body).await;
        let begun = begun.unwrap_or_else(|why| panic!("no browser session: {why}"));
        let session = begun["sessionId"].as_str().unwrap_or_default().to_owned();
        let browser = Browser { client, session, profile, base: base.trim_end_matches('/').to_owned(), look };
        browser.resize(look.width, look.height).await;
        browser.dark(look.dark).await;
        browser
    }

    /// Opens a page of the site.
    pub async fn visit(&self, path: &str) {
        let url = format!("{}{path}", self.base);
        self.ask("url", json!({ "url": url })).await.unwrap_or_else(|why| panic!("{url}: {why}"));
    }

    /// Path and query of the page that is open.
    pub async fn path(&self) -> String {
        let path = self.run("return location.pathname + location.search", Vec::new()).await;
        path.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the page that is open has this path and query.
    pub async fn arrives(&self, path: &str) {
        self.eventually(&format!("never arrives at {path}"), async || {
            (self.path().await == path).then_some(())
        })
        .await;
    }

    /// Clicks on the link, button or label that says `text`.
    pub async fn click(&self, text: &str) {
        self.click_element(&format!("nothing to click says «{text}»"), CLICKABLE, &[text, ""]).await;
    }

    /// As `click`, in the row, item, card, field set or section that says `around`.
    pub async fn click_in(&self, around: &str, text: &str) {
        self.click_element(&format!("nothing near «{around}» says «{text}»"), CLICKABLE, &[text, around])
            .await;
    }

    /// Puts `value` into the field labelled `label`; a list chooses the option that says it.
    pub async fn fill(&self, label: &str, value: &str) {
        self.eventually(&format!("no field «{label}» that takes «{value}»"), async || {
            let field = self.find(FIELD, &[label]).await?;
            match self.run(SET, vec![field.clone(), json!(value)]).await.as_str()? {
                "type" => {
                    self.ask_element(&field, "clear", json!({})).await.ok()?;
                    self.ask_element(&field, "value", json!({ "text": value })).await.ok()?;
                }
                "file" => drop(self.ask_element(&field, "value", json!({ "text": value })).await.ok()?),
                _ => {}
            }
            Some(())
        })
        .await;
    }

    /// Ticks, or takes the tick off, the box or choice labelled `label`.
    pub async fn tick(&self, label: &str) {
        self.click_element(&format!("no box «{label}»"), FIELD, &[label]).await;
    }

    /// What the field labelled `label` holds.
    pub async fn value(&self, label: &str) -> String {
        let field =
            self.eventually(&format!("no field «{label}»"), async || self.find(FIELD, &[label]).await).await;
        let value = self.run("return arguments[0].value", vec![field]).await;
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Types where the focus is; `keys` names the keys that have none.
    pub async fn press(&self, keys: &str) {
        // A page that is just being left takes no keys: what comes after it does.
        self.eventually("nothing takes keys", async || {
            let focused = self.run("return document.activeElement", Vec::new()).await;
            match self.ask_element(&focused, "value", json!({ "text": keys })).await {
                Err(why) if why.contains("stale element") => None,
                pressed => Some(pressed.unwrap_or_else(|why| panic!("{why}"))),
            }
        })
        .await;
    }

    /// The visible text of the first element that the CSS selector finds.
    pub async fn read(&self, css: &str) -> String {
        let find = "return document.querySelector(arguments[0])";
        let found =
            self.eventually(&format!("no element {css}"), async || self.find(find, &[css]).await).await;
        let text = self.run("return arguments[0].innerText", vec![found]).await;
        text.as_str().unwrap_or_default().trim().to_owned()
    }

    /// Waits until the CSS selector finds something.
    pub async fn appears(&self, css: &str) {
        let find = "return document.querySelector(arguments[0])";
        self.eventually(&format!("{css} never appears"), async || self.find(find, &[css]).await).await;
    }

    /// From now on everything is about what is inside the frame that the CSS selector finds.
    pub async fn enter_frame(&self, css: &str) {
        let find = "return document.querySelector(arguments[0])";
        let frame = self.eventually(&format!("no frame {css}"), async || self.find(find, &[css]).await).await;
        self.ask("frame", json!({ "id": frame })).await.unwrap_or_else(|why| panic!("{css}: {why}"));
    }

    /// All the visible text of the page.
    pub async fn text(&self) -> String {
        self.run("return document.body ? document.body.innerText : ''", Vec::new())
            .await
            .as_str()
            .unwrap_or("")
            .to_owned()
    }

    /// Waits until the page says `text`.
    pub async fn sees(&self, text: &str) {
        self.eventually(&format!("the page never says «{text}»"), async || {
            squeeze(&self.text().await).contains(&squeeze(text)).then_some(())
        })
        .await;
    }

    /// Runs JavaScript in the page; `return` gives the answer.
    pub async fn run(&self, script: &str, arguments: Vec<Json>) -> Json {
        let body = json!({ "script": script, "args": arguments });
        self.ask("execute/sync", body).await.unwrap_or_else(|why| panic!("{script}: {why}"))
    }

    /// By how many pixels the page is wider than the screen.
    pub async fn overflow(&self) -> i64 {
        let script = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        self.run(script, Vec::new()).await.as_i64().unwrap_or(0)
    }

    /// What the page asks in a window of the browser's own; `yes` agrees.
    pub async fn question(&self, yes: bool) -> String {
        let url = format!("{}/session/{}/alert/text", driver().url, self.session);
        let asked: Json = self.client.get(url).send().await.unwrap().json().await.unwrap();
        let answer = if yes { "alert/accept" } else { "alert/dismiss" };
        self.ask(answer, json!({})).await.unwrap_or_else(|why| panic!("nothing is asked: {why}"));
        asked["value"].as_str().unwrap_or_default().to_owned()
    }

    /// Whether the network is there.
    pub async fn connected(&self, yes: bool) {
        let network =
            json!({ "offline": !yes, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.cdp("Network.enable", json!({})).await;
        self.cdp("Network.emulateNetworkConditions", network).await;
    }

    /// From now on no page gets its scripts; those of the driver run.
    pub async fn without_script_files(&self) {
        self.cdp("Network.enable", json!({})).await;
        self.cdp("Network.setBlockedURLs", json!({ "urls": ["*/assets/*.js*"] })).await;
    }

    /// From now on the browser has an authenticator that keeps passkeys and unlocks them by itself.
    pub async fn gets_an_authenticator(&self) {
        let device = json!({
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
            "isUserVerified": true, "isUserConsenting": true,
        });
        self.ask("webauthn/authenticator", device)
            .await
            .unwrap_or_else(|why| panic!("no authenticator: {why}"));
    }

    /// What the browser complained about since the last time: errors of scripts, refused by the policy, 404s.
    pub async fn complaints(&self) -> Vec<String> {
        let entries = self.ask("se/log", json!({ "type": "browser" })).await.unwrap();
        let complained = |entry: &Json| entry["level"] == "SEVERE" || entry["level"] == "WARNING";
        let message = |entry: &Json| entry["message"].as_str().unwrap_or_default().to_owned();
        entries.as_array().into_iter().flatten().filter(|entry| complained(entry)).map(message).collect()
    }

    /// Another size of the screen.
    pub async fn resize(&self, width: u32, height: u32) {
        let scale = if self.look.phone { 2 } else { 1 };
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": self.look.phone });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Whether the person's system prefers dark.
    pub async fn dark(&self, dark: bool) {
        let value = if dark { "dark" } else { "light" };
        self.media("", value).await;
    }

    /// A picture of the whole page, however long, in `target/screenshots/NAME.png`.
    pub async fn screenshot(&self, name: &str) -> PathBuf {
        let size = self
            .run("const page = document.documentElement; return [innerWidth, page.scrollHeight]", vec![])
            .await;
        let clip = json!({ "x": 0, "y": 0, "width": size[0], "height": size[1], "scale": 1 });
        let whole = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        let picture = self.cdp("Page.captureScreenshot", whole).await;
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/screenshots");
        let path = folder.join(format!("{name}.png"));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        write_decoded(picture["data"].as_str().unwrap_or_default(), &path);
        path
    }

    /// A small picture of what the page begins with, on a screen high enough for it within reason.
    pub async fn photograph(&self, path: &Path) {
        let height = self.run("return document.documentElement.scrollHeight", vec![]).await;
        let height = height.as_u64().unwrap_or(0).clamp(u64::from(self.look.height), 1000) as u32;
        self.resize(self.look.width, height).await;
        let scale = if self.look.phone { 0.4 } else { 0.5 };
        let clip = json!({ "x": 0, "y": 0, "width": self.look.width, "height": height, "scale": scale });
        let small = json!({ "format": "webp", "quality": 40, "clip": clip });
        let picture = self.cdp("Page.captureScreenshot", small).await;
        write_decoded(picture["data"].as_str().unwrap_or_default(), path);
        self.resize(self.look.width, self.look.height).await;
    }

    async fn click_element(&self, otherwise: &str, script: &str, arguments: &[&str]) {
        // A click that fails (covered, replaced meanwhile) did nothing, so it may be tried again.
        self.eventually(otherwise, async || {
            let found = self.find(script, arguments).await?;
            // Out from under what is fixed at an edge, such as the bar at the foot of a phone.
            self.run("arguments[0].scrollIntoView({ block: 'center' })", vec![found.clone()]).await;
            self.ask_element(&found, "click", json!({})).await.ok()
        })
        .await;
    }

    /// The element that a script gives, as the driver names it.
    async fn find(&self, script: &str, arguments: &[&str]) -> Option<Json> {
        let body = json!({ "script": script, "args": arguments });
        self.ask("execute/sync", body).await.ok().filter(Json::is_object)
    }

    async fn eventually<T>(&self, otherwise: &str, look: impl AsyncFn() -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            if let Some(found) = look().await {
                return found;
            }
            if begun.elapsed() > Duration::from_secs(10) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
        let (path, text) = (self.path().await, self.text().await);
        let picture = self.screenshot(&format!("failed-{}", self.session)).await;
        panic!("{otherwise}\nat {path}, see {}; the page says:\n{text}", picture.display());
    }

    /// On a screen or on paper, light or dark; nothing moves, so that what is looked at has arrived.
    async fn media(&self, medium: &str, scheme: &str) {
        let scheme = json!({ "name": "prefers-color-scheme", "value": scheme });
        let still = json!({ "name": "prefers-reduced-motion", "value": "reduce" });
        let media = json!({ "media": medium, "features": [scheme, still] });
        self.cdp("Emulation.setEmulatedMedia", media).await;
    }

    async fn cdp(&self, command: &str, parameters: Json) -> Json {
        let answer = self.ask("goog/cdp/execute", json!({ "cmd": command, "params": parameters })).await;
        answer.unwrap_or_else(|why| panic!("{command}: {why}"))
    }

    async fn ask_element(&self, element: &Json, what: &str, body: Json) -> Result<Json, String> {
        let id =
            element.as_object().and_then(|names| names.values().next()?.as_str()).ok_or("not an element")?;
        self.ask(&format!("element/{id}/{what}"), body).await
    }

    async fn ask(&self, what: &str, body: Json) -> Result<Json, String> {
        post(&self.client, &format!("{}/session/{}/{what}", driver().url, self.session), &body).await
    }
}

/// One call of the WebDriver protocol: its value, or the driver's reason.
async fn post(client: &reqwest::Client, url: &str, body: &Json) -> Result<Json, String> {
    let answer = client.post(url).json(body).send().await.map_err(|error| error.to_string())?;
    let good = answer.status().is_success();
    let mut answer: Json = answer.json().await.map_err(|error| error.to_string())?;
    if good { Ok(answer["value"].take()) } else { Err(answer["value"]["message"].to_string()) }
}

impl Drop for Browser {
    /// Plain and blocking, because a panicking test has no runtime to wait with.
    fn drop(&mut self) {
        let host = driver().url.trim_start_matches("http://");
        let request =
            format!("DELETE /session/{} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n", self.session);
        if let Ok(mut stream) = TcpStream::connect(host) {
            // The first bytes of the answer mean that the browser is closed; the driver keeps the connection.
            stream.set_read_timeout(Some(Duration::from_secs(10))).ok();
            stream.write_all(request.as_bytes()).ok();
            let _answer = stream.read(&mut [0; 512]);
        }
        // The driver's whole folder goes at the end; this one is only in the way until then.
        std::fs::remove_dir_all(&self.profile).ok();
    }
}

fn options(profile: &Path, look: Look) -> Json {
    let mut options = json!({
        "binary": "/usr/bin/chromium",
        "args": [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
            format!("--window-size={},{}", look.width, look.height),
            format!("--lang={}", look.lang), format!("--accept-lang={}", look.lang),
            format!("--user-data-dir={}", profile.display()),
        ],
        "prefs": { "intl.accept_languages": look.lang },
    });
    if look.phone {
        let metrics = json!({ "width": look.width, "height": look.height, "pixelRatio": 2.0, "touch": true, "mobile": true });
        options["mobileEmulation"] = json!({ "deviceMetrics": metrics });
    }
    options
}

/// Finds what can be clicked by what it says; the second argument narrows it to what stands around a text.
const CLICKABLE: &str = r#"
const [text, around] = arguments;
const squeeze = said => (said || '').replace(/\s+/g, ' ').trim();
const seen = element => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
const parts = element => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), said = [];
  while (walker.nextNode()) said.push(squeeze(walker.currentNode.data));
  return said;
};
let places = [document.querySelector('dialog:modal') || document];
if (around) {
  const frames = [...places[0].querySelectorAll('tr,li,article,fieldset,section,form,dialog,[role=row],[role=group]')];
  places = frames.filter(frame => squeeze(frame.innerText).includes(around)).reverse();
}
const clickable = 'a[href],button,summary,label,option,input[type=submit],[role=button],[role=tab],[role=menuitem],[role=option]';
for (const place of places) {
  const all = [...place.querySelectorAll(clickable)].filter(seen);
  const found = all.find(e => squeeze(e.innerText || e.value) === text || squeeze(e.ariaLabel) === text)
    || all.find(e => squeeze(e.textContent) === text || parts(e).includes(text));
  if (found) return found;
}
return null;
"#;

/// Finds a field by its label, its `aria-label`, or the legend of its group.
const FIELD: &str = r#"
const [text] = arguments;
const squeeze = said => (said || '').replace(/\s+/g, ' ').trim();
const says = element => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (squeeze(walker.currentNode.data) === text) return true;
  return squeeze(element.textContent) === text;
};
const place = document.querySelector('dialog:modal') || document;
// One to be seen rather than one that is folded away.
const first = fields => fields.find(f => f.checkVisibility()) || fields[0];
return first([...place.querySelectorAll('label')].filter(l => l.control && says(l)).map(l => l.control))
  || first([...place.querySelectorAll('input,select,textarea,[role=combobox]')].filter(f => squeeze(f.ariaLabel) === text))
  || [...place.querySelectorAll('fieldset')].find(f => f.querySelector('legend') && says(f.querySelector('legend')))
    ?.querySelector('input,select,textarea')
  || null;
"#;

/// Sets what can't be typed letter by letter; answers how the rest is to be done, or nothing when it can't be.
const SET: &str = r#"
const [field, value] = arguments;
const squeeze = said => (said || '').replace(/\s+/g, ' ').trim();
const changed = () => ['input', 'change'].forEach(name => field.dispatchEvent(new Event(name, { bubbles: true })));
if (field.type === 'file') return 'file';
if (field.tagName === 'SELECT') {
  const option = [...field.options].find(o => squeeze(o.label) === squeeze(value));
  if (!option) return null;
  field.value = option.value;
  changed();
  return 'set';
}
if (['date', 'datetime-local', 'time', 'month', 'week', 'color', 'range'].includes(field.type)) {
  field.value = value;
  changed();
  return field.value === value ? 'set' : null;
}
return 'type';
"#;

struct Driver {
    url: String,
    dir: PathBuf,
    _driver: Watched,
}

const SCRIPT: &str = r#"
set -eu
command -v chromedriver && command -v chromium || {
  echo 'run `make test`, which installs them, or install the packages chromium and chromium-driver'; exit 1; }
dir=$(mktemp -d "${TMPDIR:-/tmp}/smena-browser.XXXXXX")
export TMPDIR="$dir"
# The browsers are in this group of processes; one that a killed test left open would outlive its driver.
stop() {
  trap '' TERM
  kill -TERM 0
  for again in 1 2 3 4 5 6 7 8 9; do rm -rf "$dir" 2>/dev/null && break || sleep 0.2; done
}
trap stop EXIT
trap 'exit 1' HUP INT TERM
chromedriver --port=0 >"$dir/log" 2>&1 &
driver=$!
port=
until [ -n "$port" ]; do
  kill -0 $driver || { cat "$dir/log"; exit 1; }
  sleep 0.05
  port=$(sed -n 's/.*started successfully on port \([0-9]*\).*/\1/p' "$dir/log")
done
echo "ready $port $dir"
cat >/dev/null
"#;

/// The driver; started by whoever comes first.
fn driver() -> &'static Driver {
    static DRIVER: OnceLock<Result<Driver, String>> = OnceLock::new();
    let start = || {
        let (driver, said) = watched::start(Command::new("sh"), SCRIPT, &[])?;
        let (port, dir) = said.split_once(' ').ok_or(format!("the driver said {said}"))?;
        Ok(Driver { url: format!("http://127.0.0.1:{port}"), dir: dir.into(), _driver: driver })
    };
    DRIVER.get_or_init(start).as_ref().unwrap_or_else(|why| panic!("no browser for the tests: {why}"))
}

fn write_decoded(base64: &str, path: &Path) {
    let file = std::fs::File::create(path).unwrap();
    let mut program =
        Command::new("base64").arg("--decode").stdin(Stdio::piped()).stdout(file).spawn().unwrap();
    program.stdin.take().unwrap().write_all(base64.as_bytes()).unwrap();
    assert!(program.wait().unwrap().success(), "{} is no picture", path.display());
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The harness against a page of its own, with what a browser can get wrong: language, size, scheme, labels.
#[tokio::test]
async fn a_person_reads_fills_in_and_clicks() {
    const PAGE: &str = r#"<!doctype html><meta name=viewport content="width=device-width"><title>t</title>
<style>body { background: light-dark(rgb(255 255 255), rgb(1 2 3)); color-scheme: light dark }</style>
<p id=lang></p><p id=out></p><ul><li>Anna <button onclick="out.textContent = 'took Anna'">Take out</button></li>
<li>Borys <button onclick="out.textContent = 'took Borys'">Take out</button></li></ul>
<form action="/next"><label for=n>Name <span>(required)</span></label><input id=n name=n>
<label>Role <select name=r><option value=1>Head</option><option value=2>Seller</option></select></label>
<label>Due <input type=date name=d></label><label><input type=checkbox name=c value=y>Remind</label>
<button>Save <b>it</b></button></form><script>lang.textContent = navigator.language; console.error('oh no')</script>"#;
    let page = async || axum::response::Html(PAGE);
    let site =
        axum::Router::new().route("/", axum::routing::get(page)).route("/next", axum::routing::get(page));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, site).await });

    let browser = Browser::open(&base, Look::phone("uk").dark()).await;
    browser.visit("/").await;
    assert_eq!(browser.read("#lang").await, "uk");
    assert_eq!(
        browser.run("return [innerWidth, getComputedStyle(document.body).backgroundColor]", vec![]).await,
        json!([360, "rgb(1, 2, 3)"])
    );
    assert_eq!(browser.overflow().await, 0);
    assert!(browser.complaints().await.iter().any(|said| said.contains("oh no")));

    browser.click_in("Borys", "Take out").await;
    browser.sees("took Borys").await;
    browser.fill("Name", "Віра").await;
    browser.fill("Role", "Seller").await;
    browser.fill("Due", "2026-11-30").await;
    browser.tick("Remind").await;
    assert_eq!(browser.value("Name").await, "Віра");
    assert!(browser.screenshot("harness").await.exists());
    browser.click("Save it").await;
    browser.arrives("/next?n=%D0%92%D1%96%D1%80%D0%B0&r=2&d=2026-11-30&c=y").await;

    browser.dark(false).await;
    browser.resize(800, 600).await;
    assert_eq!(
        browser.run("return [innerWidth, getComputedStyle(document.body).backgroundColor]", vec![]).await,
        json!([800, "rgb(255, 255, 255)"])
    );
    assert!(browser.text().await.contains("Anna"));
    browser.press(keys::TAB).await;
}
