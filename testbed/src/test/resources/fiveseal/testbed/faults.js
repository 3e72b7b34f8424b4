// A page with one fault of each kind that page.js and the browser must find.

document.addEventListener("DOMContentLoaded", () => {
  document.querySelector("main").insertAdjacentHTML(
    "beforeend",
    `<p style="width: 3000px">wide</p>
    <p style="width: 4rem; overflow: hidden; white-space: nowrap">cut off by its own box</p>
    <p style="width: 2rem; overflow-wrap: normal">sticksoutofitsbox</p>
    <p>???planted???</p>
    <p>login.title</p>
    <p>Name, password or code is wrong.</p>
    <input type="submit" value="a button that is too narrow for its words" style="width: 4rem; white-space: nowrap">
    <select style="width: 3rem" aria-label="choice"><option>a choice that is too long</option></select>
    <input id="without-label">
    <p style="color: #777; background: #888">faint</p>
    <p style="color: light-dark(#000, #333); background: light-dark(#fff, #222)">faint in the dark</p>
    <div popover><input id="without-label-in-a-dialog"></div>
    <button style="outline: none">unseen</button>
    <div style="overflow: hidden; width: 6rem"><button style="width: 6rem">hidden</button></div>
    <textarea id="trap" aria-label="trap"></textarea>
    <button>never reached</button>`,
  );
  document.getElementById("trap").addEventListener("keydown", (event) => event.preventDefault());
  console.error("planted");
});
