import { QueryObserver } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { makeQueryClient } from "./query-client";

/** A question whose answers are given by hand, watched as a page watches it. */
function watched() {
  const client = makeQueryClient();
  const answers: ((text: string) => void)[] = [];
  const ask = () => new Promise<string>((answer) => answers.push(answer));
  const observer = new QueryObserver(client, { queryKey: ["webhooks", "one"], queryFn: ask });
  observer.subscribe(() => undefined);
  return { client, answers, shown: () => observer.getCurrentResult().data };
}

it("asks once more where news came while the first answer was under way", async () => {
  const { client, answers, shown } = watched();
  const told = client.invalidateQueries({ queryKey: ["webhooks"] });
  answers[0]?.("waiting");
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.("delivered");
  await told;
  expect(shown()).toBe("delivered");
});

it("asks once where the answer came before the news, and not at all for others' news", async () => {
  const { client, answers, shown } = watched();
  answers[0]?.("waiting");
  await expect.poll(shown).toBe("waiting");
  await client.invalidateQueries({ queryKey: ["models"] });
  const told = client.invalidateQueries({ queryKey: ["webhooks"] });
  answers[1]?.("delivered");
  await told;
  expect([shown(), answers.length]).toEqual(["delivered", 2]);
});
