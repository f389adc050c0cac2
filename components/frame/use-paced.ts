"use client";
import { useEffect, useRef, useState } from "react";
import { type Pace, paced } from "@/components/frame/paced";

/** `paced` for a component: the work is that of the latest render, and nothing is done once it has gone. */
export function usePaced(pace: Pace, work: () => unknown): () => void {
  const latest = useRef(work);
  latest.current = work;
  const [kept] = useState(() => paced(pace, () => latest.current()));
  useEffect(() => kept.cancel, [kept]);
  return kept.call;
}
