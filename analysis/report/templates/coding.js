"use strict";
// One sentence at a time: themes by key or click, kept in the browser after each, saved as the CSV file that the program reads.
const data = JSON.parse(document.getElementById("data").textContent);
const [start, work, note] = ["start", "work", "note"].map((id) => document.getElementById(id));
const buttons = [...document.querySelectorAll("[data-theme]")];
const NONE = "none";
let coder, order, codes, at, history;

function shuffled(name, n) {
  let seed = 2166136261; // FNV-1a, then mulberry32: the same name gives the same order everywhere
  for (const sign of name) seed = Math.imul(seed ^ sign.codePointAt(0), 16777619) >>> 0;
  const places = [...Array(n).keys()];
  for (let i = n - 1; i > 0; i -= 1) {
    seed = (seed + 0x6d2b79f5) >>> 0;
    let t = Math.imul(seed ^ (seed >>> 15), seed | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    const j = ((t ^ (t >>> 14)) >>> 0) % (i + 1);
    [places[i], places[j]] = [places[j], places[i]];
  }
  return places;
}

function tell(message) { document.getElementById("said").textContent = message; }
function storeKey() { return `${data.sample} ${data.drawn} ${coder}`; }
function current() { return codes[order[at]] || { themes: [], unsure: false, note: "" }; }

function keep() {
  try {
    localStorage.setItem(storeKey(), JSON.stringify({ codes, at }));
  } catch {
    tell("This browser keeps nothing: save the file before you close the page.");
  }
}

function show() {
  const sentence = data.sentences[order[at]], code = current();
  for (const part of ["before", "text", "after"]) document.getElementById(part).textContent = sentence[part];
  for (const button of buttons) button.setAttribute("aria-pressed", String(code.themes.includes(button.dataset.theme)));
  document.getElementById("unsure").setAttribute("aria-pressed", String(code.unsure));
  note.value = code.note;
  const done = codes.filter((one) => one && one.themes.length).length;
  document.getElementById("bar").value = done;
  document.getElementById("progress").textContent = `Sentence ${at + 1} of ${order.length}; coded: ${done}.`;
}

function put(change) {
  history.push([at, order[at], codes[order[at]]]);
  codes[order[at]] = { ...current(), ...change };
  keep();
  show();
}

function toggle(theme) {
  const on = current().themes;
  if (on.includes(theme)) put({ themes: on.filter((one) => one !== theme) });
  else put({ themes: theme === NONE ? [NONE] : [...on.filter((one) => one !== NONE), theme] });
}

function go(step) {
  if (step > 0 && !current().themes.length) return tell("Choose a theme, or 0 for none. Leave it open with →.");
  move(step);
}

function move(step) {
  const to = Math.min(Math.max(at + step, 0), order.length - 1);
  tell(step > 0 && to === at ? "This is the last sentence. Save the file." : "");
  at = to;
  keep();
  show();
}

function undo() {
  if (!history.length) return tell("There is nothing to undo.");
  const [place, sentence, code] = history.pop();
  [at, codes[sentence]] = [place, code];
  keep();
  show();
}

function cell(value) {
  const safe = data.guarded.some((sign) => value.startsWith(sign)) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function save() {
  const rows = data.sentences.flatMap(({ readout, sentence }, place) => {
    const code = codes[place];
    if (!code || !code.themes.length) return [];
    const row = { readout, sentence, themes: code.themes.join(";"), unsure: code.unsure ? "yes" : "", note: code.note.trim(), coder };
    return [data.columns.map((name) => cell(row[name])).join(",")];
  });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([[data.columns.join(","), ...rows, ""].join("\n")], { type: "text/csv" }));
  link.download = `${data.sample}-${coder.replace(/[^\p{L}\p{N}]+/gu, "-")}.csv`;
  link.click();
  tell(`Saved: ${link.download}, ${rows.length} sentences.`);
}

start.addEventListener("submit", (event) => {
  event.preventDefault();
  coder = document.getElementById("coder").value.trim().replace(/\s+/g, " ");
  if (!coder || coder === "codebook") return;
  [order, codes, at, history] = [shuffled(coder, data.sentences.length), Array(data.sentences.length).fill(null), 0, []];
  try {
    const kept = JSON.parse(localStorage.getItem(storeKey()));
    if (kept) ({ codes, at } = kept);
  } catch { /* nothing is kept */ }
  [start.hidden, work.hidden] = [true, false];
  show();
  document.getElementById("text").focus();
});
for (const button of buttons) button.addEventListener("click", () => toggle(button.dataset.theme));
note.addEventListener("change", () => put({ note: note.value }));
const actions = { previous: () => move(-1), next: () => go(1), undo, unsure: () => put({ unsure: !current().unsure }), save };
for (const [id, action] of Object.entries(actions)) document.getElementById(id).addEventListener("click", action);
const keys = { Enter: "next", ArrowLeft: "previous", u: "undo", q: "unsure", s: "save" };
document.addEventListener("keydown", (event) => {
  if (work.hidden || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === note) {
    if (event.key === "Escape") note.blur();
    return;
  }
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key === "Enter" && event.target.closest("button")) return; // the button itself
  if (/^[0-9]$/.test(key)) {
    const theme = key === "0" ? NONE : data.themes[key - 1];
    if (theme) toggle(theme);
  } else if (key === "n") {
    note.focus();
  } else if (key === "ArrowRight") {
    move(1);
  } else if (keys[key]) {
    actions[keys[key]]();
  } else return;
  event.preventDefault();
});
