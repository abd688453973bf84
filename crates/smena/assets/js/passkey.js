// button[data-passkey=ADDRESS] sends what the browser makes or signs as the address says, or its word for why it didn't.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-passkey]");
  const known = self.PublicKeyCredential;
  if (!button || !known?.parseRequestOptionsFromJSON) return;
  event.preventDefault();
  if (!button.form.reportValidity()) return;
  button.value = await fetch(button.dataset.passkey, { method: "POST" })
    .then((answer) => answer.json())
    .then(({ publicKey }) =>
      publicKey.rp
        ? navigator.credentials.create({ publicKey: known.parseCreationOptionsFromJSON(publicKey) })
        : navigator.credentials.get({ publicKey: known.parseRequestOptionsFromJSON(publicKey) }),
    )
    .then(JSON.stringify, ({ name }) => name);
  button.form.requestSubmit(button);
});
