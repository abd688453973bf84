// body[data-live=ADDRESS]: keeps a line to the server. "gone" ends the page; a lost line is said at its top.
const { live, liveGone, liveLost } = document.body.dataset;
const [patience, hiddenRest] = [3000, 5000];
let source, worry, rest, banner;

const leave = () => location.replace(liveGone);

function connect() {
  source?.close();
  source = new EventSource(live);
  source.addEventListener("gone", leave);
  source.addEventListener("open", () => {
    clearTimeout(worry);
    worry = null;
    banner?.remove();
    banner = null;
  });
  source.addEventListener("error", () => {
    worry ??= setTimeout(say, patience);
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

function say() {
  banner ??= Object.assign(document.createElement("p"), { className: "warning-banner", textContent: liveLost });
  banner.setAttribute("role", "status");
  document.body.prepend(banner);
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
