// SPDX-License-Identifier: MIT
// What the page does better with a script: answers as one types, keys, copying.
// Every answer is the page that the server would give without it; parts of that
// are put in the place of the old ones, so there is one way to render anything.
"use strict";
(() => {
  const WAIT = 150; // milliseconds without a key before the server is asked
  const ADDRESS_MOST = 2000; // bytes of a query that goes into an address, as in page_parts.h
  const PASTE_MOST = 66000; // characters; the engine reads 65,536 bytes and says when there are more

  const $ = (selector, within = document) => within.querySelector(selector);
  const field = () => $("#q");
  const words = (name) => $("#ask").dataset[name];
  const say = (text) => { $("#said").textContent = text; };

  // ---- Answers ----

  let running = null; // of the request under way
  let shown = location.pathname + location.search;
  let waiting = 0; // the timer

  function question(form = $("#ask")) {
    const data = new URLSearchParams(new FormData(form));
    if (!data.get("product")) data.delete("product");
    if (!data.get("q")?.trim()) data.delete("q");
    else data.set("q", data.get("q").trimEnd().slice(0, PASTE_MOST));
    return data;
  }

  // As the server writes addresses, so that one question has one address.
  function encode(data) {
    const escape = (text) => encodeURIComponent(text)
      .replace(/[!*'()]/g, (c) => "%" + c.charCodeAt(0).toString(16).toUpperCase());
    return [...data].map(([name, value]) => `${name}=${escape(value)}`).join("&");
  }

  async function fetchPage(address, body) {
    running?.abort();
    const mine = running = new AbortController();
    const options = { signal: mine.signal, credentials: "same-origin" };
    if (body) Object.assign(options, { method: "POST", body });
    try {
      const response = await fetch(address, options);
      const html = await response.text();
      return new DOMParser().parseFromString(html, "text/html");
    } catch (failure) {
      if (failure.name !== "AbortError") lost();
      return null;
    } finally {
      if (running === mine) running = null;
    }
  }

  function lost() {
    say(words("unreachable"));
    if ($("#main > .stale")) return;
    const line = document.createElement("p");
    line.className = "stale";
    line.textContent = words("unreachable");
    $("#main").prepend(line);
  }

  function replace(selector, page) {
    const now = $(selector), then = $(selector, page);
    if (now && then) now.replaceWith(document.adoptNode(then));
  }

  // The whole page, or only what an answer changes.
  function show(page, whole) {
    if (whole) {
      document.documentElement.lang = page.documentElement.lang;
      document.body.replaceChildren(...[...page.body.childNodes].map((node) => document.adoptNode(node)));
    } else {
      replace("#languages", page);
      replace("#main", page);
    }
    document.title = page.title;
    shown = location.pathname + location.search;
    improve();
    const said = $("[data-said]");
    if (said) say(said.dataset.said);
  }

  // A long paste has no address; it is kept with the entry of the history.
  async function ask({ push }) {
    clearTimeout(waiting);
    const data = question();
    const path = $("#ask").getAttribute("action");
    const query = encode(data);
    const long = query.length > ADDRESS_MOST;
    const address = path + (query && !long ? "?" + query : "");
    const page = await fetchPage(address, long ? data : null);
    if (!page) return;
    const here = location.pathname + location.search;
    const state = long ? { query } : null;
    if (push && here !== address) history.pushState(state, "", address);
    else history.replaceState(state, "", address);
    show(page, false);
  }

  async function narrow() {
    const form = $(".filter");
    const address = form.getAttribute("action") + "?" + encode(new FormData(form));
    const page = await fetchPage(address);
    if (!page) return;
    history.replaceState(null, "", address);
    shown = address;
    replace("#list", page);
    replace("#languages", page);
  }

  async function visit(address, body) {
    const page = await fetchPage(address, body);
    if (page) show(page, true);
    return page;
  }

  // ---- Copying ----

  // Outside of https and loopback there is no navigator.clipboard.
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "unseen";
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  }

  async function copyBy(button, text) {
    const done = text !== null && await copy(text);
    say(words(done ? "copied" : "failed"));
    button.textContent = done ? words("copied") : words("copy");
    if (!done) button.title = words("failed");
    setTimeout(() => { button.textContent = words("copy"); }, 1600);
    button.focus({ preventScroll: true });
  }

  async function ticketText(form) {
    const address = form.getAttribute("action") + "?" + new URLSearchParams(new FormData(form));
    try {
      const response = await fetch(address);
      return response.ok ? await response.text() : null;
    } catch {
      return null;
    }
  }

  async function copyTicket(form) {
    await copyBy($("button", form), await ticketText(form));
  }

  function addCopyButton(block) {
    const around = document.createElement("div");
    const button = document.createElement("button");
    around.className = "copying";
    button.type = "button";
    button.textContent = words("copy");
    block.replaceWith(around);
    around.append(block, button);
  }

  const kept = {
    get(name) { try { return localStorage.getItem("errkb." + name); } catch { return null; } },
    set(name, value) { try { localStorage.setItem("errkb." + name, value); } catch { /* a private window */ } },
  };

  // What only works with a script appears with it.
  function improve() {
    if (!$("#ask")) return;
    $(".keys").hidden = false;
    for (const block of document.querySelectorAll(".card pre, .request textarea")) addCopyButton(block);
    for (const form of document.querySelectorAll(".ticket")) {
      $("button", form).textContent = words("copy");
      for (const select of form.querySelectorAll("select")) {
        const value = kept.get(select.name);
        if ([...select.options].some((option) => option.value === value)) select.value = value;
      }
    }
  }

  // ---- Keys ----

  const chosen = () => [...document.querySelectorAll("#main a.entry, #main .card .permalink")];

  function move(by) {
    const all = chosen();
    const at = all.indexOf(document.activeElement);
    if (at + by < 0) field().focus();
    else all[Math.min(at + by, all.length - 1)]?.focus();
  }

  const isTyping = (target) => target.matches("input, textarea, select");

  const keys = {
    "/"() { field().focus(); field().select(); },
    ArrowDown() { move(1); },
    ArrowUp() { move(-1); },
    c() {
      const near = document.activeElement.closest(".card") ?? document;
      const form = $(".ticket", near);
      if (form) copyTicket(form);
    },
  };

  function keyInField(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      ask({ push: true });
    } else if (event.key === "ArrowDown" && field().selectionEnd === field().value.length && chosen().length) {
      event.preventDefault();
      move(1);
    } else if (event.key === "Escape") {
      $("#main").focus();
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !$("#ask")) return;
    if (event.target === field()) return keyInField(event);
    if (isTyping(event.target) || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  // ---- Events ----

  function changed(target) {
    clearTimeout(waiting);
    if (target === field()) waiting = setTimeout(ask, WAIT, { push: false });
    else if (target.id === "filter") waiting = setTimeout(narrow, WAIT);
  }

  // While an input method composes, what stands in the field is no Chinese yet.
  document.addEventListener("input", (event) => { if (!event.isComposing) changed(event.target); });
  document.addEventListener("compositionend", (event) => changed(event.target));

  document.addEventListener("change", (event) => {
    if (event.target.id === "product") ask({ push: false });
    else if (event.target.closest(".ticket")) kept.set(event.target.name, event.target.value);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.id === "ask" && !event.submitter?.hasAttribute("formaction")) {
      event.preventDefault();
      ask({ push: true });
    } else if (form.id === "ask") {
      event.preventDefault();
      const address = event.submitter.getAttribute("formaction");
      const data = question();
      visit(address, data).then((page) => page && history.pushState({ query: data.toString() }, "", address));
    } else if (form.matches(".ticket")) {
      event.preventDefault();
      copyTicket(form);
    }
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".copying > button");
    if (button) {
      const block = button.previousElementSibling;
      copyBy(button, block.value ?? block.textContent);
    }
  });

  addEventListener("popstate", (event) => {
    const here = location.pathname + location.search;
    if (here === shown && !event.state?.query) return; // the skip link, not another page
    visit(location.href, event.state?.query ? new URLSearchParams(event.state.query) : null);
  });

  improve();
  if (location.pathname.split("/").length <= 3 && !field()?.value) field()?.focus();
})();
