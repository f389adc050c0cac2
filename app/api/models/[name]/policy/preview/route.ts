import { serve } from "@/lib/transports/http/serve";
import { previewPolicy } from "@/lib/verbs/registry/policies/preview-policy";

export const { POST } = serve({ POST: previewPolicy });
