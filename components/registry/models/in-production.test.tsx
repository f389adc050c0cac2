import { QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { makeQueryClient } from "@/components/frame/query-client";
import { ViewerProvider } from "@/components/frame/viewer-context";
import { UnconfirmedRollback } from "@/components/registry/requests/unconfirmed-rollback";
import { Clock } from "@/components/ui/clock";
import { InProduction } from "./in-production";
import { type Model, type Rollback, rollbackQuery } from "./queries";

const now = Date.parse("2026-05-03T12:00:00Z");
const hoursAgo = (hours: number) => new Date(now - hours * 3_600_000).toISOString();
const model: Model = {
  ...{ id: "m", name: "delay", description: "", createdAt: hoursAgo(99), updatedAt: hoursAgo(1) },
  ...{ createdBy: null, owner: null, tags: [], aliases: [], latestVersions: [], versions: 2 },
};
const rollback: Rollback = {
  ...{ current: 2, currentBytes: "same", previous: 1, since: hoursAgo(50), bytes: "same" },
  ...{ wayIn: null, whyAsk: null, unconfirmed: null },
  you: { mayRollBack: true, whyNot: null },
};

/** What the model's page says of what stands in Production, to an engineer. */
function shown(given: Partial<Rollback>): string {
  const client = makeQueryClient();
  client.setQueryData(rollbackQuery(model.name).queryKey, { ...rollback, ...given });
  const viewer = {
    ...{ id: "u", name: "Emil", email: "emil@example.org", admin: false, role: "engineer" as const },
    ...{ project: { id: "default", slug: "default", name: "Default" }, demo: false },
    abilities: ["registry:write", "decide"],
  };
  return renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <ViewerProvider viewer={viewer}>
        <Clock now={now}>
          <UnconfirmedRollback model={model.name} />
          <InProduction model={model} />
        </Clock>
      </ViewerProvider>
    </QueryClientProvider>,
  );
}

it("leads back where the files are those that stood there", () => {
  expect(shown({})).toContain("Roll back to v1");
});

it("offers to ask where they have changed, or nobody knows, and says so", () => {
  for (const [bytes, words] of [
    ["differ", "The files of version 1 have changed since it entered Production."],
    ["unknown", "was not kept"],
    ["elsewhere", "lie outside Slipway"],
  ] as const) {
    const page = shown({ bytes, whyAsk: words, you: { mayRollBack: false, whyNot: words } });
    expect(page).toContain(words);
    expect(page).toContain("Request Production for v1");
    expect(page).not.toContain("Roll back");
  }
  expect(shown({ currentBytes: "differ" })).toContain("The files of version 2 have changed");
  // Of what stands there nobody asks it: it goes nowhere.
  const elsewhere = shown({ bytes: "elsewhere", currentBytes: "elsewhere" });
  expect(elsewhere.match(/lie outside Slipway/g)).toHaveLength(1);
});

it("says in red where a rollback leads to what nobody approved, and where one asks for that", () => {
  const unasked = shown({ wayIn: { how: "unasked", by: "Dana", at: hoursAgo(50) } });
  expect(unasked).toMatch(/text-bad[^>]*>Nobody has approved version 1 for Production/);
  expect(unasked).toContain("Roll back to v1");
  const bypass = shown({ wayIn: { how: "bypass", by: "Olga", at: hoursAgo(50) }, whyAsk: "past its policy" });
  expect(bypass).toMatch(/text-bad[^>]*>Version 1 came into Production past its policy, by Olga/);
  expect(bypass).toContain("Request Production for v1");
  expect(bypass).not.toContain("Roll back");
});

it("says of a rollback how long it waits, and in red for how long nobody has confirmed it", () => {
  const unconfirmed = { requestId: "r", version: 1, by: "Emil", due: hoursAgo(-23), overdue: false };
  const waits = shown({ unconfirmed });
  expect(waits).toContain("Waits for a second engineer: 23 hours left");
  expect(waits).not.toContain("text-bad");
  const late = shown({ unconfirmed: { ...unconfirmed, due: hoursAgo(3), overdue: true } });
  expect(late).toMatch(/text-bad[^>]*>Not confirmed: 3 hours overdue/);
  expect(late).not.toMatch(/onfirmed by/);
});
