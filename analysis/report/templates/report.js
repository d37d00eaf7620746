"use strict";
// Themes on and off, search, two readouts side by side, marks of charts that open their sentences. Without it the page is whole.
const tools = document.querySelector(".tools");
const texts = document.querySelector(".texts");
const sentences = [...document.querySelectorAll(".s")];
const chips = [...document.querySelectorAll(".chip")];
const box = document.querySelector(".tools input");

function plain(text) {
  return text.normalize("NFC").toLowerCase();
}

function show() {
  const on = chips.filter((chip) => chip.getAttribute("aria-pressed") === "true").map((chip) => chip.dataset.theme);
  const asked = plain(box.value.trim());
  let found = 0;
  for (const sentence of sentences) {
    const themes = sentence.dataset.themes.split(" ");
    const one = (!on.length || on.some((theme) => themes.includes(theme))) && plain(sentence.textContent).includes(asked);
    sentence.classList.toggle("on", one);
    found += one;
  }
  const chosen = on.length > 0 || asked !== "";
  texts.classList.toggle("only", chosen);
  tools.querySelector(".found").textContent = chosen ? found + " of " + sentences.length + " sentences" : "";
}

function choose(theme) {
  for (const chip of chips) chip.setAttribute("aria-pressed", String(chip.dataset.theme === theme));
  box.value = "";
  show();
}

function go() {
  const name = decodeURIComponent(location.hash.slice(1));
  const target = name && document.getElementById(name);
  if (!target) return;
  for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  const chip = chips.find((one) => name.startsWith("e-") && name.includes("-" + one.dataset.theme));
  if (chip) choose(chip.dataset.theme);
  const sentence = target.matches(".s, details, section, div") ? target : target.parentElement.querySelector("#" + CSS.escape(name) + " ~ .s");
  for (const one of document.querySelectorAll(".here")) one.classList.remove("here");
  (sentence || target).classList.add("here");
  (sentence || target).scrollIntoView({ block: "center" });
}

function aside() {
  const sides = [...tools.querySelectorAll("select")].map((select) => select.value);
  for (const readout of texts.querySelectorAll(".readout")) {
    const place = sides.indexOf(readout.id);
    readout.style.order = place < 0 ? 2 : place;
    readout.open = place >= 0;
  }
}

if (tools && texts) {
  tools.hidden = false;
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
      show();
    });
  }
  box.addEventListener("input", show);
  const selects = [...tools.querySelectorAll("select")];
  selects.forEach((select, side) => {
    select.selectedIndex = side ? select.options.length - 1 : 0;
    select.addEventListener("change", aside);
  });
  if (selects.length) aside();
  window.addEventListener("hashchange", go);
  go();
}
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy).textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(document.getElementById(button.dataset.copy));
      button.textContent = "Selected: press Ctrl+C";
    }
  });
}
