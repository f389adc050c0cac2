import { serve } from "@/lib/transports/http/serve";
import { previewArtifact } from "@/lib/verbs/tracking/preview-artifact";

export const { GET } = serve({ GET: previewArtifact });
