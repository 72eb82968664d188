// The reader's language: its strings, and numbers and dates as it writes them.
import {Mutable} from "observablehq:stdlib";
import en from "../strings/en.js";
import zhHant from "../strings/zh-Hant.js";

const languages = {en, "zh-Hant": zhHant};

function makeLocale(code) {
  const strings = languages[code];
  const number = new Intl.NumberFormat(strings.intl);
  const compact = new Intl.NumberFormat(strings.intl, {notation: "compact", maximumFractionDigits: 1});
  const percent = new Intl.NumberFormat(strings.intl, {style: "percent", maximumFractionDigits: 0});
  const percent1 = new Intl.NumberFormat(strings.intl,
    {style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1});
  const money = new Intl.NumberFormat(strings.intl, {style: "currency", currency: "TWD", maximumFractionDigits: 0});
  const signed = new Intl.NumberFormat(strings.intl, {signDisplay: "exceptZero"});
  const date = (options) => {
    const format = new Intl.DateTimeFormat(strings.intl, {timeZone: "UTC", ...options});
    return (day) => format.format(day);
  };
  const decimal = (x, digits) =>
    new Intl.NumberFormat(strings.intl, {minimumFractionDigits: digits, maximumFractionDigits: digits}).format(x);
  const duration = (hours) => {
    if (hours === undefined) return "–";
    if (hours < 1) return strings.minutes(number.format(Math.round(60 * hours)));
    return hours < 48 ? strings.hours(decimal(hours, hours < 10 ? 1 : 0)) : strings.days(decimal(hours / 24, 1));
  };
  return {
    code,
    t: strings,
    number: number.format,
    compact: compact.format,
    percent: percent.format,
    percent1: percent1.format,
    money: money.format,
    signed: signed.format,
    decimal,
    duration,
    share: (part, whole) => (whole ? percent.format(part / whole) : "–"),
    day: date({year: "numeric", month: "long", day: "numeric"}),
    shortDay: date({month: "short", day: "numeric"}),
    month: date({year: "numeric", month: "long"}),
    shortMonth: date({month: "short"}),
    // a row of the data with a text in each language: title_en and title_zh, say
    pick: (row, name) => row[`${name}_${code === "en" ? "en" : "zh"}`]
  };
}

function initial() {
  const asked = new URLSearchParams(location.search).get("lang") ?? stored() ?? navigator.language;
  return /^zh/i.test(asked) ? "zh-Hant" : "en";
}

// storage may be switched off
function stored() {
  try {
    return localStorage.getItem("factag-language");
  } catch {
    return null;
  }
}

export const locale = Mutable(makeLocale(initial()));

export function setLanguage(code) {
  try {
    localStorage.setItem("factag-language", code);
  } catch {
    // the choice lasts as long as the page
  }
  const url = new URL(location);
  url.searchParams.set("lang", code);
  history.replaceState(null, "", url);
  locale.value = makeLocale(code);
}
