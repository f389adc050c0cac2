export { refused as GET } from "@/lib/transports/http/refused";
