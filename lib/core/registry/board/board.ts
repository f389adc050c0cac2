import { z } from "zod";
import type { AsJson } from "@/lib/core/json/as-json";
import { gateResults } from "@/lib/core/registry/policies/gates";
import { better } from "@/lib/core/registry/policies/policy";
import { requestStatuses } from "@/lib/core/registry/requests/request";
import { stages } from "@/lib/core/registry/stages";
import { bypassMark } from "@/lib/core/registry/versions/version";

/** A request that waits for somebody, as much of it as a card shows. */
const cardRequest = z.object({
  id: z.string(),
  kind: z.enum(["transition", "rollback"]),
  to: z.enum(stages),
  status: z.enum(requestStatuses),
  approvals: z.object({ needed: z.number(), given: z.number() }),
  /** Of a rollback: by when a second person confirms it, and whether that time is over. */
  confirmation: z.object({ due: z.date(), overdue: z.boolean() }).nullable(),
  gates: z.array(z.object({ name: z.string(), result: z.enum(gateResults) })),
  /** The asking person decides it, or was asked to change it. */
  waitsForMe: z.boolean(),
});

/** A version on the board. */
const card = z.object({
  model: z.string(),
  version: z.number(),
  stage: z.enum(stages),
  /** Its run; without a name where the run is gone. */
  run: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  /** The last value of its model's headline metric. */
  metric: z.number().nullable(),
  /** The metric less that of the version in Production; null for that one itself, and where either has none. */
  difference: z.number().nullable(),
  createdAt: z.date(),
  createdBy: z.string().nullable(),
  aliases: z.array(z.string()),
  requests: z.array(cardRequest),
  /** Past its policy into this stage. */
  bypass: bypassMark.nullable(),
});

const column = z.object({
  stage: z.enum(stages),
  /** All that match; `cards` are the newest of them. */
  total: z.number(),
  cards: z.array(card),
});

/** What the cards of one model have in common. */
const boardModel = z.object({
  name: z.string(),
  owner: z.string().nullable(),
  headline: z.object({ metric: z.string(), better: better.nullable() }).nullable(),
  /** Stages that a version enters and leaves by a request. */
  guarded: z.array(z.enum(stages)),
  /** The version in Production. */
  production: z.number().nullable(),
});

export const board = z.object({
  lanes: z.array(
    z.object({
      /** null: one lane for all models. */
      model: z.string().nullable(),
      versions: z.number(),
      columns: z.array(column),
    }),
  ),
  models: z.array(boardModel),
  /** How many lanes and versions match. */
  total: z.number(),
  versions: z.number(),
  /** Requests that wait for the asking person, whatever is filtered. */
  needsMe: z.number(),
});

export type Board = AsJson<z.infer<typeof board>>;
export type Lane = Board["lanes"][number];
export type Card = Lane["columns"][number]["cards"][number];
export type CardRequest = Card["requests"][number];
export type BoardModel = Board["models"][number];
