// Saves what has been typed into a long form every few seconds, so that a time-out or a dead battery costs
// nothing. <form data-autosave-url="…"> posts its fields (CSRF token included) to that address. Without this
// script the form's own "Save draft" button does the same.

const WAIT_AFTER_CHANGE = 3000;
const WAIT_AFTER_FAILURE = 10000;
const LONGEST_WAIT = 10000;

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
  let saving = null;
  let signedOut = false;
  let sent = false;

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

  // One save at a time. Gives whether the portal answered at all, whatever it said.
  function save() {
    if (savedChanges === changes || sent) return saving ?? Promise.resolve(true);
    saving ??= ask().finally(() => {
      saving = null;
    });
    return saving;
  }

  async function ask() {
    const upTo = changes;
    try {
      if (signedOut) await renewToken();
      const answer = await fetch(form.dataset.autosaveUrl, {
        method: "POST",
        body: fieldsOf(form),
        redirect: "manual",
        // The page may be on its way out; then only a request that outlives it arrives.
        keepalive: document.visibilityState === "hidden",
        signal: AbortSignal.timeout(LONGEST_WAIT),
        headers: { Accept: "application/json", "X-Requested-With": "autosave" },
      });
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) sessionEnded();
      else if (!answer.ok) notReached();
      else saved(upTo);
      return true;
    } catch {
      notReached();
      return false;
    }
  }

  function saved(upTo) {
    signedOut = false;
    savedChanges = upTo;
    lastSaved = timeNow();
    say(false, `Draft saved at ${lastSaved}`);
    if (changes === savedChanges) delete form.dataset.unsaved;
    if (changes > savedChanges) saveIn(WAIT_AFTER_CHANGE);
  }

  function changed() {
    changes += 1;
    sent = false;
    form.dataset.unsaved = "";
    if (!timer || savedChanges === changes - 1) saveIn(WAIT_AFTER_CHANGE);
  }

  // The words are kept first and sent then: a portal that dies in the middle costs nothing, and no draft arrives after
  // the form it belongs to. Where nobody answers, the form stays on the page instead of ending in an error page.
  async function submitted(event) {
    clearTimeout(timer);
    if (!saving && savedChanges === changes) {
      sent = true;
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    await saving;
    if (await save()) {
      clearTimeout(timer);
      savedChanges = changes;
      form.requestSubmit(button);
    } else {
      say(true, `The portal cannot be reached, and nothing was sent. ${keptUpTo()}Leave this page open and try again.`);
    }
  }

  // Not "change": a text box fires it when it is left, long after the last key, which would look like somebody typing.
  form.addEventListener("input", changed);
  form.addEventListener("submit", submitted);
  window.addEventListener("pageshow", () => (sent = false));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
}
