// Shows the name as it will be printed while it is typed; a long one is set smaller, as on the certificate.
const LONG = 28;

export function start() {
  for (const shown of document.querySelectorAll("[data-mirror]")) {
    const field = document.getElementById(shown.dataset.mirror);
    const show = () => {
      shown.textContent = field.value;
      shown.classList.toggle("is-long", field.value.length > LONG);
    };
    field.addEventListener("input", show);
    show();
  }
}
