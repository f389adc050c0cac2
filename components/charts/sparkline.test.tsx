import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { Sparkline } from "./sparkline";

it("draws its values from edge to edge, and says them", () => {
  const markup = renderToStaticMarkup(
    <Sparkline label="loss" values={[1, null, 3, 2]} width={104} height={24} />,
  );
  expect(markup).toContain('aria-label="loss: ends at 2, between 1 and 3"');
  expect(markup).toContain('d="M20 220h0M687 20l333 100"');
});

it("draws nothing of nothing", () =>
  expect(renderToStaticMarkup(<Sparkline label="loss" values={[null]} />)).toBe(""));
