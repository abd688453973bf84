// A form with [data-sketch=ADDRESS]: what is typed shows in every [data-sketched] before it is saved.
// What [data-sketch-asks] for the same is needed only without this.
import { arrived, part } from "./part.js";

const wait = 250;
let timer, running;

const start = (root) => root.querySelectorAll("[data-sketch-asks]").forEach((one) => (one.hidden = true));
start(document);
document.addEventListener("page:part", ({ detail }) => start(detail));

const later = ({ target }) => {
  const address = target.form?.querySelector("[data-sketch]")?.dataset.sketch;
  clearTimeout(timer);
  if (address) timer = setTimeout(draw, wait, target.form, address);
};
document.addEventListener("input", later);
document.addEventListener("change", later);

async function draw(form, address) {
  running?.abort();
  running = new AbortController();
  const how = { method: "POST", body: new URLSearchParams(new FormData(form)), signal: running.signal };
  const fresh = await part(address, "body", how);
  for (const place of document.querySelectorAll("[data-sketched]")) {
    const one = fresh?.querySelector(`#${place.id}`);
    if (!one) continue;
    place.replaceWith(one);
    arrived(one);
  }
}
