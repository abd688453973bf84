// button[data-passkey=ADDRESS] sends what the browser makes or signs, or why not.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-passkey]");
  const known = self.PublicKeyCredential;
  if (!button || !known?.parseCreationOptionsFromJSON) return;
  event.preventDefault();
  if (!button.form.reportValidity()) return;
  button.value = await fetch(button.dataset.passkey, { method: "POST" })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))
    .then(({ publicKey }) =>
      publicKey.rp
        ? navigator.credentials.create({ publicKey: known.parseCreationOptionsFromJSON(publicKey) })
        : navigator.credentials.get({ publicKey: known.parseRequestOptionsFromJSON(publicKey) }),
    )
    .then(JSON.stringify, ({ name, status }) => name ?? status);
  button.form.requestSubmit(button);
});
