import { serve } from "@/lib/transports/http/serve";
import { diffVersions } from "@/lib/verbs/registry/versions/diff-versions";

export const { GET } = serve({ GET: diffVersions });
