// The filters of a board in a file. They are hidden without a script.
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

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.hidden = false;
  // A browser that returns to the page restores the filters.
  window.addEventListener("pageshow", filter);
})();
