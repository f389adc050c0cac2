import type { SlipwayError } from "@/lib/core/errors";
import type { Context } from "@/lib/verbs/kernel";
import { contextOf, newRequestId } from "./call";
import { observe } from "./metrics";
import type { Incoming } from "./node";
import { toKnown } from "./problem";

type Way<Answer> = {
  /** What is measured: a verb's name. */
  name: string;
  /** A failure as this way in tells it. */
  refuse(error: SlipwayError, requestId: string): Answer;
};

/** The frame of every way in by HTTP: finds out who calls, lets `act` answer, makes an answer of whatever it throws, measures. */
export async function handle<Answer extends { status: number }>(
  request: Pick<Incoming, "method" | "headers" | "signal">,
  { name, refuse }: Way<Answer>,
  act: (context: Context) => Promise<Answer>,
): Promise<Answer> {
  const requestId = newRequestId();
  const watch = observe(name);
  const answer = await contextOf(request, requestId)
    .then(act)
    .catch((error: unknown) => refuse(toKnown(error, requestId), requestId));
  watch(answer.status);
  return answer;
}
