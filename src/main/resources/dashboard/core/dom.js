// Elements from descriptions, and the least change that makes one tree look like another. A view describes the whole of
// itself at every round; what is focused, open, selected or scrolled stays as it is.

/** An element. Names with a dash or of ARIA are attributes, "on..." handlers, null and false are left out. */
export function h(name, given, ...children) {
  const node = document.createElement(name);
  fill(node, given ?? {});
  append(node, children);
  return node;
}

/** The same for SVG. */
export function svg(name, given, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  fill(node, given ?? {});
  append(node, children);
  return node;
}

function fill(node, given) {
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node[name] = value;
    else if (name === "key") node.dataset.key = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
}

function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child);
  }
}

/** Stands where an element with this key already is, and leaves that as it is. */
export const same = (name, key) => h(name, { key, "data-same": true });

/** Makes the children of root look like these. */
export function show(root, ...children) {
  const fresh = document.createElement(root.nodeName);
  append(fresh, children);
  patchChildren(root, fresh);
}

const HANDLERS = ["onclick", "onchange", "oninput", "onsubmit", "ontoggle"];
/** The person's, not ours. */
const THEIRS = new Set(["open", "aria-describedby"]);

function patch(old, fresh) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  if ("same" in fresh.dataset) return;
  for (const { name, value } of [...fresh.attributes]) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !THEIRS.has(name)) old.removeAttribute(name);
  }
  for (const name of HANDLERS) {
    if (old[name] !== fresh[name]) old[name] = fresh[name];
  }
  patchChildren(old, fresh);
}

function patchChildren(old, fresh) {
  const keyed = new Map();
  for (const child of old.children) {
    if (child.dataset.key !== undefined) keyed.set(child.dataset.key, child);
  }
  let cursor = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    const known = counterpart(next, cursor, keyed);
    if (known === null) {
      old.insertBefore(next, cursor);
    } else {
      if (known === cursor) cursor = cursor.nextSibling;
      else old.insertBefore(known, cursor);
      patch(known, next);
    }
  }
  while (cursor) {
    const gone = cursor;
    cursor = cursor.nextSibling;
    gone.remove();
  }
}

function counterpart(next, cursor, keyed) {
  const key = next.dataset?.key;
  if (key !== undefined) {
    const known = keyed.get(key);
    return known && known.nodeName === next.nodeName ? known : null;
  }
  return cursor && cursor.nodeName === next.nodeName && cursor.dataset?.key === undefined ? cursor : null;
}
