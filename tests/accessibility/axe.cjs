// Opens each page named on the command line at two widths, runs axe-core on it, and prints what it finds.
// With SHOTS set to a folder, a picture of each part of each page is put there too.
"use strict";

const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SCREENS = { desktop: { width: 1280, height: 900 }, phone: { width: 375, height: 800 } };
const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

async function check(browser, file, screen) {
  // The page forbids scripts; the rules have to be let in past that.
  const context = await browser.newContext({ viewport: SCREENS[screen], bypassCSP: true });
  const page = await context.newPage();
  await page.goto(pathToFileURL(path.resolve(file)).href);
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  await page.addScriptTag({ path: require.resolve("axe-core/axe.min.js") });
  const found = await page.evaluate(
    (values) => window.axe.run(document, { runOnly: { type: "tag", values } }), RULES,
  );
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  if (process.env.SHOTS) {
    await picture(page, path.join(process.env.SHOTS, `${path.basename(file, ".html")}-${screen}`));
  }
  await context.close();
  return { violations: found.violations, passes: found.passes.length, tooWide };
}

async function picture(page, stem) {
  for (const id of await page.evaluate(() => [...document.querySelectorAll("h2")].map((one) => one.id))) {
    await page.evaluate((one) => document.getElementById(one).scrollIntoView(), id);
    await page.waitForTimeout(150);
    await page.screenshot({ path: `${stem}-${id}.png` });
  }
}

async function main() {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
  let failed = false;
  for (const file of process.argv.slice(2)) {
    for (const screen of Object.keys(SCREENS)) {
      const { violations, passes, tooWide } = await check(browser, file, screen);
      const verdict = violations.length || tooWide ? "FAILED" : "passed";
      console.log(`${verdict} ${path.basename(file)} ${screen}: ${passes} rules passed, ${violations.length} violated`);
      if (tooWide) console.log("  the page is wider than the screen");
      for (const { id, help, nodes } of violations) {
        console.log(`  ${id}: ${help} (${nodes.length})\n    ${nodes[0].html.slice(0, 200)}`);
      }
      failed ||= Boolean(violations.length) || tooWide;
    }
  }
  await browser.close();
  process.exitCode = failed ? 1 : 0;
}

main();
