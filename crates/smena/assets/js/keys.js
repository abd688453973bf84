// Keys as /help/keys lists them. body[data-go="d=/deals b=/deals/board"] says where g and a letter lead; without it
// single keys are off. A letter is told by its key, so that any layout will do.
const { go } = document.body.dataset;
const places = new Map(go?.split(" ").map((pair) => pair.split("=")));
const patience = 1500;
let began = 0;

const press = (selector) => document.querySelector(selector)?.click();
const typing = (at) => at.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
const open = () => document.querySelector("dialog:modal, details[data-menu][open], :popover-open");

function letter({ key, code, shiftKey }) {
  if (key === "?" || (code === "Slash" && shiftKey)) return "?";
  if (key === "/" || code === "Slash") return "/";
  if (/^[a-z+-]$/i.test(key)) return key.toLowerCase();
  return code.startsWith("Key") ? code[3].toLowerCase() : "";
}

const search = () => {
  const field = document.querySelector("main form[role=search] input[type=search]");
  if (field) return (field.focus(), field.select());
  press("a[data-palette]");
};

const single = {
  "/": search,
  "?": () => press("a[data-sheet]"),
  "+": () => press("#zoom-in"),
  "-": () => press("#zoom-out"),
  n: () => press(".page-head a[href*='/new'], .empty a[href*='/new']"),
  e: () => press(".page-head a[href$='/edit']"),
};

// Before others hear of it: what was open when Escape was pressed is shut by them.
addEventListener("keydown", (event) => {
  const { target, ctrlKey, metaKey, altKey } = event;
  if (event.defaultPrevented || event.isComposing || altKey) return;
  if (ctrlKey || metaKey) {
    const form = event.key === "Enter" && target.closest?.("form[method=post]");
    if (!form) return;
    event.preventDefault();
    return form.requestSubmit(form.querySelector("button.main, button:not([type=button])"));
  }
  if (event.key === "Escape") {
    if (open() || target.ariaExpanded === "true") return;
    if (typing(target)) return target.blur();
    return [...document.querySelectorAll("main .crumbs a")].at(-1)?.click();
  }
  if (!go || typing(target) || open() || event.repeat) return;
  const pressed = letter(event);
  const second = Date.now() - began < patience && places.get(pressed);
  began = pressed === "g" ? Date.now() : 0;
  if (second) location.assign(second);
  else if (single[pressed]) single[pressed]();
  else return;
  event.preventDefault();
}, true);
