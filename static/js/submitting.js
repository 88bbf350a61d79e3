// On the last look: what still waits in this browser is sent first. If that changes an answer, the page is loaded again to
// show it; what the server knows already, or has newer, leaves the reader in peace.
import { sendWaiting } from "./sending.js";

export async function start() {
  const list = document.querySelector("[data-submits]");
  const { submits: attempt, answers: address } = list.dataset;
  if (await sendWaiting(address, attempt)) location.reload();
}
