import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** Secrets that have to be read back, encrypted under the installation's key. */
export type Seal = {
  /** `owner` binds the sealed secret to its row: moved to another one, it cannot be opened. */
  close(secret: Uint8Array, owner: string): Uint8Array<ArrayBuffer>;
  /** @throws Error with another key, another owner or a changed byte. */
  open(sealed: Uint8Array, owner: string): Uint8Array;
};

const version = 1;
const ivLength = 12;
const tagLength = 16;

/** AES-256-GCM; one byte of version, the nonce, the tag, the secret. */
export function openSeal(key: string): Seal {
  const derived = new Uint8Array(hkdfSync("sha256", key, "", "slipway webhook secrets", 32));
  return {
    close(secret, owner) {
      const iv = randomBytes(ivLength);
      const cipher = createCipheriv("aes-256-gcm", derived, iv).setAAD(Buffer.from(owner));
      const body = Buffer.concat([cipher.update(secret), cipher.final()]);
      return new Uint8Array(Buffer.concat([Buffer.of(version), iv, cipher.getAuthTag(), body]));
    },
    open(sealed, owner) {
      if (sealed[0] !== version) throw new Error("A sealed secret of an unknown version.");
      const iv = sealed.subarray(1, 1 + ivLength);
      const tag = sealed.subarray(1 + ivLength, 1 + ivLength + tagLength);
      const decipher = createDecipheriv("aes-256-gcm", derived, iv, { authTagLength: tagLength });
      decipher.setAAD(Buffer.from(owner)).setAuthTag(tag);
      return Buffer.concat([decipher.update(sealed.subarray(1 + ivLength + tagLength)), decipher.final()]);
    },
  };
}
