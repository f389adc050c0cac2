import fc from "fast-check";
import { expect, test } from "vitest";
import { contains, isGlobal, parseNetwork } from "./addresses";
import { judgeUrl } from "./destination";
import { networkAround, refusalOf } from "./how-to-allow";

const opened = (text: string) => /WEBHOOK_ALLOW=(\S+) npm start/.exec(refusalOf(text))?.[1]?.split(",");

test.each([
  "http://127.0.0.1:4000/hook",
  "http://localhost:4000/hook",
  "http://[::1]:4000/",
  "https://10.1.2.3/",
  "http://172.20.1.1:8080/",
  "http://192.168.0.1/",
  "http://[fd12:3456::7]:9000/",
])("%s is refused with a network that lets it in once it is set", (url) => {
  expect(judgeUrl(url, [])).toBeNull();
  const networks = opened(url)?.map((text) => parseNetwork(text)) ?? [];
  expect(networks).not.toContain(null);
  expect(
    judgeUrl(
      url,
      networks.flatMap((network) => network ?? []),
    ),
  ).not.toBeNull();
  expect(refusalOf(url)).toMatch(/operator.*restart.*\.env.*reach all/);
});

test.each(["http://169.254.169.254/", "http://[fd00:ec2::254]/", "http://metadata.google.internal/"])(
  "nobody is told to open %s",
  (url) => expect(opened(url)).toEqual(["10.1.0.0/16"]),
);

test("what is no web address is told so", () => {
  for (const text of ["nonsense", "ftp://example.org/", "https://a:b@example.org/"])
    expect(refusalOf(text)).toMatch(/^Destination not allowed\. Give a whole web address/);
});

test("of a port that no setting opens, nobody is told to open a network", () =>
  expect(refusalOf("http://10.1.2.3:5432/")).toBe(
    "Destination not allowed. Port 5432 is closed to webhooks, wherever it is.",
  ));

test("a suggested network holds the address, and nothing of the open internet", () => {
  const address = fc.oneof(
    fc.record({ family: fc.constant(4 as const), bits: fc.bigInt(0n, (1n << 32n) - 1n) }),
    fc.record({ family: fc.constant(6 as const), bits: fc.bigInt(0n, (1n << 128n) - 1n) }),
    fc.record({ family: fc.constant(4 as const), bits: fc.bigInt(0x0a000000n, 0x0affffffn) }),
    fc.record({ family: fc.constant(6 as const), bits: fc.bigInt(0xfcn << 120n, (0xfen << 120n) - 1n) }),
  );
  fc.assert(
    fc.property(address, (one) => {
      const text = networkAround(one);
      if (text === null) return;
      const network = parseNetwork(text);
      expect(network && contains(network, one)).toBe(true);
      expect(isGlobal(one)).toBe(false);
    }),
  );
});
