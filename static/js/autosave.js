// Saves an answer as it is given, and says so. What the server has not confirmed waits in this browser and is sent again:
// when the connection is back, after a reload, from the next question's page.
import { dataOf, send, sendWaiting } from "./sending.js";
import { keep, waiting } from "./waiting.js";
import { restore } from "./restore.js";

const PAUSE = 800; // milliseconds after the last key
const LONGEST = 2000; // and after the first one that is not saved
const AGAIN = 3000;
const FINAL = ["submitted", "time-up", "checked", "newer", "gone"];
const OWN = ["csrfmiddlewaretoken", "question", "page", "serial", "age"];
let flushNow = async () => {};

// For whoever ends the attempt: everything that is on the page is sent first.
export const flush = () => flushNow();

export function start() {
  const form = document.querySelector("[data-autosave]");
  const status = form.querySelector("[data-autosave-status]");
  const attempt = form.dataset.autosave;
  const question = form.elements.question.value;
  const page = [...crypto.getRandomValues(new Uint32Array(3))].map((number) => number.toString(36)).join("");
  let serial = 0;
  let since = 0; // when the first change was made that is not saved
  let timer = 0;
  let sending = null;
  let leaving = false;

  const say = (told) => {
    const text = form.querySelector(`[data-text="${told.state}"]`)?.textContent ?? "";
    status.dataset.state = told.state;
    status.classList.toggle("is-trouble", !["saved", "saving"].includes(told.state));
    status.textContent = text;
    if (told.address) {
      const link = document.createElement("a");
      link.href = told.address;
      link.textContent = form.querySelector('[data-text="go"]').textContent;
      status.append(" ", link);
    }
    for (const hint of form.querySelectorAll("[data-unreadable]")) {
      if (told.unreadable) hint.hidden = !told.unreadable.includes(hint.dataset.unreadable);
    }
  };

  const current = () => waiting(attempt)[question];

  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };

  const save = async () => {
    clearTimeout(timer);
    if (sending) return sending.then(save);
    const answer = current();
    if (!answer) return;
    say({ state: "saving" });
    since = 0;
    sending = send(form.action, attempt, question, answer);
    const told = await sending;
    sending = null;
    if (told.state === "saved" && current()) return later(0);
    say(told);
    if (["offline", "failed"].includes(told.state)) later(AGAIN);
    else if (told.state === "saved") sendWaiting(form.action, attempt, question);
  };
  flushNow = save;

  const note = () => {
    serial += 1;
    const fields = [...new FormData(form)].filter(([name]) => !OWN.includes(name));
    keep(attempt, question, { fields, page, serial, given: Date.now() });
    since ||= Date.now();
    later(Date.now() - since > LONGEST - PAUSE ? 0 : PAUSE);
  };

  const leave = () => {
    const answer = current();
    if (!answer || leaving || FINAL.includes(status.dataset.state)) return;
    const data = dataOf(question, answer);
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.set("autosave", "1");
    navigator.sendBeacon(form.action, data);
  };

  form.addEventListener("input", note);
  form.addEventListener("change", (event) => event.target.type === "hidden" && note()); // an item was moved
  form.addEventListener("submit", (event) => {
    if (!navigator.onLine) {
      event.preventDefault();
      note();
      return say({ state: "offline" });
    }
    clearTimeout(timer);
    leaving = true; // what waits is sent again from the next page, where the server knows it for older than the form
    for (const [name, value] of [["page", page], ["serial", serial + 1], ["age", 0]]) {
      const field = form.elements[name] ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
      field.value = value;
    }
  });
  addEventListener("offline", () => say({ state: "offline" }));
  addEventListener("online", () => (current() ? save() : say({ state: "saved" })));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", () => (leaving = false)); // the page may come back as it was
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());

  const left = current(); // from before this page was loaded; if a newer answer stands by now, it is shown already
  if (left) {
    send(form.action, attempt, question, left).then((told) => {
      if (FINAL.includes(told.state)) return;
      if (!serial) restore(form, left.fields);
      say(told);
      if (["offline", "failed"].includes(told.state)) later(AGAIN);
    });
  }
  sendWaiting(form.action, attempt, question);
}
