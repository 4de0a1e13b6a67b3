// On every page, small and without a module.

// Modules that only add to what stands there are fetched after the first picture, so that it waits for nothing but the style
// sheet; where the browser does not tell of the picture, a second after the page. What is there already is not run again.
(() => {
  if (location.protocol === "file:") return;
  const names = ["kapstok-selection"];
  if (document.querySelector("kapstok-municipality")) names.push("kapstok-municipality");
  const add = () => Promise.all(names.map((name) => import(`./${name}.mjs`))).catch(() => document.documentElement.classList.replace("js", "no-js"));
  addEventListener("load", () => setTimeout(add, 1000));
  new PerformanceObserver(add).observe({ type: "paint", buffered: true });
})();

// A menu closes with Escape, with a tap elsewhere and when the keyboard leaves it.
for (const menu of document.querySelectorAll("[data-menu]")) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
}

// What is folded is printed too.
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("article details:not([open], .k-facet)")) {
    fold.open = true;
    fold.dataset.openedForPaper = "";
  }
});
addEventListener("afterprint", () => {
  for (const fold of document.querySelectorAll("[data-opened-for-paper]")) {
    fold.open = false;
    delete fold.dataset.openedForPaper;
  }
});

// Pages opened from a disk have no server that turns a folder into its index.html, so there links and
// forms get the file's name; and they may fetch and keep nothing, which some pages have to say.
(() => {
  if (location.protocol !== "file:") return;
  for (const notice of document.querySelectorAll("[data-from-disk]")) notice.hidden = false;
  const nameFile = (element, attribute) => {
    const address = new URL(element.getAttribute(attribute), location.href);
    if (address.protocol !== "file:" || !address.pathname.endsWith("/")) return;
    address.pathname += "index.html";
    element.setAttribute(attribute, address.href);
  };
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (link) nameFile(link, "href");
  }, true);
  for (const form of document.querySelectorAll("form[action]")) nameFile(form, "action");
})();
