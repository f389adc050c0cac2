import { judge } from "@/lib/core/access";
import { type AuditVerdict, auditVerdict } from "@/lib/core/audit/events";
import { nothing } from "@/lib/core/fields";
import type { Database } from "@/lib/stores/database/database";
import { read } from "@/lib/verbs/kernel";
import { verifyChain } from "./shared/chain";

/** Verifications under way: who asks meanwhile gets the same answer, so that many readers cost no more than one. */
const underWay = new WeakMap<Database, Promise<AuditVerdict>>();

export const verifyAudit = read({
  name: "verify-audit",
  summary: "Verify the whole chain of the audit trail: every hash, link and number, and its end",
  needs: "read",
  input: nothing,
  output: auditVerdict,

  async run({ actor, stores: { database } }) {
    const shared = underWay.get(database) ?? verifyChain(database).finally(() => underWay.delete(database));
    underWay.set(database, shared);
    const verdict = await shared;
    // Everybody may know whether the trail is whole; where it is not, those who look after it.
    return judge(actor, "audit:export").allowed
      ? verdict
      : { ...verdict, firstBad: null, reason: null, head: null };
  },
});
