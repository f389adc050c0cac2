import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { AuditEvent } from "@/lib/core/audit/events";
import { AuditTable } from "./audit-table";

const refusal: AuditEvent = {
  seq: 13,
  effectiveAt: null,
  at: "2026-11-28T10:03:12.000000Z",
  actor: {
    type: "person",
    id: "1",
    name: "Dana",
    email: null,
    role: "scientist",
    admin: false,
    via: "session",
  },
  action: "transition-version",
  outcome: "refused",
  target: { type: "verb", id: "transition-version", name: "flight-delay/3", page: null },
  before: null,
  after: { more: 149, record: 12, first: "2026-11-28T10:02:11.000Z", last: "2026-11-28T10:02:14.000Z" },
  reason: "Production is guarded.",
  requestId: "r",
  origin: null,
  hash: "",
  prevHash: "",
};

it("tells how often a refusal was made again, and between when", () => {
  const markup = renderToStaticMarkup(<AuditTable events={[refusal]} open={null} onOpen={() => undefined} />);
  expect(markup.replaceAll(/<[^>]+>/g, "")).toContain(
    "was not allowed to move flight-delay v3, × 149 more, 10:02:11–10:02:14",
  );
});
