import { expect, it } from "vitest";
import { SlipwayError } from "@/lib/core/errors";
import { orNotFound } from "./or-not-found";

function thrown(error: unknown): unknown {
  try {
    orNotFound(error);
  } catch (what) {
    return what;
  }
}

it("is 404 for what is not there and for a name that cannot be one", () => {
  for (const code of ["not-found", "invalid"] as const)
    expect(thrown(new SlipwayError(code, "There is no such run."))).toMatchObject({
      digest: "NEXT_HTTP_ERROR_FALLBACK;404",
    });
});

it("never says 'not found' of a page that failed", () => {
  for (const error of [
    new SlipwayError("unavailable", "The database is away."),
    new Error("a fault of ours"),
  ])
    expect(thrown(error)).toBe(error);
});
