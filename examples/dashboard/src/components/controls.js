// Inputs: each is an element with a value, and an "input" event when it changes.
import {html} from "htl";
import {remember, chosen} from "./state.js";

// A native select. Options are {value, label, depth}.
export function select(name, label, options, {value = options[0].value} = {}) {
  const kept = chosen(name);
  const element = html`<select id="select-${name}">${options.map((o) =>
    html`<option value="${o.value}">${"\u2003".repeat(o.depth ?? 0)}${o.label}</option>`)}</select>`;
  element.value = options.some((o) => o.value === kept) ? kept : value;
  const form = html`<div class="control"><label for="select-${name}">${label}</label>${element}</div>`;
  return linked(form, name, () => element.value, (v) => (element.value = v), element);
}

// A moment among many: a slider with the moment written out, and a step to either side. Moments are Dates.
export function moment(name, label, moments, locale) {
  const key = (d) => d.toISOString().slice(0, 10);
  const kept = moments.findIndex((d) => key(d) === chosen(name));
  const range = html`<input id="moment-${name}" type="range" min="0" max="${moments.length - 1}" step="1">`;
  const output = html`<output for="moment-${name}"></output>`;
  range.value = kept >= 0 ? kept : moments.length - 1;
  const step = (by) => () => {
    range.value = +range.value + by;
    range.dispatchEvent(new Event("input", {bubbles: true}));
  };
  const button = (sign, words, by) => html`<button type="button" aria-label="${words}" title="${words}" onclick=${step(by)}>${sign}</button>`;
  const form = html`<div class="control moment"><label for="moment-${name}">${label}</label>
    <div class="slider">${button("‹", locale.t.earlier, -1)}${range}${button("›", locale.t.later, 1)}${output}</div></div>`;
  const show = () => {
    output.value = locale.day(moments[range.value]);
    range.setAttribute("aria-valuetext", output.value);
  };
  range.addEventListener("input", show);
  show();
  return linked(form, name, () => moments[range.value], (v) => (range.value = moments.findIndex((d) => key(d) === v)), range, key);
}

// Makes the value of a field the value of the form around it, and keeps it in the address.
function linked(form, name, get, set, field, key = (v) => v) {
  Object.defineProperty(form, "value", {get, set});
  field.addEventListener("input", () => remember(name, key(get())));
  return form;
}
