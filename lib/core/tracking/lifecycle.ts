import { z } from "zod";

export const lifecycle = z.enum(["active", "deleted"]);
