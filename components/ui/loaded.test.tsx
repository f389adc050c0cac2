// @vitest-environment happy-dom
import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { expect, it } from "vitest";
import { ApiError } from "@/components/frame/api-error";
import { makeQueryClient } from "@/components/frame/query-client";
import { Loaded } from "./loaded";

function Page({ answer }: { answer: () => Promise<string> }) {
  const query = useQuery({ queryKey: ["policy"], queryFn: answer });
  return (
    <Loaded what="The policy" query={query}>
      {(name) => <input aria-label={name} />}
    </Loaded>
  );
}

it("keeps what stands there, and what was typed into it, where a refresh fails", async () => {
  let fails = true;
  const answer = async () => {
    if (fails) throw new ApiError({ status: 404, code: "not-found", title: "Gone.", detail: "It is away." });
    return "one";
  };
  const place = document.createElement("div");
  const client = makeQueryClient();
  const root = createRoot(place);
  const said = () => place.textContent;
  flushSync(() =>
    root.render(
      <QueryClientProvider client={client}>
        <Page answer={answer} />
      </QueryClientProvider>,
    ),
  );
  expect(said()).toBe("Loading the policy");
  await expect.poll(said).toContain("The policy could not be loaded.");
  fails = false;
  await client.refetchQueries();
  await expect.poll(() => place.querySelector("input")?.getAttribute("aria-label")).toBe("one");

  const input = place.querySelector("input");
  if (input) input.value = "typed";
  fails = true;
  await client.refetchQueries();
  await expect.poll(said).toContain("The policy could not be read again");
  expect(place.querySelector("input")).toBe(input);
  expect(input?.value).toBe("typed");
  root.unmount();
});
