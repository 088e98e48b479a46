const wrong = [];
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const shown = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 100);

// Where one is.
if (!document.documentElement.lang) wrong.push("the page has no language");
for (const [landmark, count] of [["h1", 1], ["main", 1], ["body > header", 1], ["body > footer", 1]]) {
  const found = all(landmark).length;
  if (found !== count) wrong.push(`${found} of ${landmark}, not ${count}`);
}
for (const nav of all("nav")) if (!nav.ariaLabel) wrong.push(`a navigation has no name: ${shown(nav)}`);

// Headings go down by one.
let level = 0;
for (const heading of all("h1, h2, h3, h4, h5, h6")) {
  const next = Number(heading.tagName[1]);
  if (next > level + 1) wrong.push(`after h${level} comes ${shown(heading)}`);
  level = next;
}

// Ids are what labels and descriptions lead to.
const ids = all("[id]").map((element) => element.id);
for (const id of new Set(ids)) if (ids.filter((other) => other === id).length > 1) wrong.push(`#${id} is there twice`);
for (const name of ["for", "aria-labelledby", "aria-describedby"]) {
  for (const element of all(`[${name}]`)) {
    for (const id of element.getAttribute(name).split(/\s+/)) {
      if (!document.getElementById(id)) wrong.push(`${name} leads nowhere: ${shown(element)}`);
    }
  }
}

// Tables say what their cells are about.
for (const table of all("table")) {
  if (!table.caption && !table.ariaLabel) wrong.push(`a table has no name: ${shown(table)}`);
  if (all("th", table).length === 0) wrong.push(`a table has no headers: ${shown(table)}`);
}
for (const header of all("th")) if (!header.scope) wrong.push(`a header of nothing: ${shown(header)}`);

// Pictures are told or passed over.
for (const svg of all("svg")) {
  if (svg.ariaHidden !== "true" && !svg.querySelector("title")) wrong.push(`a picture has no title: ${shown(svg)}`);
}

// Contrast, as WCAG 2.2 computes it. A canvas resolves whatever a colour is written in.
const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
const rgba = (colour) => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
};
const over = ([r, g, b, alpha], below) =>
  [r, g, b].map((channel, i) => channel * alpha + below[i] * (1 - alpha));
const background = (element) => {
  if (!element) return rgba(matchMedia("(prefers-color-scheme: dark)").matches ? "#121212" : "#fff").slice(0, 3);
  const style = getComputedStyle(element);
  if (style.backgroundImage !== "none") wrong.push(`no contrast can be told: ${shown(element)}`);
  if (style.opacity !== "1") wrong.push(`no contrast can be told: ${shown(element)}`);
  const colour = rgba(style.backgroundColor);
  return colour[3] === 1 ? colour.slice(0, 3) : over(colour, background(element.parentElement));
};
const luminance = (colour) => {
  const [red, green, blue] = colour.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one, other) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};
const isVisible = (element) => element.checkVisibility({ visibilityProperty: true });
const demand = (least, found, what) => {
  if (found < least) wrong.push(`contrast ${found.toFixed(2)}, not ${least}: ${what}`);
};

let texts = 0;
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || !isVisible(element) || element.closest("noscript, script, option, svg")) continue;
  texts += 1;
  const style = getComputedStyle(element);
  const size = parseFloat(style.fontSize);
  const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  const below = background(element);
  demand(isLarge ? 3 : 4.5, contrast(over(rgba(style.color), below), below), shown(element));
}
if (texts === 0) wrong.push("no text was looked at");

// The edges of what can be filled in.
for (const field of all("input, select, textarea").filter(isVisible)) {
  const outside = background(field.parentElement);
  const border = over(rgba(getComputedStyle(field).borderTopColor), outside);
  demand(3, Math.max(contrast(border, outside), contrast(background(field), outside)), shown(field));
}

return wrong;
