/** The written form of our secrets: `slw_<kind>_<43 base62>_<6 base62 of CRC32>`. Leak scanners know it, typos show at once. */
export const secretKinds = ["api", "setup", "invitation", "reset"] as const;
export type SecretKind = (typeof secretKinds)[number];

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const shape = /^slw_([a-z]{3,12})_([0-9A-Za-z]{43})_([0-9A-Za-z]{6})$/;

/** Writes 32 random bytes as a secret of this kind. */
export function writeSecret(kind: SecretKind, random: Uint8Array): string {
  if (random.length !== 32) throw new RangeError("A secret is made of 32 bytes.");
  const body = `slw_${kind}_${base62(toBigint(random), 43)}`;
  return `${body}_${base62(BigInt(crc32(body)), 6)}`;
}

/** Is this text a secret of this kind, with the right checksum? Costs no look-up. */
export function isSecret(kind: SecretKind, text: string): boolean {
  const parts = shape.exec(text);
  return parts?.[1] === kind && base62(BigInt(crc32(text.slice(0, -7))), 6) === parts[3];
}

/** What a list shows of a secret: its prefix and last four characters. */
export const hintOf = (secret: string): string =>
  `${secret.slice(0, secret.indexOf("_", 4))}_…${secret.slice(-4)}`;

const toBigint = (bytes: Uint8Array): bigint => bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

function base62(value: bigint, width: number): string {
  let text = "";
  for (let rest = value; text.length < width; rest /= 62n) text = alphabet.charAt(Number(rest % 62n)) + text;
  return text;
}

/** CRC-32 (IEEE 802.3, reflected, as in zlib) of ASCII text. */
export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let at = 0; at < text.length; at++) {
    crc ^= text.charCodeAt(at);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
