// The outline's modules can be dragged, and its rows, within a module or into another; what moves is posted like a
// button's press. Buttons and the module list do the same without a mouse: the button that moved a part has the focus
// again beside its new place. A part's panel closes with Escape, or with a press elsewhere.
const form = document.querySelector("[data-builder-drop]");
const MODULES = { list: "[data-builder-modules]", row: "[data-builder-section]" };
const PARTS = { list: "[data-builder-module]", row: "[data-builder-row]" };
let dragged = null;
let kind = PARTS;

function rowsOf(list) {
  return [...list.querySelectorAll(kind.row)];
}

function rowAfter(list, y) {
  return rowsOf(list).find((row) => {
    const box = row.getBoundingClientRect();
    return row !== dragged && y < box.top + box.height / 2;
  });
}

// A row that is dragged lies in a module, which is not.
function start(event) {
  if (event.target !== event.currentTarget) return;
  dragged = event.currentTarget;
  kind = dragged.matches(MODULES.row) ? MODULES : PARTS;
  dragged.classList.add("is-dragged");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.id);
}

// While dragging, the whole page takes the drop: the row goes where it was last shown.
function over(event) {
  if (!dragged) return;
  event.preventDefault();
  const list = event.target.closest?.(kind.list);
  list?.insertBefore(dragged, rowAfter(list, event.clientY) ?? null);
}

function drop(event) {
  if (!dragged) return;
  event.preventDefault();
  const list = dragged.closest(kind.list);
  form.action = dragged.dataset.place;
  form.elements.module.value = list.dataset.builderModule ?? "";
  form.elements.index.value = rowsOf(list).indexOf(dragged);
  form.submit();
}

function end(event) {
  dragged?.classList.remove("is-dragged");
  dragged = null;
  // Given up with Escape, or let go outside the page: show the outline as it is kept.
  if (event.dataTransfer.dropEffect === "none") location.reload();
}

if (form) {
  document.addEventListener("dragover", over);
  document.addEventListener("drop", drop);
  for (const row of document.querySelectorAll(`${MODULES.row}, ${PARTS.row}`)) {
    row.querySelector(".builder-grip").addEventListener("pointerdown", () => {
      row.draggable = true;
    });
    row.addEventListener("pointerup", () => {
      row.draggable = false;
    });
    row.addEventListener("dragstart", start);
    row.addEventListener("dragend", end);
  }
}

const PRESSED = "builder-pressed";

function close(panel) {
  if (panel.contains(document.activeElement)) panel.querySelector("summary").focus();
  panel.open = false;
}

function openPanels() {
  return document.querySelectorAll(".builder-more[open]");
}

// First of all, and alone: on a phone Wagtail's menu takes the focus at Escape.
window.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || !openPanels().length) return;
    event.stopPropagation();
    openPanels().forEach(close);
  },
  { capture: true },
);

document.addEventListener("pointerdown", (event) => {
  for (const panel of openPanels()) if (!panel.contains(event.target)) panel.open = false;
});

// What was pressed is known by the form's address and the button's value: both stay when the part moves.
document.addEventListener("submit", (event) => {
  if (!event.target.closest("[data-builder-section]")) return;
  const { value = "" } = event.submitter ?? {};
  sessionStorage.setItem(PRESSED, JSON.stringify([event.target.getAttribute("action"), value]));
});

function focusAgain(address, value) {
  const sent = document.querySelector(`form[action="${CSS.escape(address)}"]`);
  const button = [...(sent?.querySelectorAll("button") ?? [])].find((one) => one.value === value);
  const folded = sent?.closest("details:not([open])");
  (folded ? folded.querySelector("summary") : button)?.focus({ preventScroll: true });
}

// The browser goes to the part that the address names, and takes the focus away, when all is loaded.
const pressed = JSON.parse(sessionStorage.getItem(PRESSED) ?? "null");
sessionStorage.removeItem(PRESSED);
if (pressed && location.hash) {
  addEventListener("load", () => requestAnimationFrame(() => focusAgain(...pressed)));
}
