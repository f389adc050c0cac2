import { Profiler } from "react";
import { createRoot } from "react-dom/client";
import { expect, it } from "vitest";
import { Faint, makeRaised, RaisedContext } from "./raised";
import { makeDocument } from "./testing/tiny-document";

function Counted({ onDraw }: { onDraw: () => void }) {
  onDraw();
  return null;
}

it("a hover fades the group and draws nothing within it again, nor what stands beside it", async () => {
  const drawn: string[] = [];
  const raised = makeRaised();
  const { container, find } = makeDocument();
  const commits: string[] = [];
  const root = createRoot(container);
  root.render(
    <RaisedContext value={raised}>
      <Profiler id="table" onRender={(id) => commits.push(id)}>
        <Counted onDraw={() => drawn.push("table")} />
      </Profiler>
      <Faint to={0.25}>
        <Counted onDraw={() => drawn.push("paths")} />
      </Faint>
    </RaisedContext>,
  );
  await expect.poll(() => find("g")?.attributes.get("opacity")).toBe("1");
  const before = [drawn.length, commits.length];
  raised.set("a");
  await expect.poll(() => find("g")?.attributes.get("opacity")).toBe("0.25");
  expect([drawn.length, commits.length]).toEqual(before);
  root.unmount();
});
