import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { createServer } from "node:http";

type Claims = Record<string, unknown>;
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A small OpenID provider on loopback. `next` says what the coming ID token claims; `lie` changes what it would say. */
export async function startIssuer(clientId: string) {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const other = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: "jwk" }), kid: "one", alg: "RS256", use: "sig" };
  let base = "";
  let claims: Claims = {};
  let forged = false;
  let challenge = "";
  const server = createServer((request, response) => {
    const answer = (body: unknown, status = 200) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    if (request.url?.startsWith("/.well-known")) return answer(discovery(base));
    if (request.url === "/jwks") return answer({ keys: [jwk] });
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const verifier = new URLSearchParams(body).get("code_verifier") ?? "";
      const proof = createHash("sha256").update(verifier).digest("base64url");
      if (proof !== challenge) return answer({ error: "invalid_grant" }, 400);
      const text = `${part({ alg: "RS256", kid: "one" })}.${part(claims)}`;
      const signature = sign("sha256", Buffer.from(text), forged ? other.privateKey : privateKey);
      answer({
        access_token: "a",
        token_type: "Bearer",
        id_token: `${text}.${signature.toString("base64url")}`,
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  return {
    base,
    /** Takes the authorization request, as if its user had said yes. */
    next(authorization: URL, { forge = false, ...lie }: Claims & { forge?: boolean }): void {
      const now = Math.floor(Date.now() / 1000);
      const nonce = authorization.searchParams.get("nonce");
      challenge = authorization.searchParams.get("code_challenge") ?? "";
      forged = forge;
      claims = {
        iss: base,
        aud: clientId,
        sub: "42",
        iat: now,
        exp: now + 60,
        nonce,
        email_verified: true,
        ...lie,
      };
    },
    close: () => server.close(),
  };
}

const discovery = (base: string) => ({
  issuer: base,
  authorization_endpoint: `${base}/authorize`,
  token_endpoint: `${base}/token`,
  jwks_uri: `${base}/jwks`,
  response_types_supported: ["code"],
  subject_types_supported: ["public"],
  id_token_signing_alg_values_supported: ["RS256"],
});
