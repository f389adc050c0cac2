// @vitest-environment happy-dom
import { Profiler } from "react";
import { createRoot } from "react-dom/client";
import { expect, it } from "vitest";
import { prepareLines } from "@/lib/core/charts/prepare-lines";
import { series } from "@/lib/core/charts/testing/series";
import { LineLayer } from "./line-layer";
import { Faint, makeRaised, RaisedContext } from "./raised";
import { plotOf } from "./use-plot";

function Counted({ onDraw }: { onDraw: () => void }) {
  onDraw();
  return null;
}

it("a hover fades the group and draws nothing within it again, nor what stands beside it", async () => {
  const drawn: string[] = [];
  const raised = makeRaised();
  const container = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const opacity = () => container.querySelector("g")?.getAttribute("opacity");
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
  await expect.poll(opacity).toBe("1");
  const before = [drawn.length, commits.length];
  raised.set("a");
  await expect.poll(opacity).toBe("0.25");
  expect([drawn.length, commits.length]).toEqual(before);
  root.unmount();
});

it("a hover draws the raised line once more, and no other line of the chart", async () => {
  const asked: string[] = [];
  class Looks extends Map<string, { color: string; dash: undefined }> {
    override get(id: string) {
      asked.push(id);
      return super.get(id);
    }
  }
  const looks = new Looks();
  const lines = prepareLines(series([1, 2], {}, [3, 4]), { smoothing: 0, log: false, band: true });
  const plot = plotOf(lines, { left: 0, right: 100, top: 0, bottom: 100 });
  const raised = makeRaised();
  const root = createRoot(document.createElementNS("http://www.w3.org/2000/svg", "svg"));
  root.render(
    <RaisedContext value={raised}>
      <LineLayer
        lines={lines}
        looks={looks}
        names={new Map()}
        band
        hidden={new Set()}
        labels={false}
        plot={plot}
      />
    </RaisedContext>,
  );
  await expect.poll(() => asked).toContain("b");
  asked.length = 0;
  raised.set("a");
  await expect.poll(() => asked).toContain("a");
  expect(asked).not.toContain("b");
  root.unmount();
});
