import { serve } from "@/lib/transports/http/serve";
import { previewArtifact } from "@/lib/verbs/tracking/artifacts/preview-artifact";

export const { GET } = serve({ GET: previewArtifact });
