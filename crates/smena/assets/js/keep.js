// When the session ends under a form[data-guard], what was typed stays in this tab, never a password, and is put back at
// the same address for the same person; body[data-typed-back] says so.
import { release, unsaved } from "./guard.js";

const key = "smena-typed";
const { person, typedBack } = document.body.dataset;
const here = () => location.pathname + location.search;

// Fields that a person fills in; a box by whether it is ticked.
const fields = (form) =>
  [...form.elements].filter((field) => field.name && !field.matches("[type=hidden], [type=password], [type=file], button"));
const ticks = (field) => field.matches("[type=checkbox], [type=radio]");

// Keeps what is unsaved and lets the page go; whether there was anything.
export function keep() {
  const forms = unsaved().map((form) => [
    form.getAttribute("action"),
    fields(form).map((field) => [field.name, ticks(field) ? field.checked : field.value]),
  ]);
  release();
  if (forms.length) sessionStorage.setItem(key, JSON.stringify({ person, forms, path: here() }));
  return forms.length > 0;
}

function back({ forms }) {
  for (const [action, typed] of forms) {
    const form = [...document.querySelectorAll("form[data-guard]")].find((one) => one.getAttribute("action") === action);
    if (!form) continue;
    const left = fields(form);
    for (const [name, value] of typed) {
      const at = left.findIndex((field) => field.name === name);
      if (at < 0) continue;
      const [field] = left.splice(at, 1);
      if (ticks(field)) field.checked = value;
      else field.value = value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    const said = Object.assign(document.createElement("div"), { className: "notice good", role: "status" });
    said.append(Object.assign(document.createElement("p"), { textContent: typedBack }));
    form.before(said);
  }
}

const kept = person && JSON.parse(sessionStorage.getItem(key) ?? "null");
if (kept && (kept.person !== person || kept.path === here())) {
  sessionStorage.removeItem(key);
  if (kept.person === person) back(kept);
}
