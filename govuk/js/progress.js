// Shows how far a long job is: <div data-progress-url="…"> asks that address for {done, total, state} and fills
// the <progress> inside it; the page is loaded again when the job has ended. Without this script the page
// offers a "Check progress" button. "watching" tells the portal that nobody has done anything: it keeps no session going.

const WAIT = 1500;
const WAIT_AFTER_FAILURE = 5000;
const RUNNING = ["waiting", "running"];

export function startProgress(box) {
  const bar = box.querySelector("progress");
  const words = box.querySelector("[data-progress-text]");

  function show({ done, total }) {
    if (bar && total) {
      bar.max = total;
      bar.value = done;
    }
    if (words) words.textContent = total ? `${done} of ${total}` : "Starting";
  }

  async function ask() {
    try {
      const answer = await fetch(box.dataset.progressUrl, { headers: { Accept: "application/json", "X-Requested-With": "watching" }, redirect: "manual" });
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return location.reload();
      if (!answer.ok) throw new Error("no answer");
      const job = await answer.json();
      if (!RUNNING.includes(job.state)) return location.reload();
      show(job);
      setTimeout(ask, WAIT);
    } catch {
      setTimeout(ask, WAIT_AFTER_FAILURE);
    }
  }

  setTimeout(ask, WAIT);
}
