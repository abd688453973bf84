// form[data-search=ID]: while typing, fetches the form's page and replaces the element ID with its new self.
import { arrived } from "./part.js";

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
  const address = `${form.action.split("?")[0]}?${new URLSearchParams(new FormData(form))}`;
  region.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: running.signal });
    const elsewhere = new URL(answer.url).pathname !== new URL(address).pathname;
    if (elsewhere || !answer.ok) return void (location.href = address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(region.id);
    if (!fresh) return void (location.href = address);
    region.replaceWith(fresh);
    history.replaceState(null, "", answer.url);
    arrived(fresh);
  } catch (error) {
    if (error.name !== "AbortError") location.href = address;
  }
}
