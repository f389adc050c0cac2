import { notFound } from "next/navigation";
import { SlipwayError } from "@/lib/core/errors";

/**
 * What a page makes of what its verb threw: a thing that is not there, or whose name cannot be one, is 404; whatever else went
 * wrong is the page's failure, never "not found".
 */
export function orNotFound(error: unknown): never {
  if (error instanceof SlipwayError && (error.code === "not-found" || error.code === "invalid")) notFound();
  throw error;
}
