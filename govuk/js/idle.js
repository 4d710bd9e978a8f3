// Warns before the session ends, and takes what is being typed along to the sign-in page when it has ended.
// <dialog data-idle-seconds data-idle-warn data-idle-url data-idle-ended-url>: how many seconds are left, how many
// before the end to warn, where to ask for the truth (GET, which counts as nothing done) or to stay (POST), and where
// to hand over a form that was not sent. The portal alone decides: before it warns and before it leaves the page
// this asks, so another tab, or a draft that saved itself, keeps the session going here too.
import { renewToken } from "./autosave.js";

const ASK_WHILE_OPEN = 10;
const ASK_AFTER_FAILURE = 10000;
const SPOKEN = [120, 60, 30, 10];

function inWords(seconds) {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  const parts = [];
  if (minutes) parts.push(`${minutes} minute${minutes === 1 ? "" : "s"}`);
  if (rest || !minutes) parts.push(`${rest} second${rest === 1 ? "" : "s"}`);
  return parts.join(" ");
}

export function startIdle(dialog) {
  const { idleUrl, idleEndedUrl } = dialog.dataset;
  const warn = Number(dialog.dataset.idleWarn);
  const countdown = dialog.querySelector("[data-idle-countdown]");
  const spoken = dialog.querySelector("[aria-live]");
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("idle") : null;
  const edited = new Set();
  let endsAt = 0;
  let timer = null;
  let left = false;

  async function ask(method) {
    const body = method === "POST" ? new FormData(dialog.querySelector("form")) : undefined;
    const headers = { Accept: "application/json", "X-Requested-With": method === "POST" ? "staying" : "watching" };
    const answer = await fetch(idleUrl, { method, body, headers, redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 401) return null;
    if (answer.status === 403 && method === "POST") {
      // Somebody signed in again in another tab, which changed the token.
      await renewToken();
      return ask("GET");
    }
    if (!answer.ok) throw new Error("no answer");
    return answer.json();
  }

  async function check(method = "GET") {
    clearTimeout(timer);
    try {
      const session = await ask(method);
      if (left) return;
      if (session) settle(session);
      else leave();
    } catch {
      timer = setTimeout(check, ASK_AFTER_FAILURE);
    }
  }

  function settle({ seconds, can_stay: canStay }) {
    clearTimeout(timer);
    endsAt = Date.now() + seconds * 1000;
    if (seconds > warn) {
      if (dialog.open) dialog.close();
      timer = setTimeout(check, (seconds - warn) * 1000);
      return;
    }
    dialog.querySelectorAll("[data-idle-can-stay]").forEach((part) => (part.hidden = !canStay));
    dialog.querySelectorAll("[data-idle-must-go]").forEach((part) => (part.hidden = canStay));
    if (!dialog.open) {
      say(seconds);
      dialog.showModal();
    }
    tick();
  }

  function say(seconds) {
    spoken.textContent = `You will be signed out in ${inWords(seconds)}.`;
  }

  function tick() {
    const seconds = Math.max(Math.round((endsAt - Date.now()) / 1000), 0);
    countdown.textContent = inWords(seconds);
    if (SPOKEN.includes(seconds)) say(seconds);
    const mustAsk = seconds === 0 || seconds % ASK_WHILE_OPEN === 0;
    timer = setTimeout(mustAsk ? check : tick, 1000);
  }

  async function stay() {
    await check("POST");
    channel?.postMessage("staying");
  }

  function leave() {
    left = true;
    const unsent = [...edited].reverse().find((form) => form.isConnected && isUnsaved(form));
    if (unsent) return handOver(unsent);
    const here = encodeURIComponent(location.pathname + location.search);
    location.replace(`${document.body.dataset.signInUrl}?ended=1&next=${here}`);
  }

  // A draft that has saved itself needs no help.
  function isUnsaved(form) {
    return !("autosaveUrl" in form.dataset) || "unsaved" in form.dataset;
  }

  function handOver(form) {
    const to = new URL(form.getAttribute("action") || location.href, location.href);
    const fields = { unsent_to: to.pathname + to.search, unsent_on: location.pathname + location.search };
    for (const [name, value] of Object.entries(fields)) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      form.append(field);
    }
    form.querySelectorAll("input[type=file]").forEach((field) => (field.disabled = true));
    form.setAttribute("action", idleEndedUrl);
    HTMLFormElement.prototype.submit.call(form);
  }

  function typed({ target }) {
    const form = target.form;
    if (form?.getAttribute("method")?.toLowerCase() !== "post" || dialog.contains(form)) return;
    edited.delete(form);
    edited.add(form);
  }

  document.addEventListener("input", typed);
  dialog.querySelector("[data-idle-stay]").addEventListener("click", stay);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    if (!dialog.querySelector("[data-idle-stay]").hidden) stay();
  });
  channel?.addEventListener("message", () => check());
  // A computer that slept, or a page come back to, has missed its timer.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") check();
  });
  timer = setTimeout(check, Math.max(Number(dialog.dataset.idleSeconds) - warn, 0) * 1000);
}
