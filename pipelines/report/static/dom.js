// Elements from text: nothing from a source is ever read as markup.

const $ = (id) => document.getElementById(id);

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const quoted = (text) => make("bdi", {}, text);
const factLink = (data, fact) => `#fact/${encodeURIComponent(data.facts.id[fact])}`;
const number = (value) => value.toLocaleString("en-GB");
const kindSign = (data, fact) => {
  const kind = data.kinds[data.facts.kind[fact]];
  return make("span", { class: "kind", "data-kind": kind[KIND] }, kind[SINGULAR]);
};

// The words that were searched for, marked.
function marked(text, terms) {
  if (!terms.length) return [text];
  const escaped = terms.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const parts = text.split(new RegExp(`(${escaped.join("|")})`, "giu"));
  return parts.map((part, at) => (at % 2 ? make("mark", {}, part) : part));
}
