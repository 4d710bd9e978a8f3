// Saves what has been typed into a long form every few seconds, so that a time-out or a dead battery costs
// nothing. <form data-autosave-url="…"> posts its fields (CSRF token included) to that address. Without this
// script the form's own "Save draft" button does the same.

const WAIT_AFTER_CHANGE = 3000;
const WAIT_AFTER_FAILURE = 10000;

function statusLine(form) {
  const line = document.createElement("p");
  line.className = "app-draft-status app-screen-only";
  line.setAttribute("role", "status");
  form.append(line);
  return line;
}

function timeNow() {
  const options = { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Europe/London" };
  return new Intl.DateTimeFormat("en-GB", options).format(new Date());
}

function signInLink() {
  const link = document.createElement("a");
  link.className = "govuk-link";
  link.href = document.body.dataset.signInUrl || "/";
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = "Sign in again (opens in a new tab)";
  return link;
}

// A file cannot be kept as a draft, and sending it every few seconds would be slow.
function fieldsOf(form) {
  const fields = new FormData(form);
  for (const [name, value] of [...fields]) {
    if (value instanceof File) fields.delete(name);
  }
  return fields;
}

// Signing in again, in another tab, changes the CSRF token; without the new one neither the draft nor the
// finished form could be sent from this page.
export async function renewToken() {
  const answer = await fetch(location.href, { redirect: "manual" });
  if (!answer.ok) return;
  // Read as text: our policy lets no script make a page out of one.
  const token = (await answer.text()).match(/name="csrfmiddlewaretoken" value="(\w+)"/);
  if (!token) return;
  document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((field) => (field.value = token[1]));
}

export function startAutosave(form) {
  const line = statusLine(form);
  let timer = null;
  let lastSaved = null;
  let changes = 0;
  let savedChanges = 0;
  let sending = false;
  let signedOut = false;

  function say(problem, ...content) {
    line.classList.toggle("app-draft-status--problem", problem);
    line.replaceChildren(...content);
  }

  function saveIn(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(save, milliseconds);
  }

  function keptUpTo() {
    return lastSaved ? `What you typed is kept up to ${lastSaved}. ` : "What you typed is not saved yet. ";
  }

  function sessionEnded() {
    signedOut = true;
    say(true, `Your session has ended. ${keptUpTo()}Leave this page open. `, signInLink());
    saveIn(WAIT_AFTER_FAILURE);
  }

  function notReached() {
    say(true, `The draft could not be saved. ${keptUpTo()}We keep trying.`);
    saveIn(WAIT_AFTER_FAILURE);
  }

  async function save() {
    if (sending || savedChanges === changes) return;
    const upTo = changes;
    sending = true;
    try {
      if (signedOut) await renewToken();
      const answer = await fetch(form.dataset.autosaveUrl, {
        method: "POST",
        body: fieldsOf(form),
        redirect: "manual",
        headers: { Accept: "application/json", "X-Requested-With": "autosave" },
      });
      sending = false;
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return sessionEnded();
      if (!answer.ok) return notReached();
      signedOut = false;
      savedChanges = upTo;
      lastSaved = timeNow();
      say(false, `Draft saved at ${lastSaved}`);
      if (changes === savedChanges) delete form.dataset.unsaved;
      if (changes > savedChanges) saveIn(WAIT_AFTER_CHANGE);
    } catch {
      sending = false;
      notReached();
    }
  }

  function changed() {
    changes += 1;
    form.dataset.unsaved = "";
    if (!timer || savedChanges === changes - 1) saveIn(WAIT_AFTER_CHANGE);
  }

  // Not "change": a text box fires it when it is left, long after the last key, which would look like somebody typing.
  form.addEventListener("input", changed);
  form.addEventListener("submit", () => clearTimeout(timer));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
}
