// Keys for a long list of things to decide: <div data-keys tabindex="0"> with <div data-key-item> inside, those still to
// decide marked data-key-open. J and K go to the next and the one before that is undecided; any other key presses the
// button or follows the link of the item that is marked data-key="…", or one of the page. They work only while the list
// or something in it has the focus (WCAG 2.1.4), never while somebody types, and the page says which there are. Without
// this script the same buttons and links do the same.

const TYPING = "input, textarea, select";

export function startKeys(list) {
  const items = [...list.querySelectorAll("[data-key-item]")];
  items.forEach((item) => item.setAttribute("tabindex", "-1"));
  document.querySelectorAll("[data-keys-words]").forEach((words) => words.removeAttribute("hidden"));

  const current = () => document.activeElement.closest("[data-key-item]");

  function go(step) {
    const from = current() ? items.indexOf(current()) : step > 0 ? -1 : items.length;
    const rest = step > 0 ? items.slice(from + 1) : items.slice(0, Math.max(from, 0)).reverse();
    const next = rest.find((item) => item.hasAttribute("data-key-open"));
    if (next) next.focus();
    else if (step > 0) document.querySelector("[data-key-after]")?.click();
  }

  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.repeat) return;
    if (event.target.closest(TYPING)) return;
    const wanted = event.key.toLowerCase();
    if (!/^[a-z]$/.test(wanted)) return;
    if (wanted === "j" || wanted === "k") {
      event.preventDefault();
      return go(wanted === "j" ? 1 : -1);
    }
    const found = current()?.querySelector(`[data-key="${wanted}"]`) ?? document.querySelector(`[data-page-key="${wanted}"]`);
    if (found) {
      event.preventDefault();
      found.click();
    }
  });

  // After a decision the page comes back with the passage in its address: the keys go on from there.
  const here = location.hash && items.find((item) => item.id === location.hash.slice(1));
  if (here) here.focus();
}
