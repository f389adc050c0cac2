import { z } from "zod";
import { sendAsPage, signIn as signInAsScript } from "../sign-in";
import { expect, test } from "./fixtures";
import { openReceiver } from "./receiver";
import { alive, makeGuarded } from "./registry";
import { takeDown } from "./shown-once";

test("a webhook is made, tested, sent again what it did not take, told of a stage, and deleted", async ({
  page,
  signIn,
  person,
  wire,
  complaints,
}) => {
  let status = 503;
  const receiver = await openReceiver(() => status);
  const name = `deployment ${crypto.randomUUID().slice(0, 8)}`;
  await signIn(page, "admin");
  await page.goto("/settings/webhooks");
  await alive(page);
  await page.getByRole("button", { name: "Create a webhook" }).click();
  const dialog = page.getByRole("dialog", { name: "Create a webhook" });
  await dialog.getByLabel("URL").fill("http://192.168.0.1/hook");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Create the webhook" }).click();
  await expect(dialog.getByLabel("URL")).toHaveAttribute("aria-invalid", "true");
  await expect(dialog).toContainText(
    "192.168.0.1 is not of the open internet. The operator opens a network with a restart: WEBHOOK_ALLOW=192.168.0.0/24 npm start",
  );
  // The browser itself complains of the 400, which is the right answer.
  expect(complaints.splice(0).filter((text) => !text.includes("400"))).toEqual([]);
  await dialog.getByLabel("URL").fill(receiver.url);
  await dialog.getByRole("checkbox", { name: /request\.opened/ }).click();
  await dialog.getByRole("checkbox", { name: /request\.decided/ }).click();
  await dialog.getByRole("checkbox", { name: /request\.changed/ }).click();
  await dialog.getByRole("checkbox", { name: /request\.withdrawn/ }).click();
  await dialog.getByRole("checkbox", { name: /rollback\.unconfirmed/ }).click();
  await dialog.getByRole("button", { name: "Create the webhook" }).click();
  expect(await takeDown(page, `Copy the secret of ${name} now`, "Secret")).toMatch(/^whsec_/);

  const row = page.getByRole("table").getByRole("row").filter({ hasText: name });
  await expect(row).toContainText("Nothing sent yet");
  await expect(row).toContainText("1 event");
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Send a test" }).click();
  const log = page.getByRole("region", { name: `Deliveries of ${name}` });
  const what = page.getByRole("button", { name: "webhook.test", exact: true });
  const sent = log.getByRole("row").filter({ has: what });
  await expect(sent).toContainText("503", { timeout: 20_000 });
  await expect(sent).toContainText("Given up");
  await what.click();
  await expect(log.getByText("Not now.")).toBeVisible();

  status = 200;
  await log.getByRole("button", { name: "Send webhook.test again" }).click();
  await expect(log.getByText("Thank you.")).toBeVisible({ timeout: 20_000 });
  await expect(sent).toContainText("Delivered");
  // What other journeys do is told to it as well.
  const [first, again] = receiver.bodies.filter((body) => body.includes("webhook.test"));
  expect(again).toBe(first);

  const model = await makeGuarded(wire, person("engineer"));
  await expect
    .poll(() => receiver.bodies.some((body) => body.includes(model)), { timeout: 20_000 })
    .toBe(true);
  await expect(log.getByRole("row").filter({ hasText: "version.transitioned" }).first()).toContainText(
    "Delivered",
    { timeout: 20_000 },
  );

  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete the webhook" }).click();
  await expect(row).toHaveCount(0);
  await expect(log).toHaveCount(0);
  receiver.close();
});

test("a deletion tells what waits; the log of a webhook that another admin deletes closes with a sentence", async ({
  page,
  signIn,
  person,
  wire,
  complaints,
}) => {
  const receiver = await openReceiver(() => 503);
  const admin = person("admin");
  const cookie = await signInAsScript(wire.url, admin.email, admin.password);
  const description = `away ${crypto.randomUUID().slice(0, 8)}`;
  const made = await sendAsPage(wire.url, cookie, "POST", "/api/webhooks", {
    ...{ url: receiver.url, description, events: ["version.transitioned"] },
  });
  const { id } = z.object({ id: z.string() }).parse(made.body);
  await makeGuarded(wire, person("engineer"));

  await signIn(page, "admin");
  await page.goto(`/settings/webhooks?webhook=${id}`);
  await alive(page);
  const log = page.getByRole("region", { name: `Deliveries of ${description}` });
  await expect(log).toContainText("Failed, tried again", { timeout: 20_000 });
  await page.getByRole("button", { name: `Actions for ${description}` }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const asked = page.getByRole("alertdialog");
  await expect(asked).toContainText(
    /1 delivery waits; it is not sent\.|deliveries wait; they are not sent\./,
  );
  await asked.getByRole("button", { name: "Cancel" }).click();

  const gone = await sendAsPage(wire.url, cookie, "DELETE", `/api/webhooks/${id}`);
  expect(gone.status).toBe(200);
  await expect(page.getByText("This webhook is deleted, and its log with it.")).toBeVisible();
  await expect(log).toHaveCount(0);
  await expect(page.getByText("could not be loaded")).toHaveCount(0);
  // The browser itself complains of a log that is not there any more.
  expect(complaints.splice(0).filter((text) => !text.includes("404"))).toEqual([]);
  receiver.close();
});
