// Only adds to what works without it: dropping, progress, boxes and values that light one another, keys, the board's
// one focus, and the search of a published site. Nothing here puts text into the page as HTML.
(() => {
  "use strict";

  const each = (selector, act, within = document) => within.querySelectorAll(selector).forEach(act);

  // -- forms: a second click does not send them twice -------------------------------------------------------------

  each("form[method=post]", (form) => {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "yes";
      const button = event.submitter || form.querySelector("button");
      if (!button) { return; }
      const text = button.textContent;
      button.textContent = form.enctype === "multipart/form-data" ? "Sending…" : "Saving…";
      window.addEventListener("pageshow", () => { button.textContent = text; delete form.dataset.sent; }, {once: true});
    });
  });

  // -- the inbox ------------------------------------------------------------------------------------------------

  each("form[data-drop]", (form) => {
    const input = form.querySelector("input[type=file]");
    const over = (is) => (event) => { event.preventDefault(); form.classList.toggle("over", is); };
    form.addEventListener("dragover", over(true));
    form.addEventListener("dragleave", over(false));
    form.addEventListener("drop", (event) => {
      over(false)(event);
      if (event.dataTransfer.files.length) {
        input.files = event.dataTransfer.files;
        form.requestSubmit();
      }
    });
    // a file let fall beside the place would otherwise be opened in place of the page
    for (const kind of ["dragover", "drop"]) {
      window.addEventListener(kind, (event) => event.preventDefault());
    }
  });

  const drops = document.getElementById("drops");
  if (drops && drops.dataset.busy === "yes") {
    const wait = 700;
    let touched = false;  // a form that somebody is filling in is not taken away from them
    document.addEventListener("input", () => { touched = true; });
    const look = async () => {
      try {
        const answer = await fetch(drops.dataset.poll, {headers: {accept: "application/json"}});
        const page = await answer.json();
        let busy = false;
        for (const drop of page.drops) {
          const shown = document.getElementById(`drop-${drop.id}`);
          const working = drop.state === "waiting" || drop.state === "reading";
          busy = busy || working;
          if (!shown || !working) { continue; }
          const line = shown.querySelector("p");
          const said = drop.state === "waiting" ? "Waiting" : drop.pages ? `Reading: page ${drop.page} of ${drop.pages}` : "Reading";
          if (line.textContent !== said) { line.textContent = said; }
          const bar = shown.querySelector("progress");
          if (bar && drop.pages) { bar.max = drop.pages; bar.value = drop.page; }
        }
        const changed = !busy || page.drops.some((drop) => !["waiting", "reading"].includes(drop.state) && !document.querySelector(`#drop-${CSS.escape(drop.id)}.drop-${drop.state}`));
        if (changed && !touched) {
          location.reload();
          return;
        }
        if (!busy) { return; }
      } catch {
        // the server is busy or gone: asked again, and the link on the page asks too
      }
      setTimeout(look, wait);
    };
    setTimeout(look, wait);
  }

  // -- names: plans are being looked through ---------------------------------------------------------------------

  each("#looking", (shown) => {
    const again = async () => {
      try {
        const page = await (await fetch(shown.dataset.poll)).json();
        if (page.looking !== "looking") { location.reload(); return; }
      } catch {
        // the server is busy or gone: asked again, and the link on the page asks too
      }
      setTimeout(again, 1500);
    };
    setTimeout(again, 1500);
  });

  // -- a value and its boxes light one another ---------------------------------------------------------------------

  const light = (value) => {
    each(".lit", (one) => one.classList.remove("lit"));
    if (!value) { return; }
    value.classList.add("lit");
    each(`[href="#${CSS.escape(value.id)}"]`, (link) => (link.closest(".cell") || link).classList.add("lit"));
  };
  each(".value", (value) => {
    value.addEventListener("focusin", () => light(value));
    value.addEventListener("click", () => light(value));
  });
  each(".box, .row .cell a", (link) => {
    link.addEventListener("click", () => light(document.getElementById(link.getAttribute("href").slice(1))));
  });

  // -- keys, only while the record has the focus -------------------------------------------------------------------

  each("[data-keys]", (record) => {
    const go = (selector) => { const link = document.querySelector(selector); if (link) { link.click(); } };
    const current = () => record.querySelector(".value.lit[data-doubtful]") || record.querySelector(".value[data-doubtful]") || record.querySelector(".value.lit");
    record.tabIndex = 0;
    record.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { return; }
      const value = current();
      if (event.key === "n") { go("#next-doubt"); }
      else if (event.key === "p") { go("a[rel=prev]"); }
      else if (event.key === "r" && value) { const button = value.querySelector("[data-right]"); if (button) { button.focus(); button.click(); } }
      else if (event.key === "c" && value) {
        const change = value.querySelector("[data-change]");
        if (change) { change.open = true; change.querySelector("select, input:not([type=hidden]), textarea").focus(); }
      } else { return; }
      event.preventDefault();
    });
  });

  // -- the board: one focus moves over it --------------------------------------------------------------------------

  const board = document.getElementById("board");
  if (board && board.dataset.plans) {
    const rows = [...board.tBodies[0].rows].filter((row) => row.dataset.plan).map((row) => [...row.cells].slice(1));
    const columns = [...board.tHead.rows[1].cells].slice(1).map((cell) => cell.textContent.trim());
    const places = new Map();
    rows.forEach((row, down) => row.forEach((cell, across) => places.set(cell, [down, across])));
    // files are called by their addresses, with characters that file systems differ about as their codes
    const coded = (text) => encodeURIComponent([...new TextEncoder().encode(text)].map((byte) => {
      const char = String.fromCharCode(byte);
      return /[A-Za-z0-9._~-]/.test(char) ? char : `_${byte.toString(16).padStart(2, "0")}`;
    }).join(""));
    const address = (cell) => {
      const [, across] = places.get(cell);
      const key = cell.dataset.key || columns[across];
      const plan = cell.parentNode.dataset.plan;
      if (!board.dataset.ending) { return `${board.dataset.plans}/${encodeURIComponent(plan)}/actions/${encodeURIComponent(key)}`; }
      return `${board.dataset.plans.replace(/\.html$/, "")}/${coded(plan)}/actions/${coded(key)}${board.dataset.ending}`;
    };
    const words = {red: "red", amber: "amber", green: "green", blue: "blue", none: "no RAG", absent: "not in this plan", on: "yes", off: "no"};
    const name = (cell) => {
      const [, across] = places.get(cell);
      if (cell.dataset.said) { return `${cell.parentNode.cells[0].textContent.trim()}, ${columns[across]}, ${cell.dataset.said}`; }
      const shade = /c-(\w+)/.exec(cell.className)[1];
      return `${cell.parentNode.cells[0].textContent.trim()}, ${columns[across]}, ${words[shade]}${cell.querySelector("s") ? ", no answer" : ""}`;
    };
    let at = rows.length ? rows[0][0] : null;
    const mark = (cell) => {
      at.classList.remove("at");
      at = cell;
      at.classList.add("at");
      at.id = at.id || `cell-${places.get(at).join("-")}`;
      at.setAttribute("aria-label", name(at));
      board.setAttribute("aria-activedescendant", at.id);
    };
    const move = (cell) => {
      if (!cell) { return; }
      mark(cell);
      cell.scrollIntoView({block: "nearest", inline: "nearest"});
    };
    if (at) {
      board.setAttribute("role", "grid");
      each("tr", (row) => row.setAttribute("role", "row"), board);
      rows.flat().forEach((cell) => { cell.setAttribute("role", "gridcell"); });
      board.tabIndex = 0;
      mark(at);
      board.setAttribute("aria-describedby", "board-help");
      const open = (cell) => { if (cell && !cell.classList.contains("c-absent")) { location.href = address(cell); } };
      board.addEventListener("click", (event) => { const cell = event.target.closest("td"); if (cell && places.has(cell)) { open(cell); } });
      board.addEventListener("mouseover", (event) => { const cell = event.target.closest("td"); if (cell && places.has(cell)) { cell.title = name(cell); } });
      board.addEventListener("keydown", (event) => {
        if (event.target !== board) { return; }
        const [down, across] = places.get(at);
        const last = rows[down].length - 1;
        const to = {
          ArrowLeft: [down, across - 1], ArrowRight: [down, across + 1], ArrowUp: [down - 1, across], ArrowDown: [down + 1, across],
          Home: [down, 0], End: [down, last], PageUp: [0, across], PageDown: [rows.length - 1, across],
        }[event.key];
        if (event.key === "Enter") { open(at); } else if (to) { move((rows[to[0]] || [])[to[1]]); } else { return; }
        event.preventDefault();
      });
    }
  }

  // -- the search of a published site ------------------------------------------------------------------------------

  each("form[data-search]", (form) => {
    const found = document.getElementById("found");
    const most = 50;
    const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[’‘]/g, "'");
    const terms = (text) => [...text.matchAll(/"([^"]+)"|(\S+)/g)].map((one) => fold(one[1] || one[2])).filter(Boolean);
    const put = (parent, kind, text) => { const made = document.createElement(kind); if (text) { made.textContent = text; } parent.append(made); return made; };
    const passage = (parent, text, wanted) => {
      const flat = fold(text).length === text.length ? fold(text) : text.toLowerCase();
      const first = Math.min(...wanted.map((term) => flat.indexOf(term)).filter((at) => at >= 0), text.length);
      const from = first > 100 ? text.indexOf(" ", first - 100) + 1 : 0;
      const shown = text.slice(from, from + 420);
      const line = put(parent, "p", from ? "…" : "");
      let left = shown;
      while (left) {
        const low = fold(left).length === left.length ? fold(left) : left.toLowerCase();
        const hits = wanted.map((term) => [low.indexOf(term), term.length]).filter(([at]) => at >= 0).sort((a, b) => a[0] - b[0]);
        if (!hits.length) { line.append(left); break; }
        const [at, length] = hits[0];
        line.append(left.slice(0, at));
        put(line, "mark", left.slice(at, at + length));
        left = left.slice(at + length);
      }
      if (from + 420 < text.length) { line.append("…"); }
    };
    const search = (text) => {
      found.replaceChildren();
      const wanted = terms(text);
      if (!wanted.length) { return; }
      const hits = (window.VVRAP_INDEX || []).filter((one) => { const flat = fold(one.text); return wanted.every((term) => flat.includes(term)); });
      put(found, "h2", hits.length === 1 ? "1 action" : `${hits.length} actions`);
      if (!hits.length) { put(found, "p", "Not mentioned in these plans. That does not mean it is not done.").className = "inset"; return; }
      const list = put(found, "ol");
      list.className = "found";
      for (const one of hits.slice(0, most)) {
        const item = put(list, "li");
        const link = put(put(item, "h3"), "a", one.name);
        link.href = one.href;
        passage(item, one.text, wanted);
      }
      if (hits.length > most) { put(found, "p", `The first ${most} are shown. Add words to see others.`); }
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      search(form.elements.q.value);
      history.replaceState(null, "", `?q=${encodeURIComponent(form.elements.q.value)}`);
    });
    const asked = new URLSearchParams(location.search).get("q");
    if (asked) { form.elements.q.value = asked; search(asked); }
  });
})();
