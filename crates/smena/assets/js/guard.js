// form[data-guard]: where something typed differs from what the page brought, leaving asks body[data-unsaved] first.
import { meant } from "./part.js";

const before = new WeakMap();
// A form that comes back refused differs from what is saved.
const refused = performance.getEntriesByType("navigation")[0]?.responseStatus >= 400;
let leaving = false;
// On the way back a refused post is not sent again.
if (refused) history.replaceState(history.state, "");

const said = (form) => JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value.name ?? value]));
const start = (root) => root.querySelectorAll("form[data-guard]").forEach((form) => before.set(form, said(form)));
const changed = (form) => before.has(form) && (refused || before.get(form) !== said(form));

// The forms in it that would lose something.
export const unsaved = (root = document) => (leaving ? [] : [...root.querySelectorAll("form[data-guard]")].filter(changed));
// From now on the page may go.
export const release = () => (leaving = true);

export const stays = (root) => unsaved(root).length > 0 && !confirm(document.body.dataset.unsaved);

start(document);
document.addEventListener("page:part", ({ detail }) => start(detail));

document.addEventListener("click", (event) => {
  const link = meant(event, "a[href]:not([data-dialog], [data-palette], [data-quick], form.quick *, [target=_blank], [download])");
  if (!link || link.getAttribute("href").startsWith("#")) return;
  const dialog = link.matches("[data-close]") && link.closest("dialog:modal");
  if (stays(dialog || document)) return (event.preventDefault(), event.stopImmediatePropagation());
  if (!dialog) release();
}, true);
document.addEventListener("cancel", (event) => stays(event.target) && event.preventDefault(), true);
document.addEventListener("submit", (event) => event.defaultPrevented || release());
addEventListener("beforeunload", (event) => unsaved().length && event.preventDefault());
addEventListener("pageshow", () => (leaving = false));
