import type { Page } from "@playwright/test";
import { z } from "zod";
import { expect, test } from "./fixtures";
import type { Wire } from "./wire";

const answered = z.object({ id: z.string() });

/** A new model with one version, for which the demo's scientist asks. @returns model and request. */
async function asked(wire: Wire): Promise<{ model: string; id: string }> {
  const experiment = await wire.makeExperiment(`requests ${crypto.randomUUID()}`);
  const points = [{ key: "auc", value: 0.9, timestamp: Date.now(), step: 1 }];
  const run = await wire.logRun(experiment, "best", { params: { depth: "8" }, points });
  const model = `asked-${crypto.randomUUID()}`;
  await wire.registerModel(model, run);
  const answer = await fetch(`${wire.url}/api/models/${model}/versions/1/requests`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${wire.token}` },
    body: JSON.stringify({ to: "Production", reason: "It is **better**.", risk: "None seen." }),
  });
  expect(answer.status).toBe(201);
  return { model, id: answered.parse(await answer.json()).id };
}

/** React has taken the page over: before that it is only a picture of itself. */
const alive = (page: Page) =>
  page.waitForFunction(() =>
    Object.keys(document.querySelector("h1") ?? {}).some((key) => key.startsWith("__reactFiber")),
  );

test("an engineer finds what waits at home, and approves it by keyboard", async ({
  page,
  signIn,
  accessibility,
  wire,
}) => {
  const { model, id } = await asked(wire);
  await signIn(page, "engineer");
  await page.goto("/");
  await expect(page.getByRole("link", { name: /^Home.*\d+ waits? for you$/ })).toBeVisible();
  expect.soft(await accessibility(page), "home").toEqual([]);
  await page.getByRole("link", { name: `${model} version 1` }).click();
  await expect(page.getByText(`asks to move ${model} version 1 from None to Production`)).toBeVisible();
  await expect(page.getByRole("strong").filter({ hasText: "better" })).toBeVisible();
  await expect(page.getByRole("rowheader", { name: "auc" })).toBeVisible();
  expect.soft(await accessibility(page), "request").toEqual([]);
  await alive(page);

  await page.keyboard.press("c");
  await page.keyboard.type("Seen and good");
  await page.reload();
  await expect(page.getByLabel("Comment", { exact: true })).toHaveValue("Seen and good");
  await page.keyboard.press("a");
  await page.getByRole("alertdialog").getByRole("button", { name: "Approve" }).click();
  await expect(page.getByText("Version 1 moved to Production", { exact: false }).first()).toBeVisible();
  await expect(page.getByRole("list").filter({ hasText: "Seen and good" }).first()).toBeVisible();
  await expect(page.getByLabel("Comment", { exact: true })).toHaveValue("");
  expect(page.url()).toContain(id);
});

test("whoever asked cannot decide, and asks again when changes are wanted", async ({
  page,
  browser,
  baseURL,
  signIn,
  wire,
}) => {
  const { id } = await asked(wire);
  await signIn(page, "scientist");
  await page.goto(`/requests/${id}`);
  await expect(page.getByText(/This needs the role engineer|You asked for this yourself/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);

  const phone = { baseURL: baseURL ?? "", viewport: { width: 390, height: 844 } };
  const other = await (await browser.newContext(phone)).newPage();
  await signIn(other, "engineer");
  await other.goto(`/requests/${id}`);
  await alive(other);
  // on a phone the decisions stand at the window's foot
  await expect(other.getByRole("button", { name: "Ask for changes" })).toBeInViewport();
  await other.getByRole("button", { name: "Ask for changes" }).click();
  await expect(other.getByText("Say why, so that whoever asked knows what to do.")).toBeVisible();
  await other.getByLabel("Comment", { exact: true }).fill("Which data?");
  await other.getByRole("button", { name: "Ask for changes" }).click();
  await expect(other.getByText("Changes asked for")).toBeVisible();

  // the scientist's page hears of it by itself
  await page.getByLabel("Reason").fill("It is better, on the data of May.");
  await page.getByRole("button", { name: "Ask again" }).click();
  await expect(page.getByText("before it was asked again")).toBeVisible();

  // an engineer's page that hears nothing is refused with the reason, shows what stands now, and keeps what was typed
  await other.route("**/api/events", (route) => route.abort());
  await other.reload();
  await alive(other);
  await other.getByLabel("Comment", { exact: true }).fill("Fine by me");
  await page.getByRole("button", { name: "Withdraw the request" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Withdraw" }).click();
  await expect(page.getByText("withdrew it")).toBeVisible();
  await other.getByRole("button", { name: "Approve" }).click();
  // a tap just above the tab bar decides nothing
  const sheet = other.getByRole("alertdialog", { name: "Approve version 1 for Production" });
  await expect(sheet.getByText("no other request")).toBeVisible();
  await sheet.getByRole("button", { name: "Approve" }).click();
  await expect(other.getByRole("alert").filter({ hasText: "has changed since you opened it" })).toBeVisible();
  await expect(other.getByText("It was withdrawn before anybody decided it.")).toBeVisible();
  await expect(other.getByLabel("Comment", { exact: true })).toHaveValue("Fine by me");
  await other.context().close();
});

test("a password that is asked for in between loses nothing that was typed", async ({
  page,
  signIn,
  person,
  wire,
  complaints,
}) => {
  const { id } = await asked(wire);
  await signIn(page, "engineer");
  await page.goto(`/requests/${id}`);
  await alive(page);
  // as the server answers once a session is too old for the act
  const refusal = { title: "Confirm that it is you.", status: 403, code: "reauthentication-required" };
  const answer = { status: 403, contentType: "application/problem+json", body: JSON.stringify(refusal) };
  await page.route("**/decisions", (route) => route.fulfill(answer), { times: 1 });
  await page.getByLabel("Comment", { exact: true }).fill("Not on a Friday.");
  await page.getByRole("button", { name: "Reject" }).click();
  const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
  await dialog.getByLabel("Password").fill(person("engineer").password);
  await expect(page.getByLabel("Comment", { exact: true })).toHaveValue("Not on a Friday.");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("rejected it.")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Not on a Friday." })).toBeVisible();
  await expect(page.getByLabel("Comment", { exact: true })).toHaveValue("");
  complaints.length = 0; // the browser says that a request was refused, as it was meant to be
});
