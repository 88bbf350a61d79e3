// Saves an answer as it is chosen; says so, and says when it could not.
import { post } from "./post.js";

export function start() {
  const form = document.querySelector("[data-autosave]");
  const status = form.querySelector("[data-autosave-status]");
  let pending = false;

  const save = async () => {
    pending = true;
    try {
      const response = await post(form.action, new FormData(form), { "X-Autosave": "1" });
      if (response.status === 401) {
        status.textContent = "You were signed out. Press the button below: your answer is kept while you sign in.";
      } else if (response.ok) {
        status.textContent = "Saved.";
        pending = false;
      } else {
        status.textContent = "This answer could not be saved. Press the button below to try again.";
      }
    } catch {
      status.textContent = "No connection. Your answer is still here and is saved when the connection is back.";
    }
  };

  form.addEventListener("change", save);
  window.addEventListener("online", () => pending && save());
}
