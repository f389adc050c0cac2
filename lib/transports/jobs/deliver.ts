import { randomUUID } from "node:crypto";
import type { Stores } from "@/lib/stores/open";
import type { Posted } from "@/lib/stores/outgoing/post";
import { log } from "@/lib/transports/http/log";
import { perform } from "@/lib/verbs/kernel";
import {
  type Claimed,
  claimDeliveries,
  recordAttempt,
  releaseDeliveries,
} from "@/lib/verbs/webhooks/shared/queue";
import { updateWebhook } from "@/lib/verbs/webhooks/update-webhook";

export type Deliverer = {
  /** Claims what is due and begins to send it; comes back before the receivers have answered. */
  turn(): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Begins nothing more; what is under way may end within `graceMs`, the rest is given back. */
  stop(graceMs?: number): Promise<void>;
};

/**
 * Sends webhooks, at least once each. A webhook has a few attempts under way at a time, all others theirs: one that hangs
 * holds up itself alone. `random`, in [0, 1), spreads retries.
 */
export function startDeliverer(stores: Stores, random: () => number = Math.random): Deliverer {
  const { database } = stores;
  const lease = randomUUID();
  const underWay = new Map<string, Promise<void>>();
  const ending = new AbortController();
  let stopped = false;

  async function attempt(claimed: Claimed): Promise<void> {
    const posted = await sendOne(stores, claimed, ending.signal);
    if (ending.signal.aborted && posted.status === null) return; // given back, not failed
    const reason = await recordAttempt(database, claimed, lease, posted, random());
    if (reason !== null) await switchOff(stores, claimed, reason);
  }

  async function attemptAll(webhookId: string, batch: readonly Claimed[]): Promise<void> {
    const results = await Promise.allSettled(batch.map(attempt));
    underWay.delete(webhookId);
    for (const result of results)
      if (result.status === "rejected")
        log.warn(
          { err: result.reason, job: "webhooks" },
          "an attempt was not recorded and will be made again",
        );
  }

  const idle = async () => {
    await Promise.all(underWay.values());
  };
  return {
    async turn() {
      if (stopped) return;
      const claimed = await claimDeliveries(database, lease, [...underWay.keys()]);
      // Stopped while it claimed: whoever stops it does not wait for what would begin now.
      if (stopped) return releaseDeliveries(database, lease);
      for (const webhookId of new Set(claimed.map((one) => one.webhookId))) {
        const batch = claimed.filter((one) => one.webhookId === webhookId);
        underWay.set(webhookId, attemptAll(webhookId, batch));
      }
    },
    idle,
    async stop(graceMs = 4_000) {
      stopped = true;
      const timer = setTimeout(() => ending.abort(), graceMs);
      await idle();
      clearTimeout(timer);
      await releaseDeliveries(database, lease);
    },
  };
}

/** One attempt, with the signature of each secret that holds. */
async function sendOne({ outgoing }: Stores, claimed: Claimed, signal: AbortSignal): Promise<Posted> {
  const { url, messageId: id, payload: body } = claimed;
  const keys = keysOf(outgoing.seal, claimed);
  if (keys === null)
    return { status: null, error: "no-key", retryAfter: null, response: new Uint8Array(), durationMs: 0 };
  return outgoing.send({ url, id, body, keys }, signal);
}

function keysOf(seal: Stores["outgoing"]["seal"], { secret, previousSecret, webhookId }: Claimed) {
  if (seal === null) return null;
  try {
    return [secret, previousSecret].flatMap((sealed) =>
      sealed === null ? [] : seal.open(sealed, webhookId),
    );
  } catch {
    return null; // sealed under another key
  }
}

async function switchOff(stores: Stores, { webhookId, projectId }: Claimed, reason: string): Promise<void> {
  const project = await stores.database.prisma.project.findUniqueOrThrow({ where: { id: projectId } });
  await perform(updateWebhook, {
    actor: { kind: "system", name: "webhooks", project },
    project,
    stores,
    requestId: randomUUID(),
    ip: null,
    userAgent: null,
    input: { id: webhookId, enabled: false, reason },
  });
}
