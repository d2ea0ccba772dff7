// Comfort only: a link to words in an article opens the article beside what is read, with those words highlighted.
// Without this script the link leads to the same words further down the page.
(() => {
  "use strict";
  const beside = document.getElementById("beside");
  const [bar, place] = beside.children;
  let opener = null;

  function open(link) {
    const ids = link.dataset.marks.split(" ");
    const article = document.getElementById(ids[0]).closest("article").cloneNode(true);
    const words = article.querySelectorAll(ids.map((id) => `#${id}, [data-of=${id}]`).join());
    words.forEach((mark) => mark.classList.add("evidence"));
    article.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    place.replaceChildren(...article.childNodes);
    opener?.classList.remove("opener");
    opener = link;
    link.classList.add("opener");
    beside.hidden = false;
    document.body.classList.add("with-article");
    place.scrollTop = words[0].offsetTop - place.clientHeight / 3;
    beside.focus({ preventScroll: true });
    link.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function close() {
    beside.hidden = true;
    document.body.classList.remove("with-article");
    opener?.classList.remove("opener");
    opener?.focus();
    opener = null;
  }

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest("a[data-marks]") ?? event.target.closest("td")?.querySelector("a[data-marks]");
    if (!link) return;
    event.preventDefault();
    open(link);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !beside.hidden) close();
  });
  bar.querySelector("button").addEventListener("click", close);
})();
