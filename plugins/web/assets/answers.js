/* Search and compare where no server answered: what was asked stands in the address, and is drawn as a server would.

   The pages that need it name it after site.js, whose functions it uses. */
(function () {
  "use strict";

  const occuguide = window.occuguide;
  const { asked, led, find, set, make, about, counted, say, load, loadIndex } = occuguide.page;
  const MOST_FOUND = 20, MOST_COMPARED = 4;

  class Mistake extends Error {}

  const link = (href, text) => make("a", { href }, text);
  const paragraph = (kind, ...inside) => make("p", kind ? { class: kind } : {}, ...inside);
  const named = (name) => asked.getAll(name).map((one) => one.trim()).filter(Boolean);

  async function answer(place, draw) {
    place.replaceChildren(paragraph("", "One moment…"));
    try {
      await loadIndex();
      place.replaceChildren(...(await draw(await led)));
    } catch (error) {
      const problem = error instanceof Mistake ? error.message : "The index did not load. Try again later.";
      place.replaceChildren(paragraph("note", problem));
      say(problem);
    }
  }

  // --- Search -----------------------------------------------------------------------------------------------

  function search(typed, folder) {
    const hits = occuguide.search(typed, MOST_FOUND), meant = hits.didYouMean;
    const ways = [link("a-to-z.html", "A to Z"), " or ", link("topics/index.html", "topics"), "."];
    let said = `${counted(hits.length, "occupation")}${hits.length < MOST_FOUND ? "" : " that fit best"}.`;
    if (hits.nearest) said = "Nothing fits all of it. These are the nearest.";
    if (!hits.length) said = "Nothing was found.";
    say(said);
    const drawn = hits.length
      ? [paragraph("", said), make("ol", { class: "results" }, ...hits.map((hit) => result(hit, folder)))]
      : [paragraph("", `${said} Try other words, `, ...ways)];
    if (meant) drawn.unshift(paragraph("meant", "Did you mean ", link(`?q=${encodeURIComponent(meant)}`, meant), "?"));
    return drawn;
  }

  function result({ slug, title, kind, inShort, reason }, folder) {
    const made = make("li", {}, set(link(`${folder}/${slug}.html`, title), { "data-guide": "" }));
    if (kind === "Guide") made.append(" ", make("span", { class: "kind" }, kind));
    if (inShort) made.append(paragraph("about", inShort));
    if (reason) made.append(paragraph("about why", reason));
    return made;
  }

  const typed = (asked.get("q") || "").slice(0, 200);
  if (find("#results") && typed.trim()) {
    find("#q").value = typed;
    document.title = document.title.replace("Search", () => `${typed}: search`);
    answer(find("#results"), (folder) => search(typed, folder));
  }

  // --- Compare ----------------------------------------------------------------------------------------------

  const slugged = (name) => name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const distinct = (all, key) => [...new Map(all.map((one) => [one[key], one])).values()];

  // The occupation that somebody means by a title, in the singular too, a code or a part of an address.
  function occupationCalled(name) {
    const bare = (one) => slugged(one).replace(/s$/, "");
    const wanted = bare(name.replace(/^(\d\d-\d{4})\.00$/, "$1")), isMeant = (one) => bare(one) === wanted;
    const { occupations } = occuguide.index, near = occuguide.search(name, 3);
    const titled = occupations.find(([soc, slug, , , titles]) => [soc, slug, titles[0]].some(isMeant));
    const found = titled || occupations.find(([, , , , , codes]) => codes.some((one) => isMeant(one[0])));
    if (found) return { soc: found[0], slug: found[1], title: found[4][0] };
    const other = near.find(({ reason }) => isMeant(reason.replace(/^(also called|specialty) /, "")));
    if (other) return other;
    const meant = near.map((hit) => hit.title).join("; ");
    throw new Mistake(`no occupation is called '${name}'.${meant && ` Did you mean ${meant}?`}`);
  }

  // The choice of the form that a name, a part of an address or a folder means.
  const choice = (name) => {
    const options = [...document.querySelectorAll("#area-1 option")], wanted = slugged(name);
    const means = (option) => [option.value, slugged(option.text)].includes(wanted);
    return options.find(means) || options.find((option) => option.dataset.folder === wanted);
  };

  async function figuresOf(name) {
    const chosen = choice(name), folder = chosen ? chosen.dataset.folder : slugged(name);
    await load(`${folder}/figures.js`).catch(() => {
      throw new Mistake(`there is no place called '${name}'`);
    });
    return { folder, ...occuguide.figures[folder] };
  }

  async function compare(occupations, areas) {
    const jobs = distinct(occupations.map(occupationCalled), "soc");
    const places = distinct(await Promise.all(areas.map(figuresOf)), "folder");
    if (jobs.length > 1 && places.length > 1) {
      const remedy = "Compare occupations in one place, or one occupation in several places.";
      throw new Mistake(`several occupations and several places are named. ${remedy}`);
    }
    if (Math.max(jobs.length, places.length) > MOST_COMPARED) {
      throw new Mistake(`more than ${MOST_COMPARED} are named. Compare at most ${MOST_COMPARED} at once.`);
    }
    jobs.forEach((job, at) => (find(`#occupation-${at + 1}`).value = job.title));
    const several = places.length > 1, caption = several ? jobs[0].title : `In ${places[0].name}`;
    const columns = [];
    for (const { soc, slug, title } of jobs) {
      for (const place of places) {
        columns.push({ ...place, name: several ? place.title : title, address: `${place.folder}/${slug}.html`, soc });
      }
    }
    say(`Comparison: ${caption}`);
    const scrolls = { class: "table", role: "region", tabindex: "0", "aria-label": "Comparison" };
    const how = "A figure of a wider area is marked with it. What is not published is said in words: it is not zero.";
    return [make("div", scrolls, table(caption, columns)), paragraph("about", how)];
  }

  function table(caption, columns) {
    const heads = columns.map(({ name, address }) => make("th", { scope: "col" }, link(address, name)));
    const rows = columns[0].kinds.map((kind, at) => {
      const cells = columns.map(({ name, of, soc, notes }) => {
        const figures = of[soc][at].map(([said, its, missing]) => figure(said, notes[its], missing));
        return make("td", { "data-label": name }, ...figures);
      });
      return make("tr", {}, make("th", { scope: "row" }, kind), ...cells);
    });
    const head = make("tr", {}, make("th", { scope: "col" }, "Figure"), ...heads);
    return make("table", {}, make("caption", {}, caption), make("thead", {}, head), make("tbody", {}, ...rows));
  }

  function figure(said, note, missing) {
    const made = make("span", missing ? { class: "missing" } : {}, said);
    if (note) made.append(" ", about(note));
    return made;
  }

  // The fields of the form show what was asked.
  async function fill(occupations, areas) {
    occupations.slice(0, MOST_COMPARED).forEach((name, at) => (find(`#occupation-${at + 1}`).value = name));
    (areas.length ? areas : [await led]).slice(0, MOST_COMPARED).forEach((name, at) => {
      find(`#area-${at + 1}`).value = (choice(name) || { value: "" }).value;
    });
  }

  if (find("#comparison")) {
    const occupations = named("occupation"), areas = named("area");
    fill(occupations, areas);
    if (occupations.length) {
      answer(find("#comparison"), (folder) => compare(occupations, areas.length ? areas : [folder]));
    }
  }
})();
