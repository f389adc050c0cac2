import { handleAuth } from "@/lib/transports/session/auth-handler";

type Route = { params: Promise<{ nextauth: string[] }> };

const handler = async (request: Request, { params }: Route) => handleAuth(request, (await params).nextauth);

export { handler as GET, handler as POST };
