// Rows of a loader's CSV. Types are named column by column: d3.autoType would make booleans of the verdicts "true" and "false".
import {csvParse} from "d3";

const readers = {
  text: (s) => s,
  number: (s) => (s === "" ? null : +s),
  date: (s) => (s === "" ? null : new Date(`${s}T00:00:00Z`)),
  // psql prints 2026-06-01 08:00:00+00, which not every browser reads
  moment: (s) => (s === "" ? null : new Date(s.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00"))),
  boolean: (s) => (s === "" ? null : s === "t")
};

// text is what FileAttachment(...).text() promises. The call of text() stands in the page: a FileAttachment of a CSV without it makes
// the build fetch d3-dsv from a CDN.
export async function rows(text, types) {
  const columns = Object.entries(types);
  return csvParse(await text, (d) => {
    const row = {};
    for (const [name, type] of columns) {
      if (!(name in d)) throw new Error(`the data has no column ${name}`);
      row[name] = readers[type](d[name]);
    }
    return row;
  });
}
