// details[data-menu] shuts on Escape and on a press elsewhere.
const shut = (but) =>
  document.querySelectorAll("details[data-menu][open]").forEach((menu) => menu.contains(but) || (menu.open = false));

document.addEventListener("click", ({ target }) => shut(target));
document.addEventListener("keydown", ({ key, target }) => {
  if (key !== "Escape") return;
  target.closest?.("details[data-menu]")?.querySelector("summary").focus();
  shut(null);
});
