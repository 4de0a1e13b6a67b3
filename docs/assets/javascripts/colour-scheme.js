// On every page, in its head: the colour scheme that the reader chose, or else the one of the device, before anything is
// drawn. The choice is kept in localStorage; where that is not allowed it holds for the page. The switch is the theme's:
// radio buttons that say in data-md-color-media what they stand for, each with a label that leads to the next one.

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
      input.nextElementSibling.hidden = !input.checked;
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

  // The body gets its scheme as soon as it is there, the switch as soon as all of it is.
  const watcher = new MutationObserver(() => {
    if (document.body) show();
    const form = document.querySelector("[data-md-component=palette]");
    if (!form?.nextElementSibling) return;
    watcher.disconnect();
    listen(form);
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
