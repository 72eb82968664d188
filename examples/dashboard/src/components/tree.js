// A treemap of one level of tags and the level below it, made of buttons, so that it works without a mouse.
import * as d3 from "d3";
import {html} from "htl";

// nodes: {tag, title, members, group, children: nodes}. onopen(tag) is called for the tag that the reader opens.
export function treemap(nodes, {width, height, locale, onopen}) {
  const {t} = locale;
  if (!d3.sum(nodes, (d) => d.members)) return html`<p class="empty">${t.audience.emptyTree}</p>`;
  const root = d3.hierarchy({children: nodes}, (d) => d.children?.filter((c) => c.members > 0));
  root.sum((d) => (d.children?.some((c) => c.members > 0) ? 0 : d.members ?? 0)).sort((a, b) => b.value - a.value);
  const frame = (side) => (d) => (d.depth === 1 && d.children ? side : 0);
  d3.treemap().size([width, height]).round(true).paddingInner(4)
    .paddingTop(frame(26)).paddingLeft(frame(4)).paddingRight(frame(4)).paddingBottom(frame(4))(root);
  const place = (d) =>
    `left:${d.x0}px;top:${d.y0}px;width:${d.x1 - d.x0}px;height:${d.y1 - d.y0}px;--hue:var(--group-${d.data.group})`;
  const words = (d) => `${d.data.title}: ${t.members(d.data.members, locale.number)}`;
  const box = (d) => html`<button type="button" class="${d.children ? "parent" : "leaf"}" data-tag="${d.data.tag}" style="${place(d)}"
    title="${words(d)}" aria-label="${words(d)}" onclick=${() => onopen(d.data.tag)}>${label(d, locale)}</button>`;
  return html`<div class="treemap" style="height:${height}px">${root.descendants().slice(1).map(box)}</div>`;
}

// what fits: the title and the number, or nothing
function label(d, locale) {
  const width = d.x1 - d.x0, height = d.y1 - d.y0;
  if (width < 44 || height < 20) return "";
  const number = html`<span class="n">${locale.number(d.data.members)}</span>`;
  return html.fragment`<span class="name">${d.data.title}</span>${d.children || height > 40 ? number : ""}`;
}

// The way from the root to a tag, each step a button.
export function breadcrumb(path, {label, onopen}) {
  return html`<nav class="crumbs" aria-label="${label}"><ol>${path.map((step, i) =>
    html`<li>${i === path.length - 1 ? html`<span aria-current="true">${step.title}</span>`
      : html`<button type="button" onclick=${() => onopen(step.tag)}>${step.title}</button>`}</li>`)}</ol></nav>`;
}
