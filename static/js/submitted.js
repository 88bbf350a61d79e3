// Once an attempt is submitted, this browser keeps nothing of it.
import { forget } from "./waiting.js";

export function start() {
  forget(document.querySelector("[data-submitted]").dataset.submitted);
}
