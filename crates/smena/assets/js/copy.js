// button[data-copy]: copies the field before it and says data-copy for a moment.
document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("[data-copy]");
  const field = button?.previousElementSibling;
  if (!field) return;
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    // No clipboard without https: the older way needs a selection.
    field.select();
    document.execCommand("copy");
  }
  const label = button.querySelector("span");
  const before = (label.dataset.before ??= label.textContent);
  label.textContent = button.dataset.copy;
  setTimeout(() => (label.textContent = before), 2000);
});
