import { serve } from "@/lib/transports/http/serve";
import { getBoard } from "@/lib/verbs/registry/board/get-board";

export const { GET } = serve({ GET: getBoard });
