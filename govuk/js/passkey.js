// Makes and uses passkeys: <form data-passkey="make|use" data-passkey-options="{publicKey: …}"> is shown by this script,
// asks the device when it is sent, and sends what the device answers. With data-passkey-url instead of options the
// question is fetched first. Without this script the form stays hidden; every page that has one offers another way.

const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const PROBLEMS = {
  InvalidStateError: "This device already has a passkey for your account.",
  SecurityError: "Passkeys cannot be used at this address.",
};
const NOT_DONE = "The passkey was not used. Try again, or choose another way.";

const known = (list) => list?.map((one) => ({ ...one, id: toBytes(one.id) }));

function question({ publicKey }) {
  const asked = { ...publicKey, challenge: toBytes(publicKey.challenge) };
  if (asked.user) asked.user = { ...asked.user, id: toBytes(asked.user.id) };
  if (asked.excludeCredentials) asked.excludeCredentials = known(asked.excludeCredentials);
  if (asked.allowCredentials) asked.allowCredentials = known(asked.allowCredentials);
  return { publicKey: asked };
}

function answer(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function options(form) {
  if (form.dataset.passkeyOptions) return JSON.parse(form.dataset.passkeyOptions);
  const fetched = await fetch(form.dataset.passkeyUrl, { headers: { Accept: "application/json" } });
  return (await fetched.json()).request_options;
}

export function startPasskey(form) {
  if (!window.PublicKeyCredential) return;
  const problem = form.querySelector("[data-passkey-problem]");
  form.hidden = false;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.textContent = "";
    try {
      const asked = question(await options(form));
      const device = navigator.credentials;
      const credential = await (form.dataset.passkey === "make" ? device.create(asked) : device.get(asked));
      form.elements.credential.value = answer(credential);
      form.submit();
    } catch (error) {
      problem.textContent = PROBLEMS[error.name] ?? NOT_DONE;
    }
  });
}
