// Without a connection a form stays as it is, and body[data-live-unsent] is said.
import { isLost, say } from "./live.js";

const { liveUnsent } = document.body.dataset;
let through;

document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (form.method !== "post" || form === through || (navigator.onLine && !isLost())) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const there = await fetch(document.querySelector("link[rel=icon]").href, { cache: "no-store" }).catch(() => null);
  if (!there) return say(liveUnsent);
  through = form;
  form.requestSubmit(submitter);
  through = null;
}, true);
