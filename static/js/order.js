// Moves an item of a list in place, says where it stands now, and keeps the focus on the button that was pressed.
export function start() {
  for (const list of document.querySelectorAll("[data-order]")) {
    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-move]");
      if (!button) return;
      event.preventDefault();
      move(list, button);
    });
  }
}

function move(list, button) {
  const item = button.closest("li");
  if (button.dataset.move === "up") item.previousElementSibling?.before(item);
  else item.nextElementSibling?.after(item);
  button.focus();
  const status = list.parentElement.querySelector("[data-order-status]");
  const words = { item: item.querySelector(".order-text").textContent.trim(), place: [...list.children].indexOf(item) + 1 };
  status.textContent = status.dataset.moved.replace(/%(\w+)%/g, (_, name) => ({ ...words, count: list.children.length })[name]);
  item.querySelector("input").dispatchEvent(new Event("change", { bubbles: true }));
}
