// dialog#palette: Ctrl K or a[data-palette] opens it; its links come from its form's address + "/palette".
import { lately } from "./lately.js";
import { meant } from "./part.js";

const palette = document.getElementById("palette");
const wait = 80;
let timer, running;

if (palette) {
  const list = document.getElementById("palette-list");
  const form = palette.querySelector("form");
  const field = form.elements.q;
  const hits = () => [...list.querySelectorAll("a")];
  let at = -1; // links are on the way

  const point = (n) => {
    const all = hits();
    at = all.length ? (n + all.length) % all.length : -1;
    all.forEach((hit, i) => (hit.ariaSelected = String(i === at)));
    all[at]?.scrollIntoView({ block: "nearest" });
    if (all[at]) field.setAttribute("aria-activedescendant", all[at].id);
    else field.removeAttribute("aria-activedescendant");
  };

  const look = async () => {
    clearTimeout(timer);
    at = -1;
    running?.abort();
    running = new AbortController();
    const asked = new URLSearchParams({ q: field.value });
    if (!field.value.trim()) lately().forEach((address) => asked.append("lately", address));
    const answer = await fetch(`${form.action}/palette?${asked}`, { signal: running.signal }).catch(() => null);
    if (answer?.redirected) return location.reload();
    if (!answer?.ok) return;
    list.innerHTML = await answer.text();
    list.scrollTop = 0;
    for (const heap of list.children) {
      Object.assign(heap, { role: "group", ariaLabel: heap.firstElementChild.textContent });
    }
    list.querySelectorAll("h3, ul, li").forEach((each) => (each.role = "none"));
    hits().forEach((hit, n) => Object.assign(hit, { id: `palette-${n}`, role: "option", tabIndex: -1 }));
    point(0);
  };

  const open = () => {
    if (palette.open) return field.select();
    palette.showModal();
    field.value = "";
    look();
  };

  field.addEventListener("input", () => {
    at = -1;
    clearTimeout(timer);
    timer = setTimeout(look, wait);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (at < 0) await look();
    hits()[at]?.click();
  });
  palette.addEventListener("keydown", (event) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    point(to);
  });
  palette.addEventListener("click", ({ target }) => target === palette && palette.close());
  document.addEventListener("keydown", (event) => {
    if (event.code !== "KeyK" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("click", (event) => {
    if (!meant(event, "a[data-palette]")) return;
    event.preventDefault();
    open();
  });
}
