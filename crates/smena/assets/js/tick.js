// Counts the ticked rows of a [data-tick] list and adds up their weights. Shift ticks all in between.
const boxes = (list) => [...list.querySelectorAll("td.tick input")];
let last = null;

document.addEventListener("click", (event) => {
  const box = event.target;
  if (!box.matches?.("[data-tick] td.tick input")) return;
  const all = boxes(box.closest("[data-tick]"));
  const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
  if (event.shiftKey && from >= 0) all.slice(from, to + 1).forEach((other) => (other.checked = box.checked));
  last = box;
});

document.addEventListener("change", ({ target }) => {
  const list = target.closest?.("[data-tick]");
  if (!list) return;
  if (target.matches("[data-tick-all]")) boxes(list).forEach((box) => (box.checked = target.checked));
  count(list);
});

function count(list) {
  const all = boxes(list);
  const ticked = all.filter((box) => box.checked);
  const says = (selector, n) => list.querySelectorAll(selector).forEach((place) => (place.textContent = n));
  says("[data-tick-count]", ticked.length);
  says("[data-tick-sum]", ticked.reduce((sum, box) => sum + Number(box.dataset.weight || 0), 0));
  const head = list.querySelector("[data-tick-all]");
  if (!head) return;
  head.checked = all.length > 0 && ticked.length === all.length;
  head.indeterminate = ticked.length > 0 && !head.checked;
}

// A browser that goes back restores the ticks.
const countAll = () => document.querySelectorAll("[data-tick]").forEach(count);
addEventListener("pageshow", countAll);
document.addEventListener("page:part", countAll);
