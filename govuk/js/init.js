// Starts the GOV.UK components and our own. Every page works without any of this.
import { initAll } from "./govuk-frontend.min.js";
import { startAutosave } from "./autosave.js";
import { startIdle } from "./idle.js";
import { startKeys } from "./keys.js";
import { startPasskey } from "./passkey.js";
import { startProgress } from "./progress.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
document.querySelectorAll("form[data-autosave-url]").forEach(startAutosave);
document.querySelectorAll("[data-progress-url]").forEach(startProgress);
document.querySelectorAll("dialog[data-idle-seconds]").forEach(startIdle);
document.querySelectorAll("[data-keys]").forEach(startKeys);
document.querySelectorAll("form[data-passkey]").forEach(startPasskey);
