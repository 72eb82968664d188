// What every page has around it: the name, the way to the other pages, the language and the colours.
import {html} from "htl";
import {setLanguage} from "./locale.js";

const pages = ["audience", "labels", "decisions"];
const files = {audience: "index.html", labels: "labels.html", decisions: "decisions.html"};

export function header(locale, page) {
  const {t} = locale;
  document.documentElement.lang = t.intl;
  document.title = `${t.pages[page]} · factag`;
  const address = (name) => `./${files[name]}?lang=${locale.code}`;
  const link = (name) => html`<a href="${address(name)}" aria-current="${name === page ? "page" : false}">${t.pages[name]}</a>`;
  const choice = (code, name) =>
    html`<button type="button" lang="${code}" aria-pressed="${locale.code === code}" onclick=${() => setLanguage(code)}>${name}</button>`;
  return html`<div class="bar">
    <a class="brand" href="${address("audience")}">
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true"><rect width="32" height="32" rx="8"/><path d="M8 10h16M8 16h11M8 22h6"/></svg>factag
    </a>
    <nav aria-label="${t.navigation}">${pages.map(link)}</nav>
    <div class="tools">
      <div class="switch" role="group" aria-label="${t.language}">${choice("en", "English")}${choice("zh-Hant", "中文")}</div>
      ${themeButton(t.theme)}
    </div>
  </div>`;
}

// Light or dark is what the system says until the button is pressed.
function themeButton(words) {
  const root = document.documentElement;
  const dark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const turn = () => { root.dataset.theme = dark() ? "light" : "dark"; };
  return html`<button class="theme" type="button" aria-label="${words}" title="${words}" onclick=${turn}>
    <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
      <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor"/>
    </svg></button>`;
}

export function footer(locale) {
  return html`<p class="foot">${locale.t.invented}</p>`;
}
