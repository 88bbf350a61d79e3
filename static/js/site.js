// Fetches a behaviour only when the page has an element that asks for it.
const behaviours = {
  "[data-menu]": "menu",
  "[data-dialog]": "dialog",
  "[data-copy]": "copy",
  "[data-dropzone]": "dropzone",
  "[data-claim]": "notes",
  "[data-seen]": "seen",
  "[data-autosave]": "autosave",
  "[data-order]": "order",
  "[data-clock]": "clock",
  "[data-submits]": "submitting",
  "[data-submitted]": "submitted",
  "form[action$='/logout/']": "forget",
  "[data-mirror]": "mirror",
  "[data-live]": "live",
  "[data-watch]": "watch",
};

for (const [selector, name] of Object.entries(behaviours)) {
  if (document.querySelector(selector)) {
    import(`./${name}.js`).then((module) => module.start());
  }
}
