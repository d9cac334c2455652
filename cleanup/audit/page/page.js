"use strict";

// Without this script everything is readable. Controls that need it are hidden until it runs.
for (const control of document.querySelectorAll("[data-controls], [data-open]")) {
  control.hidden = false;
}

// A button with data-open="ID" opens and closes all details in the element of that id.
for (const button of document.querySelectorAll("[data-open]")) {
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(open));
    for (const one of document.getElementById(button.dataset.open).querySelectorAll("details")) {
      one.open = open;
    }
  });
}

// An element with data-controls="ID" governs the elements with data-search inside the one of that
// id. Its input of type search shows those that hold all its words, in their text and in the value
// of data-search. Its buttons with data-filter show those that have the value among the words of
// data-is: any of the buttons pressed in one fieldset, and some in each fieldset. Elements with
// data-group are hidden with all they hold. An output says how many are shown.
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

for (const bar of document.querySelectorAll("[data-controls]")) {
  const list = document.getElementById(bar.dataset.controls);
  const search = bar.querySelector("input[type=search]");
  const buttons = [...bar.querySelectorAll("[data-filter]")];
  const told = bar.querySelector("output");
  const items = [...list.querySelectorAll("[data-search]")].map((item) => ({
    item,
    text: folded(`${item.dataset.search} ${item.textContent}`),
    is: (item.dataset.is || "").split(" "),
  }));

  const apply = () => {
    const words = folded(search ? search.value : "").split(/\s+/).filter(Boolean);
    const wanted = new Map();
    for (const button of buttons) {
      if (button.getAttribute("aria-pressed") === "true") {
        const among = button.closest("fieldset") || bar;
        wanted.set(among, [...(wanted.get(among) || []), button.dataset.filter]);
      }
    }
    let shown = 0;
    for (const { item, text, is } of items) {
      const found = words.every((word) => text.includes(word));
      const chosen = [...wanted.values()].every((some) => some.some((one) => is.includes(one)));
      item.hidden = !(found && chosen);
      shown += !item.hidden;
      const folds = item.closest("details");
      if (folds && !item.hidden && words.length) folds.open = true;
    }
    for (const group of list.querySelectorAll("[data-group]")) {
      group.hidden = !group.querySelector("[data-search]:not([hidden])");
    }
    if (told) told.value = `${shown} of ${items.length} shown`;
  };

  bar.addEventListener("input", apply);
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-filter]");
    if (!button) return;
    const pressed = button.getAttribute("aria-pressed") === "true";
    button.setAttribute("aria-pressed", String(!pressed));
    apply();
  });
  if (search && search.value) apply(); // some browsers keep what was typed before a reload
}

// On a wide screen each note of an article is put beside its number, below the note before it.
const wide = matchMedia("(min-width: 66rem)");
const GAP = 14;
const RISE = 4;

function align(article) {
  const sheet = article.querySelector(".sheet");
  article.classList.toggle("aligned", wide.matches);
  const top = sheet.getBoundingClientRect().top;
  const notes = [...article.querySelectorAll(".note")].filter((note) => note.offsetHeight);
  const places = notes.map((note) => {
    const number = document.getElementById(note.querySelector(".back").hash.slice(1));
    return [number.getBoundingClientRect().top - top - RISE, note.offsetHeight];
  });
  let free = 0;
  for (const [index, [wish, height]] of places.entries()) {
    const at = Math.max(wish, free);
    notes[index].style.top = `${at}px`;
    free = at + height + GAP;
  }
  article.style.setProperty("--tall", `${top - article.getBoundingClientRect().top + free}px`);
}

for (const article of document.querySelectorAll(".article")) {
  const again = () => align(article);
  new ResizeObserver(again).observe(article.querySelector(".sheet"));
  article.addEventListener("toggle", again, true);
  article.addEventListener("change", again);
  wide.addEventListener("change", again);
}
