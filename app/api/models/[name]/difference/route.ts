import { serve } from "@/lib/transports/http/serve";
import { diffVersions } from "@/lib/verbs/registry/diff-versions";

export const { GET } = serve({ GET: diffVersions });
