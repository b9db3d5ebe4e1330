/* The show's page: the feed's address to copy, and the search. */
(function () {
  "use strict";
  var briefing = window.briefing;
  function by(id) { return document.getElementById(id); }

  var feed = by("flux");
  if (!/^https?:/.test(feed.value) && /^https?:/.test(location.href)) {
    feed.value = new URL("feed.xml", location.href).href;
    if (by("indice")) by("indice").hidden = true;
  }
  document.querySelectorAll("[data-copies]").forEach(function (button) {
    var field = by(button.dataset.copies);
    button.addEventListener("click", function () {
      briefing.copy(field).then(
        function () { briefing.say(by(field.id + "-dit"), "Adresse copi\u00e9e."); },
        function () {
          field.select();
          briefing.say(by(field.id + "-dit"), "S\u00e9lectionn\u00e9e\u00a0: \u00e0 vous de la copier.");
        }
      );
    });
  });

  var form = by("recherche");
  if (!form) return;

  /* The index: blocks of episodes, newest first; of each, a script for each first letter. */
  var AHEAD = 6, PAGE = 20, WORD = 40;
  var common = new Set(form.dataset.common.split(" "));
  var blocks = form.dataset.blocks.split(" ").map(function (each) {
    var parts = each.split(":");
    return { number: parts[0], version: parts[1] };
  });
  var waiting = {}, loaded = {};

  briefing.found = function (name, content) { waiting[name] = content; };

  function load(block, key) {
    var name = block.number + "/" + key;
    if (!loaded[name]) {
      loaded[name] = new Promise(function (done, failed) {
        var script = document.createElement("script");
        script.src = "site/search/" + name + ".js?" + block.version;
        script.onload = function () { script.remove(); done(waiting[name]); };
        script.onerror = function () { script.remove(); delete loaded[name]; failed(new Error(name)); };
        document.head.append(script);
      });
    }
    return loaded[name];
  }

  function words(text) {
    var plain = text.toLowerCase().replace(/\u0153/g, "oe").replace(/\u00e6/g, "ae")
      .normalize("NFKD").replace(/\p{M}/gu, "");
    return (plain.match(/[\p{L}\p{N}]+/gu) || []).map(function (each) { return each.slice(0, WORD); });
  }

  function key(word) {
    return /[a-z]/.test(word[0]) ? word[0] : /[0-9]/.test(word[0]) ? "0" : "_";
  }

  // The numbers of a block's episodes that have a word which begins like this one.
  function numbers(block, word) {
    return load(block, key(word)).then(function (listed) {
      var found = new Set();
      listed.split(";").forEach(function (entry) {
        if (!entry.startsWith(word)) return;
        entry.split(" ").slice(1).forEach(function (each) { found.add(parseInt(each, 36)); });
      });
      return found;
    });
  }

  function search(block, asked) {
    return Promise.all(asked.map(function (word) { return numbers(block, word); })).then(function (sets) {
      var all = Array.from(sets[0]).filter(function (each) {
        return sets.every(function (set) { return set.has(each); });
      });
      if (!all.length) return [];
      return load(block, "episodes").then(function (episodes) {
        return all.sort(function (a, b) { return b - a; }).map(function (each) { return episodes[each]; });
      });
    });
  }

  function item(episode, asked) {
    var li = document.createElement("li"), when = document.createElement("p");
    var title = document.createElement("h3"), link = document.createElement("a");
    var name = document.createElement("bdi");
    li.className = "item";
    when.className = "when";
    when.textContent = episode[2] + " \u00b7 " + episode[3];
    link.href = "episodes/" + episode[0] + "/index.html#cherche=" + encodeURIComponent(asked.join(" "));
    name.textContent = episode[1];
    link.append(name);
    title.append(link);
    li.append(when, title);
    return li;
  }

  var round = 0, more = null;

  function start() {
    var mine = ++round;
    var all = words(by("mots").value).filter(function (each) { return each.length > 1; });
    var asked = all.filter(function (each) { return !common.has(each); });
    by("resultats").hidden = !all.length;
    by("episodes").hidden = !!all.length;
    by("trouves").textContent = "";
    by("encore").hidden = true;
    by("compte").textContent = "";
    if (!all.length) return;
    if (!asked.length) {
      by("compte").textContent = "Ces mots sont partout\u00a0: cherchez-en un plus rare.";
      return;
    }
    var at = 0, shown = 0, left = [];
    by("compte").textContent = "Recherche\u2026";

    function fill(limit) {
      if (mine !== round) return Promise.resolve();
      while (left.length && shown < limit) {
        by("trouves").append(item(left.shift(), asked));
        shown += 1;
      }
      if (shown >= limit || (at >= blocks.length && !left.length)) return Promise.resolve();
      var next = blocks.slice(at, at + AHEAD);
      at += AHEAD;
      return Promise.all(next.map(function (block) { return search(block, asked); })).then(function (found) {
        found.forEach(function (each) { left = left.concat(each); });
        return fill(limit);
      });
    }

    function run(limit) {
      return fill(limit).then(function () {
        if (mine !== round) return;
        var open = left.length > 0 || at < blocks.length;
        by("encore").hidden = !open;
        by("compte").textContent = !shown ? "Aucun \u00e9pisode ne le dit."
          : shown + "\u00a0\u00e9pisode" + (shown > 1 ? "s" : "") + (open ? ", les plus r\u00e9cents." : ".");
      }).catch(function () {
        if (mine === round) by("compte").textContent = "La recherche n\u2019est pas disponible ici.";
      });
    }

    more = function () { run(shown + PAGE); };
    run(PAGE);
  }

  var timer;
  by("mots").addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(start, 200);
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); clearTimeout(timer); start(); });
  by("encore").addEventListener("click", function () { if (more) more(); });
  // Who comes back finds the words still in the field.
  if (by("mots").value) start();
})();
