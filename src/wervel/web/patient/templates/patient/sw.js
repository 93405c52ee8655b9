{% autoescape off %}// Keeps a page that holds nothing of anybody, the look, and pictures of exercises. Never a page with somebody's data.
const KEPT = "wervel-{{ version }}";
const PAGE = "/offline/";
const SHELL = [{% for one in shell %}"{{ one }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const PUBLIC = /^\/(static|pictures|offline)\//;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(SHELL)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(old).then(() => self.clients.claim()));
});

// The page in the language that was chosen last.
self.addEventListener("message", (event) => {
  if (event.data === "refresh") event.waitUntil(caches.open(KEPT).then((cache) => cache.add(PAGE)).catch(() => {}));
});

async function kept(request) {
  const found = await caches.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) (await caches.open(KEPT)).put(request, answer.clone());
  return answer;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(PAGE)));
  else if (PUBLIC.test(url.pathname)) event.respondWith(kept(request));
});
{% endautoescape %}
