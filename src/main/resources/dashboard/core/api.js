// What the management plane answers, or an Error whose message is the problem's own words.

export async function get(path) {
  return (await call("GET", path)).body;
}

/** With the ETag, for a change that must not overwrite somebody else's. */
export async function getTagged(path) {
  return call("GET", path);
}

export async function send(method, path, body, headers = {}) {
  return (await call(method, path, body, headers)).body;
}

async function call(method, path, body, headers = {}) {
  const answer = await fetch(path, {
    method,
    headers: body === undefined ? headers : { "content-type": "application/json", ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
    cache: "no-store",
  }).catch(() => {
    throw problem(0, "The service does not answer.");
  });
  const text = await answer.text();
  const json = /json/.test(answer.headers.get("content-type") ?? "") ? JSON.parse(text) : null;
  if (!answer.ok) {
    throw problem(answer.status, json?.detail ?? json?.title ?? `The service answered ${answer.status}.`);
  }
  return { body: json, tag: answer.headers.get("etag") };
}

function problem(status, words) {
  return Object.assign(new Error(words), { status });
}

/** A path from names, each of them one segment. */
export const path = (...segments) => "/" + segments.map(encodeURIComponent).join("/");
