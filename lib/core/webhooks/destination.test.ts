import { describe, expect, test } from "vitest";
import { type Network, parseNetwork } from "./addresses";
import { judgeAddresses, judgeUrl } from "./destination";

const networks = (...texts: string[]): Network[] => texts.flatMap((text) => parseNetwork(text) ?? []);
const refused = (url: string, ...allowed: string[]) => judgeUrl(url, networks(...allowed)) === null;

describe("G1: this machine, in every spelling", () => {
  test.each([
    "127.0.0.1",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "a.localhost",
    "0.0.0.0",
    "0",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[0:0:0:0:0:ffff:7f00:1]",
    "2130706433",
    "0x7f.1",
    "0x7f000001",
    "0177.0.0.1",
    "127.1",
    "127.0.1",
    "127.0.0.1.",
    "%31%32%37.0.0.1",
    "①②⑦.⓪.⓪.①",
    "localhost.localdomain",
  ])("%s", (host) => {
    expect(refused(`http://${host}/`)).toBe(true);
    expect(refused(`https://${host}/`)).toBe(true);
    expect(refused(`https://${host}/`, "10.0.0.0/8")).toBe(true);
  });
});

describe("G2: clouds' metadata and private networks", () => {
  test.each([
    "169.254.169.254",
    "[fd00:ec2::254]",
    "metadata.google.internal",
    "METADATA.google.internal.",
    "metadata",
    "10.0.0.1",
    "[64:ff9b::a00:1]",
    "[64:ff9b::10.0.0.1]",
    "100.64.0.1",
    "172.20.1.1",
    "192.168.0.1",
    "[fe80::1]",
    "[fc00::1]",
    "0xa9fea9fe",
    "2852039166",
    "[2002:a00:1::]",
    "[2001:0:a00:1::]",
  ])("%s", (host) => expect(refused(`https://${host}/latest/meta-data`)).toBe(true));
});

describe("G5: schemes, users, ports", () => {
  test.each([
    "ftp://example.org/",
    "file:///etc/passwd",
    "gopher://example.org:70/_x",
    "data:text/plain,x",
    "javascript:alert(1)",
    "ws://example.org/",
    "https://user:pw@example.org/",
    "https://user@example.org/",
    "https://:pw@example.org/",
    "https://example.org:22/",
    "https://example.org:25/",
    "https://example.org:6379/",
    "https://example.org:80/",
    "http://example.org/",
    "http://example.org:443/",
    "https://",
    "https:///",
    "//example.org",
    "example.org",
    "",
    "https://[",
    `https://example.org/${"a".repeat(2_000)}`,
  ])("%s", (url) => expect(refused(url)).toBe(true));

  test.each([
    "https://example.org/hook?x=1",
    "https://example.org:8443/",
    "https://8.8.8.8/",
    "https://[2606:4700::1]/",
  ])("%s may be asked for", (url) => expect(refused(url)).toBe(false));
});

test("the operator opens networks: by HTTP and on other ports, and only those", () => {
  const allowed = networks("127.0.0.0/8", "10.1.0.0/16");
  for (const url of [
    "http://127.0.0.1:4000/",
    "http://localhost:4000/",
    "https://10.1.2.3/",
    "http://10.1.2.3:8080/",
  ])
    expect(judgeUrl(url, allowed)).not.toBeNull();
  for (const url of ["http://10.2.0.1/", "http://8.8.8.8/", "https://8.8.8.8:9000/", "http://10.1.2.3:6379/"])
    expect(judgeUrl(url, allowed)).toBeNull();
  const named = judgeUrl("http://hooks.example.org:8080/", allowed);
  if (named === null) throw new Error("a name may turn out to be inside");
  expect(judgeAddresses(["10.1.0.9"], named, allowed)).toBe(true);
  expect(judgeAddresses(["8.8.8.8"], named, allowed)).toBe(false);
});

test("G3: one address that is not allowed spoils a name, and so does none", () => {
  const open = { inside: false };
  expect(judgeAddresses(["8.8.8.8", "2606:4700::1"], open, [])).toBe(true);
  for (const addresses of [["8.8.8.8", "10.0.0.1"], ["2606:4700::1", "::1"], ["8.8.8.8", "nonsense"], []])
    expect(judgeAddresses(addresses, open, [])).toBe(false);
});
