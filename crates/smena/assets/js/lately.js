// Addresses of cards that were open lately, until body[data-person] signs out. An empty #lately gets their names.
import { part } from "./part.js";

const [key, most] = ["smena-lately", 9];
const { person } = document.body.dataset;

// All but the present page, the last one first.
export function lately() {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    return kept.person === person ? kept.addresses.filter((address) => address !== location.pathname) : [];
  } catch {
    return [];
  }
}

if (person && /^\/\w+\/\d+$/.test(location.pathname)) {
  const addresses = [location.pathname, ...lately()].slice(0, most);
  localStorage.setItem(key, JSON.stringify({ person, addresses }));
}
if (location.pathname === "/sign-in") localStorage.removeItem(key);
document.addEventListener("submit", ({ target }) => {
  if (target.action?.endsWith?.("/sign-out")) localStorage.removeItem(key);
});

async function tell() {
  const [empty, asked] = [document.querySelector("#lately:empty"), lately().map((address) => ["lately", address])];
  const told = empty && asked.length && (await part(`/search?${new URLSearchParams(asked)}`, "#lately"));
  if (told) empty.replaceWith(told);
}
tell();
document.addEventListener("page:part", tell);
