/* What pages do beside being read. All of them can be read without it.

   What stands in an address, in storage or in an index is put in as text alone. Links and scripts are made of folders
   and names from the site's own pages and scripts. */
(function () {
  "use strict";

  const occuguide = (window.occuguide = window.occuguide || {});
  const page = document.body.dataset, root = page.root;
  const asked = new URLSearchParams(location.search);
  const find = (selector) => document.querySelector(selector);

  function set(element, attributes) {
    for (const name of Object.keys(attributes)) element.setAttribute(name, attributes[name]);
    return element;
  }

  function make(name, attributes, ...inside) {
    const element = set(document.createElement(name), attributes);
    element.append(...inside);
    return element;
  }

  const about = (text) => make("span", { class: "about" }, text);
  const counted = (number, what) => `${number || "No"} ${what}${number === 1 ? "" : "s"}`;

  // Tells those who listen what changed on the page.
  const status = make("p", { class: "unseen", role: "status" });
  document.body.append(status);
  const say = (text) => (status.textContent = text);

  const scripts = new Map();

  function load(path) {
    const loads = (resolve, reject) => {
      const script = make("script", { src: root + path });
      script.onload = resolve;
      script.onerror = () => {
        scripts.delete(path);
        reject(new Error(path));
      };
      document.head.append(script);
    };
    if (!scripts.has(path)) scripts.set(path, new Promise(loads));
    return scripts.get(path);
  }

  const loadIndex = () => Promise.all(["assets/search-data.js", "assets/search.js"].map(load));
  const loadPlaces = () => load("assets/places.js").then(() => occuguide.places);

  // What is kept under a name, or is to be. Sites on one disk share a storage, and some browsers refuse it to them.
  function kept(name, value) {
    const key = `occuguide ${new URL(root || ".", location).pathname} ${name}`;
    try {
      if (value) localStorage.setItem(key, value);
      return localStorage.getItem(key);
    } catch (error) {
      return null;
    }
  }

  // --- The reader's place -----------------------------------------------------------------------------------

  let opensFor = page.place || page.home; // the folder of the guides that this page leads to

  // The name and the folder of the place that was chosen. Its name alone is kept: folders change with the data.
  async function chosenPlace() {
    const name = kept("place");
    return name && (await loadPlaces()).find((place) => place[0] === name);
  }

  // A click on a link puts a choice of places in its stead.
  function offerPlaces(instead, go) {
    instead.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      loadPlaces().then(offer, () => location.assign(instead.href));
    });

    function offer(places) {
      const select = make("select", { id: "your-county" }, ...places.map(([name]) => make("option", {}, name)));
      const here = places.filter((place) => place[1] === opensFor);
      select.selectedIndex = places.indexOf(here.find((place) => place[0] === kept("place")) || here[0]);
      const label = make("label", { for: select.id }, "Your county");
      const box = make("div", { class: "box" }, select, make("button", {}, "Show"));
      const form = make("form", { class: "change-area" }, label, box);
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const place = places[select.selectedIndex];
        if (!place) return;
        kept("place", place[0]);
        go(place);
      });
      instead.replaceWith(form);
      select.focus();
    }
  }

  // Links that open for one place are led to another.
  function lead([name, folder]) {
    const before = `${root}${opensFor}/`;
    for (const guide of document.querySelectorAll("a[data-guide]")) {
      const address = guide.getAttribute("href");
      if (address.startsWith(before)) set(guide, { href: `${root}${folder}/${address.slice(before.length)}` });
    }
    opensFor = folder;
    const line = find("[data-for-place]");
    if (!line) return;
    const change = make("a", { href: `${root}places.html` }, "Change your area");
    offerPlaces(change, (place) => {
      lead(place);
      find("[data-for-place] a").focus();
      say(`Guides open for ${place[0]}.`);
    });
    line.replaceChildren(`Guides open for ${name}. `, change);
  }

  // A place that the page or its address names stands.
  async function leadToChosen() {
    const place = !page.place && !asked.get("area") && (await chosenPlace().catch(() => null));
    if (place) lead(place);
    return opensFor;
  }

  const led = leadToChosen();

  const change = find("[data-change-area] a");
  if (change) {
    const file = location.pathname.split("/").pop();
    offerPlaces(change, ([, folder]) => location.assign(`${root}${folder}/${file}${location.hash}`));
  }

  const county = find("form.county select");
  if (county) {
    for (const option of county.options) if (option.text === kept("place")) option.selected = true;
    county.form.addEventListener("submit", (event) => {
      const { text, dataset } = county.selectedOptions[0];
      if (!dataset.folder) return;
      event.preventDefault();
      kept("place", text);
      location.assign(`${root}${dataset.folder}/index.html`);
    });
  }

  // --- Wages by the year or by the hour ---------------------------------------------------------------------

  if (find("[data-pay=year]") && find("[data-pay=hour]")) {
    const buttons = ["year", "hour"].map((pay) => {
      const button = make("button", { type: "button", value: pay }, pay === "year" ? "Yearly" : "Hourly");
      button.addEventListener("click", () => {
        kept("pay", pay);
        show(pay);
      });
      return button;
    });
    const show = (pay) => {
      document.documentElement.dataset.pay = pay;
      for (const button of buttons) set(button, { "aria-pressed": button.value === pay });
    };
    find("[data-pay]").before(make("div", { class: "pay-switch", role: "group", "aria-label": "Wages" }, ...buttons));
    show(kept("pay") === "hour" ? "hour" : "year");
  }

  // --- Suggestions: the combobox of the ARIA Authoring Practices Guide ---------------------------------------

  function suggestFor(input) {
    const list = make("ul", { class: "suggestions", role: "listbox", id: `${input.id}-list`, "aria-label": "Titles" });
    let found = [], active = -1;

    function show(titles) {
      found = titles;
      list.replaceChildren(...titles.map(option));
      list.hidden = !titles.length;
      activate(-1);
    }

    function option(suggested, at) {
      const { text, title } = suggested;
      const made = make("li", { role: "option", id: `${list.id}-${at}` }, text);
      if (text !== title) made.append(" ", about(title));
      made.addEventListener("click", () => choose(suggested));
      return made;
    }

    function activate(at) {
      const options = [...list.children];
      active = at;
      options.forEach((one, its) => set(one, { "aria-selected": its === at }));
      set(input, { "aria-expanded": !list.hidden, "aria-activedescendant": at < 0 ? "" : options[at].id });
      if (at >= 0) options[at].scrollIntoView({ block: "nearest" });
    }

    async function choose({ slug, title }) {
      show([]);
      await led;
      if (input.dataset.suggest) input.value = title;
      else location.assign(`${root}${opensFor}/${slug}.html`);
    }

    async function suggest() {
      await loadIndex().catch(() => null);
      if (!occuguide.suggest || document.activeElement !== input) return;
      show(occuguide.suggest(input.value, 8));
      say(input.value.trim() && counted(found.length, "suggestion"));
    }

    function press(event) {
      const last = found.length - 1, inside = active >= 0;
      const moves = { ArrowDown: active < last ? active + 1 : 0, ArrowUp: active > 0 ? active - 1 : last };
      if (inside) Object.assign(moves, { Home: 0, End: last });
      if (event.isComposing) return;
      if (list.hidden && event.key === "ArrowDown") suggest();
      else if (list.hidden) return;
      else if (event.key in moves) activate(moves[event.key]);
      else if (event.key === "Enter" && inside) choose(found[active]);
      else if (event.key === "Escape") show([]);
      else return;
      event.preventDefault();
    }

    set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id });
    input.after(list);
    show([]);
    input.addEventListener("focus", () => loadIndex().catch(() => null));
    input.addEventListener("input", suggest);
    input.addEventListener("blur", () => show([]));
    input.addEventListener("keydown", press);
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the input keeps the focus
  }

  document.querySelectorAll("input[data-suggest]").forEach(suggestFor);

  // What answers.js needs, which draws what no server answered.
  occuguide.page = { asked, led, find, set, make, about, counted, say, load, loadIndex };
})();
