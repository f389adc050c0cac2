import { createHmac } from "node:crypto";
import { type Network, parseAddress } from "@/lib/core/webhooks/addresses";
import { type Hmac, signedHeaders } from "@/lib/core/webhooks/signature";
import { type Guard, openGuard } from "./guard";
import { type Mailer, openMailer } from "./mailer";
import { type Posted, post } from "./post";
import { type Resolve, resolveName } from "./resolve";
import { openSeal, type Seal } from "./seal";

export type OutgoingSettings = {
  /** SLIPWAY_KEY; webhooks are refused without. */
  key?: string;
  /** Networks that webhooks may reach although they are not of the open internet. */
  allowed: readonly Network[];
  ownPorts: readonly number[];
  /** How people reach us: what links in mail begin with. */
  publicUrl: string;
  smtpUrl?: string;
  mailFrom?: string;
  resolve?: Resolve;
  timeoutMs?: number;
  ca?: string;
};

export type SignedMessage = { url: string; id: string; body: Uint8Array; keys: readonly Uint8Array[] };

/** What leaves this server by itself: webhooks and mail. */
export type Outgoing = {
  seal: Seal | null;
  guard: Guard;
  publicUrl: string;
  mailer: Mailer | null;
  /** One attempt, signed with the time of now. Never throws. */
  send(message: SignedMessage, signal?: AbortSignal): Promise<Posted>;
};

const defaultTimeoutMs = 15_000;

export function openOutgoing(settings: OutgoingSettings): Outgoing {
  const { key, allowed, ownPorts, publicUrl, smtpUrl, ca } = settings;
  const timeoutMs = settings.timeoutMs ?? defaultTimeoutMs;
  const guard = openGuard(allowed, ownPorts, settings.resolve ?? resolveName);
  const from = settings.mailFrom ?? ownAddress(new URL(publicUrl).hostname);
  return {
    seal: key === undefined ? null : openSeal(key),
    guard,
    publicUrl,
    mailer: smtpUrl === undefined ? null : openMailer(smtpUrl, from, timeoutMs),
    send({ url, id, body, keys }, signal) {
      const timestamp = Math.floor(Date.now() / 1000);
      const headers = {
        ...signedHeaders({ id, timestamp, body }, keys, hmac),
        "content-type": "application/json",
      };
      return post({ url, headers, body }, { guard, timeoutMs, ...(ca === undefined ? {} : { ca }) }, signal);
    },
  };
}

/** A number is no mail domain. */
const ownAddress = (host: string) =>
  `Slipway <slipway@${host.startsWith("[") || parseAddress(host) !== null ? "localhost" : host}>`;

const hmac: Hmac = (key, content) => createHmac("sha256", key).update(content).digest();
