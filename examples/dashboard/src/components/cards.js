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

// What is drawn of the rows, or a few words if there are none.
export function orEmpty(rows, words, draw) {
  return rows.length ? draw() : html`<p class="empty">${words}</p>`;
}

// columns: {label, number}; rows: arrays of cells
export function table(columns, rows, {id, empty}) {
  const kind = (column) => (column.number ? "number" : false);
  return orEmpty(rows, empty, () => html`<div class="scroll"><table id="${id}">
    <thead><tr>${columns.map((c) => html`<th scope="col" class="${kind(c)}">${c.label}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.map((cell, i) => html`<td class="${kind(columns[i])}">${cell}</td>`)}</tr>`)}</tbody>
  </table></div>`);
}
