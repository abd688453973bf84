// [data-print] opens the browser's print dialog.
document.addEventListener("click", ({ target }) => target.closest?.("[data-print]") && print());
