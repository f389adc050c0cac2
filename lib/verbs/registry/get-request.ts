import { z } from "zod";
import { text } from "@/lib/core/fields";
import { comment, request } from "@/lib/core/policies/request";
import { read } from "@/lib/verbs/kernel";
import { findComments } from "./load-comments";
import { findDeciders } from "./load-deciders";
import { presentRequest } from "./load-requests";

export const getRequest = read({
  name: "get-request",
  summary: "One request: its gates with the numbers they saw, its votes, and what was said about it",
  needs: "read",
  input: z.strictObject({ id: text(100).min(1) }),
  output: request.extend({
    comments: z.array(comment),
    /** Who may still decide it, by name. */
    deciders: z.array(z.string()),
  }),

  async run(context, { id }) {
    const [found, comments, deciders] = await Promise.all([
      presentRequest(context, id),
      findComments(context, { requestId: id }),
      findDeciders(context, [id]),
    ]);
    return { ...found, comments, deciders: deciders.get(id) ?? [] };
  },
});
