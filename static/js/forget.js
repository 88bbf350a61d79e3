// Whoever signs out leaves no answer in this browser.
import { forgetAll } from "./waiting.js";

export function start() {
  document.querySelector("form[action$='/logout/']").addEventListener("submit", forgetAll);
}
