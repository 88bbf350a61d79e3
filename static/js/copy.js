// A button with data-copy="TEXT" copies it and says so for a moment (data-copied="Copied").
async function copy(button) {
  const label = button.querySelector("[data-copy-label]") ?? button;
  const before = label.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    return;
  }
  label.textContent = button.dataset.copied;
  setTimeout(() => {
    label.textContent = before;
  }, 2500);
}

export function start() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}
