/** What a receiver runs to know that a message is ours, in words to copy. A test runs the one for Node. */

export const nodeSnippet = `import { createHmac, timingSafeEqual } from "node:crypto";

// body: the raw bytes of the request, before any JSON parser. secret: whsec_...
export function verify(secret, headers, body) {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return false; // older than 5 minutes
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const expected = createHmac("sha256", key).update(\`\${id}.\${timestamp}.\`).update(body).digest();
  return headers["webhook-signature"].split(" ").some((part) => {
    const [version, signature = ""] = part.split(",");
    const given = Buffer.from(signature, "base64");
    return version === "v1" && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
`;

export const pythonSnippet = `import base64, hashlib, hmac, time

# body: the raw bytes of the request, before any JSON parser. secret: whsec_...
def verify(secret: str, headers, body: bytes) -> bool:
    id, timestamp = headers["webhook-id"], headers["webhook-timestamp"]
    if abs(time.time() - int(timestamp)) > 300:  # older than 5 minutes
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    content = f"{id}.{timestamp}.".encode() + body
    expected = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    return any(
        hmac.compare_digest(part, f"v1,{expected}")
        for part in headers["webhook-signature"].split(" ")
    )
`;
