// a[data-quick=NAMES] leads to a form: brings its fields with these names to where it stands. All others go along unseen, so
// saving is what saving the whole form would be.
import { stays } from "./guard.js";
import { arrived, meant, part } from "./part.js";

document.addEventListener("click", (event) => {
  const link = meant(event, "a[data-quick]");
  if (!link) return;
  event.preventDefault();
  bring(link);
});

async function bring(link) {
  const other = document.querySelector("form.quick");
  if (other && stays(other.parentElement)) return;
  const form = await part(link.href, "main form[method=post]");
  const names = link.dataset.quick.split(" ");
  const fields = form ? [...form.elements].filter(({ name }) => names.includes(name)) : [];
  if (!fields.length) return void (location.href = link.href);
  only(form, fields);
  other?.dispatchEvent(new Event("quick:close"));
  const place = link.closest(".editable");
  place.hidden = true;
  place.after(document.adoptNode(form));
  arrived(form);
  const close = (event) => {
    event.preventDefault();
    form.remove();
    place.hidden = false;
    link.focus();
  };
  form.addEventListener("quick:close", close);
  form.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && close(event));
  form.querySelector(".buttons a")?.addEventListener("click", close);
  fields[0].closest(".field").querySelector("input:not([hidden]), select:not([hidden]), textarea")?.focus();
}

// Hides what is not asked for, and gives it ids of its own.
function only(form, fields) {
  const asked = (one) => fields.some((field) => one.contains(field) || field.closest(".field").contains(one));
  for (const one of form.querySelectorAll(".field, .form-grid, .group, .facts")) one.hidden = !asked(one);
  for (const name of ["id", "for", "aria-describedby"]) {
    for (const one of form.querySelectorAll(`[${name}]`)) one.setAttribute(name, one.getAttribute(name).replace(/\S+/g, "q-$&"));
  }
  form.classList.add("quick");
}
