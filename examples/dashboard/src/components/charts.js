// Charts with Observable Plot, in the page's own colours, so that they are right in light and in dark.
import * as Plot from "@observablehq/plot";
import * as d3 from "d3";

const style = {fontFamily: "inherit", fontSize: "12px", background: "transparent", overflow: "visible"};

// A card may be laid out before it has a width.
const atLeast = (width) => Math.max(width, 260);

function frame(width, height, options) {
  return {width: atLeast(width), height, style, marginLeft: 52, marginRight: 16, marginTop: 24, marginBottom: 32, ...options};
}

// tips have several lines
const spaced = {lineHeight: 1.4};

// a line at the moment that the reader chose
const chosenMoment = (moment) => Plot.ruleX([moment], {stroke: "var(--ink)", strokeWidth: 1.5, strokeDasharray: "4 3"});

// the names of categories, left of their rows
const rowNames = (list, marginLeft) => Plot.text(list, {
  y: "key", text: "label", frameAnchor: "left", textAnchor: "end", dx: -8, fill: "var(--ink)", lineWidth: (marginLeft - 10) / 12
});

// months along the bottom
const dayAxis = (locale, width, domain) => ({
  type: "utc", label: null, ticks: width < 500 ? 4 : "month", tickFormat: locale.shortMonth, domain
});

// A stacked area: rows {day, series, value}. The moment that the reader chose is a line.
export function area(data, {width, height = 260, locale, series, label, moment, onmoment}) {
  const name = new Map(series.map((s) => [s.key, s.label]));
  return Plot.plot(frame(width, height, {
    ariaLabel: label,
    x: dayAxis(locale, width),
    y: {label, grid: true, tickFormat: locale.compact, nice: true},
    color: {domain: series.map((s) => s.key), range: series.map((s) => s.color)},
    marks: [
      Plot.areaY(data, {x: "day", y: "value", fill: "series", order: series.map((s) => s.key), fillOpacity: 0.85}),
      chosenMoment(moment),
      Plot.ruleY([0], {stroke: "var(--line-strong)"}),
      Plot.tip(totals(data), Plot.pointerX({...spaced, x: "day", y: "value", title: (d) => [locale.day(d.day),
        ...series.map((s) => `${name.get(s.key)}: ${locale.number(d.parts.get(s.key) ?? 0)}`)].join("\n")}))
    ]
  }));
}

function totals(data) {
  return d3.groups(data, (d) => +d.day).map(([day, rows]) => ({
    day: new Date(day), value: d3.sum(rows, (d) => d.value), parts: new Map(rows.map((d) => [d.series, d.value]))
  }));
}

// Bars up for what came and down for what went, in the week before each day. Words are those of the tip: entered, left, size.
export function flow(data, {width, height = 240, locale, label, words, moment}) {
  return Plot.plot(frame(width, height, {
    ariaLabel: label,
    x: dayAxis(locale, width),
    y: {label, grid: true, tickFormat: (d) => locale.number(Math.abs(d)), nice: true},
    marks: [
      Plot.rectY(data, {x1: (d) => d3.utcDay.offset(d.day, -7), x2: "day", y: "entered", fill: "var(--series-1)", insetLeft: 1, insetRight: 1}),
      Plot.rectY(data, {x1: (d) => d3.utcDay.offset(d.day, -7), x2: "day", y: (d) => -d.left, fill: "var(--series-5)", insetLeft: 1, insetRight: 1}),
      chosenMoment(moment),
      Plot.ruleY([0], {stroke: "var(--line-strong)"}),
      Plot.tip(data, Plot.pointerX({...spaced, x: (d) => d3.utcHour.offset(d.day, -84), y: "entered", title: (d) => [
        locale.day(d.day), `${words.entered}: ${locale.number(d.entered)}`,
        `${words.left}: ${locale.number(d.left)}`, `${words.size}: ${locale.number(d.members)}`
      ].join("\n")}))
    ]
  }));
}

// A column a month, stacked: rows {day, series, value}. The month that the reader chose is framed.
export function columns(data, {width, height = 280, locale, series, label, domain, chosen}) {
  const name = new Map(series.map((s) => [s.key, s.label]));
  return Plot.plot(frame(width, height, {
    ariaLabel: label,
    x: {type: "band", domain, label: null, tickFormat: locale.shortMonth, padding: 0.25},
    y: {label, grid: true, tickFormat: locale.compact, nice: true},
    color: {domain: series.map((s) => s.key), range: series.map((s) => s.color)},
    marks: [
      Plot.barY(data, {x: "day", y: "value", fill: "series", order: series.map((s) => s.key), insetTop: 0.5, tip: spaced,
        title: (d) => `${locale.month(d.day)}\n${name.get(d.series)}: ${locale.number(d.value)}`}),
      chosen && Plot.barY(totals(data).filter((d) => +d.day === +chosen),
        {x: "day", y: "value", fill: "none", stroke: "var(--ink)", strokeWidth: 2}),
      Plot.ruleY([0], {stroke: "var(--line-strong)"})
    ]
  }));
}

// Bars side by side in one row a category: rows {category, series, value}. Categories and series are {key, label}.
export function stackedBars(data, {width, locale, categories, series, label, unit, order, marginLeft = width < 500 ? 108 : 130}) {
  const name = new Map([...categories, ...series].map((s) => [s.key, s.label]));
  const total = d3.rollup(data, (v) => d3.sum(v, (d) => d.value), (d) => d.category);
  const shown = categories.filter((c) => total.get(c.key)).sort((a, b) => (order === "value" ? total.get(b.key) - total.get(a.key) : 0));
  return Plot.plot(frame(width, 44 + 34 * Math.max(1, shown.length), {
    ariaLabel: label, marginLeft, marginTop: 4, marginBottom: 38, marginRight: 44,
    x: {label, grid: true, tickFormat: locale.compact, nice: true, ticks: width < 500 ? 4 : 7},
    y: {domain: shown.map((c) => c.key), axis: null, padding: 0.22},
    color: {domain: series.map((s) => s.key), range: series.map((s) => s.color)},
    marks: [
      Plot.barX(data, {y: "category", x: "value", fill: "series", order: series.map((s) => s.key), insetRight: 0.5,
        title: (d) => `${name.get(d.category)}\n${name.get(d.series)}: ${unit(d.value)} (${locale.percent(d.value / total.get(d.category))})`, tip: spaced}),
      rowNames(shown, marginLeft),
      Plot.text(shown, {
        y: "key", x: (d) => total.get(d.key), text: (d) => locale.number(total.get(d.key)), textAnchor: "start", dx: 6, fill: "var(--ink)"
      }),
      Plot.ruleX([0], {stroke: "var(--line-strong)"})
    ]
  }));
}

// Values between marks that mean something, a row a category: rows {key, label, value, n, color}.
export function dots(data, {width, locale, domain, marks, label, title}) {
  const marginLeft = width < 500 ? 108 : 130;
  return Plot.plot(frame(width, 66 + 34 * data.length, {
    ariaLabel: label, marginLeft, marginTop: 26, marginBottom: 38,
    x: {label, domain, grid: true, tickFormat: (d) => locale.decimal(d, 1)},
    y: {domain: data.map((d) => d.key), axis: null, padding: 0.5},
    marks: [
      Plot.ruleX(marks, {x: "value", stroke: "var(--muted)", strokeDasharray: "3 3"}),
      ...marks.map((m) => Plot.text([m], {
        x: "value", text: "label", frameAnchor: "top", textAnchor: m.anchor, dx: m.anchor === "end" ? -3 : 3, dy: -16, fill: "var(--muted)"
      })),
      Plot.ruleY(data, {y: "key", x1: domain[0], x2: "value", stroke: "var(--line-strong)", strokeWidth: 2}),
      Plot.dot(data, {y: "key", x: "value", r: 7, fill: "var(--accent)", title, tip: spaced}),
      rowNames(data, marginLeft)
    ]
  }));
}

// How long things take, on a scale of minutes to weeks: rows {source, hours}. The box is the middle half, the line the median.
export function durations(data, {width, locale, categories, label, ticks, title}) {
  const marginLeft = width < 500 ? 108 : 130;
  const stats = categories.map((c) => {
    const hours = data.filter((d) => d.source === c.key).map((d) => Math.max(d.hours, 1 / 60)).sort(d3.ascending);
    return {...c, n: hours.length, low: d3.quantileSorted(hours, 0.05), q1: d3.quantileSorted(hours, 0.25), median: d3.quantileSorted(hours, 0.5),
      q3: d3.quantileSorted(hours, 0.75), high: d3.quantileSorted(hours, 0.95)};
  }).filter((d) => d.n);
  // The logarithm is taken here: Plot's own scale drops some of the labels of its ticks.
  const log = (name) => (d) => Math.log(d[name]);
  const marked = width < 500 ? ticks.filter((_, i) => i % 2 === 0) : ticks;
  return Plot.plot(frame(width, 50 + 38 * stats.length, {
    ariaLabel: label, marginLeft, marginTop: 4, marginBottom: 38, marginRight: 70,
    x: {
      domain: [Math.log(1 / 60), Math.log(500)], label, grid: true,
      ticks: marked.map((t) => Math.log(t.hours)), tickFormat: (x) => marked.find((t) => Math.log(t.hours) === x)?.label
    },
    y: {domain: stats.map((d) => d.key), axis: null, padding: 0.3},
    marks: [
      Plot.ruleY(stats, {y: "key", x1: log("low"), x2: log("high"), stroke: "var(--muted)", strokeWidth: 1.5}),
      Plot.barX(stats, {y: "key", x1: log("q1"), x2: log("q3"), fill: "color", fillOpacity: 0.75, rx: 3}),
      Plot.tickX(stats, {y: "key", x: log("median"), stroke: "var(--ink)", strokeWidth: 3}),
      rowNames(stats, marginLeft),
      Plot.text(stats, {y: "key", text: (d) => locale.duration(d.median), frameAnchor: "right", textAnchor: "start", dx: 8, fill: "var(--ink)"}),
      Plot.tip(stats, Plot.pointerY({...spaced, y: "key", x: log("median"), title}))
    ]
  }));
}

// A matrix of shares: rows {row, column, value from 0 to 1, title}. In a narrow card the names of the columns stand aslant.
export function matrix(data, {width, rows, columns, label, text, marginLeft = Math.min(150, atLeast(width) / 3)}) {
  width = atLeast(width);
  const cell = (width - marginLeft - 8) / columns.length;
  const aslant = cell < 76;
  const head = aslant ? 110 : 44;
  return Plot.plot({
    width, height: head + 38 * rows.length, style, ariaLabel: label,
    marginLeft, marginTop: head, marginRight: aslant ? 30 : 8, marginBottom: 4,
    x: {domain: columns.map((c) => c.key), axis: null, padding: 0.05},
    y: {domain: rows.map((r) => r.key), axis: null, padding: 0.07},
    marks: [
      Plot.cell(data, {x: "column", y: "row", fill: "var(--accent)", fillOpacity: (d) => 0.05 + 0.95 * d.value, rx: 4}),
      Plot.text(data, {x: "column", y: "row", text, fill: (d) => (d.value > 0.55 ? "var(--on-accent)" : "var(--ink)"), fontVariant: "tabular-nums"}),
      rowNames(rows, marginLeft),
      aslant ? Plot.text(columns, {x: "key", text: "label", frameAnchor: "top", textAnchor: "start", rotate: -40, dy: -8, fill: "var(--ink)"})
        : Plot.text(columns, {x: "key", text: "label", frameAnchor: "top", lineAnchor: "bottom", lineWidth: cell / 13, dy: -8, fill: "var(--ink)"}),
      Plot.tip(data, Plot.pointer({...spaced, x: "column", y: "row", title: "title"}))
    ]
  });
}
