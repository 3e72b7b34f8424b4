// Looks at a page as it is shown. What is wrong is told in words; nothing is changed for good.

const CONTROLS =
  'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex="-1"])';

function named(element) {
  const text = (element.innerText || element.value || element.getAttribute("aria-label") || "").trim();
  const name = element.id ? "#" + element.id : element.className ? "." + element.className : "";
  return element.tagName.toLowerCase() + name + " „" + text.replace(/\s+/g, " ").slice(0, 40) + "“";
}

function isShown(element) {
  return element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true });
}

/** Opens what is folded, so that its inside is looked at too. */
function unfold() {
  document.querySelectorAll("main details").forEach((folded) => (folded.open = true));
}

/** Texts that stick out of their box or are cut off by one, and what is wider than the window. */
function misfits(root = document.body) {
  const found = new Set();
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) {
    found.add("the page is " + document.documentElement.scrollWidth + " wide in " + width);
  }
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.data.trim() !== "" && isShown(node.parentElement) && !node.parentElement.closest(".out-of-sight")) {
      range.selectNodeContents(node);
      const text = range.getBoundingClientRect();
      if (text.width > 0) {
        placed(node.parentElement, text, found);
      }
    }
  }
  root.querySelectorAll("input[type=submit], select").forEach((control) => cramped(control, found));
  return [...found];
}

/** From the text outwards: its own box, and every further one that cuts off, up to one that scrolls. */
function placed(element, text, found) {
  let own = true;
  for (let box = element; box !== null && box !== document.documentElement; box = box.parentElement) {
    const style = getComputedStyle(box);
    if (style.display === "inline" || style.display === "contents") continue;
    const edge = box.getBoundingClientRect();
    const beside = text.left < edge.left - 1 || text.right > edge.right + 1;
    const beyond = text.top < edge.top - 1 || text.bottom > edge.bottom + 1;
    if (own && beside && style.overflowX === "visible") {
      found.add("sticks out: " + named(box));
    }
    own = false;
    if ((beside && /hidden|clip/.test(style.overflowX)) || (beyond && /hidden|clip/.test(style.overflowY))) {
      found.add("cut off by " + box.tagName + "." + box.className + ": " + named(element));
      return;
    }
    if (/auto|scroll/.test(style.overflowX) || style.position === "fixed") return;
  }
}

/** Longer names are what somebody typed: every choice cuts them off. */
const NAME_MAX = 40;

/** A button or a choice whose words do not fit into it. */
function cramped(control, found) {
  if (!isShown(control)) return;
  if (control.tagName === "SELECT" && control.selectedOptions.length > 0) {
    const style = getComputedStyle(control);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = style.font;
    const room = control.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const words = control.selectedOptions[0].text;
    if (words.length <= NAME_MAX && pen.measureText(words).width > room) {
      found.add("cut off: " + named(control) + " " + words);
    }
  } else if (control.scrollWidth > control.clientWidth + 1 || control.scrollHeight > control.clientHeight + 1) {
    found.add("cut off: " + named(control));
  }
}

/** Every text that is read or read out, folded ones too, each with the language that it is said to be in. */
function texts() {
  const said = [];
  const say = (text, element) => {
    const words = (text || "").replace(/\s+/g, " ").trim();
    if (words !== "") said.push([element.closest("[lang]").lang, words]);
  };
  say(document.title, document.documentElement);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!node.parentElement.closest("script, style, noscript")) say(node.data, node.parentElement);
  }
  for (const element of document.querySelectorAll("[aria-label], [title], [alt], [placeholder]")) {
    for (const name of ["aria-label", "title", "alt", "placeholder"]) {
      say(element.getAttribute(name), element);
    }
  }
  document.querySelectorAll("input[type=submit], input[type=button]").forEach((button) => say(button.value, button));
  return said;
}

/** Whether the tabulator stops there at all. */
function isReachable(control) {
  if (control.disabled || control.tabIndex < 0 || !isShown(control) || control.getClientRects().length === 0) {
    return false;
  }
  if (control.tagName === "SUMMARY" && control.parentElement.tagName !== "DETAILS") return false;
  if (control.type !== "radio") return true;
  const group = [...document.querySelectorAll("input[type=radio]")].filter(
    (other) => other.name === control.name && other.form === control.form,
  );
  return control === (group.find((other) => other.checked) || group[0]);
}

/** How a control is drawn, as far as it can tell that the focus is on it. */
function drawn(control) {
  const style = getComputedStyle(control);
  const outline = style.outlineStyle === "none" ? "none" : style.outlineWidth + " " + style.outlineColor;
  return [outline, style.boxShadow, style.borderColor, style.backgroundColor].join(" | ");
}

/** The first box that hides the most of a control's outline, or null. */
function hidesOutline(control) {
  const style = getComputedStyle(control);
  if (style.outlineStyle === "none") return null;
  const reach = parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth);
  const rect = control.getBoundingClientRect();
  for (let box = control.parentElement; box !== null && box !== document.body; box = box.parentElement) {
    const clips = getComputedStyle(box);
    if (clips.overflowX === "visible" && clips.overflowY === "visible") continue;
    const edge = box.getBoundingClientRect();
    const hidden = [
      rect.left - reach < edge.left,
      rect.right + reach > edge.right,
      rect.top - reach < edge.top,
      rect.bottom + reach > edge.bottom,
    ].filter((side) => side).length;
    if (hidden > 2) return box;
  }
  return null;
}

/** Begins to watch where the focus goes, from the page's start; gives how often TAB is to be pressed. */
function watchFocus() {
  const controls = [...document.querySelectorAll(CONTROLS)].filter(isReachable);
  const watch = { before: new Map(controls.map((control) => [control, drawn(control)])), seen: new Map() };
  window.fivesealFocus = watch;
  document.addEventListener("focusin", (event) => {
    if (!watch.seen.has(event.target)) {
      watch.seen.set(event.target, [drawn(event.target), hidesOutline(event.target)]);
    }
  });
  const start = document.createElement("span");
  start.tabIndex = -1;
  document.body.prepend(start);
  start.focus({ preventScroll: true });
  start.remove();
  const parts = { date: 4, time: 4, "datetime-local": 7 };
  return controls.reduce((sum, control) => sum + (parts[control.type] || 1), 2);
}

/** What the tabulator did not come to, where it did not show, and where it did not get away from. */
function focusFindings() {
  const { before, seen } = window.fivesealFocus;
  const found = [];
  for (const [control, quiet] of before) {
    const focused = seen.get(control);
    if (focused === undefined) {
      found.push("the tabulator never comes to " + named(control));
    } else if (focused[0] === quiet) {
      found.push("the focus does not show on " + named(control));
    } else if (focused[1] !== null) {
      found.push("the focus is hidden by ." + focused[1].className + " on " + named(control));
    }
  }
  if (document.activeElement === [...before.keys()].pop() && before.size > 1) {
    found.push("the tabulator does not leave " + named(document.activeElement));
  }
  return found;
}

/** What axe finds serious or critical in the page, or by one of the rules alone. */
async function barriers(root, rules) {
  const options = { resultTypes: ["violations"], preload: false };
  if (rules) options.runOnly = { type: "rule", values: rules };
  const { violations } = await axe.run(root, options);
  return violations
    .filter((rule) => ["serious", "critical"].includes(rule.impact))
    .map((rule) => rule.id + ": " + rule.help + " " + rule.nodes.map((node) => node.target.join(" ")).join(", "));
}

/** Each dialog, opened by itself. */
async function dialogs(rules) {
  const found = [];
  for (const dialog of document.querySelectorAll("[popover]")) {
    dialog.showPopover();
    found.push(...misfits(dialog), ...(await barriers(dialog, rules)));
    dialog.hidePopover();
  }
  return found;
}
