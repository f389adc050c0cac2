"use client";
import { useEffect, useRef, useState } from "react";
import { paced } from "@/components/frame/paced";

/** `paced` for a component: the work is that of the latest render, and nothing is done once it has gone. */
export function usePaced(ms: number, work: () => void): () => void {
  const latest = useRef(work);
  latest.current = work;
  const [pace] = useState(() => paced(ms, () => latest.current()));
  useEffect(() => pace.cancel, [pace]);
  return pace.call;
}
