// Where there is a margin, evidence notes flow in it beside the text: each at the height of its claim or below the
// note before it, tied to the claim by a hairline. Limits stand open where there is room for them.
const GAP = 20;
const SLACK = 24; // how far an open note may push the next one
const LINE = 11; // from a note's top to the middle of its first line
const STEP = 6;

const svg = (name) => document.createElementNS("http://www.w3.org/2000/svg", name);

export function start() {
  const lesson = document.querySelector(".lesson");
  const ties = svg("svg");
  ties.setAttribute("class", "ties");
  ties.setAttribute("aria-hidden", "true");
  const items = [...lesson.querySelectorAll("[data-claim]")].map((note) => item(note, lesson)).filter(Boolean);

  const place = () => {
    const hasMargin = getComputedStyle(items[0].note.parentElement).getPropertyValue("--in-margin") === "1";
    lesson.classList.toggle("is-aligned", hasMargin);
    ties.remove();
    for (const { block } of items) block.style.marginBlockEnd = "";
    if (!hasMargin) {
      for (const { note } of items) note.style.insetBlockStart = "";
      return;
    }
    measure(items, lesson);
    arrange(items, obstacles(lesson));
    draw(items, ties, lesson);
    lesson.append(ties);
  };

  let width = 0;
  let height = 0;
  const placeWhenChanged = () => {
    if (lesson.offsetWidth === width && lesson.offsetHeight === height) return;
    place();
    width = lesson.offsetWidth;
    height = lesson.offsetHeight;
  };
  for (const { details } of items) {
    details?.firstElementChild.addEventListener("click", () => { details.dataset.chosen = ""; });
  }
  lesson.addEventListener("toggle", (event) => {
    if (event.target.closest(".note") && !event.target.dataset.placed) place();
    else delete event.target.dataset.placed;
  }, true);
  document.fonts.ready.then(() => new ResizeObserver(placeWhenChanged).observe(lesson));
}

function item(note, lesson) {
  const claim = document.getElementById(note.dataset.claim);
  const anchor = claim ?? note.closest(".block").querySelector(".prose");
  const path = svg("path");
  const mark = lesson.querySelector(`.mark[href="#${note.id}"]`);
  const light = (isLit) => [note, claim, path].forEach((part) => part?.classList.toggle("is-lit", isLit));
  for (const part of [note, claim, mark]) {
    part?.addEventListener("pointerenter", () => light(true));
    part?.addEventListener("pointerleave", () => light(false));
    part?.addEventListener("focusin", () => light(true));
    part?.addEventListener("focusout", () => light(false));
  }
  return { note, anchor, path, block: note.closest(".block"), details: note.querySelector(":scope > details") };
}

function open(details, isOpen) {
  if (!details || "chosen" in details.dataset || details.open === isOpen) return;
  details.dataset.placed = "1";
  details.open = isOpen;
}

function measure(items, lesson) {
  const top = lesson.getBoundingClientRect().top;
  for (const { details } of items) open(details, false);
  for (const one of items) one.closed = one.note.offsetHeight;
  for (const { details } of items) open(details, true);
  for (const one of items) {
    const line = one.anchor.getClientRects()[0];
    one.opened = one.note.offsetHeight;
    one.claim = line.top - top + Math.min(line.height, 30) / 2;
    one.start = line.left;
  }
  items.sort((one, other) => one.claim - other.claim || one.start - other.start);
}

// What spans the margin as well: no note may cross it.
function obstacles(lesson) {
  const top = lesson.getBoundingClientRect().top;
  const boxes = [...lesson.querySelectorAll(":scope > .block > .full, :scope > .block-references")].map((wide) => wide.getBoundingClientRect());
  return [...boxes.map((box) => [box.top - top, box.bottom - top]), [Infinity, Infinity]];
}

function arrange(items, walls) {
  let floor = 0;
  let rest = items;
  for (const [from, to] of walls) {
    const group = rest.filter((one) => one.claim < from);
    rest = rest.slice(group.length);
    fill(group, floor, from - GAP);
    floor = to + GAP;
  }
}

function fill(group, floor, ceiling) {
  let free = floor;
  group.forEach((one, index) => {
    const wanted = Math.max(one.claim - LINE, free);
    const next = group[index + 1] ? group[index + 1].claim - LINE + SLACK : ceiling;
    open(one.details, wanted + one.opened + GAP <= Math.min(next, ceiling));
    one.height = one.details?.open ? one.opened : one.closed;
    one.top = wanted;
    free = wanted + one.height + GAP;
  });
  // Too low: move up what stands above the wall.
  let limit = ceiling;
  for (const one of group.toReversed()) {
    one.top = Math.min(one.top, limit - one.height);
    limit = one.top - GAP;
  }
  const missing = floor - (group[0]?.top ?? floor);
  if (missing <= 0) return;
  for (const one of group) one.top += missing;
  group.at(-1).block.style.marginBlockEnd = `${missing}px`;
}

function draw(items, ties, lesson) {
  const left = lesson.getBoundingClientRect().left;
  let turn = 0;
  for (const one of items) {
    one.note.style.insetBlockStart = `${one.top}px`;
    const from = one.block.firstElementChild.getBoundingClientRect().right - left + 6;
    const to = one.note.getBoundingClientRect().left - left - 10;
    const end = one.top + LINE;
    const isStraight = Math.abs(end - one.claim) < 3;
    turn = isStraight ? 0 : turn + 1;
    const step = ((turn - 1) % 5) * STEP;
    const bend = end > one.claim ? to - 6 - step : to - 6 - 4 * STEP + step; // so that no two lines cross
    one.path.setAttribute("d", isStraight ? `M${from} ${end}H${to}` : `M${from} ${one.claim}H${bend}V${end}H${to}`);
    ties.append(one.path);
  }
}
