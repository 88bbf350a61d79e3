// A button or link with data-dialog-open="ID" asks first; without script it acts at once.
export function start() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog-open]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.dialogOpen);
      if (!dialog) return;
      event.preventDefault();
      dialog.showModal();
      return;
    }
    const closer = event.target.closest("[data-dialog-close]");
    if (closer) closer.closest("dialog").close();
    else if (event.target.matches("dialog[data-dialog]")) event.target.close();
  });
}
