// A file field inside [data-dropzone] takes dropped files; [data-dropzone-name] shows which.
function enhance(zone) {
  const input = zone.querySelector("input[type=file]");
  const name = zone.querySelector("[data-dropzone-name]");
  const show = () => {
    if (name) name.textContent = input.files[0]?.name ?? "";
    if (input.files.length && "dropzoneSubmit" in zone.dataset) input.form.requestSubmit();
  };
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.add("is-over");
    });
  }
  for (const kind of ["dragleave", "drop"]) {
    zone.addEventListener(kind, () => zone.classList.remove("is-over"));
  }
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    input.files = event.dataTransfer.files;
    show();
  });
  input.addEventListener("change", show);
}

export function start() {
  document.querySelectorAll("[data-dropzone]").forEach(enhance);
}
