/* What every page uses.  Each page reads and plays without any of it. */
(function () {
  "use strict";
  var page = document.documentElement;

  // Where a browser keeps nothing (private windows, some pages from a disk), nothing is kept.
  function recall(key) {
    try { return localStorage.getItem("briefing:" + key); } catch (refused) { return null; }
  }
  function keep(key, value) {
    try {
      if (value === null) localStorage.removeItem("briefing:" + key);
      else localStorage.setItem("briefing:" + key, value);
    } catch (refused) { /* see above */ }
  }

  // Copies the text of a field; rejected where the browser lets nobody copy.
  function copy(field) {
    var asked = navigator.clipboard
      ? navigator.clipboard.writeText(field.value)
      : Promise.reject(new Error("no clipboard"));
    return asked.catch(function () {
      field.select();
      if (!document.execCommand("copy")) throw new Error("refused");
    });
  }

  // Says it to those who look and, as the place is a live region, to those who listen.
  function say(place, text) {
    place.textContent = text;
    clearTimeout(place.fading);
    place.fading = setTimeout(function () { place.textContent = ""; }, 6000);
  }

  var dark = matchMedia("(prefers-color-scheme: dark)");
  function isDark() {
    return page.dataset.theme ? page.dataset.theme === "dark" : dark.matches;
  }

  page.classList.add("js");
  var theme = recall("theme");
  if (theme === "dark" || theme === "light") page.dataset.theme = theme;

  document.addEventListener("DOMContentLoaded", function () {
    var button = document.getElementById("theme");
    function show() { button.setAttribute("aria-pressed", String(isDark())); }
    button.addEventListener("click", function () {
      page.dataset.theme = isDark() ? "light" : "dark";
      // Who comes back to what the system says follows it from then on.
      keep("theme", isDark() === dark.matches ? null : page.dataset.theme);
      show();
    });
    dark.addEventListener("change", show);
    show();
  });

  window.briefing = { recall: recall, keep: keep, copy: copy, say: say };
})();
