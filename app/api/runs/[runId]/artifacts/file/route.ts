export { serveRunFile as GET } from "@/lib/transports/http/artifact-file";
