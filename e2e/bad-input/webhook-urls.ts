import { asPage, type Team } from "./decisions";
import type { Case } from "./suite";

const hosts = [
  // this machine, however it is spelled
  "127.0.0.1",
  "localhost",
  "LOCALHOST.",
  "0.0.0.0",
  "[::1]",
  "[::]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "2130706433",
  "0x7f.1",
  "0177.0.0.1",
  "127.1",
  "127.0.0.1.",
  // networks that are nobody's business, and the clouds' metadata
  "169.254.169.254",
  "[fd00:ec2::254]",
  "[fe80::1]",
  "10.0.0.1",
  "172.16.0.1",
  "192.168.1.1",
  "100.64.0.1",
  "[64:ff9b::a00:1]",
  "[64:ff9b::7f00:1]",
  "[2002:7f00:1::]",
  "255.255.255.255",
  "224.0.0.1",
];

const others = [
  "ftp://example.org/",
  "file:///etc/passwd",
  "gopher://example.org/",
  "data:text/plain,hello",
  "javascript:alert(1)",
  "https://user:pw@example.org/",
  "https://user@example.org/",
  "https://93.184.216.34:22/",
  "https://93.184.216.34:25/",
  "https://93.184.216.34:6379/",
  "https://93.184.216.34:0/",
  "https://93.184.216.34:99999/",
  "//example.org/",
  "example.org",
  "https://",
  "",
  "https://exa mple.org/",
  "https://93.184.216.34/\u0000",
  `https://93.184.216.34/${"x".repeat(5000)}`,
];

/** G1, G2, G5: addresses to which nothing may be sent, asked for by an admin. */
export function webhookUrls(team: Team): Case[] {
  const make = (url: unknown, more: object = {}) =>
    asPage(
      team,
      `a webhook to ${JSON.stringify(url).slice(0, 60)} ${JSON.stringify(more).slice(0, 40)}`,
      team.admin,
      ["POST", "/api/webhooks", { url, events: ["request.opened"], ...more }],
      [400],
    );
  return [
    ...hosts.flatMap((host) => [make(`http://${host}/`), make(`https://${host}/`)]),
    ...[...others, 7, null, ["https://example.org/"]].map((url) => make(url)),
    make("https://93.184.216.34/", { events: [] }),
    make("https://93.184.216.34/", { events: ["everything"] }),
    make("https://93.184.216.34/", { events: ["request.opened", "x".repeat(1000)] }),
    make("https://93.184.216.34/", { secret: "mine" }),
    // So that all these were refused for what they are, and not for something else.
    { ...make("https://93.184.216.34/"), name: "a webhook to a public address", expect: [201] },
  ];
}
