// Drives the built pages in headless Chromium, and compares their numbers with SQL that does not use the dashboard's views. Prints "ok" or
// "not ok" and a name for each check. psql finds the server by PGHOST and so on; SCREENSHOTS names a folder that gets pictures.
import {execFileSync, spawn} from "node:child_process";
import {chromium} from "playwright-core";
import en from "./src/strings/en.js";
import zhHant from "./src/strings/zh-Hant.js";

const shots = process.env.SCREENSHOTS ?? ".";
const languages = {en, "zh-Hant": zhHant};
const pages = {index: "audience", labels: "labels", decisions: "decisions"};

function ask(sql) {
  return execFileSync("psql", ["-XAtq", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-c", "SET jit = off", "-c", sql], {encoding: "utf8", env: {...process.env, PGTZ: "UTC"}}).trim();
}

async function check(name, body) {
  try {
    await body();
    console.log(`ok ${name}`);
  } catch (error) {
    console.log(`not ok ${name}`);
    console.log(String(error.message).split("\n").slice(0, 8).join("\n"));
  }
}

function same(got, wanted, what) {
  if (String(got) !== String(wanted)) throw new Error(`${what}: the page has "${got}", SQL says "${wanted}"`);
}

// every key in every language, and every value of the same kind
function compareStrings(a, b, path = "") {
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const where = `${path}.${key}`;
    if (!(key in a) || !(key in b)) throw new Error(`${where} is missing in a language`);
    if (typeof a[key] !== typeof b[key]) throw new Error(`${where} differs in kind`);
    if (typeof a[key] === "object") compareStrings(a[key], b[key], where);
    if (typeof a[key] === "function" && a[key].length !== b[key].length) throw new Error(`${where} differs in arguments`);
    if (a[key] === "" || b[key] === "") throw new Error(`${where} is empty`);
  }
}

const server = spawn(process.execPath, ["serve.js"], {stdio: ["ignore", "pipe", "inherit"]});
const address = String(await new Promise((resolve) => server.stdout.once("data", resolve))).trim();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
});

// A tab in which nothing may go wrong, and from which nothing may leave this machine.
async function tab({width = 1280, height = 900, scheme = "light"} = {}) {
  const context = await browser.newContext({viewport: {width, height}, colorScheme: scheme, locale: "en-GB"});
  const page = await context.newPage();
  const faults = [];
  page.on("console", (m) => { if (["error", "warning"].includes(m.type())) faults.push(`console: ${m.text()}`); });
  page.on("pageerror", (e) => faults.push(`error: ${e.message}`));
  page.on("requestfailed", (r) => faults.push(`failed: ${r.url()}`));
  page.on("request", (r) => { if (!r.url().startsWith(address) && !r.url().startsWith("data:")) faults.push(`left the machine: ${r.url()}`); });
  return {
    page, faults,
    async open(path) {
      await page.goto(address + path);
      await settled(page);
    },
    async close() {
      await context.close();
      if (faults.length) throw new Error(faults.join("\n"));
    }
  };
}

// until every cell of the page has run
async function settled(page) {
  await page.waitForFunction(() => document.querySelector(".foot") && !document.querySelector("observablehq-loading"), null, {timeout: 30000});
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 120))));
  const broken = await page.locator(".observablehq--error").allTextContents();
  if (broken.length) throw new Error(`a cell failed: ${broken.join("; ")}`);
}

const digits = (text) => text.replace(/[^\d.-]/g, "");
const value = async (page, id) => digits(await page.locator(`#tile-${id} .value`).textContent());
const choose = async (page, name, option) => {
  await page.locator(`#select-${name}`).selectOption(option);
  await settled(page);
};
const box = async (page, tag) => digits((await page.locator(`.treemap [data-tag="${tag}"]`).getAttribute("title")).split(/[:：]/).pop());

await check("both languages have the same strings", () => compareStrings(en, zhHant));

for (const [file, name] of Object.entries(pages)) {
  for (const [language, strings] of Object.entries(languages)) {
    for (const [width, scheme] of [[1280, "light"], [1280, "dark"], [390, language === "en" ? "light" : "dark"]]) {
      await check(`${name}, ${language}, ${scheme}, ${width} pixels`, async () => {
        const t = await tab({width, scheme});
        await t.open(`${file}.html?lang=${language}`);
        same(await t.page.locator("h1").textContent(), strings.pages[name], "title");
        same(await t.page.evaluate(() => document.documentElement.lang), strings.intl, "language of the document");
        const wide = await t.page.evaluate(() => document.documentElement.scrollWidth);
        if (wide > width) throw new Error(`the page is ${wide} pixels wide`);
        await t.page.screenshot({path: `${shots}/${name}-${language}-${scheme}-${width}.png`, fullPage: true});
        await t.close();
      });
    }
  }
}

await check("audience: the numbers are those of a scan of the members", async () => {
  const t = await tab();
  await t.open("index.html?lang=en");
  const scan = (query, day) => ask(`SELECT count(*) FROM member WHERE tagset_matches(tags, '${query}', '${day} 00:00Z')`);
  same(await value(t.page, "members"), scan("status & !status/left", "2026-11-30"), "members");
  same(await value(t.page, "reach"), scan("consent", "2026-11-30"), "reach");
  for (const tag of ["region/taipei", "interest/buy", "status/vip"]) same(await box(t.page, tag), scan(tag, "2026-11-30"), tag);
  // one of the groups, by its button
  await t.page.locator('[data-among="region/taipei"]').click();
  await settled(t.page);
  same(await t.page.locator('[data-among="region/taipei"]').getAttribute("aria-pressed"), "true", "pressed");
  same(await value(t.page, "members"), scan("region/taipei & status & !status/left", "2026-11-30"), "members in Taipei");
  // down the tree by a box, and back by the path
  await t.page.locator('.treemap [data-tag="interest"]').click({position: {x: 20, y: 10}});
  await settled(t.page);
  same(await t.page.locator("#select-within").inputValue(), "interest", "the select");
  for (const tag of ["interest/buy", "interest/loan/mortgage", "interest/home/moving"]) same(await box(t.page, tag), scan(`region/taipei & ${tag}`, "2026-11-30"), tag);
  await t.page.locator(".crumbs button").first().click();
  await settled(t.page);
  same(await t.page.locator("#select-within").inputValue(), "", "the select");
  // ten weeks back, with the keyboard
  await t.page.locator("#moment-day").focus();
  for (let i = 0; i < 10; i++) await t.page.keyboard.press("ArrowLeft");
  await settled(t.page);
  same(await t.page.locator("#moment-shown").textContent(), en.asOf("21 September 2026"), "the moment shown");
  same(await value(t.page, "members"), scan("region/taipei & status & !status/left", "2026-09-21"), "members in September");
  same(await box(t.page, "budget/to-10m"), scan("region/taipei & budget/to-10m", "2026-09-21"), "budget");
  // what was chosen stays: in the other language, and when the page is loaded again
  await t.page.getByRole("button", {name: "中文"}).click();
  await settled(t.page);
  same(await t.page.locator("h1").textContent(), zhHant.pages.audience, "title");
  same(await t.page.locator("#select-among").inputValue(), "region/taipei", "among");
  same(await t.page.locator("#moment-shown").textContent(), zhHant.asOf("2026年9月21日"), "the moment shown");
  await t.page.reload();
  await settled(t.page);
  same(await value(t.page, "members"), scan("region/taipei & status & !status/left", "2026-09-21"), "members after a reload");
  await t.close();
});

await check("audience: an address that names what is not there shows all, and a part of the tree without members says so", async () => {
  const t = await tab();
  await t.open("index.html?lang=en#among=nobody&within=interest%2Fsell&day=2020-01-01");
  for (const name of ["within", "among"]) same(await t.page.locator(`#select-${name}`).inputValue(), "", name);
  same(await t.page.locator("#moment-shown").textContent(), en.asOf("30 November 2026"), "the moment shown");
  // nobody who has left has an interest any more
  await t.page.locator('[data-among="status/left"]').click();
  await choose(t.page, "within", "interest/buy");
  same(ask("SELECT count(*) FROM member WHERE tagset_matches(tags, 'status/left & interest/buy', '2026-11-30 00:00Z')"), "0", "buyers who have left");
  if (!(await t.page.locator(".empty", {hasText: en.audience.emptyTree}).count())) throw new Error("no empty state");
  await t.close();
});

await check("audience: who is identified, by the links before the last visit", async () => {
  const t = await tab();
  await t.open("index.html?lang=en");
  const known = ask(`
    SELECT round(100.0 * count(*) FILTER (WHERE EXISTS (SELECT FROM crm_link JOIN crm_identifier AS i ON i.id = b
                                                        WHERE (i.kind, i.value) = ('cookie', cookie) AND crm_link.at <= v.at)) / count(*))
    FROM (SELECT cookie, max(at) AS at FROM visit WHERE at >= '2026-11-23 00:00Z' AND at < '2026-11-30 00:00Z' GROUP BY cookie) AS v`);
  same(await value(t.page, "known"), known, "known visitors");
  same(digits(await t.page.locator("#persons tbody tr").first().locator("td").nth(1).textContent()),
    ask("SELECT count(DISTINCT person) FROM crm_identifier WHERE kind = 'member'"), "members in the graph");
  await t.close();
});

await check("labels: what stands is what a log says as of the day", async () => {
  const t = await tab();
  await t.open("labels.html?lang=en#known=2026-09-01");
  const rows = (day, where) => ask(`SELECT count(DISTINCT id) FROM post, labelset_rows(labels, '${day} 00:00Z') WHERE level1 <> 'appeal' AND ${where}`);
  same(await t.page.locator("#moment-shown").textContent(), en.knownAt("1 September 2026"), "the moment shown");
  same(await value(t.page, "labelled"), rows("2026-09-01", "NOT deny"), "labelled posts");
  same(await value(t.page, "false"), ask("SELECT count(*) FROM post WHERE labels @@ '**[verdict<=mostly-false; by=agency] @2026-09-01T00:00:00Z'"), "found false");
  same(await value(t.page, "denied"), ask("SELECT count(*) FROM post WHERE labels @@ '**[deny] @2026-09-01T00:00:00Z'"), "denied");
  await choose(t.page, "topic", "misinfo/health");
  await choose(t.page, "source", "agency/north-desk");
  same(await value(t.page, "labelled"), rows("2026-09-01", `label = 'misinfo/health' AND "by" = 'agency/north-desk' AND NOT deny`), "health, by one source");
  same(await value(t.page, "disputed"), ask(`
    SELECT count(*) FROM (SELECT id FROM post, labelset_rows(labels, '2026-09-01 00:00Z') WHERE label = 'misinfo/health' AND "by" LIKE 'agency/%' AND NOT deny
                          GROUP BY id HAVING max(factverdict_value(verdict::factverdict)) - min(factverdict_value(verdict::factverdict)) >= 0.5) AS d`), "disputed");
  // a slider of days, and one step back by its button
  await t.page.getByRole("button", {name: en.earlier}).click();
  await settled(t.page);
  same(await value(t.page, "labelled"), rows("2026-08-31", `label = 'misinfo/health' AND "by" = 'agency/north-desk' AND NOT deny`), "the day before");
  // nothing to show says so
  await choose(t.page, "topic", "privacy/doxxing");
  if (!(await t.page.getByText(en.nothing).count())) throw new Error("no empty state");
  await t.close();
});

await check("decisions: the table and the refunds are those of the logs", async () => {
  const t = await tab();
  await t.open("decisions.html?lang=en");
  const made = (where) => ask(`SELECT count(DISTINCT (id, "by", label)) FROM post, labelset_rows(decisions, NULL) AS d WHERE level1 = 'visibility' AND NOT neg AND ${where}`);
  same(await value(t.page, "decisions"), made("true"), "decisions");
  same(await value(t.page, "appeals"), ask("SELECT count(*) FROM appeal"), "appeals");
  same(await value(t.page, "upheld"), ask("SELECT round(100.0 * count(*) FILTER (WHERE upheld) / count(*)) FROM appeal WHERE closed IS NOT NULL"), "upheld");
  const refund = (where) => ask(`
    SELECT sum(1000 * price)::bigint FROM feed AS f JOIN brand AS b ON b.name = f.brand
    WHERE ${where} AND EXISTS (SELECT FROM feed AS n JOIN post AS p ON p.id = n.post CROSS JOIN suitability
                               WHERE n.session = f.session AND abs(n.pos - f.pos) = 1
                               GROUP BY () HAVING labelset_union(policy_decide(p.labels, policy, n.shown)) @@ b.refuses)`);
  same(await value(t.page, "refund"), refund("true"), "refunds");
  await choose(t.page, "month", "2026-10");
  await choose(t.page, "rule", "false-claim");
  same(await value(t.page, "refund"), refund("f.shown >= '2026-10-01 00:00Z' AND f.shown < '2026-11-01 00:00Z'"), "refunds in October");
  same(await value(t.page, "decisions"), ask(`
    SELECT count(*) FROM (SELECT id FROM post, labelset_rows(decisions, NULL) AS d WHERE label = 'visibility/warn' AND "by" = 'policy/posts/false-claim' AND NOT neg
                          GROUP BY id HAVING min(at) >= '2026-10-01 00:00Z' AND min(at) < '2026-11-01 00:00Z') AS p`), "warnings in October");
  const row = t.page.locator("#transparency tbody tr").first().locator("td");
  same(digits((await row.nth(2).textContent())), await value(t.page, "decisions"), "the row of the rule");
  await t.close();
});

await check("selects and the switch of languages work with the keyboard alone", async () => {
  const t = await tab();
  await t.open("decisions.html?lang=en");
  await t.page.locator("#select-month").focus();
  await t.page.keyboard.press("ArrowDown");
  await settled(t.page);
  same(await t.page.locator("#select-month").inputValue(), "2026-06", "month");
  await t.page.getByRole("button", {name: "中文"}).focus();
  await t.page.keyboard.press("Enter");
  await settled(t.page);
  same(await t.page.locator("h1").textContent(), zhHant.pages.decisions, "title");
  same(await t.page.locator("#select-month").inputValue(), "2026-06", "month");
  // the way to another page keeps the language
  await t.page.getByRole("link", {name: zhHant.pages.labels}).click();
  await settled(t.page);
  same(await t.page.locator("h1").textContent(), zhHant.pages.labels, "title");
  await t.close();
});

await check("light turns dark by a button", async () => {
  const t = await tab();
  await t.open("index.html?lang=en");
  const page = () => t.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await page();
  await t.page.getByRole("button", {name: en.theme}).click();
  if ((await page()) === light) throw new Error("the colours are the same");
  await t.close();
});

// for the README
await check("pictures", async () => {
  for (const [file, language, scheme, height] of [["index", "en", "light", 1000], ["labels", "zh-Hant", "dark", 1000]]) {
    const t = await tab({height, scheme});
    await t.open(`${file}.html?lang=${language}`);
    await t.page.screenshot({path: `${shots}/readme-${pages[file]}.png`});
    await t.close();
  }
});

await browser.close();
server.kill();
console.log("ok the test has ended");
