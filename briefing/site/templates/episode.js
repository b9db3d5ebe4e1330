/* The episode's page: a player around the browser's own, and a transcript that follows it. */
(function () {
  "use strict";
  var briefing = window.briefing;
  function by(id) { return document.getElementById(id); }
  function all(selector) { return Array.from(document.querySelectorAll(selector)); }

  var article = document.querySelector("article"), sound = by("son"), slider = by("onde");
  var stated = parseFloat(article.dataset.seconds);
  var calm = matchMedia("(prefers-reduced-motion: reduce)");
  var STEP = 10, LEAP = 30;

  // An element's moment is that of its link, as browsers without scripts follow it.
  function moment(link) { return parseFloat(link.hash.slice(3)); }
  var sentences = all(".s").map(function (link) {
    return { link: link, start: moment(link), end: parseFloat(link.dataset.end) };
  });
  var chapters = all("#chapitres a").map(function (link) {
    return { link: link, start: moment(link), title: link.querySelector("bdi").textContent };
  });

  function length() { return isFinite(sound.duration) && sound.duration > 0 ? sound.duration : stated; }
  function clock(seconds) {
    var whole = Math.floor(seconds), rest = String(whole % 60).padStart(2, "0");
    var minutes = Math.floor(whole / 60) % 60, hours = Math.floor(whole / 3600);
    return hours ? hours + ":" + String(minutes).padStart(2, "0") + ":" + rest : minutes + ":" + rest;
  }
  function aloud(seconds) {
    var whole = Math.floor(seconds), parts = [];
    [[Math.floor(whole / 3600), "heure"], [Math.floor(whole / 60) % 60, "minute"], [whole % 60, "seconde"]]
      .forEach(function (each) {
        if (each[0]) parts.push(each[0] + "\u00a0" + each[1] + (each[0] > 1 ? "s" : ""));
      });
    return parts.join(" ") || "d\u00e9but";
  }
  // The last of them that has begun, or nothing.
  function current(list, time) {
    var low = 0, high = list.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (list[middle].start <= time + 0.01) low = middle + 1; else high = middle;
    }
    return low ? list[low - 1] : null;
  }

  /* Playing. */

  var wanted = null;  // a moment that was asked for before the sound's length was known
  function here() { return wanted === null ? sound.currentTime : wanted; }
  function seek(time) {
    var to = Math.max(0, Math.min(time, length() - 0.05));
    if (sound.readyState > 0) sound.currentTime = to; else wanted = to;
    show();
  }
  function play() {
    var asked = sound.play();
    if (asked) asked.catch(function (refused) {
      if (refused.name !== "AbortError" && refused.name !== "NotAllowedError") failed();
    });
  }
  function toggle() { if (sound.paused) play(); else sound.pause(); }
  function listen(time) { seek(time); play(); }
  function failed() { by("dit").textContent = "Ce son ne peut pas \u00eatre lu ici\u00a0: t\u00e9l\u00e9chargez l\u2019\u00e9pisode."; }

  sound.removeAttribute("controls");
  sound.addEventListener("loadedmetadata", function () {
    if (wanted !== null) { sound.currentTime = wanted; wanted = null; }
    show();
  });
  sound.addEventListener("error", failed);
  sound.querySelector("source").addEventListener("error", failed);
  // It may have failed before anybody listened.
  if (sound.error || sound.networkState === sound.NETWORK_NO_SOURCE) failed();
  by("lire").addEventListener("click", toggle);
  by("moins").addEventListener("click", function () { seek(here() - STEP); });
  by("plus").addEventListener("click", function () { seek(here() + STEP); });

  var speed = by("vitesse");
  function pace() { sound.defaultPlaybackRate = sound.playbackRate = parseFloat(speed.value); }
  speed.addEventListener("change", function () { pace(); briefing.keep("speed", speed.value); });
  var usual = briefing.recall("speed");
  if (usual && all("#vitesse option").some(function (each) { return each.value === usual; })) speed.value = usual;
  pace();

  /* What is shown of it. */

  var now = null, part = null;
  slider.setAttribute("role", "slider");
  slider.setAttribute("aria-label", "Position");
  slider.setAttribute("aria-valuemin", "0");
  slider.tabIndex = 0;

  function show() {
    var time = here(), whole = length();
    by("joue").setAttribute("width", String(960 * Math.min(1, time / whole)));
    by("instant").textContent = by("partage-instant").textContent = clock(time);
    slider.setAttribute("aria-valuemax", String(Math.round(whole)));
    slider.setAttribute("aria-valuenow", String(Math.round(time)));
    mark(time);
    var said = aloud(time) + " sur " + aloud(whole) + (part ? ", " + part.title : "");
    if (slider.getAttribute("aria-valuetext") !== said) slider.setAttribute("aria-valuetext", said);
  }

  function mark(time) {
    var one = current(sentences, time), chapter = current(chapters, time);
    // Long after the end of a paragraph, in a jingle, no sentence is being said.
    if (one && time > one.end + 1.5) one = null;
    if (one !== now) {
      if (now) now.link.removeAttribute("aria-current");
      now = one;
      if (now) { now.link.setAttribute("aria-current", "true"); follow(); }
    }
    if (chapter !== part) {
      if (part) part.link.removeAttribute("aria-current");
      part = chapter;
      if (part) part.link.setAttribute("aria-current", "true");
      by("chapitre").textContent = part ? part.title : "";
    }
  }

  function state() {
    var on = !sound.paused && !sound.ended;
    by("lire").classList.toggle("on", on);
    by("lire").setAttribute("aria-label", on ? "Pause" : "Lire");
    show();
    if (on && now) follow();
    if (on) requestAnimationFrame(turn);
  }
  // The events of a sound come four times a second: a sentence would be marked too late.
  function turn() {
    if (sound.paused || sound.ended) return;
    show();
    requestAnimationFrame(turn);
  }
  ["play", "pause", "ended", "seeked", "timeupdate"].forEach(function (name) {
    sound.addEventListener(name, name === "timeupdate" || name === "seeked" ? show : state);
  });

  /* The waveform is a slider. */

  function point(event) {
    var box = slider.getBoundingClientRect();
    seek((event.clientX - box.left) / box.width * length());
  }
  slider.addEventListener("pointerdown", function (event) {
    if (event.button) return;
    slider.setPointerCapture(event.pointerId);
    point(event);
  });
  slider.addEventListener("pointermove", function (event) {
    if (slider.hasPointerCapture(event.pointerId)) point(event);
  });

  /* The transcript: a click, or Enter, jumps; it is one stop of the Tab key, up and down move in it. */

  var following = by("suivi"), stop = null;
  function rest(link) {
    if (stop) stop.tabIndex = -1;
    stop = link;
    stop.tabIndex = 0;
  }
  sentences.forEach(function (each) { each.link.tabIndex = -1; });
  if (sentences.length) rest(sentences[0].link);

  function follow() {
    if (document.activeElement !== stop) rest(now.link);
    if (!following.checked || sound.paused) return;
    var box = now.link.getBoundingClientRect(), over = by("lecteur").getBoundingClientRect().bottom;
    var room = innerHeight - over;
    if (box.top > over + 8 && box.bottom < over + room * 0.7) return;
    scrollBy({ top: box.top - over - room * 0.25, behavior: calm.matches ? "auto" : "smooth" });
  }
  // Who scrolls wants to read elsewhere.
  ["wheel", "touchmove"].forEach(function (name) {
    addEventListener(name, function () { if (!sound.paused) following.checked = false; }, { passive: true });
  });
  following.addEventListener("change", function () { if (now && following.checked) follow(); });

  document.addEventListener("click", function (event) {
    var link = event.target.closest(".s, #chapitres a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (link.matches(".s")) {
      rest(link);
      if (String(getSelection())) return;  // somebody is marking text
    }
    listen(moment(link));
  });

  /* The keyboard. */

  function among(link, step) {
    var links = sentences.map(function (each) { return each.link; });
    var next = links[links.indexOf(link) + step];
    if (next) { rest(next); next.focus(); }
  }
  function pressed(event) {
    var at = event.target, key = event.key;
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return false;
    if (at.matches("select, textarea, input:not([type=checkbox])")) return false;
    if (at.matches(".s") && (key === "ArrowDown" || key === "ArrowUp")) {
      among(at, key === "ArrowDown" ? 1 : -1);
    } else if (key === "ArrowLeft" || key === "ArrowRight") {
      seek(here() + (key === "ArrowRight" ? 1 : -1) * (event.shiftKey ? LEAP : STEP));
    } else if (at === slider && (key === "Home" || key === "End")) {
      seek(key === "Home" ? 0 : length());
    } else if (at === slider && (key === "PageUp" || key === "PageDown")) {
      seek(here() + (key === "PageUp" ? LEAP : -LEAP));
    } else if (key === " " && !at.matches("button, summary, input")) {
      toggle();
    } else if (key === "k" && at.closest("#lecteur")) {
      toggle();  // only inside the player: people who dictate would press it anywhere (WCAG 2.1.4)
    } else return false;
    return true;
  }
  document.addEventListener("keydown", function (event) {
    if (pressed(event)) event.preventDefault();
  });

  /* A link to a moment: #t=1:23, as the W3C's Media Fragments have it. */

  function asked() {
    var match = /[#&]t=(?:npt:)?(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)s?(?:[,&]|$)/.exec(location.hash);
    return match ? (+match[1] || 0) * 3600 + (+match[2] || 0) * 60 + parseFloat(match[3]) : null;
  }
  function share() {
    var at = clock(here()), field = by("adresse"), page = article.dataset.page || location.href.split("#")[0];
    field.value = page + "#t=" + at.padStart(5, "0");
    by("lien").hidden = false;
    briefing.copy(field).then(
      function () { by("lien").hidden = true; briefing.say(by("dit"), "Lien copi\u00e9, \u00e0 " + at + "."); },
      function () {
        field.focus();
        field.select();
        briefing.say(by("dit"), "Lien s\u00e9lectionn\u00e9\u00a0: \u00e0 vous de le copier.");
      }
    );
  }
  by("partager").addEventListener("click", share);
  addEventListener("hashchange", function () { if (asked() !== null) seek(asked()); });

  /* Where somebody was is kept, on this device only. */

  var place = "at:" + article.dataset.id, kept = parseFloat(briefing.recall(place));
  function remember() {
    var time = sound.currentTime, middle = time > 5 && time < length() - 5;
    if (sound.readyState > 0 && wanted === null) briefing.keep(place, middle ? time.toFixed(1) : null);
  }
  setInterval(function () { if (!sound.paused) remember(); }, 5000);
  sound.addEventListener("pause", remember);
  addEventListener("pagehide", remember);

  /* The words that were looked for. */

  function plain(text) {
    return text.toLowerCase().replace(/\u0153/g, "oe").replace(/\u00e6/g, "ae").normalize("NFKD").replace(/\p{M}/gu, "");
  }
  function sought() {
    var match = /[#&]cherche=([^&]*)/.exec(location.hash), words = [];
    try { words = match ? plain(decodeURIComponent(match[1])).match(/[\p{L}\p{N}]+/gu) || [] : []; } catch (broken) { /* none */ }
    if (!words.length) return;
    var found = sentences.filter(function (each) {
      var said = plain(each.link.textContent).match(/[\p{L}\p{N}]+/gu) || [];
      var hit = words.some(function (word) { return said.some(function (one) { return one.startsWith(word); }); });
      each.link.classList.toggle("match", hit);
      return hit;
    });
    if (!found.length) return;
    rest(found[0].link);
    found[0].link.scrollIntoView({ block: "center", behavior: "auto" });
  }

  /* The buttons of the phone's lock screen. */

  if ("mediaSession" in navigator && window.MediaMetadata) {
    var art = document.querySelector(".opening .art");
    navigator.mediaSession.metadata = new MediaMetadata({
      title: by("titre").textContent, artist: article.dataset.show,
      artwork: art && /^https?:/.test(art.src) ? [{ src: art.src }] : []
    });
    var handlers = {
      play: play, pause: function () { sound.pause(); },
      seekbackward: function () { seek(here() - STEP); }, seekforward: function () { seek(here() + STEP); },
      seekto: function (details) { seek(details.seekTime); }
    };
    Object.keys(handlers).forEach(function (name) {
      try { navigator.mediaSession.setActionHandler(name, handlers[name]); } catch (unknown) { /* without it */ }
    });
  }

  if (asked() !== null) seek(asked());
  else if (kept > 0 && kept < stated) seek(kept);
  show();
  sought();
})();
