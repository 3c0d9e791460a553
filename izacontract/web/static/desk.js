// What the desk's pages do besides their forms and links, which work without it: copying a command, files that are
// dropped, and finding words in the articles.
(function () {
  "use strict";
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(button.dataset.copy).then(function () {
        button.textContent = button.dataset.copied;
      });
    });
  }

  for (const place of document.querySelectorAll("[data-drop]")) {
    const input = place.querySelector("input");
    for (const kind of ["dragenter", "dragover"]) {
      place.addEventListener(kind, function (event) {
        event.preventDefault();
        place.classList.add("over");
      });
    }
    for (const kind of ["dragleave", "drop"]) {
      place.addEventListener(kind, function () {
        place.classList.remove("over");
      });
    }
    place.addEventListener("drop", function (event) {
      event.preventDefault();
      if (event.dataTransfer.files.length === 0) return;
      const files = new DataTransfer();
      for (const file of Array.from(event.dataTransfer.files).slice(0, input.multiple ? undefined : 1)) files.items.add(file);
      input.files = files.files;
      input.focus();
    });
  }

  const find = document.getElementById("find");
  const text = document.querySelector("[data-find]");
  if (!find || !text) return;
  find.closest(".find").hidden = false;
  const rows = Array.from(text.querySelectorAll(".row[data-clause]"), function (row) {
    return { row: row, words: row.querySelector(".words").textContent.toLowerCase() };
  });
  // every lid has an address of its own, by its number
  for (const lid of text.querySelectorAll(".lid")) {
    const number = lid.querySelector(".number");
    const name = number ? number.textContent.trim().replace(/\.$/, "") : "";
    if (!/^\d+\.\d+$/.test(name) || document.getElementById("lid-" + name)) continue;
    const link = document.createElement("a");
    link.href = "#lid-" + name;
    link.id = "lid-" + name;
    link.append(...number.childNodes);
    number.append(link);
  }
  const asked = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (asked) {
    asked.scrollIntoView({ block: "center" });
    const lid = asked.closest(".lid");
    if (lid) lid.classList.add("asked");
  }
  const sections = text.querySelectorAll("section");
  const others = text.querySelectorAll(".row:not([data-clause]), .contents");

  function show() {
    const wanted = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let number = 0;
    for (const one of rows) {
      const fits = wanted.every((word) => one.words.includes(word));
      one.row.hidden = !fits;
      if (fits) number += 1;
    }
    for (const part of sections) part.hidden = wanted.length > 0 && !part.querySelector(".row:not([hidden])");
    for (const part of others) part.hidden = wanted.length > 0;
    const told = number === 0 ? text.dataset.none : number + " " + text.dataset.some;
    document.getElementById("found").textContent = wanted.length === 0 ? "" : told;
  }
  find.addEventListener("input", show);
  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && !event.target.closest("input, textarea, select")) {
      event.preventDefault();
      find.focus();
    } else if (event.key === "Escape" && document.activeElement === find) {
      find.value = "";
      show();
    }
  });
})();
