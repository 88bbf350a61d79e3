// Shows how much time is left, says it at five minutes and at one, and submits what is saved when it is up.
import { flush } from "./autosave.js";

export function start() {
  const clock = document.querySelector("[data-clock]");
  const status = clock.querySelector("[data-clock-status]");
  const text = (name) => clock.querySelector(`[data-text="${name}"]`).textContent;
  const end = Date.now() + Number(clock.dataset.clock) * 1000;
  let before = Infinity;

  const tick = async () => {
    const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    clock.querySelector("[data-clock-left]").textContent = text("left").replace("%time%", words(left));
    clock.classList.toggle("is-short", left <= 60);
    const reached = [300, 60, 0].find((mark) => left <= mark && before > mark && (mark === 0 || before !== Infinity));
    before = left;
    if (reached !== undefined) status.textContent = text(reached);
    if (left > 0) return;
    clearInterval(timer);
    await flush();
    clock.querySelector("[data-clock-form]").submit();
  };
  const timer = setInterval(tick, 1000);
  tick();
}

function words(seconds) {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((part, place) => (place ? String(part).padStart(2, "0") : part)).join(":");
}
