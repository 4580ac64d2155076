// Keeps the assisted desk at hand without a line: this one page, as it is for everybody, and the files that it needs. Nothing that
// anybody wrote, and no page of any account, is ever kept here.
'use strict';
const SHELL = '/meja-bantu/luring';
const FILES = [/* files */];
const CACHE = 'tanggap-meja-' + FILES.map((file) => file.split('.')[1]).join('');

/** Answers say that they depend on who asks (Vary: *), which caches refuse: what is kept here is the same for everybody. */
const keep = async (cache, path) => {
  const answer = await fetch(path, { cache: 'no-cache' });
  if (!answer.ok) {
    throw new Error(path + ' ' + answer.status);
  }
  const headers = new Headers(answer.headers);
  ['Vary', 'Content-Encoding', 'Content-Length', 'Cache-Control'].forEach((name) => headers.delete(name));
  await cache.put(path, new Response(await answer.blob(), { headers }));
};

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(CACHE).then((cache) => Promise.all([SHELL, ...FILES].map((path) => keep(cache, path)))));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith('tanggap-meja-')
    && name !== CACHE).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) {
    return;
  }
  if (event.request.mode === 'navigate' && url.pathname === '/meja-bantu') {
    event.respondWith(fetch(event.request).then((answer) => {
      // in the language that is chosen by now
      event.waitUntil(caches.open(CACHE).then((cache) => keep(cache, SHELL)).catch(() => {}));
      return answer;
    }, async () => (await caches.match(SHELL)) || Response.error()));
  } else if (FILES.includes(url.pathname)) {
    event.respondWith(caches.match(url.pathname).then((kept) => kept || fetch(event.request)));
  }
});
