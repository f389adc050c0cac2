import { unstable_doesMiddlewareMatch } from "next/experimental/testing/server";
import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { config, proxy } from "@/proxy";

const policyOf = (path: string) =>
  proxy(new NextRequest(`http://127.0.0.1:3000${path}`)).headers.get("content-security-policy") ?? "";

describe("the policy of pages", () => {
  it("has a new nonce for every request and lets no other inline script run", () => {
    const [one, two] = [policyOf("/"), policyOf("/")];
    expect(one).not.toBe(two);
    expect(one).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]{20,}' 'strict-dynamic';/);
    expect(one).toContain("default-src 'none'");
    expect(one.replace(/style-src-attr [^;]+;/, "")).not.toMatch(/unsafe-(inline|eval)/);
    expect(one).toContain("frame-ancestors 'none'");
  });
  it("tells pages the nonce and the path, whatever a client claims they are", () => {
    const request = new NextRequest("http://127.0.0.1:3000/runs/a?tab=artifacts", {
      headers: { "x-nonce": "chosen", "x-slipway-path": "//evil.example" },
    });
    const passed = proxy(request).headers;
    expect(passed.get("x-middleware-request-x-slipway-path")).toBe("/runs/a?tab=artifacts");
    expect(passed.get("x-middleware-request-x-nonce")).not.toBe("chosen");
  });
  it.each([
    ["/", true],
    ["/experiments/7", true],
    ["/apiary", true],
    ["/api/2.0/mlflow/runs/create", false],
    ["/api/2.0/mlflow-artifacts/artifacts/1/model.bin", false],
    ["/ajax-api/2.0/mlflow/runs/search", false],
    ["/metrics", false],
    ["/_next/static/chunks/a.js", false],
  ])("%s passes through it: %s", (url, matches) => {
    expect(unstable_doesMiddlewareMatch({ config, url, nextConfig: {} })).toBe(matches);
  });
});
