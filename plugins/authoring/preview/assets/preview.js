/* Follows the file: asks twice a second whether it has changed, and loads the page anew if it has.
   The browser keeps the place that was scrolled to. Without this script there is the link in the bar. */
(function () {
  "use strict";

  const EVERY = 500; // milliseconds
  const bar = document.getElementById("preview");
  const status = bar.querySelector("[role=status]");

  function say(words) {
    if (status.textContent !== words) status.textContent = words;
  }

  async function look() {
    try {
      const answer = await fetch(`/changed?since=${bar.dataset.version}`, { cache: "no-store" });
      const { changed, there } = await answer.json();
      if (changed) {
        location.reload();
        return;
      }
      say(there ? "" : "The file is not there at the moment. It is waited for.");
    } catch (error) {
      say("The preview has stopped. Start it again with occuguide preview.");
    }
    setTimeout(look, EVERY);
  }

  setTimeout(look, EVERY);
})();
