// On the page of a former address: leads on to today's, with what followed the old one (?… and #…).
// No module and not deferred: it runs before anything is drawn, also from a disk, where a folder has no page of its own.

(() => {
  const address = new URL(document.currentScript.dataset.target, location.href);
  if (address.protocol === "file:") address.pathname += "index.html";
  address.search = location.search;
  address.hash = location.hash;
  location.replace(address);
})();
