// On every page, in its head: what must be known before anything is drawn, so that nothing jumps when the modules come.
// It is written into the page, without its comments, and the policy names it by its digest (hooks/kapstok/policy.py).
// A comment has lines of its own.
//
// The colour scheme is the one that the reader chose, or else the one of the device. The choice is kept in localStorage;
// where that is not allowed it holds for the page. The switch is the theme's: radio buttons that say in data-md-color-media
// what they stand for, each with a label that leads to the next one.

// That modules will run: what they show keeps its place until then (class "js" instead of "no-js"), and where the address
// asks for something, what stands there without it is not shown first (data-asked). From a disk no module is loaded.
(() => {
  const root = document.documentElement;
  if (!("noModule" in HTMLScriptElement.prototype) || location.protocol === "file:") return;
  root.classList.replace("no-js", "js");
  root.toggleAttribute("data-asked", location.search.length > 1);
  addEventListener("error", (event) => {
    if (!(event.target instanceof HTMLScriptElement)) return;
    root.classList.replace("js", "no-js");
    root.removeAttribute("data-asked");
  }, true);
})();

(() => {
  const KEY = "kapstok.kleuren";
  const CHOICES = ["auto", "light", "dark"];
  const MEDIA = ["(prefers-color-scheme)", "(prefers-color-scheme: light)", "(prefers-color-scheme: dark)"];
  const dark = matchMedia(MEDIA[2]);
  let chosen = 0;

  function read() {
    try {
      chosen = Math.max(0, CHOICES.indexOf(localStorage.getItem(KEY)));
    } catch {
      // Nothing may be kept: what holds stays.
    }
  }

  function keep(choice) {
    chosen = choice;
    try {
      if (choice) localStorage.setItem(KEY, CHOICES[choice]);
      else localStorage.removeItem(KEY);
    } catch {
      // It holds until the page is left.
    }
    show();
  }

  function show() {
    const isDark = chosen ? chosen === 2 : dark.matches;
    document.body.setAttribute("data-md-color-scheme", isDark ? "slate" : "default");
    for (const input of document.querySelectorAll("[data-md-component=palette] input")) {
      input.checked = input.getAttribute("data-md-color-media") === MEDIA[chosen];
      // While the page comes in, the label is not there yet.
      const label = input.nextElementSibling;
      if (label) label.hidden = !input.checked;
    }
  }

  function listen(form) {
    form.addEventListener("change", (event) => keep(MEDIA.indexOf(event.target.getAttribute("data-md-color-media"))));
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      keep((chosen + 1) % CHOICES.length);
      form.querySelector("input:checked").focus();
    });
  }

  /** The way to the reader's selection, which kapstok-selection.mjs keeps up to date. */
  function showSelection() {
    const link = document.querySelector("[data-selection-link]");
    try {
      const { length } = JSON.parse(localStorage.getItem("kapstok.selectie")).items;
      link.hidden = !length;
      link.querySelector("[data-selection-count]").textContent = `(${length})`;
    } catch {
      // Nothing is kept, or nothing that can be read: the module says so.
    }
  }

  // The body gets its scheme as soon as it is there, the switch as soon as all of it is.
  const watcher = new MutationObserver(() => {
    if (document.body) show();
    const form = document.querySelector("[data-md-component=palette]");
    if (!form?.nextElementSibling) return;
    watcher.disconnect();
    listen(form);
    showSelection();
  });

  read();
  watcher.observe(document.documentElement, { childList: true, subtree: true });
  dark.addEventListener("change", show);
  addEventListener("storage", () => { read(); show(); });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    read();
    show();
  });
})();
