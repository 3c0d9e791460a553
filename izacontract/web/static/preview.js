// What the page does besides swapping in what the server sends: it keeps what was open, shows faults at their fields,
// marks what changed, and opens what a link points into. Without it every button still works.
(function () {
  "use strict";
  const preview = document.getElementById("preview");
  const problems = document.getElementById("problems");
  let opened = new Set();
  let before = new Map();

  function words(row) {
    const found = row.querySelector(".words");
    return found ? found.textContent : "";
  }

  function remember() {
    opened = new Set();
    for (const part of document.querySelectorAll("#preview details[open][id], #problems details[open][id]")) opened.add(part.id);
    before = new Map();
    for (const row of preview.querySelectorAll("[data-clause]")) before.set(row.dataset.clause, words(row));
  }

  function restore() {
    for (const part of document.querySelectorAll("#preview details[id], #problems details[id]")) {
      if (opened.has(part.id)) part.open = true;
    }
    if (before.size === 0) return;
    for (const row of preview.querySelectorAll(".row[data-clause]")) {
      row.classList.toggle("changed", before.get(row.dataset.clause) !== words(row));
    }
  }

  // where a change leaves no contract, the page keeps the one it has and says so
  function keptNotice(text) {
    if (!preview.querySelector("[data-mark]") || !text.includes('id="no-contract"')) return null;
    return new DOMParser().parseFromString(text, "text/html").getElementById("no-contract");
  }

  function keep(notice) {
    let line = document.getElementById("kept");
    if (!line) {
      line = document.createElement("p");
      line.id = "kept";
      line.className = "notice";
      preview.prepend(line);
    }
    line.textContent = notice.dataset.kept;
  }

  function showFaults() {
    for (const place of document.querySelectorAll("#request .fault")) place.replaceChildren();
    for (const field of document.querySelectorAll("#request [aria-invalid]")) field.removeAttribute("aria-invalid");
    for (const told of problems.querySelectorAll(".fault [data-field]")) {
      const place = document.getElementById("e-" + told.dataset.field);
      const field = document.getElementById("f-" + told.dataset.field);
      if (place) {
        const line = document.createElement("p");
        line.textContent = told.dataset.text;
        place.append(line);
      }
      if (field && field.matches("input, select, textarea")) field.setAttribute("aria-invalid", "true");
    }
  }

  // a closed list shows the beginning of a choice only; below it stands what the choice means
  function sayMeaning(field) {
    const line = document.getElementById("meaning-" + field.name);
    const chosen = field.selectedOptions[0];
    if (line && chosen) line.textContent = chosen.textContent.trim().split(": ").slice(1).join(": ");
  }

  function sayMeanings() {
    for (const field of document.querySelectorAll("#request select")) sayMeaning(field);
  }

  document.addEventListener("change", function (event) {
    if (event.target.matches("#request select")) sayMeaning(event.target);
  });
  sayMeanings();

  function reveal(target) {
    for (let part = target; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
    target.focus();
    target.scrollIntoView({ block: "center" });
  }

  document.addEventListener("click", function (event) {
    const link = event.target.closest("a[href^='#']");
    const target = link && document.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)));
    if (!target) return;
    if (link.closest("#problems")) {
      event.preventDefault();
      reveal(target);
    }
  });

  document.addEventListener("htmx:configRequest", function (event) {
    // a change of a field is no press of the button that was pressed last
    if (event.detail.elt.id === "request") event.detail.formData.delete("_doe");
    // the pieces that are here already need not be sent again
    const held = Array.from(preview.querySelectorAll("[data-mark]"), (piece) => piece.id);
    event.detail.formData.set("_heeft", held.join(" "));
  });
  document.addEventListener("htmx:beforeSwap", function (event) {
    remember();
    // a page that says what is wrong replaces this one no more than a contract would
    if (event.detail.xhr.status === 413 || event.detail.xhr.status >= 500) {
      const told = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html").querySelector("h1");
      document.getElementById("state").textContent = told ? told.textContent : "";
      event.detail.shouldSwap = false;
    }
    const notice = event.detail.target === preview && keptNotice(event.detail.serverResponse);
    if (notice) {
      event.detail.swapOverride = "none";
      keep(notice);
    }
  });
  document.addEventListener("htmx:oobBeforeSwap", function (event) {
    const notice = event.detail.target === preview && event.detail.fragment.querySelector("#no-contract");
    if (notice && preview.querySelector("[data-mark]")) {
      event.detail.shouldSwap = false;
      keep(notice);
    }
  });
  document.addEventListener("htmx:afterSettle", function (event) {
    restore();
    showFaults();
    sayMeanings();
    if (event.detail.target && event.detail.target.id === "comparison") {
      const heading = document.getElementById("compared");
      if (heading) heading.focus();
    }
  });

  const asked = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (asked) reveal(asked);

  const file = document.getElementById("was-file");
  if (file) {
    document.getElementById("was-file-field").hidden = false;
    file.addEventListener("change", function (event) {
      event.stopPropagation();
      if (file.files.length === 0 || file.files[0].size > 500000) return;
      file.files[0].text().then(function (text) {
        document.getElementById("was").value = text;
      });
    });
  }
})();
