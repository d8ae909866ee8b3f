// The page is whole without this. It filters, keeps the title and the language of the document in step with what is shown, and
// opens what is folded for a print.
"use strict";
(function () {
  const languages = Array.from(document.querySelectorAll(".pick"));
  const search = document.getElementById("page-search");
  const found = document.getElementById("page-found");
  const items = Array.from(document.querySelectorAll(".item"));
  const texts = items.map(function (item) { return item.textContent.toLowerCase(); });

  function follow() {
    const chosen = languages.find(function (each) { return each.checked; });
    document.documentElement.lang = chosen.id === "show-zh" ? "zh" : "en";
    document.title = chosen.dataset.title;
  }

  // Parts and policies go where nothing in them is left; what frames a policy stays with it.
  function filter() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    items.forEach(function (item, i) {
      item.hidden = !words.every(function (word) { return texts[i].includes(word); });
      if (!item.hidden) count += 1;
    });
    document.querySelectorAll("main section").forEach(function (section) {
      section.hidden = words.length > 0 && section.querySelector(".item:not([hidden])") === null;
    });
    document.querySelectorAll("main > nav, main > .legend").forEach(function (each) { each.hidden = words.length > 0; });
    found.classList.toggle("on", words.length > 0);
    found.querySelector(".count").textContent = String(count);
  }

  // What a link leads to may have been filtered away.
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target === null) return;
    if (search.value !== "" && target.offsetParent === null) {
      search.value = "";
      filter();
    }
    for (let at = target.closest("details"); at !== null; at = at.parentElement.closest("details")) at.open = true;
    target.scrollIntoView();
  }

  languages.forEach(function (each) { each.addEventListener("change", follow); });
  search.addEventListener("input", filter);
  window.addEventListener("hashchange", reveal);
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (each) { each.open = true; });
  });
  search.closest("[hidden]").hidden = false;
  follow();
}());
