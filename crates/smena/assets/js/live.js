// body[data-live=ADDRESS]: keeps a line to the server. "gone" ends the page; a lost line is said at its top; "changed"
// tells what somebody else did to what [data-watch] shows.
import { keep } from "./keep.js";

const { live, liveGone, liveLost } = document.body.dataset;
const [patience, hiddenRest] = [3000, 5000];
const watched = document.querySelector("[data-watch]")?.dataset.watch;
let source, worry, rest, banner, told;

function leave() {
  // What is being sent may bring another session.
  if (document.querySelector("form[data-sent]")) return setTimeout(leave, patience);
  const here = encodeURIComponent(location.pathname + location.search);
  location.replace(keep() ? `${liveGone}?next=${here}` : liveGone);
}

export const isLost = () => source && source.readyState !== EventSource.OPEN;

function connect() {
  source?.close();
  source = new EventSource(watched ? `${live}?watch=${watched}` : live);
  source.addEventListener("gone", leave);
  source.addEventListener("changed", ({ data }) => tell(JSON.parse(data)));
  source.addEventListener("open", () => {
    clearTimeout(worry);
    worry = null;
    banner?.remove();
    banner = null;
  });
  source.addEventListener("error", () => {
    worry ??= setTimeout(say, patience, liveLost);
    if (source.readyState === EventSource.CLOSED) ask();
  });
}

// After a refusal the browser gives up; ask why.
async function ask() {
  const status = await fetch(live, { method: "HEAD" }).then((answer) => answer.status, () => 0);
  if (status === 401 || status === 403) leave();
  else if (status === 404) clearTimeout(worry);
  else setTimeout(connect, patience);
}

export function say(text) {
  banner ??= Object.assign(document.createElement("p"), { className: "warning-banner", role: "status" });
  document.body.prepend(banner);
  banner.textContent = text;
}

// Who is writing sees the change beside it.
function tell({ text, show, href }) {
  told?.remove();
  told = Object.assign(document.createElement("p"), { className: "live-hint", role: "status", textContent: `${text} ` });
  const link = Object.assign(document.createElement("a"), { href, textContent: show });
  if (href && location.pathname !== href) link.target = "_blank";
  told.append(link);
  document.querySelector("main").append(told);
}

// A browser has few lines to one server: pages that nobody sees give theirs back.
function watch() {
  clearTimeout(rest);
  if (document.hidden) rest = setTimeout(() => source.close(), hiddenRest);
  else if (source.readyState === EventSource.CLOSED) connect();
}

// So does a page that is left, which may be kept for the way back.
if (live) {
  connect();
  document.addEventListener("visibilitychange", watch);
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => event.persisted && connect());
}
