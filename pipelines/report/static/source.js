// One text with its facts and figures coloured, one of them chosen: the sentence behind a number.

class Source {
  constructor(data) {
    this.data = data;
    this.dialog = $("source");
    this.sheet = $("source-sheet");
    $("source-close").addEventListener("click", () => this.dialog.close());
    $("source-previous").addEventListener("click", () => this.go(-1));
    $("source-next").addEventListener("click", () => this.go(1));
    this.dialog.addEventListener("close", () => this.closed());
    this.dialog.addEventListener("keydown", (event) => {
      const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (way && !event.altKey && !event.ctrlKey && !event.metaKey) this.go(way);
    });
    this.legend();
  }

  // The facts numbered ``facts``, beginning with the one at ``at``.
  showFacts(facts, at, title) {
    this.open(facts.map((fact) => ({ fact, document: this.data.facts.doc[fact] })), at, title);
  }

  // Figures and dates of the ledger, one after the other.
  showMentions(mentions, title) {
    this.open(mentions.map((mention) => ({ mention, document: this.data.mentions.doc[mention] })), 0, title);
  }

  showDocument(number) {
    this.open([{ document: number }], 0, "");
  }

  open(places, at, title) {
    if (!places.length) return;
    this.places = places;
    this.title = title;
    this.at = Math.max(0, at);
    if (!this.dialog.open) {
      this.before = document.activeElement;
      this.dialog.showModal();
    }
    this.draw();
    $("source-title").focus();
  }

  closed() {
    this.drawn = null;
    remember(lastPlace());
    this.before?.focus?.({ preventScroll: true });
  }

  go(way) {
    const next = this.at + way;
    if (next < 0 || next >= this.places.length) return;
    this.at = next;
    this.draw();
  }

  draw() {
    const { facts, documents } = this.data;
    const place = this.places[this.at];
    const many = this.places.length > 1;
    $("source-group").textContent = this.title;
    $("source-at").textContent = many ? `${number(this.at + 1)} of ${number(this.places.length)}` : "";
    for (const id of ["source-previous", "source-next"]) $(id).hidden = !many;
    $("source-previous").disabled = this.at === 0;
    $("source-next").disabled = this.at === this.places.length - 1;
    $("source-title").replaceChildren(quoted(this.heading(place)));
    if (this.drawn !== place.document) this.drawText(place.document);
    this.choose(place);
    this.drawValues(place);
    this.drawFrom(place.document);
    if (place.fact !== undefined) remember(factLink(this.data, place.fact), true);
    else if (place.mention === undefined) remember(`#document/${encodeURIComponent(documents[place.document][DOCUMENT.id])}`, true);
    document.title = `${this.heading(place)} · Cooperation`.slice(0, 120);
    for (const button of $("source-others").querySelectorAll("button")) {
      if (Number(button.dataset.fact) === place.fact) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
    return facts;
  }

  heading(place) {
    const { facts, documents, mentions, texts } = this.data;
    if (place.fact !== undefined) return facts.what[place.fact];
    if (place.mention !== undefined) {
      return texts[place.document].slice(mentions.start[place.mention], mentions.end[place.mention]);
    }
    return documents[place.document][DOCUMENT.title];
  }

  // The text once, cut wherever a fact or a figure begins or ends.
  drawText(number) {
    const { texts, facts, mentions, factsOf, mentionsOf } = this.data;
    const text = texts[number];
    const cuts = new Set([0, text.length]);
    for (const fact of factsOf[number]) cuts.add(facts.start[fact]).add(facts.end[fact]);
    for (const mention of mentionsOf[number]) cuts.add(mentions.start[mention]).add(mentions.end[mention]);
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) cuts.add(at).add(at + 1);
    const places = [...cuts].sort((one, other) => one - other);
    const cover = covering(factsOf[number], facts), figures = covering(mentionsOf[number], mentions);
    const lines = [];
    let line = make("p", { dir: "auto" });
    for (let at = 0; at + 1 < places.length; at++) {
      const piece = text.slice(places[at], places[at + 1]);
      if (piece === "\n") {
        lines.push(line);
        line = make("p", { dir: "auto" });
      } else line.append(this.piece(piece, cover(places[at]), figures(places[at])));
    }
    lines.push(line);
    this.sheet.replaceChildren(...lines.filter((each, at) => each.hasChildNodes() || (at && lines[at - 1].hasChildNodes())));
    this.drawn = number;
    this.drawOthers(number);
  }

  piece(text, facts, mentions) {
    if (!facts.length && !mentions.length) return text;
    const element = make("span", {}, text);
    if (facts.length) {
      const kinds = [...new Set(facts.map((fact) => this.data.kinds[this.data.facts.kind[fact]][KIND]))];
      element.classList.add("fact");
      element.dataset.kind = kinds[0];
      element.dataset.facts = facts.join(" ");
      if (kinds.length > 1) {
        element.classList.add("several");
        element.style.setProperty("--of-second", `var(--${kinds[1]})`);
      }
      element.title = facts.map((fact) => this.data.facts.what[fact]).join("\n").slice(0, 600);
      element.addEventListener("click", () => this.clicked(facts));
    }
    for (const mention of mentions) {
      const disposition = this.data.dispositions[this.data.mentions.disposition[mention]];
      element.classList.add("figure", { ignored: "unused", quarantined: "held" }[disposition] ?? "used");
      element.dataset.mention = mention;
      if (disposition !== "fact") element.title = `no fact: ${this.data.reasons[this.data.mentions.reason[mention]] || disposition}`;
    }
    return element;
  }

  // A click goes to the next of the facts that stand on that piece.
  clicked(facts) {
    const current = this.places[this.at].fact;
    const next = facts[(facts.indexOf(current) + 1) % facts.length];
    this.showFacts(this.data.factsOf[this.drawn], this.data.factsOf[this.drawn].indexOf(next), "Facts of this text");
  }

  choose(place) {
    for (const mark of [...this.sheet.querySelectorAll("mark")]) {
      const span = make("span", {}, ...mark.childNodes);
      mark.replaceWith(this.swapped(mark, span));
    }
    for (const each of this.sheet.querySelectorAll(".chosen")) each.classList.remove("chosen");
    let first = null;
    if (place.fact !== undefined) {
      const kind = this.data.kinds[this.data.facts.kind[place.fact]][KIND];
      for (const span of [...this.sheet.querySelectorAll(".fact")]) {
        if (!span.dataset.facts.split(" ").includes(String(place.fact))) continue;
        const mark = this.swapped(span, make("mark", {}, ...span.childNodes));
        mark.dataset.kind = kind;
        span.replaceWith(mark);
        first ??= mark;
      }
    } else if (place.mention !== undefined) {
      first = this.sheet.querySelector(`[data-mention="${place.mention}"]`);
      first?.classList.add("chosen");
    }
    if (first) first.scrollIntoView({ block: "center", behavior: "instant" });
    else this.sheet.scrollTop = 0;
  }

  // The same piece as another element: what it stands for, how it looks, what a click does.
  swapped(from, to) {
    const facts = from.dataset.facts.split(" ").map(Number);
    to.className = from.className;
    Object.assign(to.dataset, from.dataset);
    to.dataset.kind = this.data.kinds[this.data.facts.kind[facts[0]]][KIND];
    const second = from.style.getPropertyValue("--of-second");
    if (second) to.style.setProperty("--of-second", second);
    to.title = from.title;
    to.addEventListener("click", () => this.clicked(facts));
    return to;
  }

  drawValues(place) {
    const { facts, kinds, statuses, rules } = this.data;
    const list = $("source-values");
    if (place.fact === undefined) {
      const reason = place.mention === undefined ? "" : this.data.reasons[this.data.mentions.reason[place.mention]];
      return list.replaceChildren(...(reason ? pair("Why no fact", reason) : []));
    }
    const { fact } = place;
    const kind = kinds[facts.kind[fact]];
    const said = [facts.said[fact] & CONFIRMED && "confirmed by a person", facts.said[fact] & AMENDED && "corrected by a person"];
    const shown = kind[COLUMNS].flatMap((name, at) => {
      const value = this.data.values[fact][at];
      return value === null ? [] : pair(name, Array.isArray(value) ? value.join("; ") : value.replace("\t", "  ·  "));
    });
    list.replaceChildren(
      make("dt", {}, "kind"), make("dd", {}, kindSign(this.data, fact)),
      ...pair("status", [statuses[facts.status[fact]], ...said.filter(Boolean)].join(", ")), ...shown,
      ...pair("rule", rules[facts.rule[fact]]), ...pair("id", facts.id[fact]));
  }

  drawFrom(number) {
    const row = this.data.documents[number];
    const url = row[DOCUMENT.url];
    const linked = url && /^https?:\/\//i.test(url)
      ? [make("dt", {}, "address"), make("dd", {}, make("a", { href: url, rel: "noreferrer noopener", target: "_blank" }, quoted(url)))]
      : [];
    $("source-from").replaceChildren(
      ...pair("text", row[DOCUMENT.title]), ...pair("publisher", row[DOCUMENT.publisher] ?? "not known"),
      ...pair("published", row[DOCUMENT.published] ?? "not known"), ...pair("file", row[DOCUMENT.file]), ...linked);
  }

  drawOthers(number) {
    const all = this.data.factsOf[number];
    $("source-others-head").textContent = `Facts of this text (${all.length})`;
    $("source-others").replaceChildren(...all.map((fact, at) => {
      const kind = this.data.kinds[this.data.facts.kind[fact]][KIND];
      const button = make("button", { type: "button", class: "kind", "data-kind": kind, "data-fact": fact }, quoted(this.data.facts.what[fact]));
      button.addEventListener("click", () => this.showFacts(all, at, "Facts of this text"));
      return make("li", {}, button);
    }));
  }

  legend() {
    const used = new Set(this.data.facts.kind);
    const kinds = this.data.kinds.filter((_, at) => used.has(at));
    $("source-legend").append(
      ...kinds.map((kind) => make("li", {}, make("span", { class: "kind", "data-kind": kind[KIND] }, kind[PLURAL]))),
      make("li", {}, make("span", { class: "figure-unused" }, "12"), " a figure or date that no fact uses"),
      make("li", {}, make("span", { class: "figure-held" }, "12"), " one that is held back"));
  }
}

function pair(name, value) {
  return [make("dt", {}, name), make("dd", {}, quoted(value))];
}

// Which of ``numbers`` cover a place: asked for rising places, as the text is cut.
function covering(numbers, columns) {
  const waiting = [...numbers].sort((one, other) => columns.start[one] - columns.start[other]);
  let open = [], next = 0;
  return (place) => {
    while (next < waiting.length && columns.start[waiting[next]] <= place) open.push(waiting[next++]);
    open = open.filter((each) => columns.end[each] > place);
    return open;
  };
}
