// Cards that were open lately, as addresses; kept for the person of body[data-person] until they sign out.
const [key, most] = ["smena-lately", 9];
const { person } = document.body.dataset;

const read = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    return kept.person === person ? kept.addresses : [];
  } catch {
    return [];
  }
};

// All but the present page, the last one first.
export const lately = () => read().filter((address) => address !== location.pathname);

if (person && /^\/\w+\/\d+$/.test(location.pathname)) {
  const addresses = [location.pathname, ...lately()].slice(0, most);
  localStorage.setItem(key, JSON.stringify({ person, addresses }));
}
if (location.pathname === "/sign-in") localStorage.removeItem(key);
document.addEventListener("submit", ({ target }) => {
  if (target.action?.endsWith?.("/sign-out")) localStorage.removeItem(key);
});
