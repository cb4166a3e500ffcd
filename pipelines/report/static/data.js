// What the page was made with: columns of facts, the ledger and the source texts, packed by payload.py.

const KIND = 0, SINGULAR = 1, PLURAL = 2, COLUMNS = 3;
const DOCUMENT = { id: 0, title: 1, publisher: 2, url: 3, published: 4, language: 5, file: 6 };
const CONFIRMED = 1, AMENDED = 2;

async function unpacked(id) {
  const element = document.getElementById(id);
  const binary = atob(element.textContent);
  element.remove();
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).json();
}

// Lists of numbers by another column: which facts stand in a text, which mentions.
function byDocument(column, documents) {
  const found = Array.from({ length: documents }, () => []);
  column.forEach((number, index) => found[number].push(index));
  return found;
}

async function load() {
  const [known, texts] = await Promise.all([unpacked("packed-facts"), unpacked("packed-texts")]);
  const count = known.documents.length;
  return {
    ...known,
    texts,
    byId: new Map(known.facts.id.map((id, index) => [id, index])),
    factsOf: byDocument(known.facts.doc, count),
    mentionsOf: byDocument(known.mentions.doc, count),
    sentence: (fact) => texts[known.facts.doc[fact]].slice(known.facts.start[fact], known.facts.end[fact]),
  };
}
