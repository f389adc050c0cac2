import { invalid } from "@/lib/core/errors";
import { FilterError } from "@/lib/core/filter/filter-error";

/** Runs a parser of the filter language; its error points at the word. */
export function parsed<T>(field: "filter" | "orderBy", parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    const { message, start, end } = error;
    throw invalid(message, [{ pointer: `/${field}`, message, start, end }]);
  }
}
