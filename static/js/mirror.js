// Shows the name as it will be printed while it is typed.
export function start() {
  for (const shown of document.querySelectorAll("[data-mirror]")) {
    const field = document.getElementById(shown.dataset.mirror);
    field.addEventListener("input", () => { shown.textContent = field.value; });
  }
}
