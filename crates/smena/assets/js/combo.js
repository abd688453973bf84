// Puts a search inside select[data-combo]. The select keeps the answer, unseen.
const start = (root) => root.querySelectorAll("select[data-combo]:not([hidden])").forEach(dress);

function dress(select) {
  const make = (tag, attributes) => Object.assign(document.createElement(tag), attributes);
  const box = make("div", { className: "combo" });
  const input = make("input", { type: "text", id: select.id, autocomplete: "off", placeholder: select.dataset.combo });
  const list = make("ul", { id: `${select.id}-list`, hidden: true, role: "listbox" });
  Object.assign(input, { role: "combobox", ariaExpanded: "false", ariaAutoComplete: "list" });
  input.setAttribute("aria-controls", list.id);
  list.ariaLabel = select.dataset.combo;
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
  }
  input.required = select.required;
  select.required = false;
  select.removeAttribute("id");
  select.hidden = true;
  select.before(box);
  box.append(input, list, select);

  let at = -1;
  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => select.selectedOptions[0];
  const settle = () => (input.value = select.value === "" ? "" : (chosen()?.text ?? "").trim());
  if (select.options[0]?.value === "") input.placeholder = select.options[0].text;

  function open(words) {
    const found = [...select.options].filter((o) => words.every((word) => plain(o.text).includes(word)));
    list.replaceChildren(
      ...found.slice(0, 200).map((option, n) => {
        const item = make("li", { id: `${list.id}-${n}`, role: "option", textContent: option.text });
        item.ariaSelected = String(option === chosen());
        item.addEventListener("mousedown", (event) => (event.preventDefault(), choose(option)));
        item.choose = () => choose(option);
        return item;
      }),
    );
    if (!found.length) list.append(make("li", { className: "nothing", textContent: select.dataset.comboNothing }));
    list.hidden = false;
    input.ariaExpanded = "true";
    point(words.length ? 0 : found.indexOf(chosen()));
  }
  function shut() {
    list.hidden = true;
    input.ariaExpanded = "false";
    input.removeAttribute("aria-activedescendant");
    settle();
  }
  function point(n) {
    const all = options();
    at = all.length ? (n + all.length) % all.length : -1;
    all.forEach((item, i) => item.classList.toggle("at", i === at));
    all[at]?.scrollIntoView({ block: "nearest" });
    if (all[at]) input.setAttribute("aria-activedescendant", all[at].id);
  }
  function choose(option) {
    select.value = option.value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    shut();
  }

  input.addEventListener("click", () => (input.select(), list.hidden && open([])));
  input.addEventListener("input", () => open(plain(input.value).split(/\s+/).filter(Boolean)));
  input.addEventListener("blur", shut);
  input.addEventListener("keydown", (event) => {
    const shown = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!shown) open([]);
      else point(at + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && shown) options()[at]?.choose();
    else if (event.key === "Escape" && shown) shut();
    else return;
    event.preventDefault();
  });
  select.addEventListener("change", settle);
  settle();
}

const plain = (text) => text.toLowerCase().replaceAll("ё", "е");

start(document);
document.addEventListener("page:part", ({ detail }) => start(detail));
