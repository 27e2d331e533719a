"use strict";
// The page works without this: it adds the switch for light and dark, a glance at a cell under the pointer, and
// the mark of the section that is read; it opens what is folded for print and for links into it.
(function () {
  const root = document.documentElement;

  const theme = document.getElementById("theme");
  theme.hidden = false;
  theme.addEventListener("click", function () {
    const chosen = root.dataset.theme;
    const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });

  function unfold(target) {
    for (let place = target; place; place = place.parentElement) {
      if (place.tagName === "DETAILS") place.open = true;
    }
  }

  function follow() {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!target) return;
    const inside = target.querySelector("details");
    if (inside && target.id === "figures") inside.open = true;
    unfold(target);
    target.scrollIntoView();
  }
  addEventListener("hashchange", follow);
  follow();

  document.addEventListener("click", function (event) {
    const link = event.target.closest("a[href^='#']");
    const dialog = link && link.closest("[popover]");
    if (dialog) dialog.hidePopover();
    if (link && link.hash === location.hash) follow();
  });

  // The contents say which section is being read: the last one that begins above the middle of the window.
  const links = Array.from(document.querySelectorAll("#contents a"));
  const parts = links.map(function (link) { return document.getElementById(link.hash.slice(1)); });
  let due = false;
  function mark() {
    due = false;
    const above = parts.filter(function (part) { return part.getBoundingClientRect().top < innerHeight / 2; });
    links.forEach(function (link, place) {
      if (place === above.length - 1) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }
  addEventListener("scroll", function () {
    if (!due) requestAnimationFrame(mark);
    due = true;
  }, { passive: true });
  mark();

  let folded = [];
  addEventListener("beforeprint", function () {
    folded = Array.from(document.querySelectorAll("details:not([open])"));
    folded.forEach(function (part) { part.open = true; });
  });
  addEventListener("afterprint", function () {
    folded.forEach(function (part) { part.open = false; });
  });

  // A glance: the words of a cell beside the mouse. A click, a tap or the keyboard opens all of them.
  const glance = document.createElement("div");
  glance.className = "glance";
  glance.setAttribute("aria-hidden", "true");
  glance.hidden = true;
  document.body.append(glance);
  let waiting = 0;

  function show(cell) {
    const dialog = document.getElementById(cell.getAttribute("popovertarget"));
    const cards = Array.from(dialog.querySelectorAll(".card"));
    glance.replaceChildren();
    cards.slice(0, 3).forEach(function (card) {
      const part = document.createElement("div");
      part.append(card.querySelector(".does").cloneNode(true), card.querySelector("blockquote").cloneNode(true));
      part.append(card.querySelector(".by").cloneNode(true));
      glance.append(part);
    });
    if (cards.length > 3) {
      const more = document.createElement("p");
      more.textContent = "and " + (cards.length - 3) + " more: open the cell";
      glance.append(more);
    }
    glance.hidden = false;
    const box = cell.getBoundingClientRect();
    const left = Math.min(box.left, root.clientWidth - glance.offsetWidth - 12);
    const below = box.bottom + 6;
    const fits = below + glance.offsetHeight < innerHeight;
    glance.style.left = Math.max(left, 12) + "px";
    glance.style.top = (fits ? below : Math.max(box.top - glance.offsetHeight - 6, 12)) + "px";
  }

  function hide() {
    clearTimeout(waiting);
    glance.hidden = true;
  }

  document.querySelectorAll("button.cell").forEach(function (cell) {
    cell.addEventListener("pointerenter", function (event) {
      clearTimeout(waiting);
      if (event.pointerType !== "mouse") return;
      waiting = setTimeout(show, 150, cell);
    });
    cell.addEventListener("pointerleave", hide);
    cell.addEventListener("click", hide);
  });
  addEventListener("scroll", hide, { passive: true });
  addEventListener("keydown", function (event) { if (event.key === "Escape") hide(); });
})();
