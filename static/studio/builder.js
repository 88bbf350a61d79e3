// The outline's rows can be dragged, within a module or into another; what moves is posted like a button's press.
// Buttons and the module list do the same without a mouse.
const form = document.querySelector("[data-builder-drop]");
const lists = [...document.querySelectorAll("[data-builder-module]")];
let dragged = null;

function rowsOf(list) {
  return [...list.querySelectorAll("[data-builder-row]")];
}

function rowAfter(list, y) {
  return rowsOf(list).find((row) => {
    const box = row.getBoundingClientRect();
    return row !== dragged && y < box.top + box.height / 2;
  });
}

function start(event) {
  dragged = event.currentTarget;
  dragged.classList.add("is-dragged");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.id);
}

function over(event) {
  if (!dragged) return;
  event.preventDefault();
  const list = event.currentTarget;
  list.insertBefore(dragged, rowAfter(list, event.clientY) ?? null);
}

function drop(event) {
  if (!dragged) return;
  event.preventDefault();
  const list = event.currentTarget;
  form.action = dragged.dataset.place;
  form.elements.module.value = list.dataset.builderModule;
  form.elements.index.value = rowsOf(list).indexOf(dragged);
  form.submit();
}

function end() {
  // Dropped outside any list: show the outline as it is kept.
  if (dragged && !form.action.endsWith(dragged.dataset.place)) location.reload();
  dragged?.classList.remove("is-dragged");
  dragged = null;
}

if (form) {
  for (const list of lists) {
    list.addEventListener("dragover", over);
    list.addEventListener("drop", drop);
    for (const row of rowsOf(list)) {
      const grip = row.querySelector(".builder-grip");
      grip.addEventListener("pointerdown", () => { row.draggable = true; });
      row.addEventListener("dragstart", start);
      row.addEventListener("dragend", end);
      row.addEventListener("pointerup", () => { row.draggable = false; });
    }
  }
}
