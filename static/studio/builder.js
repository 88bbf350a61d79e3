// The outline's modules can be dragged, and its rows, within a module or into another; what moves is posted like a
// button's press. Buttons and the module list do the same without a mouse.
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
