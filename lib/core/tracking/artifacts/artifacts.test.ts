import { describe, expect, it } from "vitest";
import { pathFault } from "./artifacts";

const bell = "\u0007";
const rightToLeft = "\u202e";

describe("artifact paths", () => {
  it.each([
    "model/MLmodel",
    "a b/ü+1.txt",
    "e\u0301.txt", // NFD stays NFD
    "images/loss%step%10%timestamp%1700000000000%0a1b.png", // log_image writes a bare %
    "100%.txt",
    "100%/2%2e5.txt",
    "a..b/..c/...",
    "👩‍🚀.png",
    "note: x.txt",
    "x".repeat(255),
  ])("%s", (path) => expect(pathFault(path)).toBeNull());

  it.each([
    ["../../etc/passwd", "climbs"], // C1
    ["..%2f..%2fetc%2fpasswd", "climbs"], // C2
    ["%2e%2e/a", "climbs"],
    ["%252e%252e%252fa", "climbs"],
    ["%25252e%25252e/a", "climbs"],
    [`%${"25".repeat(40)}2e%2e/a`, "climbs"],
    ["%2e%2e/%zz", "climbs"],
    ["%zz/%252e%252E%252fa", "climbs"],
    ["a%5c..%5cb/100%", "climbs"],
    ["%2e%2e/%ff", "climbs"],
    ["..%c0%af..%c0%afa", "climbs"],
    ["..%u2216a", "climbs"],
    ["a/..;/b", "climbs"],
    ["..\\..\\win.ini", "backslash"], // C3
    ["a%5cb", "backslash"],
    ["..%5ca", "climbs"],
    ["C:\\x", "backslash"],
    ["C:/x", "absolute"],
    ["c%3a/x", "absolute"],
    ["\\\\host\\share", "backslash"],
    ["//proc/self/root", "absolute"],
    ["/etc/passwd", "absolute"], // C4
    ["%2fetc/passwd", "absolute"],
    ["file:///etc/passwd", "absolute"],
    ["s3://bucket/a", "absolute"],
    ["a/../../b", "climbs"],
    ["a/./b", "empty part"],
    ["a//b", "empty part"],
    [".", "empty part"],
    ["a/", "empty part"],
    ["", "empty"],
    ["a\u0000b", "control"], // C5
    ["a%00b", "control"],
    ["a\r\nb", "control"],
    ["a\u001b[31m", "control"],
    [`a${bell}`, "control"],
    [`a${rightToLeft}gnp.exe`, "control"],
    ["a\ud800", "surrogate"],
    ["x/".repeat(2500), "1024 bytes"],
    ["é".repeat(150), "255 bytes"],
    ["a#b", "#"],
  ])("not %j", (path, message) => {
    expect(pathFault(path)).toContain(message);
  });
});
