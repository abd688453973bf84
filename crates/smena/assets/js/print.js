// button[data-print]: opens the browser's print dialog. Without a script there is only the browser's own.
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
