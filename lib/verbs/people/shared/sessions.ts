import { sessionLimits } from "@/lib/core/people/session-limits";
import type { Transaction } from "@/lib/stores/database/database";
import { hashSecret } from "./secrets";

type NewSession = { id: string; sid: string; userId: string; ip: string | null; userAgent: string | null };

/** Opens a session in the person's first project. The cookie holds `sid`, the database its hash. */
export async function openSession(
  tx: Transaction,
  { id, sid, userId, ip, userAgent }: NewSession,
): Promise<void> {
  const { idleSeconds, absoluteSeconds } = sessionLimits;
  await tx.$executeRaw`
    INSERT INTO user_session (id, sid_hash, user_id, project_id, idle_expires_at, abs_expires_at, ip, user_agent)
    VALUES (${id}, ${hashSecret(sid)}, ${userId},
      coalesce((SELECT project_id FROM member WHERE user_id = ${userId} ORDER BY created_at, project_id LIMIT 1), 'default'),
      now() + make_interval(secs => ${idleSeconds}), now() + make_interval(secs => ${absoluteSeconds}),
      ${ip}, ${userAgent?.slice(0, 300) ?? null})`;
}
