import { createHash, randomBytes } from "node:crypto";
import { type SecretKind, writeSecret } from "@/lib/core/people/secret-format";

/** A new secret of 256 random bits: shown once, kept as its hash. */
export const newSecret = (kind: SecretKind): string => writeSecret(kind, randomBytes(32));

/** SHA-256, fast on purpose: what it covers has 256 random bits, so guessing it is hopeless. */
export const hashSecret = (secret: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash("sha256").update(secret).digest());
