// What the page can do beyond being read: remember light or dark, and open everything for paper.
// Nothing here is needed to read, and nothing listens to keys.
// It is run before the page is drawn, so that no light page flashes before a reader who chose dark; the sheet,
// which is larger, comes at the same time. What needs the page waits for it.
{
const root = document.documentElement;
const KEY = "annals-scheme";
const SCHEMES = ["auto", "light", "dark"];

// Storage may be forbidden; then the choice lasts as long as the page.
const store = {
  get: () => { try { return localStorage.getItem(KEY); } catch { return null; } },
  set: (value) => { try { value === "auto" ? localStorage.removeItem(KEY) : localStorage.setItem(KEY, value); } catch { /* kept for this page only */ } },
};

function paint(scheme) {
  if (scheme === "auto") delete root.dataset.scheme;
  else root.dataset.scheme = scheme;
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
    meta.dataset.media ??= meta.media;
    const own = meta.dataset.media.includes("dark") ? "dark" : "light";
    meta.media = scheme === "auto" ? meta.dataset.media : own === scheme ? "all" : "not all";
  }
}

let scheme = SCHEMES.includes(store.get()) ? store.get() : "auto";
paint(scheme);

addEventListener("DOMContentLoaded", () => {
  const button = document.querySelector("button.scheme");
  if (!button) return;
  const words = button.dataset.words.split("|");
  const say = () => { button.querySelector("span").textContent = words[SCHEMES.indexOf(scheme)]; };
  button.addEventListener("click", () => {
    scheme = SCHEMES[(SCHEMES.indexOf(scheme) + 1) % SCHEMES.length];
    store.set(scheme);
    paint(scheme);
    say();
  });
  say();
  button.hidden = false;
});

// Paper has no way to open what is folded.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  for (const details of opened) details.open = true;
  const retrieved = document.querySelector(".retrieved");
  if (retrieved) retrieved.textContent = `${retrieved.dataset.word} ${new Date().toLocaleDateString(root.lang)}`;
});
addEventListener("afterprint", () => { for (const details of opened) details.open = false; });
}
