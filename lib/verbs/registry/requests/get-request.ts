import { z } from "zod";
import { text } from "@/lib/core/fields";
import { comment, excluded, request } from "@/lib/core/registry/requests/request";
import { read } from "@/lib/verbs/kernel";
import { findComments } from "@/lib/verbs/registry/versions/shared/comments";
import { findDeciders } from "./shared/deciders";
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
    /** Engineers who may not, since they have a hand in it or were brought in by who has. */
    excluded: z.array(excluded),
  }),

  async run(context, { id }) {
    const [found, comments, deciders] = await Promise.all([
      presentRequest(context, id),
      findComments(context, { requestId: id }),
      findDeciders(context, [id]),
    ]);
    const { deciders: able = [], excluded: not = [] } = deciders.get(id) ?? {};
    return { ...found, comments, deciders: able.map(({ name }) => name), excluded: not };
  },
});
