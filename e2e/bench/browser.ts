import { type Browser, chromium, type Page } from "@playwright/test";
import { findBrowser } from "../browser";
import { type Figure, medianOf } from "./figures";
import { tenThousand } from "./searching";
import { fiftyRuns } from "./series";
import type { Bench, World } from "./world";

/** What the browser itself measured: its largest paint, ms since the navigation began. */
const largestPaint = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((done) => {
        new PerformanceObserver((list) => done(list.getEntries().at(-1)?.startTime ?? 0)).observe({
          type: "largest-contentful-paint",
          buffered: true,
        });
      }),
  );

async function withPage(world: World, work: (page: Page) => Promise<Figure[]>): Promise<Figure[]> {
  const found = findBrowser();
  if (!found) {
    console.log("  skipped, because no browser is here");
    return [];
  }
  const browser: Browser = await chromium.launch(found);
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${world.client.url}/sign-in`);
    await page.getByLabel("E-mail").fill(world.person.email);
    await page.getByLabel("Password", { exact: true }).fill(world.person.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    return await work(page);
  } finally {
    await browser.close();
  }
}

/** The runs table over 10 000 runs: the browser's largest paint. */
export const benchTablePaint: Bench = async (world) => {
  const experiment = await tenThousand(world);
  return withPage(world, async (page) => {
    const open = async () => {
      await page.goto(`${world.client.url}/experiments/${experiment}`);
      await page.getByRole("row").nth(5).waitFor();
      return largestPaint(page);
    };
    await open();
    return [
      {
        what: "runs table of 10 k runs, LCP",
        value: await medianOf(5, open),
        unit: "ms",
        aim: { most: 1500 },
      },
    ];
  });
};

const drawn = (page: Page) =>
  page.waitForFunction(
    (lines) => document.querySelectorAll("svg g[clip-path] > g > path").length >= lines,
    50,
    { polling: "raf", timeout: 60_000 },
  );

/** 50 lines × 500 bins drawn anew after one press on the smoothing slider: from the key to the frame that shows it. */
export const benchRedraw: Bench = async (world) => {
  const { runs } = await fiftyRuns(world);
  return withPage(world, async (page) => {
    await page.goto(`${world.client.url}/compare?runs=${runs.join(",")}`);
    await drawn(page);
    const slider = page.getByLabel("Smoothing");
    await slider.scrollIntoViewIfNeeded();
    await slider.focus();
    const press = async () => {
      const redrawn = page.evaluate(
        () =>
          new Promise<number>((done) => {
            let began = 0;
            addEventListener("keydown", () => (began = performance.now()), { once: true, capture: true });
            const watch = new MutationObserver(() => {
              watch.disconnect();
              // The frame after the one in which the lines changed: by then they are on the screen.
              requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
            });
            for (const path of document.querySelectorAll("svg g[clip-path] > g > path"))
              watch.observe(path, { attributeFilter: ["d"] });
          }),
      );
      await page.keyboard.press("ArrowRight");
      return redrawn;
    };
    for (let warm = 0; warm < 5; warm++) await press();
    return [
      { what: "50 lines × 500 redrawn", value: await medianOf(25, press), unit: "ms", aim: { most: 60 } },
    ];
  });
};

/** 50 lines of 100 000 points each: from asking for the page to the lines that are drawn. */
export const benchPicture: Bench = async (world) => {
  const { runs } = await fiftyRuns(world);
  return withPage(world, async (page) => {
    const open = async () => {
      await page.goto("about:blank");
      const began = performance.now();
      await page.goto(`${world.client.url}/compare?runs=${runs.join(",")}`, { waitUntil: "commit" });
      await drawn(page);
      return performance.now() - began;
    };
    await open();
    return [
      {
        what: "page with the picture of that series",
        value: await medianOf(5, open),
        unit: "ms",
        aim: { most: 1000 },
      },
    ];
  });
};
