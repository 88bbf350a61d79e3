// A form with data-live is sent as soon as a choice in it changes. Its button is for those without script, and for
// a phone, where the choices fold.
export function start() {
  for (const form of document.querySelectorAll("[data-live]")) {
    form.classList.add("is-live");
    form.addEventListener("change", (event) => {
      if (event.target.type !== "search" && matchMedia("(width >= 900px)").matches) form.requestSubmit();
    });
  }
}
