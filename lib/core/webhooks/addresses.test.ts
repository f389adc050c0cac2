import fc from "fast-check";
import { expect, test } from "vitest";
import { contains, isGlobal, parseAddress, parseNetwork } from "./addresses";

const global = (text: string) => {
  const address = parseAddress(text);
  return address !== null && isGlobal(address);
};

test.each([
  "0.0.0.0",
  "0.1.2.3",
  "10.0.0.1",
  "10.255.255.255",
  "100.64.0.1",
  "100.127.255.255",
  "127.0.0.1",
  "127.255.255.255",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.0.0.8",
  "192.0.2.1",
  "192.88.99.1",
  "192.168.1.1",
  "198.18.0.1",
  "198.19.255.255",
  "198.51.100.7",
  "203.0.113.9",
  "224.0.0.1",
  "239.1.1.1",
  "240.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "::ffff:8.8.8.8",
  "::ffff:0808:0808",
  "::8.8.8.8",
  "64:ff9b::a00:1",
  "64:ff9b::8.8.8.8",
  "64:ff9b:1::1",
  "100::1",
  "2001::1",
  "2001:0:4136:e378::1",
  "2001:2::1",
  "2001:10::1",
  "2001:db8::1",
  "2002:7f00:1::1",
  "3fff::1",
  "5f00::1",
  "fc00::1",
  "fd00:ec2::254",
  "fe80::1",
  "fec0::1",
  "ff02::1",
])("%s is not of the open internet", (text) => {
  expect(parseAddress(text)).not.toBeNull();
  expect(global(text)).toBe(false);
});

test.each([
  "8.8.8.8",
  "1.1.1.1",
  "9.255.255.255",
  "11.0.0.0",
  "100.63.255.255",
  "100.128.0.0",
  "126.255.255.255",
  "128.0.0.0",
  "169.253.255.255",
  "172.15.255.255",
  "172.32.0.0",
  "192.167.255.255",
  "192.169.0.0",
  "198.17.255.255",
  "198.20.0.0",
  "223.255.255.255",
  "2606:4700:4700::1111",
  "2a00:1450:4001::200e",
  "2001:200::1",
  "2001:4860:4860::8888",
])("%s is", (text) => expect(global(text)).toBe(true));

test.each([
  "",
  "localhost",
  "127.1",
  "2130706433",
  "0x7f.1",
  "0177.0.0.1",
  "127.0.0.01",
  "1.2.3.4.5",
  "1.2.3",
  "256.1.1.1",
  "1.2.3.-4",
  "1.2.3.4 ",
  "::1%eth0",
  "[::1]",
  ":::1",
  "1::2::3",
  "1:2:3:4:5:6:7",
  "1:2:3:4:5:6:7:8:9",
  "1:2:3:4:5:6:7::8",
  "g::1",
  "12345::",
  "::1.2.3",
  "::1.2.3.4:1",
  ":1:2:3:4:5:6:7",
])("%o is no address", (text) => expect(parseAddress(text)).toBeNull());

test("an IPv6 address is the same however it is written", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 }), (groups) => {
      const full = groups.map((group) => group.toString(16).padStart(4, "0")).join(":");
      const short = new URL(`http://[${full}]/`).hostname.slice(1, -1);
      const address = parseAddress(full);
      expect(address).not.toBeNull();
      expect(parseAddress(short)).toEqual(address);
    }),
  );
});

test("a network holds what begins like it, of its own family", () => {
  const ten = parseNetwork("10.1.0.0/16");
  const four = parseAddress("10.1.2.3");
  const mapped = parseAddress("::ffff:10.1.2.3");
  const other = parseAddress("10.2.0.0");
  if (!ten || !four || !mapped || !other) throw new Error("these are addresses");
  expect([four, mapped, other].map((address) => contains(ten, address))).toEqual([true, false, false]);
  expect(parseNetwork("127.0.0.1")?.prefix).toBe(32);
  expect(parseNetwork("fd00::/8")).toMatchObject({ family: 6, prefix: 8 });
  for (const wrong of [
    "10.0.0.1/8",
    "10.0.0.0/33",
    "10.0.0.0/",
    "10.0.0.0/8/9",
    "fd00::/129",
    "all",
    "/8",
    "10.0.0.0/+8",
  ])
    expect(parseNetwork(wrong)).toBeNull();
});
