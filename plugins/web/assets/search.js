/* Search and suggestions in the browser, over the index that the site's build makes: search-data.js.

   It reads what is typed and ranks as occuguide.search_index does, but knows titles and codes alone, no sections.
   docs/search.md explains readings, roots, candidates and the parts of a score; names and numbers are those of there.

   occuguide.search(typed, limit)    What fits, best first: [{soc, slug, title, kind, inShort, reason}]. The list has didYouMean,
                                     the words as they may have been meant, and nearest, whether nothing fits.
   occuguide.suggest(typed, limit)   Titles that it may become: [{text, soc, slug, title}].

   Whatever is typed, nothing is an error. It is looked up in Maps and Sets only. */
(function () {
  "use strict";

  const occuguide = (window.occuguide = window.occuguide || {});

  // Of language.py, query.py and spelling.py.
  const LONGEST_ENTRY = 4, BESIDE = 0.3, SLIGHT = 0.15, ROOT_LETTERS = 4, MOST_WORDS = 24, MOST_CHARACTERS = 1000;
  const SHORTEST = 5, LONG = 7, HALF = 2;
  // Of ranking.py and backend.py.
  const CANDIDATES = 40, LEVEL = 0.35, ROLE = 0.6, ROOT = 0.4, FITTING = 0.2, RARE = 20e-6, STEADY = 0.7e-6;
  const SAME_TITLE = 3.0, CLOSEST_TITLE = 3.2, OWN_TITLE = 0.6, WORD_ORDER = 0.45, ALL_TITLES = 5.6;
  const HEAD_NOUN = 0.33, HEAD_SHARE = 2.4, PEOPLE = 0.3, ALL_OTHER = -0.5;
  const COMMON = 0.6, COVERED = 0.25, SAME_HEAD = 0.18, HEAD_WITHIN = 0.08, K1 = 1.2, B = 0.75;
  // Of suggestions.py.
  const OWN_BEGINS = 1.5, OWN_HAS = 1.0, BEGINS = 1.0;

  const TITLE = 0, SPECIALTY = 1, CALLED = 2, HIDDEN = 3; // the order in which the index has an occupation's titles
  const WORD = /[\p{L}\p{N}]+[+#]*/gu;
  const PIECE = /[\p{L}\p{N}]+[+#]*|[(),;:/|[\]]|\s[-\u2013\u2014]+\s|--/gu;
  const TURN = /^(?:of|for|in|at|with|to|[^\p{L}\p{N}].*)$/u; // what stands between a title and what it is about
  const ASIDE = "(,;:|[-\u2013\u2014", BACK = ")]";
  const SHORT = /^(.+?)\s*\(([A-Z][A-Za-z]{0,3}[A-Z])\)$/;
  const CODE = /(^|[^\w.])(\d\d)\s?([-\u2010-\u2014\u2212. ]?)\s?(\d{4})(\.\d\d)?(?!\w|\.\w)/g;
  const LETTERS = /^\p{L}+$/u;

  // --- Words ----------------------------------------------------------------------------------------------

  let lists; // the word lists, ready to be looked up

  function readLists(given) {
    const table = (name) => given[name] || {};
    const phrases = [...(table("circumstances").phrases || []), ...(table("levels").phrases || [])];
    const longest = phrases.sort((one, other) => other.length - one.length);
    lists = { empty: new Set(given.empty), phrases: new RegExp(`\\b(?:${longest.join("|") || "(?!)"})\\b`, "g") };
    for (const name of ["levels", "roles", "circumstances"]) lists[name] = new Set(table(name).words);
    const meanings = (name, which = 0) =>
      Object.entries(table(name))
        .map(([key, meant]) => [key, [].concat(meant)[which]])
        .filter(([, meant]) => meant)
        .map(([key, meant]) => [words(key).join(" "), words(meant)]);
    const usual = meanings("abbreviations"), other = meanings("abbreviations", 1), everyday = meanings("plain");
    lists.spellings = new Map(meanings("spellings"));
    lists.ways = [[], usual, [...usual, ...everyday], [...usual, ...other, ...everyday]].map((way) => new Map(way));
  }

  function plain(text) {
    let bare = text.toLowerCase();
    if (/[^\0-\x7f]/.test(bare)) bare = bare.normalize("NFKD").replace(/\p{M}/gu, "");
    return bare.replace(/['\u2019\u02bc]/g, "").replace(/\b([a-z])\.(?=[a-z]\b)/g, "$1");
  }

  function singular(word) {
    if (!word.endsWith("s")) return word;
    if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
    if (word.length > 4 && /(?:sse|che|she|xe)s$/.test(word)) return word.slice(0, -2);
    return word.length > 3 && !/[sui]s$/.test(word) ? word.slice(0, -1) : word;
  }

  const telling = (said) => said.filter((word) => !lists.empty.has(word));
  const words = (text) => telling(plain(text).match(WORD) || []).map(singular);
  const root = (word) => `~${word.slice(0, ROOT_LETTERS)}`;
  const inOrder = (segments) => [...new Set([].concat(...segments.reverse()))];

  // The words of each segment of a title, and whether they are said beside it, as in adverts.
  function segments(bare) {
    const found = [];
    let said = [], beside = false;
    for (const piece of [...(bare.match(PIECE) || []), ","]) {
      if (!TURN.test(piece)) {
        if (!lists.empty.has(piece)) said.push(piece);
        continue;
      }
      if (said.length) found.push({ said, beside: beside && found.length > 0 });
      said = [];
      const mark = piece.trim();
      beside = (beside || mark === "to" || ASIDE.includes(mark[0])) && !BACK.includes(mark);
    }
    return found;
  }

  // --- What was typed -------------------------------------------------------------------------------------

  function rewritten(said, table) {
    const out = [];
    for (let at = 0, length; at < said.length; at += length || 1) {
      length = Math.min(LONGEST_ENTRY, said.length - at);
      while (length && !table.has(said.slice(at, at + length).join(" "))) length--;
      out.push(...(length ? table.get(said.slice(at, at + length).join(" ")) : [said[at]]));
    }
    return out;
  }

  // The ways to read it: as it stands, short words in full, everyday words as titles have them, less usual meanings.
  function readings(text) {
    const bare = plain(text), without = segments(bare.replace(lists.phrases, " , "));
    const parts = without.length ? without : segments(bare);
    if (!parts.length) return [];
    const all = [].concat(...parts.map((part) => part.said));
    let slight = all.filter((word) => lists.circumstances.has(word) || /^\p{N}/u.test(word));
    let first = parts.find((part) => part.said.some((word) => !slight.includes(word)));
    if (!first) [first, slight] = [parts[0], []];
    const ordered = [first, ...parts.filter((part) => part !== first)];
    const spelled = ordered.map((part) => rewritten(part.said.map(singular), lists.spellings));
    return lists.ways.map((table) => {
      const way = spelled.map((said) => rewritten(said, table)), factors = new Map();
      way.forEach((said, at) => {
        for (const word of said) factors.set(word, Math.max(factors.get(word) || 0, ordered[at].beside ? BESIDE : 1));
      });
      for (const word of slight) factors.set(singular(word), SLIGHT);
      const head = [...way[0]].reverse().find((word) => factors.get(word) > SLIGHT) || "";
      return { words: inOrder(way), head, factors };
    });
  }

  // --- The index ------------------------------------------------------------------------------------------

  // Words and their roots go by numbers, and the words of a title are a string of numbers, a character each, which is
  // quick to compare with another; there are some 15,000. 0 is a word that no title has.
  let occupations, everyone, usualLength;
  const forms = [""], rootOf = [0], weights = [];
  const having = [[]]; // which occupations have a word or root, and how often: [0, 3, 7, 1] is 3 times in the first
  const numbers = new Map(), written = new Map(), codes = new Map(), levelRoots = new Set();

  function prepare() {
    if (occupations) return;
    readLists(occuguide.index.words);
    for (const word of lists.levels) levelRoots.add(root(word));
    occupations = occuguide.index.occupations.map(readOccupation);
    everyone = occupations.reduce((sum, one) => sum + one.people, 0) || 1;
    usualLength = occupations.reduce((sum, one) => sum + one.length, 0) / occupations.length;
    forms.forEach((form, at) => weights.push(share(form) * rarity(having[at].length / 2)));
  }

  function readOccupation([soc, slug, kind, people, titles, given, inShort], at) {
    const all = titles.filter(Boolean).join("\n"), count = all.split("\n").length;
    const one = { soc, slug, kind, inShort, people, titles, title: titles[TITLE], codes: new Map(given), count, length: 0 };
    for (const [code] of given) codes.set(code, [...(codes.get(code) || []), one]);
    for (const word of about(all).match(WORD) || []) {
      const found = numberOf(word);
      for (const form of found ? [found, rootOf[found]] : []) {
        const counts = having[form];
        if (counts[counts.length - 2] === at) counts[counts.length - 1]++;
        else counts.push(at, 1);
        one.length++;
      }
    }
    return one;
  }

  // Titles as they are compared, without what they are not about.
  const about = (text) => plain(text).replace(/ except .*/g, "");

  function numberOf(word) {
    let found = written.get(word);
    if (found === undefined) written.set(word, (found = lists.empty.has(word) ? 0 : numbered(singular(word))));
    return found;
  }

  function numbered(form) {
    let found = numbers.get(form);
    if (found === undefined) {
      found = forms.push(form) - 1;
      numbers.set(form, found);
      having.push([]);
      rootOf.push(0);
      if (form[0] !== "~") rootOf[found] = numbered(root(form));
    }
    return found;
  }

  // The titles of an occupation, read when it may fit: to read those of all takes long.
  function titlesOf(one) {
    if (one.written) return one.written;
    one.written = [];
    one.titles.forEach((lines, why) => {
      for (const text of lines ? lines.split("\n") : []) {
        const short = text.endsWith(")") && SHORT.exec(text);
        for (const form of short ? [text, short[1], short[2]] : [text]) one.written.push({ text, why, form });
      }
    });
    return one.written;
  }

  // The same, ready to be compared, each once.
  function namesOf(one) {
    if (one.names) return one.names;
    const names = new Map();
    for (const { text, why, form } of titlesOf(one)) {
      const parts = segments(about(form)).map((part) => part.said.map(numberOf));
      const head = parts.length ? parts[0][parts[0].length - 1] : 0, said = inOrder(parts);
      const words = String.fromCharCode(...said);
      const both = [...new Set([...said, ...said.map((word) => rootOf[word])])];
      const weight = both.reduce((sum, found) => sum + (weights[found] || 0), 0);
      if (!names.has(words)) names.set(words, { text, why, words, head, forms: both, weight });
    }
    return (one.names = [...names.values()]);
  }

  // --- Ranking --------------------------------------------------------------------------------------------

  const rarity = (count) => Math.log(1 + (occupations.length - count + 0.5) / (count + 0.5));

  function share(form) {
    if (form[0] === "~") return ROOT * (levelRoots.has(form) ? LEVEL : 1);
    return (1 - ROOT) * (lists.levels.has(form) ? LEVEL : lists.roles.has(form) ? ROLE : 1);
  }

  // The occupations that fit one reading best, each with its score and its closest title.
  function rank(reading, most) {
    const factors = new Map(), tells = new Map(), titles = new Map(), covered = new Map();
    for (const word of reading.words) {
      for (const form of [root(word), word]) factors.set(form, reading.factors.get(word));
    }
    let whole = 0;
    for (const [form, factor] of factors) {
      const at = numbers.get(form) || 0, told = factor * share(form) * rarity(having[at].length / 2);
      whole += told;
      tells.set(at, told);
      for (let i = 0; i < having[at].length; i += 2) {
        const one = occupations[having[at][i]], count = having[at][i + 1];
        const often = ((K1 + 1) * count) / (count + K1 * (1 - B + (B * one.length) / usualLength));
        titles.set(one, (titles.get(one) || 0) + told * often);
        covered.set(one, (covered.get(one) || 0) + told);
      }
    }
    const said = String.fromCharCode(...reading.words.map((word) => numbers.get(word) || 0));
    const asked = { tells, whole, said, head: numbers.get(reading.head) };
    const least = FITTING * Math.max(0, ...covered.values());
    return [...titles]
      .filter(([one]) => covered.get(one) >= least)
      .sort((one, other) => other[1] - one[1])
      .slice(0, Math.max(CANDIDATES, most))
      .map(([one, score]) => scored(one, asked, score / whole));
  }

  function scored(one, { tells, whole, said, head }, titles) {
    const names = namesOf(one);
    let closest = names[0], closeness = 0, heads = 0;
    for (const name of names) {
      if (name.head === head) heads++;
      let told = 0;
      for (const form of name.forms) told += tells.get(form) || 0;
      if (!told) continue;
      let close = (COMMON * 2 * told) / (whole + name.weight) + (COVERED * told) / whole;
      if (name.forms.includes(head)) close += name.head === head ? SAME_HEAD : HEAD_WITHIN;
      if (close > closeness) [closest, closeness] = [name, close];
    }
    const pairs = Array.from(said.slice(1), (word, at) => said[at] + word);
    const score =
      SAME_TITLE * (closest.words === said) +
      (CLOSEST_TITLE + OWN_TITLE * (closest.why <= SPECIALTY)) * closeness +
      (WORD_ORDER * pairs.filter((pair) => closest.words.includes(pair)).length) / (pairs.length || 1) +
      ALL_TITLES * titles +
      HEAD_NOUN * Math.log(heads + 0.5) + (HEAD_SHARE * heads) / names.length +
      ALL_OTHER * one.title.endsWith("All Other") +
      PEOPLE * Math.log10((one.people / everyone || RARE) / STEADY + 1);
    return { one, score, closest };
  }

  // --- Spelling -------------------------------------------------------------------------------------------

  const frequency = (word) => having[numbers.get(word) || 0].length / 2;
  const isKnown = (word) =>
    numbers.has(word) || lists.levels.has(word) || lists.roles.has(word) || lists.ways.some((way) => way.has(word));

  // A reading with the words that were meant in the place of those that nobody knows; which they are goes into a Map.
  function corrected({ words, head, factors }, meant) {
    const joined = [];
    for (const word of words) {
      const before = joined[joined.length - 1] || "";
      if (factors.get(word) > SLIGHT && !isKnown(word) && !meant.has(word)) meant.set(word, correct(word));
      if (before.length > 1 && word.length > 1 && isKnown(before + word)) joined[joined.length - 1] += word;
      else joined.push(word);
    }
    const better = (word) => (meant.has(word) ? meant.get(word) : [word]);
    const said = [...new Set([].concat(...joined.map(better)))];
    const heads = said.includes(head) ? [head] : meant.get(head) || said;
    const counts = new Map(said.map((word) => [word, factors.get(word) || 1]));
    return { words: said, head: heads[heads.length - 1], factors: counts };
  }

  // The word that was meant, or the two that were; itself, if none is near.
  function correct(word) {
    if (word.length < SHORTEST || !LETTERS.test(word)) return [word];
    let halves, commonest = HALF - 1;
    for (let at = 3; at < word.length - 2; at++) {
      const both = [word.slice(0, at), word.slice(at)], rarer = Math.min(...both.map(frequency));
      if (rarer > commonest) [halves, commonest] = [both, rarer];
    }
    if (halves) return halves;
    const ending = ["ed", "ing", "ly"].find((one) => word.endsWith(one)) || "";
    const near = forms.filter((form) => LETTERS.test(form) && form.endsWith(ending));
    const best = likeliest(word, near.map((form) => [form, frequency(form)]), word.length < LONG || ending ? 1 : 2);
    // Another form of the same word is found by its root.
    return [best && !best.startsWith(word) ? best : word];
  }

  // What was most likely meant: few mistakes, none in the first or last letter, a common word.
  function likeliest(word, among, most) {
    const last = (one) => one[one.length - 1], mask = letters(word);
    let best = "", least = Infinity, commonest = 0;
    for (const [other, count] of among) {
      // Few are worth comparing: those of about the same letters.
      if (Math.abs(other.length - word.length) > most || bits(mask ^ letters(other)) > 2 * most) continue;
      const mistakes = distance(word, other);
      const unlikely = 4 * mistakes + 2 * (other[0] !== word[0]) + (last(other) !== last(word));
      const better = least - unlikely || count - commonest || (other < best ? 1 : -1);
      if (mistakes <= most && better > 0) [best, least, commonest] = [other, unlikely, count];
    }
    return best;
  }

  function letters(word) {
    let mask = 0;
    for (let at = 0; at < word.length; at++) mask |= 1 << (word.charCodeAt(at) - 97);
    return mask;
  }

  const bits = (mask) => (mask ? 1 + bits(mask & (mask - 1)) : 0);

  // How many letters were added, left out, changed, or swapped with their neighbor.
  function distance(one, other) {
    let before, last, row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i++) {
      [before, last, row] = [last, row, [i]];
      for (let j = 1; j <= other.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] !== other[j - 1]));
        const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    return row[other.length];
  }

  // --- Search ---------------------------------------------------------------------------------------------

  const REASONS = ["its title", "specialty ", "also called ", "found by another name"];
  const because = ({ why, text }) => REASONS[why] + (why === SPECIALTY || why === CALLED ? text : "");
  const hit = ({ soc, slug, title, kind, inShort }, reason) => ({ soc, slug, title, kind, inShort, reason });

  occuguide.search = function (typed, limit = 10) {
    prepare();
    const coded = new Map(), missing = [], looked = String(typed).slice(0, MOST_CHARACTERS);
    const without = looked.replace(CODE, (all, before, major, dash, minor, detail = "") => {
      const code = `${major}-${minor}${detail}`, there = codes.get(code.replace(/\.00$/, "")) || [];
      if (!there.length && !/[^. ]/.test(dash)) return all; // Two numbers.
      if (!there.length) missing.push(code);
      for (const one of there) coded.set(one, `its code ${[code, one.codes.get(code)].filter(Boolean).join(", ")}`);
      return `${before} `;
    });
    const leftOut = [], kept = without.replace(/(^|\s)-(\p{L}+)/gu, (all, before, word) => {
      leftOut.push(rewritten([singular(plain(word))], lists.spellings));
      return before;
    });
    const text = (kept.trim() ? kept : without).trim().split(/\s+/, MOST_WORDS).join(" ");
    const isLeftOut = ({ title }) => kept.trim() && leftOut.some((said) => said.every((one) => words(title).includes(one)));
    const asked = new Map(), meant = new Map(), best = new Map();
    for (const reading of readings(text)) {
      for (const one of [reading, corrected(reading, meant)]) {
        if (!asked.has(one.words.join(" "))) asked.set(one.words.join(" "), one);
      }
    }
    for (const reading of asked.values()) {
      for (const found of rank(reading, limit)) {
        if (!best.has(found.one) || found.score > best.get(found.one).score) best.set(found.one, found);
      }
    }
    const ordered = [...best.values()].filter(({ one }) => !coded.has(one) && !isLeftOut(one));
    ordered.sort((a, b) => b.score - a.score || (a.one.title < b.one.title ? -1 : 1));
    const tells = ({ words, factors }) => words.some((word) => factors.get(word) > SLIGHT && numbers.has(word));
    let hits = [...coded].map(([one, reason]) => hit(one, reason));
    hits.push(...ordered.map(({ one, closest }) => hit(one, because(closest))));
    const nearest = !coded.size && ![...asked.values()].some(tells);
    if (!hits.length) hits = nearCodes(missing);
    if (!hits.length) hits = suggestions(text, limit).map(({ one, name }) => hit(one, because(name)));
    return Object.assign(hits.slice(0, limit), { didYouMean: respelled(text, meant), nearest });
  };

  // The occupations whose codes begin as those that there are not.
  function nearCodes(missing) {
    for (const length of [6, 5, 4, 3]) {
      const begun = missing.map((code) => code.slice(0, length));
      const near = [...codes].filter(([code]) => begun.some((start) => code.startsWith(start)));
      const found = new Set([].concat(...near.map(([, there]) => there)));
      if (found.size) return [...found].map((one) => hit(one, `its code ${one.soc}`));
    }
    return [];
  }

  function respelled(text, meant) {
    let better = text;
    for (const [word, said] of meant) {
      // What was mended has letters alone.
      if (said[0] !== word) better = better.replace(new RegExp(`\\b${word}(?=e?s?\\b)`, "gi"), said.join(" "));
    }
    return better === text ? "" : better;
  }

  // --- Suggestions ----------------------------------------------------------------------------------------

  occuguide.suggest = function (typed, limit = 10) {
    prepare();
    const found = suggestions(String(typed).slice(0, MOST_CHARACTERS), limit);
    return found.map(({ one, name }) => ({ text: name.text, soc: one.soc, slug: one.slug, title: one.title }));
  };

  function suggestions(typed, limit) {
    const all = plain(typed).match(WORD) || [], last = /\s$/.test(typed) ? [] : all.splice(-1);
    // The last word may only be begun, and always counts.
    const begun = [...telling(all), ...last].map(singular).slice(0, MOST_WORDS);
    const found = completed(begun, limit);
    return found.length ? found : completed(mended(begun), limit);
  }

  // Titles of which each word begins one, by how many people may mean them.
  function completed(begun, limit) {
    const sets = begun.map(withBeginning), found = [], others = [];
    for (const one of sets.length ? sets[0] : []) {
      if (!sets.every((set) => set.has(one))) continue;
      const people = Math.log10(one.people + 1);
      const own = (one.own = one.own || { text: one.title, form: one.title, why: TITLE });
      if (has(own, begun)) found.push({ one, name: own, worth: people + (begins(own, begun) ? OWN_BEGINS : OWN_HAS) });
      else others.push({ one, worth: people - Math.log10(one.count) });
    }
    const better = (a, b) => b.worth - a.worth || (a.one.soc < b.one.soc ? -1 : 1);
    found.sort(better);
    for (const { one, worth } of others.sort(better)) {
      // However well what comes now fits, fewer people go by it than by what there is.
      if (found.length >= limit && worth + BEGINS < found[limit - 1].worth) break;
      const shown = titlesOf(one).filter((name) => name.why !== HIDDEN && has(name, begun));
      const first = shown.filter((name) => begins(name, begun));
      const [name] = (first.length ? first : shown).sort((a, b) => spoken(a).length - spoken(b).length);
      if (name) found.push({ one, name, worth: worth + (first.length ? BEGINS : 0) });
      found.sort(better);
    }
    return found.slice(0, limit);
  }

  const spoken = (name) => name.spoken || (name.spoken = words(name.form).map((word) => ` ${word}`).join(""));
  const has = (name, begun) => begun.every((word) => spoken(name).includes(` ${word}`));

  function begins(name, begun) {
    const said = spoken(name);
    let at = 0;
    return begun.every((word) => {
      const fits = at >= 0 && said.startsWith(` ${word}`, at);
      at = said.indexOf(" ", at + 1);
      return fits;
    });
  }

  // The occupations that have a title with a word of such a beginning.
  function withBeginning(begun) {
    const found = new Set();
    forms.forEach((form, at) => {
      if (form.startsWith(begun)) for (let i = 0; i < having[at].length; i += 2) found.add(occupations[having[at][i]]);
    });
    return found;
  }

  // What was typed with one mistake mended in each word that begins none of any title; nothing, if one stays.
  function mended(begun) {
    const better = begun.map((word) => (withBeginning(word).size ? word : beginning(word)));
    return better.every(Boolean) ? better : [];
  }

  function beginning(begun) {
    const counts = new Map();
    if (begun.length < SHORTEST - 1) return "";
    forms.forEach((form, at) => {
      // One mistake leaves the first letter or the second one right, or moves one of them.
      if (form[0] !== begun[0] && form[1] !== begun[1] && form[0] !== begun[1] && form[1] !== begun[0]) return;
      for (const length of form[0] === "~" ? [] : [-1, 0, 1]) {
        const start = form.slice(0, begun.length + length);
        counts.set(start, (counts.get(start) || 0) + having[at].length / 2);
      }
    });
    return likeliest(begun, counts, 1);
  }
})();
