import { serve } from "@/lib/transports/http/serve";
import { deleteWebhook } from "@/lib/verbs/webhooks/delete-webhook";
import { updateWebhook } from "@/lib/verbs/webhooks/update-webhook";

export const { PATCH, DELETE } = serve({ PATCH: updateWebhook, DELETE: deleteWebhook });
