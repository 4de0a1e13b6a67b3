// On the page for an address that does not exist: the words at its end stand in the search field, because
// search forgives typing errors (/praktijken/taalcoachs-lokeren/ becomes "taalcoachs lokeren").

(() => {
  const field = document.querySelector("#zoek-404");
  let path = location.pathname;
  try {
    path = decodeURIComponent(path);
  } catch {
    // A stray % stays as it is.
  }
  const last = path.split("/").filter(Boolean).pop() ?? "";
  const words = last.replace(/\.html?$/, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  if (/\p{L}{2}/u.test(words) && !field.value) field.value = words.slice(0, 80); // not over what somebody typed meanwhile
})();
