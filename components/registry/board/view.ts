import { createLoader, parseAsBoolean, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { stages } from "@/lib/core/registry/stages";

/** The board's view: the URL is its only home, so whoever opens it sees the same. */
export const boardParsers = {
  search: parseAsString.withDefault(""),
  stage: parseAsStringLiteral(stages),
  needsMe: parseAsBoolean.withDefault(false),
  /** A lane for each model, or one board for all. */
  by: parseAsStringLiteral(["model", "stage"] as const).withDefault("model"),
};
export const loadBoardView = createLoader(boardParsers);
export type BoardView = Awaited<ReturnType<typeof loadBoardView>>;

/** Is something left out? */
export const isFiltered = ({ search, stage, needsMe }: BoardView): boolean =>
  search !== "" || stage !== null || needsMe;
