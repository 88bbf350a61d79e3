// On the last look: what still waits in this browser is sent first, and the page shows it.
import { sendWaiting } from "./sending.js";
import { waiting } from "./waiting.js";

export async function start() {
  const list = document.querySelector("[data-submits]");
  const { submits: attempt, answers: address } = list.dataset;
  const waits = Object.keys(waiting(attempt)).length;
  if (waits && (await sendWaiting(address, attempt))) location.reload();
}
