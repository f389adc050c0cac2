export { serveAuditExport as GET } from "@/lib/transports/http/audit-export";
