// Where there is a margin, an evidence note stands at the height of the words it is about.
const GAP = 20;

function place(column) {
  const top = column.getBoundingClientRect().top;
  let free = 0;
  for (const note of column.querySelectorAll("[data-claim]")) {
    note.style.marginBlockStart = "";
    if (getComputedStyle(note).borderInlineStartStyle !== "none") continue;
    const claim = document.getElementById(note.dataset.claim);
    if (!claim) continue;
    const rects = claim.getClientRects();
    const wanted = rects[0].top - top;
    const offset = Math.max(0, wanted - free);
    note.style.marginBlockStart = `${offset}px`;
    free += offset + note.offsetHeight + GAP;
  }
}

export function start() {
  const columns = document.querySelectorAll(".notes");
  const placeAll = () => columns.forEach(place);
  document.fonts.ready.then(placeAll);
  addEventListener("resize", placeAll);
}
