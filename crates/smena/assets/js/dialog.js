// a[data-dialog] leads to a page with a <dialog>: the dialog opens over this page instead.
import { arrived, meant, part } from "./part.js";

document.addEventListener("click", (event) => {
  const link = meant(event, "a[data-dialog]");
  if (link) {
    event.preventDefault();
    open(link.href);
  }
  const dialog = meant(event, "[data-close]")?.closest("dialog:modal");
  if (dialog) {
    event.preventDefault();
    dialog.close();
  }
});

async function open(address) {
  const dialog = await part(address, "main dialog");
  if (!dialog) return void (location.href = address);
  dialog.removeAttribute("open");
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(document.adoptNode(dialog));
  arrived(dialog);
  dialog.showModal();
}
