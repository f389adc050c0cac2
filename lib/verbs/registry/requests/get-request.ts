import { z } from "zod";
import { text } from "@/lib/core/fields";
import { comment, excluded, isPending, request } from "@/lib/core/registry/requests/request";
import { evidenceChanged } from "@/lib/core/registry/requests/seen";
import { read } from "@/lib/verbs/kernel";
import { findComments } from "@/lib/verbs/registry/versions/shared/comments";
import { findDeciders } from "./shared/deciders";
import { productionSince } from "./shared/production-since";
import { presentRequest } from "./shared/requests";

export const getRequest = read({
  name: "get-request",
  summary: "One request: its gates with the numbers they saw, its votes, and what was said about it",
  needs: "read",
  input: z.strictObject({ id: text(100).min(1) }),
  output: request.extend({
    comments: z.array(comment),
    /** Who may still decide it, by name. */
    deciders: z.array(z.string()),
    /** Engineers who may not, since they have a hand in it or are tied to somebody who has. */
    excluded: z.array(excluded),
    /** Of one that waits: what the run of the version in Production says now, where it entered on other numbers. */
    productionSince: evidenceChanged.pick({ changes: true, more: true }).nullable(),
  }),

  async run(context, { id }) {
    const [found, comments, deciders] = await Promise.all([
      presentRequest(context, id),
      findComments(context, { requestId: id }),
      findDeciders(context, [id]),
    ]);
    const { deciders: able = [], excluded: not = [] } = deciders.get(id) ?? {};
    const since = isPending(found.status) ? await productionSince(context, found) : null;
    return {
      ...{ ...found, comments, productionSince: since },
      ...{ deciders: able.map(({ name }) => name), excluded: not },
    };
  },
});
