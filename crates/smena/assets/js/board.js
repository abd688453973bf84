// .board: cards are dragged to other columns, a[data-more=ID] appends to the list ID. Links and forms do the same without.
import { arrived, meant, part } from "./part.js";

let card;

const column = (event) => card && event.target.closest?.(".board [data-stage]");
const mark = (now) =>
  document.querySelectorAll(".board [data-stage]").forEach((each) => each.classList.toggle("over", each === now));

document.addEventListener("dragstart", ({ target, dataTransfer }) => {
  card = target.closest?.(".board [data-deal]");
  // Without data some browsers drag nothing.
  if (card) dataTransfer?.setData("text/plain", card.dataset.deal);
});
document.addEventListener("dragend", () => (card = mark()));
document.addEventListener("dragover", (event) => {
  const over = column(event);
  if (over && !over.contains(card)) event.preventDefault();
  mark(over);
});
document.addEventListener("drop", (event) => {
  const over = column(event);
  if (!over || over.contains(card)) return;
  event.preventDefault();
  move(card, over.dataset.stage);
});

async function move({ dataset }, stage) {
  const board = document.querySelector(".board");
  const [path, query] = board.dataset.board.split("?");
  const left = board.scrollLeft;
  board.setAttribute("aria-busy", "true");
  const body = new URLSearchParams({ stage_id: stage, version: dataset.version });
  const main = await part(`${path}/${dataset.deal}?${query || ""}`, "main", { method: "POST", body });
  if (!main) return location.reload();
  document.querySelector("main").replaceWith(main);
  const fresh = document.querySelector(".board");
  if (fresh) fresh.scrollLeft = left;
  arrived(main);
}

document.addEventListener("click", async (event) => {
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
