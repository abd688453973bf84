// form[data-search=ID]: while typing, the element ID becomes what it is on the form's page.
import { arrived, part } from "./part.js";

const wait = 200;
let timer, running;

document.addEventListener("input", ({ target }) => {
  const form = target.closest?.("form[data-search]");
  if (!form) return;
  clearTimeout(timer);
  timer = setTimeout(() => refresh(form), wait);
});

async function refresh(form) {
  const region = document.getElementById(form.dataset.search);
  if (!region) return form.requestSubmit();
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  const address = `${form.action.split("?")[0]}?${new URLSearchParams(new FormData(form))}`;
  region.ariaBusy = "true";
  const fresh = await part(address, `#${region.id}`, { signal });
  if (signal.aborted) return;
  if (!fresh) return void (location.href = address);
  region.replaceWith(fresh);
  history.replaceState(null, "", fresh.from);
  arrived(fresh);
}
