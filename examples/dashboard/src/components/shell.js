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
  return html`<div class="bar">
    <a class="brand" href="${address("audience")}"><svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true"><rect width="32" height="32" rx="8"/><path d="M8 10h16M8 16h11M8 22h6"/></svg>factag</a>
    <nav aria-label="${t.navigation}">${pages.map((name) =>
      html`<a href="${address(name)}" aria-current="${name === page ? "page" : false}">${t.pages[name]}</a>`)}</nav>
    <div class="tools">
      <div class="switch" role="group" aria-label="${t.language}">
        <button type="button" lang="en" aria-pressed="${locale.code === "en"}" onclick=${() => setLanguage("en")}>English</button>
        <button type="button" lang="zh-Hant" aria-pressed="${locale.code === "zh-Hant"}" onclick=${() => setLanguage("zh-Hant")}>中文</button>
      </div>
      ${themeButton(t)}
    </div>
  </div>`;
}

function themeButton(t) {
  const root = document.documentElement;
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
  const button = html`<button class="theme" type="button" aria-label="${t.theme}" title="${t.theme}" onclick=${() => {
    root.dataset.theme = dark() ? "light" : "dark";
  }}><svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor"/></svg></button>`;
  return button;
}

export function footer(locale) {
  return html`<p class="foot">${locale.t.invented}</p>`;
}
