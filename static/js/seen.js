// Tells the site that this lesson is open, so that studying resumes here on any device.
import { post } from "./post.js";

export function start() {
  const page = document.querySelector("[data-seen]");
  post(page.dataset.seen, new FormData()).catch(() => {});
}
