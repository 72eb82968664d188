// What the reader has chosen, kept in the address so that a link shows the same, and so that it survives a change of language.

function params() {
  return new URLSearchParams(location.hash.slice(1));
}

export function chosen(name) {
  return params().get(name);
}

export function remember(name, value) {
  const all = params();
  if (value == null || value === "") all.delete(name);
  else all.set(name, value);
  const url = new URL(location);
  url.hash = all.toString();
  history.replaceState(null, "", url);
}
