// A form with data-live is sent as soon as a choice in it changes; its button is for those without script.
export function start() {
  for (const form of document.querySelectorAll("[data-live]")) {
    form.classList.add("is-live");
    form.addEventListener("change", (event) => {
      if (event.target.type !== "search") form.requestSubmit();
    });
  }
}
