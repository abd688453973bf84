// a[data-quick=NAMES] leads to a form: brings the fields with these names to where it stands. All others go along unseen,
// with the version that was read, so saving is what saving the whole form would be.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-quick]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  bring(link);
});

async function bring(link) {
  const answer = await fetch(link.href).catch(() => null);
  const page = answer?.ok && !answer.redirected && (await answer.text());
  const form = page && new DOMParser().parseFromString(page, "text/html").querySelector("main form[method=post]");
  const names = link.dataset.quick.split(" ");
  const fields = form && [...form.elements].filter(({ name }) => names.includes(name));
  if (!fields?.length) return void (location.href = link.href);
  only(form, fields);
  const place = link.closest(".editable");
  document.querySelector("form.quick")?.dispatchEvent(new Event("quick:close"));
  place.hidden = true;
  place.after(document.adoptNode(form));
  document.dispatchEvent(new CustomEvent("page:part", { detail: form }));
  const close = () => {
    form.remove();
    place.hidden = false;
    link.focus();
  };
  form.addEventListener("quick:close", close);
  form.addEventListener("keydown", ({ key, defaultPrevented }) => key === "Escape" && !defaultPrevented && close());
  form.querySelector(".buttons a")?.addEventListener("click", (event) => (event.preventDefault(), close()));
  const first = fields[0].closest(".field") ?? form;
  first.querySelector("input:not([hidden]), select:not([hidden]), textarea")?.focus();
}

// Hides what is not asked for, and tells its ids from those of the page.
function only(form, fields) {
  const asked = (part) => fields.some((field) => part.contains(field) || field.closest(".field")?.contains(part));
  for (const part of form.querySelectorAll(".field, .form-grid, .group, .facts")) part.hidden = !asked(part);
  for (const part of form.querySelectorAll("[id], [for], [aria-describedby]")) {
    if (part.id) part.id = `q-${part.id}`;
    if (part.htmlFor) part.htmlFor = `q-${part.htmlFor}`;
    const described = part.getAttribute("aria-describedby");
    if (described) part.setAttribute("aria-describedby", described.replace(/\S+/g, "q-$&"));
  }
  form.classList.add("quick");
}
