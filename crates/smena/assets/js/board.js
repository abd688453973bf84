// .board: a [data-drag] goes to another [data-drop], a[data-swap] leads on in place, a[data-more=ID] appends to the list
// ID. Links and forms do the same without.
import { arrived, meant, part } from "./part.js";

let card;

const board = () => document.querySelector("[data-board]");

const place = ({ target }) => card && target.closest?.("[data-drop]");
const mark = (now) =>
  document.querySelectorAll("[data-drop]").forEach((each) => each.classList.toggle("over", each === now));

document.addEventListener("dragstart", ({ target, dataTransfer }) => {
  card = target.closest?.("[data-drag]");
  // Without data some browsers drag nothing.
  if (card) dataTransfer?.setData("text/plain", card.dataset.drag);
});
document.addEventListener("dragend", () => (card = mark()));
document.addEventListener("dragover", (event) => {
  const over = place(event);
  if (over && !over.contains(card)) event.preventDefault();
  mark(over);
});
document.addEventListener("drop", (event) => {
  const over = place(event);
  if (!over || over.contains(card)) return;
  event.preventDefault();
  const { dataset } = board();
  const [path, query] = dataset.board.split("?");
  const from = card.parentElement.closest("[data-drop]")?.dataset.drop;
  const body = new URLSearchParams({ from, [dataset.field]: over.dataset.drop, version: card.dataset.version });
  swap(`${path}/${card.dataset.drag}?${query || ""}`, { method: "POST", body });
});

// What is open and focused stays so.
async function swap(address, how) {
  const { scrollLeft } = board();
  const { id } = document.activeElement;
  board().ariaBusy = "true";
  const main = await part(address, "main", how);
  if (!main) return location.reload();
  main.querySelectorAll("details[id]").forEach((now) => (now.open = (document.getElementById(now.id) ?? now).open));
  document.querySelector("main").replaceWith(main);
  document.getElementById(id)?.focus();
  if (board()) board().scrollLeft = scrollLeft;
  arrived(main);
}

document.addEventListener("click", async (event) => {
  const other = meant(event, "a[data-swap]");
  if (other) {
    event.preventDefault();
    history.replaceState(null, "", other.href);
    return swap(other.href);
  }
  const link = meant(event, "a[data-more]");
  if (!link) return;
  event.preventDefault();
  if (link.ariaBusy) return;
  link.ariaBusy = "true";
  const list = document.getElementById(link.dataset.more);
  const more = await part(link.href, `#${list.id}`);
  if (!more) return void (location.href = link.href);
  const [first, next] = [more.firstElementChild, more.parentElement.querySelector("a[data-more]")];
  list.append(...more.children);
  first?.querySelector("a").focus();
  link.ariaBusy = null;
  if (next) link.href = next.href;
  else link.parentElement.remove();
});
