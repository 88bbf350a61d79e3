// An element with data-watch asks its address every two seconds, for a minute, whether its state is still the one in
// data-state; once it is not, the page is loaded again.
const EVERY = 2000;
const MOST = 30;

export function start() {
  const waiting = document.querySelector("[data-watch]");
  let asked = 0;
  const timer = setInterval(async () => {
    asked += 1;
    if (asked >= MOST) clearInterval(timer);
    const answer = await fetch(waiting.dataset.watch, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) return;
    const { state } = await answer.json();
    if (state !== waiting.dataset.state) {
      clearInterval(timer);
      location.reload();
    }
  }, EVERY);
}
