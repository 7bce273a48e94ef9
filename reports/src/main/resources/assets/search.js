// Narrows the list of organisations on the home page. Without it the tree of links still works.
"use strict";
(function () {
  const organisations = window.pcwOrganisations || [];
  const form = document.getElementById("search");
  const query = document.getElementById("query");
  const results = document.getElementById("results");
  const count = document.getElementById("count");
  const tree = document.getElementById("tree");
  const MOST = 50;
  const keys = organisations.map(function (o) {
    return (o[1] + " " + o[2]).toLocaleLowerCase("en-GB");
  });

  function show() {
    const words = query.value.toLocaleLowerCase("en-GB").split(/\s+/).filter(Boolean);
    tree.hidden = words.length > 0;
    results.replaceChildren();
    if (words.length === 0) {
      count.textContent = "";
      return;
    }
    let found = 0;
    organisations.forEach(function (o, i) {
      if (!words.every(function (word) { return keys[i].includes(word); })) {
        return;
      }
      found += 1;
      if (found > MOST) {
        return;
      }
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = o[3];
      link.textContent = o[2];
      const code = document.createElement("span");
      code.className = "code";
      code.textContent = o[1] + " · " + o[0];
      item.append(link, " ", code);
      results.append(item);
    });
    count.textContent = found === 0 ? "No organisation matches."
      : found > MOST ? "Showing " + MOST + " of " + found + ". Type more to narrow."
      : found === 1 ? "1 organisation." : found + " organisations.";
  }

  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  query.addEventListener("input", show);
  show();
})();
