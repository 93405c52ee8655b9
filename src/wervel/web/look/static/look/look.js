// Everything works without this. It adds what only a script can: printing at a touch, and a body that answers to a touch.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.nextElementSibling.hidden = true; // how to print without a button
  button.addEventListener("click", () => window.print());
}

const picks = [...document.querySelectorAll("[data-picks]")];
const control = (shape) => document.getElementById(shape.dataset.picks);
const show = () => picks.forEach((shape) => shape.classList.toggle("ticked", control(shape).checked));
picks.forEach((shape) => shape.addEventListener("click", () => control(shape).click()));
if (picks.length) {
  document.addEventListener("change", show);
  show(); // a browser that goes back restores what was ticked
}
