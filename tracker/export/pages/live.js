// Keeps an open page fresh, lets filters and clocks act without a reload, and adds keys. Every page works without it.
"use strict";
(() => {
  const EVERY = 10_000; // milliseconds between two looks
  const LONGEST = 60_000;
  const AFTER_TYPING = 250;
  const PARTS = "main > section[id], .columns > section[id], main > [data-part], #state, #count, .top nav, .pages nav";
  const CONTROLS = "input:not([type=hidden]), select, textarea";
  const tag = document.querySelector("meta[name=tag]");

  // Asks for a page; the browser parses it without running anything in it.
  function ask(address, known, then) {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    if (known) request.setRequestHeader("If-None-Match", known);
    request.timeout = LONGEST;
    request.onload = () => then(request.status, request.response);
    request.onerror = request.ontimeout = () => then(0, null);
    request.send();
  }

  const isTouched = (control) => (control.type === "checkbox" ? control.checked !== control.defaultChecked
    : control.tagName === "SELECT" ? [...control.options].some((option) => option.selected !== option.defaultSelected
      && (option.selected ? option.index > 0 : true))
      : control.value !== control.defaultValue);
  const isBusy = (part) => [...part.querySelectorAll(CONTROLS)]
    .some((control) => control === document.activeElement || isTouched(control));

  const selectorOf = (part) => (part.id ? `#${CSS.escape(part.id)}` : part.dataset.part
    ? `[data-part="${part.dataset.part}"]` : part.closest(".pages") ? ".pages nav" : ".top nav");

  // What a reader has opened stays open, and the focus stays where it is.
  const placeOf = (details) => {
    const around = details.parentElement.closest("[id]");
    return `${around?.id} ${[...(around ?? document).querySelectorAll("details")].indexOf(details)}`;
  };
  function replace(part, fresh) {
    const opened = new Map([...part.querySelectorAll("details")].map((details) => [placeOf(details), details.open]));
    const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    part.replaceWith(fresh);
    for (const details of fresh.querySelectorAll("details")) details.open = opened.get(placeOf(details)) ?? details.open;
    if (focused) fresh.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
  }

  // Takes over every part that differs. One in which somebody is typing stays, and a line says so.
  function refresh(page) {
    let kept = false;
    for (const part of document.querySelectorAll(PARTS)) {
      const fresh = page.querySelector(selectorOf(part));
      if (!fresh || fresh.outerHTML === part.dataset.asSent || fresh.isEqualNode(part)) continue;
      if (isBusy(part)) kept = true;
      else replace(part, fresh);
    }
    const counts = page.querySelector("title");
    if (counts) document.title = counts.textContent;
    if (kept) say("This has changed since you opened the page. What you typed is kept; reload to see the rest.");
    document.dispatchEvent(new Event("replaced"));
  }

  function say(text) {
    let line = document.getElementById("news");
    if (!line) {
      line = document.createElement("p");
      line.id = "news";
      line.className = "note";
      line.setAttribute("role", "status");
      document.querySelector("main").prepend(line);
    }
    if (line.textContent !== text) line.textContent = text;
  }

  // Looks for news while the page is visible.
  const LOST = { 0: "The desk does not answer. What you see may be old.", 401: "You are not signed in any more." };
  let isAsking = false, lost = "";
  function look() {
    if (document.hidden || isAsking) return;
    isAsking = true;
    ask(location.pathname + location.search, tag.content, (status, page) => {
      isAsking = false;
      if (status === 200 && page) {
        tag.content = page.querySelector("meta[name=tag]")?.content ?? "";
        refresh(page);
      }
      const now = LOST[status] ?? "";
      if (now !== lost) say(now || "The desk answers again.");
      lost = now;
    });
  }
  if (tag) {
    setInterval(look, EVERY);
    document.addEventListener("visibilitychange", look);
    document.addEventListener("look", look);
  }

  // A form that only asks takes its answer without a reload, and leaves its address in the bar.
  function go(form) {
    const filled = [...new FormData(form)].filter(([, value]) => value !== "");
    const query = new URLSearchParams(filled).toString();
    const address = form.getAttribute("action") + (query && `?${query}`);
    ask(address, "", (status, page) => {
      if (status !== 200 || !page) return location.assign(address);
      history.pushState(null, "", address);
      tag.content = page.querySelector("meta[name=tag]")?.content ?? "";
      const fresh = page.querySelector(form.dataset.live), name = document.activeElement?.name;
      document.querySelector(form.dataset.live).replaceWith(fresh);
      if (name && !document.activeElement?.name) fresh.querySelector(`[name="${CSS.escape(name)}"]`)?.focus();
      refresh(page);
    });
  }
  let typing;
  document.addEventListener("submit", (event) => {
    if (!event.target.dataset.live || !tag) return;
    event.preventDefault();
    go(event.target);
  });
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[role=search][data-live]");
    if (!form || !tag) return;
    clearTimeout(typing);
    typing = setTimeout(() => go(form), AFTER_TYPING);
  });
  addEventListener("popstate", () => location.reload());

  // Keys, which can be turned off: speech input types letters too.
  const STORED = "tracker-keys";
  const stored = () => { try { return localStorage.getItem(STORED); } catch { return null; } };
  let areOn = stored() !== "off";
  for (const toggle of document.querySelectorAll(".keys input")) {
    toggle.checked = areOn;
    toggle.closest(".keys").hidden = false;
    toggle.addEventListener("change", () => {
      areOn = toggle.checked;
      try { localStorage.setItem(STORED, areOn ? "on" : "off"); } catch { /* for this page alone */ }
    });
  }
  function move(step) {
    const links = [...document.querySelectorAll(".drafts a")];
    const at = links.indexOf(document.activeElement);
    links[Math.min(Math.max(at + step, 0), links.length - 1)]?.focus();
  }
  const press = (name) => document.querySelector(`[data-key="${name}"]`);
  const KEYS = {
    j: () => (press("j") ? press("j").click() : move(1)),
    k: () => (press("k") ? press("k").click() : move(-1)),
    a: () => press("a")?.click(),
    r: () => press("r")?.focus(),
    e: () => {
      const details = press("e")?.closest("details");
      if (!details) return;
      details.open = true;
      details.querySelector(CONTROLS).focus();
    },
  };
  document.addEventListener("keydown", (event) => {
    if (!areOn || event.altKey || event.ctrlKey || event.metaKey || event.target.matches?.(CONTROLS)) return;
    if (!document.querySelector("[data-keys]") || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });
})();
