// The service worker: opens Libero without a network.
//
// It keeps the hashed files of one build, and three pages that hold nothing of anybody: the server renders
// them for a request without a session, once per language, and each is kept with its own policy header.
// Signed-in pages and the API are never kept. A new version waits until the person wants it.
// Drafts are not its business: they lie sealed in the page's own storage, and nothing here clears that.
"use strict";

const BUILD = "__BUILD__";
const FILES = __PRECACHE__;
const PAGES = ["/offline", "/reports/new", "/outbox"];
const LANGS = ["fa", "en"];
const OWN = "libero-";
const CACHE = `${OWN}${BUILD}`;
const NOTES = "notes-of-libero";
const PAGE_WITHIN_MS = 4000;
const REPLY_WITHIN_MS = 2000;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(page(request, url.pathname));
    event.waitUntil(sweep());
  } else if (url.pathname.startsWith("/pkg/")) {
    event.respondWith(file(request));
  }
});

// What a page may ask for. A map has no inherited names that a message could hit.
const ACTS = new Map([
  ["skip-waiting", () => self.skipWaiting()],
  ["lang", (data) => note(data.lang)],
]);
self.addEventListener("message", (event) => {
  const { data } = event;
  if (event.origin !== self.location.origin || typeof data !== "object" || data === null) return;
  const act = ACTS.get(data.type);
  if (act !== undefined) event.waitUntil(Promise.resolve(act(data)));
});

// All or nothing: a build that is not whole does not replace the one before.
async function install() {
  // A build that comes back is the newest again.
  await caches.delete(CACHE);
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES);
  await Promise.all(PAGES.flatMap((path) => LANGS.map((lang) => keepPage(cache, path, lang))));
}

async function keepPage(cache, path, lang) {
  const key = pageKey(path, lang);
  // Without cookies nobody is signed in, so nothing of anybody can be in the answer; the header asks for the
  // page instead of the way to the sign-in page.
  const headers = { "X-Libero-Shell": "1" };
  const response = await fetch(key, { headers, credentials: "omit", cache: "no-store", redirect: "error" });
  const kind = response.headers.get("content-type") ?? "";
  if (!response.ok || !kind.startsWith("text/html")) throw new Error(`${key}: ${response.status}`);
  await cache.put(key, response);
}

// The network first; without one, a kept page, or the way to the page that says so.
async function page(request, path) {
  const kept = PAGES.includes(path);
  const answer = fetch(request);
  try {
    const response = await (kept ? within(answer, PAGE_WITHIN_MS) : answer);
    if (!kept || response.status < 500) {
      await note(response.headers.get("content-language"));
      return response;
    }
    return (await keptPage(path)) ?? response;
  } catch (error) {
    if (!kept) return Response.redirect("/offline", 302);
    return (await keptPage(path)) ?? answer;
  }
}

async function keptPage(path) {
  const cache = await caches.open(CACHE);
  return cache.match(pageKey(path, await language()), { ignoreVary: true });
}

// A name with a hash never changes its content, so any cache that has it will do.
async function file(request) {
  const found = await caches.match(request, { ignoreVary: true });
  if (found !== undefined) return found;
  const response = await fetch(request);
  if (response.ok && response.type === "basic") {
    const cache = await caches.open(CACHE);
    await cache.put(request, response.clone()).catch(() => undefined);
  }
  return response;
}

function pageKey(path, lang) {
  return `${path}?lang=${lang}`;
}

// The person's language: the cookie where the browser lets a worker see it, else the last one seen.
async function language() {
  const cookie = await self.cookieStore?.get("lang").catch(() => undefined);
  if (LANGS.includes(cookie?.value)) return cookie.value;
  const notes = await caches.open(NOTES);
  const noted = await (await notes.match("/lang"))?.text();
  return LANGS.includes(noted) ? noted : LANGS[0];
}

let noted;
async function note(lang) {
  if (!LANGS.includes(lang) || lang === noted) return;
  noted = lang;
  const notes = await caches.open(NOTES);
  await notes.put("/lang", new Response(lang));
}

// Old builds go once no open page runs them. A page that does not say which it runs may need any.
let sweeping = false;
async function sweep() {
  if (sweeping) return;
  sweeping = true;
  // In the order they were made: what comes after this one's may be a newer build that waits.
  const names = (await caches.keys()).filter((name) => name.startsWith(OWN));
  const old = names.slice(0, Math.max(0, names.indexOf(CACHE)));
  if (old.length > 0) {
    const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const builds = await Promise.all(pages.map(buildOf));
    const needed = (name) => builds.some((build) => build === undefined || name === `${OWN}${build}`);
    await Promise.all(old.filter((name) => !needed(name)).map((name) => caches.delete(name)));
  }
  sweeping = false;
}

async function buildOf(client) {
  const { port1, port2 } = new MessageChannel();
  const reply = new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(typeof data === "string" ? data : undefined);
  });
  client.postMessage({ type: "which-build" }, [port2]);
  const build = await within(reply, REPLY_WITHIN_MS).catch(() => undefined);
  port1.close();
  return build;
}

function within(promise, ms) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("late")), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
