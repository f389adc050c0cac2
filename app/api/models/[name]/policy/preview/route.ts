import { serve } from "@/lib/transports/http/serve";
import { previewPolicy } from "@/lib/verbs/registry/preview-policy";

export const { POST } = serve({ POST: previewPolicy });
