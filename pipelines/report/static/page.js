// The address says what is shown: #facts?…, #fact/ID, #group/KEY, #country/CODE, #document/ID, #mentions/….

let placeBefore = "#overview";
const lastPlace = () => placeBefore;
const isOfSource = (hash) => /^#(fact|group|document|mentions)\//.test(hash);

// The address without a jump; ``over`` where a text lies over the page, which goes back to it when closed.
function remember(hash, over = false) {
  if (!over) placeBefore = hash;
  history.replaceState(null, "", hash);
  if (!over) document.title = "Cooperation in science and technology: what public texts say";
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

async function route(data, facts, source) {
  await data.whole;
  const hash = location.hash;
  const [, what, rest = ""] = /^#([a-z]+)(?:[/?](.*))?$/s.exec(hash) ?? [];
  if (!isOfSource(hash)) {
    placeBefore = hash || "#overview";
    if (source.dialog.open) source.dialog.close();
  }
  if (what === "facts") {
    await facts.ask(new URLSearchParams(rest));
    $("facts").scrollIntoView({ behavior: "instant" });
  } else if (what === "country") {
    await facts.ask(new URLSearchParams({ country: decoded(rest) }));
    $("facts").scrollIntoView({ behavior: "instant" });
  } else if (what === "fact") {
    const fact = data.byId.get(decoded(rest));
    if (fact !== undefined) source.showFacts([fact], 0, "");
    else tell("This fact is not in this snapshot.");
  } else if (what === "group") {
    const [title, members] = data.groups[decoded(rest)] ?? [];
    if (members) source.showFacts(membersOf(members), 0, title);
    else tell("These facts are not in this snapshot.");
  } else if (what === "document") {
    const number = data.documents.findIndex((row) => row[DOCUMENT.id] === decoded(rest));
    if (number >= 0) source.showDocument(number);
    else tell("This text is not in this snapshot.");
  } else if (what === "mentions") {
    showLedger(data, source, rest);
  }
}

function showLedger(data, source, rest) {
  const [disposition, reason = "", which = ""] = rest.split("/").map(decoded);
  const wanted = [data.dispositions.indexOf(disposition), data.reasons.indexOf(reason)];
  const found = [];
  for (let at = 0; at < data.mentions.doc.length; at++) {
    const { disposition: became, reason: why, is_date } = data.mentions;
    const fits = which === "" || (which === "dates") === Boolean(is_date[at]);
    if (fits && became[at] === wanted[0] && why[at] === wanted[1]) found.push(at);
  }
  source.showMentions(found, `${which ? which[0].toUpperCase() + which.slice(1) : "Figures and dates"}: ${[disposition, reason].filter(Boolean).join(", ")}`);
}

function tell(text) {
  $("found").textContent = text;
  $("facts").scrollIntoView();
}

// Light, dark, or as the machine has it; kept where the browser lets a local page keep something.
function setTheme() {
  const button = $("theme"), root = document.documentElement;
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
  const label = () => (button.textContent = isDark() ? "Light" : "Dark");
  try {
    const kept = localStorage.getItem("theme");
    if (kept === "dark" || kept === "light") root.dataset.theme = kept;
  } catch {}
  button.hidden = false;
  label();
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    label();
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {}
  });
}

function tellAge() {
  const days = Math.floor((Date.now() - Date.parse($("made").dateTime)) / 86_400_000);
  if (days >= 1) $("age").textContent = `, ${number(days)} ${days === 1 ? "day" : "days"} ago`;
}

// Marks of charts lead where the table beside them leads.
function followMarks() {
  document.addEventListener("click", (event) => {
    const mark = event.target.closest?.("[data-go]");
    if (mark) location.hash = mark.getAttribute("data-go");
  });
}

function followSections() {
  const links = new Map([...document.querySelectorAll(".sections a[href^='#']")].map((link) => [link.hash.slice(1), link]));
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const link = links.get(entry.target.id);
      if (entry.isIntersecting) link?.setAttribute("aria-current", "true");
      else link?.removeAttribute("aria-current");
    }
  }, { rootMargin: "-20% 0px -79% 0px" });
  for (const id of links.keys()) watch.observe($(id));
}

async function start() {
  setTheme();
  tellAge();
  followMarks();
  followSections();
  const data = await load();
  data.whole = new Promise((done) => setTimeout(done)).then(() => complete(data));
  const source = new Source(data);
  const facts = new Facts(data, (found, at, title) => data.whole.then(() => source.showFacts(found, at, title)));
  addEventListener("hashchange", () => route(data, facts, source));
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((each) => (each.open = true)));
  // A link to what is shown already changes no address, and is followed all the same.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (link && link.hash === location.hash && !event.defaultPrevented) route(data, facts, source);
  });
  facts.search();
  document.documentElement.dataset.listed = "true";
  await data.whole;
  route(data, facts, source);
  document.documentElement.dataset.ready = "true";
}

start();
