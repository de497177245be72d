// Opens a report in Chromium and lets axe-core look at it: every rule, light and dark, at desktop and phone width. Also
// that nothing scrolls sideways but the tables' own regions, and that nothing was blocked or fetched.
//   node check.mjs REPORT.html...
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(process.cwd() + "/");
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
const browser = await puppeteer.launch({ executablePath: chromium, headless: true, args: ["--no-sandbox", "--disable-gpu"] });
let faults = 0;
const fault = (where, what) => {
    faults += 1;
    console.log(`${where}: ${what}`);
};

for (const file of process.argv.slice(2))
    for (const width of [1280, 390])
        for (const scheme of ["light", "dark"]) {
            const where = `${file}, ${width} pixels, ${scheme}`;
            const page = await browser.newPage();
            page.on("console", (message) => message.type() === "error" && fault(where, message.text()));
            page.on("request", (request) => {
                if (request.url() !== pathToFileURL(file).href) fault(where, `asks for ${request.url()}`);
            });
            await page.setViewport({ width, height: 900 });
            await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
            await page.goto(pathToFileURL(file).href);
            const wide = await page.evaluate(() => document.documentElement.scrollWidth);
            if (wide > width) fault(where, `the page is ${wide} pixels wide`);
            await page.evaluate(axe);
            const result = await page.evaluate(() =>
                window.axe.run(document, {
                    resultTypes: ["violations", "incomplete"],
                    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
                }),
            );
            for (const violation of result.violations) {
                fault(where, `${violation.id}: ${violation.help} (${violation.nodes.length} times)`);
                for (const node of violation.nodes.slice(0, 3)) console.log(`    ${node.html.slice(0, 160)}`);
            }
            const undecided = result.incomplete.map((rule) => `${rule.id} ${rule.nodes.length}`).join(", ");
            console.log(`${where}: ${result.violations.length} rules violated; not decided: ${undecided || "none"}`);
            await page.close();
        }
await browser.close();
process.exit(faults === 0 ? 0 : 1);
