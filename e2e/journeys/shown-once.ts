import type { Page } from "@playwright/test";

/** Takes down what a dialog shows this once, and leaves the dialog. */
export async function takeDown(page: Page, dialog: string, title: string): Promise<string> {
  const shown = page.getByRole("dialog", { name: dialog });
  const text = await shown.getByRole("figure", { name: title }).locator("code").textContent();
  await shown.getByRole("button", { name: "Done" }).click();
  return text ?? "";
}
