import { QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { makeQueryClient } from "./query-client";
import { useAct } from "./use-act";

type Acts = ReturnType<typeof useAct>;

function Probe({ onActs }: { onActs: (acts: Acts) => void }) {
  onActs(useAct([["list"]]));
  return null;
}

/** The hook as a component holds it, and its client with one question that was answered. */
function acts() {
  const client = makeQueryClient();
  client.setQueryData(["list", "one"], 1);
  client.setQueryData(["other"], 1);
  const held: Acts[] = [];
  renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <Probe onActs={(hook) => held.push(hook)} />
    </QueryClientProvider>,
  );
  const [hook] = held;
  if (hook === undefined) throw new Error("no hook");
  return { client, hook };
}

const refused = () => Promise.reject(new Error("The name is taken."));

it("gives back whether the act was done, so that a dialog closes only then", async () => {
  const { hook } = acts();
  expect(await hook.send(async () => null)).toBe(true);
  expect(await hook.send(refused)).toBe(false);
  expect(await hook.act("key", "Done.", "It failed.", async () => null)).toBe(true);
  expect(await hook.act("key", "Done.", "It failed.", refused)).toBe(false);
});

it("has its lists read again before it is over, also where it failed, and nothing else", async () => {
  for (const work of [async () => null, refused]) {
    const { client, hook } = acts();
    await hook.send(work);
    expect(client.getQueryState(["list", "one"])?.isInvalidated).toBe(true);
    expect(client.getQueryState(["other"])?.isInvalidated).toBe(false);
  }
});

it("is tried at once where the browser believes that it is offline, and what a form sent goes with the form", () => {
  const { client } = acts();
  const { networkMode, gcTime } = client.getDefaultOptions().mutations ?? {};
  expect({ networkMode, gcTime }).toEqual({ networkMode: "always", gcTime: 0 });
});
