// What the page was made with: columns of facts, the ledger and the source texts, packed by payload.py.

const KIND = 0, SINGULAR = 1, PLURAL = 2, COLUMNS = 3;
const DOCUMENT = { id: 0, title: 1, publisher: 2, url: 3, published: 4, language: 5, file: 6 };
const CONFIRMED = 1, AMENDED = 2;

function decoded64(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

async function unpacked(id) {
  const element = document.getElementById(id);
  const bytes = decoded64(element.textContent);
  element.remove();
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).json();
}

// Lists of numbers by another column: which facts stand in a text, which mentions.
function byDocument(column, documents) {
  const found = Array.from({ length: documents }, () => []);
  column.forEach((number, index) => found[number].push(index));
  return found;
}

// What the list of facts needs. The rest comes after it, with ``complete``.
async function load() {
  const [known, texts] = await Promise.all([unpacked("packed-facts"), unpacked("packed-texts")]);
  return {
    ...known,
    texts,
    byId: new Map(known.facts.id.map((id, index) => [id, index])),
    factsOf: byDocument(known.facts.doc, known.documents.length),
    sentence: (fact) => texts[known.facts.doc[fact]].slice(known.facts.start[fact], known.facts.end[fact]),
  };
}

async function complete(data) {
  Object.assign(data, await unpacked("packed-more"));
  data.mentionsOf = byDocument(data.mentions.doc, data.documents.length);
}

// The facts of a group: each stands as the step from the one before.
function membersOf(steps) {
  let place = 0;
  return steps.map((step) => (place += step));
}
