// Sends one waiting answer; says what became of it: saved, offline, failed, signed-out, gone, or why it changes nothing.
import { post } from "./post.js";
import { drop, waiting } from "./waiting.js";

const PATIENCE = 3500; // milliseconds until a save that hangs counts as lost

export function dataOf(question, answer) {
  const data = new FormData();
  for (const [name, value] of answer.fields) data.append(name, value);
  data.set("question", question);
  data.set("page", answer.page);
  data.set("serial", answer.serial);
  data.set("age", Math.max(0, Date.now() - answer.given));
  return data;
}

async function stateOf(response) {
  if (response.status === 401 || response.status === 403) return { state: "signed-out" };
  if (response.status === 404) return { state: "gone" };
  if (!response.ok && response.status !== 409) return { state: "failed" };
  return response.json().catch(() => ({ state: "failed" }));
}

export async function send(address, attempt, question, answer) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const headers = { "X-Autosave": "1" };
    const told = await stateOf(await post(address, dataOf(question, answer), headers, patience.signal));
    if (!["failed", "signed-out", "gone"].includes(told.state)) drop(attempt, question, answer);
    return told;
  } catch {
    return { state: navigator.onLine && patience.signal.aborted ? "failed" : "offline" };
  } finally {
    clearTimeout(timer);
  }
}

// Sends whatever waits of other questions, as after a lost connection or a reload; true if that changed a saved answer.
export async function sendWaiting(address, attempt, except = "") {
  let isChanged = false;
  for (const [question, answer] of Object.entries(waiting(attempt))) {
    if (question === except) continue;
    const told = await send(address, attempt, question, answer);
    isChanged ||= told.state === "saved";
  }
  return isChanged;
}
