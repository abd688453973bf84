// [data-follow=ADDRESS]: what goes on by itself; each "change" brings the region anew, the last one ends the line.
for (const region of document.querySelectorAll("[data-follow]")) {
  const source = new EventSource(region.dataset.follow);
  source.addEventListener("change", (event) => {
    const focused = region.querySelector(":focus")?.dataset.keep;
    region.innerHTML = event.data;
    if (focused) region.querySelector(`[data-keep="${focused}"]`)?.focus();
  });
  source.addEventListener("over", () => source.close());
  addEventListener("pagehide", () => source.close());
}
