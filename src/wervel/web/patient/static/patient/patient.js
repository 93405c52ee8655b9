// A clock beside an exercise, and notes made without a connection. Numbers and random ids only; gone when somebody signs out.
const QUEUE = "queue";
const SESSION = "session";
const UNKNOWN = -1;

const read = (name, otherwise) => JSON.parse(localStorage.getItem(name) ?? "null") ?? otherwise;
const write = (name, value) => localStorage.setItem(name, JSON.stringify(value));
const today = () => new Intl.DateTimeFormat("sv", { timeZone: "Europe/Amsterdam" }).format(new Date());
const place = document.getElementById("offline");

// --- the clock ---

function clock(box) {
  const { seconds, times, rest, start, stop, time, resting, end } = box.dataset;
  const [face, says, button] = [box.querySelector(".clock"), box.querySelector(".says"), box.querySelector("button")];
  const turns = Array.from({ length: Number(times) }, (_, at) => [
    { long: Number(seconds), said: time.replace("{}", at + 1).replace("{}", times) },
    ...(Number(rest) && at + 1 < Number(times) ? [{ long: Number(rest), said: resting }] : []),
  ]).flat();
  let [at, left, ticking] = [0, turns[0].long, null];
  const show = () => { face.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`; };
  const halt = () => { clearInterval(ticking); ticking = null; button.textContent = start; };
  const tick = () => {
    left -= 1;
    if (left <= 0) {
      at += 1;
      navigator.vibrate?.(200);
      if (at === turns.length) {
        halt();
        [at, left] = [0, turns[0].long];
        says.textContent = end;
        return show();
      }
      left = turns[at].long;
      says.textContent = turns[at].said;
    }
    return show();
  };
  button.addEventListener("click", () => {
    if (ticking) return halt();
    says.textContent = turns[at].said;
    button.textContent = stop;
    ticking = setInterval(tick, 1000);
    return undefined;
  });
  box.hidden = false;
  show();
}
document.querySelectorAll("[data-timer]").forEach(clock);

// --- what waits to be sent ---

function tell(words, refused = null) {
  if (!place) return;
  place.replaceChildren();
  place.hidden = !words;
  if (!words) return;
  const line = document.createElement("p");
  line.textContent = words;
  place.append(line);
  if (refused) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "other";
    button.textContent = place.dataset.throw;
    button.addEventListener("click", () => {
      write(QUEUE, read(QUEUE, []).filter((one) => one.token !== refused));
      tell("");
    });
    place.append(button);
  }
}

async function send(entry) {
  const body = new URLSearchParams({ ...entry, csrfmiddlewaretoken: document.querySelector("[name=csrfmiddlewaretoken]").value });
  return fetch(entry.to, { method: "POST", body, redirect: "manual", headers: { "X-Requested-With": "fetch" } });
}

// One after the other; an entry goes only when the server has said that it is kept. Of two pages at once one does it.
async function flush() {
  if (!place?.dataset.sync) return;
  let sent = 0;
  for (const entry of read(QUEUE, []).filter((one) => one.to === place.dataset.sync)) {
    let answer;
    try {
      answer = await send(entry);
    } catch {
      break; // no connection yet
    }
    if (answer.status === 422) return tell(place.dataset.refused.replace("{}", entry.on), entry.token);
    if (!answer.ok) break;
    sent += 1;
    write(QUEUE, read(QUEUE, []).filter((one) => one.token !== entry.token));
  }
  const waiting = read(QUEUE, []).length;
  tell(waiting ? place.dataset.waiting.replace("{}", waiting) : sent ? place.dataset.sent : "");
}
const flushAlone = () => (navigator.locks ? navigator.locks.request(QUEUE, flush) : flush());

// The answers of a form as numbers: of a scale the score, else the place of the option; below 0 is "I do not know".
function numbers(form) {
  return [...form.querySelectorAll("fieldset.question")].map((set) => {
    const inputs = [...set.querySelectorAll(".options:not(.apart) input")];
    const at = inputs.findIndex((input) => input.checked);
    if (at >= 0) return at;
    return set.querySelector(".apart input:checked") ? UNKNOWN : null;
  });
}

function keep(form, to, extra = {}) {
  const values = numbers(form);
  const missing = values.indexOf(null);
  if (missing >= 0) {
    form.querySelectorAll("fieldset.question")[missing].querySelector("input").focus();
    return false;
  }
  const entry = { to, token: crypto.randomUUID(), kind: form.dataset.queue, on: form.dataset.on || today(), values: values.join(","), ...extra };
  write(QUEUE, [...read(QUEUE, []), entry]);
  tell(place.dataset.kept);
  place.scrollIntoView();
  return true;
}

for (const form of document.querySelectorAll("form[data-queue]")) {
  form.addEventListener("submit", (event) => {
    const offline = document.getElementById("kept");
    if (navigator.onLine && !offline) return;
    event.preventDefault();
    const { to } = offline ? read(SESSION, {}) : { to: place.dataset.sync };
    if (!to) return;
    const exercise = form.dataset.exercise ? { exercise: form.dataset.exercise } : {};
    if (keep(form, to, exercise)) {
      form.reset();
      if (offline && form.id === "session") noted(form);
    }
  });
}

// --- the page without a connection ---

function dose([, sets, reps, hold, minutes], words) {
  if (minutes) return `${minutes} ${words.minutes}`;
  const amount = sets > 1 && reps > 1 ? `${sets} ${words.sets} ${reps}` : `${Math.max(sets, reps)} ${words.times}`;
  return hold ? `${amount}, ${hold} ${words.seconds}` : amount;
}

function noted(form) {
  const session = read(SESSION, {});
  session.lines = session.lines.map((line) => (String(line[0]) === form.dataset.exercise ? [...line.slice(0, 5), 1] : line));
  write(SESSION, session);
  form.hidden = true;
  fill(document.getElementById("kept"));
}

async function fill(box) {
  const session = read(SESSION, {});
  box.hidden = !session.to;
  const list = document.getElementById("exercises");
  const lines = session.day === today() ? session.lines : [];
  document.getElementById("none").hidden = lines.length > 0;
  if (!lines.length) return;
  const library = await (await fetch(box.dataset.library)).json();
  list.replaceChildren();
  for (const line of lines.filter((one) => library[one[0]])) {
    const { name, says, pictures } = library[line[0]];
    const card = document.createElement("section");
    card.className = "card";
    const title = document.createElement("h3");
    title.textContent = line[5] ? `${name} (${box.dataset.done})` : name;
    const shown = document.createElement("ol");
    shown.className = "pictures";
    shown.append(...pictures.map(({ src, alt }) => {
      const [item, picture] = [document.createElement("li"), document.createElement("img")];
      Object.assign(picture, { src, alt, width: 150 });
      item.append(picture);
      return item;
    }));
    const paragraphs = [dose(line, box.dataset), says].map((text) => Object.assign(document.createElement("p"), { textContent: text }));
    const button = Object.assign(document.createElement("button"), { type: "button", className: "other" });
    const hidden = Object.assign(document.createElement("span"), { className: "hidden", textContent: `: ${name}` });
    button.append(box.dataset.note, hidden);
    button.addEventListener("click", () => {
      const form = document.getElementById("session");
      form.dataset.exercise = line[0];
      const heading = form.querySelector("h3");
      heading.textContent = name;
      form.hidden = false;
      heading.focus();
      heading.scrollIntoView();
    });
    card.append(title, shown, ...paragraphs, button);
    list.append(card);
  }
}

const box = document.getElementById("kept");
if (box) {
  fill(box);
  const waiting = read(QUEUE, []).length;
  if (waiting) tell(place.dataset.waiting.replace("{}", waiting));
  window.addEventListener("online", () => location.reload());
} else if (place?.dataset.sync) {
  const before = read(SESSION, {});
  if (place.dataset.day) {
    const lines = place.dataset.session.split(" ").filter(Boolean).map((line) => line.split(".").map(Number));
    write(SESSION, { to: place.dataset.sync, day: place.dataset.day, lines });
  } else if (before.to !== place.dataset.sync) {
    write(SESSION, { to: place.dataset.sync, day: "", lines: [] });
  }
  flushAlone();
  window.addEventListener("online", flushAlone);
  navigator.serviceWorker?.register("/sw.js", { scope: "/me/" }).then(() => navigator.serviceWorker.ready)
    .then((worker) => worker.active.postMessage("refresh")).catch(() => {});
}

// Whoever signs out leaves nothing behind.
for (const form of document.querySelectorAll('form[action$="/logout/"]')) {
  form.addEventListener("submit", () => localStorage.clear());
}
