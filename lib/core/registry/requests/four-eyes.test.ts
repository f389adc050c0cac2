import { describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/access";
import { type Hands, whyNotDecide } from "./four-eyes";

describe("four eyes", () => {
  const project = { id: "p", slug: "p", name: "P" };
  const member = { name: "N", email: "", admin: false, role: "engineer", project } as const;
  const person = (userId: string): Actor => ({
    ...member,
    kind: "person",
    userId,
    sessionId: "s",
    authenticatedAt: new Date(0),
  });
  const hands: Hands = {
    hands: [
      { userId: "asker", did: "asked" },
      { userId: "maker", did: "made" },
      { userId: "owner", did: "token" },
      { userId: "first", did: "original" },
    ],
    ties: new Map(),
    nameOf: (id) => id,
  };
  const strict = { selfApproval: false, approvers: [] };
  it("keep away who asked, who made it or what it is a copy of, and whose token made it", () => {
    for (const id of ["asker", "maker", "owner", "first"]) {
      expect(whyNotDecide(person(id), hands, strict)).toMatch(/another engineer/);
      expect(whyNotDecide(person(id), hands, { ...strict, selfApproval: true })).toBeNull();
    }
    expect(whyNotDecide(person("other"), hands, strict)).toBeNull();
    expect(whyNotDecide(person("other"), hands, { ...strict, approvers: ["else"] })).toMatch(
      /names who approves/,
    );
  });
  it("keep away for a while whom somebody with a hand in it brought in, and who brought them in, and say until when", () => {
    const at = new Date(Date.UTC(2026, 10, 3));
    const until = new Date(Date.UTC(2026, 11, 3));
    const act = { act: "invited" as const, at, until };
    const by = (byId: string, through: string | null) => ({
      ...hands,
      ties: new Map([[byId, { ...act, byId, userId: "other", through }]]),
    });
    const of = (userId: string, through: string | null) => ({
      ...hands,
      ties: new Map([[userId, { ...act, byId: "other", userId, through }]]),
    });
    expect(whyNotDecide(person("other"), by("asker", null), strict)).toBe(
      "asker invited you on 3 Nov: until 3 Dec another engineer decides what asker has a hand in, since one person could hold both accounts.",
    );
    expect(whyNotDecide(person("other"), by("maker", "between"), strict)).toMatch(
      /^maker invited between on 3 Nov, through whom you came in: until 3 Dec/,
    );
    expect(whyNotDecide(person("other"), of("asker", null), strict)).toBe(
      "You invited asker on 3 Nov: until 3 Dec another engineer decides what asker has a hand in, since one person could hold both accounts.",
    );
    expect(whyNotDecide(person("other"), of("owner", "between"), strict)).toMatch(
      /^You invited between on 3 Nov, through whom owner came in: until 3 Dec/,
    );
    expect(whyNotDecide(person("other"), by("somebody", null), strict)).toBeNull();
    expect(whyNotDecide(person("other"), of("somebody", null), strict)).toBeNull();
    expect(whyNotDecide(person("other"), by("asker", null), { ...strict, selfApproval: true })).toBeNull();
  });
  it("are a person's, never a token's", () => {
    const token: Actor = { ...member, kind: "token", userId: "other", tokenId: "t", scopes: [] };
    expect(whyNotDecide(token, hands, strict)).toMatch(/No API token/);
  });
});
