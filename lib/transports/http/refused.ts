import { SlipwayError } from "@/lib/core/errors";
import { newRequestId } from "./call";
import type { Reply } from "./node";
import { problemReply } from "./problem";

export type Refusal = 400 | 405;

/** What the front door turned away, in our own words. */
export function refused(status: Refusal): Reply {
  const error =
    status === 405
      ? new SlipwayError(
          "method-not-allowed",
          "This method is not known here. Use GET, POST, PUT, PATCH or DELETE.",
        )
      : new SlipwayError(
          "malformed",
          "Invalid path: it must be percent-encoded UTF-8, without .. and backslashes.",
        );
  return problemReply(error, newRequestId());
}
