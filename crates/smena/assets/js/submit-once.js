// A form that changes something is sent once, however often its button is pressed.
const rest = 8000;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  if (event.submitter) event.submitter.ariaBusy = "true";
  setTimeout(() => free(form), rest);
});

const free = (form) => {
  delete form.dataset.sent;
  [...form.elements].forEach((each) => (each.ariaBusy = null));
};
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(free));
