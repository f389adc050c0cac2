import { type NextRequest, NextResponse } from "next/server";
import { isDevelopment } from "@/lib/env";

/** What a page may load: our own files, and scripts that carry this request's nonce. */
const policy = (nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment() ? " 'unsafe-eval'" : ""}`,
    isDevelopment() ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`, // for its overlay
    "style-src-attr 'unsafe-inline'", // charts and virtual rows place things by style attributes
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "frame-src 'self'", // sandboxed previews of artifacts
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");

/** Dresses pages only. No access is decided here, and `/api` never passes: Next cuts bodies that do at 10 MB. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const content = policy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-slipway-path", request.nextUrl.pathname + request.nextUrl.search); // where sign-in leads back to
  headers.set("content-security-policy", content); // Next reads the nonce for its own scripts from here
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", content);
  response.headers.set("cache-control", "private, no-store");
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("referrer-policy", "same-origin");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  response.headers.set("cross-origin-resource-policy", "same-origin");
  response.headers.set("permissions-policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()");
  return response;
}

export const config = {
  matcher: [
    "/((?!api/|api$|ajax-api/|_next/static/|_next/image|metrics$|graphql$|get-artifact$|model-versions/get-artifact$|icon\\.svg$).*)",
  ],
};
