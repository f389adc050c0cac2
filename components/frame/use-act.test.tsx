import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { sendForm } from "./send-form";
import { useAct } from "./use-act";

type Act = ReturnType<typeof useAct>["act"];

function Probe({ onAct }: { onAct: (act: Act) => void }) {
  onAct(useAct(["list"]).act);
  return null;
}

/** What a dialog is told while it sends. */
async function sent(work: () => Promise<unknown>): Promise<string[]> {
  const acts: Act[] = [];
  renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <Probe onAct={(act) => acts.push(act)} />
    </QueryClientProvider>,
  );
  const told: string[] = [];
  await sendForm(async () => (await acts[0]?.("key", "Done.", "It failed.", work)) === true, {
    setPending: (pending) => told.push(pending ? "pending" : "ready"),
    close: () => told.push("closed"),
  });
  return told;
}

it("closes a dialog once its act was done", async () =>
  expect(await sent(async () => null)).toEqual(["pending", "closed", "ready"]));

it("leaves it open, and ready to send again, where the act failed", async () =>
  expect(await sent(() => Promise.reject(new Error("The name is taken.")))).toEqual(["pending", "ready"]));
