// input[data-strength=ADDRESS]: shows below it how strong the password is.
const wait = 200;
let timer;

document.addEventListener("input", ({ target }) => {
  if (!target.matches?.("[data-strength]")) return;
  clearTimeout(timer);
  timer = setTimeout(() => ask(target), wait);
});

async function ask(field) {
  const place = document.querySelector(`[data-strength-of="${CSS.escape(field.id)}"]`);
  place.hidden = field.value === "";
  if (place.hidden) return;
  const also = (field.dataset.strengthAlso ?? "").split(" ").map((name) => field.form?.elements[name]?.value ?? "");
  const body = new URLSearchParams({ password: field.value, inputs: also.join(" ") });
  const answer = await fetch(field.dataset.strength, { method: "POST", body }).catch(() => null);
  place.hidden = !answer?.ok;
  if (place.hidden) return;
  const { score, text } = await answer.json();
  place.querySelector("meter").value = score + (score < 1 ? 0.3 : 0);
  place.querySelector("span").textContent = text;
  place.dataset.score = score;
}
