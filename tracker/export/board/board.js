// Arrow keys within a drawing, tooltips, and names of countries. The page can be read without them.
"use strict";
(() => {
  // The browser knows the names of countries in full.
  function nameCountries() {
    let names;
    try { names = new Intl.DisplayNames(["en"], { type: "region" }); } catch { return; }
    for (const option of document.querySelectorAll("select[name=country] option")) {
      try {
        const name = /^[A-Z]{2}$/.test(option.value) && names.of(option.value);
        if (name && !option.textContent.includes(name)) option.textContent = option.textContent.replace(" ", ` ${name} `);
      } catch { /* an organisation such as EU keeps its code */ }
    }
  }

  // Tab reaches one mark of a drawing, the arrow keys move between its marks.
  const marksOf = (drawing) => [...drawing.querySelectorAll(".m")];
  function prepare() {
    nameCountries();
    for (const drawing of document.querySelectorAll(".history")) {
      marksOf(drawing).forEach((mark, number) => mark.setAttribute("tabindex", number ? "-1" : "0"));
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return hide();
    const mark = event.target.closest?.(".m");
    if (!mark || event.altKey || event.ctrlKey || event.metaKey) return;
    const marks = marksOf(mark.ownerSVGElement);
    const at = marks.indexOf(mark);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0,
      End: marks.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = marks[Math.min(Math.max(to, 0), marks.length - 1)];
    mark.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  });

  // The browser's tooltip appears late and only for the mouse: its text becomes our tooltip and the mark's name.
  const tip = document.createElement("div");
  tip.id = "tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  document.body.append(tip);
  let leaving;

  function show(mark) {
    clearTimeout(leaving);
    const title = mark.querySelector("title");
    if (title) {
      mark.setAttribute("aria-label", title.textContent);
      title.remove();
    }
    tip.textContent = mark.getAttribute("aria-label");
    tip.hidden = false;
    const box = mark.getBoundingClientRect();
    const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
    const above = box.top - tip.offsetHeight - 6;
    tip.style.left = `${Math.max(8, Math.min(box.left + box.width / 2 - tip.offsetWidth / 2, room)) + window.scrollX}px`;
    tip.style.top = `${(above > 0 ? above : box.bottom + 6) + window.scrollY}px`;
  }

  function hide() {
    clearTimeout(leaving);
    tip.hidden = true;
  }

  const markOf = (event) => event.target.closest?.(".m");
  document.addEventListener("pointerover", (event) => {
    const mark = markOf(event);
    if (mark) show(mark);
    else if (event.target === tip) clearTimeout(leaving);
  });
  document.addEventListener("pointerout", (event) => {
    if (markOf(event) || event.target === tip) leaving = setTimeout(hide, 150);
  });
  document.addEventListener("focusin", (event) => { const mark = markOf(event); if (mark) show(mark); });
  document.addEventListener("focusout", (event) => { if (markOf(event)) hide(); });

  // A link to a report opens the table that contains it.
  function open() {
    const row = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = row && row.closest("details");
    if (details && !details.open) {
      details.open = true;
      row.scrollIntoView({ block: "center" });
    }
  }
  window.addEventListener("hashchange", open);
  document.addEventListener("replaced", prepare);
  prepare();
  open();
})();
