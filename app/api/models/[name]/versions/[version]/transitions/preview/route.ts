import { serve } from "@/lib/transports/http/serve";
import { previewMove } from "@/lib/verbs/registry/versions/preview-move";

export const { GET } = serve({ GET: previewMove });
