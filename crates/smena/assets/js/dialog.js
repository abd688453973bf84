// a[data-dialog] leads to a page with a <dialog>: fetches it and opens the dialog over this page instead.
document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest?.("a[data-dialog]");
  if (link) {
    event.preventDefault();
    open(link.href);
  }
  const dialog = event.target.closest?.("[data-close]")?.closest("dialog:modal");
  if (dialog) {
    event.preventDefault();
    dialog.close();
  }
});

async function open(address) {
  const answer = await fetch(address).catch(() => null);
  const page = answer?.ok && !answer.redirected && (await answer.text());
  const dialog = page && new DOMParser().parseFromString(page, "text/html").querySelector("main dialog");
  if (!dialog) return void (location.href = address);
  dialog.removeAttribute("open");
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(document.adoptNode(dialog));
  document.dispatchEvent(new CustomEvent("page:part", { detail: dialog }));
  dialog.showModal();
}
