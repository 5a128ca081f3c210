// Filters, arrow keys within a drawing, and tooltips. The page can be read without them.
"use strict";
(() => {
  const form = document.querySelector("form[role=search]");
  const articles = [...document.querySelectorAll("article")];
  const mentions = [...document.querySelectorAll("[data-of]")];
  const counts = [...document.querySelectorAll("section, .group, main details")];
  const OVER = new Set(["held", "cancelled", "denied"]);

  // Folds names as the ledger does: without case and accents, hyphens as spaces.
  const folded = (text) => text.normalize("NFKD").toLowerCase().replace(/ß/g, "ss").replace(/[\u0300-\u036f]/g, "")
    .normalize("NFKC").replace(/[\s\-\u2010-\u2015\u2212\u30a0\uff0d]+/g, " ").trim();

  const matches = (people, words) => words.length === 0 || people.some((name) => {
    const parts = name.split(" ");
    return words.every((word) => parts.some((part) => part.startsWith(word)) || (word.length > 1 && name.includes(word)));
  });

  const meetings = articles.map((article) => ({
    article,
    name: article.id.slice(2),
    status: article.dataset.status,
    countries: article.dataset.countries.split(" "),
    people: article.dataset.people.split("\n"),
  }));

  function filter() {
    const { country, status, person } = form.elements;
    const words = folded(person.value).split(" ").filter(Boolean);
    const shown = new Set();
    for (const meeting of meetings) {
      const fits = (!country.value || meeting.countries.includes(country.value))
        && (!status.value || meeting.status === status.value || (status.value === "standing" && !OVER.has(meeting.status)))
        && matches(meeting.people, words);
      meeting.article.hidden = !fits;
      if (fits) shown.add(meeting.name);
    }
    for (const mention of mentions) mention.hidden = !shown.has(mention.dataset.of);
    recount();
    const all = shown.size === meetings.length;
    form.querySelector("output").textContent = all ? "" : `${shown.size} of ${meetings.length} meetings`;
    form.querySelector("button").disabled = all && !person.value;
  }

  // A heading shows how many of its meetings are visible; a group without any is hidden.
  function recount() {
    for (const part of counts) {
      const own = part.matches("#meetings, .group") ? "article" : part.id === "due" ? ":scope > .strip [data-of]" : "[data-of]";
      const listed = part.querySelectorAll(own);
      const number = new Set([...listed].filter((item) => !item.hidden).map((item) => item.dataset.of ?? item.id)).size;
      const counter = part.querySelector(":scope > h2 .n, :scope > h3 .n, :scope > summary .n");
      if (!counter) continue;
      counter.textContent = number;
      if (!part.matches("section")) part.hidden = number === 0;
      const navigation = part.id && document.querySelector(`nav a[href="#${part.id}"] .n`);
      if (navigation) navigation.textContent = number;
    }
  }

  function nameCountries() {
    let names;
    try { names = new Intl.DisplayNames(["en"], { type: "region" }); } catch { return; }
    for (const option of form.elements.country.options) {
      try {
        const name = /^[A-Z]{2}$/.test(option.value) && names.of(option.value);
        if (name && name !== option.value) option.textContent = option.textContent.replace(" ", ` ${name} `);
      } catch { /* an organisation such as EU keeps its code */ }
    }
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.hidden = false;
  nameCountries();
  // A browser that returns to the page restores the filters.
  window.addEventListener("pageshow", filter);

  // Tab reaches one mark of a drawing, the arrow keys move between its marks.
  const drawings = [...document.querySelectorAll(".history")];
  const marksOf = (drawing) => [...drawing.querySelectorAll(".m")];
  for (const drawing of drawings) {
    marksOf(drawing).forEach((mark, number) => mark.setAttribute("tabindex", number ? "-1" : "0"));
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
  open();
})();
