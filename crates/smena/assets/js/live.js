// body[data-live=ADDRESS]: keeps a line to the server. "gone" ends the page; a lost line is said at its top; "changed"
// tells what somebody else did to what [data-watch] shows.
import { keep } from "./keep.js";

const { live, liveGone, liveLost } = document.body.dataset;
const [patience, hiddenRest] = [3000, 5000];
const watched = document.querySelector("[data-watch]")?.dataset.watch;
let source, worry, rest, banner, told;

function leave() {
  const here = encodeURIComponent(location.pathname + location.search);
  location.replace(keep() ? `${liveGone}?next=${here}` : liveGone);
}

// Whether there is no line at this moment.
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

// The browser gives up for good after a refusal; ask why.
async function ask() {
  const stop = new AbortController();
  const status = await fetch(live, { signal: stop.signal }).then((answer) => answer.status, () => 0);
  stop.abort();
  if (status === 401 || status === 403) leave();
  else if (status === 404) clearTimeout(worry);
  else setTimeout(connect, patience);
}

// At the top of the page, until the line is there again.
export function say(text) {
  banner ??= Object.assign(document.createElement("p"), { className: "warning-banner" });
  banner.setAttribute("role", "status");
  document.body.prepend(banner);
  banner.textContent = text;
}

// The page stays as it is; who is writing sees the change beside it.
function tell({ text, show, href }) {
  told?.remove();
  told = Object.assign(document.createElement("p"), { className: "live-hint", textContent: `${text} ` });
  told.setAttribute("role", "status");
  const link = Object.assign(document.createElement("a"), { href, textContent: show });
  if (href && location.pathname !== href) link.target = "_blank";
  told.append(link);
  document.querySelector("main").append(told);
}

// A browser has few lines to one server: pages nobody looks at give theirs back.
function watch() {
  clearTimeout(rest);
  if (document.hidden) rest = setTimeout(() => source.close(), hiddenRest);
  else if (source.readyState === EventSource.CLOSED) connect();
}

// A page that is left may be kept for the way back; kept lines would leave none for the pages to come.
if (live) {
  connect();
  document.addEventListener("visibilitychange", watch);
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => event.persisted && connect());
}
