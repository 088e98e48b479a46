// Live updates: whenever something has happened to a call, the page is read anew, and those of its parts that say
// `data-live` are replaced. All that is shown was rendered, and escaped, by the server.
"use strict";

(() => {
  const PAUSE_MS = 300; // between two readings, however much happens
  const news = document.getElementById("news");
  const pause = document.getElementById("pause");
  let source = null;
  let paused = false;
  let due = false;
  let timer = null;
  const first = Number(document.body.dataset.last); // the number of the latest call when the page was made
  let told = 0;

  const connect = () => {
    if (source || paused || document.hidden) return;
    source = new EventSource("/_inspector/events");
    source.onopen = () => document.documentElement.classList.remove("cut-off");
    source.onerror = () => document.documentElement.classList.add("cut-off");
    source.onmessage = (event) => {
      tell(Number(event.data) - first);
      readSoon();
    };
  };

  // A browser has few connections to one host: a page that nobody sees keeps none.
  const disconnect = () => {
    if (source) source.close();
    source = null;
  };

  const tell = (count) => {
    if (count <= told) return;
    told = count;
    news.textContent = count === 1 ? "1 new call" : `${count} new calls`;
  };

  const readSoon = () => {
    due = true;
    if (timer === null) timer = setTimeout(read, PAUSE_MS);
  };

  const read = async () => {
    timer = null;
    if (!due || paused) return;
    // Whoever is selecting something is not to lose it.
    const selection = document.getSelection();
    if (selection && !selection.isCollapsed) return readSoon();
    due = false;
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } });
      if (answer.ok) replace(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      // The sandbox is gone; the stream of events asks for it again.
    }
  };

  const replace = (page) => {
    for (const old of document.querySelectorAll("[data-live]")) {
      const fresh = page.getElementById(old.id);
      if (!fresh || fresh.innerHTML === old.dataset.shown || fresh.innerHTML === old.innerHTML) continue;
      const focus = old.contains(document.activeElement) ? placeOf(document.activeElement) : null;
      const known = new Set([...old.querySelectorAll("[data-call]")].map((row) => row.dataset.call));
      const open = [...old.querySelectorAll("details[open]")].map((details) => details.id);
      const shown = fresh.innerHTML;
      for (const row of fresh.querySelectorAll("[data-call]")) {
        if (known.size > 0 && !known.has(row.dataset.call)) row.classList.add("new");
      }
      old.replaceChildren(...fresh.childNodes);
      old.dataset.shown = shown;
      for (const id of open) document.getElementById(id)?.setAttribute("open", "");
      if (focus) old.querySelector(focus)?.focus({ preventScroll: true });
      offerCopying(old);
    }
  };

  // How to find the element with the focus once more.
  const placeOf = (element) => {
    if (element.id) return `#${CSS.escape(element.id)}`;
    const target = element.getAttribute("href");
    if (target) return `a[href="${CSS.escape(target)}"]`;
    return element.matches(".scroll") ? ".scroll" : null;
  };

  const offerCopying = (place) => {
    if (!place.matches("[data-copy]") || !navigator.clipboard || place.previousElementSibling?.matches(".copy")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(place.textContent);
      button.textContent = "Copied";
    });
    place.before(button);
  };

  // What a form has done is told once, and not again after a reload.
  if (new URLSearchParams(location.search).has("done")) history.replaceState(null, "", location.pathname);
  pause.hidden = false;
  pause.addEventListener("click", () => {
    paused = !paused;
    pause.textContent = paused ? "Resume updates" : "Pause updates";
    document.documentElement.classList.toggle("paused", paused);
    if (paused) disconnect();
    else {
      connect();
      readSoon();
    }
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);
  document.querySelectorAll("[data-copy]").forEach(offerCopying);
  connect();
})();
