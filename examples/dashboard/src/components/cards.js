// Boxes: a number, a card with a title, a table, a legend.
import {html} from "htl";

export function tile(id, label, value, note) {
  return html`<div class="tile" id="tile-${id}"><h3>${label}</h3><p class="value">${value}</p><p class="hint">${note}</p></div>`;
}

export function card(title, note, content, size = "") {
  return html`<section class="card ${size}"><h2>${title}</h2>${note ? html`<p class="hint">${note}</p>` : ""}${content}</section>`;
}

export function legend(series) {
  return html`<ul class="legend">${series.map((s) => html`<li><span class="swatch" style="background:${s.color}"></span>${s.label}</li>`)}</ul>`;
}

// columns: {label, number}; rows: arrays of cells
export function table(columns, rows, {id, empty} = {}) {
  if (!rows.length) return html`<p class="empty">${empty}</p>`;
  return html`<div class="scroll"><table id="${id ?? false}"><thead><tr>${columns.map((c) => html`<th scope="col" class="${c.number ? "number" : false}">${c.label}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.map((cell, i) => html`<td class="${columns[i].number ? "number" : false}">${cell}</td>`)}</tr>`)}</tbody></table></div>`;
}
