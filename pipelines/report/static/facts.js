// The list of all facts: search, filters, order, pages. What is asked for stands in the address.

const A_PAGE = 25;
const FILTERS = ["q", "kind", "country", "from", "to", "status", "source", "sort"];
const isPlain = (text) => /^[\0-\x7f]*$/.test(text);
const folded = (text) => (isPlain(text) ? text : text.normalize("NFD").replace(/\p{M}/gu, "")).toLowerCase();

class Facts {
  constructor(data, show) {
    this.data = data;
    this.show = show;
    this.page = 0;
    this.found = [];
    this.fill();
    const form = $("filters");
    form.hidden = false;
    let waiting;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.changed(), 120);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => this.changed()));
    $("previous").addEventListener("click", () => this.turn(-1));
    $("next").addEventListener("click", () => this.turn(1));
  }

  fill() {
    const { kinds, countries, statuses, documents } = this.data;
    const option = (list, value, text) => $(list).append(make("option", { value }, text));
    const used = new Set(this.data.facts.kind);
    kinds.forEach((kind, at) => used.has(at) && option("kind", kind[KIND], kind[PLURAL]));
    const names = [...countries].sort((one, other) => one[1].localeCompare(other[1], "en"));
    for (const [code, name] of names) option("country", code, `${name} (${code})`);
    for (const status of statuses) option("status", status, status);
    option("status", "planned,proposed", "planned or proposed");
    const titles = documents.map((row) => [row[DOCUMENT.id], row[DOCUMENT.title]]);
    titles.sort((one, other) => one[1].localeCompare(other[1], "en"));
    for (const [id, title] of titles) option("text", id, title.length > 90 ? `${title.slice(0, 90)}…` : title);
  }

  // Takes over what an address asks for, all of it: what it does not name is not filtered.
  ask(wanted) {
    for (const name of FILTERS) {
      const field = $("filters").elements[name];
      field.value = wanted.get(name) ?? "";
      if (field.value === "" && wanted.get(name)) field.selectedIndex = 0;
    }
    return this.search();
  }

  asked() {
    const wanted = new URLSearchParams();
    for (const name of FILTERS) {
      const value = $("filters").elements[name].value.trim();
      if (value) wanted.set(name, value);
    }
    return wanted;
  }

  changed() {
    this.search();
    const text = this.asked().toString();
    remember(text ? `#facts?${text}` : "#facts");
  }

  // Sentence, summary, values and title of each fact, made ready at the first search.
  hay(fact) {
    this.hays ??= [];
    const { facts, documents } = this.data;
    return (this.hays[fact] ??= folded(
      [
        facts.what[fact], this.data.sentence(fact), facts.id[fact], this.data.values[fact].flat().join(" "),
        documents[facts.doc[fact]][DOCUMENT.title],
      ].join(" "),
    ));
  }

  async search() {
    const number = (this.searches = (this.searches ?? 0) + 1);
    if ($("q").value.trim()) await this.data.whole;
    if (number !== this.searches) return;
    const { facts, kinds, statuses, countries, documents } = this.data;
    const wanted = this.asked();
    const terms = folded(wanted.get("q") ?? "").split(/\s+/u).filter(Boolean);
    const kind = kinds.findIndex((each) => each[KIND] === wanted.get("kind"));
    const country = countries.findIndex((each) => each[0] === wanted.get("country"));
    const allowed = (wanted.get("status") ?? "").split(",").filter(Boolean).map((each) => statuses.indexOf(each));
    const source = documents.findIndex((each) => each[DOCUMENT.id] === wanted.get("source"));
    const [from, to] = ["from", "to"].map((name) => parseInt(wanted.get(name) ?? "", 10) || 0);
    const found = [];
    for (let fact = 0; fact < facts.id.length; fact++) {
      if (kind >= 0 && facts.kind[fact] !== kind) continue;
      if (source >= 0 && facts.doc[fact] !== source) continue;
      if (allowed.length && !allowed.includes(facts.status[fact])) continue;
      if (country >= 0 && !facts.countries[fact].includes(country)) continue;
      if ((from || to) && !this.within(fact, from, to)) continue;
      if (terms.length && !terms.every((term) => this.hay(fact).includes(term))) continue;
      found.push(fact);
    }
    this.found = this.ordered(found, wanted.get("sort"));
    this.terms = terms;
    this.page = 0;
    this.draw();
    this.drawCountry(country);
  }

  // Facts whose time overlaps the years asked for; those without a time are not among them.
  within(fact, from, to) {
    const { from: begins, to: ends } = this.data.facts;
    if (!begins[fact] && !ends[fact]) return false;
    return (!from || !ends[fact] || ends[fact] >= from) && (!to || !begins[fact] || begins[fact] <= to);
  }

  ordered(found, sort) {
    if (!sort) return found;
    const { from, to } = this.data.facts;
    const year = (fact) => from[fact] || to[fact];
    const way = sort === "latest" ? -1 : 1;
    return found.sort((one, other) => {
      if (!year(one) !== !year(other)) return year(one) ? -1 : 1;
      return way * (year(one) - year(other)) || one - other;
    });
  }

  turn(pages) {
    this.page += pages;
    this.draw();
    $("results").scrollIntoView({ block: "start" });
    $("results").focus({ preventScroll: true });
  }

  draw() {
    const all = this.data.facts.id.length;
    const first = this.page * A_PAGE;
    const last = Math.min(first + A_PAGE, this.found.length);
    const of = this.found.length === all ? "" : ` of ${number(all)}`;
    $("found").textContent = this.found.length
      ? `${number(this.found.length)}${of} ${this.found.length === 1 ? "fact" : "facts"}`
      : all ? "No fact fits. Ask for less." : "no data";
    $("results").hidden = !this.found.length;
    $("rows").replaceChildren(...this.found.slice(first, last).map((fact) => this.row(fact)));
    $("pages").hidden = this.found.length <= A_PAGE;
    $("at").textContent = `${number(first + 1)}–${number(last)} of ${number(this.found.length)}`;
    $("previous").disabled = this.page === 0;
    $("next").disabled = last >= this.found.length;
  }

  row(fact) {
    const { facts, documents, countries, statuses } = this.data;
    const title = documents[facts.doc[fact]][DOCUMENT.title];
    const link = make("a", { href: factLink(this.data, fact) }, quoted(facts.what[fact]));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      this.show(this.found, this.found.indexOf(fact), "Facts found");
    });
    const said = [facts.said[fact] & CONFIRMED ? "confirmed" : null, facts.said[fact] & AMENDED ? "corrected" : null];
    const status = statuses[facts.status[fact]];
    const signs = [status === "actual" ? null : status, ...said].filter(Boolean);
    const named = facts.countries[fact].map((at) => countries[at][1]).join(", ");
    return make("tr", {},
      make("td", {},
        make("div", { class: "what" }, link),
        make("div", { class: "sentence", dir: "auto" }, ...marked(this.data.sentence(fact), this.terms))),
      make("td", {}, kindSign(this.data, fact), ...signs.flatMap((sign) => [" ", make("span", { class: "status" }, sign)])),
      make("td", {}, facts.when[fact]),
      make("td", {}, named),
      make("td", {}, make("div", { class: "text" }, quoted(title))));
  }

  // What is known of one country, above its facts.
  drawCountry(country) {
    const card = $("country-card");
    card.hidden = country < 0;
    if (country < 0) return card.replaceChildren();
    const { facts, countries, kinds } = this.data;
    const ofKind = new Map(), partners = new Map(), years = [];
    facts.countries.forEach((codes, fact) => {
      if (!codes.includes(country)) return;
      ofKind.set(facts.kind[fact], (ofKind.get(facts.kind[fact]) ?? 0) + 1);
      if (facts.status[fact] === 0) {
        for (const code of codes) {
          if (code === country) continue;
          if (partners.has(code)) partners.get(code).push(fact);
          else partners.set(code, [fact]);
        }
        years.push(...[facts.from[fact], facts.to[fact]].filter(Boolean));
      }
    });
    const [code, name] = countries[country];
    const size = (value) => value.length ?? value;
    const parts = (counts, part) =>
      [...counts].sort((one, other) => size(other[1]) - size(one[1]) || one[0] - other[0]).flatMap((each, at) => [at ? ", " : "", part(each)]);
    const ofAKind = ([kind, count]) =>
      make("a", { href: `#facts?country=${code}&kind=${kinds[kind][KIND]}` }, `${number(count)} ${kinds[kind][count === 1 ? SINGULAR : PLURAL]}`);
    const partner = ([other, both]) => {
      const title = `${name} – ${countries[other][1]}`;
      const count = make("button", { type: "button", class: "count", "aria-label": `${number(both.length)} facts: ${title}` }, number(both.length));
      count.addEventListener("click", () => this.show(both, 0, title));
      return make("span", {}, make("a", { href: `#country/${countries[other][0]}` }, countries[other][1]), " ", count);
    };
    years.sort((one, other) => one - other);
    card.replaceChildren(
      make("h3", {}, name, " ", make("small", {}, code)),
      make("p", {}, ...(ofKind.size ? parts(ofKind, ofAKind) : ["no data"])),
      make("p", {}, ...(partners.size ? ["With ", ...parts(partners, partner)] : ["No other country is named with it"]), "."),
      make("p", {}, years.length ? `From ${years[0]} to ${years.at(-1)}.` : "No statement on it has a date."));
  }
}
